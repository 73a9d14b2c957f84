"""What a server's row says of domains: how they stand, or the step to the first one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.service.fronted import Certificate, Fronted, Site
from core.words import say
from gui.widgets.service.front_lines import FrontLines
from tests.gui.made_up import odd, status

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from core.service.results import Status

AT = ("http://10.0.0.5:8080/", "http://10.0.0.5:9090/")


def domain(name: str, certificate: Certificate) -> Fronted:
    return Fronted(site=Site(domain=name, service="web", port=8080), certificate=certificate)


GOOD = domain("a.example", Certificate(issuer="CA", days_left=80))
ENDS = domain("b.example", Certificate(issuer="CA", days_left=9, problem=say("It ends.")))
NONE = domain("c.example", Certificate(problem=say("There is none.")))
HIDDEN = domain("d.example", Certificate(known=False, problem=say("Only root may see it.")))


@pytest.fixture
def lines(qtbot: QtBot) -> FrontLines:
    made = FrontLines()
    qtbot.addWidget(made)
    return made


def test_each_domain_has_its_words_and_its_colour_and_opens(
    lines: FrontLines, qtbot: QtBot
) -> None:
    lines.show_status(status(domains=(GOOD, ENDS, NONE, HIDDEN), addresses=AT))
    assert [(state.objectName(), state.text()) for _, state in lines.rows] == [
        ("good", "✓ certificate of CA, 80 more days"),
        ("warning", "! certificate of CA · It ends."),
        ("wrong", "✗ There is none."),
        ("muted", "? Only root may see it."),
    ]
    assert lines.rows[0][0].text() == "https://a.example"
    with qtbot.waitSignal(lines.open_wanted) as opened:
        lines.rows[1][0].click()
    assert opened.args == ["https://b.example"]
    assert (lines.isVisible(), lines.offer.isVisibleTo(lines)) == (True, False)
    lines.show_status(status(domains=(GOOD,)))
    assert [address.text() for address, _ in lines.rows] == ["https://a.example"]


def test_a_service_without_a_domain_is_offered_one(lines: FrontLines, qtbot: QtBot) -> None:
    lines.show_status(status(addresses=AT))
    assert lines.where.text() == "Running on http://10.0.0.5:8080/."
    with qtbot.waitSignal(lines.wanted):
        lines.offer.click()
    assert not lines.unknown.isVisibleTo(lines)


@pytest.mark.parametrize(
    "found",
    [
        None,
        status(),
        status(addresses=AT, release=""),
        status(addresses=AT, active="failed"),
        status(addresses=("https://10.0.0.5:8443/",)),
        status(addresses=("tcp://10.0.0.5:6379",)),
        status(domains=odd()),
    ],
)
def test_nothing_is_said_where_no_domain_could_be(lines: FrontLines, found: Status | None) -> None:
    lines.show_status(status(domains=(GOOD,)))
    lines.show_status(found)
    assert not lines.isVisible()


def test_domains_that_nobody_could_see_are_not_known(lines: FrontLines) -> None:
    problem = odd()
    lines.show_status(status(domains=problem, addresses=AT))
    assert lines.unknown.text() == f"? {problem.what} {problem.why}"
    assert (lines.isVisible(), lines.offer.isVisibleTo(lines)) == (True, False)
