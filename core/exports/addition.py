"""The few lines that a program needs for an export, as a difference that `git apply` takes."""

from __future__ import annotations

from difflib import unified_diff
from importlib.resources import files


def adding(path: str, source: str) -> str:
    """Make the difference that adds a file of `resources/exports` as `path` of the project.

    A file that is there already is not touched: `git apply` refuses then.
    """
    text = files("resources").joinpath("exports", source).read_text("utf-8")
    lines = text.splitlines(keepends=True)
    return "".join(unified_diff([], lines, "/dev/null", f"b/{path}"))
