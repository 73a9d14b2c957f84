"""The questions asked before a build, all at once: what Go, git and the disk answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.build import room
from core.build.command import (
    BuildCommand,
    build_command,
    main_package,
    module_environment,
)
from core.build.options import Cgo
from core.build.places import output_of
from core.problems import Problem, ProblemError
from core.processes import Captured, Command, capture
from core.project.file_scan import scan
from core.project.git import ask as ask_git
from core.project.git import restrained
from core.project.packages import Package, read_objects
from core.project.source_text import source_text
from core.project.stamps import Stamp, settable
from core.toolchain import Surprise, TargetInfo, dist_targets, environment, surprises

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.build.options import BuildRequest
    from core.home import Home
    from core.project.model import UnembeddedFile
    from core.toolchain import Go

_FIELDS = (
    "ImportPath,Name,Dir,Standard,Module,CgoFiles,GoFiles,Imports,EmbedFiles,EmbedPatterns,"
    "Error,DepsErrors"
)
_NOTHING = Captured(0, "", "")
_TIMEOUT = 30.0  # seconds
# A preflight only looks: it never fetches a module, nor a Go. One that was fetched is used.
_LOOK_ONLY = {"GOPROXY": "off"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the probes saw. `refused` holds what made the command itself impossible.

    `packages` are all packages of the program, `with_c` the same as they would be with cgo on,
    both by import path; `rehearsed` is the answer of `go build -n`; `free` maps folders that the
    build writes to the bytes free there.
    """

    request: BuildRequest
    go: Go
    output: Path
    refused: tuple[Problem, ...] = ()
    packages: Mapping[str, Package]
    with_c: Mapping[str, Package]
    said: str = ""
    rehearsed: Captured = _NOTHING
    targets: tuple[TargetInfo, ...] = ()
    git: Captured = _NOTHING
    surprises: tuple[Surprise, ...] = ()
    reads: tuple[UnembeddedFile, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    sources: Mapping[Path, str]
    free: Mapping[Path, int]

    @property
    def own(self) -> list[Package]:
        """The program's packages that belong to the project itself."""
        return [one for one in self.packages.values() if (one.get("Module") or {}).get("Main")]


async def look(request: BuildRequest, go: Go, home: Home, *, rehearse: bool = True) -> Seen:
    """Ask everything at once; what cannot be answered is left empty."""
    output = output_of(request, home)
    command, refused = _command(request, go, output)
    env = environment(go, extra={**command.env, **_LOOK_ONLY})
    env = await restrained(env, request.project.folder)
    (packages, said), (with_c, _), rehearsed, targets, git, free = await asyncio.gather(
        _list(command, env),
        _list_with_c(request, command, env),
        _rehearse(command, env) if rehearse else _nothing(),
        _targets(go),
        ask_git(request.project.folder, "rev-parse", "--show-toplevel"),
        asyncio.to_thread(room.free, output, home),
    )
    sources = _sources(packages)
    return Seen(
        request=request,
        go=go,
        output=output,
        refused=refused,
        packages=packages,
        with_c=with_c or packages,
        said=said,
        rehearsed=rehearsed,
        targets=targets,
        git=git,
        surprises=surprises(go),
        reads=scan(sources),
        stamps=_stamps(packages, command.words[-1]),
        sources={file: source_text(file) for file in sources},
        free=free,
    )


def _command(
    request: BuildRequest, go: Go, output: Path
) -> tuple[BuildCommand, tuple[Problem, ...]]:
    """The build's command; where there is none, a plain one that can still be asked about."""
    try:
        return build_command(request, go, output=output), ()
    except ProblemError as error:
        refused = [error.problem]
    plain = ("build", "-o", str(output), _pattern(request))
    env = {
        "CGO_ENABLED": "0",
        **module_environment(request.options),
        "GOOS": request.options.target.goos,
        "GOARCH": request.options.target.goarch,
    }
    return (
        BuildCommand(words=(str(go.program), *plain), env=env, folder=request.project.folder),
        tuple(refused),
    )


def _pattern(request: BuildRequest) -> str:
    try:
        return main_package(request.project, request.options.main)
    except ProblemError:
        return "./..."


async def _list(command: BuildCommand, env: Mapping[str, str]) -> tuple[dict[str, Package], str]:
    tags = [word for word in command.words if word.startswith("-tags=")]
    words = (command.words[0], "list", "-e", "-deps", *tags, f"-json={_FIELDS}", command.words[-1])
    said = await _ask(words, command.folder, env)
    return {one["ImportPath"]: one for one in read_objects(said.out)}, said.err


async def _list_with_c(
    request: BuildRequest, command: BuildCommand, env: Mapping[str, str]
) -> tuple[dict[str, Package], str]:
    """The packages as they would be with cgo on; nothing where it is on anyway."""
    if request.options.cgo is not Cgo.OFF:
        return {}, ""
    return await _list(command, {**env, "CGO_ENABLED": "1"})


async def _rehearse(command: BuildCommand, env: Mapping[str, str]) -> Captured:
    words = (*command.words[:2], "-n", *command.words[2:])
    return await _ask(words, command.folder, env)


async def _nothing() -> Captured:
    return _NOTHING


async def _ask(words: tuple[str, ...], folder: Path, env: Mapping[str, str]) -> Captured:
    try:
        return await capture(Command(words=words, folder=folder, env=env), seconds=_TIMEOUT)
    except ProblemError as error:
        return Captured(1, "", f"{error.problem.what}\n{error.problem.details}")


async def _targets(go: Go) -> tuple[TargetInfo, ...]:
    try:
        return await dist_targets(go)
    except ProblemError:
        return ()


def _sources(packages: Mapping[str, Package]) -> list[Path]:
    return [
        Path(one["Dir"]) / file
        for one in packages.values()
        if (one.get("Module") or {}).get("Main")
        for file in (*(one.get("GoFiles") or ()), *(one.get("CgoFiles") or ()))
    ]


def _stamps(packages: Mapping[str, Package], main: str) -> tuple[Stamp, ...]:
    folder = packages.get(main, {}).get("Dir")
    return settable("main", Path(folder)) if folder else ()
