"""Texts that the app makes, kept as files: a change of one shows as a difference in review."""
