"""What each server of a deploy gets: its processor's program, and the service as it is there."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.deploy import taking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.service.model import Release, Service
    from core.ssh.session import ServerSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """One server of a deploy, with the program and the settings that are for it."""

    session: ServerSession
    release: Release
    service: Service

    @property
    def name(self) -> str:
        """The server's name."""
        return self.session.profile.name


async def taken_up(aims: Sequence[Aim]) -> tuple[Aim, ...]:
    """Read what is sent; several servers wait for each other, and the first runs the command."""
    read = [await _read(one) for one in aims]
    if len(read) <= 1:
        return tuple(read)
    return tuple(_together(one, first=not number) for number, one in enumerate(read))


async def _read(aim: Aim) -> Aim:
    return replace(aim, service=await asyncio.to_thread(taking.taken_up, aim.service))


def _together(aim: Aim, *, first: bool) -> Aim:
    release = replace(aim.service.release, elsewhere=not first, together=True)
    return replace(aim, service=replace(aim.service, release=release))
