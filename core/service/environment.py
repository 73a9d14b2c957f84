"""The environment file: NAME=VALUE lines that become the service's settings and secrets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.actions import OpenFile
from core.problems import Advice, Problem
from core.service.env_meaning import Trap, happens, remedy, traps
from core.service.env_syntax import EnvEntry, entries, variables
from core.service.protocol import LARGEST_ENVIRONMENT
from core.words import list_of, say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_LONGEST = 131_071  # bytes of NAME=VALUE; Linux hands no longer one to a program
_MARK = b"\xef\xbb\xbf"  # what some editors put before a UTF-8 text; nobody means it
_EXPORT = re.compile(r"export[ \t]+(?P<name>[A-Za-z_][A-Za-z0-9_]*)")
_SHOWN = 8


def names(content: str) -> tuple[str, ...]:
    """Return the variables' names in order; their values are nobody's business."""
    return tuple(variables(content.encode()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """What an environment file held when it was read; `repr` shows none of it.

    `problem` says why it cannot be used; `content` is empty then.
    """

    file: Path
    content: bytes = field(default=b"", repr=False)
    problem: Problem | None = None

    @property
    def text(self) -> str:
        """Return the content as text."""
        return self.content.decode("utf-8", "replace")


def lost(ours: Environment, there: tuple[str, ...]) -> tuple[str, ...]:
    """Return which of the server's variables a file that replaces them does not have."""
    if ours.problem:
        return ()
    known = names(ours.text)
    return tuple(name for name in there if name not in known)


def notes(ours: Environment, *, systemd: int) -> tuple[Problem, ...]:
    """Name what arrives otherwise than it looks, by variable and line, never by value."""
    found = entries(ours.content, systemd=systemd)
    return tuple(_trap(ours.file, trap, those) for trap, those in traps(found).items())


def read(file: Path) -> Environment:
    """Read an environment file, once and no more of it than the server would take."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_ENVIRONMENT + 1).removeprefix(_MARK)
    except FileNotFoundError:
        return Environment(file=file, problem=_not_there(file))
    except OSError as reason:
        return Environment(file=file, problem=_unreadable(file, type(reason).__name__))
    if problem := _problem_of(file, content):
        return Environment(file=file, problem=problem)
    return Environment(file=file, content=content)


def _problem_of(file: Path, content: bytes) -> Problem | None:
    """Say why it cannot be the service's environment, without showing a value."""
    if len(content) > LARGEST_ENVIRONMENT:
        return _unreadable(file, "too large")
    if b"\0" in content:
        return _unreadable(file, "a zero byte")
    for entry in entries(content):
        if problem := _fault(file, entry):
            return problem
    return None


def _fault(file: Path, entry: EnvEntry) -> Problem | None:
    if not entry.readable:
        return _unreadable(file, f"line {entry.line}: not UTF-8")
    if entry.key and not entry.name:
        return _odd_line(file, entry)
    if len(f"{entry.name}={entry.value}".encode()) > _LONGEST:
        return _too_long(file, entry)
    return None


def _not_there(file: Path) -> Problem:
    return Problem(
        code="env_file_missing",
        what=say("The environment file does not exist: {file}", file=str(file)),
        why=say("A service does not read ~/.bashrc; its variables come from this file."),
        next=(Advice(say("Choose the file again, or create it first.")),),
        field="env_file",
    )


def _unreadable(file: Path, reason: str) -> Problem:
    return Problem(
        code="env_file_unreadable",
        what=say("The environment file cannot be used: {file}", file=str(file)),
        why=say("It must be UTF-8 text of at most 256 kB."),
        next=(Advice(say("Choose another file.")),),
        details=reason,
        field="env_file",
    )


def _odd_line(file: Path, entry: EnvEntry) -> Problem:
    exported = _EXPORT.fullmatch(entry.key)
    return Problem(
        code="env_file_line",
        what=say("Line {number} of the environment file is not NAME=VALUE.", number=entry.line),
        why=(
            say(
                "systemd does not support “export”, so {name} would not be set.",
                name=exported["name"],
            )
            if exported
            else say("A name consists of letters, digits and _, and does not begin with a digit.")
        ),
        next=(
            Advice(say("Check the line."), OpenFile(file, entry.line)),
            *((Advice(say("Write it without “export”.")),) if exported else ()),
        ),
        field="env_file",
    )


def _too_long(file: Path, entry: EnvEntry) -> Problem:
    return Problem(
        code="env_file_value_too_long",
        what=say("The value of {name} is too long for a variable.", name=entry.name),
        why=say("Linux passes at most 128 KiB to a program in one variable."),
        next=(
            Advice(say("A credential may be larger: goferry secrets set NAME --credential.")),
            Advice(say("Check the line."), OpenFile(file, entry.line)),
        ),
        field="env_file",
    )


def _trap(file: Path, trap: Trap, found: Sequence[EnvEntry]) -> Problem:
    """Tell of one way of writing; the lines of many are many, so some of them stand for all."""
    return Problem(
        code="env_file_reads_otherwise",
        what=happens(trap, list_of((entry.name for entry in found), most=_SHOWN)),
        why=say_count(
            len(found),
            one="Line {lines} of {file}: systemd reads it differently from a shell or "
            "a .env reader.",
            many="Lines {lines} of {file}: systemd reads them differently from a shell "
            "or a .env reader.",
            lines=list_of((str(entry.line) for entry in found), most=_SHOWN),
            file=str(file),
        ),
        next=(
            Advice(remedy(trap)),
            Advice(say("Check the line."), OpenFile(file, found[0].line)),
        ),
        details="\n".join(f"{entry.line}: {entry.name}" for entry in found),
        field="env_file",
    )
