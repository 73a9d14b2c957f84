"""Files that the program will look for beside itself at run time, found by reading its source."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from core.project.model import UnembeddedFile
from core.project.source_text import MOST_IN_A_FILE, source_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path


# Calls with a path that is opened when the program runs: the places of the path among the words.
_ALL = slice(None)
_FIRST, _SECOND, _THIRD = slice(0, 1), slice(1, 2), slice(2, 3)
_READERS = {
    **dict.fromkeys(("os.ReadFile", "os.Open", "os.OpenFile", "os.ReadDir", "os.DirFS"), _FIRST),
    **dict.fromkeys(("os.Stat", "os.Lstat", "ioutil.ReadFile", "ioutil.ReadDir"), _FIRST),
    **dict.fromkeys(("http.Dir", "LoadHTMLGlob", "ParseGlob", "sqlite.Open"), _FIRST),
    **dict.fromkeys(("viper.SetConfigFile", "viper.AddConfigPath"), _FIRST),
    **dict.fromkeys(("LoadHTMLFiles", "ParseFiles", "tls.LoadX509KeyPair"), _ALL),
    **dict.fromkeys(("godotenv.Load", "godotenv.Read", "godotenv.Overload"), _ALL),
    **dict.fromkeys(("ListenAndServeTLS", "RunTLS"), _ALL),
    # The first word is the address in the browser.
    **dict.fromkeys(("Static", "StaticFile", "StaticFS"), _SECOND),
    "http.ServeFile": _THIRD,
}
_WRITERS = {
    **dict.fromkeys(("os.Create", "os.WriteFile", "os.Mkdir", "os.MkdirAll"), _FIRST),
    "ioutil.WriteFile": _FIRST,
}
_CALLS = re.compile(
    r"\b(?P<name>"
    + "|".join(re.escape(one) for one in sorted({**_READERS, **_WRITERS}, reverse=True))
    + r")\("
)
_TEMPLATES = re.compile(r'"(?:html|text)/template"|\btemplate\.')
_FOR_WRITING = re.compile(r"\bO_(?:CREATE|WRONLY|APPEND|RDWR)\b")
_JOIN = re.compile(r"\s*(?:file)?path\.Join\(")
_NAME = re.compile(r"\s*\*?(\w+)\s*")
_WORDS = re.compile(r"\s*(?:\"((?:[^\"\\\n]|\\.)*)\"|`([^`]*)`)\s*")
_NAMED = re.compile(
    r"^[ \t]*(?:const[ \t]+|var[ \t]+)?(\w+)(?:[ \t]+string)?[ \t]*:?=[ \t]*"
    r'(?:flag\.String\("[^"\n]*",[ \t]*)?"([^"\\\n]*)"',
    re.MULTILINE,
)
_FLAG = re.compile(r'\bflag\.StringVar\(&(\w+),[ \t]*"[^"\n]*",[ \t]*"([^"\\\n]*)"')
_PARAMETERS = re.compile(r"^func[ \t]+(?:\([^)\n]*\)[ \t]*)?(\w+)\(([^)\n]*)\)", re.MULTILINE)
_LONGEST_CALL = 400  # letters
# What is never closed ends with its line or the file: so a hostile file costs linear time.
_COMMENT_OR_STRING = re.compile(
    r'"(?:[^"\\\n]|\\[^\n])*+(?:"|$|\\)|`[^`]*+(?:`|\Z)|'
    r"'(?:[^'\\\n]|\\[^\n])'|(//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z))",
    re.MULTILINE,
)


def scan(sources: Iterable[Path]) -> tuple[UnembeddedFile, ...]:
    """Return the relative paths that these Go files open at run time, as far as they show.

    A path may be a constant or a flag's default of the same package, be joined of such parts, or
    be handed to an own function that opens it.
    """
    packages: dict[Path, dict[Path, str]] = {}
    for source in sources:
        text = without_comments(source_text(source))
        packages.setdefault(source.parent, {})[source] = text
    return tuple(found for texts in packages.values() for found in _scan_package(texts))


def _scan_package(texts: Mapping[Path, str]) -> Iterator[UnembeddedFile]:
    known = _named_texts(texts.values())
    openers = {name for text in texts.values() for name in _own_openers(text)}
    for source, text in texts.items():
        ends = [place for place, letter in enumerate(text) if letter == "\n"]
        for place, path, writes in _opened(text, known, openers):
            line = bisect_left(ends, place) + 1
            yield UnembeddedFile(file=source, line=line, path=path, writes=writes)


def _named_texts(texts: Iterable[str]) -> dict[str, str]:
    """Return constants, variables and flags of a package whose text is beyond doubt."""
    found: dict[str, set[str]] = {}
    for text in texts:
        for name, value in (*_NAMED.findall(text), *_FLAG.findall(text)):
            found.setdefault(name, set()).add(value)
    return {name: next(iter(values)) for name, values in found.items() if len(values) == 1}


def _own_openers(text: str) -> Iterator[str]:
    """Name the functions that hand their first parameter to a reading call."""
    for head in islice(_PARAMETERS.finditer(text), MOST_IN_A_FILE):
        first = head[2].split(",")[0].split()
        body = text[head.end() : head.end() + _LONGEST_CALL]
        body = body.partition("\n}")[0]
        if len(first) >= 1 and re.search(
            rf"\bos\.(?:ReadFile|Open)\({re.escape(first[0])}\)", body
        ):
            yield head[1]


def _opened(
    text: str, known: Mapping[str, str], openers: set[str]
) -> Iterator[tuple[int, str, bool]]:
    """Find the calls of a file: where each stands, its path, and whether it writes."""
    spots: list[tuple[int, str, bool]] = []
    for call in islice(_calls(openers).finditer(text), MOST_IN_A_FILE):
        words, whole = _words_of(text, call.end())
        name = call["name"]
        if name in {"ParseGlob", "ParseFiles"} and not _TEMPLATES.search(text):
            continue
        writes = name in _WRITERS or (name == "os.OpenFile" and bool(_FOR_WRITING.search(whole)))
        places = {**_READERS, **_WRITERS}.get(name, _FIRST)
        inside = _shadowed(text, call.start())
        for word in words[places]:
            path = _text_of(word, {one: known[one] for one in known if one not in inside})
            if path and _is_relative_path(path):
                spots.append((call.start(), path, writes))
    return iter(spots)


@lru_cache(maxsize=8)
def _calls_of(openers: tuple[str, ...]) -> re.Pattern[str]:
    own = "".join(rf"|(?<!func )(?<![.\w]){re.escape(one)}" for one in openers)
    return re.compile(_CALLS.pattern[:-3] + own + r")\(")


def _calls(openers: set[str]) -> re.Pattern[str]:
    return _calls_of(tuple(sorted(openers))) if openers else _CALLS


def _shadowed(text: str, place: int) -> frozenset[str]:
    """Return the parameters of the function around a place: they hide what is named outside."""
    start = text.rfind("\nfunc ", 0, place) + 1
    head = _PARAMETERS.match(text, start) if start else None
    return frozenset(re.findall(r"\w+", head[2])) if head else frozenset()


def _words_of(text: str, start: int) -> tuple[list[str], str]:
    """Split the words of a call whose parenthesis has just opened."""
    words, depth, since = [], 0, start
    end = min(len(text), start + _LONGEST_CALL)
    place = start
    while place < end:
        quote = _COMMENT_OR_STRING.match(text, place)
        if quote and quote.end() > place:
            place = quote.end()
            continue
        letter = text[place]
        if depth == 0 and letter in ",)":
            words.append(text[since:place])
            since = place + 1
            if letter == ")":
                break
        depth += (letter in "([{") - (letter in ")]}")
        place += 1
    return words, text[start:place]


def _text_of(word: str, known: Mapping[str, str]) -> str:
    """Return the path that a word stands for; empty where that does not show."""
    if literal := _WORDS.fullmatch(word):
        return literal[1] or literal[2] or ""
    if name := _NAME.fullmatch(word):
        return known.get(name[1], "")
    if join := _JOIN.match(word):
        parts, _ = _words_of(word, join.end())
        texts = [_text_of(part, known) for part in parts if not _JOIN.match(part)]
        return "/".join(texts) if all(texts) and len(texts) == len(parts) else ""
    return ""


def without_comments(source: str) -> str:
    """Blank out the comments of a Go file; lines stay where they are."""
    return _COMMENT_OR_STRING.sub(_blank_comment, source)


def without_strings(text: str) -> str:
    """Blank out what stands between quotes in a Go file without comments."""
    return _COMMENT_OR_STRING.sub(_blank_string, text)


def _blank_string(match: re.Match[str]) -> str:
    literal = match[0]
    inside = re.sub(r"[^\n]", " ", literal[1:-1])
    return literal if len(literal) < 2 else f"{literal[0]}{inside}{literal[-1]}"  # noqa: PLR2004


def _blank_comment(match: re.Match[str]) -> str:
    comment = match[1]
    return match[0] if comment is None else re.sub(r"[^\n]", " ", comment)


def _is_relative_path(path: str) -> bool:
    """Tell a path beside the program from an address, a port, and a database in memory."""
    return not path.startswith(("/", "~", "\\", ":")) and "://" not in path and ":mem" not in path
