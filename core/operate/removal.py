"""Take a service off a server, with everything that GoFerry put there for it, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.plain_text import inert
from core.problems import Advice, Problem, ProblemError
from core.service import marks, record
from core.service.layout import Layout
from core.service.plan import ActionKey, PlanStep
from core.service.privilege import act
from core.words import Text, say

if TYPE_CHECKING:
    from core.ssh.session import Ran, ServerSession


class Reason(StrEnum):
    """Why something stayed."""

    FOREIGN = "foreign"  # it carries no mark of GoFerry's
    LINK = "link"
    OTHERS = "others"  # what was ours there is gone, and others have something there

    @property
    def words(self) -> Text:
        """Say it to a person."""
        return _WORDS[self]


_WORDS = {
    Reason.FOREIGN: say("not created by GoFerry"),
    Reason.LINK: say("it is a link"),
    Reason.OTHERS: say("it contains something that is not GoFerry's"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Something in the place of a part of the service that was not removed."""

    path: str
    reason: Reason


async def plan_removal(session: ServerSession, name: str) -> PlanStep:
    """Say exactly what `remove` would run; raises "service_not_found"."""
    return removal(Layout.of(await record.read(session, name)))


def removal(layout: Layout) -> PlanStep:
    """Spell the removal. What the program itself wrote (/var/lib/NAME) stays, and so its user."""
    return PlanStep(
        key=ActionKey.REMOVE,
        sentence=say("Stop {name} and remove its releases and settings.", name=layout.name),
        script=marks.removing(layout),
    )


async def remove(session: ServerSession, name: str) -> tuple[Kept, ...]:
    """Remove the service, and tell what was left where it was; the program's own data stays."""
    layout = Layout.of(await record.read(session, name))
    ran = await act(session, layout.scope, removal(layout).script)
    if ran.code != 0:
        raise ProblemError(_not_removed(name, f"{ran.out}\n{ran.err}"))
    return _kept(ran)


def notice(server: str, name: str, kept: tuple[Kept, ...]) -> Problem:
    """Tell a person what stayed, and why."""
    return Problem(
        code="left_in_place",
        what=say("{name} was removed from {server}, but not completely.", name=name, server=server),
        why=say("GoFerry removes only what carries its own mark."),
        next=(Advice(say("Check what was left, and remove it yourself if it is yours.")),),
        details="\n".join(f"{one.path}: {one.reason.words}" for one in kept),
    )


def _kept(ran: Ran) -> tuple[Kept, ...]:
    words = [line.split(" ", 2) for line in ran.out.splitlines()]
    return tuple(
        Kept(path=inert(one[2]), reason=Reason(one[1]))
        for one in words
        if len(one) == len(("kept", "reason", "path")) and one[0] == "kept" and one[1] in _WORDS
    )


def _not_removed(name: str, told: str) -> Problem:
    return Problem(
        code="not_removed",
        what=say("{name} was not removed completely.", name=name),
        why=say("The server did not execute every line."),
        details=told,
    )
