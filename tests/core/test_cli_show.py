"""How a job is shown: JSON lines for scripts, and text that nothing foreign can forge."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import pytest

from core.cli.inert import cells, fitted, inert
from core.cli.show import Answer, JsonShow, TextShow, table
from core.events import (
    Event,
    LogLine,
    Noticed,
    Progress,
    StepFinished,
    StepStarted,
)
from core.problems import Advice, Problem
from core.words import say, verbatim

HOSTILE = "\x1b]0;root\x07\x1b[2J\x1b[1A\rdone\x9b2J\u202egnp.exe\x7f"
PROBLEM = Problem(
    code="it_rains",
    what=say("It rains."),
    why=say("There are clouds."),
    next=(Advice(say("Take an umbrella.")),),
    details="one\ntwo",
)
EVENTS: tuple[Event, ...] = (
    StepStarted(step=say("Walk"), number=1, of=2),
    Progress(done=1, total=4, unit="packages"),
    LogLine(text="left, right", stream="err"),
    Noticed(problem=PROBLEM, server="web1"),
    StepFinished(step=say("Walk"), seconds=1.23456),
)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _ordinary_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.delenv("NO_COLOR", raising=False)


def _text(*events: Event, tale: io.StringIO, answer: Answer | None = None) -> str:
    out = io.StringIO()
    show = TextShow(out, tale)
    for event in events:
        show.event(event)
    show.answer(answer or Answer())
    return out.getvalue()


def _screen(written: str) -> list[str]:
    """What a terminal shows in the end: each line after its last erasure, without colours."""
    lines = [line.rpartition("\r\x1b[K")[2] for line in written.split("\n")]
    return [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]


def test_json_lines_are_the_contracts_events() -> None:
    out = io.StringIO()
    show = JsonShow(out)
    for event in EVENTS:
        show.event(event)
    show.answer(Answer(fields={"dir": "/a"}))
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    names = ["step_started", "progress", "log", "noticed", "step_finished", "result"]
    assert [line["event"] for line in lines] == names
    assert lines[0] | {"step": "Walk", "number": 1, "of": 2} == lines[0]
    assert lines[1] | {"done": 1, "total": 4, "unit": "packages"} == lines[1]
    assert lines[2] | {"text": "left, right", "stream": "err"} == lines[2]
    assert lines[3]["server"] == "web1"
    assert (
        lines[3]["problem"]
        | {
            "code": "it_rains",
            "what": "It rains.",
            "why": "There are clouds.",
            "next": ["Take an umbrella."],
        }
        == (lines[3]["problem"])
    )
    assert lines[4]["seconds"] == 1.235
    assert lines[5] == {"event": "result", "ok": True, "dir": "/a"}


def test_json_holds_any_file_name() -> None:
    out = io.StringIO()
    JsonShow(out).answer(Answer(fields={"path": "/a\udcff\n\x1b"}))
    assert json.loads(out.getvalue())["path"] == "/a\udcff\n\x1b"
    assert out.getvalue().isascii()


def test_a_problem_makes_the_result_false_and_keeps_its_fields() -> None:
    out = io.StringIO()
    JsonShow(out).answer(Answer(fields={"servers": []}, problem=PROBLEM))
    result = json.loads(out.getvalue())
    assert (result["ok"], result["servers"], result["problem"]["code"]) == (False, [], "it_rains")


def test_the_answer_goes_to_standard_output_and_the_tale_to_standard_error() -> None:
    tale = io.StringIO()
    out = _text(*EVENTS, tale=tale, answer=Answer(lines=("the answer",)))
    assert out == "the answer\n"
    assert tale.getvalue().splitlines() == [
        "[1/2] Walk",
        "left, right",
        "! web1: It rains.",
        "  There are clouds.",
        "  → Take an umbrella.",
        "    one",
        "    two",
    ]


def test_a_failure_stands_behind_the_answer_as_one_and_not_as_a_note() -> None:
    plain = io.StringIO()
    assert _text(tale=plain, answer=Answer(lines=("so far",), problem=PROBLEM)) == "so far\n"
    assert plain.getvalue().splitlines()[:2] == ["✗ It rains.", "  There are clouds."]
    terminal = Terminal()
    _text(EVENTS[3], tale=terminal, answer=Answer(problem=PROBLEM))
    told = terminal.getvalue()
    assert "\x1b[33m! web1: It rains.\x1b[0m\n" in told
    assert "\x1b[31m✗ It rains.\x1b[0m\n" in told


def test_a_terminal_keeps_one_live_line() -> None:
    tale = Terminal()
    _text(*EVENTS[:2], tale=tale)
    assert _screen(tale.getvalue())[0] == "✗ Walk"
    done = Terminal()
    _text(*EVENTS, tale=done)
    assert _screen(done.getvalue())[-2:] == ["✓ Walk  1.2 s", ""]


def test_the_live_line_never_wraps() -> None:
    tale = Terminal()
    _text(StepStarted(step=verbatim("构建" * 40), number=1, of=1), tale=tale)
    first = tale.getvalue().split("\r\x1b[K")[1]
    assert cells(re.sub(r"\x1b\[[0-9;]*m", "", first)) <= 39


def test_colour_only_on_a_terminal_that_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    coloured, plain, file = Terminal(), Terminal(), io.StringIO()
    _text(*EVENTS, tale=coloured)
    _text(*EVENTS, tale=file)
    monkeypatch.setenv("NO_COLOR", "1")
    _text(*EVENTS, tale=plain)
    assert "\x1b[32m" in coloured.getvalue()
    assert "m✓" not in plain.getvalue()
    assert "\x1b" not in file.getvalue()


def test_a_dumb_terminal_gets_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    tale = Terminal()
    _text(*EVENTS, tale=tale)
    assert "\x1b" not in tale.getvalue()
    assert "\r" not in tale.getvalue()


def test_a_notice_names_its_server_once() -> None:
    tale = io.StringIO()
    slow = replace(PROBLEM, what=say("The release on {server} still starts.", server="lab"))
    _text(*(Noticed(problem=one, server="lab") for one in (slow, PROBLEM)), tale=tale)
    heads = [line for line in tale.getvalue().splitlines() if line.startswith("!")]
    assert heads == ["! The release on lab still starts.", "! lab: It rains."]


def test_foreign_words_cannot_move_the_cursor() -> None:
    tale = io.StringIO()
    problem = Problem(code="x", what=verbatim(HOSTILE), why=verbatim(HOSTILE), details=HOSTILE)
    foreign = (
        LogLine(text=HOSTILE),
        Noticed(problem=problem),
        StepStarted(step=verbatim(HOSTILE), number=1, of=1),
    )
    out = _text(*foreign, tale=tale, answer=Answer(lines=(HOSTILE,), problem=problem))
    control = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
    assert not control.search(out + tale.getvalue())
    assert "␛]0;root␇" in tale.getvalue()


def test_colours_of_others_are_dropped() -> None:
    assert inert("\x1b[1;31mred\x1b[0m\tend") == "red    end"


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("构建程序", 5, "构建…"),
        ("e\u0301e", 2, "e\u0301e"),
    ],
)
def test_text_is_cut_by_columns_not_by_letters(text: str, width: int, shown: str) -> None:
    assert fitted(text, width) == shown


def test_tables_align_wide_letters() -> None:
    assert table([("构建", "x"), ("a", "y")]) == ("构建  x", "a     y")
    assert table([]) == ()
    assert table([("a", "b", "c"), ("web1", "x")]) == ("a     b  c", "web1  x")
