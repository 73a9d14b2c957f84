"""Carry out the advice on a problem card: one place for what the window can do by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, assert_never

from PySide6.QtCore import QObject, Signal

from core import actions as do
from core.journey import Stop
from core.words import say
from gui.actions import ask
from gui.actions.editor import show_source

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.actions import Action
    from gui.runtime.session import Session
    from gui.runtime.task_runner import TaskRunner


class Adviser(QObject):
    """Knows for each action what to change, and where to show it."""

    go = Signal(object)  # the Stop where the change is to be seen
    retry = Signal()
    reread = Signal()  # the project, with what was changed
    said = Signal(object)  # a Text for the footer
    handed_on = Signal(object, object)  # a Stop whose page does this Action

    def __init__(self, session: Session, runner: TaskRunner, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._runner = runner

    def carry_out(self, action: Action) -> None:
        """Do it, or hand it to the page that shows what comes of it."""
        if isinstance(action, do.Again):
            self.retry.emit()
        elif isinstance(action, do.BuildChore):
            self.handed_on.emit(Stop.BUILD, action)
        elif isinstance(action, do.ServerAction):
            self.handed_on.emit(Stop.SERVERS, action)
        elif isinstance(action, do.ServiceAction | do.SettleFleet):
            self.handed_on.emit(Stop.DEPLOY, action)
        else:
            self._carry_out(action)

    def _carry_out(self, action: do.Direct) -> None:  # noqa: C901 - one case for each action
        match action:
            case do.OptionChange():
                self._set(**action.changes)
            case do.AddTags(tags):
                known = self._session.current.options.tags
                self._set(tags=(*known, *(tag for tag in tags if tag not in known)))
            case do.OpenFolder():
                self.handed_on.emit(Stop.PROJECT, action)
            case do.ChooseFolder() | do.StartFromTemplate() | do.ChooseMain():
                self.go.emit(Stop.PROJECT)
            case do.ChooseTarget() | do.ChooseProxy() | do.NamePrivateModules():
                self.go.emit(Stop.TARGET)
            case do.CheckServer():
                self.go.emit(Stop.SERVERS)
            case do.ChooseGo():
                self._runner.spawn(self._choose_go())
            case do.UseBundledGo():
                self._use_go("")
            case do.OpenFile():
                self._open(action)
            case do.CopyPublicKey(key):
                from gui.actions.public_key import copy_public_key

                self.said.emit(copy_public_key(key))
            case _:
                assert_never(action)

    def _set(self, **values: Any) -> None:  # noqa: ANN401 - fields of BuildOptions
        options = replace(self._session.current.options, **values)
        self._session.change(options=options)
        self.go.emit(Stop.TARGET)

    async def _choose_go(self) -> None:
        chosen = await ask.file(self._window, say("Choose the go program"))
        if chosen is not None:
            self._use_go(str(chosen))

    def _use_go(self, program: str) -> None:
        """Use another Go from now on, and read the project with it."""
        settings = replace(self._session.current.settings, go=program)
        self._session.change(settings=settings, go=None)
        self.go.emit(Stop.PROJECT)
        self.reread.emit()

    def _open(self, place: do.OpenFile) -> None:
        current = self._session.current
        if current.project is not None:
            file = current.project.folder / place.file
            editor = current.settings.editor
            self.said.emit(show_source(file, place.line, column=place.column, editor=editor))
