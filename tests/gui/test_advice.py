"""Every button beside a problem does something that one can see, on whatever page it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog

from core.deploy.model import Service
from core.journey import Stop
from core.problems import Action, Advice
from core.words import say
from gui import editor
from tests import sshd
from tests.gui.conftest import until
from tests.gui.test_main_window import _build, project, window

if TYPE_CHECKING:
    from pathlib import Path

    from core.project.model import Project
    from gui.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures

_VALUES = {
    Action.SET_TARGET: "linux/riscv64",
    Action.SET_MICRO: "v3",
    Action.SET_GOPROXY: "https://mirror.example",
    Action.SET_GOPRIVATE: "git.example.com/*",
    Action.ADD_TAG: "timetzdata",
    Action.OPEN_FILE: "cmd/server/main.go:3",
    Action.CHOOSE_PORT: "3000",
    Action.EDIT_SERVER: "web1",
    Action.CHOOSE_KEY: "web1",
    Action.SHOW_LOGS: "web1",
    Action.ROLL_BACK: "web1",
}
# They need Go, root or a person's answer, and have tests of their own with these.
_ELSEWHERE = {
    Action.MOD_TIDY,
    Action.MOD_DOWNLOAD,
    Action.MOD_VENDOR,
    Action.GET_ZIG,
    Action.USE_BUNDLED_GO,
    Action.START_PRACTICE_SERVER,
    Action.ADD_UNTESTED,
}


@pytest.mark.parametrize("action", sorted(set(Action) - _ELSEWHERE))
async def test_no_button_does_nothing(
    action: Action, window: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    monkeypatch.setattr(editor.shutil, "which", lambda _: None)
    _build(window, project, project.folder)
    window.session.change(service=Service(name="shop"), chosen=("web1",))
    window.show_stop(Stop.INSPECT)
    await until(lambda: not window.runner.working)  # the look at the program ends first
    before = _seen(window)
    window.pages[Stop.INSPECT].carry_out(Advice(say("Do it"), action, _VALUES.get(action, "")))
    await until(lambda: _seen(window) != before, seconds=30)
    for dialog in window.findChildren(QDialog):
        dialog.reject()
    await until(lambda: not window.runner.busy)


def _seen(window: MainWindow) -> tuple[object, ...]:
    """What a person can see of the window, as far as a button may change it."""
    return (
        window.stop,
        window.footer.said.text(),
        window.session.current.options,
        window.session.current.service,
        tuple(one.windowTitle() for one in window.findChildren(QDialog) if one.isVisible()),
        tuple(page.problems.count() for page in window.pages.values()),
    )


async def test_a_port_that_is_named_is_taken(window: MainWindow, project: Project) -> None:
    _build(window, project, project.folder)
    window.session.change(service=Service(name="shop"))
    window.show_stop(Stop.DEPLOY)
    page = window.pages[Stop.DEPLOY]
    page.carry_out(Advice(say("Use port 3000."), Action.CHOOSE_PORT, "3000"))
    assert window.session.current.service is not None
    assert window.session.current.service.port == 3000
    assert window.footer.said.text() == "The port is 3000 now. Deploy again."


async def test_what_is_copied_of_a_key_is_its_public_half(
    window: MainWindow, tmp_path: Path
) -> None:
    key = sshd.make_key(tmp_path / "key")
    public = key.with_name(f"{key.name}.pub").read_text().split()
    window.pages[Stop.PROJECT].carry_out(
        Advice(say("Copy the public key."), Action.COPY_PUBLIC_KEY, str(key))
    )
    assert QGuiApplication.clipboard().text().split()[:2] == public[:2]
    assert "PRIVATE" not in QGuiApplication.clipboard().text()
    await until(lambda: "public key is copied" in window.footer.said.text())


async def test_without_an_editor_the_place_is_copied_and_that_is_said(
    window: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    monkeypatch.setattr(editor.shutil, "which", lambda _: None)
    window.session.open_project(project)
    (project.folder / "main.go").write_text("package main\n")
    window.pages[Stop.PROJECT].carry_out(Advice(say("Look"), Action.OPEN_FILE, "main.go:1"))
    place = f"{project.folder / 'main.go'}:1"
    said = f"No editor was found. The place is copied: {place}"
    await until(lambda: window.footer.said.text() == said)
    assert QGuiApplication.clipboard().text() == place
