"""Declared values: written and read again, and whatever is wrong is told with its place."""

from __future__ import annotations

import importlib
import sys
import typing
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from enum import EnumType, StrEnum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.codec import Unreadable, read_json, write_json
from core.declared import CODED, NOT_KEPT, coded
from core.typed import TAG, Misfit, from_plain, to_plain

_ROOT = Path(__file__).parents[2]


class Colour(StrEnum):
    """A word."""

    RED = "red"
    BLUE = "blue"


class Row(NamedTuple):
    """A list without names."""

    name: str
    size: int = 0


@coded()
@dataclass(frozen=True, kw_only=True)
class Square:
    """Needs a side."""

    side: int
    colour: Colour = Colour.RED


@coded()
@dataclass(frozen=True, kw_only=True)
class Circle:
    """Needs a name."""

    name: str
    radius: float = 1.0
    tags: tuple[str, ...] = ()


@coded(closed=True)
@dataclass(frozen=True, kw_only=True)
class Table:
    """Knows all keys that there are."""

    width: int = 1


@coded()
@dataclass(frozen=True, kw_only=True)
class Picture:
    """Has every kind that there is."""

    title: str = ""
    shapes: tuple[Square | Circle, ...] = ()
    front: Square | None = None
    place: Path = Path("/x")
    pair: tuple[str, int] = ("", 0)
    rows: Mapping[str, Row] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)
    size: str | int | float | None = None
    table: Table = Table()
    own: object = field(default=None, metadata=NOT_KEPT)


def _load_all() -> None:
    for file in sorted((_ROOT / "core").rglob("*.py")):
        if "@coded(" in file.read_text("utf-8"):
            importlib.import_module(".".join(file.relative_to(_ROOT).with_suffix("").parts))


_load_all()
_ALL = sorted(CODED, key=lambda kind: (kind.__module__, kind.__name__))

# ---- values of every declared kind ----

_ODD_NAMES = st.binary(max_size=8).map(lambda raw: raw.decode("utf-8", "surrogateescape"))
_ANY = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(max_size=8),
    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=8), one, max_size=3),
    max_leaves=4,
)
_SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=8) | _ODD_NAMES,
    int: st.integers(-(2**63), 2**63),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    Any: _ANY,
    Path: _ODD_NAMES.map(Path),
    NoneType: st.none(),
}


@dataclass(frozen=True)
class Even:
    """Refuses some of the numbers by itself."""

    number: int

    def __post_init__(self) -> None:
        if self.number % 2:
            raise ValueError(f"{self.number} is odd")


@cache
def _values(kind: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401, PLR0911 - an annotation; a table
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    inner, origin = typing.get_args(kind), typing.get_origin(kind)
    if origin in {typing.Union, UnionType}:
        return st.one_of(*map(_values, inner))
    if origin is Mapping:
        return st.dictionaries(st.text(max_size=8), _values(inner[1]), max_size=3)
    if origin is tuple and inner[-1] is ...:
        return st.lists(_values(inner[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*map(_values, inner))
    if isinstance(kind, EnumType):
        return st.sampled_from(list(kind))
    return st.deferred(lambda: st.builds(kind, **{n: _values(one) for n, one in _kept(kind)}))


def _kept(kind: Any) -> list[tuple[str, Any]]:  # noqa: ANN401 - a dataclass or a NamedTuple
    if not is_dataclass(kind):
        return [*typing.get_type_hints(kind).items()]
    module = sys.modules[kind.__module__]
    names = vars(module) | getattr(module, "late_names", dict)()
    kept = [one for one in fields(kind) if one.metadata.get("kept", True)]
    about = type("_", (), {"__annotations__": {one.name: one.type for one in kept}})
    return [*typing.get_type_hints(about, names).items()]


_few = settings(max_examples=max(10, settings().max_examples // 10))


def _whole(kind: type, data: st.DataObject) -> tuple[Any, Any]:
    value = data.draw(_values(kind))
    return value, read_json(write_json(to_plain(value)), paths=True)


@pytest.mark.parametrize("kind", _ALL)
@_few
@given(st.data())
def test_what_is_written_is_read_again(kind: type, data: st.DataObject) -> None:
    value, plain = _whole(kind, data)
    assert from_plain(kind, plain) == value


@pytest.mark.parametrize("kind", _ALL)
@_few
@given(st.data())
def test_text_that_was_cut_is_refused_in_one_way(kind: type, data: st.DataObject) -> None:
    text = write_json(to_plain(data.draw(_values(kind))))
    with pytest.raises(Unreadable):
        from_plain(kind, read_json(text[: data.draw(st.integers(0, len(text) - 1))], paths=True))


@pytest.mark.parametrize("kind", _ALL)
@_few
@given(st.data())
def test_a_value_of_another_kind_is_told_with_its_place(kind: type, data: st.DataObject) -> None:
    _, plain = _whole(kind, data)
    place, damaged = _damage(plain, data)
    told = _refusal(kind, damaged)
    if told is not None:
        assert str(told) == f"“{told.place or '{}'}” must be {told.expected}."
        assert place.startswith(told.place) or told.place.startswith(place) or TAG in told.place


def _refusal(kind: type, found: Any) -> Misfit | None:  # noqa: ANN401 - JSON's kinds
    try:
        assert isinstance(from_plain(kind, found), kind)
    except Misfit as reason:
        return reason
    return None


def _damage(plain: Any, data: st.DataObject) -> tuple[str, Any]:  # noqa: ANN401 - JSON's kinds
    """Put anything at any place; the place is spelled as in a sentence."""
    if not isinstance(plain, dict | list) or not plain or data.draw(st.integers(0, 3)) == 0:
        return "", data.draw(_ANY)
    if isinstance(plain, list):
        number = data.draw(st.integers(0, len(plain) - 1))
        inner, new = _damage(plain[number], data)
        return _joined(f"[{number}]", inner), [*plain[:number], new, *plain[number + 1 :]]
    key = data.draw(st.sampled_from(sorted(plain)))
    assume(key.isascii() and key.isidentifier())
    inner, new = _damage(plain[key], data)
    return _joined(key, inner), {**plain, key: new}


def _joined(step: str, inner: str) -> str:
    return f"{step}.{inner}" if inner and not inner.startswith("[") else step + inner


@pytest.mark.parametrize("kind", _ALL)
@_few
@given(st.data())
def test_what_is_missing_has_its_default(kind: type, data: st.DataObject) -> None:
    value, plain = _whole(kind, data)
    parts = {one.name: one for one in fields(kind)}
    gone = data.draw(st.sets(st.sampled_from(sorted(plain)))) if plain else set()
    needed = [n for n in parts if n in gone and _default(parts[n]) is MISSING]
    shorter = {key: one for key, one in plain.items() if key not in gone}
    if needed:
        with pytest.raises(Misfit, match=f"^“{needed[0]}” must be "):
            from_plain(kind, shorter)
        return
    found: object = from_plain(kind, shorter)
    for name, part in parts.items():
        assert getattr(found, name) == (_default(part) if name in gone else getattr(value, name))


def _default(part: Any) -> Any:  # noqa: ANN401 - whatever it is
    return part.default if part.default_factory is MISSING else part.default_factory()


@pytest.mark.parametrize("kind", _ALL)
@_few
@given(st.data())
def test_keys_of_a_newer_goferry_survive(kind: type, data: st.DataObject) -> None:
    value, plain = _whole(kind, data)
    more = data.draw(st.dictionaries(st.text(min_size=1).map(lambda key: f"+{key}"), _ANY))
    if more and CODED[kind]:
        with pytest.raises(Misfit, match="one of the known keys"):
            from_plain(kind, {**plain, **more})
        return
    assert from_plain(kind, {**plain, **more}) == value
    assert to_plain(value, {**plain, **more}) == {**plain, **more}


# ---- the rules, one by one ----


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (7, "“{}” must be a table of keys and values."),
        ({"title": 7}, "“title” must be text."),
        ({"title": None}, "“title” must be text."),
        ({"front": {}}, "“front.side” must be a whole number."),
        ({"front": {"side": True}}, "“front.side” must be a whole number."),
        ({"front": {"side": 1.0}}, "“front.side” must be a whole number."),
        ({"front": {"side": 1, "colour": "green"}}, "“front.colour” must be one of: red, blue."),
        ({"front": {"side": 1, "colour": 7}}, "“front.colour” must be one of: red, blue."),
        ({"front": 7}, "“front” must be a table of keys and values."),
        ({"shapes": {}}, "“shapes” must be a list."),
        ({"shapes": [{}]}, "“shapes[0].<” must be one of: Square, Circle."),
        ({"shapes": [{TAG: 7}]}, "“shapes[0].<” must be one of: Square, Circle."),
        ({"shapes": [{TAG: "Circle"}]}, "“shapes[0].name” must be text."),
        ({"shapes": [7]}, "“shapes[0]” must be a table of keys and values."),
        ({"place": 7}, "“place” must be a path."),
        ({"pair": ["a"]}, "“pair” must be a list of 2 values."),
        ({"pair": ["a", 1, 2]}, "“pair” must be a list of 2 values."),
        ({"pair": "ab"}, "“pair” must be a list."),
        ({"rows": {"x": []}}, "“rows.x” must be a list of 2 values."),
        ({"rows": {"x": ["a", "b"]}}, "“rows.x[1]” must be a whole number."),
        ({"rows": {"a b\x1b": 7}}, '“rows."a b\\u001b"” must be a list.'),
        ({"rows": {"x" * 99: 7}}, f"“rows.{'x' * 60}” must be a list."),
        ({"rows": []}, "“rows” must be a table of keys and values."),
        ({"more": 7}, "“more” must be a table of keys and values."),
        ({"size": []}, "“size” must be text."),
        ({"table": {"width": "1"}}, "“table.width” must be a whole number."),
        ({"table": {"x": 1}}, "“table.x” must be one of the known keys: width."),
        ({"table": {"": 1}}, '“table.""” must be one of the known keys: width.'),
    ],
)
def test_what_does_not_fit_is_told_with_its_place_and_what_was_expected(
    found: object, told: str
) -> None:
    with pytest.raises(Misfit) as caught:
        from_plain(Picture, found)
    assert str(caught.value) == str(caught.value.why) == told


def test_what_a_kind_itself_refuses_is_told_too() -> None:
    with pytest.raises(Misfit) as caught:
        from_plain(Even, {"number": 1})
    assert str(caught.value) == "“{}” must be an allowed value (1 is odd)."


def test_a_whole_number_is_a_number_and_a_row_may_end_early() -> None:
    assert from_plain(Circle, {"name": "a", "radius": 2}).radius == 2.0
    assert from_plain(Picture, {"rows": {"x": ["a"]}}).rows == {"x": Row("a")}


def test_one_of_several_kinds_comes_back_as_what_it_was() -> None:
    picture = Picture(shapes=(Square(side=1), Circle(name="c"), Square(side=2)))
    assert from_plain(Picture, to_plain(picture)) == picture


def test_everything_is_spelled_in_json_s_own_kinds() -> None:
    picture = Picture(
        title="t",
        shapes=(Square(side=1), Circle(name="c")),
        front=Square(side=2, colour=Colour.BLUE),
        rows={"x": Row("a", 3)},
        more={"y": [1]},
        size=1.5,
        own="never",
    )
    assert to_plain(picture) == {
        "title": "t",
        "shapes": [
            {TAG: "Square", "side": 1, "colour": "red"},
            {TAG: "Circle", "name": "c", "radius": 1.0, "tags": []},
        ],
        "front": {"side": 2, "colour": "blue"},
        "place": "/x",
        "pair": ["", 0],
        "rows": {"x": ["a", 3]},
        "more": {"y": [1]},
        "size": 1.5,
        "table": {"width": 1},
    }


def test_what_is_there_stays_inside_too_if_nobody_knows_it() -> None:
    over = {"front": {"side": 1, "of_a_newer_one": [1]}, "new": None, "title": "old"}
    written = to_plain(Picture(front=Square(side=2)), over)
    assert written["front"] == {"side": 2, "colour": "red", "of_a_newer_one": [1]}
    assert (written["new"], written["title"]) == (None, "")
    assert to_plain(Picture(), over)["front"] is None
    assert to_plain(Picture(front=Square(side=2)), {"front": 7})["front"]["side"] == 2
