"""Commands about a running service, from status to drill."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from core.cli import domains
from core.cli.arguments import count
from core.cli.connecting import chosen, connected
from core.cli.deploy import add_service_and_servers, ended, on_probation, unsealed
from core.cli.show import Answer, table
from core.events import problem_as_json
from core.problems import Advice, Problem, ProblemError
from core.service.model import Kind
from core.service.results import UNKNOWN, moment
from core.usecases import operating
from core.usecases.operating import LAST, Back, Operation
from core.words import Size, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.cli.arguments import Commands, Parser, Run
    from core.cli.call import Call
    from core.service.results import ProcessStatus, Status
    from core.usecases.operating import Drill, Past, Removed


_HISTORY_COLUMNS = ("time", "who", "verb", "release", "result", "code")
_WITH_DATA = "bring the copy of its data back as well, and set aside what was written since"


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
    back.add_argument("--with-data", action="store_true", help=_WITH_DATA)
    offer("restart", "restart the service and wait until it is well", _restart)
    longer = offer("extend", "give a release that starts slowly more time", _extend)
    longer.add_argument("--seconds", type=count, default=60, metavar="N", help="how much more (60)")
    offer("stop", "stop the service; its releases stay", _stop)
    gone = offer("remove", "stop the service and remove its releases and settings", _remove)
    tried = offer("drill", "kill it, restart it under load, count lost requests", _drill)
    for parser in (gone, tried):
        parser.add_argument("--yes", action="store_true", help="do not ask on a terminal")


async def _status(call: Call) -> Answer:
    async with connected(call, chosen(call, call.arguments.to)) as sessions:
        found, problem = await operating.look_at_all(sessions, call.arguments.service)
    differ = operating.differ(call.arguments.service, found)
    came_back = (one.probation.what for one in found if one.probation and one.healthy)
    return Answer(
        fields={
            "servers": [_status_fields(one) for one in found],
            **({"differ": problem_as_json(differ)} if differ else {}),
        },
        lines=(
            *table(row for one in found for row in (_status_row(one), *_process_rows(one))),
            *(_differing_lines(differ) if differ else (f"  {what}" for what in came_back)),
            *(line for one in found for line in domains.lines(one.server, one.domains)),
            *(line for one in found for line in _copy_lines(one)),
        ),
        problem=problem,
    )


def _differing_lines(differ: Problem) -> tuple[str, ...]:
    """Tell it below the table: it is worth knowing, and no fault of what runs."""
    return (f"  {differ.what}", f"  {differ.why}", *(f"  → {one.text}" for one in differ.next))


def _status_fields(status: Status) -> dict[str, Any]:
    plain = replace(status, unknown=None, probation=None, domains=())
    fields = {"name": status.server, **asdict(plain), **domains.of_service(status.domains)}
    del fields["unknown"], fields["probation"]
    if not status.probation_until:
        del fields["probation_until"]
    if status.probation is not None:
        fields["why"] = f"{status.probation.what} {status.probation.why}"
    if not status.copies:
        del fields["copies"], fields["copies_in"]
    if status.runs is None:
        del fields["runs"]
    if status.unknown is not None:
        fields["unknown"] = {"code": status.unknown.code, "what": str(status.unknown.what)}
    return fields


async def _drill(call: Call) -> Answer:
    name = call.arguments.service
    profiles = chosen(call, call.arguments.to)
    _confirm(call, f"The drill kills {name} once: its users notice. Go on?")
    async with connected(call, profiles) as sessions:
        found = await operating.drill(sessions, name, report=call.report)
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
    back = (found.server, f"back {found.recovered_seconds:.1f} s after its death")
    if not found.requests:
        return (*back, "started anew")
    return (
        *back,
        f"{found.lost} of {found.requests} requests lost in the restart",
        f"slowest {found.slowest:.2f} s",
    )


def _status_row(status: Status) -> tuple[str, ...]:
    runs = status.active in {"active", UNKNOWN}
    told = _told(status) if runs else "does not run"
    exposure = "" if status.exposure is None else f"exposure {status.exposure} of 10"
    return (
        {True: "✓", False: "✗", None: "?"}[status.healthy],
        status.server,
        status.active,
        status.release,
        told,
        exposure or unsealed(status.scope),
        f"open: {', '.join(status.allow)}" if status.allow else "",
        on_probation(status.probation_until),
    )


def _copy_lines(status: Status) -> list[str]:
    return [
        f"  {status.server}: copy of the data of {one.release}, {Size(one.size)} from {one.moment},"
        f" in {status.copies_in}"
        for one in status.copies
    ]


def _process_rows(status: Status) -> list[tuple[str, ...]]:
    return [
        (
            {True: "✓", False: "✗", None: "?"}[one.healthy],
            status.server,
            one.active,
            status.release,
            f"{one.name}: {_told(one) if one.active == 'active' else 'does not run'}",
            "",
        )
        for one in status.processes
    ]


def _told(status: Status | ProcessStatus) -> str:
    if status.runs is None:
        sick = "does not stay up" if status.kind is Kind.WORKER else "gives no good answer"
        return {True: "healthy", False: sick, None: "health not known"}[status.healthy]
    runs = status.runs
    last = f"last run {moment(runs.last)} with code {runs.code}" if runs.last else "not run yet"
    return f"{'runs now' if runs.running else last}, next run {moment(runs.next) or 'never'}"


async def _logs(call: Call) -> Answer:
    arguments = call.arguments
    async with connected(call, chosen(call, arguments.to)) as sessions:
        await operating.follow(
            sessions, arguments.service, call.show.found, follow=arguments.follow
        )
    return Answer()


async def _history(call: Call) -> Answer:
    async with connected(call, chosen(call, call.arguments.to)) as sessions:
        found = await operating.history(sessions, call.arguments.service)
    listed = [
        {"name": one.server, "history": [dict(entry) for entry in one.entries]} for one in found
    ]
    return Answer(
        fields={"servers": listed}, lines=table(row for one in found for row in _past_rows(one))
    )


def _past_rows(past: Past) -> list[tuple[str, ...]]:
    return [
        (past.server, *(str(shown.get(key, "")) for key in _HISTORY_COLUMNS), _remarks(entry))
        for entry, who in zip(past.entries, past.who, strict=True)
        for shown in ({**entry, "who": who},)
    ]


def _remarks(entry: Mapping[str, Any]) -> str:
    data = {"copied": "data copied before", "back": "data brought back"}
    remarks = (data.get(str(entry.get("data", "")), ""), _cut(entry.get("cut")), _stays(entry))
    return "; ".join(filter(None, remarks))


def _cut(connections: object) -> str:
    if connections is None:
        return ""
    return "1 connection cut" if connections == 1 else f"{connections or 'no'} connections cut"


def _stays(entry: Mapping[str, Any]) -> str:
    """Say beside a change that came to nothing, or a way back, what it did not undo."""
    ran = {"done": "had run", "begun": "had begun"}.get(str(entry.get("command", "")), "")
    stayed_live = entry.get("verb") == "deploy" and entry.get("result") == "live"
    return f"its release command {ran}, and is not undone" if ran and not stayed_live else ""


async def _rollback(call: Call) -> Answer:
    back = Back(release=call.arguments.release, with_data=call.arguments.with_data)
    return await _on_each(call, Operation.ROLL_BACK, "rolled back", back=back)


async def _restart(call: Call) -> Answer:
    return await _on_each(call, Operation.RESTART, "restarted")


async def _extend(call: Call) -> Answer:
    arguments = call.arguments
    async with connected(call, chosen(call, arguments.to)) as sessions:
        for one in sessions:
            await operating.extend(one, arguments.service, arguments.seconds)
    return Answer(lines=(f"✓ {arguments.seconds} seconds more.",))


async def _stop(call: Call) -> Answer:
    return await _on_each(call, Operation.STOP, "stopped")


async def _on_each(call: Call, wish: Operation, done: str, *, back: Back = LAST) -> Answer:
    name = call.arguments.service
    async with connected(call, chosen(call, call.arguments.to)) as sessions:
        outcomes = await operating.change_each(sessions, name, wish, back=back, report=call.report)
    return ended(outcomes, done=done)


async def _remove(call: Call) -> Answer:
    name = call.arguments.service
    profiles = chosen(call, call.arguments.to)
    names = [profile.name for profile in profiles]
    _confirm(call, f"Remove {name} with all its releases and settings from {', '.join(names)}?")
    async with connected(call, profiles) as sessions:
        found = await operating.remove(sessions, name)
    return Answer(
        fields={"servers": list(map(_removed, found))},
        lines=tuple(line for one in found for line in _removal_lines(name, one)),
    )


def _removed(found: Removed) -> dict[str, Any]:
    kept = [{"path": one.path, "why": str(one.reason)} for one in found.kept]
    return {"name": found.server, "outcome": "removed", "kept": kept}


def _removal_lines(name: str, found: Removed) -> tuple[str, ...]:
    done = f"✓ Removed {name} from {found.server}; its own data stays."
    return (done, *(f"  {one.path} stays: {one.reason.words}." for one in found.kept))


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
