"""Examine how a program serves: what its source shows, the mode that suits it, what it lacks."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.home import expanded

if TYPE_CHECKING:
    from core.project.traits import ServiceTraits
    from core.service.model import Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """Each program, all of them as one, and how a new release of that comes.

    `patch` is what would be added so that no request is lost, empty where nothing lacks; `added`
    are the files that were.
    """

    programs: tuple[ServiceTraits, ...]
    traits: ServiceTraits
    mode: Mode
    patch: str
    added: tuple[Path, ...] = ()


def examine(folder: Path, *, add: bool = False) -> Examined:
    """Read the programs in a folder of a project; with `add`, write what lacks as new files.

    Raises `ProblemError`.
    """
    from core.deploy.proposal import fitting_mode
    from core.project import doctor
    from core.project.reader import module_above

    mod = module_above(folder)
    root = mod.file.parent
    found = _chosen(doctor.examine_each(root), root, folder)
    traits = doctor.together(found)
    patch = "" if traits.may_share else missing_code(mod.module)
    return Examined(
        programs=found,
        traits=traits,
        mode=fitting_mode(traits),
        patch=patch,
        added=add_code(root, mod.module) if add and patch else (),
    )


def missing_code(module: str) -> str:
    """What a program lacks to lose no request, as a diff."""
    from core.project import additions

    return additions.offer(module)


def add_code(folder: Path, module: str) -> tuple[Path, ...]:
    """Write that into a project; return the new files. Raises `ProblemError`."""
    from core.project import additions

    return additions.add(folder, module)


def _chosen(found: tuple[ServiceTraits, ...], root: Path, named: Path) -> tuple[ServiceTraits, ...]:
    """Leave the programs that lie in the folder that was named; all, if none does."""
    below = os.path.relpath(os.path.realpath(expanded(named)), root)
    here = "" if below == "." else Path(below).as_posix()
    inside = tuple(one for one in found if not here or f"{one.package}/".startswith(f"{here}/"))
    return inside or found
