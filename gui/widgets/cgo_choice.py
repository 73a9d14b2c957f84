"""The choice about C code, with what each answer means for this project and target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from core.build.options import Cgo
from core.words import Text, say
from gui.speech import shown, tell
from gui.widgets.parts import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.build.consequences import Consequence
    from core.problems import Problem

_TITLES: dict[Cgo, Text] = {
    Cgo.OFF: say("No C code: one static program (&recommended)"),
    Cgo.ON: say("With C code, linked &dynamically"),
    Cgo.STATIC: say("With C code, linked s&tatically"),
}
_IMPOSSIBLE = {"static_impossible", "c_compiler_missing"}  # other obstacles can be removed
_INDENT = 26  # pixels: under the words of a radio button


class CgoChoice(QWidget):
    """Three answers; one that the target cannot have is grey and says why."""

    chosen = Signal(object)  # a Cgo

    def __init__(self) -> None:
        super().__init__()
        self.answers = {kind: QRadioButton() for kind in Cgo}
        self.meanings = {kind: _muted() for kind in Cgo}
        group = QButtonGroup(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        for kind, answer in self.answers.items():
            tell(answer, text=_TITLES[kind])
            group.addButton(answer)
            whole.addWidget(answer)
            whole.addWidget(self.meanings[kind])
            answer.toggled.connect(self._teller(kind))

    def show_answer(self, cgo: Cgo) -> None:
        """Show which answer was given."""
        answer = self.answers[cgo]
        if not answer.isChecked():
            answer.setChecked(True)

    def show_consequences(self, rows: Iterable[Consequence], no_cgo: Text | None) -> None:
        """Say what follows from each answer; `no_cgo` is why Go itself has no C there, if so."""
        for one in rows:
            reason = _reason(one.obstacle, no_cgo if one.cgo is not Cgo.OFF else None)
            meaning = _meaning(one) if reason is None else shown(reason)
            answer = self.answers[one.cgo]
            answer.setEnabled(reason is None or answer.isChecked())
            answer.setToolTip(meaning)
            answer.setAccessibleDescription(meaning)
            self.meanings[one.cgo].setText(meaning)

    def _teller(self, kind: Cgo) -> object:
        return lambda on: self.chosen.emit(kind) if on else None


def _reason(obstacle: Problem | None, no_cgo: Text | None) -> Text | None:
    if no_cgo is not None:
        return no_cgo
    if obstacle is None or obstacle.code not in _IMPOSSIBLE:
        return None
    return say("{what} {why}", what=obstacle.what, why=obstacle.why)


def _meaning(one: Consequence) -> str:
    """Line up the cells of the row; what is still missing here comes last."""
    cells = say(
        "Linking: {linked} Needs: {needs} Runs on: {runs_on}",
        linked=one.linked,
        needs=one.needs,
        runs_on=one.runs_on,
    )
    before = (one.calls_c,) if one.cgo is Cgo.OFF else ()
    after = () if one.obstacle is None else (one.obstacle.what, one.obstacle.why)
    return " ".join(shown(text) for text in (*before, cells, *after))


def _muted() -> QLabel:
    label = sentence()
    label.setObjectName("muted")
    label.setContentsMargins(_INDENT, 0, 0, 4)
    return label
