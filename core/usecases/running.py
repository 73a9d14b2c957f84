"""Run the live release of a service once more, with arguments of its own; of a timer, its job."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from core.problems import ProblemError
from core.usecases.guarding import must_be_confirmed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.events import LogLine
    from core.operate import running
    from core.service.model import RunWish
    from core.ssh.session import ServerSession

    OneOff = running.OneOff


def typed(service: str, server: str, arguments: Sequence[str]) -> str:
    """Spell the command that does the same, as a shell reads it."""
    words = ("goferry", "run", "--service", service, "--to", server)
    return shlex.join((*words, "--", *arguments) if arguments else words)


async def run(
    sessions: Sequence[ServerSession],
    service: str,
    wish: RunWish,
    take: Callable[[LogLine], None],
) -> tuple[OneOff, ...]:
    """Run it on one server after the other, and hand on what it writes.

    Where it cannot be run, the others still get theirs.
    """
    from core.operate import running
    from core.service import stopping

    if not wish.again:  # what only reads on starts nothing
        must_be_confirmed(sessions)
    found: list[OneOff] = []
    for one in sessions:
        server = one.profile.name
        if stopping.wanted():
            found.append(running.OneOff(server=server, problem=stopping.not_reached()))
            continue
        try:
            found.append(await running.run(one, service, wish, take))
        except ProblemError as reason:
            found.append(running.OneOff(server=server, problem=reason.problem))
    return tuple(found)
