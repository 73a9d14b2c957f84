"""Is a service well described? Asked where it is typed or read, and again where text is made of it.

What stands here ends up in units, in the helper and in commands of root, so each value must be of
its very kind: a goferry.toml, an older GoFerry's memory or a server's record may say anything.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from core.problems import Action, Advice, Problem, ProblemError
from core.service.model import Mode, Scope
from core.service_name import must_be_usable
from core.words import say

if TYPE_CHECKING:
    from core.service.model import Health, Limits, Service

_HEALTH_PATH = re.compile(r"(?:/[A-Za-z0-9._~/?=&%+-]{0,1000})?")
_MEMORY = re.compile(r"(?:[1-9][0-9]{0,14}[KMGT]?)?")
_LOGIN = re.compile(r"[a-z_][a-z0-9_-]{0,31}")
_HIGHEST_PORT = 65_535
_MOST_CPU = 100_000
_MOST_TASKS = 4_000_000
_MOST_RELEASES = 10_000
_LONGEST_TIME = 86_400  # seconds
_STATUSES = (0, 999)


def must_be_sound(service: Service) -> None:
    """Raise `ProblemError` for a service that cannot be as it is described."""
    if (problem := problem_of(service)) is not None:
        raise ProblemError(problem)


def problem_of(service: Service) -> Problem | None:
    """Say what of a service cannot be: its name, port, health path, limits, or health check."""
    try:
        must_be_usable(service.name)
    except ProblemError as odd:
        return odd.problem
    if not _settings_fit(service):
        return _SETTINGS
    if not _limits_fit(service.limits):
        return _LIMITS
    return None if _health_fits(service.health) else _HEALTH


def is_login(name: str) -> bool:
    """Tell whether this can be a user or a group in a sudo rule."""
    return isinstance(name, str) and _LOGIN.fullmatch(name) is not None


def must_be_login(name: str) -> None:
    """Raise `ProblemError` ("login_unusable") for what cannot be a user or a group in a rule."""
    if not is_login(name):
        raise ProblemError(_odd_login(str(name)))


def _settings_fit(service: Service) -> bool:
    return (
        _whole(service.port, 1, _HIGHEST_PORT)
        and isinstance(service.health_path, str)
        and _HEALTH_PATH.fullmatch(service.health_path) is not None
        and _whole(service.keep_releases, 1, _MOST_RELEASES)
        and isinstance(service.mode, Mode)
        and isinstance(service.scope, Scope)
        and isinstance(service.rehearse, bool)
    )


def _limits_fit(limits: Limits) -> bool:
    return (
        isinstance(limits.memory, str)
        and _MEMORY.fullmatch(limits.memory) is not None
        and _whole(limits.cpu, 0, _MOST_CPU)
        and _whole(limits.tasks, 1, _MOST_TASKS)
    )


def _health_fits(health: Health) -> bool:
    lowest, highest = _STATUSES
    return (
        all(_time(one) for one in (health.start_delay, health.period, health.timeout))
        and health.timeout > 0
        and _whole(health.threshold, 1, _LONGEST_TIME)
        and _whole(health.deadline, 1, _LONGEST_TIME)
        and _whole(health.watch, 0, _LONGEST_TIME)
        and _whole(health.highest, lowest, highest)
        and _whole(health.lowest, lowest, health.highest)
    )


def _whole(value: object, lowest: int, highest: int) -> bool:
    return type(value) is int and lowest <= value <= highest


def _time(value: object) -> bool:
    """Tell whether this is a time in seconds: infinity and NaN would stand in a unit as words."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and 0 <= value <= _LONGEST_TIME


_SETTINGS = Problem(
    code="service_settings_unusable",
    what=say("The port or the health path cannot be used."),
    why=say("A port is 1 to 65535; a health path begins with / and holds no spaces or quotes."),
    next=(Advice(say("Use another port."), Action.CHOOSE_PORT),),
    field="port",
)
_LIMITS = Problem(
    code="limits_unusable",
    what=say("The limits of the service cannot be used."),
    why=say("Memory is a number with K, M, G or T, as in 512M; CPU and tasks are numbers."),
    next=(Advice(say("Correct the limits.")),),
    field="limits",
)
_HEALTH = Problem(
    code="health_unusable",
    what=say("The health check cannot be used like this."),
    why=say("Its times cannot be negative, and timeout, threshold and deadline not zero."),
    next=(Advice(say("Correct the health check.")),),
    field="health",
)


def _odd_login(login: str) -> Problem:
    return Problem(
        code="login_unusable",
        what=say("“{login}” cannot stand in a sudo rule.", login=login[:40]),
        why=say("A login is made of small letters, digits, hyphens and underscores."),
    )
