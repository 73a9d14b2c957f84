"""A source file as text, for those who look for words in it: bounded, and never a fault."""

from __future__ import annotations

from pathlib import Path

MOST_IN_A_FILE = 2000  # of anything that is looked for: a hostile file costs no more
_LONGEST_SOURCE = 2 << 20  # bytes; what people write is shorter, what a stranger sent may not be


def source_text(file: Path | str) -> str:
    """Read the beginning of a file; "" when it cannot be read."""
    try:
        with Path(file).open("rb") as opened:
            return opened.read(_LONGEST_SOURCE).decode("utf-8", "replace")
    except OSError:
        return ""
