"""The service that a project asks for, as long as nobody says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.deploy.model import Mode, Service
from core.problems import Advice, Problem, ProblemError
from core.project import doctor, shared, template
from core.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from core.project.model import Project


def propose(project: Project) -> Service:
    """Lay goferry.toml over what the source can do, and that over the defaults.

    Reads the project's sources: call it in a thread. Raises `ProblemError` for a goferry.toml that
    cannot be understood.
    """
    folder = project.folder
    said = shared.load(folder)
    usual = Service(name=said.service or template.service_name(project.module))
    return Service(
        name=usual.name,
        port=said.port or usual.port,
        health_path=said.health or usual.health_path,
        mode=mode_named(said.mode) if said.mode else fitting_mode(folder),
        includes=tuple(folder / path for path in said.includes),
        includes_from=folder if said.includes else None,
    )


def fitting_mode(folder: Path) -> Mode:
    """Choose the mode that loses the fewest requests and that the source is ready for."""
    return Mode.SHARED if doctor.examine(folder).may_share else Mode.RESTART


def mode_named(name: str) -> Mode:
    """Return the mode of this name. Raises `ProblemError` (`mode_unknown`)."""
    try:
        return Mode(name)
    except ValueError as odd:
        raise ProblemError(_no_such_mode(name)) from odd


def _no_such_mode(name: str) -> Problem:
    return Problem(
        code="mode_unknown",
        what=say("There is no mode {name}.", name=name[:200]),
        why=say("The modes are: {modes}", modes=", ".join(Mode)),
        next=(Advice(say("Correct it in goferry.toml, or add --mode.")),),
        field="mode",
    )
