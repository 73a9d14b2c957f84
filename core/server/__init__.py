"""Who and where a server is, and the one way to talk to it."""
