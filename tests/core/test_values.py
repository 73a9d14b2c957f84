"""Values made by `core.values` are as `dataclasses` makes them, but for the time that takes."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import re
from dataclasses import FrozenInstanceError, field, fields, replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from core import values
from core.settings import Settings
from core.words import Text, say

CORE = Path(values.__file__).parent
Kind = Any  # a class whose kind of fields is its test's


class Several:
    """Fields of each sort."""

    kind: ClassVar[str] = "no field"
    first: int
    text: str = "x"
    listed: list[int] = field(default_factory=list)
    secret: str = field(default="s", repr=False)
    place: int = field(default=0, compare=False)


class Single:
    """What one field alone is compared by."""

    text: str = "x"


class Nothing:
    """A value without any."""


class Own:
    """What a class says of itself, it keeps."""

    name: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self.name.lower() == other.name.lower()

    def __hash__(self) -> int:
        return 7

    def __repr__(self) -> str:
        return f"<{self.name}>"


class Alike:  # noqa: PLW1641 - that is what it is for
    """One that compares itself and has no hash of its own gets one."""

    name: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self))


class Checked:
    """One that refuses what it cannot be."""

    port: int = 1

    def __post_init__(self) -> None:
        if self.port < 1:
            raise ValueError(self.port)


SAMPLES: list[tuple[type, list[dict[str, Any]]]] = [
    (Several, [{"first": 1}, {"first": 1, "text": "y"}, {"first": 1, "place": 9}, {"first": 2}]),
    (Several, [{"first": 1, "listed": [3]}, {"first": 1, "secret": "t", "listed": [3]}]),
    (Single, [{}, {"text": "x"}, {"text": "y"}]),
    (Nothing, [{}, {}]),
    (Own, [{"name": "a"}, {"name": "A"}, {"name": "b"}]),
    (Alike, [{"name": "a"}, {"name": "b"}]),
    (Checked, [{}, {"port": 2}]),
]


def _made(kind: type, maker: Kind, *, kw_only: bool) -> Kind:
    kept = {
        name: one for name, one in vars(kind).items() if name not in {"__dict__", "__weakref__"}
    }
    return maker(frozen=True, slots=True, kw_only=kw_only)(type(kind.__name__, (), kept))


def _told(kind: Kind, samples: list[dict[str, Any]]) -> list[object]:
    """What a class and its values show of themselves."""
    made = [kind(**one) for one in samples]
    return [
        [(one.name, one.kind, one.default) for one in _arguments(kind)],
        [repr(one) for one in made],
        [[one == other for other in made] for one in made],
        [[_hash(one) == _hash(other) for other in made] for one in made],
        [made[0] == object(), kind.__slots__, kind.__match_args__, kind.__doc__],
        [[getattr(one, each.name) for each in fields(kind)] for one in made],
        [repr(copy.deepcopy(one)) for one in made],
        [repr(replace(made[0], **one)) for one in samples],
    ]


def _arguments(kind: Kind) -> list[inspect.Parameter]:
    """The arguments; what stands for a default that is made anew each time is of no matter."""
    told = inspect.signature(kind).parameters.values()
    anew = {one.name for one in fields(kind) if one.default_factory is not dataclasses.MISSING}
    return [one.replace(default=None) if one.name in anew else one for one in told]


def _hash(value: object) -> int:
    try:
        return hash(value)
    except TypeError:  # it holds a list
        return 0


@pytest.mark.parametrize("kw_only", [False, True])
@pytest.mark.parametrize(("kind", "samples"), SAMPLES, ids=lambda one: getattr(one, "__name__", ""))
def test_a_value_is_as_dataclasses_makes_it(
    kind: type, samples: list[dict[str, Any]], *, kw_only: bool
) -> None:
    ours, theirs = (
        _made(kind, maker, kw_only=kw_only) for maker in (values.dataclass, dataclasses.dataclass)
    )
    assert _told(ours, samples) == _told(theirs, samples)
    for odd in ((1, 2, 3, 4, 5, 6, 7), ()):
        assert _refusal(ours, *odd) == _refusal(theirs, *odd)


def _refusal(kind: Kind, *words: object) -> str:
    try:
        kind(*words)
    except TypeError as reason:
        return str(reason).replace("_made.<locals>.", "")
    return "taken"


def test_a_list_of_its_own_is_made_for_each() -> None:
    kind = _made(Several, values.dataclass, kw_only=True)
    one, other = kind(first=1), kind(first=1)
    assert one.listed is not other.listed


def test_what_a_value_cannot_be_is_refused() -> None:
    kind = _made(Checked, values.dataclass, kw_only=False)
    with pytest.raises(ValueError, match="0"):
        kind(0)
    with pytest.raises(ValueError, match="0"):
        replace(kind(3), port=0)


def test_nothing_of_a_value_can_be_changed() -> None:
    value = say("once")
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'source'"):
        value.source = "twice"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'more'"):
        value.more = "twice"  # type: ignore[attr-defined]
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'source'"):
        del value.source
    assert value == Text("once")


def test_a_copy_is_the_same_value() -> None:
    value = Settings(recent=("/a",))
    assert [copy.copy(value), pickle.loads(pickle.dumps(value))] == [value, value]  # noqa: S301


@pytest.mark.parametrize("how", [(False, True), (True, False)])
def test_other_kinds_are_left_to_dataclasses(how: tuple[bool, bool]) -> None:
    frozen, slots = how
    with pytest.raises(TypeError, match="other kinds"):
        values.dataclass(frozen=frozen, slots=slots)


def test_nothing_that_is_made_so_asks_for_what_only_dataclasses_knows() -> None:
    """A field that is no argument would become one."""
    texts = {file: file.read_text("utf-8") for file in CORE.rglob("*.py")}
    users = [file for file, text in texts.items() if "from core.values import" in text]
    assert len(users) > 30
    assert [one for one in users if re.search("init=False|InitVar|hash=", texts[one])] == []
