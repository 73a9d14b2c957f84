"""What one does for a service now and then: drill it, clean up, back up, restart in turn."""
