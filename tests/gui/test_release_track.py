"""What the chips of one server say: what is not known is no good and no bad news."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.problems import Problem
from core.service.results import Status
from core.words import say
from gui.widgets.service.release_track import ReleaseTrack

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NOBODY_COULD_LOOK = Problem(
    code="forwarding_forbidden",
    what=say("web1 allows no look at its ports."),
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
        ("active", True, None, "✓ answers"),
        ("active", False, None, "✗ does not answer"),
        ("active", None, NOBODY_COULD_LOOK, "? not known"),
        ("unknown", None, NOBODY_COULD_LOOK, "? not known"),
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
