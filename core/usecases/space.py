"""What services take on servers, and what may go of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.usecases.guarding import must_be_confirmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.data import space as spaces
    from core.ssh.session import ServerSession

    Cleaning = spaces.Cleaning


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceWish:
    """Of which service, of all where none is named; how many releases and bytes of them may stay.

    What runs, and what a roll-back would take, always stay.
    """

    service: str = ""
    keep: int | None = None
    most: int | None = None


async def look(sessions: Sequence[ServerSession], wish: SpaceWish) -> tuple[Cleaning, ...]:
    """Tell for each service what it takes, and what a cleaning would remove; changes nothing."""
    from core.data import space as spaces

    limits = spaces.Wish(keep=wish.keep, most=wish.most)
    found = []
    for one in sessions:
        names = (wish.service,) if wish.service else await spaces.services(one)
        found += [spaces.planned(await spaces.look(one, name), limits) for name in names]
    return tuple(found)


async def clean(
    sessions: Sequence[ServerSession], plans: Sequence[Cleaning]
) -> tuple[Cleaning, ...]:
    """Remove what was shown, and tell what has gone and what became free.

    Raises `ProblemError` where nobody typed the name of a protected environment.
    """
    from core.data import space as spaces

    must_be_confirmed(sessions)
    by_name = {one.profile.name: one for one in sessions}
    return tuple([await spaces.clean(by_name[plan.space.server], plan) for plan in plans])
