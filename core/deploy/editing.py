"""Variables of a service changed on all its servers as one, and at work at once; or on none."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from core.deploy.as_one import Course, as_one, held_back, lasted
from core.deploy.deployer import begun_there
from core.deploy.member import Member
from core.deploy.task import Headway
from core.deploy.together import together
from core.deploy.turns import Order
from core.events import Steps, on_server
from core.problems import Advice, ProblemError
from core.service import areas, phases, record, stopping
from core.service.following import attend
from core.service.layout import Layout
from core.service.protocol import Verb
from core.service.transaction import Change, new_change, whoami
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from core.events import Report
    from core.problems import Problem
    from core.service.model import Service
    from core.service.results import Outcome
    from core.ssh.session import ServerSession
    from core.words import Text

    Send = Callable[[ServerSession, str], Awaitable[None]]


def _switch(servers: Text) -> Text:
    return say("Start with the new variables: {servers}", servers=servers)


_COURSE = Course(
    approach=say("Upload the variables"),
    switch=_switch,
    keep=say("Keep the variables on all servers"),
    undone=False,  # the former ones are gone once they were kept
)


@dataclass(slots=True, kw_only=True)
class Edit:
    """One server of such a change; `put` writes what is to change into a folder there.

    That is `folder`, in the login's upload area, once it was made.
    """

    session: ServerSession
    service: Service
    asked: Change
    put: Send
    folder: str = ""
    release: str = ""  # what runs there goes on, and was not asked
    previous: str = ""

    @property
    def name(self) -> str:
        """The server's name."""
        return self.session.profile.name

    def steps(self, report: Report) -> Steps:
        """Count what is done here, and then on the server."""
        return Steps(1 + len(phases.expected(self.service, verb=Verb.EDIT)), report)

    async def prepare(self, counted: Steps, headway: Headway) -> None:
        """Do nothing: where the service runs, all is ready."""

    async def send(self, counted: Steps, headway: Headway) -> None:
        """Write what is to change where its login alone can read it."""
        del headway  # nothing of it stays
        counted.start(_COURSE.approach)
        try:
            self.folder = await areas.make(self.session, Layout.of(self.service), self.asked.id)
            await self.put(self.session, self.folder)
        except BaseException:
            await asyncio.shield(self.sweep())
            raise
        counted.finish()

    async def begin(self) -> Outcome | None:
        """Ask for the change; an outcome where it ended before it began."""
        asked, swept = self.asked, self.sweep
        try:
            return await begun_there(self.session, self.service, asked=asked, swept=swept)
        except ProblemError as reason:
            if reason.problem.code != "change_not_begun":
                raise
            raise ProblemError(_older_helper(reason.problem)) from reason

    async def sweep(self) -> None:
        """Leave nothing of it in the upload area."""
        if self.folder:
            await areas.drop(self.session, self.folder)


async def edit(
    sessions: Sequence[ServerSession], name: str, put: Send, *, batch: int = 1, report: Report
) -> tuple[Outcome, ...]:
    """Change variables on all servers and start `batch` at a time with them, or leave all as is.

    Each server watches the service with its new variables until all are well, and returns to the
    former ones by itself where that fails, or where nothing is heard of this computer any more.
    """
    since = time.monotonic()
    outcomes = await _edited(sessions, name, put, batch=batch, report=report)
    return lasted(outcomes, time.monotonic() - since)


async def _edited(
    sessions: Sequence[ServerSession], name: str, put: Send, *, batch: int, report: Report
) -> Iterable[Outcome]:
    looked = (_looked(one, name, put, alone=len(sessions) == 1) for one in sessions)
    found = await asyncio.gather(*looked)
    bad = next((one for one in found if not isinstance(one, Edit)), None)
    if bad is not None:
        return [_left(one, bad) for one in found]
    edits = [one for one in found if isinstance(one, Edit)]
    if len(edits) == 1:
        jobs = {one.name: partial(_alone, one) for one in edits}
        return (await together(jobs, report)).values()
    members = [Member(work=one, report=on_server(one.name, report)) for one in edits]
    course = replace(_COURSE, order=Order(canary=0, batch=batch))
    return await as_one(edits, members, course, report=report)


def _left(one: Edit | Outcome, bad: Outcome) -> Outcome:
    """Tell of a server that was not asked, because another one cannot be changed."""
    return stopping.not_begun(one.session, held_back(bad.server)) if isinstance(one, Edit) else one


async def _looked(session: ServerSession, name: str, put: Send, *, alone: bool) -> Edit | Outcome:
    try:
        service = await record.read(session, name)
    except ProblemError as reason:
        return stopping.refused(session.profile.name, reason.problem)
    # Of a release that is there already, no command runs and no data are copied.
    once = replace(service.release, command="", copy_data=False, together=not alone)
    asked = Change(
        verb=Verb.EDIT, id=new_change(), wanted="-" if alone else "-+fleet", who=whoami()
    )
    return Edit(session=session, service=replace(service, release=once), asked=asked, put=put)


async def _alone(one: Edit, *, report: Report) -> Outcome:
    counted = one.steps(on_server(one.name, report))
    await one.send(counted, Headway())
    ended = await one.begin()
    return ended or await attend(one.session, one.service, counted, change=one.asked)


def _older_helper(problem: Problem) -> Problem:
    return replace(
        problem,
        why=say("GoFerry's helper on the server might be too old to do this as one change."),
        next=(
            Advice(
                say("Deploy once with this version of GoFerry. The deploy replaces the helper.")
            ),
        ),
    )
