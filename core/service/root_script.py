"""A script that root runs on a server: its first lines, files in it, and a program sent for it."""

from __future__ import annotations

import base64
import shlex
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from core.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from core.problems import Problem
    from core.ssh.session import Ran, ServerSession

CACHE = ".cache/goferry"  # of the login, where it puts what root takes over
_END = "GOFERRY_END_OF_FILE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program that root is to have at `place`: the `file` here, and its hash."""

    file: Path
    sha256: str
    place: str


def beginning(values: Mapping[str, str]) -> str:
    """Spell the first lines: what goes wrong ends the script, and these values have names in it."""
    return "\n".join(("set -eu", *(f"{name}={shlex.quote(one)}" for name, one in values.items())))


def putting() -> str:
    """Return the shell function that `put` calls."""
    return files("resources").joinpath("server", "put.sh").read_text("utf-8")


def put(place: str, mode: str, text: str) -> str:
    """Spell how a file gets this text as a whole; base64, so that no text can end it early.

    `place` is a word of the shell.
    """
    content = base64.encodebytes(text.encode()).decode("ascii")
    return f"put {place} {mode} <<'{_END}'\n{content}{_END}"


async def send(
    session: ServerSession,
    program: Program,
    not_done: Callable[[str, Ran], Problem],
    *,
    on_bytes: Callable[[int], None] | None = None,
) -> str:
    """Return where a program was sent to, as a whole path; nothing where the server has it already.

    Where the login has no folder for it, what `not_done` makes of that is raised.
    """
    there = await session.run(f"sha256sum <{program.place}")
    if there.out.startswith(program.sha256):
        return ""
    made = await session.run(f"mkdir -p -m 0700 {CACHE} && cd {CACHE} && pwd -P")
    if made.code:
        raise ProblemError(not_done(session.profile.name, made))
    target = f"{program.place.rpartition('/')[2]}-{program.sha256[:32]}"
    await session.upload(program.file, f"{CACHE}/{target}", on_bytes=on_bytes)
    return f"{made.out.strip()}/{target}"
