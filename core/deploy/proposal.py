"""The service that a project asks for, as long as nobody says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.project import shared, template
from core.service.model import Kind, Mode, Service, mode_for
from core.service.shared_options import name_from, values_from
from core.service.sound import must_be_sound
from core.service.values import with_values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from core.project.model import Project
    from core.project.traits import ServiceTraits


def propose(project: Project, traits: ServiceTraits) -> Service:
    """Lay goferry.toml over what the source can do, and that over the defaults.

    Raises `ProblemError` for a goferry.toml that cannot be understood, or names a service that
    cannot be.
    """
    said = shared.load(project.folder)
    values = values_from(said, project.folder)
    name = name_from(said) or template.service_name(project.module)
    if values.get("includes"):
        values["includes_from"] = project.folder
    return service_of(name, values, lambda: traits)


def service_of(name: str, values: Mapping[str, Any], look: Callable[[], ServiceTraits]) -> Service:
    """Make a service of what was said; where no mode was, the source is looked at.

    Raises `ProblemError` for one that cannot be.
    """
    serves = values.get("kind", Kind.WEB) is Kind.WEB
    mode = values.get("mode") or (fitting_mode(look()) if serves else Mode.RESTART)
    service = with_values(Service(name=name), {**values, "mode": mode})
    must_be_sound(service)
    return service


def fitting_mode(traits: ServiceTraits) -> Mode:
    """Answer the two questions as the source does: what it does not show, it does not do."""
    return mode_for(takes_socket=traits.may_wait, may_overlap=traits.may_share)
