"""What came out: the verdict in one sentence, where it runs, and where every byte went."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QLabel, QWidget

from core.journey import Stop
from core.problems import ProblemError
from core.words import Size, Text, say
from gui import theme
from gui.page import Deed, Page, card, sentence
from gui.speech import shown
from gui.widgets.size_explorer import SizeExplorer

if TYPE_CHECKING:
    import asyncio

    from core.binary.inspection import Inspection, System, Verdict
    from core.build.artifact import Artifact
    from gui.session import Session
    from gui.task_runner import TaskRunner


class InspectPage(Page):
    """Shows the inspection of the last build; it is made in a process of its own."""

    stop: ClassVar = Stop.INSPECT
    title: ClassVar = say("What came out?")
    lead: ClassVar = say("Read from the finished file itself, not assumed from the options.")

    def __init__(self, session: Session, runner: TaskRunner) -> None:
        super().__init__(session, runner)
        self._inspecting: asyncio.Task[None] | None = None
        self._shown: Inspection | None = None
        frame, inside = card()
        self.verdict = QLabel()
        self.verdict.setObjectName("verdict")
        self.verdict.setWordWrap(True)
        self.facts = sentence()
        self.runs_on = sentence()
        for line in (self.verdict, self.facts, self.runs_on):
            inside.addWidget(line)
        self.explorer = SizeExplorer()
        self.body.addWidget(frame)
        self.body.addLayout(self.problems)
        self.body.addWidget(self.explorer, 1)

    def deed(self) -> Deed:
        """Go on to the servers."""
        return Deed(label=say("Continue to the servers"))

    def act(self) -> None:
        """Go on to the servers."""
        self.go.emit(Stop.SERVERS)

    def first_field(self) -> QWidget | None:
        """The map is walked with the arrow keys."""
        return self.explorer

    def enter(self) -> None:
        """Inspect a program that has not been looked at yet."""
        super().enter()
        current = self.session.current
        waiting = self._inspecting is not None and not self._inspecting.done()
        if current.inspection is None and current.artifact is not None and not waiting:
            self._inspecting = self.runner.spawn(self._inspect(current.artifact))

    def refresh(self) -> None:
        """Show the inspection there is."""
        found = self.session.current.inspection
        if found is None:
            self.verdict.setText(shown(say("Reading the program…")))
            self.facts.clear()
            self.runs_on.clear()
            return
        self.verdict.setText(shown(found.verdict.sentence))
        self.facts.setText(" · ".join(shown(text) for text in _facts(found)))
        self.runs_on.setText(_systems(found.verdict.runs_on))
        if found is not self._shown:
            self._shown = found
            self.explorer.show_tree(found.sections)

    async def _inspect(self, artifact: Artifact) -> None:
        from core.binary.inspector import inspect_apart

        try:
            found = await inspect_apart(artifact.path)
        except ProblemError as error:
            self.show_problems((error.problem,))
            return
        if self.session.current.artifact == artifact:
            self.session.change(inspection=found)
            self.show_problems(found.verdict.notes)


def _facts(found: Inspection) -> list[Text]:
    verdict = found.verdict
    facts = [
        say("{size}", size=Size(found.size)),
        say("{goos}/{goarch}", goos=verdict.goos, goarch=verdict.goarch),
        say("built with {version}", version=verdict.go_version),
    ]
    facts += [text for wanted, text in _traits(verdict) if wanted]
    return facts


def _traits(verdict: Verdict) -> tuple[tuple[bool, Text], ...]:
    return (
        (verdict.stripped, say("without debug information")),
        (not verdict.stripped, say("with debug information")),
        (bool(verdict.glibc), say("needs glibc {version} or newer", version=verdict.glibc)),
        (verdict.pie, say("position independent")),
    )


def _systems(systems: tuple[System, ...]) -> str:
    """Write the systems with a sign and a colour each, so that colour is never the only sign."""
    colours = theme.current()
    parts = []
    for one in systems:
        colour = colours.good if one.ok else colours.bad
        sign = "✓" if one.ok else "✗"
        parts.append(f'<span style="color:{colour.name()}">{sign}</span> {one.name}')
    return "&nbsp;&nbsp; ".join(parts)
