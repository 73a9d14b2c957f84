"""Open a file at its line, a folder or an address, in the person's own programs."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from core.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from core.words import Text

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


def editors() -> tuple[str, ...]:
    """Name the editors of this computer that can open a file at its line."""
    return tuple(name for name in _EDITORS if shutil.which(name))


def open_place(place: str) -> Text:
    """Open a folder, or an address that begins with http, and say what was done.

    Whether a window appears is up to the system and cannot be seen from here, so the place is
    copied in either case.
    """
    QGuiApplication.clipboard().setText(place)
    web = place.startswith(("http://", "https://"))
    url = QUrl(place) if web else QUrl.fromLocalFile(place)
    if QDesktopServices.openUrl(url):
        return say("Opening {place}. The address was copied as well.", place=place)
    return say("No program can open {place}. The address was copied to the clipboard.", place=place)


def show_source(file: Path, line: int, *, column: int = 1, editor: str = "") -> Text:
    """Open a source file as `open_in_editor` does, and say what was done."""
    place = f"{file}:{line}"
    if open_in_editor(file, line, column=column, editor=editor):
        return say("Opened {place}.", place=place)
    if not file.is_file():
        return say("{file} no longer exists.", file=str(file))
    QGuiApplication.clipboard().setText(place)
    return say("No editor was found. The location was copied: {place}", place=place)


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
