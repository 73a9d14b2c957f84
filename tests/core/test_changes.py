"""Other changes than a deploy, and the small parts that all changes are made of."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.deploy import sending, taking
from core.events import StepStarted
from core.problems import Problem, ProblemError
from core.service import phases, privilege, restored, stopping
from core.service import transaction as asked
from core.service.environment import Environment
from core.service.following import outcome
from core.service.model import Mode, Scope
from core.service.protocol import Verb
from core.service.results import Result
from core.service.reverting import STOP, Wish, change, take_back, to_itself, to_release
from core.ssh.session import Ran
from tests.made_up import whole
from tests.made_up_clock import Clock, leap, now
from tests.made_up_deploy import WEB, MadeUp, Ways, ended, session

if TYPE_CHECKING:
    from pathlib import Path

CHANGE = asked.Change(verb=Verb.DEPLOY, id="0" * 32, wanted="a" * 64, who="ada")


@pytest.mark.parametrize(
    ("mode", "back", "again"),
    [(Mode.RESTART, 4, 2), (Mode.SOCKET, 4, 2), (Mode.SHARED, 5, 5), (Mode.PROXY, 5, 5)],
)
def test_what_is_wanted_is_one_verb_and_so_many_steps(mode: Mode, back: int, again: int) -> None:
    service = replace(WEB, mode=mode)
    assert to_release(service, "3-y") == Wish(verb=Verb.ROLLBACK, steps=back, wanted="3-y")
    assert to_release(service, "").wanted == "-"
    assert to_itself(service) == Wish(verb=Verb.RESTART, steps=again, wanted="-")
    assert Wish(verb=Verb.STOP, steps=1, wanted="-") == STOP


@pytest.mark.parametrize(("previous", "line"), [("1-a", "rollback {} 1-a"), ("", "stop {} -")])
def test_a_deploy_is_undone_by_what_ran_before_or_by_nothing(previous: str, line: str) -> None:
    server = MadeUp()

    async def undone() -> object:
        done = replace(outcome(session(server), WEB, asked.Ended(result="live"), []))
        return await whole(take_back, session(server), WEB, replace(done, previous=previous))

    leap(undone())
    first = server.requests[0].rsplit(" ", 1)[0]
    assert first == line.format(first.split()[1])
    assert server.done[1:] == ["follow 0"]


@pytest.mark.parametrize(
    ("word", "code", "result"),
    [
        ("live", "", Result.DEPLOYED),
        ("stopped", "", Result.DEPLOYED),
        ("rolled_back", "crashed", Result.ROLLED_BACK),
        ("rolled_back", "cancelled", Result.CANCELLED),
        ("refused", "not_written", Result.REFUSED),
        ("refused", "cancelled", Result.CANCELLED),
        ("down", "crashed", Result.DOWN),
        ("down", "cancelled", Result.DOWN),
        ("interrupted", "interrupted", Result.UNKNOWN),
        ("interrupted", "cancelled", Result.UNKNOWN),
        ("a new word", "", Result.UNKNOWN),
    ],
)
@pytest.mark.parametrize(("running", "url"), [("1-a", "http://192.0.2.7:8080/"), ("", "")])
def test_the_servers_last_word_is_believed_where_it_is_known(
    word: str, code: str, result: Result, running: str, url: str
) -> None:
    last = asked.Ended(result=word, code=code, running=running, previous="0-p", release="2-x")
    found = outcome(session(MadeUp()), WEB, last, [])
    assert (found.server, found.result, found.url) == ("web1", result, url)
    assert (found.release, found.previous) == (running, "0-p")
    assert (found.problem is None) == (result is Result.DEPLOYED)


def test_a_change_tells_its_steps_and_how_long_it_took(monkeypatch: pytest.MonkeyPatch) -> None:
    server = MadeUp()
    server.story = ['{"step":"stop"}', ended("stopped")]

    async def slow() -> None:
        await asyncio.sleep(3)

    monkeypatch.setattr("core.service.reverting.time", Clock)
    server.at["follow 0"] = slow

    (started, _), outcome = leap(whole(change, session(server), WEB, STOP))
    assert isinstance(started, StepStarted)
    assert (started.number, started.of, started.server) == (1, 1, "web1")
    assert outcome.seconds == pytest.approx(3)


def test_a_way_back_that_takes_too_long_is_said_to_be_under_way() -> None:
    server = MadeUp()

    async def hang() -> None:
        await asyncio.sleep(3600)

    async def hung() -> tuple[Any, float]:
        server.at["follow 0"] = hang
        return await stopping.take_back(session(server), WEB, CHANGE), now()

    found, seconds = leap(hung())
    assert isinstance(found, Problem)
    assert found.code == "cancel_under_way"
    assert seconds == pytest.approx(90)
    assert (
        str(found.why) == "The server was told to roll back, but had not done so after 90 seconds."
    )


# ---- small parts ----


@pytest.mark.parametrize(
    ("told", "codes", "whats"),
    [
        (asked.Restored(), [], []),
        (asked.Restored(parts=("new",)), [], []),
        (
            asked.Restored(parts=("unit", "new", "environment", "credentials")),
            ["restored_with_release"],
            [("Restored with the program: its units, its environment, the names of "
            "its credentials.")],
        ),
        (asked.Restored(whole=False), ["program_alone"], [""]),
        (
            asked.Restored(parts=("unit",), gone=("KEY", "{CERT}")),
            ["restored_with_release", "credentials_gone"],
            ["Restored with the program: its units.",
             "These credentials cannot be restored: KEY, {CERT}."],
        ),
    ],
)  # fmt: skip
def test_what_came_back_is_told_in_words(
    told: asked.Restored, codes: list[str], whats: list[str]
) -> None:
    found = restored.notes(told)
    assert [one.code for one in found] == codes
    assert all(str(one.what).startswith(what) for one, what in zip(found, whats, strict=True))


_ALL = ("publish", "switch", "start", "probe", "tidy")


@pytest.mark.parametrize(
    ("mode", "rehearse", "first", "steps"),
    [
        (Mode.RESTART, False, True, _ALL),
        (Mode.RESTART, False, False, _ALL),
        (Mode.RESTART, True, False, ("publish", "rehearse", *_ALL[1:])),
        (Mode.SOCKET, False, False, _ALL),
        (Mode.SHARED, False, True, ("publish", "rehearse", *_ALL[1:])),
        (Mode.SHARED, False, False, ("publish", "rehearse", "candidate", *_ALL[1:])),
        (Mode.PROXY, False, True, _ALL),
        (Mode.PROXY, False, False, ("publish", "candidate", *_ALL[1:])),
        (Mode.PROXY, True, False, ("publish", "rehearse", "candidate", *_ALL[1:])),
    ],
)
def test_the_course_of_a_deploy_is_known_before(
    mode: Mode, *, rehearse: bool, first: bool, steps: tuple[str, ...]
) -> None:
    service = replace(WEB, mode=mode, rehearse=rehearse)
    assert phases.expected(service, first=first) == steps
    assert set(steps) <= phases.WORDS.keys()


def test_each_step_has_its_own_words() -> None:
    assert {name: str(words) for name, words in phases.WORDS.items()} == {
        "publish": "Install the release",
        "copy": "Copy the data directory",
        "rehearse": "Rehearse it on a spare port",
        "command": "Run the release command",
        "barrier": "Wait until all servers are ready to switch",
        "soak": "Watch it until all servers are healthy",
        "candidate": "Start it next to the running one",
        "data": "Stop the service and restore the copy of the data",
        "snapshot": "Back up the data on the server",
        "unpack": "Check and unpack the backup on the server",
        "switch": "Switch to the new release",
        "start": "Start the service",
        "probe": "Wait until it is healthy",
        "processes": "Start and watch its other processes",
        "tidy": "Record the deploy and clean up",
        "stop": "Stop the service",
        "revert": "Roll back to the previous release",
        "withdraw": "Roll back the new release",
    }


def test_an_owner_acts_as_root_or_as_itself_with_its_own_systemd() -> None:
    server = Ways(Ran(0, "", ""))
    usual = leap(privilege.act(session(server), Scope.SYSTEM, "id"))
    assert usual.out == "root within 120"
    ran = leap(privilege.act(session(server), Scope.SYSTEM, "id", seconds=7))
    leap(privilege.act(session(server), Scope.USER, "id"))
    assert server.ways == [
        "root: id",
        "root: id",
        "export XDG_RUNTIME_DIR=/run/user/$(id -u)\nid",
    ]
    assert ran.out == "root within 7"


@pytest.mark.parametrize(("out", "arrived"), [("ab12  -", True), ("AB12", False), ("", False)])
def test_only_the_very_bytes_have_arrived(out: str, *, arrived: bool) -> None:
    server = Ways(Ran(0, out, ""))
    work = sending.must_have_arrived(session(server), "/x/web", "ab12")
    if arrived:
        leap(work)
    else:
        with pytest.raises(ProblemError, match="differs from the local one"):
            leap(work)
    assert server.ways == ["sha256sum </x/web"]


def test_an_environment_that_was_read_is_never_read_again(tmp_path: Path) -> None:
    read = Environment(file=tmp_path / "gone", content=b"A=1\n")
    carried = replace(WEB, env_file=tmp_path / "gone", environment=read)
    assert taking.taken_up(carried).environment is read
    assert taking.taken_up(WEB).environment is None
