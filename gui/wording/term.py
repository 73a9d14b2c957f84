"""One entry of the glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from core.words import Text


class Term(NamedTuple):
    """A word, what it means, and the English forms in which it is found in sentences."""

    id: str
    word: Text
    meaning: Text
    forms: tuple[str, ...]
