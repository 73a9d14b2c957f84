"""Which color stands for what; a press keeps that lit alone, another adds, a third takes back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from core.words import list_of, say
from gui.look import theme
from gui.runtime.speech import shown, speech, tell
from gui.widgets.size.lens import ORIGIN
from gui.widgets.size.swatch import swatch

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QResizeEvent

    from gui.widgets.size.lens import Lens

_GAP, _AIR = 6, 5  # pixels between entries; between a square and its words
_PRESSED = "QToolButton:checked { background: palette(midlight); border-color: palette(dark); }"


class Legend(QWidget):
    """Shows the meanings that are seen in as many lines as it needs.

    `filtered` carries the meanings that stay lit, a frozenset; empty where all do.
    """

    filtered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lens, self._kinds = ORIGIN, tuple[str, ...]()
        self._kept: frozenset[str] = frozenset()
        self._entries: dict[str, QToolButton] = {}
        self.setStyleSheet(_PRESSED)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        speech().changed.connect(self._reword)
        theme.announcer().changed.connect(self._reword)
        self._arrange()

    def show_kinds(self, kinds: Collection[str], lens: Lens = ORIGIN) -> None:
        """Show these meanings, in the order that is the same everywhere."""
        wanted = tuple(kind for kind in lens.meanings if kind in kinds)
        if (wanted, lens) == (self._kinds, self._lens):
            return
        self._kinds, self._lens = wanted, lens
        for old in self._entries.values():
            old.hide()
            old.deleteLater()
        self._entries = {kind: self._entry(kind) for kind in wanted}
        self._reword()

    def press(self, kind: str) -> None:
        """Light one meaning, too, or no longer; none pressed lights all."""
        self._kept ^= {kind}
        if self._kept >= set(self._kinds):
            self._kept = frozenset()
        for name, entry in self._entries.items():
            entry.setChecked(name in self._kept)
        self.filtered.emit(self._kept)

    def clear(self) -> None:
        """Light all."""
        if self._kept:
            self._kept = frozenset()
            for entry in self._entries.values():
                entry.setChecked(False)
            self.filtered.emit(self._kept)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break lines anew."""
        super().resizeEvent(event)
        self._arrange()

    def _entry(self, kind: str) -> QToolButton:
        entry = QToolButton(self)
        entry.setCheckable(True)
        entry.setChecked(kind in self._kept)
        entry.setAutoRaise(True)
        entry.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        entry.setIconSize(QSize(11 + _AIR, 11))
        entry.clicked.connect(partial(self.press, kind))
        entry.show()
        return entry

    def _reword(self) -> None:
        for kind, entry in self._entries.items():
            words = self._lens.words(kind)
            entry.setText(shown(words).replace("&", "&&"))
            tell(entry, toolTip=say("Show only: {what}", what=words))
            entry.setIcon(QIcon(swatch(self._lens.colour(kind).rgb(), air=_AIR)))
        self._arrange()

    def _arrange(self) -> None:
        places = self._places()
        for entry, place in places:
            entry.setGeometry(place)
        self.setFixedHeight(places[-1][1].bottom() + 1 if places else 0)
        names = list_of(self._lens.words(kind) for kind in self._kinds)
        self.setAccessibleName(shown(names))

    def _places(self) -> list[tuple[QToolButton, QRect]]:
        left, top, places = 0, 0, []
        for entry in self._entries.values():
            size = entry.sizeHint()
            if left and left + size.width() > self.width():
                left, top = 0, top + size.height()
            places.append((entry, QRect(left, top, size.width(), size.height())))
            left += size.width() + _GAP
        return places
