"""A log shows every letter of Unicode, and obeys none of them."""

from __future__ import annotations

import sys

from hypothesis import example, given
from hypothesis import strategies as st

from core.plain_text import HARMFUL
from gui.widgets.log import ansi

TEXTS = st.text(st.characters() | st.sampled_from(sorted(map(chr, HARMFUL))))


def test_every_harmful_letter_is_shown_and_every_other_stays() -> None:
    for code in range(sys.maxunicode + 1):
        line = f"a{chr(code)}b"
        if code not in HARMFUL or code == 0x09:
            assert ansi.plain(line) == line
        elif code != 0x1B:  # with which a colour would begin
            assert ansi.plain(line) == ansi.parse(line)[0]
            assert not HARMFUL & set(map(ord, ansi.plain(line)))


@example("\x1b\x1b[m[2J")
@example("\x1b]\x1b\\\x1b]")
@given(TEXTS)
def test_no_order_of_letters_forges_a_screen(text: str) -> None:
    said, runs = ansi.parse(text)
    assert said == ansi.plain(text)
    assert not HARMFUL & set(map(ord, said)) - {0x09}
    assert all(0 <= run.start < run.end <= len(said) for run in runs)
