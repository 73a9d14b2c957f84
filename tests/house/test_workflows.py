"""The workflows are what GitHub understands, and run only code that was named by its hash."""

from __future__ import annotations

import re

import pytest

from tests.house.sources import ROOT
from tests.workflows import actionlint

_WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
_USES = re.compile(r"^\s*(?:- )?uses: (.+)$", re.MULTILINE)
_PINNED = re.compile(r"\./\S+.*|\S+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def test_every_action_is_pinned_by_its_hash_with_the_version_beside_it() -> None:
    used = [one for file in _WORKFLOWS for one in _USES.findall(file.read_text("utf-8"))]
    assert used
    assert [one for one in used if not _PINNED.fullmatch(one)] == []


@pytest.mark.go
def test_actionlint_has_nothing_to_say() -> None:
    """It is built from its sources, which go.sum pins: its wheel would download a program."""
    if said := actionlint(*_WORKFLOWS):
        pytest.fail(said, pytrace=False)
