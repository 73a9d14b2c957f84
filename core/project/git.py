"""Ask git about a project without running anything that the repository names."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.problems import ProblemError
from core.processes import Captured, Command, capture

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS = 10.0
# A repository may name programs for git to run; looking at a project must not run them.
_HARMLESS = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
_NO_GIT = 127
_HEAD = "# branch.oid "
_WORDS_BEFORE = {"? ": 1, "1 ": 8, "2 ": 9, "u ": 10}  # before the path, by the kind of line


async def ask(folder: Path, *words: str) -> Captured:
    """Run one git question in `folder`; a computer without git answers with exit code 127."""
    command = Command(words=("git", *_HARMLESS, *words), folder=folder)
    try:
        return await capture(command, seconds=_SECONDS)
    except ProblemError as error:
        return Captured(_NO_GIT, "", str(error.problem.why))


async def version(folder: Path) -> str:
    """Return the tag or commit to stamp, empty where there is no git or no repository."""
    said = await ask(folder, "describe", "--tags", "--always", "--dirty")
    return said.out.strip() if said.code == 0 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """What is checked out: the commit, what git calls it, and files that differ from it."""

    revision: str
    tag: str
    uncommitted: tuple[str, ...] = ()


async def commit(folder: Path) -> Commit | None:
    """Return what Go would stamp into a program now; None without a commit, or without git."""
    status = ("status", "--porcelain=v2", "--branch", "-z")
    told, tag = await asyncio.gather(
        ask(folder, *status), ask(folder, "describe", "--tags", "--always")
    )
    lines = told.out.split("\0") if told.code == 0 else []
    heads = [line.removeprefix(_HEAD) for line in lines if line.startswith(_HEAD)]
    if not heads or heads[0] == "(initial)":
        return None
    files = tuple(path for line in lines if (path := _path(line)))
    return Commit(revision=heads[0], tag=tag.out.strip(), uncommitted=files)


def _path(line: str) -> str:
    """The file that a line of `git status --porcelain=v2` is about, empty where it is none."""
    words = line.split(" ", _WORDS_BEFORE.get(line[:2], 0))
    return words[-1] if line[:2] in _WORDS_BEFORE else ""
