"""One deploy under way: to where, of what, under which name, and how far it has come."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.deploy import bundle, delivery, steps
from core.deploy.taking import taken_up
from core.service.layout import Layout
from core.service.protocol import Verb
from core.service.sound import must_be_sound
from core.service.transaction import Change, new_change, whoami

if TYPE_CHECKING:
    from core.service.model import Release, Service
    from core.ssh.session import ServerSession
    from core.words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One deploy under way: to where, of what, under which name; `files`: what goes with it.

    `uid` is the number that the login has on the server.
    """

    session: ServerSession
    release: Release
    service: Service
    change: str
    who: str
    files: str = ""
    staged: bool = False
    uid: int = 0

    @property
    def layout(self) -> Layout:
        """Where the service lies on the server."""
        return Layout.of(self.service)

    @property
    def asked(self) -> Change:
        """What the server is asked for once all has arrived."""
        return Change(
            verb=Verb.DEPLOY,
            id=self.change,
            wanted=delivery.wanted(self.release, self.service),
            who=self.who,
            staged=f"{self.stage}/helper" if self.staged else "",
        )

    @property
    def stage(self) -> str:
        """Where a new helper is set out for this change."""
        return steps.staged(self.layout, self.change)

    @property
    def target(self) -> str:
        """Where the program is sent to."""
        return f"{self.folder}/{self.service.name}"

    @property
    def folder(self) -> str:
        """Where all is sent to: the login's own upload area."""
        return self.layout.incoming(self.release.sha256, uid=self.uid)


@dataclass(slots=True)
class Headway:
    """How far a deploy has come: what was made ready and stays, and whether the server began."""

    done: list[Text] = field(default_factory=list)
    begun: bool = False


async def new_task(session: ServerSession, release: Release, service: Service) -> Task:
    """Take a deploy on: the service is sound, and what travels with the program is read.

    Raises `ProblemError`.
    """
    must_be_sound(service)
    service = await asyncio.to_thread(taken_up, service)
    sendable = bundle.problem_of(service) is None
    return Task(
        session=session,
        release=release,
        service=service,
        change=new_change(),
        who=whoami(),
        files=await asyncio.to_thread(bundle.digest, service) if sendable else "",
    )
