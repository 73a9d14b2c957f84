"""Why a package is part of a program: the shortest way of imports that leads to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.problems import Advice, Problem, ProblemError
from core.project.packages import chain, list_packages
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.project.model import Project
    from core.toolchain import Go


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """The imports from the program to the package, and all packages that were meant."""

    chain: tuple[str, ...]
    packages: tuple[str, ...]


async def why(
    project: Project, go: Go, wanted: str, *, main: str, env: Mapping[str, str]
) -> Reason:
    """Find the imports that lead from the program `main` to a package, or into a module.

    `env` are the build's own variables, as they decide which files count. Raises `ProblemError`
    with "package_not_linked".
    """
    found, _ = await list_packages(go, project.folder, (main,), deps=True, env=env)
    by_path = {package["ImportPath"]: package for package in found}
    meant = tuple(path for path in by_path if path == wanted or path.startswith(f"{wanted}/"))
    if not meant:
        raise ProblemError(_not_linked(wanted, main))
    chains = (chain(by_path, starts=(main,), goal=path) for path in meant)
    return Reason(chain=min(chains, key=len), packages=meant)


def _not_linked(wanted: str, main: str) -> Problem:
    return Problem(
        code="package_not_linked",
        what=say("{package} is not part of {main}.", package=wanted[:200], main=main),
        why=say("Nothing that the program imports leads to it."),
        next=(Advice(say("Look at its packages: goferry inspect FILE")),),
    )
