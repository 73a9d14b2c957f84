"""What a build option is made of: its words, where it stands, how its value is read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from core.build.options import BuildMode, Cgo, Target
from core.problems import Advice, Problem, ProblemError
from core.words import Text, list_of, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class FieldKind(StrEnum):
    """How a value is entered and written."""

    SWITCH = "switch"
    CHOICE = "choice"
    TEXT = "text"
    WORDS = "words"
    PAIRS = "pairs"
    TARGET = "target"


class Group(StrEnum):
    """Where an option stands on the page."""

    RESULT = "result"
    C_CODE = "c"
    CONTENT = "content"
    SOURCES = "sources"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a choice, and what it means."""

    value: str
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildEntry:
    """One option: its field in `BuildOptions`, its words, its flag on the command line.

    `placeholder` shows how a value looks; `sentence` says in one sentence what it is for;
    `personal` keeps it out of goferry.toml: it can run programs, or weaken what guards against it.
    """

    field: str
    group: Group
    kind: FieldKind
    flag: str
    title: Text
    sentence: Text
    placeholder: str = ""
    choices: tuple[Choice, ...] = ()
    personal: bool = False

    def read(self, value: object) -> Any:  # noqa: ANN401 - the field's own type
        """Turn a written value (from goferry.toml or a form) into the field's value.

        Raises `ProblemError` (`option_unclear`) for a value of another kind.
        """
        try:
            return _READERS[self.kind](self, value)
        except (TypeError, ValueError) as reason:
            raise ProblemError(self._unclear(value)) from reason

    def write(self, value: object) -> bool | str | list[str]:
        """Turn the field's value into one that goferry.toml can hold."""
        match value:
            case bool():
                return value
            case tuple():
                return [one if isinstance(one, str) else "=".join(one) for one in value]
            case _:
                return str(value)

    def _unclear(self, value: object) -> Problem:
        known = [choice.value for choice in self.choices] or [self.placeholder or "true, false"]
        return Problem(
            code="option_unclear",
            what=say("{option} cannot be {value}.", option=self.title, value=str(value)[:200]),
            why=say("Possible values: {known}", known=list_of(known)),
            next=(Advice(say("Correct the value.")),),
            field=self.field,
        )


def _switch(_: BuildEntry, value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _text(_: BuildEntry, value: object) -> str:
    if not isinstance(value, str) or any(letter in value for letter in "\0\n\r"):
        raise TypeError
    return value.strip()


def _choice(entry: BuildEntry, value: object) -> Cgo | BuildMode:
    return (Cgo if entry.field == "cgo" else BuildMode)(_text(entry, value))


def _target(entry: BuildEntry, value: object) -> Target:
    goos, slash, goarch = _text(entry, value).partition("/")
    if not (slash and goos.isalnum() and goarch.isalnum()):
        raise ValueError
    return Target(goos=goos, goarch=goarch)


def _words(entry: BuildEntry, value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.replace(",", " ").split() if entry.field == "tags" else value.split()
    if not isinstance(value, list | tuple):
        raise TypeError
    return tuple(_text(entry, one) for one in value)


def _pairs(entry: BuildEntry, value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, list | tuple):
        raise TypeError
    return tuple(_pair(entry, one) for one in value)


def _pair(entry: BuildEntry, value: object) -> tuple[str, str]:
    name, equals, content = _text(entry, value).partition("=")
    if not (name and equals):
        raise ValueError
    return name, content


_READERS: Mapping[FieldKind, Callable[[BuildEntry, object], Any]] = {
    FieldKind.SWITCH: _switch,
    FieldKind.TEXT: _text,
    FieldKind.CHOICE: _choice,
    FieldKind.TARGET: _target,
    FieldKind.WORDS: _words,
    FieldKind.PAIRS: _pairs,
}
