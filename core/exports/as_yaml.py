"""Values and their reasons as YAML: each text is quoted, a comment is above what it explains.

Quoted texts come back as what they were in every reader: `on`, `1.10`, `0800` and `null` too.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from core.plain_text import printable

Node: TypeAlias = (
    "bool | int | str | Mapping[str, Node] | Sequence[Node] | Why | Beside | Block | None"
)
_INDENT, _SEQUENCE, _DASH = 2, 4, 2
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_./-]*")
_OTHER_KEYS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}  # to older readers
_WIDEST = 1 << 30  # no text is folded into several lines


@dataclass(frozen=True, slots=True)
class Why:
    """A value, and the comment that says why it is so."""

    value: Node
    comment: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A text, and the comment behind it on its line: where other tools look for a version."""

    value: str
    comment: str


@dataclass(frozen=True, slots=True)
class Block:
    """A text of several lines, such as a script, that people shall read as lines."""

    text: str


def why(comment: str, value: Node) -> Why:
    """Put a reason beside a value."""
    return Why(value, comment)


def text_of(*documents: Node, head: str = "") -> str:
    """Write documents into one file; `head` is the comment that it begins with."""
    out = io.StringIO()
    for number, one in enumerate(documents):
        out.write("---\n" if number else _commented(head) + "\n" * bool(head))
        _writer().dump(_made(one, 0), out)
    return out.getvalue()


def plain(node: Node) -> Any:  # noqa: ANN401 - what YAML can hold
    """Return the same without reasons: what a reader finds in the file."""
    match node:
        case Why() | Beside():
            return plain(node.value)
        case Block():
            return node.text
        case Mapping():
            return {key: plain(value) for key, value in node.items()}
        case str() | bool() | int() | None:
            return node
        case _:
            return [plain(one) for one in node]


def _writer() -> YAML:
    writer = YAML()
    writer.indent(mapping=_INDENT, sequence=_SEQUENCE, offset=_DASH)
    writer.width = _WIDEST
    writer.allow_unicode = True
    return writer


def _commented(text: str) -> str:
    return "".join(f"# {line}".rstrip() + "\n" for line in _lines(text))


def _lines(comment: str) -> list[str]:
    """Split a comment; what would end a line in YAML alone cannot get out of it."""
    return [printable(line) for line in comment.splitlines()]


def _made(node: Node, column: int) -> Any:  # noqa: ANN401 - ruamel's own types
    match node:
        case Why() | Beside():
            return _made(node.value, column)
        case Block():
            return _block(node.text)
        case str():
            return DoubleQuotedScalarString(node)
        case Mapping():
            return _mapping(node, column)
        case bool() | int() | None:
            return node
        case _:
            return _sequence(node, column)


def _block(text: str) -> Any:  # noqa: ANN401 - ruamel's own types
    """Write lines as lines, where YAML can tell all of them."""
    lines = text.split("\n")
    told = all(line.isprintable() and line == line.rstrip() for line in lines)
    if told and text.endswith("\n") and text.strip() and not text[0].isspace():
        return LiteralScalarString(text)
    return DoubleQuotedScalarString(text)


def _mapping(node: Mapping[str, Node], column: int) -> CommentedMap:
    made = CommentedMap()
    for key, value in node.items():
        made[_key(key)] = _made(value, column + _INDENT)
        if isinstance(value, Why):
            _explain(made, _key(key), value.comment, column=column)
        if isinstance(value, Beside):
            made.yaml_add_eol_comment(printable(value.comment), _key(key))
    return made


def _key(key: str) -> str:
    plain_one = _PLAIN_KEY.fullmatch(key) and key.lower() not in _OTHER_KEYS
    return key if plain_one else DoubleQuotedScalarString(key)


def _sequence(node: Sequence[Node], column: int) -> CommentedSeq:
    made = CommentedSeq()
    for number, value in enumerate(node):
        comment, inner = _first_reason(value)
        made.append(_made(inner, column + _INDENT))
        if comment:
            _explain(made, number, comment, column=column)
    return made


def _first_reason(node: Node) -> tuple[str, Node]:
    """Take the reason of an item, or else that of its first key: above the dash is its place."""
    if isinstance(node, Why):
        return node.comment, node.value
    if isinstance(node, Mapping) and node:
        first, value = next(iter(node.items()))
        if isinstance(value, Why):
            return value.comment, {**node, first: value.value}
    return "", node


def _explain(made: CommentedMap | CommentedSeq, place: Any, comment: str, *, column: int) -> None:  # noqa: ANN401 - a key or a number
    made.yaml_set_comment_before_after_key(place, before="\n".join(_lines(comment)), indent=column)
