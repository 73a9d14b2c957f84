"""The program that tells, in Go: what it judges, how it spells it for each kind of receiver."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.alarms import program
from core.alarms.receivers import Form

if TYPE_CHECKING:
    from core.home import Home

TESTS = Path(__file__).parents[1] / "alarm" / "alarm_test.go"


@pytest.mark.go
def test_it_judges_and_spells_as_it_should(home: Home) -> None:
    folder = program.sources(home)
    assert program.sources(home) == folder
    shutil.copy(TESTS, folder)
    for words in (("vet", "."), ("test", ".")):
        done = subprocess.run(
            ("go", *words), cwd=folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_it_knows_the_forms_that_are_offered() -> None:
    found = re.findall(r'^\t"([a-z]+)": +\{most:', program.resource("forms.go"), re.MULTILINE)
    assert found == [str(one) for one in Form]


def test_all_that_go_needs_is_laid_out(home: Home) -> None:
    folder = Path(__file__).parents[2] / "resources" / "alarm"
    found = {one.name for one in program.sources(home).iterdir()}
    assert found == {one.name for one in folder.iterdir() if one.name.endswith((".go", ".mod"))}
