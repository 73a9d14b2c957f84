"""Every known symptom is explained by its own row, on recorded real output."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core import remedies
from core.actions import OpenFile
from core.remedies import build, code, computer, modules, program
from tests.every_action import KINDS

if TYPE_CHECKING:
    from core.problems import Problem

SAMPLES = sorted((Path(__file__).parent / "data" / "go_output").glob("*.txt"))
GO_ROWS = (*computer.ROWS, *build.ROWS, *modules.ROWS, *code.ROWS)
EVERY_ROW = (*GO_ROWS, *build.WARNINGS, *program.ROWS)
PLACE = re.compile(r".+\.(?:go|mod|sum|c|h)")

SAID_BY_PROGRAMS = {
    "cgo_stub": "Binary was compiled with 'CGO_ENABLED=0', go-sqlite3 requires cgo to work. "
    "This is a stub",
    "files_missing": "panic: open config.yaml: no such file or directory",
}


def wanted(sample: Path) -> str:
    """The code that a sample should get stands at the head of its name."""
    return sample.name.split(".", 1)[0]


def sentences(problem: Problem) -> list[str]:
    """Everything that a person would read."""
    return [str(problem.what), str(problem.why), *(str(one.text) for one in problem.next)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_real_output_gets_its_own_explanation(sample: Path) -> None:
    text = sample.read_text("utf-8")
    rows = build.WARNINGS if wanted(sample) == "not_really_static" else GO_ROWS
    problem = remedies.explain(text, rows)
    assert problem is not None
    assert problem.code == wanted(sample)
    for sentence in sentences(problem):
        assert "{" not in sentence
    for advice in problem.next:
        assert advice.action is None or type(advice.action) in KINDS
        if isinstance(advice.action, OpenFile):
            assert PLACE.fullmatch(str(advice.action.file))


def test_enough_is_recorded() -> None:
    versions = {found[1] for one in SAMPLES if (found := re.search(r"\.go(1\.\d+)", one.name))}
    assert len(SAMPLES) >= 60
    assert len(versions) >= 3


@pytest.mark.parametrize("row", [*GO_ROWS, *build.WARNINGS], ids=lambda row: row.code)
def test_every_row_has_a_recorded_sample(row: remedies.Remedy) -> None:
    assert any(
        row.pattern.search(sample.read_text("utf-8"))
        for sample in SAMPLES
        if wanted(sample) == row.code
    )


@pytest.mark.parametrize(("expected", "said"), SAID_BY_PROGRAMS.items())
def test_what_programs_say_is_explained(expected: str, said: str) -> None:
    problem = remedies.explain(said, program.ROWS)
    assert problem is not None
    assert problem.code == expected


@pytest.mark.parametrize("row", EVERY_ROW, ids=lambda row: row.code)
def test_rows_speak_plainly_and_lead_on(row: remedies.Remedy) -> None:
    for text in (row.what, row.why, *(advice.text for advice in row.next)):
        for word in ("Error:", "failed to", "invalid", "Traceback"):
            assert word not in text.source
        for place in re.findall(r"{(\w+)}", text.source):
            assert place in row.pattern.groupindex
    assert row.next


def test_each_error_is_told_once() -> None:
    said = "# example.com/x\n./a.go:3:2: undefined: one\n./a.go:4:2: undefined: two\n"
    found = remedies.explain_all(said + said)
    assert [str(one.what) for one in found] == [
        "one is not defined anywhere.",
        "two is not defined anywhere.",
    ]


def test_a_page_of_usage_is_no_list_of_errors() -> None:
    sample = SAMPLES[0].parent / "linker_options_unclear.flag.go1.26.txt"
    (only,) = remedies.explain_all(sample.read_text("utf-8"))
    assert only.code == "linker_options_unclear"
    assert str(only.why) == "Its output: flag provided but not defined: -badflag"
    page = "usage: compile [options] file.go...\n  -x\n\tmultiple definition of `contents'\n"
    assert remedies.explain_all(page) == ()
    more = "# example.com/b\n./a.go:3:2: undefined: one\n"
    assert [one.code for one in remedies.explain_all(page + more)] == ["undefined_name"]


def test_unknown_output_is_left_alone() -> None:
    assert remedies.explain("something nobody has seen before") is None
    assert remedies.explain("") is None


def test_foreign_text_stays_tame_inside_a_sentence() -> None:
    said = "package \x1b[31mevil\u202etxt{what}" + "x" * 5000 + " is not in std"
    problem = remedies.explain(said)
    assert problem is not None
    assert "\x1b" not in str(problem.what)
    assert "\u202e" not in str(problem.what)
    assert len(str(problem.what)) < 300


@pytest.mark.parametrize(
    "piece",
    ["a", " ", "go:", "x.go:1:", "download go", "'", "-l", "/", "\n", "ls-remote", "dial tcp"],
)
def test_a_hostile_output_costs_no_time(piece: str) -> None:
    since = time.thread_time()
    remedies.explain_all(piece * (100_000 // len(piece)), EVERY_ROW)
    assert time.thread_time() - since < 5


def test_long_details_keep_both_ends() -> None:
    details = remedies.bounded("first\n" + "x" * 100_000 + "\nlast")
    assert details.startswith("first")
    assert details.endswith("last")
    assert len(details) < 21_000
