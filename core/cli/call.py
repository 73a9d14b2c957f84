"""One call of a command: what was typed, where things are kept, how to show and how to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.events import Noticed

if TYPE_CHECKING:
    import argparse

    from core.cli.asking import Asking
    from core.cli.show import Show
    from core.events import Report
    from core.home import Home
    from core.servers.store import ServerStore
    from core.ssh.profile import Credentials


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

    @property
    def report(self) -> Report:
        """What a job of this command reports to."""
        return self.show.event
