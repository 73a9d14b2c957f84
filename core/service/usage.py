"""What a program says of how it wants to be called, when it was called otherwise and ended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_USAGE = re.compile(
    r"^\s*(?:incorrect )?usage(?: of \S+)?:?\s*$|^\s*usage:\s+(?P<line>\S.*)$", re.IGNORECASE
)
_OF_FLAGS = re.compile(r"^Usage of \S+:$")
_COMMANDS = re.compile(
    r"^\s*(?:the )?(?:[a-z]+ )?(?:sub-?)?commands?(?: are)?:\s*(?P<line>\S.*)?$", re.IGNORECASE
)
_COMMAND = re.compile(r"[a-z][a-z0-9]*(?:[-_:][a-z0-9]+)*")
_CHOICE = re.compile(r"[<\[({]?([a-z][a-z0-9-]*(?:\s?\|\s?[a-z][a-z0-9-]*)+)[>\])}]?")
_OF_EACH_PROGRAM = frozenset({"help", "completion", "version", "h"})
# What the common libraries say of it: cobra, urfave/cli, kingpin, kong, go-flags and flag.
_ONE_OF = re.compile(r"(?:expected one of|one command of:)\s+(?P<names>.+)$")
_WANTED = re.compile(
    r"required flags?(?:\(s\))? (?P<quoted>['\"`].+['\"]) not (?:set|provided)"
    r"|required flag `(?P<named>[^']+)' was not"
    r"|missing flags: (?P<listed>.+)$",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r"(?:unknown (?:command|flag|long flag|short flag|shorthand flag)|expected command but got"
    r"|unexpected argument|flag provided but not defined|no help topic for):?\s+"
    r"(?P<word>'[^']*'|\"[^\"]*\"|`[^']*'|-?[\w./-]+)",
    re.IGNORECASE,
)
_LOGGED = re.compile(r"^\d{4}[/-]|\b(?:error|fatal)\b", re.IGNORECASE)
_QUOTES = "'\"`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What was read: commands to choose from, options that are wanted, a word that is not known.

    `line` is how the program itself writes its call; `beside` is what else it said, in its order;
    `printed` tells a whole usage from a complaint alone.
    """

    commands: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    unknown: str = ""
    line: str = ""
    beside: tuple[str, ...] = ()
    printed: bool = False


def read(lines: Sequence[str]) -> Usage | None:
    """Read what a program said; None where it speaks of something else."""
    start = next((n for n, line in enumerate(lines) if _heads(line)), len(lines))
    complaint = [line for line in lines if not line.startswith((" ", "\t"))]
    call = _call(lines[start:])
    found = Usage(
        printed=start < len(lines),
        commands=_commands(lines, call),
        wanted=tuple(dict.fromkeys(_wanted(complaint))),
        unknown=_unknown(complaint),
        line=call[0] if call else "",
        beside=(*lines[:start], *_after(lines[start:])),
    )
    told = found.printed or found.commands or found.wanted or found.unknown
    return found if told else None


def _after(lines: Sequence[str]) -> Sequence[str]:
    """A usage may be followed by why it was printed."""
    last = lines[-1:]
    return last if last and _LOGGED.search(last[0]) and not last[0].startswith((" ", "\t")) else []


def _heads(line: str) -> bool:
    return _USAGE.match(line) is not None or _COMMANDS.match(line) is not None


def _call(lines: Sequence[str]) -> list[str]:
    """The ways to call it: what stands after "usage:", or indented below it."""
    if not lines or (head := _USAGE.match(lines[0])) is None or _OF_FLAGS.match(lines[0]):
        return []
    first = [head["line"]] if head["line"] else []
    for line in lines[1:]:
        if not line.startswith((" ", "\t")) or not line.strip():
            break
        first.append(line.strip())
    return first


def _commands(lines: Sequence[str], call: list[str]) -> tuple[str, ...]:
    listed = [*_listed(lines), *_one_of(lines)] or [*_in_calls(call)]
    known = (name for name in listed if name not in _OF_EACH_PROGRAM)
    return tuple(dict.fromkeys(known))


def _listed(lines: Sequence[str]) -> Iterator[str]:
    """The first words below each heading of commands, at the depth of the first one."""
    depth: int | None = None
    inside = False
    for line in lines:
        if (head := _COMMANDS.match(line)) is not None:
            inside, depth = True, None
            yield from re.findall(_COMMAND, head["line"] or "")
        elif inside and line.strip():
            indent = len(line) - len(line.lstrip())
            depth = indent if depth is None else depth
            name = _COMMAND.match(line.strip())
            if indent < depth or (indent == depth == 0 and name is None):
                inside = False
            elif indent == depth and name is not None:
                yield name[0]


def _one_of(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if (hit := _ONE_OF.search(line)) is not None:
            yield from re.findall(_COMMAND, hit["names"].replace(" or ", " "))


def _in_calls(call: Sequence[str]) -> Iterator[str]:
    """The word after the program's name, or the words between which it lets choose."""
    for line in call:
        words = line.split()
        choice = _CHOICE.search(line)
        if choice is not None:
            yield from (word.strip() for word in choice[1].split("|"))
        elif len(words) > 1 and _COMMAND.fullmatch(words[1]):
            yield words[1]


def _wanted(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if (hit := _WANTED.search(line)) is not None:
            said = hit["quoted"] or hit["named"] or hit["listed"]
            for name in re.split(r"[,\s]+(?!-)", said.strip()):
                yield _as_flag(name.strip(_QUOTES).partition("=")[0])


def _as_flag(name: str) -> str:
    name = name.rpartition(" ")[2]
    return name if name.startswith("-") else f"--{name}"


def _unknown(lines: Iterable[str]) -> str:
    hits = (_UNKNOWN.search(line) for line in lines)
    return next((hit["word"].strip(_QUOTES) for hit in hits if hit is not None), "")
