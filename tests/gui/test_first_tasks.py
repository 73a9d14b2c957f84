"""What one does with a new server or project, by mouse alone and by keyboard alone: its presses.

`BEFORE` is what each took in the window's first draft (commit 7b7f1c5), walked in the same way.
Letters of names and addresses are counted apart: they were as many then.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from core import actions as do
from core.binary.inspection import ModuleSize, PackageSize
from core.binary.report.difference import Difference
from core.build import builder
from core.deploy import fleet
from core.journey import State, Stop
from core.problems import Advice
from core.servers.store import ServerStore
from core.service.model import Service
from core.ssh.host_keys import HostKey
from core.ssh.profile import Profile
from core.usecases import creating, introducing, opening, practising, saving, watching
from core.usecases.opening import Opened
from core.usecases.saving import Tried
from core.words import say
from gui.pages.inspect import InspectPage
from gui.pages.project import ProjectPage
from gui.pages.running import RunningPage
from gui.pages.servers import ServersPage
from gui.widgets.server.server_dialog import ServerDialog
from tests.gui.boards import board
from tests.gui.conftest import until
from tests.gui.made_up import (
    GO,
    Answer,
    Door,
    Line,
    Lines,
    answer,
    artifact,
    facts,
    idle,
    inspection,
    opened,
    outcome,
    status,
    wrong,
)
from tests.gui.seen import page_at, present
from tests.gui.test_looking_into import World
from tests.gui.test_main_window import project, window
from tests.gui.walker import Walker

if TYPE_CHECKING:
    from core.events import Report
    from core.home import Home
    from core.project.model import Project
    from gui.shell.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures

MOUSE, KEYBOARD = True, False
BEFORE = {
    "first deploy": {MOUSE: 8, KEYBOARD: 8},
    # Its advice "Choose another key" filled the form for new servers: the list had to be edited.
    "wrong key, then repaired": {MOUSE: 8, KEYBOARD: 16},
    "second server": {MOUSE: 7, KEYBOARD: 21},
    "build without the largest import": {MOUSE: 7, KEYBOARD: 19},
    # "hand a server over to a colleague" did not exist.
}
Kind = TypeVar("Kind", bound=QDialog)
_NOTHING_ELSE = Difference(old=1000, new=400, packages=(), functions=())
_NEW = Profile(name="web2", host="web2.example")
hands = pytest.mark.parametrize("mouse", [MOUSE, KEYBOARD], ids=["mouse", "keyboard"])


class Doors(Lines):
    """Servers of whose host keys `new` are unknown, and which take `key` alone, if it is given."""

    def __init__(self, patch: pytest.MonkeyPatch, *, new: str = "", key: str = "") -> None:
        super().__init__(patch)
        self.new, self.key = new, key
        patch.setattr("core.ssh.connection.offered_key", Answer(HostKey("ssh-ed25519", b"x")))
        patch.setattr("core.ssh.connection.trust_key", self._trust)

    async def _trust(self, *_: object) -> None:
        self.new = ""

    async def _connect(self, profile: Profile, *words: object, **named: object) -> Line:
        if profile.name == self.new:
            trust = Advice(say("Trust it."), do.TrustHostKey("SHA256:x"))
            raise wrong("host_key_unknown", next=(trust,))
        if self.key and profile.key != self.key:
            other = Advice(say("Choose another private key."), do.ChooseKey())
            edit = Advice(say("Change the user or the private key."), do.EditServer(profile.name))
            raise wrong("login_refused", next=(other, edit), field="key")
        return await super()._connect(profile, *words, **named)


@pytest.fixture
def deploys(window: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch) -> Door:
    """What would deploy; all else on the way to it is made up, too."""
    made = artifact(project.folder)
    monkeypatch.setattr(builder, "build", Door(made))
    monkeypatch.setattr("core.build.budget.hold", Door(object()))
    monkeypatch.setattr("core.binary.apart.inspect_apart", Answer(inspection(made.path)))
    seen = Answer(lambda line, _service: status(line.profile.name))
    monkeypatch.setattr("core.operate.status.status", seen)
    monkeypatch.setattr("core.front.standing.before", Answer(()))
    monkeypatch.setattr(introducing, "ask_facts", Answer(facts()))
    monkeypatch.setattr(watching, "watch", Answer())
    window.resize(1440, 900)
    window.activateWindow()
    door = Door(())
    monkeypatch.setattr(fleet, "deploy_to", door)
    return door


@pytest.fixture
def running(window: MainWindow, project: Project, deploys: Door) -> RunningPage:
    """Running, as it opens once the project is deployed to a server."""
    del deploys
    opened(window, project)
    ServerStore(window.session.home).add(Profile(name="web1", host="web1.example"))
    window.session.reload_servers()
    made = artifact(project.folder)
    window.session.change(
        artifact=made,
        built=window.session.current.wanted,
        shipped=made.sha256,
        service=Service(name="shop"),
        board=board(time.time()),
    )
    window.show_stop(Stop.RUNNING)
    page = page_at(window, RunningPage)
    page.watcher._timer.stop()
    return page


@hands
async def test_first_deploy(
    window: MainWindow,
    project: Project,
    deploys: Door,
    monkeypatch: pytest.MonkeyPatch,
    mouse: bool,  # noqa: FBT001 - by which hand
) -> None:
    Lines(monkeypatch)
    practice = Profile(name="practice", host="10.0.0.2")
    deploys.value = (outcome("practice"),)

    async def start(home: Home, *, report: Report) -> Profile:
        del report
        ServerStore(home).add(practice)
        return practice

    monkeypatch.setattr(practising, "start", start)
    monkeypatch.setattr(creating, "create_sample", Answer(project.folder))
    main = project.mains[0].package
    found = Opened(project=project, go=GO, main=main, fetch_go=False)
    monkeypatch.setattr(opening, "open_project", Answer(found))
    window.show_stop(Stop.PROJECT)
    walker = Walker(window, mouse=mouse)
    await walker.press(page_at(window, ProjectPage).sample)
    await idle(window)
    if mouse:
        await walker.press(page_at(window, ProjectPage).all_at_once)
    else:
        walker.chord("Ctrl+R")
    await idle(window)
    await walker.press(page_at(window, ServersPage).practice.card.start)
    await idle(window)
    assert not deploys.asked
    await walker.act()
    await idle(window)
    assert _names(deploys) == ["practice"]
    assert walker.typed == 0
    assert walker.steps <= BEFORE["first deploy"][mouse] / 2


@hands
async def test_wrong_key_then_repaired(
    running: RunningPage,
    window: MainWindow,
    deploys: Door,
    monkeypatch: pytest.MonkeyPatch,
    mouse: bool,  # noqa: FBT001 - by which hand
) -> None:
    """The server is kept with another key by now, and the deploy goes on."""
    assert running.again.isVisible(), "it says to which server"
    Doors(monkeypatch, key="/keys/right")
    answer(monkeypatch, "file", Path("/keys/right"))
    deploys.value = (outcome("web1"),)
    walker = Walker(window, mouse=mouse)
    await walker.act()
    dialog = await _dialog(window, ServerDialog)
    await walker.press(dialog.choose_key)
    await idle(window)
    assert _names(deploys) == ["web1"]
    assert [one.key for one in ServerStore(window.session.home).all()] == ["/keys/right"]
    assert walker.steps <= BEFORE["wrong key, then repaired"][mouse] / 2


@hands
async def test_second_server(
    running: RunningPage,
    window: MainWindow,
    deploys: Door,
    monkeypatch: pytest.MonkeyPatch,
    mouse: bool,  # noqa: FBT001 - by which hand
) -> None:
    Doors(monkeypatch, new="web2")
    deploys.value = (outcome("web1"), outcome("web2"))
    walker = Walker(window, mouse=mouse)
    await walker.press(running.again.another)
    dialog = await _dialog(window, ServerDialog)
    await walker.type(dialog.host, _NEW.host)
    await walker.press(dialog.test)
    question = await _dialog(window, QDialog, dialog)
    buttons = question.findChildren(QPushButton)
    await walker.press(next(one for one in buttons if one.text() == "Trust this host key"))
    await idle(window)
    assert _names(deploys) == ["web1", "web2"]
    assert [one.name for one in ServerStore(window.session.home).all()] == ["web1", "web2"]
    assert walker.typed == len(_NEW.host)
    assert walker.steps <= BEFORE["second server"][mouse] / 2


@hands
async def test_hand_a_server_over_to_a_colleague(
    running: RunningPage,
    window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    mouse: bool,  # noqa: FBT001 - by which hand
) -> None:
    commands = ("goferry server add web1 --host web1.example",)
    monkeypatch.setattr("core.usecases.handing_over.handover", Answer(commands))
    walker = Walker(window, mouse=mouse)
    assert running.isVisible()
    await walker.go(Stop.SERVERS)
    page = page_at(window, ServersPage)
    walker.menu(page.card.more, "Hand over")
    dialog = await _dialog(window, QDialog)
    (copy,) = [one for one in dialog.findChildren(QPushButton) if one.isDefault()]
    await walker.press(copy)
    await idle(window)
    assert QGuiApplication.clipboard().text() == commands[0]
    assert walker.steps <= 4


@hands
async def test_find_the_largest_import_and_build_without_it(
    running: RunningPage,
    window: MainWindow,
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    mouse: bool,  # noqa: FBT001 - by which hand
) -> None:
    assert running.isVisible()
    _holds_messagepack(window, project, monkeypatch)
    walker = Walker(window, mouse=mouse)
    await walker.go(Stop.INSPECT)
    await idle(window)
    savings = page_at(window, InspectPage).savings
    said = [one.text() for one in savings.findChildren(QLabel)]
    assert any("github.com/ugorji/go/codec is 60.0% of this file" in one for one in said)
    (offer,) = savings.offers
    assert offer.text() == "Build without MessagePack"
    await walker.press(offer)
    await idle(window)
    assert savings.told.text() == "Measured: 1.0 kB → 400 bytes, 600 bytes smaller (60.0%)."
    assert mouse or savings.keep.hasFocus()
    await walker.press(savings.keep)
    await idle(window)
    assert window.session.current.options.tags == ("nomsgpack",)
    assert window.session.current.marks[Stop.BUILD].state is State.DONE
    del running
    assert walker.steps <= BEFORE["build without the largest import"][mouse] / 2


def _holds_messagepack(window: MainWindow, project: Project, patch: pytest.MonkeyPatch) -> None:
    """Let the program hold a package that a tag leaves out, and its build be measured."""
    codec = PackageSize(package="github.com/ugorji/go/codec", size=600, kinds={})
    module = ModuleSize(
        module="github.com/ugorji/go", version="v1", origin="module", size=600, packages=(codec,)
    )
    world = World(patch, artifact(project.folder))
    world.steps = [replace(world.whole, modules=(module,))]
    options = replace(window.session.current.options, tags=("nomsgpack",))
    tried = Tried(options=options, before=1000, after=400, difference=_NOTHING_ELSE)
    patch.setattr(saving, "try_out", Door(tried))


async def _dialog(window: MainWindow, kind: type[Kind], beside: QDialog | None = None) -> Kind:
    """Wait for a dialog to open, and give it the keyboard, as the system does."""

    def found() -> Kind | None:
        open_ones = (one for one in window.findChildren(kind) if one.isVisible())
        return next((one for one in open_ones if one is not beside), None)

    await until(found)
    dialog = present(found())
    dialog.activateWindow()
    return dialog


def _names(deploys: Door) -> list[str]:
    ((aims,),) = deploys.asked
    return [one.name for one in aims]
