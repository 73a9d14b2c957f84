"""Reach a server in a terminal, by the system's own ssh, as GoFerry reaches it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.home import Home
    from core.ssh.profile import Profile


async def command(home: Home, profile: Profile) -> tuple[str, ...]:
    """Compose the words of the command; raises where ssh would go a way that GoFerry cannot."""
    from core.ssh.connection import route_to
    from core.ssh.system_ssh import words

    return words(home, profile, await route_to(profile))
