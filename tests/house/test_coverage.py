"""What the measure of branches is held to: a table of modules; it tells what is missing."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from tests import coverage
from tests.mutants.model import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_WHOLE: dict[str, list[Any]] = {"missing_lines": [], "missing_branches": []}
_PARTLY = {"missing_lines": [3, 4, 5, 9], "missing_branches": [[2, 3], [6, 8], [7, -1]]}
_TELLS = "is to be covered to 100 %"
_MISSING = "line 3-5, 9, nor the way from line 6 to line 8, nor the way from line 7 to the end"


@pytest.mark.parametrize(
    ("file", "percent", "wanted", "told"),
    [
        (_WHOLE, 50.0, "core/*.py", ""),
        (_WHOLE, 49.9, "core/*.py", "Only 49.9 % of all is covered, and the floor is 50 %."),
        (_PARTLY, 50, "core/a.py", f"core/a.py {_TELLS}; no test takes {_MISSING}."),
        (_PARTLY, 50, "core/b*.py", f"core/b*.py {_TELLS}, and there is no such module."),
    ],
)  # fmt: skip
def test_what_no_test_takes_is_told_by_line(
    file: dict[str, Any], percent: float, wanted: str, told: str
) -> None:
    measured = {"files": {"core/a.py": file}, "totals": {"percent_covered": percent}}
    found = list(coverage.faults(measured, {"floor": 50, "whole": [wanted]}))
    assert found == [told] * bool(told)


def test_a_fault_of_the_measure_is_an_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.json"
    report.write_text('{"files": {}, "totals": {"percent_covered": 100}}')
    assert coverage.main(str(report)) == 1
    assert "there is no such module" in capsys.readouterr().out


def test_each_module_that_is_held_exists_and_is_named_once() -> None:
    wanted = tomllib.loads((ROOT / "tests/coverage.toml").read_text())["whole"]
    assert wanted == sorted(set(wanted))
    assert [one for one in wanted if not list(ROOT.glob(one))] == []
