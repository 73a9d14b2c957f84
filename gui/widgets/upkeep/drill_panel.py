"""Is this service safe to deploy? What a drill does, how far it is, and what it found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFormLayout, QHeaderView, QVBoxLayout, QWidget

from core.events import StepFinished, StepStarted
from core.usecases import drilling
from core.usecases.drilling import DrillWish
from core.words import Text, say
from gui.runtime.speech import speech, tell
from gui.widgets.chart.chart import Chart
from gui.widgets.parts import add_field, button, number_box, row, sentence, teach
from gui.widgets.quiet_table import QuietTable
from gui.widgets.upkeep import drill_words as words

if TYPE_CHECKING:
    from core.events import Event
    from core.service.seen import Seen
    from core.usecases.drilling import Drill

_STATE = 1  # the column; numbers take its place at the end
_LINES = 9  # of the table: five parts, its head, and air


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    """One drill: the parts so far, and at its end what it found, or why it found nothing."""

    seen: Seen
    steps: tuple[words.Step, ...] = ()
    found: Drill | None = None
    why: Text | None = None

    @property
    def runs(self) -> bool:
        return self.found is None and self.why is None

    @property
    def key(self) -> tuple[str, str]:
        return (self.seen.server, self.seen.service)


class DrillPanel(QWidget):
    """Shows the chosen service's drill; the one that runs stays in sight until it ends."""

    def __init__(self) -> None:
        super().__init__()
        self.about = sentence()
        self.rate = number_box(1, drilling.MOST_RATE, drilling.RATE)
        self.steady = number_box(1, drilling.MOST_STEADY, drilling.STEADY)
        self.back = QCheckBox()
        self.start = button(say("Start the drill…"))
        self.cancel = button(say("Cancel the drill"))
        self.save = button(say("Save the report…"))
        self.said = sentence()
        self.said.setObjectName("verdict")
        self.facts = sentence()
        self.facts.setObjectName("muted")
        self.parts = QuietTable(say("Parts of the drill"), columns=len(words.TITLES), wide=0)
        self.chart = Chart()
        self.chosen: Seen | None = None
        self._running: _Course | None = None
        self._ended: dict[tuple[str, str], _Course] = {}
        self._fill()
        self._lay_out()
        speech().changed.connect(self._show)
        self._show()

    @property
    def found(self) -> Drill | None:
        """What the last drill of the service in sight found; None before that."""
        return course.found if (course := self._course()) else None

    def wish(self) -> DrillWish:
        """Return how it is to be drilled."""
        return DrillWish(
            back=self.back.isChecked(), rate=self.rate.value(), steady=self.steady.value()
        )

    def controls(self) -> tuple[QWidget, ...]:
        """What must wait while a job runs; a report can be saved at any time."""
        return (self.rate, self.steady, self.back, self.start)

    def show_seen(self, seen: Seen) -> None:
        """Let this be about the chosen service."""
        before, self.chosen = self.chosen, seen
        if before is None or (before.server, before.service) != (seen.server, seen.service):
            self._show()

    def begin(self, seen: Seen) -> None:
        """A drill of this service begins."""
        self._running = _Course(seen=seen)
        self._show()
        self.cancel.setFocus()

    def hear(self, event: Event) -> None:
        """Take what the drill that runs tells."""
        if (course := self._running) is None:
            return
        match event:
            case StepStarted(step=step):
                steps = (*course.steps, words.Step(step, words.RUNNING))
            case StepFinished() if course.steps:
                steps = (*course.steps[:-1], course.steps[-1].now(words.DONE))
            case _:
                return
        self._running = replace(course, steps=steps)
        self._show()

    def end(self, found: Drill | Text) -> None:
        """It has ended: with what it found, or with why it found nothing."""
        if (course := self._running) is None:
            return
        if isinstance(found, Text):
            steps = tuple(one.now(words.STOPPED) for one in course.steps[-1:])
            course = replace(course, why=found, steps=(*course.steps[:-1], *steps))
        else:
            course = replace(course, found=found)
        self._running, self._ended[course.key] = None, course
        self._show()
        self.start.setFocus()

    def _course(self) -> _Course | None:
        if self._running or self.chosen is None:
            return self._running
        return self._ended.get((self.chosen.server, self.chosen.service))

    def _show(self) -> None:
        course = self._course()
        seen = course.seen if course else self.chosen
        if seen is None:
            return
        tell(self.about, text=words.about(seen))
        self._teach()
        running = course is not None and course.runs
        self.cancel.setVisible(running)
        self.start.setVisible(not running)
        self.parts.setVisible(course is not None)
        if course is not None:
            rows = words.rows(course.steps, course.found)
            self.parts.show_rows(words.TITLES, rows, numbers=range(2, len(words.TITLES)))
            for place in range(1, len(words.TITLES)):
                self.parts.setColumnHidden(place, (place == _STATE) is (course.found is not None))
        self._show_end(course)

    def _show_end(self, course: _Course | None) -> None:
        """Show the verdict, and how long answers took."""
        found = course.found if course else None
        verdict = words.verdict(found) if found else course.why if course else None
        self.said.setVisible(verdict is not None)
        if verdict is not None:
            tell(self.said, text=verdict)
        for part in (self.facts, self.save):
            part.setVisible(found is not None)
        self.chart.setVisible(found is not None and bool(found.shots))
        if found is not None:
            tell(self.facts, text=words.facts(found))
            self.chart.show_series(words.course(found))

    def _teach(self) -> None:
        course = self._course()
        if (seen := course.seen if course else self.chosen) is not None:
            way = () if self.back.isChecked() else ("--without-rollback",)
            load = ("--rate", str(self.rate.value()), "--steady", str(self.steady.value()))
            teach(self.start, "drill", "--service", seen.service, "--to", seen.server, *load, *way)

    def _fill(self) -> None:
        for box in (self.rate, self.steady):
            box.setMinimumWidth(self.rate.sizeHint().width())
            box.valueChanged.connect(self._teach)
        self.back.setChecked(True)
        self.back.toggled.connect(self._teach)
        tell(self.back, text=say("Also roll back to the previous release, and &forward again"))

    def _give_room(self) -> None:
        """Let all parts be in sight, also where their names wrap."""
        head, frame = self.parts.horizontalHeader().height(), 2 * self.parts.frameWidth()
        least = self.fontMetrics().height() * _LINES
        lines = self.parts.verticalHeader().length()
        self.parts.setFixedHeight(max(least, head + lines + frame + head // 2))

    def _lay_out(self) -> None:
        self.parts.setWordWrap(True)
        lines = self.parts.verticalHeader()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        lines.sectionResized.connect(self._give_room)
        self.parts.setMinimumHeight(self.fontMetrics().height() * _LINES)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        add_field(form, say("Re&quests per second"), self.rate)
        add_field(form, say("S&econds before the first change"), self.steady)
        form.addRow(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.about)
        column.addLayout(form)
        column.addLayout(row(self.start, self.cancel, self.save))
        for part in (self.said, self.facts, self.parts, self.chart):
            column.addWidget(part)
        column.addStretch(1)
