"""Open a project: choose a Go that fits it, and read what it is."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from core.build.artifact import Artifact
    from core.build.options import BuildOptions
    from core.home import Home
    from core.project.model import Project
    from core.toolchain import Go
    from core.words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A project, the Go that read it, and what that makes of two options.

    `main` is the program of the folder that was named, else the only one that can be meant where
    none was chosen before; empty where that tells none. `fetch_go` is whether Go may fetch the
    version that go.mod asks for.
    """

    project: Project
    go: Go
    main: str
    fetch_go: bool


async def open_project(
    home: Home, folder: Path, *, go: Path | None = None, fetch_go: bool = False
) -> Opened:
    """Read a project as it was opened the last time, or with a Go that may now be fetched, too.

    Raises `ProblemError` when it is none, or when no Go can read it.
    """
    from dataclasses import replace

    from core.project import reader
    from core.remembered import recall

    mod = await asyncio.to_thread(reader.module_above, folder)
    known, _ = recall(home, mod.file.parent)
    options = replace(known.options, fetch_go=fetch_go or known.options.fetch_go)
    chosen = await asyncio.to_thread(go_for, folder, options, go)
    project = await read(folder, chosen, options)
    return Opened(
        project=project,
        go=chosen,
        main=_meant(project, folder, options.main),
        fetch_go=options.fetch_go,
    )


def _meant(project: Project, folder: Path, chosen: str) -> str:
    from core.project.model import only_main

    own = [one for one in project.mains if one.folder == folder != project.folder]
    main = only_main(own if own or chosen else project.mains, project.folder)
    return main.package if main else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a project is, and what was built of it last, wherever that was asked for.

    `changed` says what of its source is another since, `shipped` is the SHA-256 that servers have.
    """

    project: Project
    built: Artifact | None
    changed: Text | None
    shipped: str


async def look(
    home: Home, folder: Path, options: BuildOptions, *, go: Path | None = None
) -> Looked:
    """Tell what a project is, and remember nothing of it; raises `ProblemError`."""
    from core.build.built_from import changed_since
    from core.remembered import recall

    chosen = go_for(folder, options, go)
    project = await read(folder, chosen, options)
    known, _ = recall(home, project.folder)
    made = known.artifact
    change = None if made is None else await changed_since(home, made, go=chosen)
    changed = change.sentence if change else None
    return Looked(project=project, built=made, changed=changed, shipped=known.shipped)


async def read(folder: Path, go: Go, options: BuildOptions, *, home: Home | None = None) -> Project:
    """Read a project with this Go, as these options allow.

    With `home`, what was read before is taken again while nothing of it changed.
    """
    from core.project import reader

    known = {} if home is None else {"home": home}
    workspace, fetch_go = options.workspace, options.fetch_go
    return await reader.read(folder, go, workspace=workspace, fetch_go=fetch_go, **known)


def go_for(folder: Path, options: BuildOptions, wanted: Path | None) -> Go:
    """Choose a Go that is new enough; where Go may fetch another, the first one will do."""
    from core import toolchain
    from core.project import reader

    line = "" if options.fetch_go else reader.module_above(folder).go_version
    return toolchain.choose(wanted, at_least=line)
