"""The languages that GoFerry speaks, and their catalogues, read without Qt.

A catalogue is a Qt Linguist file, read as it is: one for window and command line, and no compiled
copy to forget.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from core.words import Text

    Catalogue = dict[tuple[str, str], tuple[str, ...]]

ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "zh_CN": "简体中文"}
# Which of its forms a counted sentence takes for a number, as the CLDR has it: in Chinese, the one.
PLURAL_FORM: dict[str, Callable[[int], int]] = {"zh_CN": lambda _count: 0}
# The first one that is set decides, as for every program of the system.
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_TRANSLATIONS = Path(resources.__file__).parent / "translations"


def of_locale(environment: Mapping[str, str]) -> str:
    """Return the language that the locale of a terminal names; English where we do not speak it."""
    named = next(filter(None, map(environment.get, _VARIABLES)), "")
    language = named.partition(".")[0].partition("@")[0]
    return next((one for one in LANGUAGES if _same(one, language)), ENGLISH)


def _same(ours: str, theirs: str) -> bool:
    """Whether both are one language: any Chinese reads what is written in the simplified script."""
    return ours.partition("_")[0] == theirs.partition("_")[0]


def in_language(text: Text, language: str) -> str:
    """Return the sentence with its places in a language, in the form for its number."""
    forms = catalogue(language).get((text.source, text.context))
    if forms is None:
        return text.english
    return forms[0] if len(forms) == 1 else forms[PLURAL_FORM[language](text.count)]


def speaker(language: str) -> Callable[[Text], str]:
    """Return what says a text in a language, for `words.speak`."""
    return lambda text: in_language(text, language)


@lru_cache(maxsize=4)
def catalogue(language: str) -> Catalogue:
    """Read the forms of every sentence by its English and its context."""
    if language == ENGLISH:
        return {}
    from xml.etree import ElementTree as ET  # noqa: PLC0415 - English needs none of it

    file = _TRANSLATIONS / f"goferry_{language}.ts"
    root = ET.fromstring(file.read_text("utf-8"))  # noqa: S314 - a file of our own
    found: Catalogue = {}
    for message in root.iter("message"):
        key = (message.findtext("source", ""), message.findtext("comment", ""))
        said = [*message.iter("numerusform")] or message.iter("translation")
        if forms := tuple(one.text for one in said if one.text):
            found[key] = forms
    return found
