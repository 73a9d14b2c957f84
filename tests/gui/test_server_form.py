"""The form for a server and the list of them, by themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QSpinBox

from core.ssh.profile import Profile
from core.words import say
from gui.widgets.server.server_form import ServerForm
from gui.widgets.server.server_list import ServerList
from tests.gui.made_up import facts
from tests.gui.seen import row_at

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def form(qtbot: QtBot) -> ServerForm:
    made = ServerForm()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_form_hands_on_what_stands_in_it_and_keeps_what_it_does_not_show(
    form: ServerForm,
) -> None:
    added: list[Profile] = []
    edited: list[tuple[str, Profile]] = []
    form.added.connect(added.append)
    form.edited.connect(lambda *words: edited.append(words))
    form.host.setText(" web.example ")
    form.key.setText(" ~/.ssh/id ")
    form.host.returnPressed.emit()
    usual = Profile(name="web.example", host="web.example", key="~/.ssh/id")
    assert added == [usual]
    assert (usual.user, usual.port) == ("root", 22)
    known = replace(usual, name="till", labels={"eu": "1"}, port=2200)
    form.edit(known)
    assert (form.hosts.isVisible(), form.leave.isVisible()) == (False, True)
    assert form.labels.text() == "eu=1"
    form.labels.setText(" env=prod, eu=2 ")
    form.name.setText("till2")
    form.add.click()
    assert edited == [("till", replace(known, name="till2", labels={"env": "prod", "eu": "2"}))]
    form.fill(known)
    form.add.click()
    assert added[-1] == known


@pytest.mark.parametrize(
    ("typed", "name"), [("web1.example.com", "web1"), ("10.0.0.7", "10.0.0.7"), ("web", "web")]
)
def test_a_name_is_suggested_until_somebody_types_one(
    form: ServerForm, typed: str, name: str
) -> None:
    form.host.textEdited.emit(typed)
    assert form.name.text() == name
    form.name.setText("mine")
    form.name.setModified(True)
    form.host.textEdited.emit(typed)
    assert form.name.text() == "mine"


@pytest.mark.parametrize(("wanted", "taken"), [(0, 1), (1, 1), (65535, 65535), (65536, 65535)])
def test_a_port_is_one_of_tcp(form: ServerForm, wanted: int, taken: int) -> None:
    assert isinstance(form.port, QSpinBox)
    form.port.setValue(wanted)
    assert form.port.value() == taken


def test_a_problem_finds_its_field(form: ServerForm) -> None:
    fields = {name: form.field(name) for name in ("name", "user", "key", "port", "host", "")}
    assert fields == {
        "name": form.name,
        "user": form.user,
        "key": form.key,
        "port": form.port,
        "host": form.host,
        "": form.host,
    }


def test_a_list_keeps_its_selection_and_says_what_is_known(qtbot: QtBot) -> None:
    made = ServerList()
    qtbot.addWidget(made)
    names = ("practice", "web1", "web2", "web3")
    servers = tuple(Profile(name=name, host="x.example") for name in names)
    known = {"web1": facts(os=""), "web2": facts(os="", kernel=""), "web3": facts()}
    made.show_servers(servers, known)
    assert made.selected() == "practice"
    made.select("web2")
    made.show_servers(servers[1:], known)
    assert made.selected() == "web2"
    rows = [row_at(made, row) for row in range(3)]
    assert [one.text(2) for one in rows] == ["✓ 6.1", "✓ its system is not known", "✓ Debian 12"]
    made.say("web1", say("Connecting…"))
    assert rows[0].text(2) == "Connecting…"
    made.say("web1", None)
    assert rows[0].text(2) == "✓ 6.1"
    made.show_servers((servers[0],), {})
    assert (row_at(made, 0).text(0), row_at(made, 0).text(2)) == (
        "Practice server",
        "not tested yet",
    )
