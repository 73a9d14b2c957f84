"""How a help is laid out: argparse's way, in the person's language, by the cells of a terminal."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Any

from core.cli.inert import cells
from core.words import Text, list_of, say, verbatim

if TYPE_CHECKING:
    from collections.abc import Callable

# What a line may be broken between: each sign of Chinese with the marks behind it, blanks, words.
_MARKS = r"[\u3001-\u3011\uff01-\uff1f]*"
_PIECE = re.compile(rf"[\u2e80-\uffef]{_MARKS}|\s+|[^\s\u2e80-\uffef]+{_MARKS}")
_WIDE = re.compile(r"[\u2e80-\uffef]")

# argparse's own complaints, which it words itself.
_COMPLAINTS: tuple[tuple[re.Pattern[str], Callable[[str, str], Text]], ...] = (
    (
        re.compile(r"(the following arguments are required): (.*)", re.DOTALL),
        lambda _, names: say(
            "the following arguments are required: {names}", names=list_of(names.split(", "))
        ),
    ),
    (
        re.compile(r"(unrecognized arguments): (.*)", re.DOTALL),
        lambda _, names: say("unrecognized arguments: {names}", names=names),
    ),
    (
        re.compile(r"argument (.*?): (expected (?:at least )?one argument)"),
        lambda name, _: say("argument {name}: expected one argument", name=name),
    ),
    (
        re.compile(r"argument (.*?): not allowed with argument (.*)"),
        lambda name, other: say(
            "argument {name}: not allowed with argument {other}", name=name, other=other
        ),
    ),
    (
        re.compile(r"argument (.*?): (.*)", re.DOTALL),
        lambda name, why: say("argument {name}: {why}", name=name, why=why),
    ),
)


class HelpForm(argparse.HelpFormatter):
    """argparse's own form, in words that are translated, and in lines that fit Chinese."""

    class _Section(argparse.HelpFormatter._Section):  # noqa: SLF001 - its heading has no other door
        """A part of the help, with the colon of the language behind its heading."""

        def format_help(self) -> str:
            """Lay it out as argparse does."""
            laid_out, heading = super().format_help(), self.heading or ""
            return laid_out.replace(f"{heading}:\n", f"{say('{heading}:', heading=heading)}\n", 1)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:  # noqa: ANN401 - argparse's
        """Begin with the word for it."""
        super().add_usage(usage, actions, groups, str(say("usage: ")) if prefix is None else prefix)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return in_lines(text, width) if _WIDE.search(text) else super()._split_lines(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if not _WIDE.search(text):
            return super()._fill_text(text, width, indent)
        return "\n".join(indent + line for line in in_lines(text, width - len(indent)))


def in_lines(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` cells; Chinese has no blanks to break at."""
    lines, line = [], ""
    for piece in _PIECE.findall(text):
        if line and cells(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece if line or piece.strip() else ""
    return [*lines, line.rstrip()]


def complaint(message: str) -> Text:
    """Return what argparse complains of, in words that are translated."""
    for pattern, said in _COMPLAINTS:
        if found := pattern.fullmatch(message):
            return said(*found.groups())
    return verbatim(message)
