"""What each stop of the way is, from the facts alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.journey import State, Stop, Way, marks

BEGINNING = Way()
CHOSEN = Way(project=True, target=True, wanted="a")
BUILT = replace(CHOSEN, built="a", made="1")
WITH_SERVER = replace(BUILT, servers=1)
SHIPPED = replace(WITH_SERVER, shipped="1")


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
    ],
)
def test_the_facts_decide_every_stop(way: Way, states: str) -> None:
    assert [mark.state.value for mark in marks(way).values()] == states.split()


def test_a_locked_stop_names_the_stop_it_waits_for() -> None:
    assert marks(BEGINNING)[Stop.TARGET].missing is Stop.PROJECT
    assert marks(CHOSEN)[Stop.DEPLOY].missing is Stop.BUILD
    assert marks(BUILT)[Stop.DEPLOY].missing is Stop.SERVERS


@pytest.mark.parametrize("way", [BEGINNING, CHOSEN, BUILT, replace(SHIPPED, wanted="b")])
def test_locked_and_stale_stops_say_why_and_others_need_not(way: Way) -> None:
    for mark in marks(way).values():
        assert (mark.why is not None) == (mark.state in {State.LOCKED, State.STALE})


def test_a_change_that_is_taken_back_makes_nothing_stale() -> None:
    changed = replace(SHIPPED, wanted="b")
    assert marks(replace(changed, wanted="a")) == marks(SHIPPED)
