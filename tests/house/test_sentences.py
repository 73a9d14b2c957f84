"""Sentences for people are marked whole, and say what happened instead of blaming."""

from __future__ import annotations

import ast
import string

from tests.house.sources import calls, sentences

# What is joined by ", " and is no sentence of ours: others write or read it so.
_OTHERS_LISTS = {
    "core/operate/comparing.py",  # a value of the record
    "core/exports/compose/kind.py",  # a comment of a file that other tools read
    "core/exports/pipelines/commands.py",  # as above
    "core/operate/drill_report.py",  # a report in English, kept as a file
    "core/binary/compatibility/systems.py",  # levels behind a processor's name
    "core/deploy/preparing.py",  # a rule of sudo
    "core/ssh/connection/login.py",  # words of ssh, under Details
    "core/usecases/about.py",  # the license as its package names it
    "core/usecases/fitting.py",  # a value as goferry.toml spells it
}
FORBIDDEN = ("error:", "failed to", "invalid", "traceback")


def test_a_sentence_is_a_literal_that_translators_can_find() -> None:
    assert not [
        f"{source.at(call)}: {ast.unparse(call)}"
        for source, call, found in sentences()
        if not found or not all(_is_literal(one) for one in found)
    ]


def test_what_a_word_stands_for_is_a_literal_that_translators_can_find() -> None:
    assert not [
        f"{source.at(call)}: {ast.unparse(call)}"
        for source, call, _found in sentences()
        for word in call.keywords
        if word.arg == "context" and not _is_literal(word.value)
    ]


def test_no_sentence_blames_or_speaks_in_codes() -> None:
    assert not [
        f"{source.at(one)}: {text}"
        for source, _call, found in sentences()
        for one in found
        for text in [_text(one)]
        if any(word in text.lower() for word in FORBIDDEN)
    ]


def test_a_sentence_that_gets_values_gets_all_of_them() -> None:
    assert not [
        f"{source.at(call)}: {ast.unparse(call)}"
        for source, call, found in sentences()
        for one in found
        if (values := _values(call)) and _places(_text(one)) - values
    ]


def test_things_are_listed_by_the_language() -> None:
    """Chinese lists them by another comma: `list_of`, `all_of` and `lists_of` know it."""
    assert not [
        f"{source.at(call)}: {ast.unparse(call)}"
        for source, call, name in calls()
        if source.path not in _OTHERS_LISTS and _between(call, name).strip(" ") in {",", ";"}
        if _between(call, name).endswith(" ")
    ]


def _between(call: ast.Call, name: str) -> str:
    """What a call puts between names, where it is written out."""
    match call:
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(between)))):
            return between if name == "join" else ""
        case ast.Call(args=[_, ast.Constant(value=str(between))]):
            return between if name == "joined" else ""
    return ""


def _is_literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def _values(call: ast.Call) -> set[str]:
    """Name the values that stand in the call; none when they come from elsewhere (`**found`)."""
    names = {word.arg for word in call.keywords}
    if None in names:
        return set()
    counted = {"n"} if {"one", "many"} <= names else set()
    return {name for name in names - {"one", "many", "context"} if name} | counted
