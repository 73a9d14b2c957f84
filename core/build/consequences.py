"""What each choice about C code means for this project and target, as rows of a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.build import c_flags
from core.build.options import BuildOptions, Cgo
from core.problems import Problem, ProblemError
from core.toolchain.compilers import own_glibc
from core.words import Text, say

if TYPE_CHECKING:
    from core.project.model import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """One choice and what follows: C code or not, how it is linked, what it needs, where it runs.

    `obstacle` says why the choice is not possible now; `fits` whether the project's own needs
    are met by it.
    """

    cgo: Cgo
    calls_c: Text
    linked: Text
    needs: Text
    runs_on: Text
    fits: bool
    obstacle: Problem | None = None


def consequences(project: Project, options: BuildOptions) -> tuple[Consequence, ...]:
    """Return a row for each choice, for the target and the oldest glibc in `options`."""
    return tuple(_row(project, replace(options, cgo=choice)) for choice in Cgo)


def _row(project: Project, options: BuildOptions) -> Consequence:
    on_linux = options.target.goos == "linux"
    needs_c = bool(project.cgo_packages)
    linked, needs, runs_on = _linking(options) if on_linux else _elsewhere()
    return Consequence(
        cgo=options.cgo,
        calls_c=_calls_c(project, options),
        linked=linked,
        needs=needs,
        runs_on=runs_on,
        fits=options.cgo is not Cgo.OFF or not needs_c,
        obstacle=_obstacle(options),
    )


def _obstacle(options: BuildOptions) -> Problem | None:
    try:
        c_flags.choose(options)
    except ProblemError as error:
        return error.problem
    return None


def _calls_c(project: Project, options: BuildOptions) -> Text:
    if not project.cgo_packages:
        return say("Nothing in this project needs C.")
    package = project.cgo_packages[0].package
    if options.cgo is Cgo.OFF:
        return say("{package} needs C and would be missing.", package=package)
    return say("{package} and other C code are part of the program.", package=package)


def _linking(options: BuildOptions) -> tuple[Text, Text, Text]:
    if options.cgo is Cgo.OFF:
        return (
            say("Static (pure Go)."),
            say("Nothing except the program file."),
            say("Every Linux with this CPU, including Alpine and empty containers."),
        )
    if options.cgo is Cgo.STATIC:
        return (
            say("Static, with musl from zig."),
            say("Nothing except the program file."),
            say("Every Linux with this CPU, including Alpine and empty containers."),
        )
    version = options.glibc or own_glibc() or "2.28"
    return (
        say("Dynamic, linked with glibc."),
        say("The system's dynamic loader and glibc {version} or newer.", version=version),
        say("Distributions with glibc {version} or newer, but not Alpine.", version=version),
    )


def _elsewhere() -> tuple[Text, Text, Text]:
    return (
        say("Dynamic, with the system's libraries. This system does not support static programs."),
        say("Only what the system already contains."),
        say("Every system of this kind that this Go version supports."),
    )
