"""Which PORT does the program get? What the environment file says wins over the unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.actions import OpenFile
from core.problems import Advice, Problem
from core.service.env_syntax import entries, variables
from core.service.model import Mode
from core.service.unit_values import inner_ports
from core.words import say

if TYPE_CHECKING:
    from core.deploy.preflight.case import Case
    from core.words import Text

_PORT = "PORT"


def fixed_behind_proxy(case: Case) -> Problem | None:
    """Refuse one PORT for all copies where each needs its own, or the next release could not start.

    Its value, which may be hidden from this login, does not matter.
    """
    if case.service.mode is not Mode.PROXY or not _named(case):
        return None
    inner, following = inner_ports(case.service)
    return _wins(
        case,
        say(
            "Behind the proxy, this release must open port {inner} and the next"
            " one port {next}. The file gives both the same port.",
            inner=inner,
            next=following,
        ),
    )


def overridden(case: Case) -> Problem | None:
    """Tell where a program that reads PORT would open another port than it is asked on."""
    service, said = case.service, _said(case)
    if service.mode is Mode.PROXY or said is None or not case.serves:
        return None
    if said != str(service.port):
        return _wins(case, _another_port(case))
    if service.mode is Mode.RESTART and service.rehearse:
        return _wins(
            case,
            say("The rehearsal needs its own port, which the program would not open."),
        )
    return None


def _another_port(case: Case) -> Text:
    if case.service.mode.takes_socket:
        return say("A program with socket activation still serves on the socket from systemd.")
    return say(
        "The service is expected on port {port}, but a program that reads PORT opens another port.",
        port=case.service.port,
    )


def _named(case: Case) -> bool:
    """Tell whether the environment file that will count has a PORT."""
    ours = case.service.environment
    there = case.there.variables
    return _PORT in (variables(ours.content, systemd=case.reader) if ours else there)


def _said(case: Case) -> str | None:
    """Return the file's PORT, as far as this login may know it."""
    ours = case.service.environment
    content = ours.content if ours else case.there.env.encode()
    return variables(content, systemd=case.reader).get(_PORT)


def _wins(case: Case, why: Text) -> Problem:
    return Problem(
        code="port_in_env_file",
        what=say("PORT in the environment file overrides the port that GoFerry sets."),
        why=why,
        next=(_take_out(case),),
        field="env_file",
    )


def _take_out(case: Case) -> Advice:
    ours = case.service.environment
    if ours is None:
        words = say("Remove PORT from the environment on the server: goferry secrets delete PORT.")
        return Advice(words)
    found = entries(ours.content, systemd=case.reader)
    line = next(one.line for one in reversed(found) if one.name == _PORT)
    return Advice(say("Remove PORT from the file."), OpenFile(ours.file, line))
