"""What each stop of the way is, from the facts alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.journey import State, Stop, Way, marks
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
        (BEGINNING, "open locked locked locked open locked"),
        (Way(project=True), "done open open locked open locked"),
        (CHOSEN, "done done open locked open locked"),
        (BUILT, "done done done done open locked"),
        (WITH_SERVER, "done done done done done open"),
        (SHIPPED, "done done done done done done"),
        (replace(SHIPPED, wanted="b"), "done done stale stale done stale"),
        (replace(SHIPPED, made="2"), "done done done done done stale"),
        (TOUCHED, "done done stale stale done stale"),
        (replace(CHOSEN, failed=FAILED, kept_old=True), "done done failed locked open locked"),
        (replace(BUILT, failed=FAILED, kept_old=True), "done done failed stale open locked"),
        (replace(WITH_SERVER, failed=FAILED, kept_old=True), "done done failed stale done open"),
        (replace(SHIPPED, failed=FAILED, kept_old=True), "done done failed stale done stale"),
        (replace(SHIPPED, failed=FAILED), "done done failed done done done"),
        (replace(SHIPPED, failed=frozenset({Stop.DEPLOY})), "done done done done done failed"),
        (replace(SHIPPED, running=Stop.BUILD, doing=_DOING), "done done running done done done"),
        (replace(SHIPPED, running=Stop.DEPLOY, doing=_DOING), "done done done done done running"),
        (
            replace(SHIPPED, failed=FAILED, kept_old=True, running=Stop.BUILD, doing=_DOING),
            "done done running stale done stale",
        ),
    ],
)
def test_the_facts_decide_every_stop(way: Way, states: str) -> None:
    assert [mark.state.value for mark in marks(way).values()] == states.split()


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
    assert "build before" in str(found[Stop.INSPECT].why)


def test_a_touched_file_is_named() -> None:
    assert "main.go" in str(marks(TOUCHED)[Stop.BUILD].why)


def test_a_change_that_is_taken_back_makes_nothing_stale() -> None:
    changed = replace(SHIPPED, wanted="b")
    assert marks(replace(changed, wanted="a")) == marks(SHIPPED)
