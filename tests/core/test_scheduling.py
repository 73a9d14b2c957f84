"""The next runs of a timer, asked of the systemd of this computer before any server is."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

import pytest

from core.deploy.schedule import Schedule
from core.problems import ProblemError
from core.usecases import scheduling

if TYPE_CHECKING:
    from pathlib import Path

_ONCE = (
    "    Next elapse: Mon 2026-11-30 03:00:00 UTC\n       Iter. #2: Tue 2026-12-01 03:00:00 UTC\n"
)


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a systemd-analyze on the path that notes its words and says what a file holds."""
    program = tmp_path / "systemd-analyze"
    program.write_text(
        f'#!/bin/sh\necho "$LC_ALL $*" >>{tmp_path}/asked\ncat {tmp_path}/says\n'
        f"[ ! -e {tmp_path}/refuses ] || exit 1\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return tmp_path


def test_the_next_runs_are_asked_of_this_computers_systemd_in_english(asked: Path) -> None:
    (asked / "says").write_text(_ONCE)
    found = asyncio.run(scheduling.next_runs("*-*-* 03:00"))
    runs = ("Mon 2026-11-30 03:00:00 UTC", "Tue 2026-12-01 03:00:00 UTC")
    assert found == Schedule(understood=True, runs=runs, told=_ONCE.strip())
    assert (asked / "asked").read_text() == "C calendar --iterations=3 *-*-* 03:00\n"


def test_what_systemd_does_not_understand_is_told_apart(asked: Path) -> None:
    (asked / "says").write_text("Failed to parse calendar specification")
    (asked / "refuses").touch()
    found = asyncio.run(scheduling.next_runs("hourlyy"))
    told = "Failed to parse calendar specification"
    assert found == Schedule(understood=False, told=told)


def test_no_program_is_asked_about_what_can_be_no_schedule(asked: Path) -> None:
    with pytest.raises(ProblemError) as odd:
        asyncio.run(scheduling.next_runs("--help"))
    assert odd.value.problem.code == "service_settings_unusable"
    assert not (asked / "asked").exists()


def test_where_there_is_no_systemd_nobody_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert asyncio.run(scheduling.next_runs("daily")) is None
