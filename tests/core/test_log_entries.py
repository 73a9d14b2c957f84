"""What the journal answers becomes lines, whatever a program put into its entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.operate import logs
from core.service.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.events import ServiceLine


def line_of(entry: Mapping[str, object]) -> ServiceLine:
    return logs.line_of("web1", entry, Layout("web"))


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
    assert line_of({"MESSAGE": message}).text == shown


@pytest.mark.parametrize(
    ("priority", "stream"),
    [("4", "err"), ("6", "out"), (None, "out"), ("²", "out"), ("9" * 5000, "out"), ("04", "out")],
)
def test_an_odd_priority_breaks_nothing(priority: str | None, stream: str) -> None:
    assert line_of({"MESSAGE": "x", "PRIORITY": priority}).stream == stream


def test_several_priorities_in_one_entry_break_nothing() -> None:
    assert line_of({"MESSAGE": "x", "PRIORITY": ["3", "6"]}).stream == "out"


def test_a_line_says_whose_it_is_when_it_was_written_and_how_grave() -> None:
    entry = {
        "MESSAGE": '{"level":"error","msg":"no answer","port":5432}',
        "PRIORITY": "6",
        "__REALTIME_TIMESTAMP": "1796018661000042",
        "_SYSTEMD_UNIT": "web.worker.service",
    }
    found = line_of(entry)
    assert (found.server, found.service, found.process) == ("web1", "web", "worker")
    assert (found.level, found.stream, found.message) == ("error", "err", "no answer")
    assert (found.fields, found.text) == ({"port": 5432}, entry["MESSAGE"])
    assert (found.time, found.moment) == (1_796_018_661_000_042, "2026-11-30T06:04:21.000042Z")


@pytest.mark.parametrize("stamp", [None, "", "-1", "x", "9" * 30, ["1"]])
def test_an_odd_stamp_breaks_nothing(stamp: object) -> None:
    assert line_of({"MESSAGE": "x", "__REALTIME_TIMESTAMP": stamp}).moment.startswith("1970-")


def test_a_stamp_after_the_year_9999_is_of_that_year() -> None:
    found = line_of({"MESSAGE": "x", "__REALTIME_TIMESTAMP": "9" * 18})
    assert found.moment == "9999-12-31T23:59:59.999999Z"
