"""What the person's own ssh configuration says, read by OpenSSH's rules."""
