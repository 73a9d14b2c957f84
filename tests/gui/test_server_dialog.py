"""The dialog for a server, the list in its groups, and the toast, by themselves."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from core import actions as do
from core.problems import Advice
from core.ssh.profile import Profile
from core.usecases.guarding import Colour, Environment
from core.usecases.seeing import LastSeen, State
from core.words import say
from gui.runtime.speech import use_language
from gui.widgets.server.known_servers import Known
from gui.widgets.server.server_dialog import Press, Purpose, ServerDialog
from gui.widgets.server.server_list import ServerList
from tests.gui.made_up import odd

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_WEB = Profile(
    name="web1", host="web1.example", user="deploy", port=2200, key="~/.ssh/id",
    labels={"env": "prod"},
)  # fmt: skip


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(parent: QWidget) -> ServerDialog:
    made = ServerDialog(parent, Purpose.ADD, Profile(name="", host=""))
    made.open()
    made.activateWindow()
    return made


def test_a_dialog_tells_what_stands_in_it_and_keeps_what_it_does_not_show(
    parent: QWidget, dialog: ServerDialog
) -> None:
    dialog.host.setText(" web.example ")
    dialog.key.setText(" ~/.ssh/id ")
    usual = Profile(name="web.example", host="web.example", key="~/.ssh/id")
    assert dialog.profile() == usual
    dialog.port.setValue(2222)
    assert dialog.profile() == replace(usual, port=2222)
    assert (usual.user, usual.port) == ("root", 22)
    known = replace(_WEB, guarded="prod")
    other = ServerDialog(parent, Purpose.EDIT, known)
    assert other.profile() == known
    assert other.hosts.isHidden()
    other.labels.setText(" env=test, eu=2 ")
    other.name.setText("till2")
    assert other.profile() == replace(known, name="till2", labels={"env": "test", "eu": "2"})


@pytest.mark.parametrize(
    ("typed", "name"), [("web1.example.com", "web1"), ("10.0.0.7", "10.0.0.7"), ("web", "web")]
)
def test_a_name_is_suggested_until_somebody_types_one(
    parent: QWidget, dialog: ServerDialog, typed: str, name: str
) -> None:
    dialog.host.textEdited.emit(typed)
    assert dialog.name.text() == name
    dialog.name.setText("mine")
    dialog.name.setModified(True)
    dialog.host.textEdited.emit(typed)
    assert dialog.name.text() == "mine"
    changed = ServerDialog(parent, Purpose.EDIT, _WEB)
    changed.host.textEdited.emit(typed)
    assert changed.name.text() == "web1", "one that has a name keeps it"


@pytest.mark.parametrize(("wanted", "taken"), [(0, 1), (1, 1), (65535, 65535), (65536, 65535)])
def test_a_port_is_one_of_tcp(dialog: ServerDialog, wanted: int, taken: int) -> None:
    assert isinstance(dialog.port, QSpinBox)
    dialog.port.setValue(wanted)
    assert dialog.port.value() == taken


def test_a_password_is_hidden_and_the_deed_is_what_enter_means(dialog: ServerDialog) -> None:
    assert dialog.password.echoMode() is QLineEdit.EchoMode.Password
    assert dialog.test.isDefault()
    assert not any(one.autoDefault() for one in (dialog.cancel, dialog.choose_key, dialog.hosts))


@pytest.mark.parametrize(
    ("named", "attribute"),
    [
        ("name", "name"), ("user", "user"), ("key", "key"), ("port", "port"), ("host", "host"),
        ("", "host"), ("password", "password"), ("passphrase", "key"), ("labels", "labels"),
    ],
)  # fmt: skip
def test_a_fault_is_shown_below_its_field_which_gets_the_keyboard(
    dialog: ServerDialog, named: str, attribute: str
) -> None:
    field: QWidget = getattr(dialog, attribute)
    problem = odd(field=named, next=(Advice(say("Copy"), do.CopyPublicKey("x")),))
    dialog.complain_of(problem, keep_anyway=True)
    assert dialog.card is not None
    assert (field.hasFocus(), dialog.anyway.isVisible()) == (True, True)
    for _ in range(5):  # a layout inside a layout takes a turn for each
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()
    below = dialog.card.mapTo(dialog, dialog.card.rect().topLeft()).y()
    assert below > field.mapTo(dialog, field.rect().topLeft()).y()
    pressed: list[object] = []
    dialog.advised.connect(pressed.append)
    dialog.card.buttons[0].click()
    assert pressed == [do.CopyPublicKey("x")]
    dialog.be_ready()
    assert dialog.fault is None


def test_no_button_stands_beside_a_fault_for_what_has_a_field(dialog: ServerDialog) -> None:
    actions = (do.EnterPassword(), do.ChooseKey("x"), do.EditServer("x"), do.CopyPublicKey("x"))
    dialog.complain_of(odd(next=tuple(Advice(say("Do it"), one) for one in actions)))
    assert dialog.card is not None
    assert [one.action for one in dialog.card.problem.next] == [do.CopyPublicKey("x")]
    assert not dialog.anyway.isVisible()


def test_a_test_locks_the_fields_and_esc_stops_it_without_closing(
    dialog: ServerDialog,
) -> None:
    pressed: list[object] = []
    dialog.pressed.connect(pressed.append)
    dialog.host.setText("typed.example")
    dialog.say_testing(_WEB)
    assert (dialog.fields.isEnabled(), dialog.test.isEnabled()) == (False, False)
    assert dialog.state.text() == "Connecting to deploy@web1.example:2200…"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert pressed == [Press.STOP]
    assert dialog.isVisible()
    dialog.say_stopped()
    assert (dialog.fields.isEnabled(), dialog.host.text()) == (True, "typed.example")
    assert "Nothing was saved" in dialog.state.text()


def test_a_login_shows_neither_name_nor_labels_and_keeps_both(parent: QWidget) -> None:
    made = ServerDialog(parent, Purpose.LOG_IN, _WEB)
    made.open()
    assert (made.name.isVisible(), made.labels.isVisible()) == (False, False)
    assert (made.user.isVisible(), made.key.isVisible(), made.password.isVisible()) == (True,) * 3
    made.user.setText("root")
    assert made.profile() == replace(_WEB, user="root")


_SERVERS = (
    Profile(name="practice", host="10.0.0.9"),
    Profile(name="web1", host="web1.example", labels={"env": "prod", "role": "web"}),
    Profile(name="web2", host="10.1.0.2", user="deploy", labels={"env": "test"}),
    Profile(name="db1", host="db.example", labels={"env": "prod"}),
)


@pytest.fixture
def listed(qtbot: QtBot) -> ServerList:
    made = ServerList()
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    return made


def _names(listed: ServerList) -> list[str]:
    return [one.text(0) for one in listed.rows()]


def test_a_list_keeps_its_selection_and_says_how_each_server_was_found(
    listed: ServerList,
) -> None:
    now = time.time()
    seen = {
        "web1": LastSeen(
            address="root@web1.example", state=State.REACHED, tried=now, reached=now - 7500
        ),
        "web2": LastSeen(
            address="deploy@10.1.0.2", state=State.REFUSED, tried=now, reached=now - 3
        ),
    }
    listed.show_known(Known(servers=_SERVERS, seen=seen))
    assert listed.selected() == "practice"
    assert _names(listed) == ["Practice server", "web1 · prod", "web2 · test", "db1 · prod"]
    assert [one.text(2) for one in listed.rows()] == [
        "not tested", "reachable", "login refused", "not tested",
    ]  # fmt: skip
    assert [one.text(3) for one in listed.rows()] == [
        "never", "2 hours ago", "3 seconds ago", "never",
    ]  # fmt: skip
    assert listed.rows()[1].toolTip(3), "the exact moment is told on hover"
    listed.select("web2")
    listed.show_known(Known(servers=_SERVERS[1:], seen=seen))
    assert listed.selected() == "web2"
    listed.say_testing(["web2"])
    assert listed.rows()[1].text(2) == "testing…"
    listed.say_testing(())
    assert listed.rows()[1].text(2) == "login refused"
    listed.show_known(Known(servers=_SERVERS[:2], seen=seen))
    assert listed.selected() == "practice", "the first one, where the selected one is gone"


def test_servers_stand_in_groups_of_a_label_and_those_without_it_last(listed: ServerList) -> None:
    prod = Environment(name="prod", colour=Colour.RED)
    listed.show_known(Known(servers=_SERVERS, by="env", environments=(prod,)))
    assert [one.text(0) for one in listed.groups()] == [
        "prod · 2 servers", "test · 1 server", "without this label · 1 server",
    ]  # fmt: skip
    assert _names(listed) == ["web1", "db1", "web2", "Practice server"]
    assert not listed.groups()[0].icon(0).isNull()
    listed.setCurrentItem(listed.groups()[0])
    assert listed.selected() == ""
    listed.show_known(Known(servers=_SERVERS, by="role"))
    assert [one.text(0) for one in listed.groups()] == [
        "web · 1 server", "without this label · 3 servers",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("WEB", ["web1", "web2"]),
        ("10.", ["practice", "web2"]),
        ("deploy", ["web2"]),
        ("env=prod", ["web1", "db1"]),
        ("prod web", ["web1"]),
        ("nothing", []),
        (" ", ["practice", "web1", "web2", "db1"]),
    ],
)
def test_a_search_finds_by_name_address_user_and_label(words: str, found: list[str]) -> None:
    known = Known(servers=_SERVERS, search=words)
    assert [one.name for one in known.found()] == found


def _drop(listed: ServerList, place: QPointF) -> tuple[bool, Qt.DropAction]:
    dragged = QMimeData()  # which the event does not keep alive
    event = QDropEvent(
        place, Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, dragged,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ShiftModifier,  # by which a person asks Qt to move
    )  # fmt: skip
    listed.dropEvent(event)
    return event.isAccepted(), event.dropAction()


def test_a_server_is_dropped_on_another_group_alone_and_never_taken_out_of_the_list(
    listed: ServerList,
) -> None:
    moved: list[tuple[str, str]] = []
    listed.moved.connect(lambda *words: moved.append(words))
    listed.show_known(Known(servers=_SERVERS, by="env"))
    listed.select("web1")
    places = [QPointF(listed.visualItemRect(one).center()) for one in listed.groups()]
    assert not _drop(listed, places[0])[0]
    assert moved == [], "it is in this group already"
    dropped = _drop(listed, places[1])
    assert moved == [("web1", "test")]
    assert dropped == (True, Qt.DropAction.CopyAction), "Qt removes what is moved"
    _drop(listed, places[2])
    row = next(one for one in listed.rows() if one.text(0) == "web2")
    _drop(listed, QPointF(listed.visualItemRect(row).center()))
    assert moved[1:] == [("web1", ""), ("web1", "test")]
    listed.setCurrentItem(listed.groups()[0])
    _drop(listed, places[1])
    listed.show_known(Known(servers=_SERVERS))
    listed.select("web1")
    _drop(listed, QPointF(listed.visualItemRect(listed.rows()[2]).center()))
    assert len(moved) == 3, "neither a group nor a list without groups is moved in"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("purpose", Purpose)
def test_each_letter_leads_to_one_part_of_the_dialog(
    parent: QWidget, language: str, purpose: Purpose
) -> None:
    use_language(language)
    made = ServerDialog(parent, purpose, _WEB)
    made.open()
    made.anyway.show()
    parts: list[QAbstractButton | QLabel] = [
        *made.findChildren(QAbstractButton), *made.findChildren(QLabel),
    ]  # fmt: skip
    texts = [one.text().replace("&&", "") for one in parts if one.isVisible()]
    letters = [one[one.index("&") + 1].lower() for one in texts if "&" in one]
    assert len(letters) == len(set(letters)), sorted(letters)
    use_language("en")
