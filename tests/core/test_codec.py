"""JSON and TOML that somebody else wrote: whatever it is, it is read or refused in one way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codec import LARGEST, Unreadable, object_in, read_json, read_toml, write_json
from core.words import Size


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[" * 100_000,
        "[" * 65 + "]" * 65,
        '{"a":' * 100_000,
        '{"a": 1, "a": 2}',
        "NaN",
        "[Infinity]",
        "1e999",
        "1" * 5000,
        "18446744073709551616",
        b"\xff",
        b'"\xed\xa0\x80"',
    ],
)
def test_what_would_break_something_later_is_refused(text: str | bytes) -> None:
    with pytest.raises(Unreadable):
        read_json(text)


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 5000 + "]" * 5000, "a = nan", f"a = {2**70}", "a = 1\na = 2", "a ="]
)
def test_toml_is_held_to_the_same(text: str) -> None:
    with pytest.raises(Unreadable):
        read_toml(text)


def test_halves_of_characters_are_replaced_and_odd_names_kept_where_they_are_ours() -> None:
    assert read_json('{"\\ud800": ["a\\udc80"]}') == {"\ufffd": ["a\ufffd"]}
    assert read_json('["\\udc80", "\\ud800"]', paths=True) == ["\udc80", "\ufffd"]
    assert read_json('"\\ud83d\\ude00"') == "\U0001f600"


_LEAVES = st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False)
_VALUES: st.SearchStrategy[Any] = st.recursive(
    _LEAVES | st.text() | st.binary().map(lambda raw: raw.decode("utf-8", "surrogateescape")),
    lambda one: st.lists(one) | st.dictionaries(st.text(), one),
)


@given(_VALUES.filter(lambda value: "inf" not in repr(value).lower()))
def test_what_is_written_is_read_again(value: Any) -> None:  # noqa: ANN401 - JSON's own kinds
    assert read_json(write_json(value), paths=True) == value


@given(st.text(alphabet='[]{}":,\\u0d8e 1.-nNaItf') | st.text() | st.binary())
def test_no_text_gets_through_half_read(text: str | bytes) -> None:
    try:
        found = read_json(text)
    except Unreadable:
        return
    json.dumps(found, allow_nan=False, ensure_ascii=False).encode()


@pytest.mark.parametrize("number", [2**64 - 1, 1 - 2**64, 0, -1, 1.5e308, True, None])
def test_what_fits_is_read_as_it_is(number: object) -> None:
    assert read_json(json.dumps([number])) == [number]


@pytest.mark.parametrize("number", [2**64, -(2**64)])
def test_one_more_is_refused_in_both(number: int) -> None:
    for read in (lambda: read_json(f"[{number}]"), lambda: read_toml(f"a = {number}")):
        with pytest.raises(Unreadable, match="more than 64 bits"):
            read()


@pytest.mark.parametrize(("opens", "closes"), [("[", "]"), ('{"a":', "}")])
def test_sixty_four_levels_are_read_and_no_more(opens: str, closes: str) -> None:
    assert read_json(opens * 64 + "1" + closes * 64)
    with pytest.raises(Unreadable, match="deeper than 64 levels"):
        read_json(opens * 65 + "1" + closes * 65)
    assert read_toml(f"a = {'[' * 63}{']' * 63}")
    with pytest.raises(Unreadable, match="deeper than 64 levels"):
        read_toml(f"a = {'[' * 64}{']' * 64}")


def test_sixty_four_million_characters_are_read_and_no_more() -> None:
    assert LARGEST == 64 << 20
    assert read_json("1".rjust(LARGEST)) == 1
    for read, text in ((read_json, "1".rjust(LARGEST + 1)), (read_toml, " " * (LARGEST + 1))):
        with pytest.raises(Unreadable, match="67108865 characters"):
            read(text)


@pytest.mark.parametrize(
    ("half", "ours"),
    [
        ("\\udc80", "\udc80"),
        ("\\udcff", "\udcff"),
        ("\\udc7f", "\ufffd"),
        ("\\udd00", "\ufffd"),
        ("\\ud800", "\ufffd"),
        ("\\udfff", "\ufffd"),
        ("\\ud7ff", "\ud7ff"),
        ("\\ue000", "\ue000"),
    ],
)
def test_only_halves_that_stand_for_bytes_stay_and_only_in_our_files(half: str, ours: str) -> None:
    text = f'{{"{half}": ["{half}"]}}'
    others = "\ufffd" if "\ud800" <= ours <= "\udfff" else ours
    assert read_json(text, paths=True) == {ours: [ours]}
    assert read_json(text) == {others: [others]}
    assert read_json(text.encode()) == {others: [others]}


def test_what_is_written_is_for_people_too() -> None:
    assert write_json({"名": Path("/x"), "b": "\udcff"}) == (
        b'{\n  "\xe5\x90\x8d": "/x",\n  "b": "\\udcff"\n}'
    )
    assert write_json([1], indent=None) == b"[1]"
    assert write_json(frozenset("ba"), indent=None) == b'["a", "b"]'
    with pytest.raises(TypeError, match="Size is not written"):
        write_json(Size(1))


def test_a_reason_is_short_and_never_empty() -> None:
    with pytest.raises(Unreadable) as caught:
        read_toml("a = " + "x" * 1000)
    assert 0 < len(str(caught.value)) <= 200
    with pytest.raises(Unreadable, match="a key stands there twice"):
        read_json('{"b": {"a": 1, "a": 1}}')
    with pytest.raises(Unreadable, match="-Infinity is no number"):
        read_json("-Infinity")


@pytest.mark.parametrize("line", ["", "{", "[]", "7", "null", '"a"', '{"a": 1, "a": 2}', b"\xff"])
def test_a_line_that_is_no_object_says_nothing(line: str | bytes) -> None:
    assert object_in(line) == {}
    assert object_in('{"a": [1]}') == {"a": [1]}
