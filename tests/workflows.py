"""actionlint, built from its sources: its wheel would download a program."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from core.toolchain import find_all
from tests.house.sources import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from core.toolchain import Go

_OLDEST_GO = (1, 25)  # what actionlint is written for


def actionlint(*files: Path) -> str:
    """Return what it has against workflows; the test is skipped where it cannot be had."""
    go = find_all()[0]
    if go.numbers < _OLDEST_GO:
        pytest.skip("actionlint needs a newer Go")
    if _run(go, "mod", "download").returncode and "CI" not in os.environ:
        pytest.skip("the sources of actionlint are not here, and cannot be had")
    said = _run(go, "tool", "actionlint", *map(str, files))
    return said.stdout + said.stderr if said.returncode else ""


def _run(go: Go, *words: str) -> subprocess.CompletedProcess[str]:
    own = {"GOTOOLCHAIN": "local", "GOFLAGS": "-mod=readonly", "GOWORK": "off"}
    return subprocess.run(
        (go.program, "-C", ROOT / "tests/house/actionlint", *words),
        env=os.environ | own,
        check=False,
        capture_output=True,
        text=True,
        timeout=600,
    )
