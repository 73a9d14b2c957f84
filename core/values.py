"""`dataclass` for frozen values with slots, as `dataclasses` has it, made in a third of the time.

That one compiles six functions for each class, which takes half a millisecond, and a command makes
ninety classes. Here `__init__` alone is compiled; the rest are closures.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, FrozenInstanceError, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from dataclasses import Field

__all__ = ["dataclass"]

_Kind = type[Any]
_Content = tuple[object, ...]


def _dataclass(*, frozen: bool, slots: bool, kw_only: bool = False) -> Callable[[_Kind], _Kind]:
    """Make a frozen dataclass with slots. Each field is an argument; other kinds are refused."""
    if not (frozen and slots):
        raise TypeError("`dataclasses` makes the other kinds")

    def make(kind: _Kind) -> _Kind:
        plain = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)
        made: _Kind = plain(kind)
        for name, method in _methods(made).items():
            if vars(made).get(name) is None:  # a class that compares itself has None for its hash
                setattr(made, name, method)
        return made

    return make


def _methods(kind: _Kind) -> Mapping[str, object]:
    content = _content([one.name for one in fields(kind) if one.compare])
    shown = [one.name for one in fields(kind) if one.repr]

    def equal(self: object, other: object) -> bool:
        same: bool = (
            content(self) == content(other) if other.__class__ is self.__class__ else NotImplemented
        )
        return same

    def hashed(self: object) -> int:
        return hash(content(self))

    def spelled(self: object) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{self.__class__.__qualname__}({values})"

    made = {"__init__": _init(kind), "__eq__": equal, "__hash__": hashed, "__repr__": spelled}
    return {**made, "__setattr__": _set, "__delattr__": _delete, "__setstate__": _restore}


def _content(names: list[str]) -> Callable[[object], _Content]:
    """How to take a value apart into what tells it from others."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _init(kind: _Kind) -> object:
    told = fields(kind)
    free = [one for one in told if not one.kw_only]
    named = [one for one in told if one.kw_only]
    words = ["self", *map(_argument, free), *(["*"] if named else []), *map(_argument, named)]
    lines = [f"_set(self, {one.name!r}, {_value(one)})" for one in told]
    if hasattr(kind, "__post_init__"):
        lines.append("self.__post_init__()")
    names: dict[str, Any] = {f"_default_{one.name}": one.default for one in told}
    names |= {f"_new_{one.name}": one.default_factory for one in told}
    names |= {"_set": object.__setattr__, "_MISSING": MISSING}
    text = f"def __init__({', '.join(words)}):\n " + "\n ".join(lines or ["pass"])
    exec(text, names)  # noqa: S102 - the names of fields, as `dataclasses` itself does it
    init = names["__init__"]
    init.__qualname__ = f"{kind.__qualname__}.__init__"
    return init


def _argument(field: Field[Any]) -> str:
    needed = field.default is MISSING and field.default_factory is MISSING
    return field.name if needed else f"{field.name}=_default_{field.name}"


def _value(field: Field[Any]) -> str:
    """The argument, or what is made anew for each value that is given none."""
    if field.default_factory is MISSING:
        return field.name
    return f"_new_{field.name}() if {field.name} is _MISSING else {field.name}"


def _set(_: object, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(_: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _restore(self: object, state: tuple[None, Mapping[str, object]]) -> None:
    """Fill a copy, which `copy` and `pickle` make without `__init__`."""
    for name, value in state[1].items():
        object.__setattr__(self, name, value)


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _dataclass
