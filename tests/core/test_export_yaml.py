"""YAML that we write comes back as what it was, in readers of both versions, with its reasons."""

from __future__ import annotations

import pytest
import yaml

from core.exports.as_yaml import Block, Node, plain, text_of, why
from tests.exported import hostile, newer
from tests.long import LONG

_OLD = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # YAML 1.1, where `on` is true


def test_hostile_values_come_back_as_they_were() -> None:
    values = list(hostile(10_000 if LONG else 1_000))
    node: dict[str, Node] = {"keys": {value: value for value in values[:500]}, "items": values}
    text = text_of(node)
    assert yaml.load(text, _OLD) == node  # noqa: S506 - the safe loader, in C
    assert newer(text_of({"items": values[:300]})) == [{"items": values[:300]}]


def test_a_reason_stands_above_what_it_explains() -> None:
    text = text_of(
        {"a": why("first", 1), "list": [{"b": why("of b", "x"), "c": 2}, why("item", "y")]},
        head="head",
    )
    assert text == (
        '# head\n\n# first\na: 1\nlist:\n  # of b\n  - b: "x"\n    c: 2\n  # item\n  - "y"\n'
    )


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x85", "\u2028", "\u2029", "\v", "\f"])
def test_no_reason_gets_out_of_its_comment(end: str) -> None:
    comment = f"harmless{end}evil: true"
    text = text_of({"a": why(comment, {"b": why(comment, [why(comment, "c")])})}, head=comment)
    assert newer(text) == [{"a": {"b": ["c"]}}]
    assert yaml.safe_load(text) == {"a": {"b": ["c"]}}


@pytest.mark.parametrize(
    "text", ["set -e\necho a\n", "one line\n", " leads\n", "ends \n", "no end", "", "\n", "a\tb\n"]
)
def test_a_script_is_shown_as_lines_and_comes_back_as_it_was(text: str) -> None:
    node = {"run": Block(text)}
    assert newer(text_of(node)) == [{"run": text}]
    assert plain(node) == {"run": text}


def test_several_documents_are_in_one_file() -> None:
    assert newer(text_of({"a": 1}, {"b": why("two", value=True)}, head="x")) == [
        {"a": 1},
        {"b": True},
    ]
