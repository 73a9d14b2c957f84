"""A service on a server: what it is, its units, its record, and the helper that changes it."""
