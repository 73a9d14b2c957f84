"""Act on a service as the one who owns it: root, or without root the login user itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.service.model import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from core.ssh.session import Ran, ServerSession

# Where the user's systemd is found, also by a login that was not told.
_FIND_MANAGER = "export XDG_RUNTIME_DIR=/run/user/$(id -u)\n"


async def act(session: ServerSession, scope: Scope, script: str, *, seconds: float = 120.0) -> Ran:
    """Run a POSIX shell script; it travels on standard input, never in argv."""
    if scope is Scope.SYSTEM:
        return await session.run_as_root(script, seconds=seconds)
    return await session.run(f"{_FIND_MANAGER}{script}", seconds=seconds)


async def listen(
    session: ServerSession,
    scope: Scope,
    script: str,
    hear: Callable[[list[str]], Coroutine[None, None, None]],
) -> Ran:
    """Run a script as `act` does, for as long as it speaks; `hear` gets its lines as they come."""
    if scope is Scope.SYSTEM:
        return await session.listen(script, hear, as_root=True)
    return await session.listen(f"{_FIND_MANAGER}{script}", hear)
