"""Settle what a service is like: the choices made, what its project asks for, its source can."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.problems import Advice, Problem, ProblemError
from core.service.model import Scope, Service
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.project.model import Project
    from core.project.shared import Shared
    from core.project.traits import ServiceTraits
    from core.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceWish:
    """What was said about a service: its name, and its options by key, only those that were chosen.

    `what` is the program, or the folder of the project, that shall become this service.
    """

    name: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    what: Path | None = None


def settle(
    wish: ServiceWish, said: Shared | None = None, *, labels: Mapping[str, str] | None = None
) -> Service:
    """Lay what was chosen over the project's goferry.toml, and that over the defaults.

    `said` is goferry.toml, where it was read already; `labels` are those of the server that it is
    for. What travels from this computer beside the program is read now. Raises `ProblemError`.
    """
    from core.deploy import proposal
    from core.deploy.taking import taken_up
    from core.service import by_label
    from core.service.shared_options import name_from, values_from
    from core.service.values import laid_over

    folder = folder_of(wish.what)
    said = said or shared_of(wish.what)
    name = wish.name or name_from(said)
    if not name:
        raise ProblemError(_no_name())
    tables = by_label.tables(said, folder)
    own = by_label.Own() if labels is None else by_label.own(tables, labels)
    below = laid_over(own.values, values_from(said, folder))
    service = proposal.service_of(name, laid_over(wish.values, below), lambda: _traits(wish.what))
    if wish.what is None:
        return service
    return taken_up(
        replace(
            service,
            includes_from=folder if folder.is_dir() else None,
            includes_named=wish.values.get("includes", ()),
        )
    )


def propose(project: Project) -> tuple[ServiceTraits, Service | Problem]:
    """Read how the programs of a project serve, as one, and tell the service that it asks for.

    Where goferry.toml cannot be understood, or names a service that cannot be, the problem.
    """
    from core.deploy import proposal

    traits = _traits(project.folder)
    try:
        return traits, proposal.propose(project, traits)
    except ProblemError as odd:
        return traits, odd.problem


def as_usual(service: Service, settings: Settings) -> Service:
    """Give a new service the person's own usual values, where its project asks for no others."""
    plain, usual = Service(name=service.name), dict[str, Any]()
    if service.keep_releases == plain.keep_releases:
        usual["keep_releases"] = settings.keep_releases
    if service.scope is plain.scope and settings.without_root:
        usual["scope"] = Scope.USER
    return replace(service, **usual)


def folder_of(what: Path | None) -> Path:
    """Return the absolute folder, without a way back in it."""
    if what is None:
        return Path()
    folder = what.absolute()
    return folder.resolve() if ".." in folder.parts else folder


def shared_of(what: Path | None) -> Shared:
    """Return what goferry.toml says of a project; of anything else, nothing is said."""
    from core.project import shared

    return shared.Shared() if what is None or not what.is_dir() else shared.load(what)


def _traits(what: Path | None) -> ServiceTraits:
    """Return what the source can do; what nobody can look at, cannot do anything."""
    from core.project import doctor
    from core.project.traits import ServiceTraits

    return ServiceTraits() if what is None or not what.is_dir() else doctor.examine(what)


def _no_name() -> Problem:
    return Problem(
        code="service_unnamed",
        what=say("The service has no name yet."),
        why=say("Neither the command line nor goferry.toml names it."),
        next=(Advice(say("Add --service NAME.")),),
        field="service",
    )
