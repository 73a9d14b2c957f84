"""The command that prepares a server once, and takes a login's right away again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.cli.connecting import add_confirm, connected
from core.cli.service import add_service_options, wish_for
from core.cli.show import Answer
from core.problems import Advice, Problem, ProblemError
from core.service.entry import Section
from core.usecases import preparing
from core.usecases.preparing import Preparation
from core.usecases.serving import settle
from core.words import say

if TYPE_CHECKING:
    from core.cli.arguments import Commands
    from core.cli.call import Call
    from core.service.model import Service
    from core.ssh.profile import Profile


def add(commands: Commands) -> None:
    """Offer the command."""
    prepare = commands.add(
        "prepare", str(say("prepare a server once so that deploys need no root")), run=_prepare
    )
    prepare.add_argument("name", metavar="NAME")
    prepare.add_argument(
        "--service", required=True, metavar="S", help=str(say("name of the service"))
    )
    who = prepare.add_mutually_exclusive_group()
    who.add_argument(
        "--login",
        default="",
        metavar="U",
        help=str(say("login that will deploy (default: the server's SSH user)")),
    )
    who.add_argument(
        "--revoke",
        default="",
        metavar="LOGIN",
        help=str(say("login to revoke: removes its permission to deploy and its upload area")),
    )
    prepare.add_argument(
        "--operators",
        default="",
        metavar="GROUP",
        help=str(say("group whose members can restart the service and see its status and log")),
    )
    prepare.add_argument("--plan", action="store_true", help=str(say("only print the script")))
    add_confirm(prepare)
    add_service_options(prepare, without=(Section.FILES,))


async def _prepare(call: Call) -> Answer:
    """Show the whole preparation as a script; without --plan carry it out, too."""
    arguments = call.arguments
    server, service = call.server(arguments.name), settle(wish_for(arguments))
    if arguments.revoke:
        return await _revoke(call, server, service)
    login = arguments.login or server.user
    wish = Preparation(service=service, login=login, operators=arguments.operators)
    async with connected(call, [server], changing=not arguments.plan) as (session,):
        script = await preparing.prepare(session, wish, plan=arguments.plan, report=call.report)
    return _prepared(
        call,
        script,
        str(
            say(
                "{server} is prepared: {login} can deploy {service}.",
                server=server.name,
                login=login,
                service=service.name,
            )
        ),
    )


async def _revoke(call: Call, server: Profile, service: Service) -> Answer:
    """Take a login's line out of the rule, and its upload area away."""
    login, plan = call.arguments.revoke, call.arguments.plan
    if call.arguments.operators:
        raise ProblemError(_one_thing_at_a_time())
    async with connected(call, [server], changing=not plan) as (session,):
        script = await preparing.revoke(
            session, service, login=login, plan=plan, report=call.report
        )
    had = str(say("no longer names")) if script else str(say("does not name"))
    return _prepared(
        call,
        script,
        str(
            say(
                "GoFerry's rule for {service} on {server} {had} {login}.",
                service=service.name,
                server=server.name,
                had=had,
                login=login,
            )
        ),
    )


def _prepared(call: Call, script: str, done: str) -> Answer:
    planned = call.arguments.plan and script
    return Answer(
        fields={"script": script}, lines=tuple(script.splitlines()) if planned else (done,)
    )


def _one_thing_at_a_time() -> Problem:
    return Problem(
        code="revoke_alone",
        what=say("--revoke removes a permission, and --operators grants one."),
        why=say("One command cannot do both."),
        next=(Advice(say("Run prepare twice, once with each option.")),),
    )
