"""What an advice offers where another program names a port."""

from __future__ import annotations

from core.actions import ChooseOption, UseOption
from core.ports import HIGHEST_PORT


def port_action(text: str) -> UseOption | ChooseOption:
    """Take a port that another program named; whoever knows none may choose one."""
    known = text.isascii() and text.isdigit() and len(text) <= len(str(HIGHEST_PORT))
    if known and int(text) in range(1, HIGHEST_PORT + 1):
        return UseOption("port", text)
    return ChooseOption("port")
