"""Open a source file at its line, in the person's own editor."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from pathlib import Path

# How each editor takes a place; the words are the program's own.
_EDITORS = {
    "code": ("--goto", "{file}:{line}:{column}"),
    "codium": ("--goto", "{file}:{line}:{column}"),
    "goland": ("--line", "{line}", "{file}"),
    "subl": ("{file}:{line}:{column}",),
    "zed": ("{file}:{line}:{column}",),
    "kate": ("--line", "{line}", "{file}"),
    "gedit": ("+{line}", "{file}"),
}


def open_in_editor(file: Path, line: int, *, column: int = 1, editor: str = "") -> bool:
    """Open `file` at a line in the chosen editor, the first known one, or the system's own way.

    Returns whether anything was opened. A file that is not there is never handed to a program.
    """
    if not file.is_file():
        return False
    for name in (editor, *_EDITORS):
        program = shutil.which(name) if name in _EDITORS else None
        if program is not None:
            places = {"file": str(file), "line": line, "column": max(column, 1)}
            words = [word.format(**places) for word in _EDITORS[name]]
            return QProcess.startDetached(program, words)[0]
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
