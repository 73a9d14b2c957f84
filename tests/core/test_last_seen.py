"""How servers were found last is kept over restarts, bounded, and never believed blindly."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from core.problems import Problem
from core.servers import last_seen
from core.servers.last_seen import LastSeen, State
from core.service.seen import Board, Machine
from core.ssh.profile import Profile
from core.usecases import seeing
from core.words import say

if TYPE_CHECKING:
    from core.home import Home

_WEB = Profile(name="web1", host="web1.example")


def _problem(code: str) -> Problem:
    return Problem(code=code, what=say("It is odd."), why=say("It could not be."))


def _of(home: Home, board: Board | None = None) -> LastSeen | None:
    return seeing.found_at(home, [_WEB], board).get("web1")


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("server_unreachable", State.AWAY),
        ("login_refused", State.REFUSED),
        ("key_locked", State.REFUSED),
        ("host_key_unknown", State.UNKNOWN_KEY),
        ("host_key_changed", State.CHANGED_KEY),
        ("host_key_revoked", State.CHANGED_KEY),
        ("anything", State.FAULTY),
    ],
)
def test_a_try_in_vain_keeps_when_the_server_was_reached_last(
    home: Home, code: str, state: State
) -> None:
    assert _of(home) is None
    seeing.missed(home, _WEB, _problem(code))
    first = _of(home)
    assert first is not None
    assert (first.state, first.reached) == (state, None)
    seeing.met(home, _WEB, system="Debian 12")
    met = _of(home)
    assert met is not None
    assert (met.state, met.system, met.reached) == (State.REACHED, "Debian 12", met.tried)
    seeing.missed(home, _WEB, _problem(code))
    missed = _of(home)
    assert missed is not None
    assert (missed.state, missed.reached, missed.system) == (state, met.reached, "Debian 12")
    assert missed.tried >= met.tried


def test_what_was_seen_of_another_address_counts_no_more(home: Home) -> None:
    seeing.met(home, _WEB, system="Debian 12")
    moved = Profile(name="web1", host="evil.example")
    assert seeing.found_at(home, [moved]) == {}
    seeing.missed(home, moved, _problem("login_refused"))
    (seen,) = seeing.found_at(home, [moved]).values()
    assert (seen.reached, seen.system) == (None, "")


def test_a_later_look_of_the_board_counts_and_one_in_vain_does_not(home: Home) -> None:
    seeing.missed(home, _WEB, _problem("server_unreachable"))
    before = _of(home)
    assert before is not None
    later = before.tried + 60
    away = Machine(server="web1", at=later, unknown=_problem("server_unreachable"))
    assert _of(home, Board(machines=(away,))) == before
    seen = _of(home, Board(machines=(Machine(server="web1", at=later),)))
    assert seen is not None
    assert (seen.state, seen.reached) == (State.REACHED, later)
    assert _of(home, Board(machines=(Machine(server="web1", at=before.tried - 1),))) == before


@pytest.mark.parametrize(
    "content",
    [
        "", "{", "[]", '{"format": 99, "seen": {}}', '{"format": 1, "seen": []}',
        '{"format": 1, "seen": {"web1": 3}}',
        '{"format": 1, "seen": {"web1": {"address": "root@web1.example", "state": "no such"}}}',
    ],
)  # fmt: skip
def test_a_damaged_file_is_as_none_and_is_written_anew(home: Home, content: str) -> None:
    home.state.mkdir(parents=True, exist_ok=True)
    (home.state / "servers-seen.json").write_text(content)
    assert _of(home) is None
    seeing.met(home, _WEB)
    assert _of(home) is not None


def test_the_file_is_bounded_and_what_a_server_calls_itself_too(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(last_seen, "_MOST", 20)
    for number in range(23):
        seen = LastSeen(address="root@x", state=State.REACHED, tried=number, system="x" * 4000)
        last_seen.note(home, f"s{number}", seen)
    known = last_seen.recall(home)
    assert (len(known), min(one.tried for one in known.values())) == (20, 3)
    assert {len(one.system) for one in known.values()} == {80}
    found = json.loads((home.state / "servers-seen.json").read_text())
    assert found["format"] == 1


def test_a_home_that_cannot_be_written_costs_only_that(home: Home) -> None:
    home.state.parent.mkdir(parents=True, exist_ok=True)
    home.state.write_text("a file where a folder should be")
    seeing.met(home, _WEB)
    assert _of(home) is None
