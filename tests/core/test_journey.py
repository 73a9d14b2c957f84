"""What each stop of the way is, from the facts alone."""

from __future__ import annotations

from dataclasses import asdict, replace
from importlib.resources import files

import pytest

from core.journey import STOPS, State, Stop, Way, marks
from core.words import say

_DOING = say("Building for {target}", target="linux/amd64")
BEGINNING = Way()
CHOSEN = Way(project=True, target=True, wanted="a")
BUILT = replace(CHOSEN, built="a", made="1")
WITH_SERVER = replace(BUILT, servers=1)
SHIPPED = replace(WITH_SERVER, shipped="1")
TOUCHED = replace(SHIPPED, touched=say("main.go changed since the last build."))
FAILED = frozenset({Stop.BUILD})


@pytest.mark.parametrize(
    ("way", "states"),
    [
        (BEGINNING, "open locked locked locked open locked locked"),
        (Way(project=True), "done open open locked open locked locked"),
        (CHOSEN, "done done open locked open locked locked"),
        (BUILT, "done done done done open locked locked"),
        (WITH_SERVER, "done done done done done open open"),
        (SHIPPED, "done done done done done done open"),
        (replace(SHIPPED, wanted="b"), "done done stale stale done stale open"),
        (replace(SHIPPED, made="2"), "done done done done done stale open"),
        (TOUCHED, "done done stale stale done stale open"),
        (
            replace(CHOSEN, failed=FAILED, kept_old=True),
            "done done failed locked open locked locked",
        ),
        (replace(BUILT, failed=FAILED, kept_old=True), "done done failed stale open locked locked"),
        (
            replace(WITH_SERVER, failed=FAILED, kept_old=True),
            "done done failed stale done open open",
        ),
        (replace(SHIPPED, failed=FAILED, kept_old=True), "done done failed stale done stale open"),
        (replace(SHIPPED, failed=FAILED), "done done failed done done done open"),
        (replace(SHIPPED, failed=frozenset({Stop.DEPLOY})), "done done done done done failed open"),
        (
            replace(SHIPPED, running=Stop.BUILD, doing=_DOING),
            "done done running done done done open",
        ),
        (
            replace(SHIPPED, running=Stop.DEPLOY, doing=_DOING),
            "done done done done done running open",
        ),
        (
            replace(SHIPPED, failed=FAILED, kept_old=True, running=Stop.BUILD, doing=_DOING),
            "done done running stale done stale open",
        ),
    ],
)
def test_the_facts_decide_every_stop(way: Way, states: str) -> None:
    assert [mark.state.value for mark in marks(way).values()] == states.split()


@pytest.mark.parametrize(
    ("live", "unwell", "state", "why"),
    [
        (0, 0, State.OPEN, None),
        (3, 0, State.DONE, None),
        (3, 1, State.FAILED, "1 service is not healthy."),
        (3, 2, State.FAILED, "2 services are not healthy."),
    ],
)
def test_what_runs_says_how_many_need_somebody(
    live: int, unwell: int, state: State, why: str | None
) -> None:
    mark = marks(Way(servers=1, live=live, unwell=unwell))[Stop.RUNNING]
    assert (mark.state, mark.why and str(mark.why), mark.count) == (state, why, unwell)


def test_without_a_server_nothing_can_run() -> None:
    mark = marks(Way(live=3, unwell=1))[Stop.RUNNING]
    assert (mark.state, mark.missing, mark.count) == (State.LOCKED, Stop.SERVERS, 0)


def test_a_locked_stop_names_the_stop_it_waits_for() -> None:
    assert marks(BEGINNING)[Stop.TARGET].missing is Stop.PROJECT
    assert marks(CHOSEN)[Stop.DEPLOY].missing is Stop.BUILD
    assert marks(BUILT)[Stop.DEPLOY].missing is Stop.SERVERS


@pytest.mark.parametrize(
    "way",
    [
        BEGINNING,
        CHOSEN,
        BUILT,
        TOUCHED,
        replace(SHIPPED, wanted="b"),
        replace(SHIPPED, failed=frozenset({Stop.BUILD, Stop.DEPLOY}), kept_old=True),
        replace(SHIPPED, running=Stop.BUILD, doing=_DOING),
    ],
)
def test_every_stop_that_is_neither_open_nor_done_says_why(way: Way) -> None:
    for mark in marks(way).values():
        assert (mark.why is None) == (mark.state in {State.OPEN, State.DONE})


def test_after_a_failed_build_nothing_behind_it_claims_to_be_done() -> None:
    found = marks(replace(SHIPPED, failed=FAILED, kept_old=True))
    assert State.DONE not in {found[one].state for one in (Stop.BUILD, Stop.INSPECT, Stop.DEPLOY)}
    assert "This program is from" in str(found[Stop.INSPECT].why)


def test_a_touched_file_is_named() -> None:
    assert "main.go" in str(marks(TOUCHED)[Stop.BUILD].why)


def test_a_change_that_is_taken_back_makes_nothing_stale() -> None:
    changed = replace(SHIPPED, wanted="b")
    assert marks(replace(changed, wanted="a")) == marks(SHIPPED)


_CHANGED = "The project or its options changed since the last build."
_OLD = "This program is from an earlier build. The last build produced none."
_REBUILT = "A newer build has not been deployed yet."
_TOUCHED = "main.go changed since the last build."
_NO_PROJECT, _NO_BUILD = "Choose a project first.", "Build the program first."
_MADE_NONE = "The last build produced no program. Its page shows the reason."
_PARTLY = "The last build did not produce all programs. Its page shows the reason."
_NOT_DEPLOYED = "The last deploy did not succeed on every server."
_NO_SERVER, _RUNS = "Add a server first.", "Building for linux/amd64"
_DEPLOY_FAILED = frozenset({Stop.DEPLOY})


@pytest.mark.parametrize(
    ("way", "why"),
    [
        (BEGINNING, [None, _NO_PROJECT, _NO_PROJECT, _NO_BUILD, None, _NO_BUILD]),
        (CHOSEN, [None, None, None, _NO_BUILD, None, _NO_BUILD]),
        (BUILT, [None, None, None, None, None, _NO_SERVER]),
        (SHIPPED, [None] * 6),
        (replace(SHIPPED, made="2"), [None, None, None, None, None, _REBUILT]),
        (replace(SHIPPED, wanted="b"), [None, None, _CHANGED, _CHANGED, None, _CHANGED]),
        (replace(TOUCHED, wanted="b"), [None, None, _CHANGED, _CHANGED, None, _CHANGED]),
        (TOUCHED, [None, None, _TOUCHED, _TOUCHED, None, _TOUCHED]),
        (replace(TOUCHED, made="2"), [None, None, _TOUCHED, _TOUCHED, None, _TOUCHED]),
        (replace(TOUCHED, kept_old=True), [None, None, _OLD, _OLD, None, _OLD]),
        (
            replace(SHIPPED, failed=FAILED, kept_old=True),
            [None, None, _MADE_NONE, _OLD, None, _OLD],
        ),
        (replace(SHIPPED, failed=FAILED), [None, None, _PARTLY, None, None, None]),
        (replace(TOUCHED, failed=FAILED), [None, None, _PARTLY, _TOUCHED, None, _TOUCHED]),
        (
            replace(TOUCHED, failed=_DEPLOY_FAILED),
            [None, None, _TOUCHED, _TOUCHED, None, _NOT_DEPLOYED],
        ),
        (replace(WITH_SERVER, failed=_DEPLOY_FAILED), [None] * 5 + [_NOT_DEPLOYED]),
        (replace(BUILT, failed=_DEPLOY_FAILED), [None] * 5 + [_NO_SERVER]),
        (replace(CHOSEN, failed=FAILED), [None, None, _PARTLY, _NO_BUILD, None, _NO_BUILD]),
        (
            replace(BEGINNING, failed=FAILED),
            [None, _NO_PROJECT, _NO_PROJECT, _NO_BUILD, None, _NO_BUILD],
        ),
        (replace(SHIPPED, project=False), [None, _NO_PROJECT, _NO_PROJECT, None, None, None]),
        (
            replace(BEGINNING, running=Stop.BUILD, doing=_DOING),
            [None, _NO_PROJECT, _RUNS, _NO_BUILD, None, _NO_BUILD],
        ),
        (replace(SHIPPED, running=Stop.SERVERS, doing=_DOING), [None] * 4 + [_RUNS, None]),
    ],
)
def test_every_stop_says_in_one_sentence_why(way: Way, why: list[str | None]) -> None:
    *said, running = [one.why and str(one.why) for one in marks(way).values()]
    assert said == why
    assert running == (None if way.servers else _NO_SERVER)
    assert list(marks(way)) == list(Stop)


@pytest.mark.parametrize(
    ("way", "missing"),
    [
        (BEGINNING, [None, Stop.PROJECT, Stop.PROJECT, Stop.BUILD, None, Stop.BUILD]),
        (CHOSEN, [None, None, None, Stop.BUILD, None, Stop.BUILD]),
        (BUILT, [None, None, None, None, None, Stop.SERVERS]),
        (replace(SHIPPED, wanted="b"), [None] * 6),
    ],
)
def test_only_what_is_locked_names_what_it_waits_for(way: Way, missing: list[Stop | None]) -> None:
    *found, running = [one.missing for one in marks(way).values()]
    assert found == missing
    assert running is (None if way.servers else Stop.SERVERS)


@pytest.mark.parametrize(("servers", "state"), [(0, State.OPEN), (1, State.DONE), (9, State.DONE)])
def test_one_server_is_enough(servers: int, state: State) -> None:
    assert marks(Way(servers=servers))[Stop.SERVERS].state is state


def test_every_stop_has_its_entry_in_the_order_of_the_way_and_a_picture() -> None:
    assert list(STOPS) == list(Stop)
    icons = files("resources").joinpath("icons")
    assert all(icons.joinpath(f"{entry.icon}.svg").is_file() for entry in STOPS.values())
    assert len({str(entry.name) for entry in STOPS.values()}) == len(Stop)


def test_the_stops_and_their_states_keep_their_names() -> None:
    assert [one.value for one in Stop] == [
        "project",
        "target",
        "build",
        "inspect",
        "servers",
        "deploy",
        "running",
    ]
    assert [one.value for one in State] == ["locked", "open", "running", "done", "failed", "stale"]
    assert asdict(Way()) == {
        "project": False,
        "target": False,
        "wanted": "",
        "built": "",
        "touched": None,
        "made": "",
        "shipped": "",
        "servers": 0,
        "running": None,
        "doing": None,
        "failed": frozenset(),
        "kept_old": False,
        "live": 0,
        "unwell": 0,
    }
