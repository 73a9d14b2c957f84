"""How a service without a port is: a worker that stays up, a job that its timer starts."""

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
    from core.service.model import Service
    from core.ssh.session import ServerSession

_MICRO = 1_000_000  # systemd counts in them
_BY_SIGNAL = 128
_SIGNALLED = frozenset("23")  # ended by a signal, or dumped its core
_WORKER = "ActiveEnterTimestampMonotonic,NRestarts"
_JOB = "ActiveState,Result,ExecMainCode,ExecMainStatus,ExecMainStartTimestamp"


async def stays_up(session: ServerSession, service: Service, process: str = "") -> bool:
    """Whether a worker that runs has not been started anew for as long as a deploy watches it."""
    told = await _shown(session, service, f"{_unit(service, process)} --property={_WORKER}")
    since = whole_number(told.get("ActiveEnterTimestampMonotonic", "")) / _MICRO
    up = whole_number(told.get("up", ""))
    return told.get("NRestarts") == "0" or up - since >= service.health.watch


async def runs(session: ServerSession, service: Service, process: str = "") -> Runs:
    """Ask when its job runs next, and how it ended last."""
    unit = _unit(service, process)
    timer = f"{Layout.timer_of(unit)} --property=NextElapseUSecRealtime"
    told = await _shown(session, service, f"{unit} --property={_JOB}", timer)
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
    script = "\n".join((*shows, "printf 'up=%s\\n' \"$(cut -d. -f1 /proc/uptime)\""))
    looking = session.run if service.scope is Scope.SYSTEM else partial(act, session, Scope.USER)
    ran = await looking(script)
    return dict(line.partition("=")[::2] for line in ran.out.splitlines())


def _moment(text: str) -> str:
    """Read a time as systemd writes it, “Mon 2026-11-30 03:00:00 UTC”; empty where it is none."""
    try:
        return datetime.strptime(f"{text} +0000", "%a %Y-%m-%d %H:%M:%S UTC %z").isoformat()
    except ValueError:
        return ""
