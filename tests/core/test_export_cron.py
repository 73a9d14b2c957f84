"""Calendar events of systemd as lines of cron: the same times, or none."""

from __future__ import annotations

import pytest

from core.exports.cron import Cron, cron_of


@pytest.mark.parametrize(
    ("event", "line"),
    [
        ("daily", "0 0 * * *"),
        ("weekly", "0 0 * * 1"),
        ("quarterly", "0 0 1 1,4,7,10 *"),
        ("*-*-* 03:30:00", "30 3 * * *"),
        ("03:30", "30 3 * * *"),
        ("*:0/15", "*/15 * * * *"),
        ("*:5/15", "5-59/15 * * * *"),
        ("0/6:00", "0 */6 * * *"),
        ("Mon..Fri 9:00", "0 9 * * 1,2,3,4,5"),
        ("Sat,Sun 10:00", "0 10 * * 0,6"),
        ("Fri..Mon 10:00", "0 10 * * 0,1,5,6"),
        ("Mon..Sun 10:00", "0 10 * * *"),
        ("monday", "0 0 * * 1"),
        ("*-*-01 04:00", "0 4 1 * *"),
        ("*-01,07-1/2 00:00:00", "0 0 */2 1,7 *"),
        ("8..18:00", "0 8-18 * * *"),
        ("12-24", "0 0 24 12 *"),
    ],
)
def test_what_cron_can_say(event: str, line: str) -> None:
    assert cron_of(event) == Cron(line=line)


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/Argentina/Salta"])
def test_a_time_zone_is_kept(zone: str) -> None:
    assert cron_of(f"daily {zone}") == Cron(line="0 0 * * *", zone=zone)


@pytest.mark.parametrize(
    "event",
    [
        "", "2027-01-01", "*-*~01", "*-*-* 03:30:15", "*:*:0/10", "Mon *-*-01", "Foo", "25:00",
        "12:60", "*-13-01", "*-*-32", "5..3:00", "*:0/0", "Mon..", "a b c", "*-*-* 03:30 evil",
    ],
)  # fmt: skip
def test_what_it_cannot_say_is_nothing(event: str) -> None:
    assert cron_of(event) is None
