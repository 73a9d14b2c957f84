"""A line of a log is taken apart in the shapes that Go's libraries write, and otherwise left."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.operate.log_shapes import LEVELS, Shape, at_least, level_of, of_priority, of_text

SLOG = '{"time":"2026-11-30T06:00:00Z","level":"INFO","msg":"up","port":8080}'
ZAP = '{"level":"error","ts":1796018661.1,"caller":"a/b.go:7","msg":"no","stacktrace":"main.main"}'
ZEROLOG = '{"level":"warn","user":{"id":7},"time":1796018661,"message":"slow"}'
LOGRUS = '{"level":"warning","msg":"slow","time":"2026-11-30T06:00:00Z"}'


@pytest.mark.parametrize(
    ("text", "level", "message", "fields"),
    [
        (SLOG, "info", "up", {"time": "2026-11-30T06:00:00Z", "port": 8080}),
        (
            ZAP,
            "error",
            "no",
            {"ts": 1796018661.1, "caller": "a/b.go:7", "stacktrace": "main.main"},
        ),
        (ZEROLOG, "warning", "slow", {"user": {"id": 7}, "time": 1796018661}),
        (LOGRUS, "warning", "slow", {"time": "2026-11-30T06:00:00Z"}),
        ('{"severity":"CRITICAL","message":"gone"}', "fatal", "gone", {}),
        ('{"level":"INFO+2","msg":"between"}', "info", "between", {}),
        ('{"level":"loud","msg":"x"}', "", "x", {"level": "loud"}),
        ('{"a":1}', "", '{"a":1}', {"a": 1}),
        (
            'time=2026-11-30T06:00:00Z level=WARN msg="a \\"b\\"" n=3',
            "warning",
            'a "b"',
            {"time": "2026-11-30T06:00:00Z", "n": "3"},
        ),
        ("level=error msg=short err=", "error", "short", {"err": ""}),
        ("the level=error of the lake", "", "the level=error of the lake", {}),
        ("panic: nil map", "fatal", "panic: nil map", {}),
        ("fatal error: all goroutines are asleep", "fatal", None, {}),
        ("no panic: none", "", "no panic: none", {}),
        ("plain", "", "plain", {}),
        ("{half", "", "{half", {}),
        ('{"msg":1,"message":"text"}', "", "text", {"msg": 1}),
        ("[1]", "", "[1]", {}),
        ("", "", "", {}),
    ],
)
def test_a_line_is_taken_apart(
    text: str, level: str, message: str | None, fields: dict[str, Any]
) -> None:
    wanted = Shape(message=text if message is None else message, level=level, fields=fields)
    assert of_text(text) == wanted


@given(st.text() | st.from_regex(r"(level=[a-z]{0,5} )?(\w=\"?[^ ]{0,3}\"? ?){0,5}"))
def test_no_line_breaks_it(text: str) -> None:
    found = of_text(text)
    assert found.level in {"", *LEVELS}
    assert found.message is not None


def test_a_line_that_is_too_long_or_has_too_many_fields_stays_whole() -> None:
    long = '{"level":"error","msg":"' + "x" * 65_536 + '"}'
    assert of_text(long) == Shape(message=long)
    many = " ".join(["level=info", *(f"k{n}=1" for n in range(64))])
    assert of_text(many) == Shape(message=many)


@pytest.mark.parametrize(
    ("word", "level"),
    [
        ("WARN", "warning"),
        ("dpanic", "fatal"),
        ("ERROR-1", "error"),
        ("", ""),
        (7, ""),
        ("x+1", ""),
    ],
)
def test_libraries_words_for_levels(word: object, level: str) -> None:
    assert level_of(word) == level


def test_priorities_of_the_journal() -> None:
    found = [
        of_priority(n) for n in ("0", 1, "2", "3", "4", "5", "6", "7", "8", "", None, "²", "06")
    ]
    worst = ["fatal", "fatal", "fatal", "error", "warning", "notice", "info", "debug"]
    assert found == [*worst, *["info"] * 5]


def test_which_levels_count() -> None:
    assert [one for one in LEVELS if at_least(one, "warning")] == ["warning", "error", "fatal"]
    assert all(at_least(one, "") for one in LEVELS)
