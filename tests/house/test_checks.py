"""The tools that hold style, types and the directions of imports have nothing to say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

TOOLS = {
    "style": ("ruff", "check"),
    "format": ("ruff", "format", "--check"),
    "imports": ("lint-imports", "--no-logo", "--no-cache"),
    "types": ("mypy",),
    "workflows": ("zizmor", "--offline", "--no-progress", "--persona=pedantic", ".github"),
}


@pytest.mark.parametrize("tool", TOOLS.values(), ids=TOOLS)
def test_the_sources_pass(tool: tuple[str, ...]) -> None:
    program, *words = tool
    beside = Path(sys.executable).with_name(program)
    said = subprocess.run(
        (beside, *words), cwd=ROOT, check=False, capture_output=True, text=True, timeout=3600
    )
    if said.returncode:
        pytest.fail(said.stdout + said.stderr, pytrace=False)
