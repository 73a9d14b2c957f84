"""What a help shows can be typed: every example of every command is accepted."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
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


# Each help in a process of its own, for a reader that goes after the first line, as `head -1` does.
_TO_HEAD = """
import os, sys
from core.cli.entry import main
from tests.golden.commands import every
for one in list(every()):
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.close(ours)
        os.dup2(theirs, 1)
        os._exit(main([*one.prog.split()[1:], "--help"]))
    os.close(theirs)
    if not os.read(ours, 1):
        sys.exit(f"{one.prog}: silent")
    os.close(ours)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code not in {0, 141}:
        sys.exit(f"{one.prog}: {code}")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="pipes end otherwise on Windows")
def test_a_help_whose_reader_has_gone_ends_in_silence() -> None:
    """As a shell counts it, 141 is a program that nobody reads any more: no fault."""
    ran = subprocess.run(
        [sys.executable, "-c", _TO_HEAD], capture_output=True, check=False, text=True, timeout=120
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_only_values_with_a_dash_are_joined() -> None:
    assert joined(["build", "--flag", "-p=2", "--fresh"]) == ["build", "--flag=-p=2", "--fresh"]
    assert joined(["build", "--flag", "--fresh"]) == ["build", "--flag", "--fresh"]
    assert joined(["deploy", "--", "--flag", "-p"]) == ["deploy", "--", "--flag", "-p"]
