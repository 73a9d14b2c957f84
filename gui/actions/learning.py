"""Take what a server told about itself, for its page and for the next start."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from core.usecases import seeing

if TYPE_CHECKING:
    from core.servers.facts import Facts
    from core.ssh.profile import Profile
    from gui.runtime.session import Session


async def learn(session: Session, server: Profile, found: Facts) -> None:
    """Note that it was met, and keep its facts beside those of the others."""
    system = found.os or found.kernel
    await asyncio.to_thread(seeing.met, session.home, server, system=system)
    session.change(facts={**session.current.facts, server.name: found})
