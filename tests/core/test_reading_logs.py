"""A log of several servers over cut lines: it goes on where it was, and says what happened."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

import pytest

from core.events import Noticed, unheard
from core.problems import ProblemError
from core.usecases import reading_logs
from core.usecases.reading_logs import wish_of
from tests.made_up import Server, problem, record_of, refusal
from tests.made_up_clock import at_once, now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.events import Event, ServiceLine
    from core.problems import Problem
    from core.usecases.connecting import Connector
    from tests.made_up import Answer

LOST = problem("connection_lost")


class _Doors:
    """A connector to made-up servers; `again` is what each later try brings."""

    def __init__(self, *first: Server, again: Sequence[Server | Problem] = ()) -> None:
        self.first, self.again = first, list(again)
        self.tried: list[float] = []

    async def connect_all(self, *_: object) -> tuple[Server, ...]:
        return self.first

    def unattended(self) -> _Doors:
        return self

    async def connect(self, _server: object) -> Server:
        self.tried.append(now())
        found = self.again.pop(0) if len(self.again) > 1 else self.again[0]
        if isinstance(found, Server):
            return found
        raise ProblemError(found)


def read(doors: _Doors, *, enough: int = 0, **wish: Any) -> list[str]:  # noqa: ANN401 - of `wish_of`
    """Return what is told: lines by server and text, and what is noticed by its code."""
    told: list[str] = []
    tasks: list[asyncio.Future[None]] = []

    def tell(word: str) -> None:
        told.append(word)
        if len(told) == enough:
            tasks[0].cancel()

    def take(line: ServiceLine) -> None:
        tell(f"{line.server}:{line.text}")

    def report(event: Event) -> None:
        assert isinstance(event, Noticed)
        tell(f"{event.server}!{event.problem.code}")

    async def whole() -> None:
        wanted = wish_of(services=("web",), **wish)
        servers = tuple(one.profile for one in doors.first)
        doing = reading_logs.read(
            cast("Connector", doors), servers, wanted, take=take, report=report
        )
        tasks.append(asyncio.ensure_future(doing))
        with suppress(asyncio.CancelledError):
            await tasks[0]

    at_once(whole(), most=1000)
    return told


def entry(number: int) -> str:
    return json.dumps({
        "__CURSOR": f"c{number}",
        "__REALTIME_TIMESTAMP": str(number * 1_000_000),
        "_SYSTEMD_UNIT": "web.service",
        "MESSAGE": f"{number}",
    })  # fmt: skip


def server(*answers: Answer, name: str = "web1") -> Server:
    return Server(record_of(), ("root:", list(answers)), name=name)


def test_a_line_that_is_cut_is_taken_up_where_it_ended_and_both_is_told() -> None:
    doors = _Doors(
        server(entry(1), entry(2), LOST),
        again=[LOST, server(f"{entry(2)}\n{entry(3)}", f"{entry(3)}\n{entry(4)}")],
    )
    assert read(doors, enough=6, follow=True) == [
        "web1:1",
        "web1:2",
        "web1!log_cut_off",
        "web1!log_reconnected",
        "web1:3",
        "web1:4",
    ]
    assert doors.tried == [1.0, 3.0]


def test_a_server_that_stays_away_is_asked_less_and_less_often_and_holds_up_nobody() -> None:
    gone = server(entry(1), LOST)
    other = server(entry(2), *(entry(n) for n in range(3, 9)), name="web2")
    doors = _Doors(gone, other, again=[problem("server_unreachable")])
    told = read(doors, enough=9, follow=True)
    assert told[:2] == ["web1:1", "web2:2"]
    assert [one for one in told if "!" in one] == ["web1!log_cut_off"]
    lasting = _Doors(gone, again=[problem("server_unreachable")] * 8 + [server(entry(9))])
    gone.answers[-1] = ("root:", [entry(1), LOST])
    read(lasting, enough=4, follow=True)
    pauses = [b - a for a, b in zip(lasting.tried, lasting.tried[1:], strict=False)]
    assert pauses == [2, 4, 8, 16, 30, 30, 30, 30]


def test_where_nothing_is_followed_the_end_is_not_waited_for_for_ever() -> None:
    doors = _Doors(server(LOST), again=[LOST])
    assert refusal(lambda: read(doors)).code == "connection_lost"
    assert len(doors.tried) == 5


def test_what_was_cut_while_it_was_read_is_read_to_its_end() -> None:
    second = server(f"{entry(1)}\n{entry(2)}")
    doors = _Doors(server(LOST), again=[second])
    assert read(doors) == ["web1!log_cut_off", "web1!log_reconnected", "web1:1", "web1:2"]
    assert second.closed == 1


def test_a_server_that_shows_another_key_meanwhile_is_left_alone() -> None:
    doors = _Doors(server(entry(1), LOST), again=[problem("host_key_changed")])
    assert refusal(lambda: read(doors, follow=True)).code == "host_key_changed"
    assert len(doors.tried) == 1


def test_one_that_gives_out_no_log_is_told_at_once_and_the_others_go_on() -> None:
    closed = Server(record_of(), ("root:", problem("record_newer")), name="web2")
    doors = _Doors(server(entry(1), entry(2)), closed)
    assert read(doors, enough=3, follow=True) == ["web2!record_newer", "web1:1", "web1:2"]
    none = Server(("service.json; code=", problem("service_not_found")))
    assert refusal(lambda: read(_Doors(none))).code == "service_not_found"


def test_lines_of_two_servers_come_in_the_order_of_time() -> None:
    left = server("\n".join(map(entry, (1, 4, 5))))
    right = server("\n".join(map(entry, (2, 3, 6))), name="web2")
    told = read(_Doors(left, right))
    assert told == ["web1:1", "web2:2", "web2:3", "web1:4", "web1:5", "web2:6"]
    assert read(_Doors(left, right), level="error") == []
    assert read(_Doors(left, right), grep="[34]") == ["web2:3", "web1:4"]


def test_a_reader_that_has_gone_ends_it_and_no_server_is_blamed() -> None:
    def take(_: ServiceLine) -> None:
        raise BrokenPipeError

    async def whole() -> None:
        doors = _Doors(server(entry(1), entry(2)))
        await reading_logs.read(
            cast("Connector", doors),
            (doors.first[0].profile,),
            wish_of(services=("web",), follow=True),
            take=take,
            report=unheard,
        )

    with pytest.raises(BrokenPipeError):
        at_once(whole())
