"""A deploy that was cut off, on the deploy page: its card, what the servers say, and both ways."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.actions import SettleFleet
from core.events import unheard
from core.operate import apart
from core.operate.apart import Place, Standing, Way
from core.servers.store import ServerStore
from core.service.journal import Begun, Journal, Meant, Stage
from core.service.results import Result
from tests.gui.conftest import ended
from tests.gui.made_up import (
    Answer,
    Door,
    Lines,
    answer,
    codes,
    idle,
    outcome,
    spawned,
    wrong,
)
from tests.gui.seen import card_at
from tests.gui.test_deploying import look, page
from tests.gui.test_main_window import project, window

if TYPE_CHECKING:
    from gui.pages.deploy import DeployPage

__all__ = ["look", "page", "project", "window"]  # fixtures

_NEW, _OLD = "2-bb", "1-aa"
_NAMES = ("web1", "web2")


@pytest.fixture
def cut(page: DeployPage) -> Begun:
    """Leave the note of a deploy that was cut off."""
    service = page.session.current.service
    assert service is not None
    begun = Begun(
        service=service.name,
        servers=tuple(Meant(server=one, release=_NEW, previous=_OLD) for one in _NAMES),
        stage=Stage.KEEPING,
        at="2026-11-30T12:03:00+01:00",
    )
    Journal(page.session.home).write(begun)
    page.finisher.offer()
    return begun


def stand(monkeypatch: pytest.MonkeyPatch, *ways: Way) -> None:
    """Let the first server run the new release, and the second the one before."""

    async def asked(line: object, _service: str, meant: Meant, *, report: object) -> Standing:
        del line, report
        first = meant.server == "web1"
        return Standing(
            server=meant.server,
            place=Place.NEW if first else Place.BEFORE,
            current=_NEW if first else _OLD,
            new=_NEW,
            before=_OLD,
            ways=frozenset(ways),
        )

    monkeypatch.setattr(apart, "ask", asked)


def settled(monkeypatch: pytest.MonkeyPatch, *results: Result) -> Answer:
    made = list(map(outcome, _NAMES, results))
    job = Answer(lambda _line, _service, where, _way, **_: made[_NAMES.index(where.server)])
    monkeypatch.setattr(apart, "settle", job)
    return job


@pytest.mark.parametrize(
    ("way", "title"),
    [
        (Way.FINISH, "Switch all servers to the new release of shop?"),
        (Way.RETURN, "Roll back all servers to the previous release of shop?"),
    ],
)
async def test_a_card_offers_both_ways_and_a_person_decides_by_what_the_servers_say(
    page: DeployPage, cut: Begun, monkeypatch: pytest.MonkeyPatch, way: Way, title: str
) -> None:
    page.show_problems(())
    page.enter()
    await idle(page)
    lines = Lines(monkeypatch)
    stand(monkeypatch, *Way)
    job = settled(monkeypatch, Result.DEPLOYED, Result.UNCHANGED)
    asked = answer(monkeypatch, "confirm", value=True)
    assert codes(page) == ["deploy_cut_off"]
    offered = [one.action for one in card_at(page).problem.next]
    assert offered == [
        SettleFleet(cut.service, _NAMES),
        SettleFleet(cut.service, _NAMES, back=True),
    ]
    page.carry_out(SettleFleet(cut.service, _NAMES, back=way is Way.RETURN))
    await idle(page)
    ((_, said, stands),) = asked.asked
    assert str(said) == title
    assert str(stands) == (
        f"web1: runs the new release {_NEW}\nweb2: runs the previous release, {_OLD}"
    )
    assert [words[3] for words in job.asked] == [way, way]
    assert codes(page) == []
    assert sorted(page.session.current.outcomes) == ["web1", "web2"]
    assert (lines.names, lines.open) == (["web1", "web2"], [])


async def test_who_thinks_better_of_it_keeps_the_card(
    page: DeployPage, cut: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    Lines(monkeypatch)
    stand(monkeypatch, *Way)
    job = settled(monkeypatch, Result.DEPLOYED, Result.DEPLOYED)
    answer(monkeypatch, "confirm", value=False)
    assert await ended(page.finisher.settle(SettleFleet(cut.service, _NAMES))) == ()
    assert (job.asked, codes(page)) == ([], ["deploy_cut_off"])


async def test_where_it_cannot_be_or_nobody_answers_the_page_says_why(
    page: DeployPage, cut: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = Lines(monkeypatch)
    stand(monkeypatch, Way.RETURN)
    asked = answer(monkeypatch, "confirm", value=True)
    settle = page.finisher.settle
    assert await ended(settle(SettleFleet(cut.service, _NAMES))) == ()
    assert (asked.asked, codes(page)) == ([], ["release_not_kept", "deploy_cut_off"])
    door = Door(fails=wrong("still_changing"))
    monkeypatch.setattr("core.usecases.finishing.look", door)
    assert await ended(settle(SettleFleet(cut.service, _NAMES))) == ()
    assert codes(page) == ["still_changing", "deploy_cut_off"]
    lines.down = ("web2",)
    assert await ended(settle(SettleFleet(cut.service, _NAMES))) == ()
    assert codes(page) == ["down_web2", "deploy_cut_off"]


async def test_a_server_that_was_removed_is_named_and_the_others_are_settled_knowingly(
    page: DeployPage, cut: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    Lines(monkeypatch)
    ServerStore(page.session.home).remove("web1")
    stand(monkeypatch, Way.FINISH, Way.RETURN)
    job = settled(monkeypatch, Result.UNCHANGED, Result.DEPLOYED)
    answer(monkeypatch, "confirm", value=True)
    await spawned(page, page.finisher.settle(SettleFleet(cut.service, _NAMES)))
    assert (codes(page), job.asked) == (["fleet_server_gone"], [])
    alone = card_at(page).problem.next[1].action
    assert alone == SettleFleet(cut.service, ("web2",))
    await ended(page.finisher.settle(alone))
    assert [one[0].profile.name for one in job.asked] == ["web2"]
    assert Journal(page.session.home).found(report=unheard) == ()


async def test_of_another_projects_service_the_rows_say_nothing(
    page: DeployPage, cut: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    Lines(monkeypatch)
    stand(monkeypatch, *Way)
    settled(monkeypatch, Result.DEPLOYED, Result.DEPLOYED)
    answer(monkeypatch, "confirm", value=True)
    Journal(page.session.home).write(replace(cut, service="other"))
    page.carry_out(SettleFleet("other", _NAMES))
    await idle(page)
    assert page.session.current.outcomes == {}
