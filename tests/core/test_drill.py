"""Load and drill: every request is counted, a server's fault is a lost one, and all comes back."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.events import StepFinished, StepStarted
from core.operate.drill import Drill, drill
from core.operate.load import Aim, Load, Tally
from tests.made_up import Server, problem, record_of, refusal, whole
from tests.made_up_clock import at_once, pass_time

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from core.events import Event

OK = b"HTTP/1.1 200 OK\r\nX-Release: 7-abc\r\nContent-Length: 2\r\n\r\nhi"


def status(code: int) -> bytes:
    return f"HTTP/1.1 {code} So\r\nContent-Length: 0\r\n\r\n".encode()


class Web:
    """A web service in this process: what it answers, and what it was asked."""

    def __init__(self, answer: Callable[[], bytes] | bytes = OK, *, after: float = 0.0) -> None:
        self.answer = answer
        self.after = after
        self.asked: list[str] = []
        self.connections = 0
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                self.asked.append(head.decode())
                await asyncio.sleep(self.after)
                answer = self.answer() if callable(self.answer) else self.answer
                writer.write(answer)
                if not answer.endswith(b"hi") and b"Content-Length: 0" not in answer:
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Aim]:
        server = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield Aim(host="127.0.0.1", port=self.port, path="/health", rate=50)
        finally:
            server.close()


def once(web: Web, **aim: Any) -> Tally:  # noqa: ANN401 - fields of an Aim
    async def asked() -> Tally:
        async with web.running() as usual:
            return await Load(replace(usual, **aim)).once()

    return at_once(asked())


def loaded(web: Web, seconds: float, **aim: Any) -> Tally:  # noqa: ANN401 - the same
    async def asked() -> Tally:
        async with web.running() as usual:
            load = Load(replace(usual, **aim))
            load.start()
            await asyncio.sleep(seconds)
            return await load.stop()

    return at_once(asked(), most=10.0)


@pytest.mark.parametrize(
    ("answer", "lost"),
    [
        (OK, {}),
        (status(301), {}),
        (status(404), {}),
        (status(499), {}),
        (status(500), {"500": 1}),
        (status(503), {"503": 1}),
        (b"", {"IncompleteReadError": 1}),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", {"IncompleteReadError": 1}),
        (b"HTTP/1.1 2OO OK\r\n\r\n", {"ValueError": 1}),
        (b"bye\r\n\r\n", {"IndexError": 1}),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000 + b"\r\n\r\n", {"LimitOverrunError": 1}),
    ],
)
def test_what_is_no_answer_or_a_servers_fault_is_lost(answer: bytes, lost: dict[str, int]) -> None:
    found = once(Web(answer))
    assert (found.sent, dict(found.lost)) == (1, lost)
    assert found.lost_requests == len(lost)


def test_a_closed_port_loses_the_request() -> None:
    async def asked() -> Tally:
        async with Web().running() as aim:
            pass
        return await Load(aim).once()

    found = at_once(asked())
    assert (found.sent, found.lost_requests, found.slowest) == (1, 1, 0.0)


@pytest.mark.parametrize(("after", "lost"), [(29.9, 0), (30.1, 1)])
def test_an_answer_may_take_half_a_minute(after: float, lost: int) -> None:
    found = once(Web(after=after))
    assert found.lost_requests == lost
    assert found.slowest == (pytest.approx(after) if not lost else 0.0)


def test_the_rate_is_kept_and_each_answer_counted_once() -> None:
    web = Web()
    found = loaded(web, 4.0)
    assert 199 <= found.sent <= 202
    assert found.sent == len(web.asked)
    assert found.lost_requests == 0
    assert found.by_release == {"7-abc": found.sent}
    assert 199 <= loaded(Web(after=0.5), 4.0).sent <= 202, "though each answer takes its time"


def test_the_slowest_and_the_sick_answers_are_told() -> None:
    answers = iter([status(502), OK, status(500), status(500)])

    def answer() -> bytes:
        web.after = 0.0  # only those that were asked before are slow
        return next(answers, OK)

    web = Web(answer, after=0.3)
    found = loaded(web, 2.0)
    assert (dict(found.lost), found.lost_requests) == ({"502": 1, "500": 2}, 3)
    assert found.slowest == pytest.approx(0.3)
    assert found.by_release == {"7-abc": found.sent - 3, "": 3}


def test_kept_connections_are_used_again_and_others_never() -> None:
    kept, anew, closing = (
        Web(),
        Web(),
        Web(OK.replace(b"\r\n\r\n", b"\r\nConnection: Close\r\n\r\n")),
    )
    assert loaded(kept, 2.0).sent > 90
    assert kept.connections <= 64
    endless = Web(b"HTTP/1.1 200 OK\r\n\r\nhi")  # it lasts until the connection closes
    for web, more in ((anew, {"keep_alive": False}), (closing, {}), (endless, {})):
        assert loaded(web, 2.0, **more).lost_requests == 0
        assert web.connections == len(web.asked) > 90
    assert "Connection: keep-alive\r\n" in kept.asked[0]
    assert "Connection: close\r\n" in anew.asked[0]


def test_a_connection_that_was_closed_meanwhile_is_opened_anew() -> None:
    # In real time: each of the 64 workers asks twice, and the end of a connection needs its way.
    async def asked(web: Web) -> Tally:
        async with web.running() as aim:
            load = Load(replace(aim, rate=400))
            load.start()
            await asyncio.sleep(0.32)
            return await load.stop()

    found = asyncio.run(asked(Web(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nbye")))
    assert found.sent > 100
    assert found.lost_requests < 20


def test_the_request_is_a_whole_one() -> None:
    web = Web()
    once(web, method="POST", path="/a?b", keep_alive=False)
    once(web)
    assert web.asked == [
        "POST /a?b HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: keep-alive\r\n\r\n",
    ]


class Machine:
    """A server whose service dies when it is killed, and answers badly while it is restarted."""

    def __init__(
        self, *, back_after: float = 2.0, end: str = "live", dead: float = 0.0, **record: object
    ) -> None:
        self.web = Web(self._answer)
        self._back, self._back_after = 0.0, back_after
        self._bad, self._dead = 0, dead
        self.before_the_load, self.after_the_end = 0, 0
        self._record = record
        self.server = Server(
            ("stop goferry-web.probation.service", ""),
            ("kill --signal=KILL web.service", self._killed),
            ("activate-web\nrestart ", self._restarted),
            ("activate-web\nfollow ", json.dumps({"result": end, "code": "crashed"})),
        )
        profile = replace(self.server.profile, host="127.0.0.1")
        self.server.profile = profile

    def _killed(self, _question: str) -> str:
        pass_time(1.0)  # a far line: the kill itself takes its time
        self._back = asyncio.get_running_loop().time() + self._back_after
        self.web.after = self._dead
        return ""

    def _restarted(self, _question: str) -> str:
        self._bad = 3
        return '{"accepted":true}'

    def _answer(self) -> bytes:
        if asyncio.get_running_loop().time() < self._back:
            return b""
        self.web.after = 0.0
        if self._back and not self.before_the_load:
            self.before_the_load = len(self.web.asked)
        self._bad -= 1
        return status(503) if self._bad >= 0 else OK

    async def drilled(self) -> tuple[list[Event], Drill]:
        async with self.web.running() as aim:
            self.server.answers.append(record_of(port=aim.port, **self._record))
            try:
                return await whole(drill, self.server, "web")
            finally:
                asked = len(self.web.asked)
                await asyncio.sleep(5.0)
                self.after_the_end = len(self.web.asked) - asked


def test_a_drill_tells_how_long_it_was_away_and_how_many_were_lost() -> None:
    machine = Machine(back_after=2.5)
    events, found = at_once(machine.drilled())
    assert found.server == "web1"
    assert 3.5 <= found.recovered_seconds < 3.6
    assert found.lost == 3
    assert found.requests == len(machine.web.asked) - machine.before_the_load
    assert machine.after_the_end == 0
    assert 395 <= found.requests <= 405, "200 a second, from one before to one after the restart"
    assert found.slowest < 0.1
    assert [(one.number, one.of, one.server) for one in events if isinstance(one, StepStarted)] == [
        (1, 2, "web1"),
        (2, 2, "web1"),
    ]
    assert [type(one) for one in events] == [StepStarted, StepFinished] * 2
    assert machine.server.texts("root") == [
        "systemctl stop goferry-web.probation.service 2>/dev/null || :",
        "systemctl kill --signal=KILL web.service",
    ]
    assert {one.split(" ")[1] for one in machine.web.asked} == {"/health"}
    assert all("Connection: close" in one for one in machine.web.asked), "each may be the lost one"


def test_a_users_service_is_killed_by_the_users_systemd() -> None:
    machine = Machine(scope="user", health_path="")
    at_once(machine.drilled())
    killed = next(one for one in machine.server.texts("run") if "kill" in one)
    assert killed.endswith("systemctl --user kill --signal=KILL web.service")
    assert {one.split(" ")[1] for one in machine.web.asked} == {"/"}


@pytest.mark.parametrize("answer", [status(500), b""])
def test_what_does_not_answer_well_is_not_killed(answer: bytes) -> None:
    machine = Machine()
    machine.web.answer = answer
    assert refusal(lambda: at_once(machine.drilled())).code == "service_not_reachable"
    assert not machine.server.texts("root")


@pytest.mark.parametrize(("back", "code"), [(28.5, ""), (29.5, "service_not_back")])
def test_it_has_half_a_minute_to_come_back(back: float, code: str) -> None:
    machine = Machine(back_after=back, dead=0.2)
    if code:
        assert refusal(lambda: at_once(machine.drilled())).code == code
        assert not [one for one in machine.server.asked if b"restart" in one.stdin]
    else:
        assert at_once(machine.drilled())[1].recovered_seconds == pytest.approx(back + 1.0, abs=0.4)


def test_a_restart_that_did_not_go_well_is_the_drills_problem() -> None:
    machine = Machine(end="rolled_back")
    assert refusal(lambda: at_once(machine.drilled())).code == "crashed"
    refused = Machine()
    refused.server.answers.insert(0, ("activate-web\nrestart ", problem("root_needed")))
    assert refusal(lambda: at_once(refused.drilled())).code == "root_needed"
    asked = len(refused.web.asked)
    assert 200 <= asked <= 330
    assert refused.after_the_end == machine.after_the_end == 0, "the load has ended with it"
