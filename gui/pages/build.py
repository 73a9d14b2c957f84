"""The build: live output, progress, and the problems in plain words."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from core.actions import BuildChore
from core.build.task import BuildTask
from core.events import Event, LogLine, Noticed, StepStarted
from core.journey import State, Stop
from core.words import Text, say
from gui.actions import build_tasks
from gui.actions.editor import open_place, show_source
from gui.page import Page, PrimaryAction
from gui.runtime.source_watch import look
from gui.runtime.speech import shown, tell
from gui.widgets.build.build_stages import BuildStages
from gui.widgets.build.target_rows import TargetRows
from gui.widgets.log.fault_list import FaultList
from gui.widgets.log.log_pane import LogPane
from gui.widgets.parts import beside, button, card, sentence
from gui.wording import build_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.actions import Action
    from core.problems import Problem
    from core.target import Target
    from core.usecases.building import Built
    from core.usecases.settling import Settled
    from gui.runtime.session import Current, Session
    from gui.runtime.task_runner import Ending, TaskRunner


class BuildPage(Page):
    """Runs the build and shows it happen."""

    stop: ClassVar = Stop.BUILD
    title: ClassVar = say("Build the program")
    lead: ClassVar = say(
        "Go compiles every package once and caches the result. The first build takes longest."
    )

    def __init__(self, session: Session, runner: TaskRunner) -> None:
        super().__init__(session, runner)
        self._noticed: tuple[Problem, ...] = ()
        self._several: tuple[str, tuple[Target, ...]] = ("", ())  # what was built in one go
        self._logged: Path | None = None  # the folder of the project whose log is shown
        self.log = LogPane()
        self.faults = FaultList()
        self.rows = TargetRows()
        self.again = button(say("Build again"))
        self.change = button(say("Change…"))
        self.stages = BuildStages()
        self.more = button(say("Checks and modules"))
        menu = build_tasks.TaskMenu(self)
        menu.chosen.connect(lambda task, value: self.runner.spawn(self.do(task, value)))
        self.more.setMenu(menu)
        self.summary, self.result, self.said = sentence(), sentence(), sentence()
        self.open_folder = button(say("Open the folder"))
        self.said.hide()
        top, inside = card()
        line = beside(self.result, self.open_folder)
        line.insertWidget(0, self.summary, 1)
        inside.addLayout(line)
        deeds = beside(self.stages, self.change, self.again, self.more)
        deeds.insertStretch(1)
        inside.addLayout(deeds)
        self.body.addWidget(top)
        self.body.addWidget(self.rows)
        self.body.addWidget(self.said)
        self.body.addLayout(self.problems)
        self.body.addWidget(self.faults)
        self.body.addWidget(self.log, 1)
        self.log.link_activated.connect(self._open_source)
        self.faults.opened.connect(self._open_source)
        self.change.clicked.connect(lambda: self.go.emit(Stop.TARGET))
        self.again.clicked.connect(lambda: self.runner.spawn(self._build()))
        self.open_folder.clicked.connect(self._open_folder)

    def primary_action(self) -> PrimaryAction:
        """Build, or go on when the build is up to date."""
        if self._is_done():
            return PrimaryAction(label=say("Inspect the program"))
        if self._has_failed:
            return PrimaryAction(label=say("Build again"))
        return PrimaryAction(label=self.session.current.build_deed)

    def act(self) -> None:
        """Do what the button says, unless it turns out only now that the source has changed."""
        self.runner.spawn(self._go_on() if self._is_done() else self._build())

    def begin(self) -> None:
        """Build unless the last build is still up to date."""
        self.runner.spawn(self._build_if_changed())

    async def _go_on(self) -> None:
        await look(self.session)
        if self._is_done():
            self.go.emit(Stop.INSPECT)
        else:
            await self.run()

    async def _build_if_changed(self) -> None:
        await look(self.session)
        if not self._is_done():
            await self.run()

    def _is_done(self) -> bool:
        """Whether the program is up to date, and the other targets were built from the same."""
        current = self.session.current
        done = current.marks[Stop.BUILD].state is State.DONE
        return done and (not current.also or self._several == (current.wanted, current.also))

    @property
    def _has_failed(self) -> bool:
        return Stop.BUILD in self.session.current.failed

    def choices(self) -> tuple[QWidget, ...]:
        """One job at a time."""
        return (self.again, self.more, self.change)

    def first_field(self) -> QWidget:
        """The output can be read and searched by keyboard."""
        return self.log.view

    def refresh(self) -> None:
        """Show the last result."""
        self._show_kept_log()
        current = self.session.current
        made = current.artifact
        done = made is not None and not self.runner.busy and not self._has_failed
        for part in (self.result, self.open_folder):
            part.setVisible(done)
        self.summary.setVisible(not done)
        self.change.setVisible(not self.runner.busy)
        self.again.setVisible(self._is_done())
        if made is not None:
            tell(self.result, text=build_words.result(made))
        if current.project is not None:
            tell(self.summary, text=build_words.summary(current))

    def _show_kept_log(self) -> None:
        """Show the end of the last build's log when a project is opened, and say what it is."""
        project = self.session.current.project
        if project is None or project.folder == self._logged:
            return
        self._logged = project.folder
        self.log.clear()
        self.stages.forget()
        if self.session.current.artifact is not None:
            from core.usecases.building import last_log

            kept = last_log(self.session.home, project)
            title = shown(say("The end of the last build's log:"))
            self.log.append([f"\x1b[1m{title}\x1b[0m", *kept] if kept else [])

    async def run(self) -> bool:
        """Build what is chosen now; True when there is a new program, within its budget."""
        from core.usecases.building import build
        from core.usecases.settling import settled

        current = self.session.current
        if current.project is None or current.go is None or self.runner.busy:
            return False
        self._begin()
        self.session.note_end(Stop.BUILD, failed=False)
        self.session.change(kept_old=False)
        plan = settled(current.project, current.go, current.options, current.also)
        self.stages.forget()
        if current.also:
            self.rows.begin(request.options.target for request in plan.requests)
        else:
            self.stages.begin()
        job = partial(build, self.session.home, plan, words=shown)
        ending = await self.runner.run(build_words.doing(plan), job, self._on_event, at=Stop.BUILD)
        if ending.value is not None:
            self.stages.succeed()
            return self._take(ending.value, current)
        self._tell_miss(ending.problem)
        return False

    def _take(self, built: Built, current: Current) -> bool:
        """Show what was built; nothing goes on without the first target, which is for servers."""
        if current.also:
            self.rows.ended(built.rows)
            self._several = (current.wanted, current.also)
            failed = len(built.artifacts) < len(built.rows)
            self.session.note_end(Stop.BUILD, failed=failed)
            self.session.change(kept_old=built.program is None)
        if built.program is None:
            return False
        self.session.take_program(built.program, built=current.wanted)
        if built.exceeded is not None:
            self._show((*self._noticed, built.exceeded))
        self.refresh()
        self.deed_changed.emit()
        return built.exceeded is None

    def _tell_miss(self, problem: Problem | None) -> None:
        """Show what stood in the way, and no older result beside it; or that it was cancelled."""
        self.rows.stopped()
        if problem is not None:
            self.stages.fail(in_code=bool(self.faults.count()))
            self.session.note_end(Stop.BUILD, failed=True)
            self.session.change(kept_old=True)
            self._show((*self._noticed, problem))
            self.refresh()
            return
        self.stages.break_off()
        if not self.session.take_over():
            self.log.append(
                [shown(say("Canceled. The program of the last build was not changed."))]
            )

    async def do(self, chore: BuildTask, value: str = "") -> None:
        """Run a chore around the build; its output goes to the log."""
        from core.usecases.settling import settled

        current = self.session.current
        if current.project is None or current.go is None or self.runner.busy:
            return
        self._begin()
        self.stages.forget()
        plan = settled(current.project, current.go, current.options)
        job = build_tasks.job_of(chore, plan, self.session.home, value)
        ending = await self.runner.run(
            build_tasks.TITLES[chore], job, self._on_event, at=Stop.BUILD
        )
        self._tell_ending(chore, ending)
        if chore in build_tasks.CHANGES_PROJECT and ending.problem is None and not ending.cancelled:
            await self._read_again(plan)

    async def _read_again(self, plan: Settled) -> None:
        """A chore wrote into the project: show it as it is now."""
        from core.usecases.opening import read

        project = await read(plan.project.folder, plan.go, self.session.current.options)
        self.session.change(project=project)

    def carry_out(self, action: Action) -> None:
        """Run what can be run here; the window does the rest."""
        if isinstance(action, BuildChore):
            self.runner.spawn(self.do(build_tasks.task_of(action)))
        else:
            super().carry_out(action)

    async def _build(self) -> None:
        await self.run()

    def _begin(self) -> None:
        self.log.clear()
        self.faults.forget()
        self.rows.begin(())
        self.said.hide()
        self._show(())

    def _tell_ending(self, chore: BuildTask, ending: Ending[object]) -> None:
        problem = ending.problem or build_tasks.fault_of(chore, ending)
        if problem is not None:
            self._show((*self._noticed, problem))
            return
        cancelled = ending.value is None and chore is not BuildTask.PREPARE_ZIG
        tell(self.said, text=say("Canceled.") if cancelled else build_tasks.said_after(chore))
        self.said.show()

    def _on_event(self, event: Event) -> None:
        match event:
            case LogLine(text=text):
                self.log.append([text])
                self.faults.take(text)
            case StepStarted(step=step):
                self.log.append([f"\x1b[1m{shown(step)}\x1b[0m"])
                self._show_step(step)
                self.stages.take(event)
            case Noticed(problem=problem):
                self._show((*self._noticed, problem))
            case _:
                pass

    def _show_step(self, step: Text) -> None:
        """A step of one target among several names it."""
        values = dict(step.values)
        now = values.get("step")
        if isinstance(now, Text):
            self.rows.happens(str(values.get("target")), now)

    def _show(self, problems: tuple[Problem, ...]) -> None:
        """Explain the first faults in the order of the code; those after them have a row each."""
        self._noticed = problems
        explained, places = build_words.in_order(problems, self._folder)
        self.show_problems(explained)
        self.faults.leave_out(places)

    @property
    def _folder(self) -> Path:
        project = self.session.current.project
        return project.folder if project else Path()

    def _open_folder(self) -> None:
        artifact = self.session.current.artifact
        if artifact is not None:
            self.told.emit(open_place(str(artifact.path.parent)))

    def _open_source(self, file: str, line: int, column: int) -> None:
        project = self.session.current.project
        if project is not None:
            editor = self.session.current.settings.editor
            place = project.folder / file
            self.told.emit(show_source(place, line, column=column, editor=editor))
