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
from functools import cache, partial
from itertools import count, repeat
from pathlib import Path
from types import NoneType, SimpleNamespace, UnionType
from typing import Any, NamedTuple, TypeVar

from core.codec import Unreadable
from core.declared import CODED
from core.words import Text, list_of, say

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
        kinds = [_kind(one) for one in typing.get_type_hints(kind).values()]
        return _list(lambda made: kind(*made), kinds, optional=len(kind._field_defaults))
    return _simple(_one_of(kind), kind, str)


def _simple(expected: Text, make: Callable[[Plain], Made], *kinds: type) -> _Kind:
    """A value that has no others inside, made of one that JSON has."""

    def read(found: Plain) -> Made:
        if type(found) not in kinds:  # True is no number
            raise Misfit(expected)
        try:
            return make(found)
        except ValueError as reason:  # no word of an enumeration
            raise Misfit(expected) from reason

    return _Kind(read, _as_it_is if make in kinds else lambda value, _: str(value))


def _as_it_is(value: Plain, _: Plain) -> Plain:
    return value


_A_LIST, _A_TABLE = say("a list"), say("a table of keys and values")
_SIMPLE = {
    Any: _Kind(lambda found: found, _as_it_is),
    str: _simple(say("text"), str, str),
    int: _simple(say("a whole number"), int, int),
    float: _simple(say("a number"), float, float, int),
    bool: _simple(say("true or false"), bool, bool),
    Path: _simple(say("a path"), Path, str),
}


def _one_of(words: Iterable[str]) -> Text:
    return say("one of: {names}", names=list_of(words))


def _tuple(*inner: Annotation) -> _Kind:
    if inner[-1] is ...:
        return _list(tuple, repeat(_kind(inner[0])))
    return _list(tuple, [_kind(one) for one in inner])


def _list(make: Callable[[Any], Made], kinds: Iterable[_Kind], *, optional: int = 0) -> _Kind:
    """A list with a kind for each place; the last ones are `optional`, an endless one is all."""
    most = len(kinds) if isinstance(kinds, list) else None

    def read(found: Plain) -> Made:
        listed = _must_be(list, found, _A_LIST)
        if most is not None and not most - optional <= len(listed) <= most:
            raise Misfit(say("a list of {n} values", n=most))
        return make(_each(zip(count(), kinds, listed, strict=False)).values())

    def write(value: Made, _: Plain) -> Plain:
        return [one.write(each, None) for one, each in zip(kinds, value, strict=False)]

    return _Kind(read, write)


def _mapping(_: type, inner: Annotation) -> _Kind:
    one = _kind(inner)

    def read(found: Plain) -> Made:
        table = _must_be(dict, found, _A_TABLE)
        return _each((key, one, each) for key, each in table.items())

    return _Kind(read, lambda value, _: {key: one.write(each, None) for key, each in value.items()})


def _either(*inner: Annotation) -> _Kind:
    """One of several kinds; where several are dataclasses, the value says which one it is."""
    kinds = [_kind(one) for one in inner if one is not NoneType]
    shapes = {
        one.__name__: _kind(one) for one in inner if isinstance(one, type) and is_dataclass(one)
    }
    tagged = shapes if len(shapes) > 1 else {}

    def read(found: Plain) -> Made:
        if found is None and NoneType in inner:
            return None
        possible = kinds
        if tagged and isinstance(found, dict):
            possible = [kind for name, kind in tagged.items() if name == found.get(TAG)]
        return _first(possible, found, names=tagged)

    def write(value: Made, over: Plain) -> Plain:
        if value is None:
            return None
        if len(kinds) == 1:
            return kinds[0].write(value, over)
        name = type(value).__name__
        return {TAG: name, **to_plain(value, over)} if name in tagged else to_plain(value, over)

    return _Kind(read, write)


def _first(kinds: Iterable[_Kind], found: Plain, *, names: Iterable[str]) -> Made:
    wrong = []
    for kind in kinds:
        try:
            return kind.read(found)
        except Misfit as reason:
            wrong.append(reason)
    raise wrong[0] if wrong else Misfit(_one_of(names), TAG)


def _read_object(kind: Annotation, found: Plain) -> Made:
    table, known = _must_be(dict, found, _A_TABLE), _parts(kind)
    if CODED.get(kind) and (odd := [key for key in table if key not in known]):
        raise Misfit(say("one of the known keys: {names}", names=list_of(known)), _shown(odd[0]))
    values = _each(
        (name, part, table.get(name, _NOTHING))
        for name, (part, has_default) in known.items()
        if name in table or not has_default
    )
    try:
        return kind(**values)
    except ValueError as reason:  # what the kind itself refuses
        raise Misfit(say("an allowed value ({reason})", reason=str(reason))) from reason


def _write_object(kind: Annotation, value: Made, over: Plain) -> Plain:
    there = over if isinstance(over, dict) else {}
    known = {
        name: part.write(getattr(value, name), there.get(name))
        for name, (part, _) in _parts(kind).items()
    }
    return {**there, **known}


@cache
def _parts(kind: Annotation) -> dict[str, tuple[_Kind, bool]]:
    """Return how each field that is kept is read and written, and whether it may be missing."""
    kept = [one for one in fields(kind) if one.metadata.get("kept", True)]
    names = SimpleNamespace(__annotations__={one.name: one.type for one in kept})
    module = sys.modules[kind.__module__]
    late: dict[str, Any] = getattr(module, "late_names", dict)()  # not imported at the start
    hints = typing.get_type_hints(names, vars(module) | late)
    needed = {one.name for one in kept if one.default is one.default_factory is MISSING}
    return {name: (_kind(hint), name not in needed) for name, hint in hints.items()}


def _must_be(kind: type[T], found: Plain, expected: Text) -> T:
    if not isinstance(found, kind):
        raise Misfit(expected)
    return found


def _each(parts: Iterable[tuple[Any, _Kind, Plain]]) -> dict[Any, Made]:
    """Read one after the other, by their keys; what does not fit is told with its key."""
    made: dict[Any, Made] = {}
    key: Any = ""
    try:
        for key, kind, found in parts:
            made[key] = kind.read(found)
    except Misfit as reason:
        raise reason.inside(key) from None
    return made


_CONTAINERS: dict[Any, Callable[..., _Kind]] = {
    tuple: _tuple,
    Mapping: _mapping,
    typing.Union: _either,
    UnionType: _either,
}
