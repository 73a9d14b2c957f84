"""Tell why a service was started anew, on each of its servers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from core.operate import restarts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.ssh.session import ServerSession

End = restarts.End
Restarts = restarts.Restarts


async def why(sessions: Sequence[ServerSession], service: str) -> tuple[Restarts, ...]:
    """Ask each server how the last runs of the service ended, and what was said before."""
    return tuple(await asyncio.gather(*(restarts.ask(one, service) for one in sessions)))
