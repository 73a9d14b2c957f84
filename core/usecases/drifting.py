"""What somebody changed by hand on servers: see it, put it back, or take it for meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.problems import Advice, Problem, ProblemError
from core.usecases import watching
from core.usecases.guarding import must_be_confirmed
from core.words import all_of, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.service.seen import Seen
    from core.ssh.session import Ran, ServerSession


async def look(sessions: Sequence[ServerSession], service: str) -> tuple[Seen, ...]:
    """Tell of the service on each of these servers what is not as it was left there.

    Raises "service_not_found" where a server has none of this name.
    """
    board = await watching.look(sessions, {})
    for machine in board.machines:
        if not any(one.service == service for one in machine.services):
            raise ProblemError(machine.unknown or _not_found(machine.server, service))
    return tuple(one for one in board.rows if one.service == service)


def found(seen: Sequence[Seen]) -> Problem | None:
    """Say where something was changed by hand; or where that is not known."""
    odd = [one for one in seen if one.drift]
    if odd:
        service, servers = odd[0].service, all_of(one.server for one in odd)
        return Problem(
            code="drift_found",
            what=say(
                "{service} was changed by hand on {servers}.", service=service, servers=servers
            ),
            why=odd[0].drift[0].what,
            next=(
                Advice(say("Restore what was deployed: goferry drift --put-back.")),
                Advice(say("Or accept the files as they are: goferry drift --keep.")),
            ),
        )
    return next((_not_known(one) for one in seen if not one.drift_known), None)


def _not_known(seen: Seen) -> Problem:
    return Problem(
        code="drift_unknown",
        what=say(
            "It is not known whether {service} was changed by hand on {server}.",
            service=seen.service,
            server=seen.server,
        ),
        why=say("An older GoFerry deployed the release and recorded nothing to compare with."),
        next=(
            Advice(say("Deploy again or roll back. Both record the files that they leave.")),
            Advice(say("Or accept the files as they are: goferry drift --keep.")),
        ),
    )


async def keep(session: ServerSession, service: str) -> None:
    """Take all that was changed there for meant: from now on it is what others are held to."""
    from core.service import record, transaction
    from core.service.layout import Layout
    from core.service.protocol import Verb

    must_be_confirmed((session,))
    layout = Layout.of(await record.read(session, service))
    asked = transaction.Change(
        verb=Verb.KEEP, id=transaction.new_change(), who=transaction.whoami()
    )
    ran = await transaction.tell(session, layout, asked)
    if '"accepted"' not in ran.out:
        raise ProblemError(_not_kept(session, service, ran))


def _not_found(server: str, service: str) -> Problem:
    return Problem(
        code="service_not_found",
        what=say("{server} has no service “{name}” from GoFerry.", server=server, name=service),
        why=say("The service was never deployed there, or it was removed."),
    )


def _not_kept(session: ServerSession, service: str, ran: Ran) -> Problem:
    return Problem(
        code="not_kept",
        what=say(
            "The files of {name} on {server} were not recorded.",
            name=service,
            server=session.profile.name,
        ),
        why=say("Either a change is running, or an older GoFerry deployed the service."),
        next=(Advice(say("Try again when no change is running, or deploy the service again.")),),
        details=f"{ran.code}\n{ran.out}\n{ran.err}",
    )
