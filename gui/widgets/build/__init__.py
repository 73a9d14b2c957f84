"""The choices of a build."""
