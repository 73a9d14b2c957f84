"""All services on all servers as a table, and the parts of its rows."""
