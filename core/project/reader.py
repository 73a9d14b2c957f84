"""Read a Go project: its module, its programs, what needs C, and which files travel with it."""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.actions import ChooseFolder, OpenFolder, StartFromTemplate
from core.home import expanded
from core.problems import Advice, Problem, ProblemError
from core.project import git, go_mod
from core.project.look_cache import LookCache, whole
from core.project.model import CgoPackage, Main, Project
from core.project.packages import Package, chain, list_packages
from core.toolchain import decisive, environment
from core.words import say, say_count

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from core.home import Home
    from core.processes import Captured
    from core.project.go_mod import GoMod
    from core.toolchain import Go

_MOST_MODULES = 8  # that are offered as a choice
_GIN = "github.com/gin-gonic/gin"


async def read(
    folder: Path,
    go: Go,
    *,
    workspace: bool = True,
    fetch_go: bool = False,
    home: Home | None = None,
) -> Project:
    """Read the project in `folder`, or in the nearest folder above that has a go.mod.

    Changes nothing in the project; may download its modules, and with `fetch_go` the Go that it
    asks for. With `home`, Go is only asked when something changed since it answered the last time.
    Raises `ProblemError` when it is no Go project, or when this Go cannot read it.
    """
    mod = module_above(folder)
    root = mod.file.parent
    here = _below(folder, root)
    aside = _aside(here)
    listing = partial(_read, go, root, here, workspace=workspace, fetch_go=fetch_go)
    asked = (*decisive(go, environment(go)), workspace, fetch_go)
    cache = (
        None
        if home is None or aside
        else LookCache(home, root, kind=("project",), asked=asked, answers=Project)
    )
    project, version = await asyncio.gather(_look(mod, listing, cache), git.version(root))
    return replace(project, version=version)


async def _look(
    mod: GoMod,
    listing: Callable[[], Awaitable[tuple[list[Package], Captured]]],
    cache: LookCache | None,
) -> Project:
    """What the project is, but for the version, which is git's to tell."""
    found = None if cache is None else await asyncio.to_thread(cache.find)
    if found and isinstance(found.answer, Project):
        return found.answer
    needed, said = await listing()
    project = _project(mod, needed, said)
    if cache and found and not said.code and whole(needed):
        await asyncio.to_thread(cache.keep, project, needed, found=found)
    return project


def _project(mod: GoMod, needed: list[Package], said: Captured) -> Project:
    from core.project import embed_faults
    from core.project.file_scan import scan

    root = mod.file.parent
    own = [package for package in needed if not package.get("DepOnly")]
    if said.code and not own:
        raise ProblemError(_unreadable(said))
    return Project(
        folder=root,
        module=mod.module,
        go_version=mod.go_version,
        toolchain=mod.toolchain,
        mains=_mains(own),
        cgo_packages=_cgo_packages(needed, starts=[one["ImportPath"] for one in own]),
        embeds=_embeds(own, root),
        unembedded=scan(_sources(own)),
        gin=any(package["ImportPath"] == _GIN for package in needed),
        notices=(*embed_faults.missing(own), *embed_faults.faults(own)),
    )


def module_above(folder: Path) -> GoMod:
    """Return the go.mod of a folder, or of the nearest one above; `ProblemError` without one.

    Its path is the real one, without links and "..": Go names every folder so.
    """
    folder = Path(os.path.realpath(expanded(folder)))
    try:
        mod = go_mod.find(folder)
    except OSError as reason:
        raise ProblemError(_closed(folder, str(reason))) from reason
    if mod is None:
        raise ProblemError(_no_project(folder))
    return mod


def _below(folder: Path, root: Path) -> Path:
    return Path(os.path.realpath(expanded(folder))).relative_to(root)


def _aside(here: Path) -> tuple[str, ...]:
    """The folder that was named, where Go passes it over unless it is named: `_example`."""
    passed = any(part.startswith(("_", ".")) or part == "testdata" for part in here.parts)
    return (f"./{here.as_posix()}",) if passed else ()


async def _read(
    go: Go, root: Path, here: Path, *, workspace: bool, fetch_go: bool
) -> tuple[list[Package], Captured]:
    """Ask for every package; where Go stops at some other one, for the one named alone.

    `go build` reads no more of a module than its package needs, and neither may a build here ask
    for more. What Go said of the whole is kept beside, so that nobody takes the part for it.
    """
    ask = partial(_list, go, root, workspace=workspace, fetch_go=fetch_go)
    found, said = await ask(("./...", *_aside(here)))
    if said.code and not found:
        alone, _ = await ask((f"./{here.as_posix()}",))
        if _mains(alone):
            return alone, said
    return found, said


async def _list(
    go: Go, root: Path, patterns: tuple[str, ...], *, workspace: bool, fetch_go: bool
) -> tuple[list[Package], Captured]:
    """Ask for packages; a project that a go.work above leaves out is read without that."""
    env = {"CGO_ENABLED": "1", "GOTOOLCHAIN": "auto" if fetch_go else "local"}
    env |= {} if workspace else {"GOWORK": "off"}
    found, said = await list_packages(go, root, patterns, deps=True, env=env)
    errors = [str((package.get("Error") or {}).get("Err", "")) for package in found]
    if workspace and any("go.work" in error for error in (*errors, said.err)):
        return await _list(go, root, patterns, workspace=False, fetch_go=fetch_go)
    return found, said


def _mains(own: Iterable[Package]) -> tuple[Main, ...]:
    return tuple(
        Main(package=package["ImportPath"], folder=Path(package["Dir"]))
        for package in own
        if package.get("Name") == "main" and package.get("Dir")
    )


def _cgo_packages(needed: Iterable[Package], *, starts: list[str]) -> tuple[CgoPackage, ...]:
    by_path = {package["ImportPath"]: package for package in needed}
    return tuple(
        CgoPackage(package=path, why=chain(by_path, starts=starts, goal=path))
        for path, package in by_path.items()
        if package.get("CgoFiles") and not package.get("Standard")
    )


def _embeds(own: Iterable[Package], root: Path) -> tuple[str, ...]:
    return tuple(
        os.path.relpath(Path(package["Dir"]) / file, root)
        for package in own
        for file in package.get("EmbedFiles") or ()
    )


def _sources(own: Iterable[Package]) -> list[Path]:
    return [
        Path(package["Dir"]) / file
        for package in own
        for file in (*(package.get("GoFiles") or ()), *(package.get("CgoFiles") or ()))
    ]


def _no_project(folder: Path) -> Problem:
    from core.project import modules

    below = modules.below(folder)
    if below:
        return _modules_below(folder, below)
    return Problem(
        code="not_a_go_project",
        what=say("{folder} is not a Go project.", folder=str(folder)),
        why=say("Neither this folder nor one above it has a go.mod file."),
        next=(
            Advice(say("Choose the folder that contains go.mod."), ChooseFolder()),
            Advice(say("Start from a template."), StartFromTemplate()),
        ),
        field="folder",
    )


def _modules_below(folder: Path, below: tuple[Path, ...]) -> Problem:
    return Problem(
        code="modules_below",
        what=say_count(
            len(below),
            one="{folder} is not a Go project itself, but it contains {n} project.",
            many="{folder} is not a Go project itself, but it contains {n}.",
            folder=str(folder),
        ),
        why=say("Each of them has its own go.mod. Choose one."),
        next=tuple(
            Advice(say("Choose {folder}.", folder=str(one)), OpenFolder(one))
            for one in below[:_MOST_MODULES]
        ),
        details="\n".join(map(str, below)),
        field="folder",
    )


def _closed(folder: Path, reason: str) -> Problem:
    return Problem(
        code="project_unreadable",
        what=say("The project in {folder} could not be read.", folder=str(folder)),
        why=say("The system reported: {reason}", reason=reason),
        next=(Advice(say("Choose another folder."), ChooseFolder()),),
        field="folder",
    )


def _unreadable(said: Captured) -> Problem:
    from core import remedies

    text = f"{said.err}\n{said.out}".strip()
    return remedies.explain(text) or Problem(
        code="project_unreadable",
        what=say("Go could not read this project."),
        why=say("See Details for Go's output."),
        next=(Advice(say("Choose another folder."), ChooseFolder()),),
        details=remedies.bounded(text),
        field="folder",
    )
