"""A text stream that may be a terminal: colour, and one live line at its bottom."""

from __future__ import annotations

import os
import shutil
import time
from typing import TextIO

from core.cli.inert import fitted, inert

_SGR = {"bold": "1", "dim": "2", "good": "32", "bad": "31", "note": "33", "command": "36"}
_ERASE_LINE = "\r\x1b[K"
_REPAINT = 0.05  # seconds between two pictures of the live line


class Screen:
    """Writes lines, and where it is a terminal keeps one changing line below them."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.terminal = stream.isatty() and os.environ.get("TERM") != "dumb"
        self._colour = self.terminal and not os.environ.get("NO_COLOR")
        self._live = ""
        self._painted = 0.0

    def line(self, text: str, style: str = "") -> None:
        """Write one line for good; whatever it holds cannot move the cursor."""
        erase = _ERASE_LINE if self._live else ""
        self._write(f"{erase}{self._painted_as(inert(text), style)}\n{self._fitted_live()}")

    def show_live(self, text: str, *, at_once: bool = False) -> None:
        """Replace the live line, at most twenty times a second; does nothing on a file."""
        now = time.monotonic()
        if self.terminal and (at_once or now - self._painted >= _REPAINT):
            self._live, self._painted = text, now
            self._write(_ERASE_LINE + self._fitted_live())

    def clear_live(self) -> None:
        """Take the live line away."""
        if self._live:
            self._live = ""
            self._write(_ERASE_LINE)

    def _fitted_live(self) -> str:
        width = shutil.get_terminal_size().columns - 1
        return self._painted_as(fitted(inert(self._live), width), "dim")

    def _painted_as(self, text: str, style: str) -> str:
        painted = self._colour and style and text
        return f"\x1b[{_SGR[style]}m{text}\x1b[0m" if painted else text

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
