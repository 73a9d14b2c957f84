"""The same jobs from a terminal."""

from core.cli.entry import main

__all__ = ["main"]
