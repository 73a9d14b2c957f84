"""Edit the file that becomes a service's environment; only its owner can read it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from core.home import write_whole
from core.problems import Problem, ProblemError
from core.words import say
from gui.actions.ask import answer_of
from gui.widgets.service.env_editor import EnvEditor

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget


async def edit(parent: QWidget, file: Path) -> bool:
    """Show the settings and write what was changed; whether they were saved.

    A file that is not there yet is made. Raises `ProblemError` for one that cannot be read or
    written.
    """
    try:
        before = await asyncio.to_thread(_read, file)
        editor = EnvEditor(parent, before, place=str(file))
        if not await answer_of(editor):
            return False
        await asyncio.to_thread(write_whole, file, editor.content())
    except OSError as reason:
        raise ProblemError(_unusable(file, reason)) from reason
    return True


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except FileNotFoundError:
        return b""


def _unusable(file: Path, reason: Exception) -> Problem:
    return Problem(
        code="env_file_unreadable",
        what=say("The settings in {file} cannot be read.", file=str(file)),
        why=say("Only you can tell why: it is no text, or it belongs to somebody else."),
        details=str(reason),
        field="env_file",
    )
