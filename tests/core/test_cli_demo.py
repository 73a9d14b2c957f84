"""The demo, where no practice server can run: the program runs here for a moment instead."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.goferry import goferry, processes_with

if TYPE_CHECKING:
    from core.home import Home

pytestmark = pytest.mark.go


def test_without_a_practice_server_it_runs_here_and_says_what_was_left_out(home: Home) -> None:
    nothing_installed = {"PATH": "/nowhere"}  # so that systemd-nspawn is not found, for example
    ran = goferry("demo", "--json", home=home.config, env=nothing_installed)
    assert ran.code == 0, ran
    steps = [event["step"] for event in ran.events if event["event"] == "step_started"]
    assert len(steps) == 5
    lines = [event["text"] for event in ran.events if event["event"] == "log"]
    typed = [line for line in lines if line.startswith("$ goferry")]
    assert [line.split()[4] for line in typed[:3]] == ["new", "build", "inspect"]
    assert any(line.startswith('200 {"release"') for line in lines)
    result = ran.result
    assert result["url"] is None
    assert len(result["left_out"]) == 1
    assert result["screenshot"] is None or Path(result["screenshot"]).is_file()
    assert (Path(result["dir"]) / "go.mod").is_file()
    assert not processes_with(str(home.builds))
