"""Let git, and go that asks git, look at a project without running what its repository names."""

from __future__ import annotations

import asyncio
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core.plain_text import one_line, whole_number
from core.problems import ProblemError
from core.processes import Captured, Command, capture

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECONDS = 10.0
# A repository may name programs for git to run; neither a look at a project nor a build runs them.
# A submodule has a configuration of its own, with programs of its own.
_HARMLESS = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "diff.ignoreSubmodules": "all",
}
_OWN_SCOPES = {"local", "worktree"}  # what comes with the repository; the rest is the person's
_NO_GIT = 127
_REVISION = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_HEAD = "# branch.oid "
_WORDS_BEFORE = {"? ": 1, "1 ": 8, "2 ": 9, "u ": 10}  # before the path, by the kind of line


async def ask(folder: Path, *words: str) -> Captured:
    """Run one git question in `folder`; a computer without git answers with exit code 127."""
    return await _run(folder, *words, env=await restrained(os.environ, folder))


async def restrained(env: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return `env` so that git runs no program named by the repository around `folder`.

    Go asks git what to stamp into a program, and git would run the filters and the monitor that
    stand in .git/config: a project from a stranger can bring that file along.
    """
    settings = _HARMLESS | {
        name: "false" if name.endswith(".required") else "" for name in await _filters(folder)
    }
    told = env.get("GIT_CONFIG_COUNT", "")
    first = int(told) if told.isdecimal() else 0
    pairs = {
        f"GIT_CONFIG_{part}_{number}": text
        for number, setting in enumerate(settings.items(), first)
        for part, text in zip(("KEY", "VALUE"), setting, strict=True)
    }
    return {**env, **pairs, "GIT_CONFIG_COUNT": str(first + len(settings))}


async def _filters(folder: Path) -> list[str]:
    """Name the settings of content filters that the repository itself brings; runs none of them."""
    if not _maybe_within_one(folder):
        return []
    words = ("config", "--show-scope", "--includes", "--null", "--name-only")
    told = await _run(folder, *words, "--get-regexp", r"^filter\.", env=os.environ)
    parts = told.out.split("\0") if told.code == 0 else []
    pairs = zip(parts[::2], parts[1::2], strict=False)
    return [name for scope, name in pairs if scope in _OWN_SCOPES]


def _maybe_within_one(folder: Path) -> bool:
    """Whether git might find a repository there, a bare one included; else it is asked nothing."""
    if "GIT_DIR" in os.environ:
        return True
    real = os.path.realpath(folder)
    places = (real, *map(str, Path(real).parents))
    return any(os.path.lexists(f"{place}/{name}") for place in places for name in (".git", "HEAD"))


async def _run(folder: Path, *words: str, env: Mapping[str, str]) -> Captured:
    try:
        command = Command(words=("git", *words), folder=folder, env=env)
        return await capture(command, seconds=_SECONDS)
    except ProblemError as error:
        return Captured(_NO_GIT, "", str(error.problem.why))


async def version(folder: Path) -> str:
    """Return the tag or commit to stamp, empty where there is no git or no repository."""
    if not _maybe_within_one(folder):
        return ""
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
    env = await restrained(os.environ, folder)  # once: the window asks every moment
    told, tag = await asyncio.gather(
        _run(folder, *status, env=env), _run(folder, "describe", "--tags", "--always", env=env)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Authored:
    """Who wrote a commit, its first line, and when it was made (ISO 8601)."""

    author: str = ""
    subject: str = ""
    committed: str = ""


async def authored(folder: Path, revision: str) -> Authored:
    """Tell of a commit what git knows; nothing where that is not in `folder`'s repository."""
    if not _REVISION.fullmatch(revision) or not _maybe_within_one(folder):
        return Authored()
    said = await ask(folder, "cat-file", "commit", revision)
    if said.code != 0:
        return Authored()
    head, _, message = said.out.partition("\n\n")
    fields = dict(line.partition(" ")[::2] for line in reversed(head.splitlines()))
    author, _, _ = fields.get("author", "").partition(" <")
    return Authored(
        author=one_line(author),
        subject=one_line(message.strip().partition("\n")[0]),
        committed=_moment(fields.get("committer", "")),
    )


def _moment(line: str) -> str:
    """Read when a commit was made: its line ends with seconds since 1970 and a zone."""
    seconds = whole_number(line.split(" ")[-2] if line.count(" ") > 1 else "")
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat() if seconds else ""
    except (OverflowError, ValueError, OSError):
        return ""
