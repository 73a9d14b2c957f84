"""The workflows are what GitHub understands, and run only code that was named by its hash."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from core.toolchain import find_all
from tests.house.sources import ROOT

if TYPE_CHECKING:
    from core.toolchain import Go

_WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
_USES = re.compile(r"^\s*(?:- )?uses: (.+)$", re.MULTILINE)
_PINNED = re.compile(r"\./\S+.*|\S+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
_OLDEST_GO = (1, 25)  # what actionlint is written for


def test_every_action_is_pinned_by_its_hash_with_the_version_beside_it() -> None:
    used = [one for file in _WORKFLOWS for one in _USES.findall(file.read_text("utf-8"))]
    assert used
    assert [one for one in used if not _PINNED.fullmatch(one)] == []


@pytest.mark.go
def test_actionlint_has_nothing_to_say() -> None:
    """It is built from its sources, which go.sum pins: its wheel would download a program."""
    go = find_all()[0]
    if go.numbers < _OLDEST_GO:
        pytest.skip("actionlint needs a newer Go")
    if _run(go, "mod", "download").returncode and "CI" not in os.environ:
        pytest.skip("the sources of actionlint are not here, and cannot be had")
    said = _run(go, "tool", "actionlint", *map(str, _WORKFLOWS))
    if said.returncode:
        pytest.fail(said.stdout + said.stderr, pytrace=False)


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
