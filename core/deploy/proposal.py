"""The service that a project asks for, as long as nobody says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.problems import Advice, Problem, ProblemError
from core.project import shared, template
from core.service.model import Limits, Mode, Scope, Service
from core.service.sound import must_be_sound
from core.words import say

if TYPE_CHECKING:
    from core.project.doctor import ServiceTraits
    from core.project.model import Project


_USER = "user"


def propose(project: Project, traits: ServiceTraits) -> Service:
    """Lay goferry.toml over what the source can do, and that over the defaults.

    Raises `ProblemError` for a goferry.toml that cannot be understood, or names a service that
    cannot be.
    """
    folder = project.folder
    said = shared.load(folder)
    usual = Service(name=said.service or template.service_name(project.module))
    mode, scope = mode_named(said.mode)
    proposed = Service(
        name=usual.name,
        port=said.port or usual.port,
        health_path=said.health or usual.health_path,
        mode=mode or fitting_mode(traits),
        scope=scope,
        limits=limits(said.memory, said.cpu, said.tasks),
        excludes=said.excludes,
        includes=tuple(folder / path for path in said.includes),
        includes_from=folder if said.includes else None,
    )
    must_be_sound(proposed)
    return proposed


def fitting_mode(traits: ServiceTraits) -> Mode:
    """Answer the two questions as the source does: what it does not show, it does not do."""
    return mode_for(takes_socket=traits.may_wait, may_overlap=traits.may_share)


def mode_for(*, takes_socket: bool, may_overlap: bool) -> Mode:
    """Choose by two plain questions.

    Does the program take its socket from systemd? May two copies of it run for a few seconds?
    """
    if takes_socket:
        return Mode.SHARED if may_overlap else Mode.SOCKET
    return Mode.PROXY if may_overlap else Mode.RESTART


def mode_named(words: str) -> tuple[Mode | None, Scope]:
    """Read "shared", "user", or both as in "user,shared"; no mode where none is named.

    Raises `ProblemError` (`mode_unknown`).
    """
    first, comma, second = words.partition(",")
    scope = Scope.USER if first == _USER else Scope.SYSTEM
    name = second if scope is Scope.USER else words
    if not name and not comma:
        return None, scope
    try:
        return Mode(name), scope
    except ValueError as odd:
        raise ProblemError(_no_such_mode(words)) from odd


def limits(memory: str, cpu: int, tasks: int) -> Limits:
    """Return these limits, with the usual ones for what is empty or zero."""
    usual = Limits()
    return Limits(memory=memory or usual.memory, cpu=cpu or usual.cpu, tasks=tasks or usual.tasks)


def _no_such_mode(name: str) -> Problem:
    return Problem(
        code="mode_unknown",
        what=say("There is no mode {name}.", name=name[:200]),
        why=say("The modes are: {modes}", modes=", ".join((*Mode, _USER))),
        next=(Advice(say("Correct it in goferry.toml, or add --mode.")),),
        field="mode",
    )
