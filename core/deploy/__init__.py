"""From a program to a running service."""
