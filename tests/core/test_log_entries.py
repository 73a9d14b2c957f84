"""What the journal answers becomes lines, whatever a program put into its entries."""

from __future__ import annotations

import pytest

from core.operate.logs import line_of


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("ready", "ready"),
        ([104, 105, 255], "hi\N{REPLACEMENT CHARACTER}"),
        (["first", "second"], "first\nsecond"),  # one entry, two MESSAGE fields
        (["text", [104, 105]], "text\nhi"),
        (None, "…"),
        ([], ""),
    ],
)
def test_no_message_is_lost_or_shown_as_something_else(message: object, shown: str) -> None:
    assert line_of("web1", {"MESSAGE": message}).text == shown


@pytest.mark.parametrize(
    ("priority", "stream"),
    [("4", "err"), ("6", "out"), (None, "out"), ("²", "out"), ("9" * 5000, "out"), ("04", "out")],
)
def test_an_odd_priority_breaks_nothing(priority: str | None, stream: str) -> None:
    assert line_of("web1", {"MESSAGE": "x", "PRIORITY": priority}).stream == stream


def test_several_priorities_in_one_entry_break_nothing() -> None:
    assert line_of("web1", {"MESSAGE": "x", "PRIORITY": ["3", "6"]}).stream == "out"
