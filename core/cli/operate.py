"""The command that tells what runs, and whether it is well."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from core.cli import board, domains
from core.cli.connecting import chosen, connected
from core.cli.deploy import add_service_and_servers, on_probation, unsealed
from core.cli.finishing import tell_cut_off
from core.cli.show import Answer, table
from core.events import problem_as_json
from core.service.model import Kind
from core.service.results import UNKNOWN, moment
from core.usecases import finishing, operating
from core.words import Size, list_of, say

if TYPE_CHECKING:
    from core.cli.arguments import Commands, Parser, Run
    from core.cli.call import Call
    from core.service.results import ProcessStatus, Status


def add(commands: Commands) -> None:
    """Offer the commands."""

    def offer(name: str, purpose: str, run: Run) -> Parser:
        parser = commands.add(name, purpose, run=run)
        add_service_and_servers(parser, all_services=name == "status")
        return parser

    offer("status", str(say("show the running release and its health")), _status)


async def _status(call: Call) -> Answer:
    tell_cut_off(call, call.arguments.service or "")
    if call.arguments.service is None:
        return await board.status(call)
    async with connected(call, chosen(call, call.arguments.to)) as sessions:
        found, problem = await operating.look_at_all(sessions, call.arguments.service)
    differ = operating.differ(call.arguments.service, found)
    if differ is not None:
        names = [one.server for one in found]
        differ = finishing.advised(call.home, differ, call.arguments.service, names)
    came_back = (one.probation.what for one in found if one.probation and one.healthy)
    return Answer(
        fields={
            "servers": [_status_fields(one) for one in found],
            **({"differ": problem_as_json(differ)} if differ else {}),
        },
        lines=(
            *table(row for one in found for row in (_status_row(one), *_process_rows(one))),
            *(board.differing_lines(differ) if differ else (f"  {what}" for what in came_back)),
            *(line for one in found for line in domains.lines(one.server, one.domains)),
            *(line for one in found for line in _copy_lines(one)),
        ),
        problem=problem,
    )


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


def _status_row(status: Status) -> tuple[str, ...]:
    runs = status.active in {"active", UNKNOWN}
    told = _told(status) if runs else str(say("not running"))
    exposure = (
        "" if status.exposure is None else str(say("exposure {score} of 10", score=status.exposure))
    )
    return (
        {True: "✓", False: "✗", None: "?"}[status.healthy],
        status.server,
        status.active,
        status.release,
        told,
        exposure or unsealed(status.scope),
        str(say("open doors: {names}", names=list_of(status.allow))) if status.allow else "",
        on_probation(status.probation_until),
    )


def _copy_lines(status: Status) -> list[str]:
    return [
        str(
            say(
                "  {server}: copy of the data of {release}, {size} from {time}, in {path}",
                server=status.server,
                release=one.release,
                size=Size(one.size),
                time=one.moment,
                path=status.copies_in,
            )
        )
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
        sick = (
            str(say("does not stay up"))
            if status.kind is Kind.WORKER
            else str(say("fails its health check"))
        )
        return {True: str(say("healthy")), False: sick, None: str(say("health not known"))}[
            status.healthy
        ]
    runs = status.runs
    last = (
        str(say("last run {time} with exit code {code}", time=moment(runs.last), code=runs.code))
        if runs.last
        else str(say("not run yet"))
    )
    return str(
        say(
            "{last}, next run {time}",
            last=str(say("running now")) if runs.running else last,
            time=moment(runs.next) or str(say("never")),
        )
    )
