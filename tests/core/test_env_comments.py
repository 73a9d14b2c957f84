"""What a comment that goes on takes with it, and letters beside signs that mean something."""

from __future__ import annotations

import pytest

from core.service.env_meaning import Trap, traps
from core.service.env_syntax import NEWEST, entries, variables


@pytest.mark.parametrize(
    ("content", "lost"),
    [
        (b"# a\\\nB=2\nA=1\n", [("B", 2)]),
        (b"; a\\\nno variable\\\nB=2\nA=1\n", [("B", 3)]),
        (b"# a\\\nno variable\nA=1\n", []),
        (b"# a\nB=2\n", []),
        (b"A=1 # \\\nB=2\n", []),
    ],
)
def test_of_a_comment_only_assignments_are_told(
    content: bytes, lost: list[tuple[str, int]]
) -> None:
    found = traps(entries(content, systemd=252)).get(Trap.SWALLOWED, [])
    assert [(one.name, one.line) for one in found] == lost


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("AX=1X", {"AX": "1X"}),
        ("AX =1X \t", {"AX": "1X"}),
        ('A="\\X"', {"A": "\\X"}),
        ("A=\\X", {"A": "X"}),
    ],
)
def test_a_letter_is_a_letter_wherever_it_stands(content: str, found: dict[str, str]) -> None:
    assert variables(content.encode()) == found


def test_a_line_without_a_sign_keeps_its_word_and_a_value_is_never_shown() -> None:
    assert [entry.key for entry in entries(b"noX \nX")] == ["noX", "X"]
    assert repr(entries(b"A='canary'")[0]) == "EnvEntry(line=1, key='A', assigns=True)"
    assert NEWEST == 257
