"""Servers in lists and forms."""
