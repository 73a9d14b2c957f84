"""Stay until a server has stopped to watch a new release, and tell how that ended."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from core.events import Stage, Steps, on_server
from core.plain_text import inert, number_or_none
from core.problems import Advice, Problem, ProblemError
from core.service import installed, probation, stopping, unseen
from core.service.layout import Layout
from core.service.protocol import Ending, Verb
from core.service.results import Result, time_of_day
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from core.events import Report
    from core.service.installed import Installed
    from core.service.model import Service
    from core.service.results import Outcome
    from core.ssh.session import ServerSession

_PAUSE = 5.0  # a question takes a server some tenths of a second; a return is told soon enough
_GRACE = 600.0  # seconds for a way back, a reboot, or another change that has to end before


async def until_proved(
    session: ServerSession, service: Service, done: Outcome, *, report: Report
) -> Outcome:
    """Wait for the end of the probation that a change began, and tell it as the change's own end.

    A release that went back is ROLLED_BACK, one that is not well and could not is DOWN; where
    something else ended the watch, or the server is out of reach, it is UNKNOWN. Cancelled, only
    the waiting ends: the server goes on watching, and the outcome says so.
    """
    if not done.probation_until:
        return done
    since = time.monotonic()
    counted = Steps(1, on_server(session.profile.name, report))
    until = time_of_day(done.probation_until)
    step = say("Wait for the end of its probation, at {time} there", time=until)
    counted.start(step, stage=Stage.PROBATION)
    try:
        outcome = await _end(session, service, done)
    except asyncio.CancelledError:
        outcome = replace(done, problem=_left_alone(done.release, until))
    except ProblemError as lost:
        outcome = stopping.unknown(session, lost.problem)
    counted.finish()
    sent, seconds = done.uploaded_bytes, done.seconds + time.monotonic() - since
    return replace(outcome, uploaded_bytes=sent, seconds=seconds)


async def _end(session: ServerSession, service: Service, done: Outcome) -> Outcome:
    try:
        async with asyncio.timeout(service.probation + _GRACE):
            while True:
                there = await installed.ask(session, service)
                if closed := unseen.history_problem(there, Layout.of(service)):
                    raise ProblemError(closed)
                if last := _ending(there, done.release):
                    return await _told(session, service, done, last)
                await asyncio.sleep(_pause(there))
    except TimeoutError:
        raise ProblemError(_endless()) from None


def _pause(there: Installed) -> float:
    left = number_or_none(str(there.probation.get("left", "")))
    return _PAUSE if left is None else min(_PAUSE, left + 1)


def _ending(there: Installed, release: str) -> Mapping[str, Any] | None:
    """Find what ended the probation in the history; nothing while it goes on."""
    begun = [
        number
        for number, entry in enumerate(there.history)
        if entry.get("live") == release and entry.get("verb") in {Verb.DEPLOY, probation.WAY_BACK}
    ]
    later = there.history[begun[-1] + 1 :] if begun else ()
    return next((one for one in later if _ends(one, release)), None)


def _ends(entry: Mapping[str, Any], release: str) -> bool:
    """Tell whether this entry ends the watch: no restart does, and no change that came to nothing.

    After a restart that went badly the watch begins again, and sees that.
    """
    if entry.get("verb") == probation.VERB:
        return True
    if entry.get("result") == Ending.LIVE:
        return entry.get("live") != release
    if entry.get("result") == Ending.DOWN:
        return entry.get("verb") not in {Verb.RESTART, Verb.START}
    return entry.get("result") == Ending.STOPPED


async def _told(
    session: ServerSession, service: Service, done: Outcome, last: Mapping[str, Any]
) -> Outcome:
    result, returned = last.get("result"), last.get("verb") == probation.WAY_BACK
    if result == Ending.PROVED:
        return replace(done, probation_until="", proved=True)
    if result == Ending.UNPROVED or (returned and result == Ending.LIVE):
        cause = await probation.explained(session, service, last)
        ended = Result.ROLLED_BACK if returned else Result.DOWN
        runs = inert(str(last.get("release", "")))
        return replace(done, result=ended, release=runs, problem=cause, probation_until="")
    if returned:
        return replace(done, result=Result.DOWN, problem=_not_back(done), probation_until="")
    return replace(stopping.unknown(session, _cut_short(done.release)), url=done.url)


def _left_alone(release: str, until: str) -> Problem:
    return Problem(
        code="probation_goes_on",
        what=say("Release {release} is live, and stays on probation until {time}.",
                 release=release, time=until),
        why=say("Only the waiting was canceled. The server keeps watching."),
        next=(Advice(say("Later, goferry status shows how the probation ended.")),),
    )  # fmt: skip


def _cut_short(release: str) -> Problem:
    return Problem(
        code="probation_cut_short",
        what=say("The probation of release {release} was cut short.", release=release),
        why=say("The service was stopped, or got another release, before the probation ended."),
    )


def _not_back(done: Outcome) -> Problem:
    return Problem(
        code="no_way_back",
        what=say("Release {release} failed on probation.", release=done.release),
        why=say("The server could not roll back: the previous release did not start either."),
        next=(Advice(say("See its log: goferry logs.")),),
    )


def _endless() -> Problem:
    return Problem(
        code="probation_endless",
        what=say("The server did not report the end of the probation."),
        why=say("The probation should have ended {n} minutes ago.", n=round(_GRACE / 60)),
    )
