"""Core without a window: passes where Qt is not installed."""
