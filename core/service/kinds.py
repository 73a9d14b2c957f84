"""The kinds of values that a service option may have: how each is typed and checked.

A value has three shapes: words on the command line, what JSON and TOML can hold ("written"), and
what a `Service` holds. `words` leads to the second; `typed` leads on, and back, by the annotation.
"""

from __future__ import annotations

import math
import re
import shlex
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar, Protocol

from core.words import Text, list_of, say

if TYPE_CHECKING:
    from enum import StrEnum

    from core.typed import Annotation

_WHOLE = re.compile(r"-?[0-9]{1,18}")
_SHORTEST = 0.001  # seconds; a unit and the helper name no shorter time


class OptionKind(Protocol):
    """How a value comes in, and whether it can be used."""

    @property
    def annotation(self) -> Annotation:
        """What a `Service` holds, for `typed`."""

    def words(self, text: str) -> object:
        """Turn what was typed after a flag into a written value; raises what Python raises."""

    def fits(self, value: object) -> bool:
        """Tell whether a service can have this value; it may be anything at all."""

    def rule(self, option: Text) -> Text:
        """Say which values the option takes."""


class _Text:
    """A value that is typed as it is written."""

    annotation: Annotation = str

    def words(self, text: str) -> object:
        return text


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number; a form offers those up to `offered`, where most are absurd."""

    annotation: ClassVar[Annotation] = int
    lowest: int
    highest: int
    offered: int = 0

    def words(self, text: str) -> object:
        """Read digits."""
        if _WHOLE.fullmatch(text) is None:
            raise ValueError(text)
        return int(text)

    def fits(self, value: object) -> bool:
        """Tell whether it is a number within the bounds; True and False are none."""
        return type(value) is int and self.lowest <= value <= self.highest

    def rule(self, option: Text) -> Text:
        """Say the bounds."""
        return say(
            "{option} must be a number from {lowest} to {highest}.",
            option=option,
            lowest=self.lowest,
            highest=self.highest,
        )


@dataclass(frozen=True, slots=True)
class Seconds:
    """A time; infinity and NaN would stand in a unit as words."""

    annotation: ClassVar[Annotation] = float
    longest: int
    zero: bool = True

    def words(self, text: str) -> object:
        """Read a decimal number."""
        return float(text)

    def fits(self, value: object) -> bool:
        """Tell whether it is a time within the bounds."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        least = 0 if self.zero else _SHORTEST
        return math.isfinite(value) and least <= value <= self.longest

    def rule(self, option: Text) -> Text:
        """Say the bounds."""
        if self.zero:
            return say("{option} must be 0 to {n} seconds.", option=option, n=self.longest)
        return say(
            "{option} must be more than 0 and at most {n} seconds.", option=option, n=self.longest
        )


@dataclass(frozen=True, slots=True)
class Pattern(_Text):
    """Text that matches as a whole; `meaning` says in words what does."""

    pattern: re.Pattern[str]
    meaning: Text

    def fits(self, value: object) -> bool:
        """Tell whether it is such a text."""
        return isinstance(value, str) and self.pattern.fullmatch(value) is not None

    def rule(self, option: Text) -> Text:  # noqa: ARG002 - the meaning names it
        """Say the meaning."""
        return self.meaning


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a choice, and what it means."""

    value: StrEnum
    title: Text
    sentence: Text


@dataclass(frozen=True, slots=True)
class OneOf(_Text):
    """One of a few values, each with its words."""

    choices: tuple[Choice, ...]

    @property
    def annotation(self) -> type[StrEnum]:
        """All values there are."""
        return type(self.choices[0].value)

    def fits(self, value: object) -> bool:
        """Tell whether it is one of them, not only its name."""
        return isinstance(value, self.annotation)

    def rule(self, option: Text) -> Text:
        """Name them."""
        known = list_of(self.annotation)
        return say("{option} must be one of: {known}", option=option, known=known)


class Switch(_Text):
    """Yes or no."""

    annotation = bool

    def fits(self, value: object) -> bool:
        """Tell whether it is one of the two."""
        return isinstance(value, bool)

    def rule(self, option: Text) -> Text:
        """Name the two."""
        return say("{option} must be true or false.", option=option)


class LocalPath:
    """A file or a directory on this computer."""

    annotation: Annotation = Path

    def words(self, text: str) -> object:
        """Keep the place that was meant, wherever it is looked for later."""
        return str(Path(text).absolute())

    def fits(self, value: object) -> bool:
        """Tell whether it is a path, or none."""
        return value is None or isinstance(value, PurePath)

    def rule(self, option: Text) -> Text:
        """Say that it is one."""
        return say("{option} must be the path of a file.", option=option)


class OneLine(_Text):
    """Any text on one line."""

    def fits(self, value: object) -> bool:
        """Tell whether it is such a text."""
        return isinstance(value, str) and value.isprintable()

    def rule(self, option: Text) -> Text:
        """Say that it is text."""
        return say("{option} must be text on one line.", option=option)


class ShellWords(OneLine):
    """Arguments, written as for a shell; but no shell ever reads them."""

    def fits(self, value: object) -> bool:
        """Tell whether it is one line in which each quote ends; blanks alone would be no words."""
        if not isinstance(value, str) or not value.isprintable():
            return False
        try:
            return not value or bool(shlex.split(value))
        except ValueError:
            return False

    def rule(self, option: Text) -> Text:
        """Say how they are written."""
        return say("{option} must be words on one line, with each quote closed.", option=option)


@dataclass(frozen=True, slots=True)
class Many:
    """Any number of values of one kind; a flag gives one of them.

    `ordered` ones are a list that is chosen as a whole, in which a value may stand twice; others
    are a set that grows: what was chosen joins what the project asks for.
    """

    of: OptionKind
    ordered: bool = False

    @property
    def annotation(self) -> Annotation:
        """Of each the same."""
        several: Annotation = tuple
        return several[self.of.annotation, ...]

    def words(self, text: str) -> object:
        """Read one of them."""
        return [self.of.words(text)]

    def fits(self, value: object) -> bool:
        """Tell whether each fits."""
        return isinstance(value, tuple) and all(self.of.fits(one) for one in value)

    def rule(self, option: Text) -> Text:
        """Say what each must be."""
        return self.of.rule(option)
