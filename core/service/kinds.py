"""The kinds of values that a service option may have: how each is typed, written and checked.

A value has three shapes: words on the command line, what JSON and TOML can hold ("written"), and
what a `Service` holds. `words` and `read` lead from one to the next, `write` leads back.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Protocol

from core.words import Text, say

if TYPE_CHECKING:
    from enum import StrEnum

_WHOLE = re.compile(r"-?[0-9]{1,18}")


class OptionKind(Protocol):
    """How a value comes in, and whether it can be used; each raises what Python raises."""

    def words(self, text: str) -> object:
        """Turn what was typed after a flag into a written value."""

    def read(self, written: object) -> Any:  # noqa: ANN401 - the option's own type
        """Turn a written value into the option's own, without asking whether it fits."""

    def write(self, value: Any) -> object:  # noqa: ANN401 - the option's own type
        """Turn the option's value into one that JSON can hold."""

    def fits(self, value: object) -> bool:
        """Tell whether a service can have this value; it may be anything at all."""

    def rule(self, option: Text) -> Text:
        """Say which values the option takes."""


class _Plain:
    """A value that is written as it is."""

    def words(self, text: str) -> object:
        return text

    def read(self, written: object) -> Any:  # noqa: ANN401 - the option's own type
        return written

    def write(self, value: Any) -> object:  # noqa: ANN401 - the option's own type
        return value


@dataclass(frozen=True, slots=True)
class Number(_Plain):
    """A whole number; a form offers those up to `offered`, where most are absurd."""

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
            "{option} takes a number from {lowest} to {highest}.",
            option=option,
            lowest=self.lowest,
            highest=self.highest,
        )


@dataclass(frozen=True, slots=True)
class Seconds(_Plain):
    """A time; infinity and NaN would stand in a unit as words."""

    longest: int
    zero: bool = True

    def words(self, text: str) -> object:
        """Read a decimal number."""
        return float(text)

    def read(self, written: object) -> float:
        """Take whole numbers, too: a person and TOML write 2 for 2.0."""
        if isinstance(written, bool) or not isinstance(written, int | float):
            raise TypeError
        return float(written)

    def fits(self, value: object) -> bool:
        """Tell whether it is a time within the bounds."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return math.isfinite(value) and 0 <= value <= self.longest and (self.zero or value > 0)

    def rule(self, option: Text) -> Text:
        """Say the bounds."""
        if self.zero:
            return say("{option} takes 0 to {n} seconds.", option=option, n=self.longest)
        return say(
            "{option} takes more than 0 and at most {n} seconds.", option=option, n=self.longest
        )


@dataclass(frozen=True, slots=True)
class Pattern(_Plain):
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
class OneOf(_Plain):
    """One of a few values, each with its words."""

    choices: tuple[Choice, ...]

    @property
    def known(self) -> type[StrEnum]:
        """All values there are."""
        return type(self.choices[0].value)

    def read(self, written: object) -> StrEnum:
        """Know a value by its name."""
        if not isinstance(written, str):
            raise TypeError
        return self.known(written)

    def write(self, value: StrEnum) -> object:
        """Return its name."""
        return value.value

    def fits(self, value: object) -> bool:
        """Tell whether it is one of them, not only its name."""
        return isinstance(value, self.known)

    def rule(self, option: Text) -> Text:
        """Name them."""
        return say("{option} takes one of: {known}", option=option, known=", ".join(self.known))


class Switch(_Plain):
    """Yes or no."""

    def fits(self, value: object) -> bool:
        """Tell whether it is one of the two."""
        return isinstance(value, bool)

    def rule(self, option: Text) -> Text:
        """Name the two."""
        return say("{option} takes true or false.", option=option)


class LocalPath(_Plain):
    """A file or a directory on this computer."""

    def words(self, text: str) -> object:
        """Keep the place that was meant, wherever it is looked for later."""
        return str(Path(text).absolute())

    def read(self, written: object) -> Path:
        """Make a path of it."""
        if not isinstance(written, str):
            raise TypeError
        return Path(written)

    def write(self, value: Path | None) -> object:
        """Return it as text."""
        return None if value is None else str(value)

    def fits(self, value: object) -> bool:
        """Tell whether it is a path, or none."""
        return value is None or isinstance(value, PurePath)

    def rule(self, option: Text) -> Text:
        """Say that it is one."""
        return say("{option} takes the path of a file.", option=option)


class OneLine(_Plain):
    """Any text on one line."""

    def fits(self, value: object) -> bool:
        """Tell whether it is such a text."""
        return isinstance(value, str) and value.isprintable()

    def rule(self, option: Text) -> Text:
        """Say that it is text."""
        return say("{option} takes text on one line.", option=option)


@dataclass(frozen=True, slots=True)
class Many:
    """Any number of values of one kind; a flag gives one of them."""

    of: OptionKind

    def words(self, text: str) -> object:
        """Read one of them."""
        return [self.of.words(text)]

    def read(self, written: object) -> tuple[Any, ...]:
        """Read each."""
        if not isinstance(written, list):
            raise TypeError
        return tuple(self.of.read(one) for one in written)

    def write(self, value: tuple[Any, ...]) -> object:
        """Write each."""
        return [self.of.write(one) for one in value]

    def fits(self, value: object) -> bool:
        """Tell whether each fits."""
        return isinstance(value, tuple) and all(self.of.fits(one) for one in value)

    def rule(self, option: Text) -> Text:
        """Say what each must be."""
        return self.of.rule(option)
