"""Copy the data of a service to another server each day, and bring such a copy back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.data.daily import (
    AT,
    KEEP,
    Copy,
    Daily,
    DailyWish,
    address_in,
    must_be_usable,
    no_copy,
    no_daily,
)
from core.data.daily_words import moved, user_stays
from core.events import Noticed, Steps, on_server, unheard
from core.problems import Advice, Problem, ProblemError
from core.service.daily_copy import failed
from core.usecases.guarding import must_be_confirmed
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from core.events import Report
    from core.home import Home
    from core.ssh.session import ServerSession
    from core.usecases.connecting import Connection

__all__ = [
    "AT",
    "KEEP",
    "Copy",
    "Daily",
    "DailyWish",
    "address_in",
    "every",
    "failed",
    "fetch",
    "left",
    "listed",
    "must_be_usable",
    "stop",
]


async def every(
    home: Home,
    sender: ServerSession,
    receiver: Connection,
    *,
    wish: DailyWish,
    report: Report,
) -> Daily:
    """Set up the daily copy of a service's data, make the first one, and tell how that went.

    Raises what stood in the way of setting it up; a copy that failed is told in the value.
    """
    from core.data import copying, program, sealing
    from core.usecases.bringing import built_for

    must_be_confirmed((sender, receiver))
    must_be_usable(wish)
    if receiver.profile.name == sender.profile.name:
        raise ProblemError(_itself(sender.profile.name))
    if wish.key:
        sealing.key_in(wish.key)
    steps = Steps(3, on_server(sender.profile.name, report))
    steps.start(say("Build the program that reads the data"))
    before = await copying.where(sender, wish.service)
    made = await built_for(home, sender, program.sources(home), report=unheard)
    steps.finish()
    steps.start(say("Set up the daily copy on both servers"))
    setting = copying.Setting(wish=wish, program=made, host_key=receiver.host_key)
    await copying.set_up(sender, receiver, setting)
    steps.finish()
    if before is not None and before.onto != receiver.profile.name:
        report(Noticed(problem=moved(before)))
    steps.start(say("Make the first copy"))
    await copying.copy_now(sender, wish.service)
    steps.finish()
    return (await listed(sender, wish.service))[0]


async def listed(sender: ServerSession, service: str = "") -> tuple[Daily, ...]:
    """Tell the daily copies of a server, or of one service; raises "daily_none" for that."""
    from core.data import copying
    from core.service import record

    if service:
        found = await copying.listed(sender, service)
        if found is None:
            raise ProblemError(no_daily(sender.profile.name, service))
        return (found,)
    every = [await copying.listed(sender, name) for name in await record.names(sender)]
    return tuple(one for one in every if one is not None)


async def stop(sender: ServerSession, receiver: ServerSession | None, daily: Daily) -> None:
    """Take a daily copy away, and its key from the server that took the copies; they stay there."""
    from core.data import copying

    must_be_confirmed((sender,) if receiver is None else (sender, receiver))
    await copying.stop(sender, receiver, daily)


async def left(
    daily: Daily, reach: Callable[[str], AbstractAsyncContextManager[ServerSession | None]]
) -> Problem | None:
    """End on the server of the copies what a removed service had there; the copies stay.

    `reach` connects to a server of the list by its name, and gives None where it is not on it.
    Returns what to say where something stays there.
    """
    from core.data import copying

    try:
        async with reach(daily.onto) as receiver:
            if receiver is None:
                return user_stays(daily, say("{server} is not on the list.", server=daily.onto))
            must_be_confirmed((receiver,))
            await copying.leave(receiver, daily)
    except ProblemError as away:
        return user_stays(daily, away.problem.what)
    return None


async def fetch(
    receiver: ServerSession, service: str, folder: Path, *, of: str, name: str = ""
) -> Path:
    """Bring the newest copy here, or the one of this name, from the server that keeps it.

    Without a name it is one of the server `of`, or of the only one that brought any.
    """
    from core.data import copying

    kept = await copying.kept(receiver, service)
    wanted = _wanted(kept, of=of, name=name)
    if wanted is None:
        raise ProblemError(no_copy(receiver.profile.name, service))
    return await copying.fetch(receiver, wanted, folder)


def _wanted(kept: tuple[Copy, ...], *, of: str, name: str) -> Copy | None:
    if name:
        return next((one for one in kept if one.name == name), None)
    own = [one for one in kept if one.server == of]
    if own:
        return own[-1]
    return kept[-1] if len({one.server for one in kept}) == 1 else None


def _itself(server: str) -> Problem:
    return Problem(
        code="daily_itself",
        what=say("{server} cannot keep its own copies.", server=server),
        why=say("If its disk is lost, the copies are lost too."),
        next=(Advice(say("Name another server: --onto NAME.")),),
        field="onto",
    )
