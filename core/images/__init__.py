"""A program as a container image: made without Docker, kept in a file, pushed to a registry."""
