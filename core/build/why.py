"""Why a package is linked into a program, and what the program would lose without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.binary.inspector import saved_apart
from core.problems import Advice, Problem, ProblemError
from core.project.packages import chain, list_packages
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from core.toolchain import Go


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """`chain` leads from the main package to `package` by imports, the shortest way.

    `dropped` are the packages that would go if none of your own imported it (none when others
    import it too); `saves` the bytes the program would lose then, None when nobody can tell.
    """

    package: str
    chain: tuple[str, ...]
    dropped: frozenset[str]
    saves: int | None


async def why(
    folder: Path,
    package: str,
    *,
    go: Go,
    program: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> Reason:
    """Ask Go for the imports, and the built `program` (where there is one) for the bytes.

    `folder` is that of the main package, `env` that of the build (GOOS, GOARCH, CGO_ENABLED,
    GOFLAGS with its tags). Raises `ProblemError` (`package_not_linked`) when the program does not
    lead to the package at all.
    """
    listed, _ = await list_packages(go, folder, (".",), deps=True, env=env)
    by_path = {each["ImportPath"]: each for each in listed}
    starts = (listed[-1]["ImportPath"],) if listed else ()
    if package not in by_path:
        raise ProblemError(_not_linked(package, folder))
    imports = {path: each.get("Imports") or [] for path, each in by_path.items()}
    own = {path for path, each in by_path.items() if (each.get("Module") or {}).get("Main")}
    dropped = dropped_with(package, imports, starts=starts, own=own)
    saves = await saved_apart(program, _linked(dropped, starts)) if program and dropped else None
    return Reason(
        package=package,
        chain=chain(by_path, starts=starts, goal=package),
        dropped=dropped,
        saves=saves if dropped else 0,
    )


def _linked(dropped: Iterable[str], starts: Collection[str]) -> frozenset[str]:
    """The names that packages have in a program: the main one is called main there."""
    return frozenset("main" if package in starts else package for package in dropped)


def dropped_with(
    goal: str,
    imports: Mapping[str, Iterable[str]],
    *,
    starts: Collection[str],
    own: Collection[str],
) -> frozenset[str]:
    """The packages that nothing imports any more when none of your `own` imports `goal`.

    Empty when `goal` stays, because a package that is not yours imports it as well.
    """
    cut = {
        package: [there for there in uses if not (there == goal and package in own)]
        for package, uses in imports.items()
    }
    return frozenset(_reach(imports, starts) - _reach(cut, starts))


def _reach(imports: Mapping[str, Iterable[str]], starts: Collection[str]) -> set[str]:
    seen = set(starts)
    waiting = list(seen)
    while waiting:
        for there in imports.get(waiting.pop(), ()):
            if there not in seen:
                seen.add(there)
                waiting.append(there)
    return seen


def _not_linked(package: str, folder: Path) -> Problem:
    return Problem(
        code="package_not_linked",
        what=say("{package} is not part of this program.", package=package),
        why=say("Nothing that the program in {folder} imports leads to it.", folder=str(folder)),
        next=(Advice(say("Check the name: it is the import path, like net/http.")),),
    )
