"""Commands about the front door: domains and certificates before the services of a server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from core.cli import domains
from core.cli.arguments import some
from core.cli.connecting import add_confirm, connected
from core.cli.deploy import planned
from core.cli.show import Answer, table
from core.problems import Advice, Problem, ProblemError
from core.usecases import fronting
from core.usecases.fronting import Door, FrontWish
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.cli.arguments import Commands
    from core.cli.call import Call
    from core.usecases.fronting import Fronted

_WITH = {"auto": None, "caddy": Door.CADDY, "nginx": Door.NGINX, "apache": Door.APACHE}


def add(commands: Commands) -> None:
    """Offer the commands."""
    front = commands.add("front", str(say("serve a service under domains with HTTPS")), run=_run)
    front.add_argument(
        "verb", nargs="?", choices=("list", "remove"), help=str(say("list or remove domains"))
    )
    front.add_argument("name", metavar="NAME", help=str(say("server")))
    front.add_argument("--domain", type=some, default=(), metavar="D[,D]", help=str(say("domains")))
    front.add_argument("--service", metavar="S", help=str(say("service that the domains lead to")))
    front.add_argument(
        "--with",
        dest="door",
        choices=_WITH,
        default="auto",
        help=str(
            say(
                "web server to use; its other sites are kept (auto: the installed "
                "one, or GoFerry's own)"
            )
        ),
    )
    front.add_argument("--plan", action="store_true", help=str(say("only show what would be done")))
    front.add_argument(
        "--acme",
        default="",
        metavar="URL",
        help=str(say("ACME directory of another certificate authority")),
    )
    front.add_argument(
        "--acme-root",
        type=Path,
        metavar="FILE",
        help=str(say("root certificate of that authority (PEM)")),
    )
    add_confirm(front)


async def _run(call: Call) -> Answer:
    match call.arguments.verb:
        case "list":
            return await _list(call)
        case "remove":
            return await _remove(call)
        case _:
            return await _front(call)


async def _front(call: Call) -> Answer:
    wish, server, planning = _wish(call), call.server(call.arguments.name), call.arguments.plan
    async with connected(call, [server], changing=not planning) as (session,):
        if planning:
            return planned([await fronting.plan(call.home, session, wish, report=call.report)])
        found = await fronting.front(call.home, session, wish, report=call.report)
    return _told(found, problem=fronting.not_proved(found))


async def _list(call: Call) -> Answer:
    async with connected(call, [call.server(call.arguments.name)]) as (session,):
        return _told(await fronting.listed(session))


async def _remove(call: Call) -> Answer:
    unwanted = call.arguments.domain
    if not unwanted:
        raise ProblemError(_incomplete("--domain D"))
    async with connected(call, [call.server(call.arguments.name)], changing=True) as (session,):
        for one in unwanted:
            found = await fronting.remove(session, one)
    return _told(found)


def _wish(call: Call) -> FrontWish:
    arguments = call.arguments
    if not arguments.domain or not arguments.service:
        raise ProblemError(_incomplete("--domain D --service S"))
    return FrontWish(
        domains=arguments.domain,
        service=arguments.service,
        door=_WITH[arguments.door],
        acme=arguments.acme,
        acme_root=arguments.acme_root,
    )


def _told(found: Iterable[Fronted], *, problem: Problem | None = None) -> Answer:
    found = tuple(found)
    return Answer(
        fields={"domains": list(map(domains.fields, found))},
        lines=table(map(_row, found)) or (str(say("No domain leads to a service there.")),),
        problem=problem,
    )


def _row(one: Fronted) -> tuple[str, ...]:
    certificate = one.certificate
    left = (
        "" if certificate.days_left is None else str(say("{n} days left", n=certificate.days_left))
    )
    told = str(one.wrong or certificate.issuer)
    return (one.standing, one.site.url, one.site.service, left, told)


def _incomplete(words: str) -> Problem:
    return Problem(
        code="front_incomplete",
        what=say("The command is incomplete."),
        why=say("Some of these are missing: {words}", words=words),
        next=(Advice(say("Run: {command}", command="goferry front --help")),),
    )
