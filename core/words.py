"""Sentences for people, marked for translation without knowing Qt.

A `Text` keeps its English source and its values apart, so that the window can translate the
source and write sizes and numbers the local way, while the command line simply prints it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_KILO = 1000
_BYTE_UNITS = ("B", "kB", "MB", "GB", "TB")


@dataclass(frozen=True, slots=True)
class Size:
    """A number of bytes, shown in decimal units (1 MB = 1,000,000 bytes)."""

    count: int

    def __str__(self) -> str:
        amount = float(self.count)
        for unit in _BYTE_UNITS:
            if round(abs(amount), 1) < _KILO or unit == _BYTE_UNITS[-1]:
                break
            amount /= _KILO
        return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence: its English source with `{name}` places, and the values for them.

    `str(text)` is the English sentence, unless a terminal's locale names another language (see
    `speak`). Values may be texts themselves. `one` is its English where it counts a single thing;
    `context` tells words apart that only English spells alike.
    """

    source: str
    values: tuple[tuple[str, Value], ...] = ()
    one: str = ""
    context: str = ""

    def __str__(self) -> str:
        return _voice[0](self).format(**{name: str(value) for name, value in self.values})

    @property
    def english(self) -> str:
        """The English with its places."""
        return self.one if self.one and self.count == 1 else self.source

    @property
    def count(self) -> int:
        """How many things a sentence of `say_count` speaks of."""
        found = dict(self.values).get("n")
        return found if isinstance(found, int) else 0


Value = str | int | float | Size | Text


def english(text: Text) -> str:
    """Return the English of a text with its places."""
    return text.english


_voice: list[Callable[[Text], str]] = [english]


def speak(voice: Callable[[Text], str] = english) -> None:
    """Let `str` of every text be in the language of `voice`, which returns it with its places.

    This is the command line's alone, for one command: what scripts read stays English, and the
    window keeps texts as they are and words them again when its language changes.
    """
    _voice[0] = voice


def say(source: str, /, *, context: str = "", **values: Value) -> Text:
    """Mark a sentence for translation. `source` must be a literal: translators find it there.

    `context`, a literal too, is what a word stands for that means several things: "open" of a door
    and of a task.
    """
    return Text(source, tuple(values.items()), context=context)


def say_count(count: int, /, *, one: str, many: str, **values: Value) -> Text:
    """Like `say`, for a sentence that differs between one thing and several; `{n}` is the count.

    Both are one sentence to translators, who give it as many forms as their language has. Where
    `one` names no `{n}`, it is a sentence of its own: in other languages, too, it is said of
    exactly one thing, and not of 21.
    """
    counted = (("n", count), *values.items())
    if "{n}" in one:
        return Text(many, counted, one=one)
    return Text(one if count == 1 else many, counted)


def verbatim(text: str) -> Text:
    """Wrap words that nobody translates: a path, a command, another program's own message."""
    return Text("{text}", (("text", text),))


def joined(parts: Iterable[str | Text], between: str | Text) -> Text:
    """Put words or whole sentences side by side; empty for none."""
    places = {f"part{number}": one for number, one in enumerate(parts)}
    words = (("between", between),) if len(places) > 1 else ()
    return Text("{between}".join(f"{{{place}}}" for place in places), (*places.items(), *words))


def list_of(parts: Iterable[str | Text], *, most: int | None = None) -> Text:
    """Name things as the language lists them: “a, b, c”, “a、b、c”; “…” for those beyond `most`."""
    names = list(parts)
    more = most is not None and len(names) > most
    return joined((*names[:most], *("…",) * more), say(", ", context="between names"))


def lists_of(parts: Iterable[str | Text]) -> Text:
    """Put lists side by side: “one (a, b); other (c)”."""
    return joined(parts, say("; ", context="between lists"))


def all_of(parts: Iterable[str | Text]) -> Text:
    """Name things in a sentence that is of each of them: “a, b and c”."""
    names = list(parts)
    if len(names) < 2:  # noqa: PLR2004 - nothing to put "and" between
        return list_of(names)
    return joined((list_of(names[:-1]), names[-1]), say(" and ", context="before the last name"))
