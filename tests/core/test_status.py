"""What a status says of a service: well, not well, or that nobody could look."""

from __future__ import annotations

import asyncio
import base64
from typing import TYPE_CHECKING

import pytest

from core.actions import ShowLogs
from core.front import looking
from core.operate.status import not_well, status
from core.service.model import Scope
from core.service.results import Status
from core.ssh.session import Ran, Reply
from core.usecases import operating
from tests.made_up import Server, problem, record_of, refusal

if TYPE_CHECKING:
    from core.problems import Problem
    from tests.made_up import Answer

SYSTEMD = "unit_state"
SCORE = "→ Overall exposure level for web.service: 1.9 OK :-)\n"


def there(state: str = "active", *lines: str) -> tuple[str, str]:
    """What the one look at all traces answers."""
    usual = ("login root", "current 3-cccccccc", "release 2-bbbbbbbb", "release 3-cccccccc")
    return SYSTEMD, "\n".join((*usual, *lines, *([f"unit_state {state}"] if state else [])))


def reply(code: int) -> tuple[str, Reply]:
    return "get:", Reply(code, {}, b"")


def seen(*answers: tuple[str, Answer], **record: object) -> Status:
    server = Server(*answers, ("systemd-analyze", SCORE), there(), record_of(**record))
    return asyncio.run(status(server, "web"))


@pytest.mark.parametrize(
    ("code", "limits", "healthy"),
    [
        (200, {}, True),
        (399, {}, True),
        (199, {}, False),
        (400, {}, False),
        (404, {}, False),
        (500, {}, False),
        (503, {}, False),
        (204, {"lowest": 204, "highest": 204}, True),
        (200, {"lowest": 204, "highest": 204}, False),
        (205, {"lowest": 204, "highest": 204}, False),
        (404, {"lowest": 200, "highest": 404}, True),
    ],
)
def test_only_a_status_within_the_services_own_limits_is_well(
    code: int, limits: dict[str, int], *, healthy: bool
) -> None:
    found = seen(reply(code), health=limits)
    assert (found.healthy, found.unknown) == (healthy, None)


@pytest.mark.parametrize("state", ["inactive", "failed", "activating", "deactivating", "reloading"])
def test_what_systemd_does_not_call_active_is_not_well_and_is_not_asked(state: str) -> None:
    found = seen(there(state))  # a question for its health would be one that nobody foresaw
    assert (found.active, found.healthy, found.unknown) == (state, False, None)


def test_where_systemd_says_nothing_nobody_knows() -> None:
    found = seen(there(""))
    assert (found.active, found.healthy) == ("unknown", None)
    assert found.unknown is not None
    assert found.unknown.code == "systemd_silent"


@pytest.mark.parametrize(
    ("code", "healthy"),
    [
        ("port_closed", False),
        ("no_answer", False),
        ("forwarding_forbidden", None),
        ("connection_lost", None),
        ("server_too_slow", None),
    ],
)
def test_a_service_without_an_answer_differs_from_a_way_that_is_closed(
    code: str, *, healthy: bool | None
) -> None:
    silent = problem(code)
    for question, record in (("get:", {}), ("opens:", {"health_path": ""})):
        found = seen((question, silent), **record)
        assert found.healthy is healthy
        assert found.unknown is (None if healthy is False else silent)


def test_without_a_health_path_it_counts_whether_the_port_opens() -> None:
    for opens in (True, False):
        found = seen(("opens:9000", opens), port=9000, health_path="")
        assert found.healthy is opens


def test_the_health_is_asked_where_the_deploy_asked_it() -> None:
    assert seen(("get:9000/up", Reply(200, {}, b"")), port=9000, health_path="/up").healthy is True


def test_all_of_a_status_is_what_the_server_told() -> None:
    lines = ('history {"live":"1-aaaaaaaa"}', 'history {"live":"2-bbbbbbbb"}')
    assert seen(there("active", *lines), reply(200)) == Status(
        server="web1",
        active="active",
        release="3-cccccccc",
        previous="2-bbbbbbbb",
        releases=("2-bbbbbbbb", "3-cccccccc"),
        healthy=True,
        exposure=1.9,
        scope=Scope.SYSTEM,
        addresses=("http://192.0.2.1:8080/",),
    )


def test_the_copies_of_the_data_are_told_with_their_place() -> None:
    copy = "copy 2-bbbbbbbb 2026-11-29T16:02:00Z 5000000"
    found = seen(there("active", copy, "copy odd"), reply(200))
    assert found.copies_in == "/var/lib/goferry/web/data"
    assert [(one.release, one.size) for one in found.copies] == [("2-bbbbbbbb", 5_000_000)]


def test_the_exposure_is_that_of_this_unit_and_unknown_where_it_is_not_told() -> None:
    odd = ("systemd-analyze security --no-pager web.service", Ran(1, "Unknown command verb", ""))
    assert seen(odd, reply(200)).exposure is None
    user = seen(("systemd-analyze", problem("never_asked")), reply(200), scope="user")
    assert (user.exposure, user.scope) == (None, Scope.USER)


@pytest.mark.parametrize(
    ("path", "previous"),
    [
        ("/var/lib/goferry/web/history.jsonl", "unknown"),
        ("/var/lib/goferry/web/bad", "unknown"),
    ],
)
def test_where_the_history_is_closed_the_release_before_is_unknown_and_not_none(
    path: str, previous: str
) -> None:
    found = seen(there("active", f"closed {path}"), reply(200))
    assert (found.previous, found.release, found.healthy) == (previous, "3-cccccccc", True)
    nothing = seen((SYSTEMD, f"closed {path}\nunit_state active"), reply(200))
    assert nothing.previous == "", "nothing was ever published"


def test_where_the_releases_are_closed_the_release_is_unknown_and_that_is_said() -> None:
    closed = (SYSTEMD, "login guest\nclosed /opt/web\nunit_state active")
    found = seen(closed, reply(200))
    assert (found.release, found.previous, found.healthy) == ("unknown", "", True)
    assert found.unknown is not None
    assert found.unknown.code == "traces_closed"
    nothing = seen((SYSTEMD, "unit_state active"), reply(200))
    assert (nothing.release, nothing.unknown) == ("", None)


def one(name: str, *, healthy: bool | None, active: str = "active", why: str = "") -> Status:
    unknown = problem(why) if why else None
    return Status(
        server=name, active=active, release="", previous="", healthy=healthy, unknown=unknown
    )


def said(*found: Status) -> Problem | None:
    return not_well("web", found)


def test_all_well_is_no_problem() -> None:
    assert said(one("a", healthy=True), one("b", healthy=True)) is None


def test_one_sick_server_among_many_is_a_problem_that_names_the_sick_alone() -> None:
    found = said(
        one("a", healthy=True),
        one("b", healthy=False, active="failed"),
        one("c", healthy=None, why="forwarding_forbidden"),
        one("d", healthy=False),
    )
    assert found is not None
    assert found.code == "service_not_well"
    assert str(found.what) == "web is unhealthy on b and d."
    assert "“failed”" in str(found.why)
    assert [advice.action for advice in found.next] == [ShowLogs("b")]
    running = said(one("d", healthy=False))
    assert running is not None
    assert "The service is running, but its health" in str(running.why)


def test_where_nobody_could_look_that_is_the_problem_and_a_sick_one_comes_first() -> None:
    blind = one("b", healthy=None, why="forwarding_forbidden")
    found = said(one("a", healthy=True), blind)
    assert found is blind.unknown
    closed = said(one("a", healthy=True, why="traces_closed"))
    assert closed is not None
    assert closed.code == "traces_closed"


def test_a_service_that_was_never_deployed_has_no_status() -> None:
    server = Server(("service.json", Ran(10, "", "")))
    found = refusal(lambda: asyncio.run(status(server, "web")))
    assert found.code == "service_not_found"


@pytest.mark.parametrize(
    ("text", "version"), [("set -u\nprotocol=1\nservice=web\n", 1), ("set -u\nservice=web\n", 0)]
)
def test_the_version_of_the_helper_is_told_where_it_can_be_seen(text: str, version: int) -> None:
    packed = base64.b64encode(text.encode()).decode()
    line = f"text /usr/local/libexec/goferry/activate-web {packed}"
    assert seen(there("active", line), reply(200)).protocol == version
    assert seen(there(), reply(200)).protocol is None


class FarAway(Server):
    """A server on a long line: whoever waits for an answer waits together with all others."""

    waits = 0

    def __init__(self, *answers: tuple[str, Answer]) -> None:
        super().__init__(*answers)
        self._line: asyncio.Future[None] | None = None

    async def run(self, script: str, *, stdin: bytes = b"", seconds: float = 60.0) -> Ran:
        await self._wait()
        return await super().run(script, stdin=stdin, seconds=seconds)

    async def run_as_root(self, script: str, *, seconds: float = 120.0) -> Ran:
        await self._wait()
        return await super().run_as_root(script, seconds=seconds)

    async def http_get(
        self, port: int, path: str, *, host: str = "127.0.0.1", seconds: float = 5.0
    ) -> Reply:
        await self._wait()
        return await super().http_get(port, path, host=host, seconds=seconds)

    async def _wait(self) -> None:
        loop = asyncio.get_running_loop()
        if self._line is None or self._line.done():
            self.waits += 1
            self._line = loop.create_future()
            loop.call_later(0.1, self._line.set_result, None)
        await asyncio.shield(self._line)


def test_all_that_can_be_asked_at_once_is_asked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "parsed", lambda _: looking.Seen())
    record = record_of(
        processes=[{"name": f"p{number}", "port": 9000 + number} for number in range(3)]
    )
    server = FarAway(reply(200), ("systemd-analyze", SCORE), there(), record, ("Caddy", ""))
    found = asyncio.run(operating.look(server, "web"))
    assert [one.name for one in found.processes] == ["p0", "p1", "p2"]
    assert server.waits == 3, server.texts()
