"""The front door of a server: domains and certificates before its services."""
