"""The build: live output, progress, and the problems in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from core.build.options import BuildRequest
from core.events import Event, LogLine, Noticed, StepFinished, StepStarted
from core.journey import State, Stop
from core.words import Size, Text, say
from gui.editor import open_in_editor
from gui.page import Deed, Page, card, sentence
from gui.speech import shown
from gui.widgets.log_pane import LogPane

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.build.artifact import Artifact
    from core.problems import Problem
    from gui.session import Session
    from gui.task_runner import TaskRunner


class BuildPage(Page):
    """Runs the build and shows it happen."""

    stop: ClassVar = Stop.BUILD
    title: ClassVar = say("Build the program")
    lead: ClassVar = say(
        "Go compiles every package once and remembers it: the first build takes longest."
    )

    def __init__(self, session: Session, runner: TaskRunner) -> None:
        super().__init__(session, runner)
        self._noticed: tuple[Problem, ...] = ()
        self.log = LogPane()
        self.result_card, inside = card()
        self.result = sentence()
        inside.addWidget(self.result)
        self.body.addWidget(self.result_card)
        self.body.addLayout(self.problems)
        self.body.addWidget(self.log, 1)
        self.log.link_activated.connect(self._open_source)

    def deed(self) -> Deed:
        """Build, or go on when the build is up to date."""
        current = self.session.current
        if current.marks[Stop.BUILD].state is State.DONE:
            return Deed(label=say("See what came out"))
        return Deed(label=say("Build for {target}", target=str(current.options.target)))

    def act(self) -> None:
        """Do what the button says."""
        if self.session.current.marks[Stop.BUILD].state is State.DONE:
            self.go.emit(Stop.INSPECT)
        else:
            self.begin()

    def begin(self) -> None:
        """Build unless the last build is still up to date."""
        if self.session.current.marks[Stop.BUILD].state is not State.DONE:
            self.runner.spawn(self._build())

    def first_field(self) -> QWidget:
        """The output can be read and searched by keyboard."""
        return self.log

    def refresh(self) -> None:
        """Show the last result."""
        artifact = self.session.current.artifact
        self.result_card.setVisible(artifact is not None and not self.runner.busy)
        if artifact is not None:
            self.result.setText(shown(_summary(artifact)))

    async def run(self) -> bool:
        """Build what is chosen now; True when there is a new program."""
        from core.build.builder import build

        current = self.session.current
        if current.project is None or current.go is None or self.runner.busy:
            return False
        self.log.clear()
        self._show(())
        wanted = current.wanted
        what = say("Building for {target}", target=str(current.options.target))
        request = BuildRequest(project=current.project, options=current.options)
        ending = await self.runner.run(
            what, build(request, current.go, self.session.home), self._on_event
        )
        if ending.problem is not None:
            self._show((*self._noticed, ending.problem))
        if ending.cancelled:
            self.log.append([shown(say("Cancelled. The program of the last build is untouched."))])
        if ending.value is None:
            return False
        self.session.change(artifact=ending.value, built=wanted, inspection=None)
        self.refresh()
        return True

    async def _build(self) -> None:
        await self.run()

    def _on_event(self, event: Event) -> None:
        match event:
            case LogLine(text=text):
                self.log.append([text])
            case StepStarted(step=step):
                self.log.append([f"\x1b[1m{shown(step)}\x1b[0m"])
            case Noticed(problem=problem):
                self._show((*self._noticed, problem))
            case StepFinished():
                pass
            case _:
                pass

    def _show(self, problems: tuple[Problem, ...]) -> None:
        self._noticed = problems
        self.show_problems(problems)

    def _open_source(self, file: str, line: int, column: int) -> None:
        project = self.session.current.project
        if project is not None:
            editor = self.session.current.settings.editor
            open_in_editor(project.folder / file, line, column=column, editor=editor)


def _summary(artifact: Artifact) -> Text:
    return say(
        "{name} for {target}: {size}, built in {seconds} s. It stands in {folder}.",
        name=artifact.path.name,
        target=str(artifact.target),
        size=Size(artifact.size),
        seconds=artifact.seconds,
        folder=str(artifact.path.parent),
    )
