"""Take a service off a server, with everything that GoFerry put there for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.deploy import record
from core.deploy.acting import act
from core.deploy.layout import Layout
from core.deploy.model import Action, Scope
from core.deploy.unit import possible_paths
from core.problems import Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from core.deploy.model import Service
    from core.server.session import ServerSession


async def plan_removal(session: ServerSession, name: str) -> Action:
    """Say exactly what `remove` would run; raises "service_not_found"."""
    return removal(await record.read(session, name))


def removal(service: Service) -> Action:
    """Spell the removal. What the program itself wrote (/var/lib/NAME) stays, and so its user."""
    layout = Layout.of(service)
    systemctl = layout.systemctl
    root_only = (layout.sudoers, layout.operators, layout.operate)
    rules = " ".join(root_only) if service.scope is Scope.SYSTEM else ""
    handed = " ".join(
        f"{layout.unit_file(unit)}.d"
        for unit in (layout.unit, f"{service.name}-next@.service", f"{service.name}-try@.service")
    )
    units = [path.rpartition("/")[2] for path in possible_paths(service) if "/systemd/" in path]
    startable = " ".join(unit for unit in units if "@" not in unit)
    files = " ".join(possible_paths(service))
    return Action(
        key="remove",
        sentence=say("Stop {name} and remove its releases and settings.", name=service.name),
        script=(
            f"{systemctl} stop goferry-{service.name}.service 2>/dev/null\n"
            f"{systemctl} disable --now --quiet {startable} 2>/dev/null\n"
            f"rm -f {files} {rules}\n"
            f"rm -rf -- {layout.root} {layout.settings} {handed}\n"
            # The empty folder says that the name, the user and the data are ours.
            f"find {layout.state} -mindepth 1 -delete\n"
            f"{systemctl} daemon-reload\n{systemctl} reset-failed 2>/dev/null\nexit 0"
        ),
    )


async def remove(session: ServerSession, name: str) -> None:
    """Remove the service; the program's own data stays."""
    service = await record.read(session, name)
    ran = await act(session, service.scope, removal(service).script)
    if ran.code != 0:
        raise ProblemError(_not_removed(name, ran.err))


def _not_removed(name: str, told: str) -> Problem:
    return Problem(
        code="not_removed",
        what=say("{name} was not removed completely.", name=name),
        why=say("The server did not carry out every line."),
        details=told,
    )
