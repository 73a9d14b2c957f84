"""Output keeps its colours and loses everything that could forge a screen."""

from __future__ import annotations

import time

import pytest

from gui.widgets.log import ansi
from gui.widgets.log.ansi import Run, Style


def test_colours_become_runs_of_the_plain_text() -> None:
    text, runs = ansi.parse("a \x1b[1;31mred\x1b[0m b")
    assert text == "a red b"
    assert runs == [Run(2, 5, Style(colour=1, bold=True))]


def test_bright_colours_are_the_second_eight() -> None:
    assert ansi.parse("\x1b[94mx")[1][0].style.colour == 12


@pytest.mark.parametrize(
    ("codes", "colour"),
    [("38;5;9", 9), ("38;5;196", 9), ("38:2:0:160:0", 2), ("38;2;255;255;0", 11), ("38;5;240", 8)],
)
def test_many_colours_become_the_nearest_of_sixteen(codes: str, colour: int) -> None:
    assert ansi.parse(f"\x1b[{codes}mx")[1] == [Run(0, 1, Style(colour=colour))]


def test_grounds_are_left_out_and_do_not_disturb_what_follows() -> None:
    assert ansi.parse("\x1b[48;5;31;4mx")[1] == [Run(0, 1, Style(underline=True))]


def test_styles_end_where_they_are_switched_off() -> None:
    text, runs = ansi.parse("\x1b[3mi\x1b[23mn\x1b[32mg\x1b[39mn")
    assert text == "ingn"
    assert runs == [Run(0, 1, Style(italic=True)), Run(2, 3, Style(colour=2))]


@pytest.mark.parametrize(
    "sneaky",
    [
        "\x1b[2J",
        "\x1b[1;1H",
        "\x1b]0;title\x07",
        "\x1b]8;;http://evil\x1b\\",
        "\x1bP+q\x1b\\",
        "\x1b(B",
        "\x1bc",
        "\x1b[?1049h",
        "\x1b]52;c;unfinished",
    ],
)
def test_what_moves_the_cursor_or_sets_titles_vanishes(sneaky: str) -> None:
    assert ansi.plain(f"a{sneaky}").startswith("a")
    assert "\x1b" not in ansi.plain(f"a{sneaky}b")
    assert len(ansi.plain(f"a{sneaky}")) == 1


@pytest.mark.parametrize(
    ("given", "shown"),
    [("a\x07b", "a^Gb"), ("a\x7f", "a^?"), ("a\x08", "a^H"), ("x\ry", "x^My"), ("end\r", "end")],
)
def test_control_characters_are_made_visible(given: str, shown: str) -> None:
    assert ansi.plain(given) == ansi.parse(given)[0] == shown


def test_characters_that_turn_the_reading_direction_are_made_visible() -> None:
    assert ansi.plain("a\u202eb\u2066c\x9bd") == "a\ufffdb\ufffdc\ufffdd"


def test_tabs_and_chinese_stay() -> None:
    assert ansi.plain("a\t固定") == "a\t固定"


def test_an_odd_line_takes_no_odd_time() -> None:
    begin = time.process_time()
    for line in ("\x1b[" * 50_000, "\x1b]" + "a" * 1_000_000, "\x1b[" + "1;" * 100_000 + "m"):
        ansi.plain(line)
        ansi.parse(line)
    assert time.process_time() - begin < 10, "a pattern that goes back and forth takes minutes"
