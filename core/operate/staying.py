"""How a service is that nobody asks at a port: one that stays up, a job that its timer starts."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from core.plain_text import whole_number
from core.service.layout import Layout
from core.service.model import Scope
from core.service.privilege import act
from core.service.results import Runs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.service.model import Service
    from core.ssh.session import ServerSession

_MICRO = 1_000_000  # systemd counts in them
_BY_SIGNAL = 128
_SIGNALLED = frozenset("23")  # ended by a signal, or dumped its core
_SINCE, _SIGN = "ActiveEnterTimestampMonotonic", "WatchdogTimestampMonotonic"
_RUNS = f"{_SINCE},{_SIGN},NRestarts"
# A schedule is by the server's clock, and so are the times that are told of it.
_BY_ITS_CLOCK = """while IFS== read -r key value; do
case $value in *-*-*' '*:*:*' UTC') value=$(date -d "$value" +%FT%T%:z) ;; esac
printf '%s=%s\\n' "$key" "$value"
done"""
_UP = "printf 'up=%s\\n' \"$(cut -d. -f1 /proc/uptime)\""
_JOB = "ActiveState,Result,ExecMainCode,ExecMainStatus,ExecMainStartTimestamp"


async def stays_up(session: ServerSession, service: Service, process: str = "") -> bool:
    """Whether one that runs has not been started anew for as long as a deploy watches it.

    Where it has a watchdog, a sign of life since that start counts, and nothing else.
    """
    told = await _shown(session, service, f"{_unit(service, process)} --property={_RUNS}")
    return stays(told, service)


def stays(told: Mapping[str, str], service: Service) -> bool:
    """Judge it by what systemd shows of its unit; "up" is how long the server is, in seconds."""
    if told.get("NRestarts") == "0":
        return True
    since = whole_number(told.get(_SINCE, ""))
    if service.health.watchdog:
        return whole_number(told.get(_SIGN, "")) > since
    return whole_number(told.get("up", "")) - since / _MICRO >= service.health.watch


async def runs(session: ServerSession, service: Service, process: str = "") -> Runs:
    """Ask when its job runs next, and how it ended last."""
    unit = _unit(service, process)
    timer = f"{Layout.timer_of(unit)} --property=NextElapseUSecRealtime"
    return runs_in(await _shown(session, service, f"{unit} --property={_JOB}", timer))


def runs_in(told: Mapping[str, str]) -> Runs:
    """Read it from what systemd shows of the job's unit and its timer, times in ISO 8601."""
    status = whole_number(told.get("ExecMainStatus", ""))
    return Runs(
        next=_moment(told.get("NextElapseUSecRealtime", "")),
        last=_moment(told.get("ExecMainStartTimestamp", "")),
        code=status + (_BY_SIGNAL if told.get("ExecMainCode") in _SIGNALLED else 0),
        well=told.get("Result") == "success",
        running=told.get("ActiveState") in {"activating", "deactivating"},
    )


def _unit(service: Service, process: str) -> str:
    layout = Layout.of(service)
    return layout.process_unit(process) if process else layout.unit


async def _shown(session: ServerSession, service: Service, *asked: str) -> dict[str, str]:
    """Return what systemd tells of units, and how long the server is up, in whole seconds."""
    systemctl = Layout.of(service).systemctl
    shows = (f"TZ=UTC {systemctl} show {one}" for one in asked)
    script = "\n".join(("{", *shows, "} |", _BY_ITS_CLOCK, _UP))
    looking = session.run if service.scope is Scope.SYSTEM else partial(act, session, Scope.USER)
    ran = await looking(script)
    return dict(line.partition("=")[::2] for line in ran.out.splitlines())


def _moment(text: str) -> str:
    """Take a time as the server's clock has it, in ISO 8601; empty where it is none."""
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        return ""
