"""What to tell of a program that ended because it wants to be called with other arguments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.actions import ChooseOption, UseOption
from core.problems import Advice, Problem
from core.words import list_of, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.service.usage import Usage
    from core.words import Text

_MOST = 12  # commands that are named
_LONGEST = 200
# What starts a service in most programs that have several commands, the likeliest first.
_LIKELY = ("serve", "server", "run", "start", "web", "daemon", "agent", "listen", "watch", "relay")
_ERROR = re.compile(r"\b(?:error|fatal)\b", re.IGNORECASE)
_ABOUT_ARGUMENTS = re.compile(r"\barg|command|expected|flag|option|usage", re.IGNORECASE)


def wants_arguments(usage: Usage, args: Sequence[str]) -> Problem | None:
    """Tell what the program wants; None where it printed its usage for another reason.

    Some print it after whatever went wrong. `args` are those that it was called with.
    """
    why = _why(usage, args)
    if why is None:
        return None
    likely = [name for name in _LIKELY if name in usage.commands and not args]
    return Problem(
        code="wants_arguments",
        what=say("The program needs other arguments."),
        why=why,
        next=(
            *(Advice(say("Start it with {name}.", name=name), UseOption("args", name))
              for name in likely[:2]),
            Advice(say("Add the arguments that it needs."), ChooseOption("args")),
        ),
        field="args",
    )  # fmt: skip


def _why(usage: Usage, args: Sequence[str]) -> Text | None:
    complaint = next((line for line in reversed(usage.beside) if line.strip()), "")[:_LONGEST]
    commands = [] if set(args) & set(usage.commands) else list(usage.commands)
    if usage.unknown and usage.unknown.lstrip("-") in {_name(one) for one in args}:
        return say("The program does not know {word}.", word=usage.unknown)
    if usage.wanted:
        return say("The program needs {options}.", options=list_of(usage.wanted))
    if _ERROR.search(complaint) and not _ABOUT_ARGUMENTS.search(complaint):
        return None
    if commands:
        return _command(commands)
    return _otherwise(usage, complaint) if usage.printed else None


def _name(argument: str) -> str:
    return argument.partition("=")[0].lstrip("-")


def _command(commands: list[str]) -> Text:
    if len(commands) == 1:
        return say("The program needs a command: {name}", name=commands[0])
    first = [name for name in _LIKELY if name in commands]
    shown = list(dict.fromkeys((*first, *commands)))[:_MOST]
    return say("The program needs a command, one of {names}", names=list_of(shown))


def _otherwise(usage: Usage, complaint: str) -> Text:
    if usage.line:
        return say("Its usage: {line}", line=usage.line[:_LONGEST])
    if complaint:
        return say("Its output: {reason}", reason=complaint)
    return say("The program printed its options and exited.")
