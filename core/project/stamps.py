"""Variables that can really be set at link time (`-X`), found by reading the source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.project.file_scan import without_comments
from core.project.source_text import source_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# A declaration at the package's level, alone (`var version = "dev"`) or inside `var ( … )`.
_VARIABLE = re.compile(
    r"(?P<name>[^\W\d]\w*)(?P<type>[ \t]+string)?"
    r"(?:[ \t]*=[ \t]*(?P<value>\"(?:[^\"\\]|\\.)*\"|`[^`]*`))?[ \t]*;?"
)
_LIKELY = ("version", "release", "tag", "commit", "revision", "date", "time", "built", "build")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A string variable that `-X name=value` sets; `value` is what it holds otherwise.

    `likely` tells that its name sounds like a version, a commit or a date.
    """

    name: str
    value: str
    likely: bool


def settable(package: str, folder: Path) -> tuple[Stamp, ...]:
    """Return the variables of one package that -X can set; `package` is its name for the linker.

    The linker calls the package of a program "main", whatever its import path.
    """
    found = {
        name: Stamp(name=f"{package}.{name}", value=value, likely=_is_likely(name))
        for file in sorted(folder.glob("*.go"))
        if not file.name.endswith("_test.go")
        for name, value in _variables(file)
    }
    return tuple(sorted(found.values(), key=lambda stamp: (not stamp.likely, stamp.name)))


def _variables(file: Path) -> Iterator[tuple[str, str]]:
    text = without_comments(source_text(file))
    for declaration in _declarations(text.splitlines()):
        match = _VARIABLE.fullmatch(declaration)
        if match and (match["type"] or match["value"]):
            yield match["name"], (match["value"] or '""')[1:-1]


def _declarations(lines: Iterable[str]) -> Iterator[str]:
    """The `var` lines at the package's level; gofmt indents everything else."""
    in_group = False
    for line in lines:
        if in_group:
            in_group = not line.startswith(")")
            yield line.strip()
        elif line.startswith("var") and line[3:].strip() == "(":
            in_group = True
        elif line.startswith("var "):
            yield line[4:].strip()


def _is_likely(name: str) -> bool:
    return any(word in name.lower() for word in _LIKELY)
