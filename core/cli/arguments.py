"""Reads the command line: global options anywhere, mistakes as sentences, nothing abbreviated."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from core.cli.help_form import HelpForm, complaint
from core.ports import HIGHEST_PORT
from core.problems import Advice, Problem
from core.words import Text, list_of, say

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence
    from typing import Any

    from core.cli.call import Call
    from core.cli.show import Answer

    Run = Callable[[Call], Awaitable[Answer]]

_END = "--"  # of the options
_LONGEST_USAGE = 160  # what a line and a half of a terminal hold
_TAKE_DASHES = frozenset({"--flag", "--ldflags", "--arg"})  # whose values often begin with one


class UsageMistake(Exception):  # noqa: N818 - it is the person's slip, not the program's error
    """Carries what was typed wrong up to `main`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem.what))
        self.problem = problem


class HelpWanted(Exception):  # noqa: N818 - nothing went wrong
    """Carries the help text up to `main`, which shows it the chosen way."""


class Parser(argparse.ArgumentParser):
    """argparse without its own printing and exiting, so that `--json` holds for mistakes too.

    A command with `takes_rest` finds the words behind `--` in `rest`, whatever they look like.
    `check` says what is wrong with arguments that do not go together.
    """

    takes_rest = False
    check: Callable[[argparse.Namespace], str] = staticmethod(lambda _: "")

    def __init__(self, **words: Any) -> None:  # noqa: ANN401 - argparse's
        super().__init__(formatter_class=HelpForm, add_help=False, **words)
        self._positionals.title = str(say("positional arguments"))
        self._optionals.title = str(say("options"))
        self.add_argument("-h", "--help", action="help", help=str(say("show this help and exit")))

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401 - argparse's
        """Read them, and see whether they go together."""
        found, unknown = self._read(args, namespace)
        if wrong := self.check(found):
            self.error(wrong)
        return found, unknown

    def _read(self, args: Any, namespace: Any) -> Any:  # noqa: ANN401 - as above
        """Keep what stands behind `--` from being read as options or as more arguments."""
        words = list(args or ())
        if not self.takes_rest or _END not in words:
            return super().parse_known_args(args, namespace)
        place = words.index(_END)
        found, unknown = super().parse_known_args(words[:place], namespace)
        found.rest = tuple(words[place + 1 :])
        return found, unknown

    def error(self, message: str) -> NoReturn:
        """Say the mistake as a problem."""
        raise UsageMistake(
            Problem(
                code="usage",
                what=say(
                    "GoFerry could not understand this command line: {message}.",
                    message=complaint(message),
                ),
                why=say("Usage: {usage}", usage=self._usage()),
                next=(Advice(say("Run: {command}", command=f"{self.prog} --help")),),
            )
        )

    def print_help(self, file: object = None) -> None:  # noqa: ARG002 - the signature is argparse's
        """Hand the help over instead of printing it."""
        raise HelpWanted(self.format_help().rstrip())

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401 - argparse's
        if action.choices is not None and value not in action.choices:
            raise argparse.ArgumentError(action, str(_not_offered(str(value), action.choices)))

    def _usage(self) -> str:
        """How the command is used: as a whole where a line holds it, else without its options."""
        whole = " ".join(self.format_usage().removeprefix(str(say("usage: "))).split())
        if len(whole) <= _LONGEST_USAGE:
            return whole
        return " ".join((self.prog, "…", *map(_name_of, self._get_positional_actions())))


def _name_of(action: argparse.Action) -> str:
    return str(action.metavar or action.dest)


def _not_offered(value: str, choices: Iterable[object]) -> Text:
    """Say that there is no such choice: with the one that was meant, or with all of them."""
    from difflib import get_close_matches

    offered = tuple(map(str, choices))
    for close in get_close_matches(value, offered, n=1):
        return say("“{value}” does not exist, but “{close}” does", value=value, close=close)
    return say("“{value}” is not one of {offered}", value=value, offered=list_of(offered))


class Commands:
    """The commands of one level, each with the function that carries it out."""

    def __init__(self, parser: Parser, *, required: bool) -> None:
        self._below = parser.add_subparsers(
            title=str(say("commands")), metavar="COMMAND", required=required, parser_class=Parser
        )

    def add(self, name: str, purpose: str, *, run: Run) -> Parser:
        """Offer a command; the caller adds its own arguments to what comes back."""
        parser = self._parser(name, purpose)
        parser.set_defaults(run=run)
        return parser

    def group(self, name: str, purpose: str) -> Commands:
        """Offer a command that has commands of its own."""
        return Commands(self._parser(name, purpose), required=True)

    def _parser(self, name: str, purpose: str) -> Parser:
        parser: Parser = self._below.add_parser(
            name, help=purpose, description=purpose, allow_abbrev=False
        )
        add_global_options(parser)
        return parser


def add_global_options(parser: Parser) -> None:
    """Accept the global options here; they keep what was given before the command."""
    group = parser.add_argument_group(str(say("global options")))
    group.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help=str(say("print one JSON object per line; the last is the result")),
    )
    group.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS,
        help=str(say("directory for settings, servers and history (or set GOFERRY_HOME)")),
    )
    group.add_argument(
        "--version",
        action="store_true",
        default=argparse.SUPPRESS,
        help=str(say("show the version of GoFerry")),
    )


def joined(words: Sequence[str]) -> list[str]:
    """Join what is typed as `--flag -p=2`: argparse takes a value with a dash for an option."""
    found: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == _END:
            return [*found, word, *rest]
        before = found[-1] if found else ""
        if before in _TAKE_DASHES and word.startswith("-") and not word.startswith("--"):
            found[-1] = f"{before}={word}"
        else:
            found.append(word)
    return found


def wants_json(words: Sequence[str]) -> bool:
    """Whether the result shall be JSON, known even when the rest cannot be understood."""
    options = words[: words.index(_END)] if _END in words else words
    return "--json" in options


def port(text: str) -> int:
    """Read a port number."""
    if not (text.isascii() and text.isdigit() and 0 < int(text[:6]) <= HIGHEST_PORT):
        raise argparse.ArgumentTypeError(
            str(say("“{text}” is not a port from 1 to {highest}", text=text, highest=HIGHEST_PORT))
        )
    return int(text)


def count(text: str) -> int:
    """Read how many; at least one."""
    if not (text.isascii() and text.isdigit() and int(text[:6])):
        raise argparse.ArgumentTypeError(
            str(say("“{text}” is not a whole number from 1", text=text))
        )
    return int(text[:6])


def pair(text: str) -> tuple[str, str]:
    """Read NAME=VALUE."""
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise argparse.ArgumentTypeError(str(say("“{text}” is not NAME=VALUE", text=text)))
    return name, value


def listed(text: str) -> tuple[str, ...]:
    """Read a,b,c; blanks around the commas do not matter."""
    return tuple(word for part in text.split(",") if (word := part.strip()))


def some(text: str) -> tuple[str, ...]:
    """Read a,b,c; there must be at least one."""
    found = listed(text)
    if not found:
        raise argparse.ArgumentTypeError(str(say("name at least one")))
    return found
