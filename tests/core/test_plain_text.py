"""Every face of others' words, over all of Unicode: the harmful is shown, the rest stays."""

from __future__ import annotations

import sys
import unicodedata
from html import unescape
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.binary.formats.image import shown
from core.binary.report import documents
from core.cli import inert as terminal
from core.plain_text import HARMFUL, SYMBOLS, inert, one_line, printable

if TYPE_CHECKING:
    from collections.abc import Callable

TURNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
ALL = [chr(code) for code in range(sys.maxunicode + 1)]
HARMLESS = [letter for letter in ALL if ord(letter) not in HARMFUL]
# Drawn from the harmful ones half of the time: of all letters, hardly one in a hundred is.
TEXTS = st.text(st.characters() | st.sampled_from(sorted(map(chr, HARMFUL))))


def test_every_control_turn_and_line_break_of_unicode_is_harmful() -> None:
    by_rule = {
        letter
        for letter in ALL
        if unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"}
        or unicodedata.bidirectional(letter) in TURNS
        or len(f"a{letter}a".splitlines()) > 1
    }
    assert by_rule <= set(map(chr, HARMFUL))
    assert not [letter for letter in map(chr, HARMFUL) if letter.isprintable()]
    assert set(SYMBOLS) == HARMFUL
    assert "".join(SYMBOLS.values()).isprintable()


@pytest.mark.parametrize(
    ("face", "stay"), [(inert, "\t\n"), (terminal.inert, ""), (printable, ""), (one_line, "")]
)
def test_no_letter_of_unicode_does_harm(face: Callable[[str], str], stay: str) -> None:
    found = {letter: face(f"a{letter}b") for letter in ALL}
    changed = [letter for letter in ALL if found[letter] != f"a{letter}b"]
    if face in {inert, terminal.inert}:
        assert set(map(ord, changed)) == HARMFUL - set(map(ord, stay))
    else:
        assert changed == [letter for letter in ALL if not letter.isprintable()]
    assert {len(text) for letter, text in found.items() if letter != "\t"} == {3}


@example("\x1b\x1b[m[2J")
@example("\r\r\n\n")
@given(TEXTS)
def test_no_order_of_letters_does_harm(text: str) -> None:
    assert not HARMFUL & set(map(ord, inert(text))) - {0x09, 0x0A}
    for face in (terminal.inert, printable, one_line):
        assert not HARMFUL & set(map(ord, face(text)))
    assert inert(inert(text)) == inert(text)
    assert terminal.inert(terminal.inert(text)) == terminal.inert(text)


@given(TEXTS)
def test_a_name_of_a_program_file_does_no_harm_in_any_report(text: str) -> None:
    name = shown(text.encode("utf-8", "surrogateescape" if text.isascii() else "replace"))
    assert name.isprintable()
    assert unescape(documents._safe(text)) == printable(text)
    assert not set("<>\"'") & set(documents._safe(text))
    assert not set("|`") & set(documents._plain(text))


def test_what_does_no_harm_stays_as_it_is() -> None:
    harmless = "".join(HARMLESS)
    assert terminal.inert(harmless) == harmless
    for at in range(0, len(harmless), 4000):
        assert inert(harmless[at : at + 4000]) == harmless[at : at + 4000]
