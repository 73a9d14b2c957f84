"""How well what somebody types fits what they may mean: whole words, beginnings, initials, gaps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS = re.compile(r"[\w.\-]+")
_WHOLE, _BEGINNING, _INITIALS, _INSIDE, _GAPS = 100, 80, 60, 50, 20
_LEAST_WITH_GAPS = 3  # letters: two are in nearly everything


def fit(typed: str, names: Iterable[str]) -> int:
    """Say how well each word that was typed is found in one of these names; 0 when one is not.

    A name earlier in the list counts more. Upper and lower case are the same.
    """
    wanted = typed.casefold().split()
    best = 0
    for place, name in enumerate(names):
        scores = [_fit(word, name.casefold()) for word in wanted]
        if scores and all(scores):
            best = max(best, sum(scores) * 10 // len(scores) - place - len(name) // 20)
    return best


def _fit(typed: str, name: str) -> int:
    words = _WORDS.findall(name)
    if typed in words:
        return _WHOLE
    if any(word.startswith(typed) for word in words):
        return _BEGINNING
    if len(typed) > 1 and words and _gaps(typed, "".join(word[0] for word in words)):
        return _INITIALS
    if typed in name:
        return _INSIDE
    if len(typed) >= _LEAST_WITH_GAPS and any(_gaps(typed, one) for one in words):
        return _GAPS
    return 0


def _gaps(typed: str, word: str) -> bool:
    """Whether the letters come in this order, the first one first."""
    rest = iter(word)
    return word[0] == typed[0] and all(letter in rest for letter in typed)
