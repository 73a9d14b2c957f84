"""Further processes of one release: what each has of its own, and what cannot be."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from core.actions import ChooseOption, UseOption
from core.problems import Advice, Problem
from core.service.catalogue import ENTRIES
from core.service.model import Kind, Mode, Process
from core.service.named_ports import further_ports
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.service.entry import OptionEntry
    from core.service.model import Service

MOST = 20  # of one service; each is a program that runs
# A hyphen at the end would make a folder of additions that systemd reads for other units, too.
_NAME = re.compile(r"[a-z](?:[a-z0-9-]{0,19}[a-z0-9])?")
_OWN = frozenset(one.name for one in fields(Process)) - {"name"}
# The options of the catalogue that a process may have: those whose field it has.
OWN_ENTRIES: tuple[OptionEntry, ...] = tuple(
    entry for entry in ENTRIES if entry.key.partition(".")[0] in _OWN
)


def is_name(name: object) -> bool:
    """Tell whether a process may be called so: its unit is NAME.PROCESS.service."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


def alone(service: Service, process: Process) -> Service:
    """Return the service as if this process were all of it: what judges one, judges the other."""
    own = {name: getattr(process, name) for name in _OWN}
    return replace(service, mode=Mode.RESTART, rehearse=False, ports=(), processes=(), **own)


def stopped(states: Mapping[str, str]) -> tuple[str, ...]:
    """Name the units of processes that do not run, of all there; a job waits for its timer."""
    waiting = {f"{unit.removesuffix('.timer')}.service" for unit in states if _is_timer(unit)}
    return tuple(one for one in states if one not in waiting and states[one] != "active")


def _is_timer(unit: str) -> bool:
    return unit.endswith(".timer")


def told(name: str, problem: Problem) -> Problem:
    """Say of a problem that it is this process's: only goferry.toml sets its options."""
    what = say("Process “{name}”: {what}", name=name, what=problem.what)
    return replace(problem, what=what, next=tuple(map(_by_hand, problem.next)), field="")


def _by_hand(advice: Advice) -> Advice:
    of_form = isinstance(advice.action, ChooseOption | UseOption)
    return replace(advice, action=None) if of_form else advice


def odd_name(name: object) -> Problem:
    """Say that no process can be called so, or that two of them are."""
    return Problem(
        code="process_unusable",
        what=say("No further process can be called “{name}”.", name=str(name)[:60]),
        why=say(
            "A name is up to 21 lowercase letters, digits and hyphens, begins with a letter, does "
            "not end with a hyphen, and is used only once."
        ),
        next=(Advice(say("Give it another name in goferry.toml.")),),
    )


def too_many() -> Problem:
    """Say that there are more than anybody could watch."""
    return Problem(
        code="process_unusable",
        what=say("A service can have at most {n} further processes.", n=MOST),
        why=say("Each is one more copy of the program that runs on the server."),
    )


def same_port(service: Service) -> Problem | None:
    """Say which of them would open a port that another one has."""
    taken = {one.number for one in further_ports(service)}
    taken |= {service.port} if service.kind is Kind.WEB else set()
    for one in (one for one in service.processes if one.kind is Kind.WEB):
        if one.port in taken:
            return Problem(
                code="process_unusable",
                what=say("Process “{name}” needs its own port.", name=one.name),
                why=say("Port {port} already belongs to another process.", port=one.port),
                next=(Advice(say("Give it another port in goferry.toml.")),),
            )
        taken.add(one.port)
    return None
