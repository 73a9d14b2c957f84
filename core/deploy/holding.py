"""Keep others out of all servers of a fleet: at once where they are free, else in one order."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from core.deploy.member import Member
from core.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    # How a fleet lets one of its servers do a part of the whole.
    Attempt = Callable[[Member, Callable[[Member], Awaitable[None]]], Awaitable[None]]


async def hold_all(members: Iterable[Member], wait: float, attempt: Attempt) -> None:
    """Take the leases of all, each by `attempt` where it has to be waited for `wait` seconds.

    Two fleets that wait for each other in a ring would wait in vain, so there is one order in which
    all take them. Who has the first lease tries the others side by side, since on a long line one
    question after the other takes its time, and lets go of what comes after one that is not free.
    """
    in_order = sorted(members, key=_place)
    hold = partial(Member.hold, wait=wait)
    await attempt(in_order[0], hold)
    others = in_order[1:]
    free = await asyncio.gather(*(_is_free(one) for one in others))
    rest = free.index(False) if False in free else len(free)
    await asyncio.gather(*(one.let_go() for one in others[rest:]))
    for one in others[rest:]:
        await attempt(one, hold)


async def _is_free(member: Member) -> bool:
    """Take its lease; why not, the next attempt tells."""
    try:
        await member.hold(0)
    except ProblemError:
        return False
    return True


def _place(member: Member) -> tuple[str, int]:
    profile = member.work.session.profile
    return profile.host, profile.port
