"""One call of a command: what was typed, where things are kept, how to show and how to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from core.cli.show import watch
from core.events import Noticed

if TYPE_CHECKING:
    import argparse

    from core.cli.asking import Asking
    from core.cli.show import Show
    from core.events import Job
    from core.home import Home
    from core.servers.store import ServerStore
    from core.ssh.profile import Credentials

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Handed to every command."""

    arguments: argparse.Namespace
    home: Home
    show: Show
    asking: Asking
    secrets: Credentials

    def servers(self) -> ServerStore:
        """Open the server list; what is wrong with its file is said at once."""
        from core.servers.store import ServerStore

        return ServerStore(
            self.home, notice=lambda problem: self.show.event(Noticed(problem=problem))
        )

    async def watch(self, job: Job[T]) -> T:
        """Run a job to its end while showing its events."""
        return await watch(job, self.show)
