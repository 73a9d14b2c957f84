"""The environment file: NAME=VALUE lines that become the service's settings and secrets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.problems import Action, Advice, Problem
from core.words import say

if TYPE_CHECKING:
    from pathlib import Path

_LINE = re.compile(r"\s*(?:[#;].*|(?P<name>[A-Za-z_][A-Za-z0-9_]*)=.*)?")
_LARGEST = 262_144  # bytes; the helper reads no more


def names(content: str) -> tuple[str, ...]:
    """Return the variables' names in order; their values are nobody's business."""
    found = (_LINE.fullmatch(line) for line in content.splitlines())
    return tuple(match["name"] for match in found if match and match["name"])


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


def read(file: Path) -> Environment:
    """Read an environment file, once and no more of it than the server would take."""
    try:
        with file.open("rb") as opened:
            content = opened.read(_LARGEST + 1)
    except FileNotFoundError:
        return Environment(file=file, problem=_not_there(file))
    except OSError as reason:
        return Environment(file=file, problem=_unreadable(file, type(reason).__name__))
    if problem := _problem_of(file, content):
        return Environment(file=file, problem=problem)
    return Environment(file=file, content=content)


def _problem_of(file: Path, content: bytes) -> Problem | None:
    """Say why it cannot be the service's environment, without showing a value."""
    if len(content) > _LARGEST:
        return _unreadable(file, "too large")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as reason:
        return _unreadable(file, type(reason).__name__)
    for number, line in enumerate(text.splitlines(), 1):
        if not _LINE.fullmatch(line):
            return _odd_line(file, number)
    return None


def _not_there(file: Path) -> Problem:
    return Problem(
        code="env_file_missing",
        what=say("The environment file is not there: {file}", file=str(file)),
        why=say("A service does not read ~/.bashrc; its variables come from this file."),
        next=(Advice(say("Choose the file again, or write it first.")),),
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


def _odd_line(file: Path, number: int) -> Problem:
    return Problem(
        code="env_file_line",
        what=say("Line {number} of the environment file is not NAME=VALUE.", number=number),
        why=say("systemd reads no “export”, and no names with other signs than letters and _."),
        next=(Advice(say("Look at the line."), Action.OPEN_FILE, f"{file}:{number}"),),
        field="env_file",
    )
