"""Take a service off a server, and what it had on the server of its daily copies."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from core.words import say

if TYPE_CHECKING:
    from core.ssh.profile import Profile
    from gui.actions.connecting import Connector
    from gui.page import Page


async def remove(page: Page, connector: Connector, profile: Profile, service: str) -> None:
    """Do it, and show what stayed. Raises what stands in the way."""
    from core.usecases import copying, operating

    show = page.add_problems
    async with AsyncExitStack() as stack:
        connection = await connector.connect(profile, show, changing=True)
        stack.push_async_callback(connection.close)
        (gone,) = await operating.remove((connection,), service)
    show((gone.problem,) if gone.problem else ())
    if (daily := gone.daily) is not None:
        stays = await copying.left(daily, lambda name: connector.to_change(name, show))
        show((stays,) if stays else ())
        page.told.emit(say("The copies of its data stay on {server}.", server=daily.onto))
