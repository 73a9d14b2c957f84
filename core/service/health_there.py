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
            "Whether {name} is well on {server} is not known.", name=service.name, server=server
        ),
        why=say("GoFerry's helper there did not tell it; it may be of an older GoFerry."),
        next=(Advice(say("Deploy again: that brings the helper of today.")),),
        details=details,
    )
