"""Every button beside a problem does something that one can see, on whatever page it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog

from core.build.options import BuildOptions, Cgo, Target
from core.journey import Stop
from core.problems import Action, Advice
from core.service.model import Service
from core.words import say
from gui.actions import advice as advice_module
from gui.actions import editor
from tests import sshd
from tests.gui.conftest import until
from tests.gui.made_up import GO, answer
from tests.gui.test_main_window import _build, project, window

if TYPE_CHECKING:
    from pathlib import Path

    from core.project.model import Project
    from gui.shell.main_window import MainWindow

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


_OPTIONS = [
    (Action.SET_TARGET, "windows/arm64", {"target": Target(goos="windows", goarch="arm64")}),
    (Action.SET_MICRO, "v3", {"micro": "v3"}),
    (Action.CGO_OFF, "", {"cgo": Cgo.OFF}),
    (Action.CGO_ON, "", {"cgo": Cgo.ON}),
    (Action.CGO_STATIC, "", {"cgo": Cgo.STATIC}),
    (Action.ADD_TAG, "b", {"tags": ("a", "b")}),
    (Action.ADD_TAG, "a", {"tags": ("a",)}),
    (Action.LET_GO_FETCH_TOOLCHAIN, "", {"fetch_go": True}),
    (Action.SET_GOPROXY, "https://m", {"proxy": "https://m"}),
    (Action.SET_GOPRIVATE, "x/*", {"private": "x/*"}),
    (Action.IGNORE_WORKSPACE, "", {"workspace": False}),
    (Action.NO_VCS_STAMP, "", {"vcs": False}),
]


async def test_advice_about_an_option_changes_that_option_alone_and_shows_it(
    window: MainWindow, project: Project
) -> None:
    window.session.open_project(project)
    for action, value, changed in _OPTIONS:
        window.show_stop(Stop.PROJECT)
        before = BuildOptions(tags=("a",), micro="" if action is Action.SET_MICRO else "v2")
        window.session.change(options=before)
        window.pages[Stop.PROJECT].advised.emit(Advice(say("Do it"), action, value))
        level = {"micro": ""} if action is Action.SET_TARGET else {}
        assert window.session.current.options == replace(before, **{**level, **changed}), action
        assert window.stop is Stop.TARGET, action


_PLACES = [
    (Action.CHOOSE_FOLDER, Stop.PROJECT),
    (Action.START_FROM_TEMPLATE, Stop.PROJECT),
    (Action.CHOOSE_MAIN, Stop.PROJECT),
    (Action.CHOOSE_TARGET, Stop.TARGET),
    (Action.CHECK_SERVER, Stop.SERVERS),
]


async def test_advice_about_another_page_leads_there_and_changes_nothing(
    window: MainWindow, project: Project
) -> None:
    window.session.open_project(project)
    before = window.session.current.options
    for action, stop in _PLACES:
        window.show_stop(Stop.BUILD)
        window.pages[Stop.BUILD].advised.emit(Advice(say("Go"), action, "x"))
        assert (window.stop, window.session.current.options) == (stop, before), action


_DOERS = [
    (Action.MOD_TIDY, Stop.BUILD),
    (Action.MOD_DOWNLOAD, Stop.BUILD),
    (Action.MOD_VENDOR, Stop.BUILD),
    (Action.GET_ZIG, Stop.BUILD),
    (Action.CHOOSE_KEY, Stop.SERVERS),
    (Action.EDIT_SERVER, Stop.SERVERS),
    (Action.START_PRACTICE_SERVER, Stop.SERVERS),
    (Action.CHOOSE_PORT, Stop.DEPLOY),
    (Action.SHOW_LOGS, Stop.DEPLOY),
    (Action.ROLL_BACK, Stop.DEPLOY),
]


async def test_advice_that_a_page_knows_how_to_do_is_handed_to_that_page(
    window: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    _build(window, project, project.folder)
    taken: list[tuple[Stop, Advice]] = []
    for one in (Stop.PROJECT, Stop.BUILD, Stop.SERVERS, Stop.DEPLOY):
        took = lambda advice, one=one: taken.append((one, advice))  # noqa: E731 - for each page
        monkeypatch.setattr(window.pages[one], "carry_out", took)
    for action, stop in _DOERS:
        advice = Advice(say("Do it"), action, "web1")
        window.pages[Stop.PROJECT].advised.emit(advice)
        assert (taken.pop(), taken, window.stop) == ((stop, advice), [], stop)
    await until(lambda: not window.runner.working)


_AGAIN = (
    Action.RETRY,
    Action.TRUST_HOST_KEY,
    Action.ENTER_PASSWORD,
    Action.ENTER_PASSPHRASE,
    Action.ENTER_SUDO_PASSWORD,
)


async def test_advice_to_try_again_does_the_deed_of_the_page_again(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    acted: list[Stop] = []
    monkeypatch.setattr(window.pages[Stop.PROJECT], "act", lambda: acted.append(window.stop))
    for action in _AGAIN:
        window.pages[Stop.PROJECT].advised.emit(Advice(say("Again"), action))
        assert acted.pop() is Stop.PROJECT, action


async def test_another_go_is_used_from_now_on_and_the_project_read_with_it(
    window: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.open_project(project)
    window.session.change(go=GO)
    opened: list[Path] = []
    monkeypatch.setattr(window.pages[Stop.PROJECT], "open", opened.append)
    chosen = answer(monkeypatch, "file", None)
    window.pages[Stop.BUILD].advised.emit(Advice(say("Choose"), Action.CHOOSE_GO))
    await until(lambda: chosen.asked and not window.runner.working)
    assert (window.session.current.go, opened) == (GO, [])
    chosen.value = project.folder / "go"
    window.pages[Stop.BUILD].advised.emit(Advice(say("Choose"), Action.CHOOSE_GO))
    await until(lambda: opened)
    assert window.session.current.settings.go == str(project.folder / "go")
    assert (window.session.current.go, opened, window.stop) == (
        None,
        [project.folder],
        Stop.PROJECT,
    )
    window.pages[Stop.PROJECT].advised.emit(Advice(say("Use"), Action.USE_BUNDLED_GO, "/x/go"))
    assert window.session.current.settings.go == "/x/go"


async def test_what_only_a_person_can_do_is_copied_for_them(window: MainWindow) -> None:
    page = window.pages[Stop.PROJECT]
    page.advised.emit(Advice(say("Run it"), Action.ADD_UNTESTED, "sudo reboot"))
    assert QGuiApplication.clipboard().text() == "sudo reboot"
    await until(lambda: window.footer.said.text() == "Copied: sudo reboot")
    for value in ("", "/nowhere/key"):
        QGuiApplication.clipboard().setText("before")
        page.advised.emit(Advice(say("Copy"), Action.COPY_PUBLIC_KEY, value))
        assert QGuiApplication.clipboard().text() == "before"
    await until(lambda: "/nowhere/key" in window.footer.said.text())


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("main.go", ("main.go", 1, 1)),
        ("main.go:31", ("main.go", 31, 1)),
        ("cmd/a.go:31:12", ("cmd/a.go", 31, 12)),
    ],
)
async def test_a_place_in_a_file_is_opened_where_it_is(
    window: MainWindow,
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    value: str,
    place: tuple[str, int, int],
) -> None:
    window.session.open_project(project)
    settings = replace(window.session.current.settings, editor="kate")
    window.session.change(settings=settings)
    seen: list[object] = []

    def show(file: Path, line: int, **how: object) -> object:
        seen.append((file, line, how))
        return say("Opened.")

    monkeypatch.setattr(advice_module, "show_source", show)
    window.pages[Stop.PROJECT].advised.emit(Advice(say("Open"), Action.OPEN_FILE, value))
    name, line, column = place
    assert seen == [(project.folder / name, line, {"column": column, "editor": "kate"})]
    await until(lambda: window.footer.said.text() == "Opened.")


_PLACE = ["{file}:31:12"]


@pytest.mark.parametrize(
    ("editor_name", "there", "started"),
    [
        ("", ("code", "kate"), ["code", "--goto", *_PLACE]),
        ("kate", ("code", "kate"), ["kate", "--line", "31", "{file}"]),
        ("gedit", ("kate", "gedit"), ["gedit", "+31", "{file}"]),
        ("subl", ("kate",), ["kate", "--line", "31", "{file}"]),
        ("rm", ("rm", "zed"), ["zed", *_PLACE]),
        ("goland", ("goland",), ["goland", "--line", "31", "{file}"]),
        ("codium", ("codium",), ["codium", "--goto", *_PLACE]),
    ],
)
def test_an_editor_is_told_the_place_its_own_way(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    editor_name: str,
    there: tuple[str, ...],
    started: list[str],
) -> None:
    file, words = tmp_path / "main.go", []
    monkeypatch.setattr(editor.shutil, "which", lambda name: name if name in there else None)

    def start(program: str, more: list[str]) -> tuple[bool, int]:
        words.extend((program, *more))
        return True, 1

    monkeypatch.setattr(editor.QProcess, "startDetached", start)
    assert not editor.open_in_editor(file, 31, column=12, editor=editor_name)
    assert words == [], "a file that is gone is handed to no program"
    file.write_text("")
    assert editor.open_in_editor(file, 31, column=12, editor=editor_name)
    assert words == [word.format(file=file) for word in started]


@pytest.mark.parametrize(
    ("place", "url"), [("/srv/x", "file:///srv/x"), ("http://a:1/", "http://a:1/")]
)
@pytest.mark.parametrize("opens", [True, False])
def test_a_place_is_opened_and_copied_whether_or_not_anything_can_open_it(
    qapp: object,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    url: str,
    opens: bool,  # noqa: FBT001 - both answers
) -> None:
    del qapp
    asked: list[str] = []
    monkeypatch.setattr(
        editor.QDesktopServices, "openUrl", lambda one: asked.append(one.toString()) or opens
    )
    said = str(editor.open_place(place))
    assert said.startswith("The system was asked" if opens else "Nothing here can open")
    assert (asked, QGuiApplication.clipboard().text()) == ([url], place)
