"""A domain with HTTPS before the service, from a server's menu: asked first, and told after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.service.fronted import Certificate, Fronted, Site
from core.usecases import fronting
from core.words import say
from gui.pages.deploy import DeployPage
from gui.widgets.server.server_row import Wish
from gui.widgets.service.front_dialog import FrontDialog
from tests.gui.conftest import ended, until
from tests.gui.made_up import (
    Answer,
    Door,
    Lines,
    codes,
    idle,
    opened,
    spawned,
    status,
    three_servers,
    wrong,
)
from tests.gui.seen import page_at
from tests.gui.test_main_window import project, window

if TYPE_CHECKING:
    from core.project.model import Project
    from gui.shell.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures

SITE = Site(domain="a.example", service="web", port=80)
GOOD = Fronted(site=SITE, certificate=Certificate(issuer="CA", days_left=80))
ENDS = Fronted(
    site=SITE, certificate=Certificate(issuer="CA", days_left=3, problem=say("It ends."))
)
PAST = Fronted(site=SITE, certificate=GOOD.certificate, problem=say("It leads past it."))
NONE = Fronted(site=SITE, certificate=Certificate(problem=say("There is none.")))


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Lines:
    return Lines(monkeypatch)


@pytest.fixture
def page(window: MainWindow, project: Project, lines: Lines) -> DeployPage:
    """Make the page with three servers and a service named shop."""
    del lines
    opened(window, project)
    three_servers(window)
    page = page_at(window, DeployPage)
    page.refresh()
    return page


async def _dialog(page: DeployPage) -> FrontDialog:
    await until(lambda: [one for one in page.findChildren(FrontDialog) if one.isVisible()])
    return next(one for one in page.findChildren(FrontDialog) if one.isVisible())


@pytest.mark.parametrize(("came", "problems"), [(GOOD, []), (NONE, ["certificate_missing"])])
async def test_a_domain_is_put_before_the_service_once_it_can_be_one(
    page: DeployPage,
    monkeypatch: pytest.MonkeyPatch,
    lines: Lines,
    came: Fronted,
    problems: list[str],
) -> None:
    listed, door = Answer((GOOD, ENDS, NONE, PAST)), Door((came,))
    monkeypatch.setattr(fronting, "listed", listed)
    monkeypatch.setattr(fronting, "front", door)
    seen = Answer(status(release="2-bb", domains=(came,)))
    monkeypatch.setattr("core.usecases.operating.look", seen)
    told: list[str] = []
    page.told.connect(lambda text: told.append(str(text)))
    page.session.change(statuses={"web1": status(addresses=("http://10.0.0.5:8080/",))})
    page.refresh()
    page.runner.stop = page.stop
    page.servers.rows["web1"].front.offer.click()
    dialog = await _dialog(page)
    assert dialog.windowTitle() == "Domain and HTTPS on web1"
    assert [row.text() for row in dialog.rows] == [
        "✓ a.example → web · certificate of CA, 80 more days",
        "! a.example → web · certificate of CA · It ends.",
        "✗ a.example → web · There is none.",
        "✗ a.example → web · It leads past it.",
    ]
    dialog.domain.setText("https://a.example")
    dialog.accept()
    assert (dialog.isVisible(), "is not a domain" in dialog.fault.text()) == (True, True)
    dialog.domain.setText("b.example")
    dialog.accept()
    await idle(page)
    ((home, line, wish),) = door.asked
    assert (home, line.profile.name) == (page.session.home, "web1")
    assert wish == fronting.FrontWish(domains=("b.example",), service="shop")
    assert (codes(page), lines.open) == (problems, [])
    front = page.servers.rows["web1"].front
    assert [address.text() for address, _ in front.rows] == ["https://a.example"]
    assert told == ([] if problems else ["https://a.example is ready."])


async def test_nothing_is_done_without_a_word_or_where_it_fails(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, lines: Lines, window: MainWindow
) -> None:
    listed, door = Answer(()), Door(fails=wrong("front_ports_taken"))
    monkeypatch.setattr(fronting, "listed", listed)
    monkeypatch.setattr(fronting, "front", door)
    monkeypatch.setattr("core.usecases.operating.look", Answer(status()))
    asking = window.runner.spawn(page.operator.grant("web1", Wish.FRONT))
    (await _dialog(page)).reject()
    await ended(asking)
    assert (door.asked, codes(page)) == ([], [])
    asking = window.runner.spawn(page.operator.grant("web1", Wish.FRONT))
    dialog = await _dialog(page)
    dialog.domain.setText("b.example")
    dialog.accept()
    await ended(asking)
    assert (codes(page), lines.open) == (["front_ports_taken"], [])
    listed.fails = wrong("sudo_not_allowed")
    await spawned(page, page.operator.grant("web1", Wish.FRONT))
    assert (codes(page), lines.open) == (["sudo_not_allowed"], [])
