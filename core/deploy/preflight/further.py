"""Can the service have its further ports on this server?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.deploy.preflight.service import in_use
from core.ports import FIRST_FREE_PORT, HIGHEST_PORT
from core.problems import Advice, Problem
from core.service.model import Mode, Scope
from core.service.named_ports import further_ports, numbered_ports
from core.words import say

if TYPE_CHECKING:
    from core.deploy.preflight.case import Case

_CHANGE = Advice(say("Choose another number for it in the further ports."))


def taken(case: Case) -> Problem | None:
    """Refuse a further port that somebody else has."""
    for port in numbered_ports(case.service):
        heard = case.facts.datagrams if port.udp else case.facts.listeners
        if problem := in_use(case, port.number, heard):
            return replace(problem, next=(_CHANGE,), field="ports")
    return None


def need_root(case: Case) -> Problem | None:
    """Refuse a low further port without root."""
    numbers = [one.number for one in numbered_ports(case.service)]
    if case.service.scope is Scope.SYSTEM or min(numbers, default=HIGHEST_PORT) >= FIRST_FREE_PORT:
        return None
    return Problem(
        code="port_needs_root",
        what=say("Without root, the service cannot open port {port}.", port=min(numbers)),
        why=say("Linux reserves ports below 1024 for root."),
        next=(_CHANGE, Advice(say("Or deploy as a user with sudo, in another mode."))),
        field="ports",
    )


def unix_not_held(case: Case) -> Problem | None:
    """Refuse a socket in the file system where systemd does not hold it.

    What a program opens itself is closed to the users of others (its file's mode follows the
    umask), and a file that a killed one left behind keeps the next one from opening it.
    """
    mode = case.service.mode
    named = [one.name for one in further_ports(case.service) if one.unix]
    if mode is not Mode.RESTART or not named:
        return None
    return Problem(
        code="unix_socket_not_held",
        what=say("The Unix socket “{name}” would not stay open between releases.", name=named[0]),
        why=say(
            "systemd keeps such sockets open while releases change. In mode "
            "{mode}, the program opens everything itself.",
            mode=mode.value,
        ),
        next=(
            Advice(say("Use mode shared or socket. Both need socket activation.")),
            Advice(say("Or give it a number: --ports {name}=9090/http.", name=named[0])),
        ),
        field="ports",
    )


def behind_the_proxy(case: Case) -> Problem | None:
    """Refuse further ports where two copies of the program would open the same ones."""
    if case.service.mode is not Mode.PROXY or not case.service.ports:
        return None
    return Problem(
        code="ports_behind_proxy",
        what=say("Mode proxy holds only one port, but the service has more."),
        why=say("During the switch both releases run, and both would open these ports."),
        next=(Advice(say("Use mode restart, which suits every program.")),),
        field="mode",
    )
