"""The glossary: each technical word of the window, and where sentences use it."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from gui.runtime.speech import shown, speech
from gui.wording.terms_of_builds import OF_BUILDS
from gui.wording.terms_of_servers import OF_SERVERS

if TYPE_CHECKING:
    from core.words import Text
    from gui.wording.term import Term

TERMS = (*OF_SERVERS, *OF_BUILDS)
# Which words other languages leave as they are.
_TECHNICAL = frozenset(
    form for one in TERMS for form in one.forms if not form.islower() or "." in form or "_" in form
)
BY_ID = {one.id: one for one in TERMS}


def found_in(words: str) -> list[Term]:
    """Return the terms that these words use, in the language of now, each once."""
    seen = {_terms()[form.casefold()] for form in _pattern(speech().language).findall(words)}
    return [one for one in TERMS if one.id in seen]


def linked(text: Text) -> str:
    """Write a sentence as rich text in which the first of each term links to its meaning.

    Whatever else stands in it is escaped: values may come from anywhere.
    """
    words, parts, at = shown(text), list[str](), 0
    done = set[str]()
    for found in _pattern(speech().language).finditer(words):
        name = _terms()[found[0].casefold()]
        if name in done:
            continue
        done.add(name)
        parts += [
            escape(words[at : found.start()]),
            f'<a href="term:{name}">{escape(found[0])}</a>',
        ]
        at = found.end()
    return "".join((*parts, escape(words[at:]))).replace("\n", "<br>")


def _terms() -> dict[str, str]:
    return _by_form(speech().language)


@lru_cache(maxsize=4)
def _by_form(language: str) -> dict[str, str]:
    return {form.casefold(): one.id for one in TERMS for form in _forms(one, language)}


@lru_cache(maxsize=4)
def _pattern(language: str) -> re.Pattern[str]:
    """Find any term of a language; of two that begin at one place, the longer one."""
    longest_first = sorted(_by_form(language), key=len, reverse=True)
    ways = "|".join(map(re.escape, longest_first))
    return re.compile(f"(?<![A-Za-z0-9_])(?:{ways})(?![A-Za-z0-9_])", re.IGNORECASE)


def _forms(term: Term, language: str) -> set[str]:
    if language == "en":
        return {*term.forms}
    words = re.split(r"[^\w\s.=/\-]| 和 |与", shown(term.word))
    return {*filter(None, map(str.strip, words)), *_TECHNICAL.intersection(term.forms)}
