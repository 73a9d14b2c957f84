"""Every button beside a problem does something that one can see, on whatever page it stands."""

from __future__ import annotations

import shutil
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog

from core import actions as do
from core.build.options import BuildOptions, Cgo, Target
from core.doors import Door
from core.journey import Stop
from core.service.model import Service
from core.words import say
from gui.actions import advice as advice_module
from gui.actions import editor
from tests import sshd
from tests.every_action import EVERY, KINDS
from tests.gui.conftest import until
from tests.gui.made_up import GO, answer
from tests.gui.test_main_window import _build, project, window

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

    from core.project.model import Project
    from gui.shell.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures

# They need Go, root or a person's answer, and have tests of their own with these.
_ELSEWHERE = (do.BuildChore, do.UseBundledGo, do.StartPracticeServer, do.ReplaceHostKey)
_HERE = [one for one in EVERY if not isinstance(one, _ELSEWHERE)]


@pytest.mark.parametrize("action", _HERE)
async def test_no_button_does_nothing(
    action: do.Action, window: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    _build(window, project, project.folder)
    window.session.change(service=Service(name="shop"), chosen=("web1",))
    window.show_stop(Stop.INSPECT)
    await until(lambda: not window.runner.working)  # the look at the program ends first
    before = _seen(window)
    window.pages[Stop.INSPECT].carry_out(action)
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
    page.carry_out(do.UseOption("port", "3000"))
    assert window.session.current.service is not None
    assert window.session.current.service.port == 3000
    assert window.footer.said.text() == "Port: 3000. Deploy again."


async def test_a_door_that_a_cause_names_is_opened_beside_those_that_are_open(
    window: MainWindow, project: Project
) -> None:
    _build(window, project, project.folder)
    window.session.change(service=Service(name="shop", allow=(Door.PROC,)))
    window.show_stop(Stop.DEPLOY)
    window.pages[Stop.DEPLOY].carry_out(do.UseOption("allow", "jit"))
    assert window.session.current.service is not None
    assert window.session.current.service.allow == (Door.PROC, Door.JIT)


async def test_what_is_copied_of_a_key_is_its_public_half(
    window: MainWindow, tmp_path: Path
) -> None:
    key = sshd.make_key(tmp_path / "key")
    public = key.with_name(f"{key.name}.pub").read_text().split()
    window.pages[Stop.PROJECT].carry_out(do.CopyPublicKey(str(key)))
    assert QGuiApplication.clipboard().text().split()[:2] == public[:2]
    assert "PRIVATE" not in QGuiApplication.clipboard().text()
    await until(lambda: "public key is copied" in window.footer.said.text())


async def test_without_an_editor_the_place_is_copied_and_that_is_said(
    window: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    window.session.open_project(project)
    (project.folder / "main.go").write_text("package main\n")
    window.pages[Stop.PROJECT].carry_out(do.OpenFile(Path("main.go")))
    place = f"{project.folder / 'main.go'}:1"
    said = f"No editor was found. The location was copied: {place}"
    await until(lambda: window.footer.said.text() == said)
    assert QGuiApplication.clipboard().text() == place


_OPTIONS: list[tuple[do.Action, dict[str, object]]] = [
    (
        do.SetTarget(Target(goos="windows", goarch="arm64")),
        {"target": Target(goos="windows", goarch="arm64"), "micro": ""},
    ),
    (do.SetMain("example.com/p/cmd/a"), {"main": "example.com/p/cmd/a"}),
    (do.SetMicro("v3"), {"micro": "v3"}),
    (do.SetMicro(""), {"micro": ""}),
    (do.SetCgo(Cgo.OFF), {"cgo": Cgo.OFF}),
    (do.SetCgo(Cgo.ON), {"cgo": Cgo.ON}),
    (do.SetCgo(Cgo.STATIC), {"cgo": Cgo.STATIC}),
    (do.AddTags(("b",)), {"tags": ("a", "b")}),
    (do.AddTags(("a",)), {"tags": ("a",)}),
    (do.AddTags(("b", "a", "c")), {"tags": ("a", "b", "c")}),
    (do.FetchGo(), {"fetch_go": True}),
    (do.SetProxy("https://m"), {"proxy": "https://m"}),
    (do.IgnoreWorkspace(), {"workspace": False}),
    (do.OmitVcs(), {"vcs": False}),
]


def test_every_option_that_an_action_changes_is_one_and_has_its_type() -> None:
    options = {one.name: one.type for one in fields(BuildOptions)}
    kinds = [one for one in KINDS if issubclass(one, do.OptionChange)]
    assert {type(one) for one, _ in _OPTIONS} == {do.AddTags, *kinds}
    for kind in kinds:
        for field in fields(kind):
            assert options[field.name] == field.type, (kind, field.name)


async def test_advice_about_an_option_changes_that_option_alone_and_shows_it(
    window: MainWindow, project: Project
) -> None:
    window.session.open_project(project)
    for action, changed in _OPTIONS:
        window.show_stop(Stop.PROJECT)
        before = BuildOptions(tags=("a",), micro="v2", private="x/*", cgo=Cgo.STATIC)
        window.session.change(options=before)
        window.pages[Stop.PROJECT].advised.emit(action)
        assert window.session.current.options == replace(before, **changed), action  # type: ignore[arg-type]  # as asked
        assert window.stop is Stop.TARGET, action


_PLACES = [
    (do.ChooseFolder(), Stop.PROJECT),
    (do.StartFromTemplate(), Stop.PROJECT),
    (do.ChooseMain(), Stop.PROJECT),
    (do.ChooseTarget(), Stop.TARGET),
    (do.ChooseProxy(), Stop.TARGET),
    (do.NamePrivateModules(), Stop.TARGET),
    (do.CheckServer("web1"), Stop.SERVERS),
]


async def test_advice_about_another_page_leads_there_and_changes_nothing(
    window: MainWindow, project: Project
) -> None:
    window.session.open_project(project)
    before = BuildOptions(proxy="https://m", private="x/*")
    window.session.change(options=before)
    for action, stop in _PLACES:
        window.show_stop(Stop.BUILD)
        window.pages[Stop.BUILD].advised.emit(action)
        assert (window.stop, window.session.current.options) == (stop, before), action


_DOERS = [
    (do.OpenFolder(Path("/srv/x")), Stop.PROJECT),
    (do.ModTidy(), Stop.BUILD),
    (do.ModDownload(), Stop.BUILD),
    (do.ModVendor(), Stop.BUILD),
    (do.GetZig(), Stop.BUILD),
    (do.ChooseKey("web1"), Stop.SERVERS),
    (do.EditServer("web1"), Stop.SERVERS),
    (do.StartPracticeServer(), Stop.SERVERS),
    (do.ReplaceHostKey("web1", "SHA256:abc"), Stop.SERVERS),
    (do.UseOption("port", "3000"), Stop.DEPLOY),
    (do.ChooseOption("port"), Stop.DEPLOY),
    (do.ShowLogs("web1"), Stop.DEPLOY),
    (do.RollBack("web1"), Stop.DEPLOY),
    (do.GiveTime("web1", 60), Stop.DEPLOY),
]


async def test_advice_that_a_page_knows_how_to_do_is_handed_to_that_page(
    window: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    _build(window, project, project.folder)
    taken: list[tuple[Stop, do.Action]] = []
    for one in (Stop.PROJECT, Stop.BUILD, Stop.SERVERS, Stop.DEPLOY):
        took = lambda action, one=one: taken.append((one, action))  # noqa: E731 - for each page
        monkeypatch.setattr(window.pages[one], "carry_out", took)
    for action, stop in _DOERS:
        window.pages[Stop.INSPECT].advised.emit(action)
        assert (taken.pop(), taken, window.stop) == ((stop, action), [], stop)
    await until(lambda: not window.runner.working)


_AGAIN = (
    do.Retry(),
    do.TrustHostKey("SHA256:x"),
    do.EnterPassword(),
    do.EnterPassphrase(),
    do.EnterSudoPassword(),
)


async def test_advice_to_try_again_does_the_deed_of_the_page_again(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    acted: list[Stop] = []
    monkeypatch.setattr(window.pages[Stop.PROJECT], "act", lambda: acted.append(window.stop))
    for action in _AGAIN:
        window.pages[Stop.PROJECT].advised.emit(action)
        assert acted.pop() is Stop.PROJECT, action


async def test_another_go_is_used_from_now_on_and_the_project_read_with_it(
    window: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.open_project(project)
    window.session.change(go=GO)
    opened: list[Path] = []
    monkeypatch.setattr(window.pages[Stop.PROJECT], "open", opened.append)
    chosen = answer(monkeypatch, "file", None)
    window.pages[Stop.BUILD].advised.emit(do.ChooseGo())
    await until(lambda: chosen.asked and not window.runner.working)
    assert (window.session.current.go, opened) == (GO, [])
    chosen.value = project.folder / "go"
    window.pages[Stop.BUILD].advised.emit(do.ChooseGo())
    await until(lambda: opened)
    assert window.session.current.settings.go == str(project.folder / "go")
    assert (window.session.current.go, opened, window.stop) == (
        None,
        [project.folder],
        Stop.PROJECT,
    )
    window.pages[Stop.PROJECT].advised.emit(do.UseBundledGo())
    assert (window.session.current.settings.go, len(opened)) == ("", 2)


async def test_without_a_key_nothing_is_copied_and_that_is_said(window: MainWindow) -> None:
    page = window.pages[Stop.PROJECT]
    for value in ("", "/nowhere/key"):
        QGuiApplication.clipboard().setText("before")
        page.advised.emit(do.CopyPublicKey(value))
        assert QGuiApplication.clipboard().text() == "before"
    await until(lambda: "/nowhere/key" in window.footer.said.text())


@pytest.mark.parametrize(
    ("action", "place"),
    [
        (do.OpenFile(Path("main.go")), ("main.go", 1, 1)),
        (do.OpenFile(Path("main.go"), 31), ("main.go", 31, 1)),
        (do.OpenFile(Path("cmd/a.go"), 31, 12), ("cmd/a.go", 31, 12)),
    ],
)
async def test_a_place_in_a_file_is_opened_where_it_is(
    window: MainWindow,
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    action: do.OpenFile,
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
    window.pages[Stop.PROJECT].advised.emit(action)
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
    file = tmp_path / "main.go"
    words: list[str] = []
    monkeypatch.setattr(shutil, "which", lambda name: name if name in there else None)

    def start(program: str, more: list[str]) -> tuple[bool, int]:
        words.extend((program, *more))
        return True, 1

    monkeypatch.setattr(QProcess, "startDetached", start)
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

    def open_url(one: QUrl) -> bool:
        asked.append(one.toString())
        return opens

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    said = str(editor.open_place(place))
    assert said.startswith("Opening" if opens else "No program can open")
    assert (asked, QGuiApplication.clipboard().text()) == ([url], place)
