"""The options that say what a service is like, for deploy and prepare."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.arguments import count, port, statuses
from core.problems import Advice, Problem, ProblemError
from core.service.model import Health, Mode, Scope, Service
from core.words import say

if TYPE_CHECKING:
    from argparse import Namespace

    from core.cli.arguments import Parser
    from core.project.shared import Shared

_USUAL_HEALTH = Health()
_HEALTH = (
    ("delay", "start_delay", "S", "seconds before it is asked first"),
    ("period", "period", "S", "seconds between two questions"),
    ("timeout", "timeout", "S", "seconds that an answer may take"),
    ("threshold", "threshold", "N", "good answers in a row"),
    ("deadline", "deadline", "N", "seconds until the last of them"),
    ("watch", "watch", "N", "seconds that it must then stay up"),
)
_MODES = (*Mode, "user", *(f"user,{mode}" for mode in Mode))


def add_service_options(parser: Parser) -> None:
    """Accept what a service is like; what is not typed may stand in goferry.toml."""
    service = parser.add_argument_group("the service")
    service.add_argument("--port", type=port, metavar="N", help="(8080)")
    service.add_argument(
        "--health",
        metavar="PATH",
        help='where it tells its health (/health); "" asks only whether the port opens',
    )
    service.add_argument("--env-file", type=Path, metavar="F", help="NAME=VALUE lines for it")
    service.add_argument(
        "--mode",
        type=_mode_words,
        metavar="MODE",
        help="how a new release takes over: shared and socket need a program that takes its socket "
        "from systemd, proxy and restart suit every program; user (or user,shared …) needs no root "
        "but is not sandboxed (restart)",
    )
    service.add_argument(
        "--rehearse", action="store_true", help="try the new release on a spare port first"
    )
    service.add_argument("--memory", default="", metavar="SIZE", help="at most, as in 512M")
    service.add_argument(
        "--cpu", type=count, default=0, metavar="PERCENT", help="at most; 100 is one processor"
    )
    service.add_argument(
        "--tasks", type=count, default=0, metavar="N", help="processes and threads (512)"
    )
    health = parser.add_argument_group("when it counts as healthy")
    for name, field, unit, meaning in _HEALTH:
        health.add_argument(
            f"--health-{name}",
            dest=f"health_{field}",
            type=float if unit == "S" else count,
            metavar=unit,
            help=f"{meaning} ({getattr(_USUAL_HEALTH, field):g})",
        )
    health.add_argument(
        "--health-status",
        type=statuses,
        metavar="LOW-HIGH",
        help=f"the expected status ({_USUAL_HEALTH.lowest}-{_USUAL_HEALTH.highest})",
    )


def _mode_words(text: str) -> str:
    if text not in _MODES:
        raise argparse.ArgumentTypeError(f"“{text}” is no mode; modes are {', '.join(_MODES)}")
    return text


def service_of(arguments: Namespace, shared: Shared) -> Service:
    """Lay what was typed over the project's goferry.toml, and that over the defaults."""
    from core.deploy.proposal import limits
    from core.service.sound import must_be_sound

    name = arguments.service or shared.service
    if not name:
        raise ProblemError(_no_name())
    usual = Service(name=name)
    env_file: Path | None = arguments.env_file
    mode, scope = _mode(arguments, shared)
    wanted = replace(
        usual,
        port=arguments.port or shared.port or usual.port,
        health_path=_first_said(arguments.health, shared.health or None, usual.health_path),
        env_file=None if env_file is None else env_file.absolute(),
        mode=mode,
        scope=scope,
        rehearse=arguments.rehearse,
        health=_health(arguments),
        limits=limits(
            arguments.memory or shared.memory,
            arguments.cpu or shared.cpu,
            arguments.tasks or shared.tasks,
        ),
    )
    must_be_sound(wanted)
    return wanted


def _health(arguments: Namespace) -> Health:
    typed = {
        field: value
        for _, field, _, _ in _HEALTH
        if (value := getattr(arguments, f"health_{field}")) is not None
    }
    lowest, highest = arguments.health_status or (_USUAL_HEALTH.lowest, _USUAL_HEALTH.highest)
    return replace(_USUAL_HEALTH, **typed, lowest=lowest, highest=highest)


def _mode(arguments: Namespace, shared: Shared) -> tuple[Mode, Scope]:
    """Return the mode that was typed, that the project names, or that its source is ready for."""
    from core.deploy.proposal import fitting_mode, mode_named
    from core.project.doctor import examine

    mode, scope = mode_named(arguments.mode or shared.mode)
    if mode:
        return mode, scope
    what: Path | None = getattr(arguments, "what", None)
    if what is None or not what.is_dir():
        return Mode.RESTART, scope
    return fitting_mode(examine(what)), scope


def _first_said(*said: str | None) -> str:
    return next(one for one in said if one is not None)


def _no_name() -> Problem:
    return Problem(
        code="service_unnamed",
        what=say("The service has no name yet."),
        why=say("Neither the command line nor goferry.toml names it."),
        next=(Advice(say("Add --service NAME.")),),
        field="service",
    )
