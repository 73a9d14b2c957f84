"""The command that brings a program to servers: deploy, and with --plan what it would do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli.arguments import some
from core.cli.build_options import add_build_options, add_gates, wish_of
from core.cli.connecting import add_confirm, chosen, connected
from core.cli.finishing import add_ways, tell_cut_off
from core.cli.finishing import settle as settle_fleet
from core.cli.fleet import add_order, fleet_fields, order_of
from core.cli.service import add_service_options, wish_for
from core.cli.show import Answer, table
from core.events import problem_as_json
from core.service.model import Scope
from core.service.results import Result, time_of_day
from core.usecases import deploying
from core.usecases.deploying import DeployWish
from core.usecases.fitting import settle_each
from core.usecases.serving import settle
from core.words import Size, say

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Mapping, Sequence

    from core.cli.arguments import Commands, Parser
    from core.cli.call import Call
    from core.service.plan import Plan, PlanStep
    from core.service.results import Outcome
    from core.usecases.fitting import Setting, There
    from core.usecases.settling import BuildWish


def add(commands: Commands) -> None:
    """Offer the command."""
    deploy = commands.add(
        "deploy", str(say("deploy a program or a project to servers")), run=_deploy
    )
    deploy.takes_rest = True
    deploy.add_argument(
        "what",
        nargs="?",
        type=Path,
        metavar="FILE|DIR",
        help=str(say("program file or Go project")),
    )
    deploy.add_argument(
        "--service", metavar="S", help=str(say("name of the service, if not in goferry.toml"))
    )
    add_servers(deploy, changing=True, required=False)
    add_ways(deploy)
    deploy.add_argument(
        "--plan", action="store_true", help=str(say("only show what would be done"))
    )
    add_service_options(deploy)
    add_order(deploy)
    add_build_options(deploy)
    add_gates(deploy)


def add_service_and_servers(
    parser: Parser, *, changing: bool = False, all_services: bool = False
) -> None:
    """Ask for what every command about a running service needs; see `add_servers`.

    With `all_services`, one that is not named means all that are there.
    """
    words = (
        str(say("name of the service (default: all services)"))
        if all_services
        else str(say("name of the service"))
    )
    parser.add_argument("--service", required=not all_services, metavar="S", help=words)
    add_servers(parser, changing=changing)


def add_servers(parser: Parser, *, changing: bool = False, required: bool = True) -> None:
    """Ask for the servers; what is `changing` them may be confirmed by a script."""
    parser.add_argument(
        "--to",
        type=some,
        required=required,
        metavar="NAME[,NAME|LABEL=VALUE]",
        help=(
            str(
                say(
                    "servers: names, labels such as env=prod, env!=prod or "
                    "env=prod+region=east, or all"
                )
            )
        ),
    )
    if changing:
        add_confirm(parser)


async def _deploy(call: Call) -> Answer:
    arguments, typed = call.arguments, wish_for(call.arguments)
    if arguments.way is not None:
        return await settle_fleet(call, ended)
    service, servers = settle(typed), chosen(call, arguments.to)
    there = settle_each(typed, servers)
    tell_cut_off(call, service.name)
    async with connected(call, servers, changing=not arguments.plan) as sessions:
        wish = DeployWish(
            what=_what(arguments),
            service=service,
            services={name: one.service for name, one in there.items()},
            **order_of(arguments),
        )
        if arguments.plan:
            plans = await deploying.plan(call.home, sessions, wish, report=call.report)
            return planned(plans, there)
        return ended(await deploying.deploy(call.home, sessions, wish, report=call.report))


def _what(arguments: Namespace) -> Path | BuildWish:
    what: Path = arguments.what.absolute()
    return wish_of(arguments, what) if what.is_dir() else what


def ended(outcomes: Sequence[Outcome], *, done: str = "deployed") -> Answer:
    """Tell how it ended on each server; one that did not end well makes the whole a problem.

    `done` is the word for people when it did.
    """
    problems = [one.problem for one in outcomes if one.problem]
    return Answer(
        fields={
            "servers": [_outcome_fields(one) for one in outcomes],
            **fleet_fields(outcomes),
        },
        lines=table(_outcome_row(one, done) for one in outcomes),
        problem=problems[0] if problems else None,
    )


def _outcome_fields(outcome: Outcome) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "name": outcome.server,
        "outcome": str(outcome.result),
        "release": outcome.release,
        "previous": outcome.previous,
        "seconds": round(outcome.seconds, 3),
        "uploaded_bytes": outcome.uploaded_bytes,
        "url": outcome.url,
        "sandboxed": outcome.scope is Scope.SYSTEM,
    }
    if outcome.restored:
        fields["restored"] = list(outcome.restored)
    if outcome.probation_until:
        fields["probation_until"] = outcome.probation_until
    if outcome.proved:
        fields["proved"] = True
    if outcome.cut is not None:
        fields["connections_cut"] = outcome.cut.count
        fields["connections_staying"] = outcome.cut.staying
    if outcome.phase:
        fields["phase"] = outcome.phase
    if outcome.stays:
        fields["stays"] = [str(one) for one in outcome.stays]
    if outcome.problem is not None:
        fields["problem"] = problem_as_json(outcome.problem)
        fields["why"] = f"{outcome.problem.what} {outcome.problem.why}".strip()
    return fields


def _outcome_row(outcome: Outcome, done: str) -> tuple[str, ...]:
    sign = "✓" if outcome.result.good else "✗"
    result = done if outcome.result is Result.DEPLOYED else str(outcome.result).replace("_", " ")
    sent = (
        str(say("uploaded {size}", size=Size(outcome.uploaded_bytes)))
        if outcome.uploaded_bytes
        else ""
    )
    label = unsealed(outcome.scope)
    until = (
        str(say("passed probation")) if outcome.proved else on_probation(outcome.probation_until)
    )
    cut = str(outcome.cut.words) if outcome.cut else ""
    return (sign, outcome.server, result, outcome.release, outcome.url, sent, label, until, cut)


def on_probation(until: str) -> str:
    """Return the words for a release that its server still watches, by the server's clock."""
    return str(say("on probation until {time}", time=told)) if (told := time_of_day(until)) else ""


def unsealed(scope: Scope) -> str:
    """Return the label of a service that is not sandboxed."""
    return str(say("not sandboxed")) if scope is Scope.USER else ""


def planned(plans: Iterable[Plan], there: Mapping[str, There] | None = None) -> Answer:
    """Tell what would be done; a finding that forbids it makes the answer a problem.

    `there` tells, by a server's name, which settings are that server's own.
    """
    plans = tuple(plans)
    own = {name: one.settings for name, one in (there or {}).items()}
    forbidden = [finding for plan in plans for finding in plan.findings]
    return Answer(
        fields={
            "steps": [_step_fields(plan.server, step) for plan in plans for step in plan.actions],
            "servers": [_plan_fields(plan, own.get(plan.server, ())) for plan in plans],
        },
        lines=tuple(line for plan in plans for line in _plan_lines(plan, own.get(plan.server, ()))),
        problem=forbidden[0] if forbidden else None,
    )


def _step_fields(server: str, step: PlanStep) -> dict[str, Any]:
    return {
        "server": server,
        "key": step.key,
        "step": str(step.sentence),
        "script": step.script,
        "changes": step.changes,
        "difference": step.difference,
    }


def _plan_fields(plan: Plan, own: Sequence[Setting]) -> dict[str, Any]:
    return {
        "settings": [{"option": one.key, "value": one.value, "labels": one.labels} for one in own],
        "name": plan.server,
        "release": plan.release,
        "previous": plan.previous,
        "findings": [problem_as_json(one) for one in plan.findings],
        "notes": [problem_as_json(one) for one in plan.notes],
    }


def _plan_lines(plan: Plan, own: Sequence[Setting]) -> list[str]:
    """Tell the steps at a glance, then each of them to the byte."""
    previous = str(say(" (now {release})", release=plan.previous)) if plan.previous else ""
    lines = [
        str(
            say(
                "{server}: release {release}{previous}",
                server=plan.server,
                release=plan.release,
                previous=previous,
            )
        )
    ]
    lines += [f"  {one.sentence}" for one in own]
    if not plan.actions:
        lines.append(str(say("  Nothing to do.")))
    numbered = [(f"{number}. {step.sentence}", step) for number, step in enumerate(plan.actions, 1)]
    lines += [f"  {title}" for title, _ in numbered]
    lines += [str(say("  note: {what} {why}", what=note.what, why=note.why)) for note in plan.notes]
    for title, step in numbered:
        text = step.difference or step.script
        lines += ["", title, *(f"     {line}" for line in text.splitlines())]
    return lines
