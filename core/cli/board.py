"""`goferry status` without a service: all services of these servers, those first that failed."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from core.cli.connecting import chosen, connected_each
from core.cli.deploy import on_probation
from core.cli.hints import for_terminal
from core.cli.show import Answer, table
from core.events import problem_as_json
from core.usecases import watching
from core.words import Size, say, say_count

if TYPE_CHECKING:
    from core.cli.call import Call
    from core.problems import Problem
    from core.service.seen import Board, Drift, Machine, Seen

_SIGNS = {True: "✓", False: "✗", None: "?"}
_SPANS = ((86_400, "d"), (3600, "h"), (60, "min"), (1, "s"))
_PLAIN = (
    "server", "service", "kind", "scope", "active", "restarting", "release", "previous", "since",
    "uptime", "restarts", "memory", "cpu", "healthy", "latency", "disk", "url", "drift_known",
)  # fmt: skip
_OF_MACHINE = (
    "server", "took", "clock", "uptime", "cpus", "load", "memory_used", "memory_size", "disk_free",
    "disk_size", "reboot_required", "security_updates",
)  # fmt: skip


async def status(call: Call) -> Answer:
    """Look once at all services."""
    servers = chosen(call, call.arguments.to)
    async with connected_each(call, servers) as (sessions, away):
        board = await watching.look(sessions, away)
    differ = watching.differing(call.home, board, servers)
    return Answer(
        fields={
            "services": [_fields(one) for one in board.rows],
            "servers": [_machine_fields(one) for one in board.machines],
            **({"differ": [problem_as_json(one) for one in differ]} if differ else {}),
        },
        lines=(
            *table(map(_row, board.rows)),
            *_beside(board),
            *(line for one in differ for line in differing_lines(one)),
        ),
        problem=watching.not_well(board),
    )


def differing_lines(differ: Problem) -> tuple[str, ...]:
    """Tell it below the table: it is worth knowing, and no fault of what runs."""
    ways = (f"  → {one.text}" for one in for_terminal(differ).next)
    return (f"  {differ.what}", f"  {differ.why}", *ways)


def _fields(seen: Seen) -> dict[str, Any]:
    return {
        **{name: getattr(seen, name) for name in _PLAIN},
        "drift": [drift_fields(one) for one in seen.drift],
        "processes": [
            {"name": one.name, "active": one.active, "healthy": one.healthy}
            for one in seen.processes
        ],
        **_where(seen.certificate_days is not None, certificate_days=seen.certificate_days),
        **({"copied": asdict(seen.copied)} if seen.copied else {}),
        **({"uncopied": problem_as_json(seen.uncopied)} if seen.uncopied else {}),
        **_where(bool(seen.probation_until), probation_until=seen.probation_until),
        **({"why": f"{seen.why.what} {seen.why.why}"} if seen.why else {}),
        **_unknown(seen.unknown),
    }


def _where(known: bool, **fields: Any) -> dict[str, Any]:  # noqa: ANN401, FBT001 - of a result
    return fields if known else {}


def drift_fields(one: Drift) -> dict[str, str]:
    """Spell one difference."""
    return {"kind": one.kind, "path": one.path, "what": str(one.what)}


def _machine_fields(machine: Machine) -> dict[str, Any]:
    plain = {name: getattr(machine, name) for name in _OF_MACHINE}
    return {**plain, "name": machine.server, **_unknown(machine.unknown)}


def _unknown(problem: Problem | None) -> dict[str, Any]:
    return {"unknown": problem_as_json(problem)} if problem else {}


def _row(seen: Seen) -> tuple[str, ...]:
    return (
        _SIGNS[seen.healthy],
        seen.server,
        seen.service,
        "restarting" if seen.restarting else seen.active,
        seen.release,
        _health(seen),
        str(say("up for {span}", span=span(seen.uptime))) if seen.uptime is not None else "",
        _times(seen.restarts),
        str(Size(seen.memory)) if seen.memory is not None else "",
        f"{seen.cpu:.1%} CPU" if seen.cpu is not None else "",
        on_probation(seen.probation_until),
    )


def _times(restarts: int) -> str:
    return "" if not restarts else str(say_count(restarts, one="{n} restart", many="{n} restarts"))


def _health(seen: Seen) -> str:
    if seen.healthy is None:
        return str(say("health not known"))
    word = str(say("healthy")) if seen.healthy else str(say("unhealthy"))
    return word if seen.latency is None else f"{word}, {seen.latency * 1000:.0f} ms"


def span(seconds: float) -> str:
    """Spell a time by its largest unit: how old something is, not when it was."""
    size, unit = next(one for one in _SPANS if seconds >= one[0] or one[0] == 1)
    return f"{int(seconds // size)} {unit}"


def _beside(board: Board) -> list[str]:
    """Tell below the table what else a person should know."""
    whose = [
        (str(say("{service} on {server}", service=one.service, server=one.server)), one)
        for one in board.rows
    ]
    return [
        *(f"  {name}: {one.why.why}" for name, one in whose if one.why),
        *(f"  {name}: {one.unknown.what}" for name, one in whose if one.unknown),
        *(f"  {name}: {each.what}" for name, one in whose for each in one.drift),
        *(f"  {one.uncopied.what} {one.uncopied.why}" for one in board.rows if one.uncopied),
        *(line for machine in board.machines for line in _of_machine(machine)),
    ]


def _of_machine(machine: Machine) -> list[str]:
    found = []
    if machine.unknown is not None and not machine.services:
        found.append(f"? {machine.server}: {machine.unknown.what} {machine.unknown.why}")
    if machine.reboot_required:
        found.append(
            str(say("  {server} needs a reboot to finish an update.", server=machine.server))
        )
    if machine.security_updates:
        found.append(
            str(
                say(
                    "  {server} has {n} pending security updates.",
                    server=machine.server,
                    n=machine.security_updates,
                )
            )
        )
    return found
