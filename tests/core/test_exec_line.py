"""Arguments in a unit: what is quoted, what is left to systemd, in the very words of ExecStart=.

That real systemd gives them to a program as they were is held by tests/server/test_arguments.py.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.service.exec_line import exec_words


@pytest.mark.parametrize(
    ("argument", "word"),
    [
        ("serve", "serve"),
        ("--config=/etc/app.toml", "--config=/etc/app.toml"),
        ("", '""'),
        ("two words", '"two words"'),
        ("it's", '"it\'s"'),
        ('say "hi"', '"say \\x22hi\\x22"'),
        ("back\\slash", '"back\\x5cslash"'),
        ("100%", "100%%"),
        ("%n", "%%n"),
        ("${PORT}", "${PORT}"),
        ("-addr=:${PORT}", "-addr=:${PORT}"),
        ("$PORT", "$$PORT"),
        ("$$", "$$$$"),
        ("${1}", "$${1}"),
        ("${PORT", "$${PORT"),
        (";", '";"'),
        ("#", '"#"'),
        ("a\nb", '"a\\x0ab"'),
        ("grün", '"gr\\xc3\\xbcn"'),
        ("*", '"*"'),
    ],
)
def test_an_argument_stands_in_the_unit_so(argument: str, word: str) -> None:
    assert exec_words([argument]) == f" {word}"


def test_each_argument_has_its_blank_before_it_and_none_gives_none() -> None:
    assert exec_words(["serve", "--port", "${PORT}"]) == " serve --port ${PORT}"
    assert exec_words([]) == ""


@given(st.lists(st.text(), max_size=4))
def test_whatever_an_argument_holds_it_ends_no_line_and_is_plain_ascii(
    arguments: list[str],
) -> None:
    made = exec_words(arguments)
    assert made.isascii()
    assert made.isprintable()
