"""The target: for which system and processor, with or without C code; and the exact command."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from core.build.options import BuildOptions, BuildRequest, Cgo, Target
from core.journey import Stop
from core.problems import ProblemError
from core.words import Text, say
from gui import theme
from gui.page import (
    Deed,
    Page,
    add_field,
    beside,
    button,
    card,
    heading,
    sentence,
    set_untouched,
)
from gui.speech import shown, tell

if TYPE_CHECKING:
    import asyncio

    from core.toolchain import Go, TargetInfo
    from gui.session import Session
    from gui.task_runner import TaskRunner

_PAUSE = 300  # ms without another change before the choices are looked at
_SYSTEMS: dict[str, Text] = {
    "linux": say("Linux server"),
    "windows": say("Windows"),
    "darwin": say("macOS"),
}
_PROCESSORS: dict[str, Text] = {
    "amd64": say("ordinary PC or cloud processor (amd64)"),
    "arm64": say("64-bit ARM: Raspberry Pi 3 or newer, Graviton (arm64)"),
    "arm": say("32-bit ARM: older Raspberry Pi (arm)"),
    "386": say("32-bit PC processor (386)"),
    "riscv64": say("64-bit RISC-V (riscv64)"),
}
_CGO: dict[Cgo, tuple[Text, Text]] = {
    Cgo.OFF: (
        say("No C code: one static program (&recommended)"),
        say("Runs on every Linux of this processor, whatever is installed there."),
    ),
    Cgo.ON: (
        say("With C code, linked &dynamically"),
        say("Needs a C compiler here, and on the server a C library that is not older than yours."),
    ),
    Cgo.STATIC: (
        say("With C code, linked s&tatically"),
        say("Needs the zig compiler here; the program then runs everywhere, as without C code."),
    ),
}


class TargetPage(Page):
    """Asks what the program is built for; the command below always shows what that means."""

    stop: ClassVar = Stop.TARGET
    title: ClassVar = say("What shall it run on?")
    lead: ClassVar = say(
        "Go can build for another computer than this one. "
        "When unsure, keep what is chosen: it fits nearly every Linux server."
    )

    def __init__(self, session: Session, runner: TaskRunner) -> None:
        super().__init__(session, runner)
        self._targets: tuple[TargetInfo, ...] = ()
        self._looked_at = ""
        self._looking: asyncio.Task[None] | None = None
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self.system = QComboBox()
        self.processor = QComboBox()
        self.cgo = {kind: QRadioButton() for kind in Cgo}
        self.strip = QCheckBox()
        self.trimpath = QCheckBox()
        self.tags = QLineEdit()
        self.command = QPlainTextEdit()
        self.copy = button(say("Copy the comma&nd"))
        self._lay_out()
        self._connect()

    def deed(self) -> Deed:
        """Build for the chosen target."""
        return Deed(
            label=say("Build for {target}", target=str(self.session.current.options.target))
        )

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
        """Ask Go which targets it has, the first time."""
        super().enter()
        if not self._targets:
            self.runner.spawn(self._load_targets())

    def refresh(self) -> None:
        """Show the options and the exact command."""
        options = self.session.current.options
        self._show_target(options.target)
        self.cgo[options.cgo].setChecked(True)
        self.strip.setChecked(options.strip)
        self.trimpath.setChecked(options.trimpath)
        set_untouched(self.tags, ",".join(options.tags))
        self._show_command(options)
        if self.session.current.wanted != self._looked_at:
            self._pause.start()

    async def _load_targets(self) -> None:
        from core import toolchain

        go = self.session.current.go
        if go is None:
            return
        try:
            self._targets = await toolchain.dist_targets(go)
        except ProblemError as error:
            self.show_problems((error.problem,))
        self.refresh()

    def _look(self) -> None:
        """Look for what would go wrong; a look at older choices is given up."""
        current = self.session.current
        if current.project is None or current.go is None or self.runner.busy:
            return
        if self._looking is not None:
            self._looking.cancel()
        self._looked_at = current.wanted
        request = BuildRequest(project=current.project, options=current.options)
        self._looking = self.runner.spawn(self._preflight(request, current.go))

    async def _preflight(self, request: BuildRequest, go: Go) -> None:
        from core.build.preflight import preflight

        try:
            found = await preflight(request, go, self.session.home)
        except ProblemError as error:
            self.show_problems((error.problem,))
            return
        self.show_problems(tuple(one.problem for one in found))

    def _lay_out(self) -> None:
        target, inside = card()
        form = QFormLayout()
        add_field(form, say("S&ystem"), self.system)
        add_field(form, say("&Processor"), self.processor)
        inside.addLayout(form)
        self.body.addWidget(target)
        self.body.addLayout(self.problems)
        self.body.addWidget(self._cgo_card())
        self.body.addWidget(self._options_card())
        self.body.addStretch(1)
        self.pinned = self._command_card()

    def _cgo_card(self) -> QWidget:
        frame, inside = card()
        inside.addWidget(heading(say("C code (cgo)")))
        group = QButtonGroup(frame)
        for kind, (title, meaning) in _CGO.items():
            choice = self.cgo[kind]
            tell(choice, text=title, accessibleDescription=meaning)
            group.addButton(choice)
            inside.addWidget(choice)
            inside.addLayout(_indented(meaning))
        return frame

    def _options_card(self) -> QWidget:
        frame, inside = card()
        inside.addWidget(heading(say("Size and contents")))
        tell(self.strip, text=say("Leave out debug information (about a third s&maller)"))
        tell(
            self.trimpath,
            text=say("Leave out the folder names of this computer (same bytes every&where)"),
        )
        inside.addWidget(self.strip)
        inside.addWidget(self.trimpath)
        form = QFormLayout()
        add_field(form, say("Build ta&gs"), self.tags)
        tell(
            self.tags,
            accessibleName=say("Build tags"),
            placeholderText=say("for example: nomsgpack"),
        )
        inside.addLayout(form)
        return frame

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
        for kind, choice in self.cgo.items():
            choice.toggled.connect(_when_on(self._change, cgo=kind))
        self.strip.toggled.connect(lambda on: self._change(strip=on))
        self.trimpath.toggled.connect(lambda on: self._change(trimpath=on))
        self.tags.editingFinished.connect(self._take_tags)
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

    def _take_tags(self) -> None:
        words = self.tags.text().replace(" ", ",").split(",")
        self._change(tags=tuple(word for word in words if word))

    def _show_target(self, target: Target) -> None:
        systems = {one.target.goos for one in self._targets} | {target.goos}
        here = {one.target.goarch for one in self._targets if one.target.goos == target.goos}
        _fill(self.system, systems, chosen=target.goos, names=_SYSTEMS)
        _fill(self.processor, here | {target.goarch}, chosen=target.goarch, names=_PROCESSORS)

    def _show_command(self, options: BuildOptions) -> None:
        from core.build.command import build_command

        current = self.session.current
        if current.project is None or current.go is None:
            return
        try:
            request = BuildRequest(project=current.project, options=options)
            output = Path(current.project.name)
            said = build_command(request, current.go, output=output).as_shell()
        except ProblemError as error:
            self.show_problems((error.problem,))
            return
        self.command.setPlainText(said)


def _fill(box: QComboBox, values: set[str], *, chosen: str, names: dict[str, Text]) -> None:
    """Offer the values that have a plain name first, then the rest by Go's own names."""
    named = [value for value in names if value in values]
    box.clear()
    for value in (*named, *sorted(values - set(named))):
        box.addItem(shown(names[value]) if value in names else value, value)
    box.setCurrentIndex(max(box.findData(chosen), 0))


def _indented(meaning: Text) -> QVBoxLayout:
    words = sentence(meaning)
    words.setObjectName("muted")
    layout = QVBoxLayout()
    layout.setContentsMargins(26, 0, 0, 4)
    layout.addWidget(words)
    return layout


def _when_on(change: Any, **values: Any) -> Any:  # noqa: ANN401 - a slot that carries its values
    return lambda on: change(**values) if on else None
