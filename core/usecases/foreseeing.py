"""Foresee a build: its targets, its exact command, what it would find, what C code would mean."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.build.command import BuildCommand
    from core.build.consequences import Consequence
    from core.build.options import BuildOptions
    from core.home import Home
    from core.problems import Problem
    from core.project.model import Project
    from core.project.stamps import Stamp
    from core.toolchain import Go, TargetInfo
    from core.usecases.settling import Settled


async def targets_here(wanted: Path | None) -> tuple[Go, tuple[TargetInfo, ...]]:
    """The Go that is taken when `wanted` is, and what it can build for; raises `ProblemError`."""
    from core import toolchain

    go = toolchain.choose(wanted)
    return go, await targets(go)


async def targets(go: Go) -> tuple[TargetInfo, ...]:
    """What this Go can build for; raises `ProblemError`."""
    from core import toolchain

    return await toolchain.dist_targets(go)


async def preflight(home: Home, settled: Settled) -> tuple[Problem, ...]:
    """Look for what would go wrong in the build of the first target, and change nothing.

    Raises `ProblemError` where it cannot be looked at.
    """
    from core.build import preflight as looking

    found = await looking.preflight(settled.requests[0], settled.go, home)
    return tuple(one.problem for one in found)


def commands(home: Home, settled: Settled) -> tuple[BuildCommand, ...]:
    """The exact command of each target; raises `ProblemError`."""
    from core.build.command import build_command
    from core.build.places import output_of

    return tuple(
        build_command(one, settled.go, output=output_of(one, home)) for one in settled.requests
    )


def short_command(settled: Settled) -> str:
    """The command for the first target as people would type it in the project's folder."""
    from core.build.command import build_command

    output = Path(settled.project.name)
    return build_command(settled.requests[0], settled.go, output=output).as_shell()


def consequences(project: Project, options: BuildOptions) -> tuple[Consequence, ...]:
    """What each choice about C code means for a program of this project."""
    from dataclasses import replace

    from core.build import consequences as c_code
    from core.build.options import BuildMode

    return c_code.consequences(project, replace(options, mode=BuildMode.PROGRAM))


async def stamps(project: Project, options: BuildOptions) -> tuple[Stamp, ...]:
    """The variables of the program that a build can really give a value."""
    from core.project.stamps import settable

    wanted = options.main
    main = next((one for one in project.mains if wanted in {"", one.package}), None)
    return await asyncio.to_thread(settable, "main", main.folder) if main else ()
