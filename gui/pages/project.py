"""The project: open one, take a recent one, drop a folder, or start from the template."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QListWidget, QWidget

from core.home import expanded
from core.journey import Stop
from core.problems import Problem, ProblemError
from core.words import say, verbatim
from gui.page import Page, PrimaryAction
from gui.runtime.speech import shown, tell
from gui.widgets.first_words import FirstWords
from gui.widgets.parts import add_field, beside, button, card, heading, row, sentence, set_untouched
from gui.wording.project_words import facts

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from core.actions import Action
    from core.project.model import Project
    from core.usecases.opening import Opened
    from gui.runtime.session import Session
    from gui.runtime.task_runner import TaskRunner

_MOST_ROWS = 5  # of the recent projects, in sight
_TYPING_PAUSE = 500  # ms without a key before a typed folder is looked at


class ProjectPage(Page):
    """Finds out what there is to build."""

    stop: ClassVar = Stop.PROJECT
    title: ClassVar = say("Choose a Go project")
    lead: ClassVar = say(
        "GoFerry builds the project into one program and runs it on your "
        "servers. Choose the folder with go.mod."
    )

    def __init__(self, session: Session, runner: TaskRunner) -> None:
        super().__init__(session, runner)
        self.setAcceptDrops(True)
        self._reading: asyncio.Task[None] | None = None
        self._asked_for: Path | None = None  # the folder that was opened last, also in vain
        self.folder = QLineEdit()
        self.choose = button(say("Ch&oose a folder…"))
        self.sample = button(say("Start with the &sample service"))
        self.template = button(say("&New Gin service…"))
        self.first_card = FirstWords()
        self.recent = QListWidget()
        self.module = sentence()
        self.mains = QComboBox()
        self.facts = sentence()
        self.all_at_once = button(say("B&uild and deploy"))
        self._pause = QTimer(self, interval=_TYPING_PAUSE, singleShot=True)
        self._lay_out()
        self._connect()

    def primary_action(self) -> PrimaryAction:
        """Go on to the target once a project is open."""
        return PrimaryAction(label=say("Continue to the target"))

    def act(self) -> None:
        """Go on, or put the keyboard where something is missing."""
        project = self.session.current.project
        if project is None:
            self.show_problems((_nothing_chosen(),))
            self.folder.setFocus()
        elif not project.mains:
            self.mains.setFocus()
        else:
            self.go.emit(Stop.TARGET)

    def choices(self) -> tuple[QWidget, ...]:
        """All of it: a build or deploy belongs to this project."""
        return (self,)

    def first_field(self) -> QWidget:
        """Typing a path is the first thing offered to the keyboard."""
        return self.folder

    def resume(self) -> None:
        """Open the project of last time, with all its stops as they were left."""
        recent = self.session.current.settings.recent
        if recent and Path(recent[0]).is_dir():
            self.open(Path(recent[0]))

    def open(self, folder: Path, *, fetch_go: bool = False) -> None:
        """Read a folder in the background and make it the project."""
        if self._reading is not None:
            self._reading.cancel()
        self._asked_for = expanded(folder).absolute()
        self._reading = self.runner.spawn(self.read(self._asked_for, fetch_go=fetch_go))

    async def read(self, folder: Path, *, fetch_go: bool = False) -> None:
        """Read a folder; what is worth knowing of it appears as cards.

        With `fetch_go`, or where that was chosen for this project before, Go may fetch the version
        that go.mod asks for. Raises `ProblemError` for a folder that is no project.
        """
        tell(self.facts, text=say("Reading {folder}…", folder=str(folder)))
        try:
            found = await self._read(folder, fetch_go=fetch_go)
        except ProblemError:
            tell(self.facts, text=verbatim(""))
            raise
        self.folder.setModified(False)
        self.session.change(go=found.go)
        problems = self.session.open_project(found.project)
        options = self.session.current.options
        main = found.main or options.main
        self.session.change(options=replace(options, main=main, fetch_go=found.fetch_go))
        self.show_problems((*problems, *found.project.notices))
        self.refresh()

    def carry_out(self, action: Action) -> None:
        """Open what is advised here, before there is a project for the other pages."""
        from core.actions import ChooseFolder, FetchGo, OpenFolder, StartFromTemplate

        match action:
            case FetchGo() if self._asked_for is not None:
                self.open(self._asked_for, fetch_go=True)
            case OpenFolder(folder):
                self.open(folder)
            case ChooseFolder():
                self.runner.spawn(self.choose_folder())
            case StartFromTemplate():
                self.runner.spawn(self.create_from_template())
            case _:
                super().carry_out(action)

    async def choose_folder(self) -> None:
        """Ask for the folder of a project."""
        from gui.actions import ask

        chosen = await ask.folder(self, say("Choose the folder with go.mod"))
        if chosen is not None:
            self.open(chosen)

    async def create_sample(self) -> None:
        """Make the sample service in a folder of its own and open it; nothing to type."""
        from core.usecases.creating import create_sample

        await self._create(create_sample())

    async def create_from_template(self) -> None:
        """Ask where, then make a new service named after its folder."""
        from gui.actions import ask

        where = await ask.new_file(
            self, say("Where should the new project be created?"), name="hello"
        )
        if where is not None:
            from core.usecases.creating import create

            await self._create(create("gin", where))

    def refresh(self) -> None:
        """Show the open project and the recent ones."""
        current = self.session.current
        self._show_recent(current.settings.recent)
        self.first_card.setVisible(current.project is None and not current.settings.recent)
        self.project_card.setVisible(current.project is not None)
        if current.project is not None:
            self._show_project(current.project)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take folders."""
        if any(Path(url.toLocalFile()).is_dir() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Open the folder that was dropped."""
        folders = (Path(url.toLocalFile()) for url in event.mimeData().urls())
        found = next((one for one in folders if one.is_dir()), None)
        if found is not None:
            self.open(found)

    def _lay_out(self) -> None:
        opener, inside = card()
        label = QLabel()
        tell(label, text=say("Project &folder"))
        label.setBuddy(self.folder)
        inside.addWidget(label)
        inside.addLayout(beside(self.folder, self.choose))
        inside.addWidget(sentence(say("You can also drop a folder here.")))
        self.body.addWidget(self.first_card)
        self.body.addWidget(opener)
        self.body.addLayout(self.problems)
        self.body.addWidget(self._project_card())
        self.body.addWidget(self._recent_card())
        self.body.addWidget(self._template_card())
        self.body.addStretch(1)

    def _project_card(self) -> QWidget:
        self.project_card, inside = card()
        self.module.setObjectName("cardTitle")
        form = QFormLayout()
        add_field(form, say("&Program to build"), self.mains)
        inside.addWidget(self.module)
        inside.addLayout(form)
        inside.addWidget(self.facts)
        tell(
            self.all_at_once,
            toolTip=say("With the settings of the next pages as they are. Same as Ctrl+R."),
        )
        inside.addLayout(row(self.all_at_once))
        return self.project_card

    def _recent_card(self) -> QWidget:
        self.recent_card, inside = card()
        inside.addWidget(heading(say("Recent projects")))
        tell(self.recent, accessibleName=say("Recent projects"))
        inside.addWidget(self.recent)
        return self.recent_card

    def _template_card(self) -> QWidget:
        frame, inside = card()
        inside.addWidget(heading(say("No project yet?")))
        inside.addWidget(
            sentence(
                say(
                    "Start with a Gin service that already has environment settings, a "
                    "health check, logs, graceful shutdown and tests."
                )
            )
        )
        inside.addLayout(row(self.sample, self.template))
        return frame

    def _connect(self) -> None:
        self.choose.clicked.connect(lambda: self.runner.spawn(self.choose_folder()))
        self.sample.clicked.connect(lambda: self.runner.spawn(self.create_sample()))
        self.template.clicked.connect(lambda: self.runner.spawn(self.create_from_template()))
        self.all_at_once.clicked.connect(self.again_wanted)
        self.recent.itemActivated.connect(lambda item: self.open(Path(item.text())))
        self.recent.itemClicked.connect(lambda item: self.open(Path(item.text())))
        self.folder.textEdited.connect(lambda _: self._pause.start())
        self.folder.returnPressed.connect(self._open_typed)
        self._pause.timeout.connect(self._open_typed)
        self.mains.activated.connect(self._choose_main)

    def _open_typed(self) -> None:
        self._pause.stop()
        if self.folder.text().strip():
            self.open(Path(self.folder.text().strip()))

    def _choose_main(self, place: int) -> None:
        package = self.mains.itemData(place)
        self.session.change(options=replace(self.session.current.options, main=package))

    async def _read(self, folder: Path, *, fetch_go: bool) -> Opened:
        from core.usecases.opening import open_project

        go = self.session.current.settings.go
        chosen = Path(go) if go else None
        return await open_project(self.session.home, folder, go=chosen, fetch_go=fetch_go)

    async def _create(self, making: Awaitable[Path]) -> None:
        await self.read(await making)

    def _show_recent(self, folders: tuple[str, ...]) -> None:
        self.recent_card.setVisible(bool(folders))
        if folders != tuple(self.recent.item(i).text() for i in range(self.recent.count())):
            self.recent.clear()
            self.recent.addItems(folders)
        rows = min(len(folders), _MOST_ROWS)  # as high as letters of now need
        self.recent.setFixedHeight(self.recent.sizeHintForRow(0) * rows + 8)

    def _show_project(self, project: Project) -> None:
        set_untouched(self.folder, str(project.folder))
        self.module.setText(project.module)
        self.mains.clear()
        for main in project.mains:
            self.mains.addItem(main.package, main.package)
        chosen = self.mains.findData(self.session.current.options.main)
        self.mains.setCurrentIndex(max(chosen, 0))
        self.all_at_once.setEnabled(bool(project.mains))
        self.mains.setEnabled(len(project.mains) > 1)
        self.facts.setText("\n".join(shown(text) for text in facts(project)))


def _nothing_chosen() -> Problem:
    return Problem(
        code="no_project",
        what=say("No project is selected."),
        why=say("Choose the folder with go.mod, or start with the sample service."),
        field="folder",
    )
