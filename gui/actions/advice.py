"""Carry out the advice on a problem card: one place for what the window can do by itself."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from core.build.options import Cgo, Target
from core.home import expanded
from core.journey import Stop
from core.problems import Action, Advice, ProblemError
from core.words import say
from gui.actions import ask
from gui.actions.editor import show_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from gui.runtime.session import Session
    from gui.runtime.task_runner import TaskRunner

# What a page does itself: jobs with output, fields of its own, servers of its list.
_ON_PAGE = {
    Stop.BUILD: {Action.MOD_TIDY, Action.MOD_DOWNLOAD, Action.MOD_VENDOR, Action.GET_ZIG},
    Stop.SERVERS: {Action.CHOOSE_KEY, Action.EDIT_SERVER, Action.START_PRACTICE_SERVER},
    Stop.DEPLOY: {Action.CHOOSE_PORT, Action.SHOW_LOGS, Action.ROLL_BACK},
}
_PAGE_OF = {action: stop for stop, actions in _ON_PAGE.items() for action in actions}


class Adviser(QObject):
    """Knows for each action what to change, and where to show it."""

    go = Signal(object)  # the Stop where the change is to be seen
    retry = Signal()
    reread = Signal()  # the project, with what was changed
    said = Signal(object)  # a Text for the footer
    handed_on = Signal(object, object)  # a Stop whose page carries out this Advice

    def __init__(self, session: Session, runner: TaskRunner, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._ways: dict[Action, Callable[[str], object]] = {
            Action.CHOOSE_FOLDER: lambda _: self.go.emit(Stop.PROJECT),
            Action.START_FROM_TEMPLATE: lambda _: self.go.emit(Stop.PROJECT),
            Action.CHOOSE_MAIN: lambda _: self.go.emit(Stop.PROJECT),
            Action.CHOOSE_TARGET: lambda _: self.go.emit(Stop.TARGET),
            Action.SET_TARGET: self._set_target,
            Action.SET_MICRO: lambda value: self._set(micro=value),
            Action.CGO_OFF: lambda _: self._set(cgo=Cgo.OFF),
            Action.CGO_ON: lambda _: self._set(cgo=Cgo.ON),
            Action.CGO_STATIC: lambda _: self._set(cgo=Cgo.STATIC),
            Action.ADD_TAG: self._add_tag,
            Action.LET_GO_FETCH_TOOLCHAIN: lambda _: self._set(fetch_go=True),
            Action.SET_GOPROXY: lambda value: self._set(proxy=value),
            Action.SET_GOPRIVATE: lambda value: self._set(private=value),
            Action.IGNORE_WORKSPACE: lambda _: self._set(workspace=False),
            Action.NO_VCS_STAMP: lambda _: self._set(vcs=False),
            Action.CHOOSE_GO: lambda _: runner.spawn(self._choose_go()),
            Action.USE_BUNDLED_GO: self._use_go,
            Action.OPEN_FILE: self._open_file,
            Action.RETRY: lambda _: self.retry.emit(),
            Action.TRUST_HOST_KEY: lambda _: self.retry.emit(),
            Action.ENTER_PASSWORD: lambda _: self.retry.emit(),
            Action.ENTER_PASSPHRASE: lambda _: self.retry.emit(),
            Action.ENTER_SUDO_PASSWORD: lambda _: self.retry.emit(),
            Action.CHECK_SERVER: lambda _: self.go.emit(Stop.SERVERS),
            Action.COPY_PUBLIC_KEY: self._copy_public_key,
        }

    def carry_out(self, advice: Advice) -> None:
        """Do what the advice says; where only the person can, copy its value for them."""
        if advice.action in _PAGE_OF:
            self.handed_on.emit(_PAGE_OF[advice.action], advice)
            return
        way = self._ways.get(advice.action) if advice.action else None
        if way is not None:
            way(advice.value)
        elif advice.value:
            self._copy(advice.value)

    def _copy(self, value: str) -> None:
        QGuiApplication.clipboard().setText(value)
        self.said.emit(say("Copied: {value}", value=value))

    def _copy_public_key(self, value: str) -> None:
        """Copy the public part of a private key, for the server's authorized_keys."""
        from core.ssh.key_files import public_line

        if not value:
            self.said.emit(say("No key file is named for this server: choose one first."))
            return
        try:
            line = public_line(expanded(Path(value)))
        except ProblemError as error:
            problem = error.problem
            self.said.emit(say("{what} {why}", what=problem.what, why=problem.why))
            return
        QGuiApplication.clipboard().setText(line)
        self.said.emit(
            say("The public key is copied. Append it to ~/.ssh/authorized_keys on the server.")
        )

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

    def _open_file(self, value: str) -> None:
        """Open `path:line:column`, relative to the project."""
        current = self._session.current
        if current.project is not None:
            file, line, column = _place(value)
            editor = current.settings.editor
            place = current.project.folder / file
            self.said.emit(show_source(place, line, column=column, editor=editor))

    def _set_target(self, value: str) -> None:
        goos, _, goarch = value.partition("/")
        self._set(target=Target(goos=goos, goarch=goarch), micro="")

    def _add_tag(self, value: str) -> None:
        tags = self._session.current.options.tags
        self._set(tags=tags if value in tags else (*tags, value))


def _place(value: str) -> tuple[str, int, int]:
    found = re.fullmatch(r"(.*?)(?::(\d+))?(?::(\d+))?", value)
    file, line, column = found.groups() if found else (value, None, None)
    return str(file), int(line or 1), int(column or 1)
