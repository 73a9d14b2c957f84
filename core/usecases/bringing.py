"""Build what GoFerry brings to a server along with your programs, by this computer's own Go."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from core.events import Report
    from core.home import Home
    from core.ssh.session import ServerSession


async def built_for(home: Home, session: ServerSession, folder: Path, *, report: Report) -> Path:
    """Build the module in `folder` for the processor of a server; return the program file."""
    from core.build.builder import build
    from core.target import Target
    from core.usecases import introducing, settling

    arch = (await introducing.ask_facts(session)).arch
    target = Target(goarch=arch) if arch else Target()
    wish = settling.BuildWish(folder=folder, typed={"vcs": False}, targets=(target,))
    settled = await settling.settle(home, wish)
    made = await build(settled.requests[0], settled.go, home, report=report)
    return made.path
