"""Which files travel with the program, and which of them stay here."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.words import say
from gui.runtime.speech import tell
from gui.widgets.parts import add_field, button, sentence, set_untouched

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.service.model import Service

_QUOTED = frozenset(" \t\"'\\")  # what would end or change a word; patterns stay as they are


class ServiceFiles(QWidget):
    """Paths and patterns, with quotes around those that hold spaces."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._form = QFormLayout()
        self._folder: Path | None = None
        self._shown: tuple[Path, ...] = ()
        self._named: set[Path] = set()
        self.includes = QLineEdit()
        self.excludes = QLineEdit()
        self.add_file = button(say("Add file…"))
        self.add_folder = button(say("Add folder…"))
        self._lay_out()
        for field in (self.includes, self.excludes):
            field.editingFinished.connect(self.changed)

    def labels(self) -> list[QWidget]:
        """Return the labels of its fields."""
        return [one for one in self.findChildren(QLabel) if one.buddy() is not None]

    def align(self, width: int) -> None:
        """Let its fields begin where those of other parts do."""
        for one in self.labels():
            one.setMinimumWidth(width)

    def show_service(self, service: Service, folder: Path | None) -> None:
        """Show what a service takes along; what is in this folder goes by its path below it."""
        self._folder = service.includes_from or folder
        self._shown, self._named = service.includes, set(service.includes_named)
        set_untouched(self.includes, _written(self._short(one) for one in service.includes))
        set_untouched(self.excludes, _written(service.excludes))

    def take(self, service: Service) -> Service:
        """Return the service with what stands here."""
        folder = self._folder or Path.home()
        includes = tuple(dict.fromkeys(folder / one for one in _words(self.includes.text())))
        return replace(
            service,
            includes=includes,
            includes_from=self._folder,
            includes_named=tuple(one for one in includes if self._by_a_person(one)),
            excludes=tuple(_words(self.excludes.text())),
        )

    def add(self, path: Path) -> None:
        """Take one more along."""
        self._named.add(path)
        words = [*_words(self.includes.text()), self._short(path)]
        self.includes.setText(_written(dict.fromkeys(words)))

    def _by_a_person(self, path: Path) -> bool:
        """Tell what was chosen or typed here from what goferry.toml proposed."""
        return path in self._named or path not in self._shown

    def _short(self, path: Path) -> str:
        inside = self._folder is not None and path.is_relative_to(self._folder)
        return str(path.relative_to(self._folder) if self._folder and inside else path)

    def _lay_out(self) -> None:
        tell(self.includes, placeholderText=say("e.g. static templates"))
        tell(self.excludes, placeholderText=say("e.g. *.map drafts"))
        form = self._form
        form.setHorizontalSpacing(12)
        add_field(form, say("Send alon&g"), self.includes, self.add_file, self.add_folder)
        add_field(form, say("But lea&ve out"), self.excludes)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(
            sentence(say("Files and folders for the working directory of the program."))
        )
        whole.addLayout(form)


def _written(words: Iterable[str]) -> str:
    return " ".join(shlex.quote(one) if not one or _QUOTED & set(one) else one for one in words)


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:  # a quote is still open
        return text.split()
