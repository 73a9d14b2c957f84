"""The widgets that Qt does not have."""
