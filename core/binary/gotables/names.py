"""From the names of functions and files to Go packages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

import numpy as np

from core.binary.formats.image import shown

if TYPE_CHECKING:
    from core.binary.attribution.space import Ints

_NOBODY = 0
_GENERATED = ("type:", "type..", "go:", "go.shape.", "gofile..")
_GENERATED_BYTES = tuple(word.encode() for word in _GENERATED)
_UNNAMED = ("struct {", "interface {", "func(", "map[", "$")  # types, and constants: $f64.3ff8…
_QUALIFIED = re.compile(r"([\w%~-]+)\.(?!v\d)([^\W\d]\w*)\.")
_TWO_DOTS = re.compile(r"\.[^/.]+\.[^/]*/")  # before a slash: most names have none
_SOURCE = re.compile(r"(?:^|.*/src/)((?:[a-z][\w.-]*/)*[a-z][\w.-]*)/[^/]+$")


@dataclass(slots=True)
class Packages:
    """Numbers for package names. 0 is for bytes that belong to no package."""

    names: list[str] = field(default_factory=lambda: [""])
    numbers: dict[str, int] = field(default_factory=lambda: {"": _NOBODY})
    starts: dict[bytes, int] = field(default_factory=dict)

    def number(self, name: str) -> int:
        """The number of a package, a new one when it was not met before."""
        found = self.numbers.get(name)
        if found is None:
            found = self.numbers[name] = len(self.names)
            self.names.append(name)
        return found

    def number_of(self, symbol: bytes) -> int:
        """The number of the package that a function or variable belongs to."""
        start = _start_of(symbol)
        found = self.starts.get(start) if start else None
        if found is None:
            found = self.number(package_of(shown(symbol)))
            self.starts[start] = found
        return found


def package_of(symbol: str) -> str:
    """The package that a function or variable belongs to, "" when its name does not tell.

    `net/http.(*Client).Do` → `net/http`; dots of the path's last part come as %2e.
    """
    if symbol.startswith(_GENERATED):
        return _package_of_type(symbol)
    if symbol.startswith(_UNNAMED):
        return ""
    head = _without_other_package(re.split(r"[\[(]", symbol, maxsplit=1)[0])
    slash = head.rfind("/")
    dot = head.find(".", slash + 1)
    return unquote(head[:dot]) if dot > 0 else ""


def _without_other_package(head: str) -> str:
    """A method's name without the package that qualifies it: `a.io/b.T.c.io/d.m` → `a.io/b.T`.

    Only a method that no other package may call is told with its own package, when it came to the
    type from there. A type's name stands between two dots then, which no folder's name does.
    """
    if not _TWO_DOTS.search(head):
        return head
    for at, part in enumerate(parts := head.split("/")[:-1]):
        found = _QUALIFIED.match(part)
        if found and (at or part.startswith("main.") or found[2][0].isupper()):
            return "/".join((*parts[:at], found[0].rstrip(".")))
    return head


def _package_of_type(symbol: str) -> str:
    """The package in a name that the compiler made of a type: `type:.eq.net/http.Header`."""
    for start in ("type:.eq.", "type:.hash.", "type..eq.", "type..hash."):
        if symbol.startswith(start):
            rest = symbol[len(start) :].lstrip("*[]0123456789")
            return "" if rest.startswith(_GENERATED) else package_of(rest)
    return ""


def packages_of(table: bytes, packages: Packages, *, most: int) -> tuple[Ints, Ints]:
    """Number the package of each NUL-ended name in a table; where each starts, and its number.

    Names of one package stand together, so most need only a look at their beginning. Raises
    `ValueError` where there are more than `most`: each takes much more memory than its byte.
    """
    if table.count(b"\0") > most:
        raise ValueError("more names than functions could have")
    names = table.split(b"\0")
    numbers = [_NOBODY] * len(names)
    start, number = b"\xff", _NOBODY
    for row, name in enumerate(names):
        if not name.startswith(start) or (
            name.rfind(b"/") >= len(start) and b"/" in name[len(start) :].partition(b"[")[0]
        ):
            start = _start_of(name) or b"\xff"
            number = packages.number_of(name)
        numbers[row] = number
    lengths = np.fromiter(map(len, names), dtype=np.int64, count=len(names)) + 1
    return np.cumsum(lengths) - lengths, np.array(numbers, dtype=np.int64)


def _start_of(name: bytes) -> bytes:
    """What the next name must begin with to be of the same package for certain, or nothing."""
    if name.startswith(_GENERATED_BYTES):
        return b""
    slash = name.partition(b"[")[0].partition(b"(")[0].rfind(b"/")
    return name[: name.find(b".", slash + 1) + 1]


def package_of_file(path: str) -> str:
    """The package of a source file of the standard library: for assembly, whose names lack it."""
    found = _SOURCE.match(path)
    return found.group(1) if found and "@" not in path else ""
