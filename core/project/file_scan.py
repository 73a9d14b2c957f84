"""Files that the program will look for beside itself at run time, found by reading its source."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from core.project.model import UnembeddedFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_LONGEST_SOURCE = 2 << 20

# Calls whose literal argument is a path that is opened when the program runs.
_READS = re.compile(
    r"""\b(?:
        LoadHTMLGlob | LoadHTMLFiles | StaticFile | StaticFS | Static
      | http\.Dir | http\.ServeFile | os\.ReadFile | os\.Open | os\.OpenFile | os\.ReadDir
      | ioutil\.ReadFile | ioutil\.ReadDir | template\.ParseGlob | template\.ParseFiles
      | viper\.SetConfigFile | viper\.AddConfigPath | godotenv\.(?:Load|Read|Overload)
      | ListenAndServeTLS | RunTLS | tls\.LoadX509KeyPair | gorm\.Open\(sqlite\.Open
    )\( (?P<arguments> [^()]{0,400} )""",
    re.VERBOSE,
)
_LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`([^`]*)`')
# What is never closed ends with its line or the file: so a hostile file costs linear time.
_COMMENT_OR_STRING = re.compile(
    r'"(?:[^"\\\n]|\\[^\n])*+(?:"|$|\\)|`[^`]*+(?:`|\Z)|'
    r"'(?:[^'\\\n]|\\[^\n])'|(//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z))",
    re.MULTILINE,
)


def scan(sources: Iterable[Path]) -> tuple[UnembeddedFile, ...]:
    """Return the literal, relative paths that these Go files open at run time."""
    return tuple(found for source in sources for found in _scan_file(source))


def _scan_file(source: Path) -> Iterator[UnembeddedFile]:
    try:
        with source.open("rb") as file:
            text = file.read(_LONGEST_SOURCE).decode("utf-8", "replace")
    except OSError:
        return
    text = without_comments(text)
    ends = [place for place, letter in enumerate(text) if letter == "\n"]
    for call in _READS.finditer(text):
        line = bisect_left(ends, call.start()) + 1
        for path in _paths(call["arguments"], call.group()):
            yield UnembeddedFile(file=source, line=line, path=path)


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


def _paths(arguments: str, call: str) -> Iterator[str]:
    literals = [plain or raw for plain, raw in _LITERAL.findall(arguments)]
    if re.match(r"Static", call):  # the first argument is the address in the browser
        literals = literals[1:]
    if "ListenAndServeTLS" in call or "RunTLS" in call:  # certificate and key; ":443" is no file
        literals = [one for one in literals if not one.startswith(":")]
    for path in literals:
        if _is_relative_path(path):
            yield path


def _is_relative_path(path: str) -> bool:
    return bool(path) and not path.startswith(("/", "~", "\\")) and "://" not in path
