"""Say why a service is not well, by what systemd and its health check told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from core.actions import ShowLogs
from core.plain_text import inert
from core.problems import Advice, Problem
from core.service.model import Kind
from core.words import all_of, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.service.results import ProcessStatus, Runs
    from core.words import Text


class Sick(Protocol):
    """What is known of a service on a server; see `results.Status`."""

    @property
    def server(self) -> str:
        """Its server's name."""
        ...

    @property
    def active(self) -> str:
        """Its unit's state."""
        ...

    @property
    def kind(self) -> Kind:
        """What keeps it busy."""
        ...

    @property
    def runs(self) -> Runs | None:
        """The runs of its job, where it has one."""
        ...

    @property
    def processes(self) -> tuple[ProcessStatus, ...]:
        """Its further processes."""
        ...


def problem(name: str, sick: Sequence[Sick], why: Text) -> Problem:
    """Name the servers where a service is not well."""
    where = all_of(one.server for one in sick)
    return Problem(
        code="service_not_well",
        what=say("{name} is unhealthy on {servers}.", name=name, servers=where),
        why=why,
        next=(Advice(say("See its log: goferry logs."), ShowLogs(sick[0].server)),),
    )


def why(sick: Sick) -> Text:
    """Say what is wrong."""
    ill = next((one for one in sick.processes if one.healthy is False), None)
    if sick.active == "active" and ill is not None:
        return _why_process(ill)
    if sick.active != "active":
        return say("systemd reports the state “{state}”.", state=inert(sick.active))
    if sick.runs:
        return say("Its last run ended with exit code {code}.", code=sick.runs.code)
    if sick.kind is Kind.WORKER:
        return say("The service does not stay up. systemd has just restarted it.")
    return say("The service is running, but its health check does not succeed.")


def _why_process(ill: ProcessStatus) -> Text:
    if ill.runs and ill.active == "active":
        return say(
            "The last run of the process “{name}” ended with exit code {code}.",
            name=ill.name,
            code=ill.runs.code,
        )
    return say(
        "The process “{name}” is unhealthy. systemd reports the state “{state}”.",
        name=ill.name,
        state=inert(ill.active),
    )


def together(*healthy: bool | None) -> bool | None:
    """Tell whether all are well: one that is not is enough to know, one that is hidden is not."""
    if False in healthy:
        return False
    return None if None in healthy else True


def systemd_silent(server: str) -> Problem:
    """Say that systemd did not tell the state of a unit."""
    return Problem(
        code="systemd_silent",
        what=say("It is not known whether the service is running on {server}.", server=server),
        why=say("systemd on the server did not report the state of the unit."),
    )
