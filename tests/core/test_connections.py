"""Connections that outlast a change: told beforehand, counted while the server looked, and said."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.cli.deploy import ended as told_by_commands
from core.deploy.preflight import notes
from core.servers.listeners import connections
from core.service import record
from core.service.layout import Layout
from core.service.model import Kind, Mode
from core.service.results import Cut
from core.service.reverting import STOP, change
from core.service.unit import units
from tests.made_up import whole
from tests.made_up_case import GOOD, case
from tests.made_up_clock import leap
from tests.made_up_deploy import WEB, MadeUp, ended, session

if TYPE_CHECKING:
    from core.problems import Problem

_FINISH = "Requests in progress have up to 30 s to finish. Then they are cut. "


def judged(
    open_now: dict[int, int] | None, *, before: dict[str, Any], now: dict[str, Any], text: str = ""
) -> dict[str, Problem]:
    """Judge a deploy over a service that runs as `before`; return its notes by their codes."""
    there = {
        "current": "1-a", "unit_state": "active",
        "texts": {Layout("web").record: text or record.text(replace(GOOD.service, **before))},
    }  # fmt: skip
    found = notes(case(there=there, service=now, facts={"connections": open_now}))
    return {one.code: one for one in found}


@pytest.mark.parametrize(
    ("before", "now", "why"),
    [
        ({}, {}, f"{_FINISH}New requests are refused meanwhile."),
        ({"mode": Mode.SOCKET}, {"mode": Mode.SOCKET}, f"{_FINISH}New requests wait meanwhile."),
        (
            {"mode": Mode.SHARED},
            {"mode": Mode.SHARED},
            f"{_FINISH}The new release takes new requests meanwhile.",
        ),
        ({}, {"drain": 90}, f"{_FINISH.replace('30', '90')}New requests are refused meanwhile."),
        # another mode, port or further port: all is stopped first
        ({}, {"mode": Mode.SHARED}, f"{_FINISH}New requests are refused meanwhile."),
        (
            {"mode": Mode.SHARED, "port": 8080},
            {"mode": Mode.SHARED, "port": 9000},
            f"{_FINISH}New requests are refused meanwhile.",
        ),
        *(
            ({"mode": Mode.PROXY}, {"mode": mode},
             "In mode proxy, all are cut when the new release takes over.")
            for mode in (Mode.PROXY, Mode.RESTART)
        ),
    ],
)  # fmt: skip
def test_how_many_are_open_and_what_becomes_of_them_is_told_beforehand(
    before: dict[str, Any], now: dict[str, Any], why: str
) -> None:
    found = judged({8080: 3, 9000: 5}, before=before, now=now)["connections_open"]
    assert (str(found.what), str(found.why)) == ("3 connections to web are open now.", why)
    one = judged({8080: 1}, before=before, now=now)["connections_open"]
    assert str(one.what) == "One connection to web is open now."


def test_those_of_further_ports_count_too_and_datagrams_are_none() -> None:
    ports = {"ports": ("a=9090", "b=53/udp")}
    found = judged({8080: 1, 9090: 2, 53: 4}, before=ports, now=ports)["connections_open"]
    assert str(found.what) == "3 connections to web are open now."


@pytest.mark.parametrize(
    ("found", "before", "text", "unknown"),
    [
        ({8080: 0}, {}, "", False),
        (None, {}, "", True),
        ({}, {}, "", True),  # nobody listens on the port where it should
        ({8080: 3}, {}, "{", True),  # nobody knows on which ports it runs
        (None, {"kind": Kind.WORKER}, "", False),
    ],
)
def test_none_is_no_news_and_what_nobody_could_count_is_unknown(
    found: dict[int, int] | None,
    before: dict[str, Any],
    text: str,
    unknown: bool,  # noqa: FBT001 - a column of the table
) -> None:
    told = judged(found, before=before, now=before, text=text)
    assert "connections_open" not in told
    assert ("not_looked_at" in told) is unknown
    if unknown:
        what = "How many connections are open to the service is not known."
        assert str(told["not_looked_at"].what) == what


@pytest.mark.parametrize("there", [{"current": ""}, {"unit_state": "inactive"}])
def test_where_nothing_runs_nothing_is_said(there: dict[str, Any]) -> None:
    judged = case(
        there={"current": "1-a", "unit_state": "active", **there}, facts={"connections": None}
    )
    assert {one.code for one in notes(judged)} <= {"restart_costs_requests"}


def test_the_server_s_numbers_are_read_and_one_that_was_cut_off_is_not() -> None:
    assert connections("1F90=3;0050=0;01BB=1") == {8080: 3, 80: 0}
    assert connections("") == {}


@pytest.mark.parametrize(
    ("cut", "words"),
    [
        (Cut(), "No connection was cut."),
        (Cut(seconds=30), "No connection was cut."),
        (Cut(count=1, seconds=30), "One connection was still open after 30 s and was cut."),
        (Cut(count=2, seconds=30), "2 connections were still open after 30 s and were cut."),
        (Cut(count=1), "One connection was open, and ended with the old release."),
        (Cut(count=2), "2 connections were open, and ended with the old release."),
        (Cut(staying=1), "One connection that was opened meanwhile can still finish."),
        (
            Cut(count=2, seconds=5, staying=3),
            (
                "2 connections were still open after 5 s and were cut. 3 connections "
                "that were opened meanwhile can still finish."
            ),
        ),
    ],
)
def test_the_end_tells_no_more_than_what_was_seen(cut: Cut, words: str) -> None:
    assert str(cut.words) == words


@pytest.mark.parametrize(
    ("lines", "cut"),
    [
        ((), None),
        (('{"cut":0,"after":0}',), Cut()),
        (('{"cut":2,"after":30}',), Cut(count=2, seconds=30)),
        (
            ('{"cut":2,"after":0}', '{"cut":1,"after":4}', '{"staying":3}'),
            Cut(count=3, seconds=4, staying=3),
        ),
        (('{"cut":"many","after":-1}',), Cut()),
    ],
)
def test_all_that_a_change_cut_is_told_at_its_end(lines: tuple[str, ...], cut: Cut | None) -> None:
    server = MadeUp()
    server.story = [*lines, ended("stopped")]
    _, outcome = leap(whole(change, session(server), WEB, STOP))
    assert outcome.cut == cut
    answer = told_by_commands([outcome])
    (fields,) = answer.fields["servers"]
    if cut is None:
        assert "connections_cut" not in json.dumps(answer.fields), "nobody looked"
    else:
        assert (fields["connections_cut"], fields["connections_staying"]) == (
            cut.count, cut.staying,
        )  # fmt: skip
        assert str(cut.words) in answer.lines[0]


def test_the_time_to_finish_is_for_releases_at_work_alone() -> None:
    service = replace(WEB, mode=Mode.SHARED, drain=90)
    times = {
        file.path.rpartition("/")[2]: [
            line for line in file.content.splitlines() if line.startswith("TimeoutStopSec=")
        ]
        for file in units(service)
    }
    assert times["web.service"] == times["web-next@.service"] == ["TimeoutStopSec=90"]
    assert times["web-try@.service"] == times["web-run@.service"] == ["TimeoutStopSec=30"]
