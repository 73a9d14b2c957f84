"""Roll back, restart, stop: what is asked of the server, and what it says in the end."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import pytest

from core.events import Noticed, StepStarted
from core.operate.rollback import restart, roll_back, stop
from core.service.model import Scope
from core.service.results import Result
from core.ssh.session import Ran
from tests.made_up import Server, record_of, refusal, whole
from tests.made_up_clock import at_once, pass_time

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from core.events import Event
    from core.service.results import Outcome

ACCEPTED = '{"accepted":true}'
LIVE = {
    "result": "live",
    "release": "1-aaaaaaaa",
    "running": "1-aaaaaaaa",
    "previous": "2-bbbbbbbb",
}


def told(*lines: Mapping[str, object]) -> str:
    return "\n".join(map(json.dumps, lines))


def helper(*lines: Mapping[str, object], verb: str, **record: object) -> Server:
    """A server whose helper takes this verb, and then tells these lines."""
    return Server(
        (f"activate-web\n{verb} ", ACCEPTED),
        ("activate-web\nfollow ", told(*lines)),
        record_of(**record),
    )


def ran(job: Callable[..., Awaitable[Outcome]], server: Server) -> tuple[list[Event], Outcome]:
    return at_once(whole(job, server, "web"))


def verbs(server: Server) -> list[tuple[str, str]]:
    """The verb and the wish of each request."""
    words = [one.stdin.decode().split() for one in server.asked if one.stdin]
    return [(one[0], one[2]) for one in words]


@pytest.mark.parametrize(("release", "wish"), [("", "-"), ("1-aaaaaaaa", "1-aaaaaaaa")])
def test_the_release_that_was_named_is_asked_for_else_the_one_before(
    release: str, wish: str
) -> None:
    server = helper(LIVE, verb="rollback")
    events, outcome = ran(partial(roll_back, release=release), server)
    assert verbs(server) == [("rollback", wish), ("follow", "0")]
    assert (outcome.result, outcome.release) == (Result.DEPLOYED, "1-aaaaaaaa")
    assert (outcome.previous, outcome.problem, outcome.restored) == ("2-bbbbbbbb", None, ())
    assert outcome.url == "http://192.0.2.1:8080/"
    assert events == []


def test_a_release_that_came_back_with_another_port_is_named_at_that_port() -> None:
    records = [record_of(port=port)[1] for port in (8080, 9000)]
    lines = told({"restored": ["unit", "environment"]}, LIVE)
    server = Server(
        ("activate-web\nrollback ", ACCEPTED),
        ("activate-web\nfollow ", lines),
        (record_of()[0], list(records)),
    )
    events, outcome = ran(roll_back, server)
    assert (outcome.url, outcome.restored) == ("http://192.0.2.1:9000/", ("unit", "environment"))
    assert [one.problem.code for one in events if isinstance(one, Noticed)] == [
        "restored_with_release"
    ]


@pytest.mark.parametrize(
    ("end", "result", "code"),
    [
        ({"result": "refused", "code": "no_release_before"}, Result.REFUSED, "no_release_before"),
        ({"result": "refused", "code": "release_gone"}, Result.REFUSED, "release_gone"),
        ({"result": "rolled_back", "code": "crashed"}, Result.ROLLED_BACK, "crashed"),
        ({"result": "down", "code": "crashed"}, Result.DOWN, "crashed"),
        ({"result": "what?", "code": "crashed"}, Result.UNKNOWN, "crashed"),
    ],
)
def test_what_did_not_go_well_is_never_told_as_done(
    end: dict[str, object], result: Result, code: str
) -> None:
    for job, verb in ((roll_back, "rollback"), (restart, "restart"), (stop, "stop")):
        server = helper({"restored": ["unit"]}, {**end, "running": "2-bbbbbbbb"}, verb=verb)
        outcome = ran(job, server)[1]
        assert (outcome.result, outcome.release, outcome.restored) == (result, "2-bbbbbbbb", ())
        assert outcome.problem is not None
        assert outcome.problem.code == code
        assert len(server.texts()) == 3, "the record is read anew only where something came back"


@pytest.mark.parametrize(
    ("mode", "back", "again"),
    [("restart", 4, 2), ("socket", 4, 2), ("shared", 5, 5), ("proxy", 5, 5)],
)
def test_the_steps_are_counted_as_the_mode_takes_them(mode: str, back: int, again: int) -> None:
    for job, verb, of in ((roll_back, "rollback", back), (restart, "restart", again)):
        step = {"step": "switch", "release": "1-aaaaaaaa"}
        server = helper(step, LIVE, verb=verb, mode=mode)
        events = ran(job, server)[0]
        (started,) = (one for one in events if isinstance(one, StepStarted))
        assert (started.number, started.of, started.server) == (1, of, "web1")


def test_a_restart_and_a_stop_name_no_release() -> None:
    for job, verb, result in ((restart, "restart", "live"), (stop, "stop", "stopped")):
        server = helper({**LIVE, "result": result}, verb=verb)
        outcome = ran(job, server)[1]
        assert verbs(server) == [(verb, "-"), ("follow", "0")]
        assert outcome.result is Result.DEPLOYED


def test_the_seconds_are_those_of_the_whole_change() -> None:
    server = helper(LIVE, verb="stop")

    async def timed() -> Outcome:

        def late(_question: str) -> str:
            pass_time(7.0)  # as if it had taken that long
            return told(LIVE)

        server.answers.insert(0, ("activate-web\nfollow ", late))
        return (await whole(stop, server, "web"))[1]

    assert at_once(timed()).seconds == 7.0


def test_while_another_change_runs_nothing_is_begun_and_that_is_said() -> None:
    busy = Ran(75, '{"who":"ann","login":"deploy","since":"12:00"}', "")
    for job, verb in ((roll_back, "rollback"), (restart, "restart"), (stop, "stop")):
        server = Server((f"activate-web\n{verb} ", busy), record_of())
        found = refusal(partial(ran, job, server))
        assert found.code == "deploy_busy"
        assert "ann (deploy) started it at 12:00" in str(found.why)


def test_a_users_service_is_changed_by_its_own_helper() -> None:
    server = Server(
        (".local/libexec/goferry/activate-web\nrestart ", ACCEPTED),
        ("activate-web\nfollow ", told(LIVE)),
        record_of(scope="user"),
        user="ann",
    )
    assert ran(restart, server)[1].scope is Scope.USER


def test_who_leaves_a_change_makes_the_server_return() -> None:
    """The server is told to cancel, and its end is waited for."""
    server = Server(
        ("activate-web\nrollback ", ACCEPTED),
        ("activate-web\nfollow ", [told({"step": "switch"}), told({"result": "rolled_back"})]),
        ("activate-web\ncancel ", ""),
        record_of(),
    )

    def leave(_: Event) -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        at_once(roll_back(server, "web", report=leave))
    assert [verb for verb, _ in verbs(server)] == ["rollback", "follow", "cancel", "follow"]
