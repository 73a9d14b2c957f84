"""The daily copy of a service's data on another server: set up, listed, stopped, fetched."""

from __future__ import annotations

import tempfile
from contextlib import asynccontextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli.connecting import chosen, connected
from core.cli.show import Answer
from core.problems import ProblemError
from core.usecases import copying
from core.usecases.copying import DailyWish
from core.words import Size, say

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from core.cli.arguments import Parser
    from core.cli.call import Call
    from core.usecases.copying import Daily


def add_options(parser: Parser) -> None:
    """Offer what `every` needs."""
    from core.cli.arguments import count

    parser.add_argument(
        "--onto", metavar="NAME", help=str(say("with every: server that keeps the copies"))
    )
    parser.add_argument(
        "--at",
        default=copying.AT,
        metavar="HH:MM",
        help=str(
            say(
                "with every: time of day by the server's clock (default: {usual})", usual=copying.AT
            )
        ),
    )
    parser.add_argument(
        "--keep",
        type=count,
        default=copying.KEEP,
        metavar="N",
        help=str(
            say("with every: number of copies to keep (default: {usual})", usual=copying.KEEP)
        ),
    )
    parser.add_argument(
        "--address",
        default="",
        metavar="HOST[:PORT]",
        help=str(
            say(
                "with every: address by which the service's server reaches the "
                "other one (default: the same as yours)"
            )
        ),
    )


async def every(call: Call) -> Answer:
    """Set it up on each server, and make the first copy."""
    arguments = call.arguments
    host, port = copying.address_in(arguments.address)
    wish = DailyWish(
        service=arguments.service,
        at=arguments.at,
        keep=arguments.keep,
        host=host,
        port=port,
        key=arguments.key,
    )
    copying.must_be_usable(wish)
    servers, keeper = chosen(call, arguments.to), chosen(call, (arguments.onto,))[:1]
    async with connected(call, (*servers, *keeper), changing=True) as sessions:
        *senders, receiver = sessions if keeper[0] not in servers else (*sessions, sessions[0])
        found = [
            await copying.every(
                call.home,
                one,
                receiver,
                wish=wish,
                report=call.report,
            )
            for one in senders
        ]
    return _told(found)


async def listing(call: Call) -> Answer:
    """Tell how each is."""
    arguments = call.arguments
    async with connected(call, chosen(call, arguments.to)) as sessions:
        every = [await copying.listed(one, arguments.service or "") for one in sessions]
    return _told([one for each in every for one in each])


async def stopping(call: Call) -> Answer:
    """Stop each; the server that keeps the copies is left alone where it is not on the list."""
    arguments = call.arguments
    lines = []
    async with connected(call, chosen(call, arguments.to), changing=True) as sessions:
        for one in sessions:
            (daily,) = await copying.listed(one, arguments.service)
            async with _keeper(call, daily.onto) as receiver:
                await copying.stop(one, receiver, daily)
            lines.append(
                str(
                    say(
                        "✓ {server}: the daily copy of {service} was stopped.",
                        server=one.profile.name,
                        service=daily.service,
                    )
                )
            )
            option = f"restore --from-server {daily.onto}"
            kept = say(
                "  Its copies are kept on {server}: {option}", server=daily.onto, option=option
            )
            lines.append(str(kept))
            if receiver is None:
                lines.append(
                    str(
                        say(
                            "  {server} is not on the list, so the key still works there.",
                            server=daily.onto,
                        )
                    )
                )
    return Answer(fields={"stopped": arguments.service}, lines=tuple(lines))


async def left_behind(call: Call, daily: Daily) -> tuple[str, ...]:
    """End on the server of the copies what a removed service had there; say what stays."""
    problem = await copying.left(daily, partial(_keeper, call))
    stays = str(say("  The copies of its data are kept on {server}.", server=daily.onto))
    if problem is None:
        return (stays,)
    return (stays, f"  {problem.what} {problem.why}", *(f"  → {one.text}" for one in problem.next))


@asynccontextmanager
async def _keeper(call: Call, name: str) -> AsyncIterator[Any]:
    try:
        profiles = chosen(call, (name,))
    except ProblemError:
        yield None
        return
    async with connected(call, profiles, changing=True) as sessions:
        yield sessions[0]


@asynccontextmanager
async def backup_file(call: Call) -> AsyncIterator[Path]:
    """Hand out the file to restore: one of this computer, or a copy of another server's."""
    arguments = call.arguments
    if not arguments.from_server:
        yield arguments.file.absolute()
        return
    name = arguments.file.name if arguments.file else ""
    of = next(iter(chosen(call, arguments.to))).name
    with tempfile.TemporaryDirectory(prefix="goferry-copy-") as folder:
        async with connected(call, chosen(call, (arguments.from_server,))) as sessions:
            found = await copying.fetch(
                sessions[0], arguments.service, Path(folder), of=of, name=name
            )
        yield found


def _told(found: list[Daily]) -> Answer:
    problems = [copying.failed(one.server, one.service, one.went) for one in found]
    return Answer(
        fields={"copies": [_fields(one) for one in found]},
        lines=tuple(line for one in found for line in _lines(one))
        or (str(say("No daily copies.")),),
        problem=next(filter(None, problems), None),
    )


def _fields(one: Daily) -> dict[str, Any]:
    plain = asdict(one)
    return {**plain, "copies": [{"name": each.name, "size": each.size} for each in one.copies]}


def _lines(one: Daily) -> list[str]:
    went = one.went
    sign = "✗" if went.code else "✓" if went.last else "?"
    lines = [
        str(
            say(
                "{sign} {service} on {server}: each day to {onto}, {n} kept",
                sign=sign,
                service=one.service,
                server=one.server,
                onto=one.onto,
                n=one.keep,
            )
        )
    ]
    if went.last:
        lines.append(
            str(say("  last good copy {time}, {size}", time=went.last, size=Size(went.size)))
        )
    lines.append(
        str(say("  next {time}", time=one.next))
        if one.running
        else str(say("  its timer is not running"))
    )
    if not one.sealed:
        lines.append(str(say("  not encrypted: root on {server} can read it", server=one.onto)))
    lines += (
        [str(say("  {server} cannot be reached: {why}", server=one.onto, why=one.away))]
        if one.away
        else []
    )
    return [*lines, *(f"    {each.name}  {Size(each.size)}" for each in one.copies)]
