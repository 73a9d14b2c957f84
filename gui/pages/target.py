"""The target: for which system and processor, with or without C code; and the exact command."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QPlainTextEdit,
    QWidget,
)

from core.build.option_entry import Group
from core.build.options import BuildOptions, Target
from core.journey import Stop
from core.problems import ProblemError
from core.toolchain.micro import LEVELS
from core.words import Text, list_of, say
from gui.look import theme
from gui.page import Page, PrimaryAction
from gui.runtime.speech import shown, tell
from gui.widgets.build.cgo_choice import CgoChoice
from gui.widgets.build.option_form import OptionForm
from gui.widgets.build.option_groups import IN_SIGHT, TITLES, names_of, show_limits
from gui.widgets.build.profile_choice import ProfileChoice
from gui.widgets.build.target_list import TargetList
from gui.widgets.drop_down import DropDown
from gui.widgets.fold import fold
from gui.widgets.parts import add_field, beside, button, card, heading, sentence
from gui.widgets.server.measured_targets import MeasuredTargets
from gui.wording.target_names import PROCESSORS, SYSTEMS, named_first

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterable, Mapping

    from core.problems import Problem
    from core.toolchain import TargetInfo
    from core.usecases.settling import Settled
    from gui.runtime.session import Session
    from gui.runtime.task_runner import TaskRunner

_PAUSE = 300  # ms without another change before the choices are looked at
_MOST_STAMPS = 6  # that are named


class TargetPage(Page):
    """Asks what the program is built for; the command below always shows what that means."""

    stop: ClassVar = Stop.TARGET
    title: ClassVar = say("Choose a target")
    lead: ClassVar = say(
        "Go can build for other systems than this computer. The selected "
        "target fits almost every Linux server."
    )

    def __init__(self, session: Session, runner: TaskRunner) -> None:
        super().__init__(session, runner)
        self._targets: tuple[TargetInfo, ...] = ()
        self._looked_at = ""
        self._looking: asyncio.Task[None] | None = None
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self.system, self.processor, self.level = DropDown(), DropDown(), DropDown()
        self.profile = ProfileChoice()
        self._odd: Problem | None = None  # what is wrong with goferry.toml
        self.measured = MeasuredTargets()
        self.cgo = CgoChoice()
        self.others = TargetList()
        self.forms = {group: OptionForm(names) for group in TITLES if (names := names_of(group))}
        self.common = OptionForm(IN_SIGHT)
        self.command = QPlainTextEdit()
        self.copy = button(say("Copy the comma&nd"))
        self._lay_out()
        self._connect()

    def primary_action(self) -> PrimaryAction:
        """Build for the chosen target."""
        return PrimaryAction(label=self.session.current.build_deed)

    def act(self) -> None:
        """Move on to the build, which starts at once."""
        self.act_wanted.emit(Stop.BUILD)

    def choices(self) -> tuple[QWidget, ...]:
        """All of it: the build that runs was made from these."""
        return (self,)

    def first_field(self) -> QWidget:
        """The system comes first."""
        return self.system

    def enter(self) -> None:
        """Look afresh, and ask Go which targets it has, the first time."""
        self._looked_at = ""
        self._odd = self._read_profiles() or self.session.reread_options()
        self._show_found(())
        super().enter()
        if not self._targets:
            self.runner.spawn(self._load_targets())
        self.runner.spawn(self._find_stamps())

    def refresh(self) -> None:
        """Show the options and the exact command."""
        options = self.session.current.options
        self._show_target(options)
        self.measured.show_facts(self.session.current.facts)
        self.form.setRowVisible(3, self.profile.show_options(options))
        self._show_cgo(options)
        for form in (self.common, *self.forms.values()):
            form.show_options(options)
        show_limits(self.forms, options)
        self._show_command(options)
        if self.session.current.wanted != self._looked_at:
            self._pause.start()

    async def _load_targets(self) -> None:
        from core.usecases.foreseeing import targets

        go = self.session.current.go
        if go is None:
            return
        self._targets = await targets(go)
        self.refresh()

    async def _find_stamps(self) -> None:
        """Offer the variables of the program that can really be stamped."""
        from core.usecases.foreseeing import stamps

        current = self.session.current
        if current.project is None:
            return
        if found := await stamps(current.project, current.options):
            names = list_of(stamp.name for stamp in found[:_MOST_STAMPS])
            version = current.project.version or "1.2.0"
            self.forms[Group.CONTENT].fields["stamps"].suggest(
                say("Variables set at build time (-X). This program has: {names}", names=names),
                example=f"{found[0].name}={version}",
            )

    def _look(self) -> None:
        """Look for what would go wrong; a look at older choices is given up."""
        from core.usecases.settling import settled

        current = self.session.current
        if current.project is None or current.go is None or self.runner.busy:
            return
        if self._looking is not None:
            self._looking.cancel()
        self._looked_at = current.wanted
        plan = settled(current.project, current.go, current.options)
        self._looking = self.runner.spawn(self._preflight(plan))

    async def _preflight(self, plan: Settled) -> None:
        from core.usecases.foreseeing import preflight

        try:
            found = await preflight(self.session.home, plan)
        except ProblemError as error:  # stands beside what is wrong with goferry.toml
            found = (error.problem,)
        self._show_found(found)

    def _show_found(self, problems: tuple[Problem, ...]) -> None:
        """Show what was found, beside what goferry.toml may not ask for."""
        self.show_problems((*([self._odd] if self._odd else []), *problems))

    def _lay_out(self) -> None:
        target, inside = card()
        self.form = QFormLayout()
        add_field(self.form, say("S&ystem"), self.system)
        add_field(self.form, say("&Processor"), self.processor)
        add_field(self.form, say("CPU &level"), self.level)
        add_field(self.form, say("Pro&file"), self.profile)
        inside.addLayout(self.form)
        inside.addWidget(self.measured)
        self.body.addWidget(target)
        self.body.addLayout(self.problems)
        self.body.addWidget(_titled(say("C code (cgo)"), self.cgo))
        self.body.addWidget(_titled(say("Size and contents"), self.common))
        several, self.unfold_others = fold(
            say("Also build for other systems"),
            sentence(say("These targets are built one after another, with the same options.")),
            self.others,
        )
        more, self.unfold_more = fold(say("More options"), *self._groups())
        self.body.addWidget(several)
        self.body.addWidget(more)
        self.body.addStretch(1)
        self.pinned = self._command_card()

    def _groups(self) -> Iterable[QWidget]:
        for group, form in self.forms.items():
            yield heading(TITLES[group])
            yield form

    def _command_card(self) -> QWidget:
        frame, inside = card()
        self.command.setReadOnly(True)
        self.command.setFont(theme.mono_font())
        self.command.setFixedHeight(self.fontMetrics().height() * 4)
        self.command.setTabChangesFocus(True)
        tell(self.command, accessibleName=say("The exact command"))
        inside.addLayout(beside(heading(say("The exact command")), self.copy))
        inside.addWidget(self.command)
        return frame

    def _connect(self) -> None:
        self._pause.timeout.connect(self._look)
        self.system.activated.connect(self._choose_system)
        self.processor.activated.connect(self._choose_processor)
        self.level.activated.connect(
            lambda place: self._change(micro=self.level.itemData(place) if place else "")
        )
        self.profile.chosen.connect(lambda options: self.session.change(options=options))
        self.profile.refused.connect(lambda problem: self.show_problems((problem,)))
        self.measured.chosen.connect(lambda target, level: self._change(target=target, micro=level))
        self.cgo.chosen.connect(lambda kind: self._change(cgo=kind))
        self.others.chosen.connect(lambda targets: self.session.change(also=targets))
        for form in (self.common, *self.forms.values()):
            form.changed.connect(lambda name, value: self._change(**{name: value}))
        self.copy.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(self.command.toPlainText())
        )

    def _change(self, **values: Any) -> None:  # noqa: ANN401 - fields of BuildOptions
        options = replace(self.session.current.options, **values)
        self.session.change(options=options)

    def _choose_system(self, place: int) -> None:
        goos = self.system.itemData(place)
        known = [one.target.goarch for one in self._targets if one.target.goos == goos]
        old = self.session.current.options.target.goarch
        goarch = old if old in known else known[0]
        self._change(target=Target(goos=goos, goarch=goarch), micro="")

    def _choose_processor(self, place: int) -> None:
        target = self.session.current.options.target
        self._change(target=replace(target, goarch=self.processor.itemData(place)), micro="")

    def _read_profiles(self) -> Problem | None:
        from core.usecases.settling import profiles

        project = self.session.current.project
        self.profile.offer(None)
        try:
            self.profile.offer(profiles(project.folder) if project else None)
        except ProblemError as error:  # stays beside what each look at the choices finds
            return error.problem
        return None

    def _show_target(self, options: BuildOptions) -> None:
        target = options.target
        systems = {one.target.goos for one in self._targets} | {target.goos}
        here = {one.target.goarch for one in self._targets if one.target.goos == target.goos}
        _fill(self.system, systems, chosen=target.goos, names=SYSTEMS)
        _fill(self.processor, here | {target.goarch}, chosen=target.goarch, names=PROCESSORS)
        self._show_levels(options)
        others = [one.target for one in self._targets if one.target != target]
        self.others.show_targets(others, self.session.current.also)

    def _show_levels(self, options: BuildOptions) -> None:
        levels = LEVELS.get(options.target.goarch)
        self.form.setRowVisible(2, levels is not None)
        self.level.clear()
        for one in levels.levels if levels else ():
            words = say("{level}: {meaning}", level=one.value, meaning=one.sentence)
            self.level.addItem(shown(words), one.value)
        self.level.setCurrentIndex(max(self.level.findData(options.micro), 0))

    def _show_cgo(self, options: BuildOptions) -> None:
        from core.usecases.foreseeing import consequences

        self.cgo.show_answer(options.cgo)
        project = self.session.current.project
        if project is not None:
            rows = consequences(project, options)
            self.cgo.show_consequences(rows, self._no_cgo(options.target))

    def _no_cgo(self, target: Target) -> Text | None:
        info = next((one for one in self._targets if one.target == target), None)
        if info is None or info.cgo:
            return None
        return say("Go does not support cgo for {target}.", target=str(target))

    def _show_command(self, options: BuildOptions) -> None:
        from core.usecases.foreseeing import short_command
        from core.usecases.settling import settled

        current = self.session.current
        if current.project is None or current.go is None:
            return
        try:
            said = short_command(settled(current.project, current.go, options))
        except ProblemError as error:  # no task of the runner: the page is only shown anew
            self.show_problems((error.problem,))
            return
        self.command.setPlainText(said)


def _fill(box: QComboBox, values: set[str], *, chosen: str, names: Mapping[str, Text]) -> None:
    """Offer the values that have a plain name first, then the rest by Go's own names."""
    box.clear()
    for value in named_first(values, names):
        box.addItem(shown(names[value]) if value in names else value, value)
    box.setCurrentIndex(max(box.findData(chosen), 0))


def _titled(title: Text, *contents: QWidget) -> QWidget:
    frame, inside = card()
    inside.addWidget(heading(title))
    for one in contents:
        inside.addWidget(one)
    return frame
