"""JSON and TOML that somebody else wrote: whatever it is, it is read or refused in one way."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codec import Unreadable, read_json, read_toml, write_json


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
