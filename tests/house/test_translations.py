"""Every sentence has its Chinese, with the same places for values and the same mnemonics."""

from __future__ import annotations

import string
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from core.languages import PLURAL_FORM
from installer.words import FILES, Sentence, spoken, translations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FILES = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
_MOST_NUMBERS = 1_000  # every form of every language is used below


@_FILES
def test_no_sentence_lacks_its_translation(file: Path) -> None:
    assert not sorted(spoken().keys() - translations(file).keys())


@_FILES
def test_a_counted_sentence_has_a_form_for_every_number(file: Path) -> None:
    form = PLURAL_FORM[file.stem.removeprefix("goferry_")]
    needed = {form(count) for count in range(_MOST_NUMBERS)}
    assert not {
        one.english: said
        for one, said in translations(file).items()
        if one.counts and {*range(len(said))} != needed
    }


def test_no_sentence_is_counted_here_and_not_there() -> None:
    told = Counter((one.english, one.context) for one in spoken())
    assert [one for one, times in told.items() if times > 1] == []


@_FILES
def test_a_translation_has_the_same_places_for_values(file: Path) -> None:
    assert not [said for one, said in _forms(file) if _places(one.english) != _places(said)]


@_FILES
def test_a_translation_keeps_its_mnemonic(file: Path) -> None:
    assert not [said for one, said in _forms(file) if ("&" in one.english) != ("&" in said)]


def _forms(file: Path) -> Iterator[tuple[Sentence, str]]:
    for one, forms in translations(file).items():
        for said in forms:
            yield one, said


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
