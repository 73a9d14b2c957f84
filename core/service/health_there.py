"""Ask a service for its health where no channel through SSH can: its helper on the server does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.codec import object_in
from core.problems import Advice, Problem, ProblemError
from core.service import transaction
from core.service.layout import Layout
from core.service.protocol import Verb
from core.words import say

if TYPE_CHECKING:
    from core.service.model import Service
    from core.ssh.session import ServerSession


async def ask(session: ServerSession, service: Service, process: str) -> bool:
    """Return whether a process of it is well, by the very question that a deploy asks.

    Raises `ProblemError` where the helper is closed to this login, or is of an older GoFerry.
    """
    layout = Layout.of(service)
    asked = transaction.Change(
        verb=Verb.HEALTH,
        id=transaction.new_change(),
        who=transaction.whoami(),
        wanted=process or "-",
    )
    ran = await transaction.tell(session, layout, asked)
    healthy = object_in(ran.out).get("healthy")
    if not isinstance(healthy, bool):
        raise ProblemError(_not_told(session, service, f"{ran.code}\n{ran.out}\n{ran.err}"))
    return healthy


def _not_told(session: ServerSession, service: Service, details: str) -> Problem:
    server = session.profile.name
    return Problem(
        code="health_not_told",
        what=say(
            "It is not known whether {name} is healthy on {server}.",
            name=service.name,
            server=server,
        ),
        why=say("The helper on the server did not report it. It might be from an older GoFerry."),
        next=(Advice(say("Deploy again to update the helper.")),),
        details=details,
    )
