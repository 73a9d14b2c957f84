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
from core.words import Size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.cli.arguments import Commands
    from core.cli.call import Call
    from core.usecases.space import Cleaning

_SIZE = re.compile(r"([0-9]{1,12})([KMGT]?)B?", re.IGNORECASE)
_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}


def add(commands: Commands) -> None:
    """Offer the command."""
    parser = commands.add("space", "tell what services take on the disk, and clean up", run=_space)
    add_servers(parser, changing=True)
    parser.add_argument("--service", metavar="S", help="of this one (all)")
    parser.add_argument(
        "--clean", action="store_true", help="remove old releases, their copies and old uploads"
    )
    parser.add_argument(
        "--plan", action="store_true", help="with --clean: only tell what would be removed"
    )
    parser.add_argument(
        "--keep", type=count, metavar="N", help="with --clean: keep so many releases (2)"
    )
    parser.add_argument(
        "--max-size",
        type=_bytes,
        metavar="SIZE",
        help="with --clean: keep no more of them than that, such as 500MB",
    )
    parser.add_argument("--yes", action="store_true", help="do not ask on a terminal")


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
        call.confirm("Remove this?")
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
            (f"{len(found.releases)} releases", sum(found.releases.values())),
            (f"{len(found.copies)} copies of the data", sum(found.copies.values())),
            ("uploads of this login", found.uploads),
            ("records", found.records),
            (f"helper and units; {found.running or 'none'} of them running now", found.beside),
            ("the service's own data", found.data),
            ("journal of the whole server", found.journal),
        )
        lines.append(
            f"{found.server}: {found.service} takes {Size(found.used)} beside its data;"
            f" {Size(found.free)} of {Size(found.size)} are free"
        )
        lines += table(("", what, str(Size(size))) for what, size in rows if size)
    return tuple(lines)


def _clean_lines(plans: Sequence[Cleaning], *, would: bool) -> tuple[str, ...]:
    lines = []
    for one in plans:
        what = "Would free" if would else "✓ Freed"
        lines.append(f"{what} {Size(one.frees)} of {one.space.service} on {one.space.server}.")
        lines += [f"  release {name}" for name in one.releases]
    return tuple(lines)


def _bytes(text: str) -> int:
    found = _SIZE.fullmatch(text.strip())
    if not found:
        raise ArgumentTypeError(f"“{text}” is no size, such as 500MB")
    return int(found[1]) * _UNITS[found[2].upper()]
