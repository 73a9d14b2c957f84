"""Is a service well described? Asked where it is typed or read, and again where text is made of it.

What stands here ends up in units, in the helper and in commands of root, so each value must be of
its very kind: a goferry.toml, an older GoFerry's memory or a server's record may say anything.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.problems import Advice, Problem, ProblemError
from core.service import further, named_ports
from core.service.catalogue import BY_KEY, ENTRIES
from core.service.model import Scope
from core.service.values import value_of
from core.service_name import must_be_usable
from core.words import say

if TYPE_CHECKING:
    from core.service.model import Service

_LOGIN = re.compile(r"[a-z_][a-z0-9_-]{0,31}")


def must_be_sound(service: Service) -> None:
    """Raise `ProblemError` for a service that cannot be as it is described."""
    if (problem := problem_of(service)) is not None:
        raise ProblemError(problem)


def problem_of(service: Service) -> Problem | None:
    """Say what of a service cannot be: its name, or the first of its options."""
    try:
        must_be_usable(service.name)
    except ProblemError as odd:
        return odd.problem
    for entry in ENTRIES:
        if not entry.kind.fits(value := value_of(service, entry.key)):
            return entry.problem(value)
    return (
        _range_is_upside_down(service)
        or _nothing_to_open(service)
        or named_ports.problem_of(service)
        or _of_processes(service)
    )


def is_login(name: str) -> bool:
    """Tell whether this can be a user or a group in a sudo rule."""
    return isinstance(name, str) and _LOGIN.fullmatch(name) is not None


def must_be_login(name: str) -> None:
    """Raise `ProblemError` ("login_unusable") for what cannot be a user or a group in a rule."""
    if not is_login(name):
        raise ProblemError(_odd_login(str(name)))


def _range_is_upside_down(service: Service) -> Problem | None:
    lowest = service.health.lowest
    return BY_KEY["health.lowest"].problem(lowest) if lowest > service.health.highest else None


def _nothing_to_open(service: Service) -> Problem | None:
    """A login's own systemd can show no folder in another place."""
    if service.scope is Scope.SYSTEM or not service.writable:
        return None
    return Problem(
        code="service_settings_unusable",
        what=say("A service without root needs no writable directories."),
        why=say("The service is not sandboxed. It can write wherever its user can."),
        next=(Advice(say("Leave out the writable directories, or start in the data directory.")),),
        field="writable",
    )


def _of_processes(service: Service) -> Problem | None:
    """Judge each process as the service that it would be alone, and all of them beside it."""
    if len(service.processes) > further.MOST:
        return further.too_many()
    known: set[str] = set()
    for one in service.processes:
        if not further.is_name(one.name) or one.name in known:
            return further.odd_name(one.name)
        known.add(one.name)
        if (odd := problem_of(further.alone(service, one))) is not None:
            return further.told(one.name, odd)
    return further.same_port(service)


def _odd_login(login: str) -> Problem:
    return Problem(
        code="login_unusable",
        what=say("“{login}” cannot be used in a sudo rule.", login=login[:40]),
        why=say("A login consists of lowercase letters, digits, hyphens and underscores."),
    )
