"""What a deploy to several servers notes on this computer, in case that it is cut off."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from core.events import Noticed
from core.problems import ProblemError
from core.service.journal import Begun, Meant, Stage
from core.service.results import Result, of_all

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType
    from typing import Self

    from core.deploy.member import Member
    from core.events import Report
    from core.service.journal import Journal
    from core.service.results import Outcome


class Diary:
    """Open while the deploy runs; what is in the journal afterwards, a person has still to settle.

    Where nothing can be written, the deploy goes on: it needs none of it unless it is cut off.
    """

    def __init__(self, journal: Journal | None, report: Report) -> None:
        self._journal = journal
        self._report = report
        self._begun: Begun | None = None
        self._held = ExitStack()

    def __enter__(self) -> Self:
        """Begin; nothing is noted yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        """Be at it no more."""
        self._held.close()

    async def note(self, members: Sequence[Member], stage: Stage) -> None:
        """Note what each server is told next, before it hears it."""
        begun = Begun(
            service=members[0].work.service.name,
            servers=tuple(_meant(one) for one in members),
            stage=stage,
            at=datetime.now(UTC).astimezone().isoformat(timespec="seconds"),
            command=bool(members[0].work.service.release.command),
        )
        if self._journal is not None and self._begun is None:
            self._held.enter_context(self._journal.at(begun))
        self._begun = begun
        await self._write(begun)

    async def end(self, outcomes: Sequence[Outcome], *, may_differ: bool) -> None:
        """Forget it where all ended as one, or as it `may`; one on probation may yet come apart."""
        if self._journal is None or self._begun is None:
            return
        if any(one.result is Result.UNKNOWN for one in outcomes):
            return
        if of_all(outcomes) == "mixed" and not may_differ:
            return
        if any(one.probation_until for one in outcomes if one.result is Result.DEPLOYED):
            await self._write(replace(self._begun, stage=Stage.PROBATION))
        else:
            self._journal.forget(self._begun)

    async def _write(self, begun: Begun) -> None:
        if self._journal is None:
            return
        try:
            await asyncio.to_thread(self._journal.write, begun)
        except ProblemError as refused:
            self._report(Noticed(problem=refused.problem))


def _meant(member: Member) -> Meant:
    return Meant(
        server=member.name,
        release=member.release or member.work.release,
        previous=member.work.previous,
    )
