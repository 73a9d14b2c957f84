"""Reach a server as `ssh` would: its key, the configuration, one connection."""
