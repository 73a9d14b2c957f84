"""Times, levels and patterns as people write them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from core.operate.log_wish import moment, wish_of
from tests.made_up import refusal
from tests.reading import line

NOON = datetime(2026, 11, 30, 12, 0, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("90s", "2026-11-30T11:58:30+08:00"),
        ("10m", "2026-11-30T11:50:00+08:00"),
        ("10 min ago", "2026-11-30T11:50:00+08:00"),
        ("2h ago", "2026-11-30T10:00:00+08:00"),
        ("3d", "2026-11-27T12:00:00+08:00"),
        ("1W", "2026-11-23T12:00:00+08:00"),
        ("now", "2026-11-30T12:00:00+08:00"),
        ("today", "2026-11-30T00:00:00+08:00"),
        ("Yesterday", "2026-11-29T00:00:00+08:00"),
        ("9:05", "2026-11-30T09:05:00+08:00"),
        ("14:30:07", "2026-11-30T14:30:07+08:00"),
        ("2026-11-29", "2026-11-29T00:00:00+08:00"),
        ("2026-11-29 06:00", "2026-11-29T06:00:00+08:00"),
        ("2026-11-29T06:00:00Z", "2026-11-29T06:00:00+00:00"),
    ],
)
def test_times_are_read(words: str, wanted: str) -> None:
    assert moment(words, NOON) == datetime.fromisoformat(wanted).timestamp()


def test_no_words_are_no_time() -> None:
    assert moment("  ", NOON) == 0


@pytest.mark.parametrize(
    "words", ["soon", "10", "10y", "25:00", "2026-13-01", "9999999m", "\n"[1:]]
)
def test_what_is_no_time_is_told(words: str) -> None:
    if words:
        assert refusal(lambda: moment(words, NOON)).code == "time_not_understood"


def test_a_wish_takes_what_it_names() -> None:
    wish = wish_of(services=("web",), level="warn", grep=r"disk \d", follow=True)
    assert (wish.services, wish.level, wish.follow) == (("web",), "warning", True)
    lines = [
        line("disk 1 full", level="error"),
        line("disk full", level="error"),
        line("disk 2 full", level="notice"),
    ]
    assert [one.text for one in lines if wish.wants(one)] == ["disk 1 full"]
    assert all(wish_of().wants(one) for one in lines)
