"""Did anything that a build reads change since? Kept for each program, asked without Go."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from core.build import source
from core.build.proof import Proved
from core.build.source import Source
from core.declared import coded
from core.home import name_for
from core.memory import note, noted
from core.project import git
from core.project.packages import may_change
from core.spans import ago
from core.words import Text, say, say_count

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from core.build.artifact import Artifact
    from core.build.command import BuildCommand
    from core.build.source import Difference
    from core.home import Home
    from core.project.git import Commit
    from core.project.packages import Package
    from core.toolchain import Go

FORMAT = 1
_SHOWN_LETTERS = 12  # of a commit, for people


class What(StrEnum):
    """What is another now than it was when the program was built."""

    CHANGED = "changed"
    ADDED = "added"
    GONE = "gone"
    COMMIT = "commit"
    UNCOMMITTED = "uncommitted"
    GO = "go"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceChange:
    """The newest thing that a build would find otherwise now, and a sentence about it.

    `path` is its file where it is one; `when` in seconds since 1970, 0 where nobody knows; `more`
    counts further files.
    """

    what: What
    sentence: Text
    path: Path | None = None
    when: float = 0.0
    more: int = 0


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one program was built from. `sha256` is its own; `tag` what git called the commit.

    `static` and `glibc` are what was proved of it; None where an older GoFerry did not keep that.
    """

    format: int = FORMAT
    sha256: str
    command: tuple[str, ...]
    size: int = 0
    static: bool | None = None
    glibc: str = ""
    env: Mapping[str, str] = field(default_factory=dict)
    go: str = ""
    revision: str = ""
    modified: bool = False
    tag: str = ""
    source: Source = field(default_factory=Source)


async def changed_since(
    home: Home, artifact: Artifact, *, go: Go | None = None
) -> SourceChange | None:
    """Return what changed in the source since this program was built, None when nothing did.

    With `go`, another Go is a change, too. Takes milliseconds, and runs nothing but git, and that
    only where the program carries a commit.
    """
    record = await asyncio.to_thread(load, home, artifact.path)
    if record is None or record.sha256 != artifact.sha256:
        return SourceChange(
            what=What.UNKNOWN,
            sentence=say("GoFerry no longer knows which files this program was built from."),
        )
    if found := await asyncio.to_thread(source.differences, record.source):
        return _files(found, artifact.folder)
    if go is not None and record.go != go.version:
        sentence = say("The program was built with a different Go version: {go}", go=record.go)
        return SourceChange(what=What.GO, sentence=sentence)
    now = await git.commit(artifact.folder) if record.revision else None
    return None if now is None else _committed(record, now, artifact.folder)


def _files(found: list[Difference], folder: Path) -> SourceChange:
    first, more = found[0], len(found) - 1
    name = str(first.path.relative_to(folder) if first.path.is_relative_to(folder) else first.path)
    return SourceChange(
        what=What(first.kind),
        sentence=_with_more(_SENTENCES[first.kind](name, ago(time.time() - first.when)), more),
        path=first.path,
        when=first.when,
        more=more,
    )


_SENTENCES: Mapping[str, Callable[[str, Text], Text]] = {
    "changed": lambda file, age: say("{file} changed {age}.", file=file, age=age),
    "added": lambda file, age: say("{file} was added {age}.", file=file, age=age),
    "gone": lambda file, _: say("{file} was removed since the last build.", file=file),
}


def _with_more(first: Text, more: int) -> Text:
    if not more:
        return first
    return say_count(
        more,
        one="{first} And {n} more file.",
        many="{first} And {n} more files.",
        first=first,
    )


def _committed(record: Record, now: Commit, folder: Path) -> SourceChange | None:
    """Hold the commit that the program carries against the one that is checked out."""
    if (now.revision, now.tag) != (record.revision, record.tag):
        old = record.tag or record.revision[:_SHOWN_LETTERS]
        sentence = say(
            "The program was built from commit {commit}, which is no longer the latest.", commit=old
        )
        return SourceChange(what=What.COMMIT, sentence=sentence)
    if bool(now.uncommitted) == record.modified:
        return None
    if record.modified:
        sentence = say(
            "The program is marked as built from uncommitted files, which are committed now."
        )
        return SourceChange(what=What.UNCOMMITTED, sentence=sentence)
    file = now.uncommitted[0]
    return SourceChange(
        what=What.UNCOMMITTED,
        sentence=say(
            "{file} is not committed, but the program is marked as built from committed files.",
            file=file,
        ),
        path=folder / file,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A build that began: its command, its Go, and when, in seconds since 1970."""

    command: BuildCommand
    go: Go
    at: float


async def keep(
    home: Home,
    start: Start,
    proved: Proved,
    *,
    packages: Callable[[], Awaitable[list[Package]]],
) -> None:
    """Write down what a program was built from; a full disk costs only this knowledge.

    `packages` asks Go for the packages of the build; it is not asked where nothing changed since
    the build before.
    """
    command = start.command
    before, known = await asyncio.to_thread(_known, home, start)
    seen = known or await _look(start, await packages())
    commit = await git.commit(command.folder) if proved.revision else None
    record = Record(
        sha256=proved.sha256,
        command=command.words,
        size=proved.size,
        static=proved.static,
        glibc=proved.glibc,
        env=command.env,
        go=start.go.version,
        revision=proved.revision,
        modified=proved.modified,
        tag=commit.tag if commit else "",
        source=seen,
    )
    if record != before:
        await asyncio.to_thread(note, _file(home, command.output), record)


def proved_before(home: Home, start: Start) -> Proved | None:
    """Return what was proved of the program that the same command made the last time."""
    record = _same_again(home, start)
    if record is None or record.static is None:
        return None
    return Proved(
        static=record.static,
        size=record.size,
        sha256=record.sha256,
        glibc=record.glibc,
        revision=record.revision,
        modified=record.modified,
    )


async def _look(start: Start, packages: list[Package]) -> Source:
    main = start.command.words[-1]
    others = [*_others(start.command), *_beside(packages, main=main)]
    return await asyncio.to_thread(source.look, packages, others, since=start.at)


def _same_again(home: Home, start: Start) -> Record | None:
    """Return what is known of the last time, if the command and its Go were the same."""
    command = start.command
    record = load(home, command.output)
    now = (command.words, command.env, start.go.version)
    return record if record and (record.command, record.env, record.go) == now else None


def _known(home: Home, start: Start) -> tuple[Record | None, Source | None]:
    """Return what is known of the last time, and what was read then where nothing changed since."""
    record = _same_again(home, start)
    if record is None or source.differences(record.source):
        return record, None
    return record, record.source


def _others(command: BuildCommand) -> list[Path]:
    """What Go reads besides packages, also where it is not there yet."""
    folder = command.folder
    places = [] if command.env.get("GOWORK") == "off" else [folder, *folder.parents]
    profiles = [word.removeprefix("-pgo=") for word in command.words if word.startswith("-pgo=")]
    return [
        *(folder / name for name in ("go.mod", "go.sum", "vendor/modules.txt")),
        *(place / name for place in places for name in ("go.work", "go.work.sum")),
        *(folder / name for name in profiles if name not in {"off", "auto"}),
    ]


def _beside(packages: list[Package], *, main: str) -> Iterator[Path]:
    """The go.mod of each module that is edited here, and a profile beside the program's code."""
    for one in packages:
        if one["ImportPath"] == main and one.get("Dir"):
            yield Path(one["Dir"]) / "default.pgo"
        module = one.get("Module") or {}
        if may_change(one) and (file := (module.get("Replace") or module).get("GoMod")):
            yield Path(file)


def hand_over(home: Home, other: Home, artifact: Artifact) -> None:
    """Let another home know, too, what a program was built from."""
    record = load(home, artifact.path)
    if record is not None:
        note(_file(other, artifact.path), record)


def _file(home: Home, program: Path) -> Path:
    return home.state / "built-from" / f"{name_for(program)}.json"


def load(home: Home, program: Path) -> Record | None:
    """Read what a program was built from; None where that is not known, or not understood."""
    record = noted(_file(home, program), Record)
    return record if record and record.format <= FORMAT else None
