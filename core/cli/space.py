"""The command that tells what services take on the disks of servers, and cleans up."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING, Any

from core.cli.arguments import count
from core.cli.connecting import chosen, connected
from core.cli.deploy import add_servers
from core.cli.show import Answer, table
from core.usecases import space
from core.usecases.space import SpaceWish
from core.words import Size, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.cli.arguments import Commands
    from core.cli.call import Call
    from core.usecases.space import Cleaning

_SIZE = re.compile(r"([0-9]{1,12})([KMGT]?)B?", re.IGNORECASE)
_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}


def add(commands: Commands) -> None:
    """Offer the command."""
    parser = commands.add(
        "space", str(say("show the disk space of services, and clean up")), run=_space
    )
    add_servers(parser, changing=True)
    parser.add_argument("--service", metavar="S", help=str(say("only this service (default: all)")))
    parser.add_argument(
        "--clean",
        action="store_true",
        help=str(say("remove old releases, their copies and old uploads")),
    )
    parser.add_argument(
        "--plan",
        action="store_true",
        help=str(say("with --clean: only show what would be removed")),
    )
    parser.add_argument(
        "--keep",
        type=count,
        metavar="N",
        help=str(say("with --clean: number of releases to keep (default: 2)")),
    )
    parser.add_argument(
        "--max-size",
        type=_bytes,
        metavar="SIZE",
        help=str(say("with --clean: largest size of the releases to keep, such as 500MB")),
    )
    parser.add_argument(
        "--yes", action="store_true", help=str(say("do not ask for confirmation on a terminal"))
    )


async def _space(call: Call) -> Answer:
    arguments = call.arguments
    keep = 2 if arguments.keep is None and arguments.max_size is None else arguments.keep
    wish = SpaceWish(service=arguments.service or "", keep=keep, most=arguments.max_size)
    cleans = arguments.clean and not arguments.plan
    async with connected(call, chosen(call, arguments.to), changing=cleans) as sessions:
        plans = await space.look(sessions, wish)
        if not cleans:
            return _told(plans, () if not arguments.clean else plans, would=True)
        if call.asking.anyone:
            call.show.answer(Answer(lines=_clean_lines(plans, would=True)))
        call.confirm(str(say("Remove this?")))
        return _told(plans, await space.clean(sessions, plans), would=False)


def _told(plans: Sequence[Cleaning], gone: Sequence[Cleaning], *, would: bool) -> Answer:
    used = sum(one.space.used for one in plans)
    freed = sum(one.frees for one in gone)
    return Answer(
        fields={
            "used": used if would else max(used - freed, 0),
            "freed": freed,
            "services": list(map(_fields, plans)),
            "removed": [
                {"server": one.space.server, "service": one.space.service, "release": name}
                for one in gone
                for name in one.releases
            ],
        },
        lines=(*_lines(plans), *_clean_lines(gone, would=would)),
    )


def _fields(one: Cleaning) -> dict[str, Any]:
    found = one.space
    names = ("uploads", "records", "beside", "data", "journal", "free", "size")
    return {
        "server": found.server,
        "service": found.service,
        "used": found.used,
        "current": found.current,
        "previous": found.before,
        "releases": dict(found.releases),
        "copies": dict(found.copies),
        "processes": found.running,
        **{name: getattr(found, name) for name in names},
    }


def _lines(plans: Sequence[Cleaning]) -> tuple[str, ...]:
    lines: list[str] = []
    for one in plans:
        found = one.space
        rows = (
            (str(say("{n} releases", n=len(found.releases))), sum(found.releases.values())),
            (str(say("{n} copies of the data", n=len(found.copies))), sum(found.copies.values())),
            (str(say("uploads of this login")), found.uploads),
            ("records", found.records),
            (
                str(
                    say(
                        "helper and units; running now: {names}",
                        names=found.running or str(say("none")),
                    )
                ),
                found.beside,
            ),
            (str(say("data of the service")), found.data),
            (str(say("journal of the whole server")), found.journal),
        )
        lines.append(
            str(
                say(
                    "{server}: {service} uses {used} in addition to its data. {free} "
                    "of {size} are free",
                    server=found.server,
                    service=found.service,
                    used=Size(found.used),
                    free=Size(found.free),
                    size=Size(found.size),
                )
            )
        )
        lines += table(("", what, str(Size(size))) for what, size in rows if size)
    return tuple(lines)


def _clean_lines(plans: Sequence[Cleaning], *, would: bool) -> tuple[str, ...]:
    lines = []
    for one in plans:
        what = str(say("Would free")) if would else str(say("✓ Freed"))
        lines.append(
            str(
                say(
                    "{done} {size} of {service} on {server}.",
                    done=what,
                    size=Size(one.frees),
                    service=one.space.service,
                    server=one.space.server,
                )
            )
        )
        lines += [str(say("  release {name}", name=name)) for name in one.releases]
    return tuple(lines)


def _bytes(text: str) -> int:
    found = _SIZE.fullmatch(text.strip())
    if not found:
        raise ArgumentTypeError(str(say("“{text}” is not a size such as 500MB", text=text)))
    return int(found[1]) * _UNITS[found[2].upper()]
