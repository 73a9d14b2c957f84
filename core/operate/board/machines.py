"""A server on the board: its own facts, beside its services."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from core.plain_text import inert, number_or_none, whole_number
from core.problems import Advice, Problem
from core.words import say

if TYPE_CHECKING:
    from core.operate.board.answer import Answer
    from core.service.seen import Machine
    from core.ssh.profile import Profile

_KILO = 1024
_MOST_CPUS = 4096
_LONGEST_CLOCK = 40


def uptime(told: Answer) -> float:
    """Read for how many seconds the server is up; 0 where it did not tell."""
    return _number(told.machine.get("uptime", "")) or 0.0


def clock(told: Answer) -> datetime | None:
    """Read the server's own time."""
    try:
        return datetime.fromisoformat(told.machine.get("clock", "")[:_LONGEST_CLOCK])
    except ValueError:
        return None


def with_facts(machine: Machine, profile: Profile, told: Answer) -> Machine:
    """Add what the server told of itself."""
    now = clock(told)
    size, free = (*map(number_or_none, told.machine.get("memory", "").split()), None, None)[:2]
    block, left, blocks = (*map(whole_number, told.machine.get("disk", "").split()), 0, 0, 0)[:3]
    return replace(
        machine,
        clock=now.isoformat() if now else "",
        uptime=uptime(told) or None,
        cpus=_cpus(told.machine.get("cpus", "")),
        load=_number(told.machine.get("load", "")),
        memory_size=None if size is None else size * _KILO,
        memory_used=None if size is None or free is None else (size - free) * _KILO,
        disk_free=block * left if blocks else None,
        disk_size=block * blocks if blocks else None,
        reboot_required={"yes": True, "no": False}.get(told.machine.get("reboot", "")),
        unknown=_closed(profile, told),
    )


def _cpus(told: str) -> int | None:
    """Count processors that Linux lists as “0-3,6”."""
    counted = 0
    for one in told.split(","):
        first, _, last = one.partition("-")
        begin, end = number_or_none(first), number_or_none(last or first)
        if begin is None or end is None or not 0 <= end - begin < _MOST_CPUS:
            return None
        counted += end - begin + 1
    return counted


def _number(text: str) -> float | None:
    whole, _, part = text.partition(".")
    valid = number_or_none(whole) is not None and number_or_none(part or "0") is not None
    return float(text) if valid else None


def _closed(profile: Profile, told: Answer) -> Problem | None:
    closed = [folder for place in told.places for folder in place.closed]
    if not closed:
        return None
    return Problem(
        code="services_closed",
        what=say(
            "“{user}” is not allowed to see the services on {server}.",
            user=profile.user,
            server=profile.name,
        ),
        why=say(
            "This login has no access to GoFerry's directory {path} on the server.",
            path=inert(closed[0]),
        ),
        next=(Advice(say("Ask an administrator to run: chmod 755 {path}", path=inert(closed[0]))),),
    )


def not_told(profile: Profile, details: str) -> Problem:
    """Say that the answer did not come whole."""
    return Problem(
        code="board_not_told",
        what=say("{server} did not report the state of its services.", server=profile.name),
        why=say("The server's reply was incomplete. Most likely bash is not installed there."),
        details=details,
    )
