"""Declared values and JSON's own kinds, each made of the other by what the declarations say.

What a file, a server or another process holds is read by the annotations of a dataclass: what is
missing has its default, what is not known is passed over (and stays when it is written again), and
a value that does not fit is told with its place. A NamedTuple is a row, a list without names.
It is ours because no library keeps what it does not know; `codec` has bounded the text before.
"""

from __future__ import annotations

import json
import sys
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import EnumType
from functools import cache, partial
from itertools import count, repeat
from pathlib import Path
from types import NoneType, SimpleNamespace, UnionType
from typing import Annotated, Any, NamedTuple, TypeVar

from core.codec import Unreadable
from core.declared import CODED, Declared, Rule
from core.words import Text, say

T = TypeVar("T")
Plain = Any  # what JSON and TOML have: text, numbers, truth, None, lists and dicts of them
Made = Any  # what an annotation says
Annotation = Any
TAG = "<"  # the key under which one of several dataclasses says which one it is
_LONGEST_KEY = 60
_NOTHING = object()  # in the place of a value that is missing; fits nowhere


class Misfit(Unreadable):
    """A value does not fit its place ("limits.cpu", "servers[2]"); `why` is for people."""

    def __init__(self, expected: Text, place: str = "") -> None:
        self.expected, self.place = expected, place
        self.why = say("“{place}” must be {expected}.", place=place or "{}", expected=expected)
        super().__init__(str(self.why))

    def inside(self, key: str | int) -> Misfit:
        """Return the same as it is seen from one level further out."""
        step = f"[{key}]" if isinstance(key, int) else _shown(key)
        dot = "." if self.place and not self.place.startswith("[") else ""
        return Misfit(self.expected, f"{step}{dot}{self.place}")


def _shown(key: str) -> str:
    """Spell a key, which may be anybody's, so that it does nothing to a terminal."""
    return (key if key.isascii() and key.isidentifier() else json.dumps(key))[:_LONGEST_KEY]


def from_plain(kind: type[T], found: Plain) -> T:
    """Make a declared value of what was read. Raises `Misfit`."""
    annotation: Annotation = kind
    made: T = _kind(annotation).read(found)
    return made


def to_plain(value: Made, over: Plain = None, *, kind: Annotation = None) -> Plain:
    """Spell a declared value, by its class or by `kind`.

    Of `over`, which is there now, the keys stay that nobody knows.
    """
    annotation: Annotation = kind or type(value)
    return _kind(annotation).write(value, over)


class _Kind(NamedTuple):
    """How the values of one annotation are read, and written over what is there now."""

    read: Callable[[Plain], Made]
    write: Callable[[Made, Plain], Plain]


@cache
def _kind(kind: Annotation) -> _Kind:
    if inner := typing.get_args(kind):
        return _CONTAINERS[typing.get_origin(kind)](*inner)
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if is_dataclass(kind):
        return _Kind(partial(_read_object, kind), partial(_write_object, kind))
    if issubclass(kind, tuple):
        return _named_row(kind)
    return _word(kind, _one_of(kind)) if isinstance(kind, EnumType) else _word(Path, say("a path"))


def _simple(*kinds: type, expected: Text) -> _Kind:
    def read(found: Plain) -> Plain:
        if type(found) not in kinds:  # True is no number
            raise Misfit(expected)
        return kinds[0](found)

    return _Kind(read, _same)


def _same(value: Plain, _: Plain) -> Plain:
    return value


_A_LIST, _A_TABLE = say("a list"), say("a table of keys and values")
_SIMPLE = {
    Any: _Kind(lambda found: found, _same),
    str: _simple(str, expected=say("text")),
    int: _simple(int, expected=say("a whole number")),
    float: _simple(float, int, expected=say("a number")),
    bool: _simple(bool, expected=say("true or false")),
}


def _word(make: Callable[[str], Made], expected: Text) -> _Kind:
    """A word of an enumeration or a path, which is text in JSON."""

    def read(found: Plain) -> Made:
        try:
            return make(_must_be(str, found, expected))
        except ValueError as reason:
            raise Misfit(expected) from reason

    return _Kind(read, lambda value, _: str(value))


def _one_of(words: Iterable[str]) -> Text:
    return say("one of: {names}", names=", ".join(words))


def _tuple(*inner: Annotation) -> _Kind:
    if inner[-1] is not ...:
        return _row(tuple, [_kind(one) for one in inner], least=len(inner))
    one = _kind(inner[0])
    return _Kind(
        lambda found: tuple(
            _each(zip(count(), repeat(one), _must_be(list, found, _A_LIST), strict=False))
        ),
        lambda value, _: [one.write(each, None) for each in value],
    )


def _named_row(kind: Annotation) -> _Kind:
    hints = typing.get_type_hints(kind, include_extras=True)
    kinds = [_kind(hints[name]) for name in kind._fields]
    return _row(lambda made: kind(*made), kinds, least=len(kinds) - len(kind._field_defaults))


def _row(make: Callable[[list[Any]], Made], kinds: list[_Kind], *, least: int) -> _Kind:
    def read(found: Plain) -> Made:
        listed = _must_be(list, found, _A_LIST)
        if not least <= len(listed) <= len(kinds):
            raise Misfit(say("a list of {n} values", n=len(kinds)))
        return make(_each(zip(count(), kinds, listed, strict=False)))

    return _Kind(
        read,
        lambda value, _: [one.write(each, None) for one, each in zip(kinds, value, strict=True)],
    )


def _mapping(_: type, inner: Annotation) -> _Kind:
    one = _kind(inner)

    def read(found: Plain) -> dict[str, Any]:
        table = _must_be(dict, found, _A_TABLE)
        return dict(zip(table, _each((key, one, each) for key, each in table.items()), strict=True))

    return _Kind(read, lambda value, _: {key: one.write(each, None) for key, each in value.items()})


def _ruled(inner: Annotation, rule: Rule) -> _Kind:
    kind = _kind(inner)

    def read(found: Plain) -> Made:
        value = kind.read(found)
        if not rule.holds(value):
            raise Misfit(rule.expected)
        return value

    return _Kind(read, kind.write)


def _either(*inner: Annotation) -> _Kind:
    """One of several kinds; where several are dataclasses, the value says which one it is."""
    kinds = {one: _kind(one) for one in inner if one is not NoneType}
    shapes = {
        one.__name__: kinds[one] for one in inner if isinstance(one, type) and is_dataclass(one)
    }
    tagged = shapes if len(shapes) > 1 else {}

    def read(found: Plain) -> Made:
        if found is None and NoneType in inner:
            return None
        if tagged and isinstance(found, dict):
            return _tagged(tagged, found)
        return _first(kinds.values(), found)

    def write(value: Made, over: Plain) -> Plain:
        if value is None:
            return None
        name = type(value).__name__
        if name in tagged:
            return {TAG: name, **tagged[name].write(value, over)}
        if len(kinds) > 1:
            return to_plain(value, over)
        return next(iter(kinds.values())).write(value, over)

    return _Kind(read, write)


def _tagged(shapes: Mapping[str, _Kind], found: dict[str, Plain]) -> Made:
    name = found.get(TAG)
    if not isinstance(name, str) or name not in shapes:
        raise Misfit(_one_of(shapes), TAG)
    return shapes[name].read(found)


def _first(kinds: Iterable[_Kind], found: Plain) -> Made:
    wrong = []
    for kind in kinds:
        try:
            return kind.read(found)
        except Misfit as reason:
            wrong.append(reason)
    raise wrong[0]


def _read_object(kind: Annotation, found: Plain) -> Made:
    table = _must_be(dict, found, _A_TABLE)
    known, how = _parts(kind), CODED.get(kind, Declared())
    if how.closed:
        _must_be_known(table, known)
    values = {}
    for name, part in known.items():
        if name not in table and part.has_default:
            continue
        try:
            values[name] = part.kind.read(table.get(name, _NOTHING))
        except Misfit as reason:
            if not (how.lenient and part.has_default):
                raise reason.inside(name) from None
    try:
        return kind(**values)
    except ValueError as reason:  # what the kind itself refuses
        raise Misfit(say("an allowed value ({reason})", reason=str(reason))) from reason


def _write_object(kind: Annotation, value: Made, over: Plain) -> Plain:
    there = over if isinstance(over, dict) else {}
    known = {
        name: part.kind.write(getattr(value, name), there.get(name))
        for name, part in _parts(kind).items()
    }
    return {**there, **known}


class _Part(NamedTuple):
    kind: _Kind
    has_default: bool


@cache
def _parts(kind: Annotation) -> dict[str, _Part]:
    """Return how each field that is kept is read and written."""
    kept = [one for one in fields(kind) if one.metadata.get("kept", True)]
    names = SimpleNamespace(__annotations__={one.name: one.type for one in kept})
    hints = typing.get_type_hints(names, vars(sys.modules[kind.__module__]), include_extras=True)
    return {
        one.name: _Part(
            _kind(hints[one.name]), one.default is not MISSING or one.default_factory is not MISSING
        )
        for one in kept
    }


def _must_be(kind: type[T], found: Plain, expected: Text) -> T:
    if not isinstance(found, kind):
        raise Misfit(expected)
    return found


def _must_be_known(table: Mapping[str, Plain], known: Iterable[str]) -> None:
    for key in table:
        if key not in known:
            names = ", ".join(known)
            raise Misfit(say("one of the known keys: {names}", names=names), _shown(key))


def _each(parts: Iterable[tuple[str | int, _Kind, Plain]]) -> list[Any]:
    """Read one after the other; what does not fit is told with its key."""
    made: list[Any] = []
    key: str | int = ""
    try:
        for key, kind, found in parts:  # noqa: B007 - told below
            made.append(kind.read(found))
    except Misfit as reason:
        raise reason.inside(key) from None
    return made


_CONTAINERS: dict[Any, Callable[..., _Kind]] = {
    tuple: _tuple,
    Mapping: _mapping,
    Annotated: _ruled,
    typing.Union: _either,
    UnionType: _either,
}
