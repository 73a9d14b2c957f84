"""Every sentence has its Chinese, with the same places for values and the same mnemonics."""

from __future__ import annotations

import string

import pytest

from installer.words import FILES, spoken, translations

_FILES = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@_FILES
def test_no_sentence_lacks_its_translation(file) -> None:  # noqa: ANN001 - a Path
    assert not sorted(spoken().keys() - translations(file).keys())


@_FILES
def test_a_translation_has_the_same_places_for_values(file) -> None:  # noqa: ANN001 - a Path
    assert not {
        sentence: said
        for sentence, said in translations(file).items()
        if _places(sentence) != _places(said)
    }


@_FILES
def test_a_translation_keeps_its_mnemonic(file) -> None:  # noqa: ANN001 - a Path
    assert not {
        sentence: said
        for sentence, said in translations(file).items()
        if ("&" in sentence) != ("&" in said)
    }


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
