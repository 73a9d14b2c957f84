"""One call of a command: what was typed, where things are kept, how to show and how to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.problems import Advice, Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    import argparse

    from core.cli.asking import Asking
    from core.cli.show import Show
    from core.events import Report
    from core.home import Home
    from core.ssh.profile import Credentials, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Handed to every command."""

    arguments: argparse.Namespace
    home: Home
    show: Show
    asking: Asking
    secrets: Credentials

    def server(self, name: str) -> Profile:
        """Return the server of this name; raises `ProblemError` with server_unknown."""
        from core.usecases import servers

        return servers.named(self.home, name, report=self.report)

    @property
    def report(self) -> Report:
        """What a job of this command reports to."""
        return self.show.event

    def confirm(self, question: str) -> None:
        """Ask a person before something that they would notice; a script meant what it says.

        The command has `--yes` for who does not want to be asked.
        """
        if self.asking.anyone and not self.arguments.yes and not self.asking.consent(question):
            raise ProblemError(_NOT_CONFIRMED)


_NOT_CONFIRMED = Problem(
    code="not_confirmed",
    what=say("Nothing was changed."),
    why=say("Not confirmed."),
    next=(Advice(say("Run the command again and answer y.")),),
)
