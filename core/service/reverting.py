"""Ask a server for a change other than a deploy, and watch it to its end."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.events import Steps, on_server
from core.service import phases
from core.service.following import attend, begun
from core.service.protocol import Verb
from core.service.transaction import Change, new_change, whoami

if TYPE_CHECKING:
    from core.events import Report
    from core.service.model import Service
    from core.service.results import Outcome
    from core.ssh.session import ServerSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is wanted of the helper; `steps` how many it takes."""

    verb: Verb
    steps: int
    wanted: str = "-"


def to_release(service: Service, release: str, *, with_data: bool = False) -> Wish:
    """Go to a release that the server has; the one before when none is named."""
    steps = len(phases.expected(service, verb=Verb.ROLLBACK, with_data=with_data))
    wanted = f"{release or '-'}{'+data' if with_data else ''}"
    return Wish(verb=Verb.ROLLBACK, steps=steps, wanted=wanted)


def to_itself(service: Service) -> Wish:
    """Start the current release anew; in an overlapping mode a second copy serves meanwhile."""
    return Wish(verb=Verb.RESTART, steps=len(phases.expected(service, verb=Verb.RESTART)))


def to_start(service: Service) -> Wish:
    """Start what was stopped."""
    return replace(to_itself(service), verb=Verb.START)


def to_noted(service: Service) -> Wish:
    """Put the files back that the last change noted; what runs starts anew by them."""
    return replace(to_itself(service), verb=Verb.PUTBACK)


STOP = Wish(verb=Verb.STOP, steps=1)


async def change(
    session: ServerSession, service: Service, wish: Wish, *, report: Report
) -> Outcome:
    """Let the server's helper carry the wish out; it ends by itself, whatever becomes of us."""
    since = time.monotonic()
    asked = Change(verb=wish.verb, id=new_change(), wanted=wish.wanted, who=whoami())
    if stopped := await begun(session, service, asked):
        return stopped
    counted = Steps(wish.steps, on_server(session.profile.name, report))
    outcome = await attend(session, service, counted, change=asked)
    return replace(outcome, seconds=time.monotonic() - since)


async def take_back(
    session: ServerSession, service: Service, done: Outcome, *, report: Report
) -> Outcome:
    """Undo a deploy that went well: to the release before, or to nothing when there was none."""
    wish = to_release(service, done.previous) if done.previous else STOP
    return await change(session, service, wish, report=report)
