"""Commands about a running service, from status to drill."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from core.cli.connecting import chosen, connected
from core.cli.deploy import add_service_and_servers, ended, unsealed
from core.cli.show import Answer, table
from core.problems import Advice, Problem, ProblemError
from core.service.model import UNKNOWN
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from core.cli.arguments import Commands, Parser, Run
    from core.cli.call import Call
    from core.operate.drill import Drill
    from core.operate.removal import Kept
    from core.service.model import Outcome, Status
    from core.ssh.connection import Connection


_HISTORY_COLUMNS = ("time", "who", "verb", "release", "result")


def add(commands: Commands) -> None:
    """Offer the commands."""

    def offer(name: str, purpose: str, run: Run) -> Parser:
        parser = commands.add(name, purpose, run=run)
        add_service_and_servers(parser)
        return parser

    offer("status", "tell what runs and whether it is well", _status)
    logs = offer("logs", "show what the service writes", _logs)
    logs.add_argument("--follow", action="store_true", help="go on until Ctrl+C")
    offer("history", "tell what was deployed when, and by whom", _history)
    back = offer("rollback", "return to the release before", _rollback)
    back.add_argument("--release", default="", metavar="R", help="or to this one")
    offer("restart", "restart the service and wait until it is well", _restart)
    offer("stop", "stop the service; its releases stay", _stop)
    gone = offer("remove", "stop the service and remove its releases and settings", _remove)
    tried = offer("drill", "kill it, restart it under load, count lost requests", _drill)
    for parser in (gone, tried):
        parser.add_argument("--yes", action="store_true", help="do not ask on a terminal")


async def _status(call: Call) -> Answer:
    from core.operate.status import not_well, status

    name = call.arguments.service
    async with connected(call, chosen(call, call.arguments.to)) as sessions:
        found = await asyncio.gather(*(status(one, name) for one in sessions))
    return Answer(
        fields={"servers": [_status_fields(one) for one in found]},
        lines=table(map(_status_row, found)),
        problem=not_well(name, found),
    )


def _status_fields(status: Status) -> dict[str, Any]:
    fields = {"name": status.server, **asdict(replace(status, unknown=None))}
    del fields["unknown"]
    if status.unknown is not None:
        fields["unknown"] = {"code": status.unknown.code, "what": str(status.unknown.what)}
    return fields


async def _drill(call: Call) -> Answer:
    from core.operate.drill import drill

    name = call.arguments.service
    profiles = chosen(call, call.arguments.to)
    _confirm(call, f"The drill kills {name} once: its users notice. Go on?")
    async with connected(call, profiles) as sessions:
        found = [await drill(session, name, report=call.report) for session in sessions]
    return Answer(
        fields={
            "recovered_seconds": round(max(one.recovered_seconds for one in found), 3),
            "requests": sum(one.requests for one in found),
            "lost": sum(one.lost for one in found),
            "servers": [{"name": one.server, **asdict(one)} for one in found],
        },
        lines=table(map(_drill_row, found)),
    )


def _drill_row(found: Drill) -> tuple[str, ...]:
    return (
        found.server,
        f"back {found.recovered_seconds:.1f} s after its death",
        f"{found.lost} of {found.requests} requests lost in the restart",
        f"slowest {found.slowest:.2f} s",
    )


def _status_row(status: Status) -> tuple[str, ...]:
    health = {True: "healthy", False: "gives no good answer", None: "health not known"}
    told = health[status.healthy] if status.active in {"active", UNKNOWN} else "does not run"
    exposure = "" if status.exposure is None else f"exposure {status.exposure} of 10"
    return (
        {True: "✓", False: "✗", None: "?"}[status.healthy],
        status.server,
        status.active,
        status.release,
        told,
        exposure or unsealed(status.scope),
    )


async def _logs(call: Call) -> Answer:
    async with connected(call, chosen(call, call.arguments.to)) as sessions:
        await asyncio.gather(*(_show_logs(call, session) for session in sessions))
    return Answer()


async def _show_logs(call: Call, session: Connection) -> None:
    from core.operate.logs import logs

    follow = call.arguments.follow
    await logs(session, call.arguments.service, call.show.found, follow=follow)


async def _history(call: Call) -> Answer:
    from core.service import installed, record, unseen
    from core.service.layout import Layout

    servers: dict[str, list[dict[str, Any]]] = {}
    async with connected(call, chosen(call, call.arguments.to)) as sessions:
        for session in sessions:
            service = await record.read(session, call.arguments.service)
            there = await installed.ask(session, service)
            if problem := unseen.history_problem(there, Layout.of(service)):
                raise ProblemError(problem)
            servers[session.profile.name] = [dict(entry) for entry in there.history]
    rows = [
        (name, *(str(shown.get(key, "")) for key in _HISTORY_COLUMNS))
        for name, entries in servers.items()
        for entry in entries
        for shown in (entry | {"who": installed.by_whom(entry)},)
    ]
    listed = [{"name": name, "history": entries} for name, entries in servers.items()]
    return Answer(fields={"servers": listed}, lines=table(rows))


async def _rollback(call: Call) -> Answer:
    from core.operate.rollback import roll_back

    arguments = call.arguments
    return await _on_each(
        call,
        partial(roll_back, release=arguments.release),
        done="rolled back",
    )


async def _restart(call: Call) -> Answer:
    from core.operate.rollback import restart

    return await _on_each(call, restart, done="restarted")


async def _stop(call: Call) -> Answer:
    from core.operate.rollback import stop

    return await _on_each(call, stop, done="stopped")


async def _on_each(call: Call, job: Callable[..., Awaitable[Outcome]], *, done: str) -> Answer:
    """Run a job on one server after the other; where it cannot run, the others still get theirs."""
    from core.service import stopping

    name, outcomes = call.arguments.service, []
    async with connected(call, chosen(call, call.arguments.to)) as sessions:
        for session in sessions:
            if stopping.wanted():
                outcomes.append(stopping.not_begun(session, stopping.not_reached()))
                continue
            try:
                outcomes.append(await job(session, name, report=call.report))
            except ProblemError as reason:
                outcomes.append(stopping.not_begun(session, reason.problem))
    return ended(outcomes, done=done)


async def _remove(call: Call) -> Answer:
    from core.operate.removal import remove

    name = call.arguments.service
    profiles = chosen(call, call.arguments.to)
    names = [profile.name for profile in profiles]
    _confirm(call, f"Remove {name} with all its releases and settings from {', '.join(names)}?")
    kept: dict[str, tuple[Kept, ...]] = {}
    async with connected(call, profiles) as sessions:
        for session in sessions:
            kept[session.profile.name] = await remove(session, name)
    return Answer(
        fields={"servers": [_removed(one, left) for one, left in kept.items()]},
        lines=tuple(line for one, left in kept.items() for line in _removal_lines(name, one, left)),
    )


def _removed(server: str, left: tuple[Kept, ...]) -> dict[str, Any]:
    kept = [{"path": one.path, "why": str(one.reason)} for one in left]
    return {"name": server, "outcome": "removed", "kept": kept}


def _removal_lines(name: str, server: str, left: tuple[Kept, ...]) -> tuple[str, ...]:
    done = f"✓ Removed {name} from {server}; its own data stays."
    return (done, *(f"  {one.path} stays: {one.reason.words}." for one in left))


def _confirm(call: Call, question: str) -> None:
    """Ask a person before something that they would notice; a script meant what it says."""
    if call.asking.anyone and not call.arguments.yes and not call.asking.consent(question):
        raise ProblemError(_NOT_CONFIRMED)


_NOT_CONFIRMED = Problem(
    code="not_confirmed",
    what=say("Nothing was changed."),
    why=say("You did not say yes."),
    next=(Advice(say("Run the command again, and answer y.")),),
)
