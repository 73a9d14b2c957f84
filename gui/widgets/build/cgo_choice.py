"""The choice about C code, with what each answer means for this project and target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton, QWidget

from core.build.options import Cgo
from core.words import Text, say
from gui.runtime.speech import shown, tell
from gui.widgets.parts import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.build.consequences import Consequence
    from core.problems import Problem

_TITLES: dict[Cgo, Text] = {
    Cgo.OFF: say("No C code (&recommended)"),
    Cgo.ON: say("C code, linked &dynamically"),
    Cgo.STATIC: say("C code, linked s&tatically"),
}
_TITLES_OF_CELLS = (say("How it is linked"), say("What it needs"), say("Where it runs"))
_IMPOSSIBLE = {"static_impossible", "c_compiler_missing"}  # other obstacles can be removed
_INDENT = 26  # pixels: under the words of a radio button


class CgoChoice(QWidget):
    """Three answers and what follows from each, as a table; an impossible one is grey and says why.

    `meanings` says below a row what only this project has to know about it.
    """

    chosen = Signal(object)  # a Cgo

    def __init__(self) -> None:
        super().__init__()
        self.answers = {kind: QRadioButton() for kind in Cgo}
        self.cells = {kind: tuple(_muted() for _ in _TITLES_OF_CELLS) for kind in Cgo}
        self.meanings = {kind: _muted() for kind in Cgo}
        group = QButtonGroup(self)
        table = QGridLayout(self)
        table.setContentsMargins(0, 0, 0, 0)
        table.setHorizontalSpacing(16)
        table.setVerticalSpacing(4)
        for column, title in enumerate(_TITLES_OF_CELLS, start=1):
            table.addWidget(_heading(title), 0, column)
            table.setColumnStretch(column, 1)
        for place, (kind, answer) in enumerate(self.answers.items()):
            line = 1 + 2 * place
            tell(answer, text=_TITLES[kind])
            group.addButton(answer)
            table.addWidget(answer, line, 0, Qt.AlignmentFlag.AlignTop)
            for column, cell in enumerate(self.cells[kind], start=1):
                table.addWidget(cell, line, column, Qt.AlignmentFlag.AlignTop)
            table.addWidget(self.meanings[kind], line + 1, 0, 1, 1 + len(_TITLES_OF_CELLS))
            self.meanings[kind].setContentsMargins(_INDENT, 0, 0, 4)
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
            answer, note = self.answers[one.cgo], self.meanings[one.cgo]
            note.setText(_note(one) if reason is None else shown(reason))
            note.setVisible(bool(note.text()))
            texts = (one.linked, one.needs, one.runs_on)
            for cell, text in zip(self.cells[one.cgo], texts, strict=True):
                cell.setText(shown(text) if reason is None else "")
            answer.setEnabled(reason is None or answer.isChecked())
            spoken = _meaning(one) if reason is None else shown(reason)
            answer.setToolTip(spoken)
            answer.setAccessibleDescription(spoken)

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


def _note(one: Consequence) -> str:
    """Say what is special here: C code that would be missing, a compiler that is not there."""
    before = (one.calls_c,) if one.cgo is Cgo.OFF else ()
    after = () if one.obstacle is None else (one.obstacle.what, one.obstacle.why)
    return " ".join(shown(text) for text in (*before, *after))


def _muted() -> QLabel:
    label = sentence()
    label.setObjectName("muted")
    return label


def _heading(title: Text) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    tell(label, text=title)
    return label
