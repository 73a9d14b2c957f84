"""Commands about alarms: who is told by a server when no window is open."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli.arguments import count, some
from core.cli.connecting import chosen, connected
from core.cli.deploy import add_servers
from core.cli.show import Answer, table
from core.problems import Problem, ProblemError
from core.usecases import alarming
from core.usecases.alarming import AlarmWish, Form
from core.words import Size, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.cli.arguments import Commands, Parser
    from core.cli.call import Call
    from core.usecases.alarming import Alarm, Tried


def add(commands: Commands) -> None:
    """Offer the commands."""
    group = commands.group("alarm", "let servers tell you what is wrong when no window is open")
    put = group.add("set", "set the alarm of servers; it replaces the one before", run=_set)
    more = group.add("add", "tell one more receiver; what was set before stays", run=_add)
    told = group.add("list", "show alarms and what is open; the address is never shown", run=_list)
    tried = group.add("test", "send a test message from the servers", run=_test)
    gone = group.add("remove", "remove the alarm of servers", run=_remove)
    for parser in (put, more, told, tried, gone):
        add_servers(parser, changing=parser in {put, more, gone})
    _add_receiver(more)
    _add_receiver(put)
    put.add_argument("--yes", action="store_true", help="do not ask on a terminal")
    _add_wish(put)


def _add_receiver(parser: Parser) -> None:
    parser.add_argument(
        "--webhook-from",
        metavar="FILE",
        help="the file with the address in its first line; - is standard input. A second line is "
        "the signing secret of DingTalk",
    )
    parser.add_argument(
        "--form",
        choices=tuple(map(str, Form)),
        help="what the receiver is (default: by the address, else json)",
    )
    parser.add_argument("--mail", default="", metavar="ADDRESS", help="by the server's sendmail")


def _add_wish(put: Parser) -> None:
    put.add_argument(
        "--service",
        dest="services",
        type=some,
        default=(),
        metavar="S[,S]",
        help="these services only (all)",
    )
    put.add_argument(
        "--disk",
        type=_per_cent,
        default=alarming.DISK,
        metavar="PERCENT",
        help=f"how full a disk may be ({alarming.DISK})",
    )
    put.add_argument(
        "--certificate-days",
        type=count,
        default=alarming.CERTIFICATE_DAYS,
        metavar="N",
        help=f"how many days before a certificate ends ({alarming.CERTIFICATE_DAYS})",
    )
    put.add_argument(
        "--calm",
        type=count,
        default=alarming.CALM,
        metavar="SECONDS",
        help=f"how long a service must run well before its incident is over ({alarming.CALM})",
    )
    put.add_argument(
        "--log-lines",
        type=count,
        default=0,
        metavar="N",
        help="send the last N lines of its log along, which might hold secrets (none)",
    )


async def _set(call: Call) -> Answer:
    arguments = call.arguments
    wish = AlarmWish(
        webhook=_address(call),
        form=Form(arguments.form) if arguments.form else None,
        mail=arguments.mail,
        services=arguments.services,
        disk=arguments.disk,
        certificate_days=arguments.certificate_days,
        calm=arguments.calm,
        log_lines=arguments.log_lines,
    )
    alarming.check(wish)
    async with connected(call, chosen(call, arguments.to), changing=True) as sessions:
        before = await alarming.listed(sessions)
        gone = {one.server: _receivers(one) for one in before if one.told is not None}
        if gone:
            lines = table((f"{server} tells", told) for server, told in gone.items())
            call.confirm("\n".join((*lines, "Replace this? (goferry alarm add keeps it.)")))
        found = await alarming.set_up(call.home, sessions, wish, report=call.report)
    replaced = (f"{server}: replaced {told}" for server, told in gone.items())
    return _told(found, *replaced, _try_it(call))


async def _add(call: Call) -> Answer:
    arguments = call.arguments
    form = Form(arguments.form) if arguments.form else None
    wish = AlarmWish(webhook=_address(call), form=form, mail=arguments.mail)
    alarming.check(wish)
    async with connected(call, chosen(call, arguments.to), changing=True) as sessions:
        found = await alarming.add(call.home, sessions, wish, report=call.report)
    return _told(found, _try_it(call))


def _try_it(call: Call) -> str:
    return f"Try it: goferry alarm test --to {','.join(call.arguments.to)}"


async def _list(call: Call) -> Answer:
    async with connected(call, chosen(call, call.arguments.to)) as sessions:
        return _told(await alarming.listed(sessions))


async def _test(call: Call) -> Answer:
    async with connected(call, chosen(call, call.arguments.to)) as sessions:
        found = await alarming.test(sessions)
    return Answer(
        fields={"alarms": [{"server": server, **asdict(one)} for server, one in found]},
        lines=table(_tried_row(server, one) for server, one in found if one.delivered),
        problem=alarming.not_delivered(found),
    )


async def _remove(call: Call) -> Answer:
    async with connected(call, chosen(call, call.arguments.to), changing=True) as sessions:
        await alarming.remove(sessions)
    servers = [one.profile.name for one in sessions]
    return Answer(
        fields={"alarms": [{"server": one, "set": False} for one in servers]},
        lines=tuple(f"✓ {one}: the alarm was removed." for one in servers),
    )


def _told(found: tuple[Alarm, ...], *more: str) -> Answer:
    return Answer(
        fields={"alarms": [_fields(one) for one in found]},
        lines=(*table(map(_row, found)), *(line for one in found for line in _lines(one)), *more),
        problem=alarming.unwell(found),
    )


def _fields(one: Alarm) -> dict[str, Any]:
    if one.told is None:
        return {"server": one.server, "set": False}
    told = asdict(one.told)
    settings = told.pop("settings")
    state = {"running": one.running, "genuine": one.genuine, "bytes": one.bytes}
    return {**settings, "server": one.server, "set": True, **state, **told}


def _row(one: Alarm) -> tuple[str, ...]:
    if one.told is None:
        return (one.server, "no alarm")
    wish = one.told.settings
    return (
        one.server,
        _receivers(one),
        f"services: {', '.join(wish.services) or 'all'}",
        f"disk {wish.disk}%",
        f"certificates {wish.certificate_days} days",
        f"takes {Size(one.bytes)}",
    )


def _receivers(one: Alarm) -> str:
    """Name whom it tells; of a webhook no more than the host."""
    if one.told is None:
        return ""
    wish = one.told.settings
    webhook = f"{wish.form} at {wish.host}" if wish.form else ""
    return " and ".join(filter(None, (webhook, wish.mail and f"mail to {wish.mail}")))


def _lines(one: Alarm) -> Iterable[str]:
    """Tell what is open, and whether messages get through."""
    if one.told is None:
        return
    for incident in one.told.open:
        yield f"  {one.server}: {incident.subject}: {incident.kind} since {_moment(incident.since)}"
    if one.told.waiting:
        why = f" ({one.told.refused})" if one.told.refused else ""
        yield f"  {one.server}: messages that wait to be delivered: {one.told.waiting}{why}"
    if one.told.given_up:
        yield f"  {one.server}: messages that were rejected and given up: {one.told.given_up}"


def _tried_row(server: str, one: Tried) -> tuple[str, ...]:
    told = f"the receiver answered {one.status}" if one.status else "handed to sendmail"
    return (f"✓ {server}", one.by, told)


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def _address(call: Call) -> bytes:
    """Read the address where no process list shows it: in a file, from a pipe, or hidden typing."""
    file = call.arguments.webhook_from
    if file == "-":
        return sys.stdin.buffer.read(alarming.LARGEST + 1)
    if file is not None:
        try:
            with Path(file).open("rb") as opened:
                return opened.read(alarming.LARGEST + 1)
        except OSError as reason:
            raise ProblemError(_unreadable(file, str(reason))) from reason
    if call.arguments.mail or not call.asking.anyone:
        return b""
    return call.asking.secret("Webhook address:").encode()


def _unreadable(file: str, reason: str) -> Problem:
    return Problem(
        code="webhook_file_unreadable",
        what=say("{file} cannot be read.", file=file),
        why=say("The system reported: {reason}", reason=reason),
        field="webhook",
    )


def _per_cent(text: str) -> int:
    """Read a part of the whole disk."""
    import argparse

    if not (text.isascii() and text.isdigit() and 0 < int(text[:6]) < 100):  # noqa: PLR2004 - all of it
        raise argparse.ArgumentTypeError(f"“{text}” is no number from 1 to 99")
    return int(text)
