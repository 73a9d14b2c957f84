"""What `go build` says, line by line: which package it is about, and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.codec import object_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.processes import OutputLine

_LONGEST_PATH = 300  # a line that is a package's name is short and has no spaces


@dataclass(frozen=True, slots=True)
class Started:
    """A package's compilation has begun."""

    package: str


@dataclass(frozen=True, slots=True)
class Said:
    """One line of text; `package` is empty when Go does not say whom it is about."""

    text: str
    package: str
    stream: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A package could not be built; what went wrong was said before."""

    package: str


Heard = Started | Said | Failed


class JsonOutput:
    """Reads `go build -json -v` (Go 1.24 and newer): one object a line, plain text on stderr."""

    def read(self, line: OutputLine) -> Iterator[Heard]:
        """Tell what one line means."""
        found = _event(line.text) if line.stream == "out" else None
        if found is None:
            yield Said(line.text, "", line.stream)
            return
        package = str(found.get("ImportPath", ""))
        text = str(found.get("Output", ""))
        if found["Action"] == "build-fail":
            yield Failed(package)
        elif text.strip() == package and package:
            yield Started(package)
        elif text:
            yield from (Said(one, package, "out") for one in text.rstrip("\n").split("\n"))


class TextOutput:
    """Reads `go build -v` of older Go: names of packages and messages, all on stderr."""

    def __init__(self) -> None:
        self._about = ""

    def read(self, line: OutputLine) -> Iterator[Heard]:
        """Tell what one line means."""
        text = line.text
        if text.startswith("# "):
            self._about = text[2:].split(" ", 1)[0]
            yield Said(text, self._about, "err")
        elif _is_package_name(text):
            yield Started(text)
        else:
            yield Said(text, self._about, "err")


def _event(text: str) -> dict[str, object] | None:
    found = object_in(text) if text.startswith("{") else {}
    return found if "Action" in found else None


def _is_package_name(text: str) -> bool:
    """Whether a line of `go build -v` is the name of a package and nothing else."""
    return (
        0 < len(text) < _LONGEST_PATH
        and text[0].isalnum()
        and not any(letter.isspace() or letter in ":\"'()" for letter in text)
    )
