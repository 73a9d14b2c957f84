"""Which security updates a server knows of already: counted, never fetched and never installed."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from core.plain_text import number_or_none
from core.problems import ProblemError

if TYPE_CHECKING:
    from core.ssh.session import ServerSession


async def security_updates(session: ServerSession) -> int | None:
    """Count them; None where the system has no list of them, or nobody could ask.

    It takes the server a second of work, so it is not asked at every look.
    """
    script = files("resources").joinpath("server", "updates.sh").read_text("utf-8")
    try:
        ran = await session.run(script)
    except ProblemError:
        return None
    word, _, count = ran.out.strip().partition(" ")
    return number_or_none(count) if word == "security" else None
