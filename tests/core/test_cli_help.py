"""What a help shows can be typed: every example of every command is accepted."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

import pytest

from core.cli.arguments import HelpWanted, Parser, joined
from tests.golden.commands import every

if TYPE_CHECKING:
    from collections.abc import Iterator

_EXAMPLE = re.compile(r"(?:as in|such as|like) ([^\s;:,]+[^\s;:,.])")


def examples(action: argparse.Action) -> Iterator[str]:
    """The values that the help of an option shows; FILE and N are words for values."""
    name = action.metavar if isinstance(action.metavar, str) else ""
    if name and not name.isupper():
        yield from name.split("|") if "|" in name and "[" not in name else [name]
    yield from _EXAMPLE.findall(action.help or "")


EVERY = {one.prog: one for one in every()}


@pytest.mark.parametrize("command", EVERY)
def test_the_help_is_readable_and_its_examples_are_accepted(command: str) -> None:
    one = EVERY[command]
    with pytest.raises(HelpWanted) as wanted:
        one.print_help()
    assert "%%" not in str(wanted.value)
    assert "%(" not in str(wanted.value)
    for action in one._actions:
        if isinstance(action, argparse._SubParsersAction):
            continue
        for example in examples(action):
            probe = Parser(prog="probe", allow_abbrev=False)
            probe._add_action(action)
            flag = action.option_strings[:1]
            probe.parse_args(joined([*flag, example]))  # else: UsageMistake


def test_only_values_with_a_dash_are_joined() -> None:
    assert joined(["build", "--flag", "-p=2", "--fresh"]) == ["build", "--flag=-p=2", "--fresh"]
    assert joined(["build", "--flag", "--fresh"]) == ["build", "--flag", "--fresh"]
    assert joined(["deploy", "--", "--flag", "-p"]) == ["deploy", "--", "--flag", "-p"]
