"""Other targets to build in the same go, as a list with check boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from core.words import say
from gui.runtime.speech import speech, tell
from gui.wording.target_names import PROCESSORS, SYSTEMS, plain_name

if TYPE_CHECKING:
    from collections.abc import Collection

    from core.target import Target

_LINES = 7


class TargetList(QListWidget):
    """`chosen` carries the targets that are ticked, in the list's order."""

    chosen = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self._targets: tuple[Target, ...] = ()
        tell(self, accessibleName=say("Other targets"))
        self.setFixedHeight(self.fontMetrics().height() * (_LINES + 1))
        self.itemChanged.connect(self._tell)
        speech().changed.connect(self._reword)

    def show_targets(self, targets: Collection[Target], ticked: Collection[Target]) -> None:
        """Offer these targets, well-known ones first; keep the place when nothing changed."""
        ordered = tuple(sorted(targets, key=_rank))
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        if ordered != self._targets:
            self._targets = ordered
            self.clear()
            self.addItems(["" for _ in ordered])
            self._reword()
        for place, target in enumerate(ordered):
            states = Qt.CheckState
            self.item(place).setCheckState(states.Checked if target in ticked else states.Unchecked)
        self.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def _reword(self) -> None:
        for place, target in enumerate(self._targets):
            self.item(place).setText(plain_name(target))

    def _tell(self, _changed: QListWidgetItem) -> None:
        ticked = tuple(
            target
            for place, target in enumerate(self._targets)
            if self.item(place).checkState() is Qt.CheckState.Checked
        )
        self.chosen.emit(ticked)


def _rank(target: Target) -> tuple[int, int, Target]:
    systems, processors = list(SYSTEMS), list(PROCESSORS)
    return _place(target.goos, systems), _place(target.goarch, processors), target


def _place(value: str, known: list[str]) -> int:
    return known.index(value) if value in known else len(known)
