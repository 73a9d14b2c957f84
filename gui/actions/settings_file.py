"""Edit the file that becomes a service's environment; only its owner can read it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from core.home import write_whole
from core.usecases import environment
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
    before = await asyncio.to_thread(environment.content_of, file)
    editor = EnvEditor(parent, before, place=str(file))
    if not await answer_of(editor):
        return False
    await asyncio.to_thread(write_whole, file, editor.content())
    return True
