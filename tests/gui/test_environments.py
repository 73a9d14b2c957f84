"""An environment is described on the page of the servers: color, protection, and who is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from core.events import unheard
from core.journey import Stop
from core.usecases import guarding, servers
from core.usecases.guarding import Colour, Environment
from gui.pages.servers import ServersPage
from gui.widgets.server.environments_dialog import EnvironmentsDialog
from tests.gui.conftest import until
from tests.gui.made_up import idle, three_servers
from tests.gui.seen import page_at
from tests.gui.test_main_window import window

if TYPE_CHECKING:
    from gui.shell.main_window import MainWindow

__all__ = ["window"]  # a fixture


@pytest.fixture
def page(window: MainWindow) -> ServersPage:
    three_servers(window)
    window.show_stop(Stop.SERVERS)
    return page_at(window, ServersPage)


async def _opened(page: ServersPage) -> EnvironmentsDialog:
    page.card.environments.trigger()
    await until(lambda: [one for one in page.findChildren(EnvironmentsDialog) if one.isVisible()])
    return next(one for one in page.findChildren(EnvironmentsDialog) if one.isVisible())


def _mark(dialog: EnvironmentsDialog, name: str, *, inside: bool) -> None:
    for place in range(dialog.inside.count()):
        item = dialog.inside.item(place)
        if item.data(Qt.ItemDataRole.UserRole) == name:
            item.setCheckState(Qt.CheckState.Checked if inside else Qt.CheckState.Unchecked)


async def test_a_first_environment_is_described_and_servers_are_put_into_it(
    page: ServersPage,
) -> None:
    home, told = page.session.home, []
    page.told.connect(lambda text: told.append(str(text)))
    dialog = await _opened(page)
    assert [dialog.name.itemText(n) for n in range(dialog.name.count())] == [
        "production",
        "staging",
    ]
    assert (dialog.colour.currentData(), dialog.protected.isChecked()) == ("red", False)
    dialog.protected.setChecked(True)
    assert dialog.chip.text == "production · protected"
    assert dialog.save.toolTip() == (
        "In a terminal: goferry server environment production --colour red --protected"
    )
    for name in ("web1", "web2"):
        _mark(dialog, name, inside=True)
    dialog.accept()
    await idle(page)
    assert guarding.environments_here(home, ()) == (
        Environment(name="production", colour=Colour.RED, protected=True),
    )
    labels = {one.name: dict(one.labels) for one in page.session.current.servers}
    assert labels == {"web1": {"env": "production"}, "web2": {"env": "production"}, "web3": {}}
    assert page.card.servers.groups()[0].text(0) == "production · 2 servers"
    assert told == ["Saved the environment production."]


async def test_a_known_environment_is_shown_as_it_is_and_changed(page: ServersPage) -> None:
    home = page.session.home
    guarding.describe(home, "prod", colour=Colour.VIOLET, protected=True)
    servers.label(home, "web1", {"env": "prod", "region": "east"}, report=unheard)
    servers.label(home, "web2", {"env": "lab"}, report=unheard)
    page._reload()
    dialog = await _opened(page)
    assert dialog.environment() == Environment(name="prod", colour=Colour.VIOLET, protected=True)
    assert dialog.servers() == ("web1",)
    texts = [dialog.inside.item(n).text() for n in range(3)]
    assert texts == ["web1", "web2 (now in lab)", "web3"]
    dialog.name.setEditText("lab")
    assert (dialog.environment(), dialog.servers()) == (
        Environment(name="lab", colour=Colour.GREY),
        ("web2",),
    )
    dialog.name.setEditText("")
    assert (dialog.save.isEnabled(), dialog.chip.isHidden()) == (False, True)
    dialog.name.setEditText("prod")
    dialog.colour.setCurrentIndex(dialog.colour.findData("green"))
    dialog.protected.setChecked(False)
    assert "--colour green --open" in dialog.save.toolTip()
    _mark(dialog, "web1", inside=False)
    _mark(dialog, "web3", inside=True)
    dialog.accept()
    await idle(page)
    labels = {one.name: dict(one.labels) for one in page.session.current.servers}
    assert labels == {"web1": {"region": "east"}, "web2": {"env": "lab"}, "web3": {"env": "prod"}}
    assert guarding.environments_here(home, ()) == (
        Environment(name="prod", colour=Colour.GREEN, protected=False),
    )


async def test_a_name_that_cannot_be_stays_in_the_dialog(page: ServersPage) -> None:
    dialog = await _opened(page)
    dialog.name.setEditText("a b")
    _mark(dialog, "web1", inside=True)
    dialog.accept()
    await until(dialog.fault.isVisible)
    assert dialog.fault.text().startswith("This name cannot be used for an environment.")
    dialog.reject()
    await idle(page)
    assert [dict(one.labels) for one in page.session.current.servers] == [{}, {}, {}]


async def test_without_a_server_there_is_no_environment_to_describe(window: MainWindow) -> None:
    for one in window.session.current.servers:
        servers.forget(window.session.home, one.name, report=unheard)
    window.session.reload_servers()
    window.show_stop(Stop.SERVERS)
    assert not page_at(window, ServersPage).card.environments.isEnabled()
