"""Sentences for people, marked for translation without knowing Qt.

A `Text` keeps its English source and its values apart, so that the window can translate the
source and write sizes and numbers the local way, while the command line simply prints it.
"""

from __future__ import annotations

from dataclasses import dataclass

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

    `str(text)` is the English sentence. Values may be texts themselves.
    """

    source: str
    values: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        return self.source.format(**{name: str(value) for name, value in self.values})


Value = str | int | float | Size | Text


def say(source: str, /, **values: Value) -> Text:
    """Mark a sentence for translation. `source` must be a literal: translators find it there."""
    return Text(source, tuple(values.items()))


def say_count(count: int, /, *, one: str, many: str, **values: Value) -> Text:
    """Like `say`, for a sentence that differs between one thing and several; `{n}` is the count."""
    return Text(one if count == 1 else many, (("n", count), *values.items()))


def verbatim(text: str) -> Text:
    """Wrap words that nobody translates: a path, a command, another program's own message."""
    return Text("{text}", (("text", text),))
