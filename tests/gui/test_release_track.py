"""What the chips of one server say: what is not known is no good and no bad news."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.problems import Problem
from core.service.model import Kind
from core.service.results import ProcessStatus, Runs, Status
from core.words import say
from gui.widgets.service.release_track import ReleaseTrack, of_processes

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NOBODY_COULD_LOOK = Problem(
    code="forwarding_forbidden",
    what=say("web1 does not allow port forwarding, so GoFerry cannot check the port."),
    why=say("It says so."),
)


def status(*, active: str, healthy: bool | None, unknown: Problem | None = None) -> Status:
    return Status(
        server="web1",
        active=active,
        release="2-b",
        previous="1-a",
        healthy=healthy,
        unknown=unknown,
    )


@pytest.mark.parametrize(
    ("active", "healthy", "unknown", "word"),
    [
        ("active", True, None, "✓ healthy"),
        ("active", False, None, "✗ unhealthy"),
        ("active", None, NOBODY_COULD_LOOK, "? health not known"),
        ("unknown", None, NOBODY_COULD_LOOK, "? health not known"),
        ("inactive", False, None, "stopped"),
        ("failed", False, None, "stopped"),
    ],
)
def test_each_state_has_its_word(
    qtbot: QtBot, *, active: str, healthy: bool | None, unknown: Problem | None, word: str
) -> None:
    track = ReleaseTrack()
    qtbot.addWidget(track)
    track.show_status(status(active=active, healthy=healthy, unknown=unknown))
    assert track.facts.text() == word
    assert track.unknown.isVisibleTo(track) is (unknown is not None)
    if unknown:
        assert track.unknown.text() == str(unknown.what)


@pytest.mark.parametrize(
    ("kind", "healthy", "runs", "word"),
    [
        (Kind.WORKER, True, None, "✓ running"),
        (Kind.WORKER, False, None, "✗ does not stay up"),
        (Kind.TIMER, True, Runs(next="2026-11-30T03:00:00+05:30"),
         "✓ next run 2026-11-30 03:00"),
        (Kind.TIMER, True, Runs(next="2026-11-30T03:00:00+00:00", running=True), "✓ running now"),
        (Kind.TIMER, True, Runs(), "? no next run"),
        (Kind.TIMER, False, Runs(code=3, well=False),
         "✗ last run failed (exit code 3) · no next run"),
        (Kind.TIMER, True, Runs(last="2026-11-29T03:00:07+00:00"),
         "✓ last run 2026-11-29 03:00 succeeded · no next run"),
        (Kind.TIMER, True, Runs(last="2026-11-29T03:00:07+00:00", next="2026-11-30T03:00:00+00:00"),
         "✓ last run 2026-11-29 03:00 succeeded · next run 2026-11-30 03:00"),
        (Kind.TIMER, False, Runs(last="2026-11-29T03:00:07+00:00", code=3, well=False),
         "✗ last run 2026-11-29 03:00 failed (exit code 3) · no next run"),
    ],
)  # fmt: skip
def test_of_a_service_without_a_port_no_answer_is_told(
    qtbot: QtBot, *, kind: Kind, healthy: bool, runs: Runs | None, word: str
) -> None:
    track = ReleaseTrack()
    qtbot.addWidget(track)
    found = replace(status(active="active", healthy=healthy), kind=kind, runs=runs)
    track.show_status(found)
    assert track.facts.text() == word


def test_each_further_process_has_its_state_on_one_line() -> None:
    known = status(active="active", healthy=True)
    assert str(of_processes(None)) == str(of_processes(known)) == ""
    several = (
        ProcessStatus(name="mailer", active="active", healthy=False),
        ProcessStatus(name="api", active="failed", healthy=True, kind=Kind.WEB),
        ProcessStatus(
            name="nightly",
            active="active",
            kind=Kind.TIMER,
            runs=Runs(next="2026-11-30T03:00:00+00:00"),
        ),
    )
    told = str(of_processes(replace(known, processes=several)))
    assert told == (
        "mailer: ✗ does not stay up   api: stopped   nightly: ✓ next run 2026-11-30 03:00"
    )
