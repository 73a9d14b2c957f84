"""What travels to a server."""
