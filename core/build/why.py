"""Why a package is linked into a program, and what the program would lose without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.binary.apart import saved_apart
from core.build.reason import Pull, Reason
from core.problems import Advice, Problem, ProblemError
from core.project.packages import chain, list_packages
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from core.binary.inspection import Inspection
    from core.build.artifact import Artifact
    from core.build.options import BuildOptions
    from core.toolchain import Go


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
    found = await _imports(folder, go, env)
    if package not in found.listed:
        raise ProblemError(_not_linked(package, folder))
    dropped = found.dropped_with(package)
    saves = await _saved(program, [dropped], found) if program and dropped else None
    return Reason(
        package=package,
        chain=chain(found.listed, starts=found.starts, goal=package),
        dropped=dropped,
        saves=(saves[0] if saves else None) if dropped else 0,
    )


def environment_of(made: Artifact, options: BuildOptions) -> dict[str, str]:
    """What a program was built with, for questions to Go about the same packages."""
    env = dict(made.env)
    return {**env, "GOFLAGS": f"-tags={','.join(options.tags)}"} if options.tags else env


async def heaviest(
    folder: Path, *, go: Go, program: Inspection, env: Mapping[str, str] | None = None
) -> tuple[Pull, ...]:
    """The imports of your own packages that pull in most, with what they are themselves.

    Those that bring the most packages are looked at, so that the time has a bound.
    """
    found = await _imports(folder, go, env)
    direct = {there for package in found.own for there in found.imports[package]} - found.own
    dropped = {package: found.dropped_with(package) for package in sorted(direct)}
    asked = sorted((p for p in dropped if dropped[p]), key=lambda p: -len(dropped[p]))[:_MOST]
    saves = await _saved(program.path, [dropped[package] for package in asked], found)
    sizes = {each.package: each.size for module in program.modules for each in module.packages}
    pulls = [
        Pull(
            package=package,
            chain=chain(found.listed, starts=found.starts, goal=package),
            dropped=dropped[package],
            saves=saved,
            size=sizes.get(package, 0),
        )
        for package, saved in zip(asked, saves or (), strict=False)
    ]
    return tuple(sorted(pulls, key=lambda pull: -(pull.saves or 0)))


_MOST = 20  # imports looked at; each takes a flood of the program's references


@dataclass(frozen=True, slots=True, kw_only=True)
class _Imports:
    """What `go list` tells: all packages, what each imports, where it starts, which are yours."""

    listed: Mapping[str, dict[str, Any]]
    imports: Mapping[str, list[str]]
    starts: tuple[str, ...]
    own: AbstractSet[str]

    def dropped_with(self, package: str) -> frozenset[str]:
        return dropped_with(package, self.imports, starts=self.starts, own=self.own)


async def _imports(folder: Path, go: Go, env: Mapping[str, str] | None) -> _Imports:
    listed, _ = await list_packages(go, folder, (".",), deps=True, env=env)
    by_path = {each["ImportPath"]: each for each in listed}
    return _Imports(
        listed=by_path,
        imports={path: each.get("Imports") or [] for path, each in by_path.items()},
        starts=(listed[-1]["ImportPath"],) if listed else (),
        own={path for path, each in by_path.items() if (each.get("Module") or {}).get("Main")},
    )


async def _saved(
    program: Path, groups: list[frozenset[str]], found: _Imports
) -> tuple[int, ...] | None:
    return await saved_apart(program, [_linked(group, found.starts) for group in groups])


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
        why=say(
            "The program in {folder} does not import it, directly or indirectly.",
            folder=str(folder),
        ),
        next=(Advice(say("Check the name. It must be an import path, such as net/http.")),),
    )
