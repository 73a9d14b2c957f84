"""More time for a release that starts right now, while the change goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.problems import Advice, Problem, ProblemError
from core.service import record, transaction
from core.service.layout import Layout
from core.service.protocol import Verb
from core.service.transaction import Change, new_change, whoami
from core.words import say

if TYPE_CHECKING:
    from core.ssh.session import Ran, ServerSession


async def extend(session: ServerSession, name: str, seconds: int) -> None:
    """Raise the deadline of the release that starts; what suffices, the server remembers.

    Raises "nothing_starts" where no change of this service is under way.
    """
    layout = Layout.of(await record.read(session, name))
    asked = Change(verb=Verb.EXTEND, id=new_change(), who=whoami(), wanted=str(seconds))
    ran = await transaction.tell(session, layout, asked)
    if '"accepted"' not in ran.out:
        raise ProblemError(_nothing_starts(session.profile.name, name, ran))


def _nothing_starts(server: str, name: str, ran: Ran) -> Problem:
    return Problem(
        code="nothing_starts",
        what=say("No release of {name} is starting on {server} now.", name=name, server=server),
        why=say(
            "Either the release is already up, its time was over, or the helper on "
            "the server is older."
        ),
        next=(Advice(say("Check the status: goferry status.")),),
        details=f"{ran.code}\n{ran.out}\n{ran.err}",
    )
