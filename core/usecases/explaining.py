"""Explain a program's size by its imports: why a package is in it, and which bring most."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from core.binary.inspection import Inspection
    from core.build.artifact import Artifact
    from core.build.options import BuildOptions
    from core.build.reason import Pull, Reason
    from core.events import Report
    from core.home import Home
    from core.project.model import Project
    from core.toolchain import Go
    from core.usecases.settling import BuildWish


async def explain(
    home: Home, wish: BuildWish, package: str, *, report: Report
) -> Reason | tuple[Pull, ...]:
    """Build a program (mostly from Go's cache), and tell why this package is in it.

    Without a package: which imports of one's own bring most. Raises `ProblemError`.
    """
    from core.usecases.building import build_program
    from core.usecases.inspecting import inspect_program
    from core.usecases.settling import settle

    settled = await settle(home, wish)
    made = await build_program(home, settled, report=report)
    options = settled.requests[0].options
    if package:
        return await why(package, made, project=settled.project, options=options, go=settled.go)
    program = await inspect_program(made.path, functions=False)
    return await heaviest(program, made, project=settled.project, options=options, go=settled.go)


async def why(
    package: str, made: Artifact, *, project: Project | None, options: BuildOptions, go: Go
) -> Reason:
    """Tell through which imports a package came into a program, and what it would lose without."""
    from core.build import why as reasons

    env = reasons.environment_of(made, options)
    folder = _main_folder(project, made)
    return await reasons.why(folder, package, go=go, program=made.path, env=env)


async def heaviest(
    program: Inspection, made: Artifact, *, project: Project | None, options: BuildOptions, go: Go
) -> tuple[Pull, ...]:
    """Tell which imports of one's own bring most into a program."""
    from core.build import why as reasons

    env = reasons.environment_of(made, options)
    return await reasons.heaviest(_main_folder(project, made), go=go, program=program, env=env)


def _main_folder(project: Project | None, made: Artifact) -> Path:
    """The folder of the main package that was built: the last word of its command."""
    mains = project.mains if project else ()
    return next((one.folder for one in mains if one.package == made.command[-1]), made.folder)
