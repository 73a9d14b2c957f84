"""Values of service options that can be and that cannot be, for every kind in the catalogue."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from core.service.kinds import (
    LocalPath,
    Many,
    Number,
    OneLine,
    OneOf,
    Pattern,
    Seconds,
    ShellWords,
    Switch,
)  # fmt: skip
from core.service.variables import Assignment

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.service.entry import OptionEntry
    from core.service.kinds import OptionKind

Values = st.SearchStrategy[Any]
_PLAIN = st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1, max_size=9)
_OTHERS: Values = st.sampled_from([None, [], {}, [[]], {"a": 1}])
_WORDS = st.sampled_from([1, 0, "odd", "yes"])


_NO_VARIABLES = (
    "A", "=a", "1A=a", "A-B=a", "A=a\nb", "A=\x1b[2J", "PORT=1", "GOFERRY_X=1", "LISTEN_FDS=1",
    "DB_PASSWORD=a", "TOKEN=a", "KEY=a", "DSN=postgres://me:word@db/shop",
)  # fmt: skip


def fitting(kind: OptionKind) -> Values:
    """Values as a service holds them."""
    return _FITTING[type(kind)](kind)


def unfitting(kind: OptionKind) -> Values:
    """Written values, of the right type and of others, that the option cannot have."""
    return _UNFITTING[type(kind)](kind)


def typed(entry: OptionEntry, value: Any) -> list[str]:  # noqa: ANN401 - the option's own type
    """Spell a value on the command line."""
    match entry.kind:
        case Switch():
            return [entry.flag if value else entry.flag.replace("--", "--no-", 1)]
        case Many():
            return [f"{entry.flag}={one}" for one in value]
        case _:
            return [f"{entry.flag}={value}"]


_FITTING: dict[type, Callable[[Any], Values]] = {
    Number: lambda kind: st.integers(kind.lowest, kind.highest),
    Seconds: lambda kind: st.floats(0, kind.longest, exclude_min=not kind.zero),
    Pattern: lambda kind: st.from_regex(kind.pattern, fullmatch=True),
    OneOf: lambda kind: st.sampled_from([one.value for one in kind.choices]),
    Switch: lambda _: st.booleans(),
    LocalPath: lambda _: _PLAIN.map(lambda name: Path("/srv") / name),
    OneLine: lambda _: st.text(min_size=1).filter(str.isprintable),
    ShellWords: lambda _: st.lists(
        st.text(min_size=1).filter(str.isprintable), min_size=1, max_size=3
    ).map(shlex.join),
    Assignment: lambda kind: (
        st.tuples(st.from_regex(r"V[A-F0-9_]{0,5}", fullmatch=True), st.text(max_size=20))
        .map("=".join)
        .filter(kind.fits)
    ),
    Many: lambda kind: st.lists(fitting(kind.of), min_size=1, max_size=3, unique=True).map(tuple),
}


def _not_of(number: Number) -> Values:
    outside = st.integers(max_value=number.lowest - 1) | st.integers(number.highest + 1)
    return _OTHERS | outside | st.booleans() | st.sampled_from(["8", "x", 1.5])


def _not_a_time(kind: Seconds) -> Values:
    outside = st.floats(max_value=0, exclude_max=kind.zero) | st.floats(
        min_value=kind.longest, exclude_min=True
    )
    odd = st.sampled_from([float("nan"), float("inf"), -float("inf"), "1"])
    return _OTHERS | outside | odd


def _no_match(kind: Pattern) -> Values:
    texts = st.text(min_size=1).filter(lambda text: kind.pattern.fullmatch(text) is None)
    return _OTHERS | texts | st.integers(1) | st.booleans()


_UNFITTING: dict[type, Callable[[Any], Values]] = {
    Number: _not_of,
    Seconds: _not_a_time,
    Pattern: _no_match,
    OneOf: lambda _: _OTHERS | _WORDS,
    Switch: lambda _: _OTHERS | _WORDS,
    LocalPath: lambda _: _OTHERS | st.integers(1),
    Assignment: lambda _: _OTHERS | st.integers(1) | st.sampled_from(_NO_VARIABLES),
    OneLine: lambda _: _OTHERS | st.integers(1) | st.sampled_from(["a\nb", "\x1b[2J", "\x7f"]),
    ShellWords: lambda _: st.sampled_from([None, {}, [[]], [1], 1, "a\nb", "it's", 'say "x', "\\"]),
    Many: lambda kind: (
        st.lists(unfitting(kind.of), min_size=1, max_size=3)
        | st.sampled_from([None, "abc", {"a": 1}, 3])
    ),
}
