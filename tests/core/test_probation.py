"""What a status tells of a release on probation, and of one that did not hold."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest

from core.operate.status import not_well, status
from core.service.results import moment, time_of_day
from core.ssh.session import Ran, Reply
from tests.core.test_status import SCORE, there
from tests.made_up import Server, record_of

if TYPE_CHECKING:
    from core.service.results import Status

_CHANGE = "c" * 32
_UNTIL = "2026-11-29T10:42:07+01:00"
_NOTED = {"release": "3-cccccccc", "left": "77", "until": _UNTIL}
_BACK = {
    "verb": "return", "release": "3-cccccccc", "previous": "4-dddddddd", "result": "live",
    "code": "crashed", "live": "3-cccccccc", "change": _CHANGE,
}  # fmt: skip
_UNPROVED = {
    "verb": "probation", "release": "3-cccccccc", "previous": "", "result": "unproved",
    "code": "bad_status", "live": "", "change": _CHANGE,
}  # fmt: skip


def seen(*lines: str, log: str = "", code: int = 0) -> Status:
    server = Server(
        ("get:", Reply(200, {}, b"")),
        ("systemd-analyze", SCORE),
        there("active", *lines),
        record_of(),
        ("activate-web", Ran(code, log, "")),
    )
    return asyncio.run(status(server, "web"))


def entry(**found: str) -> str:
    return f"history {json.dumps(found)}"


def log(**last: str) -> str:
    lines = ({"journal": "the licence has ended"}, {"step": "switch", "release": "3-c"}, last)
    return "".join(f"{json.dumps(one)}\n" for one in lines)


def test_a_release_on_probation_is_told_with_its_end_by_the_servers_clock() -> None:
    found = seen(f"probation {json.dumps(_NOTED)}")
    assert (found.probation_until, found.probation, found.healthy) == (_UNTIL, None, True)
    assert time_of_day(_UNTIL) == "10:42"


@pytest.mark.parametrize("noted", [{**_NOTED, "release": "2-bbbbbbbb"}, {}, {"until": _UNTIL}])
def test_a_note_of_another_release_tells_nothing(noted: dict[str, str]) -> None:
    assert seen(f"probation {json.dumps(noted)}").probation_until == ""


@pytest.mark.parametrize("told", ["", "soon", "\x1b[31m", "99:99"])
def test_what_is_no_time_is_not_shown(told: str) -> None:
    assert time_of_day(told) == ""
    assert moment(told) == ""


def test_a_way_back_is_told_with_the_last_words_of_what_did_not_hold() -> None:
    found = seen(entry(**_BACK), log=log(result="live", code="crashed", detail="Result=exit-code"))
    assert found.probation is not None
    assert str(found.probation.what) == (
        "Release 4-dddddddd failed on probation, and 3-cccccccc is live again: The "
        "new release exited unexpectedly."
    )
    assert str(found.probation.why) == "Last output: the licence has ended"
    assert (found.probation.code, found.healthy) == ("crashed", True)
    assert not_well("web", [found]) is None


def test_of_a_release_that_went_back_the_work_of_its_release_command_is_told_to_stay() -> None:
    last = log(result="live", code="crashed", detail="Result=exit-code", command="done")
    found = seen(entry(**_BACK, command="done"), log=last)
    assert found.probation is not None
    assert str(found.probation.what) == (
        "Release 4-dddddddd failed on probation, and 3-cccccccc is live again: The "
        "new release exited unexpectedly. The release command had already run. Its "
        "changes, for example to a database, were not undone."
    )
    assert "release command" not in " ".join(str(one.text) for one in found.probation.next)


def test_one_without_another_to_go_back_to_is_not_well_though_it_answers() -> None:
    found = seen(entry(**_UNPROVED), log=log(result="unproved", code="bad_status", detail="503"))
    assert (found.healthy, found.probation and found.probation.code) == (False, "bad_status")
    told = not_well("web", [found])
    assert told is not None
    assert str(told.why) == (
        "Release 3-cccccccc failed on probation, and there is no other to roll "
        "back to: The new release reports that it is unhealthy."
    )


def test_where_the_words_are_gone_the_cause_is_still_told() -> None:
    found = seen(entry(**{**_BACK, "code": "no_answer"}), code=65, log='{"protocol":1}')
    assert found.probation is not None
    assert str(found.probation.why) == (
        "At first, the release responded. Then /health did not respond several times in a row."
    )


@pytest.mark.parametrize(
    "last",
    [
        {**_BACK, "result": "rolled_back"},
        {**_BACK, "verb": "rollback"},
        {**_UNPROVED, "result": "proved"},
        {**_UNPROVED, "result": "ended"},
    ],
)
def test_any_other_end_needs_no_word(last: dict[str, str]) -> None:
    found = seen(entry(**_BACK), entry(**last))
    assert (found.probation, found.healthy) == (None, True)
