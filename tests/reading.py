"""The log of a service, read whole or followed on one server; and lines that nobody wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.events import ServiceLine
from core.operate import logs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.ssh.session import ServerSession


async def log_of(session: ServerSession, name: str) -> list[ServiceLine]:
    """Read what is there."""
    found: list[ServiceLine] = []

    async def give(lines: Sequence[ServiceLine]) -> None:
        found.extend(lines)

    for place in await logs.places(session, (name,)):
        await logs.read(session, place, give)
    return found


async def follow(session: ServerSession, name: str, take: Callable[[ServiceLine], None]) -> None:
    """Read what is there, and then what comes, until a cancel."""

    async def give(lines: Sequence[ServiceLine]) -> None:
        for line in lines:
            take(line)

    (place,) = await logs.places(session, (name,))
    await logs.read(session, place, give)
    await logs.follow(session, place, give)


def line(text: str = "ready", *, server: str = "web1", **more: Any) -> ServiceLine:  # noqa: ANN401
    """Make a line of a service's log."""
    found = {"service": "web", "time": 0, "level": "info", "message": text, **more}
    return ServiceLine(text=text, server=server, **found)
