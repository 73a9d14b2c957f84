"""The same jobs from a terminal."""

from core.cli.main import main

__all__ = ["main"]
