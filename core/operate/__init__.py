"""A running service: watch it, roll it back."""
