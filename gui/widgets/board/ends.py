"""Why the chosen service ended and was started again: each end, its cause, and its last lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from core.plain_text import inert
from core.service.results import moment
from core.words import Text, joined, say, say_count, verbatim
from gui.look import theme
from gui.runtime.speech import shown, speech, tell
from gui.widgets.parts import sentence
from gui.widgets.quiet_table import QuietTable
from gui.wording.seen_words import number_of

if TYPE_CHECKING:
    from core.usecases.restarting import End, Restarts

_TITLES = (say("Time"), say("Release"), say("Process"), say("What happened"))
_LINES = 7  # of text, in sight


class EndList(QWidget):
    """The ends of its runs, the newest first; the one that is chosen explains itself below."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Restarts | None = None
        self._ends: tuple[End, ...] = ()
        self.said = sentence()
        self.said.setObjectName("muted")
        self.table = QuietTable(say("How it ended"), columns=4, wide=3)
        self.why = sentence()
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setFont(theme.mono_font())
        self.lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.lines.setMinimumHeight(self.fontMetrics().height() * _LINES)
        tell(self.lines, accessibleName=say("Its last lines before that"))
        self.table.chosen.connect(self._show_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        for part in (self.said, self.table, self.why, self.lines):
            column.addWidget(part)
        column.setStretchFactor(self.table, 1)
        speech().changed.connect(self._reword)
        self.clear()

    def say(self, text: Text) -> None:
        """Say why nothing is here yet."""
        tell(self.said, text=text)

    def clear(self) -> None:
        """Show nothing."""
        self._found, self._ends = None, ()
        self._show()

    def show_found(self, found: Restarts) -> None:
        """Show how its runs ended; the newest explains itself at once."""
        self._found, self._ends = found, tuple(reversed(found.ends))
        self._show()
        if self._ends:
            self.table.selectRow(0)

    def _reword(self) -> None:
        self._show()
        self._show_chosen()

    def _show(self) -> None:
        found = self._found
        if found is not None:
            self.say(
                say_count(
                    found.count,
                    one="The service exited unexpectedly once, as far as the log goes back.",
                    many="The service exited unexpectedly {n} times, as far as the log goes back.",
                )
            )
        self.table.show_rows(_TITLES, [[shown(one) for one in _row(end)] for end in self._ends])
        for part in (self.why, self.lines):
            part.setVisible(bool(self._ends))

    def _show_chosen(self) -> None:
        place = self.table.chosen_row()
        if not 0 <= place < len(self._ends):
            return
        end = self._ends[place]
        lines = [end.problem.why, *(one.text for one in end.problem.next)]
        if end.who:
            lines.append(say("By {who}.", who=end.who))
        tell(self.why, text=joined(lines, "\n"))
        self.lines.setPlainText("\n".join(map(inert, end.lines)))
        bar = self.lines.verticalScrollBar()
        bar.setValue(bar.maximum())


def _row(end: End) -> tuple[Text, ...]:
    return (
        verbatim(moment(end.moment)),
        say("release {n}", n=number_of(end.release)) if end.release else verbatim(""),
        verbatim(end.process),
        end.problem.what,
    )
