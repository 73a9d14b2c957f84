"""Refuse what a server has of its own, or where others could exchange what is ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.plain_text import inert
from core.problems import Advice, Problem, ProblemError
from core.service.model import Scope
from core.words import say

if TYPE_CHECKING:
    from core.service.installed import Installed
    from core.service.layout import Layout

_WRITABLE_BY_OTHERS = {Scope.SYSTEM: 0o022, Scope.USER: 0o002}  # a user's group is its own
_HOME_OF_OURS = "/nonexistent"  # each user that GoFerry ever made was given this one


def must_be_ours(there: Installed, layout: Layout) -> None:
    """Raise `ProblemError` where the server has something of its own under this name."""
    for problem in (name_taken(there, layout), place_of_another(there, layout)):
        if problem is not None:
            raise ProblemError(problem)


def name_taken(there: Installed, layout: Layout) -> Problem | None:
    """Refuse a name under which the server has something that is not GoFerry's."""
    taken = list(there.foreign)
    if not there.known:
        taken += sorted(there.exists & {"unit", "root", "settings", "data"})
    if there.user and not (there.known and _made_by_us(there.user)):
        taken.append(there.user)
    if not taken:
        return None
    if there.known and there.foreign:
        return _in_our_place(there.foreign)
    return Problem(
        code="name_taken",
        what=say("The server already has its own “{name}”.", name=layout.name),
        why=say("GoFerry did not create it and does not change it."),
        next=(Advice(say("Give the service another name.")),),
        details="\n".join(taken),
        field="service",
    )


def place_of_another(there: Installed, layout: Layout) -> Problem | None:
    """Refuse where somebody else could exchange what the service runs: a wrong owner, a link."""
    owner = "root" if layout.scope is Scope.SYSTEM else there.login
    for place in there.places:
        staging = place.path.endswith("/incoming")
        loose = place.mode & _WRITABLE_BY_OTHERS[layout.scope] or (
            place.owner != owner and not staging
        )
        if place.link or loose:
            return Problem(
                code="place_of_another",
                what=say("{path} on the server is not as GoFerry created it.", path=place.path),
                why=(
                    say("It is a link, which can lead anywhere.")
                    if place.link
                    else say(
                        "It belongs to “{owner}” with the mode {mode}, so others could change it.",
                        owner=place.owner,
                        mode=f"{place.mode:o}",
                    )
                ),
                next=(
                    Advice(
                        say("Find out who changed it, then restore owner and mode: chown, chmod.")
                    ),
                ),
            )
    return None


def _made_by_us(user: str) -> bool:
    fields = user.split(":")
    return fields[5:6] == [_HOME_OF_OURS] and fields[2:3] != ["0"]


def _in_our_place(paths: tuple[str, ...]) -> Problem:
    """Name what somebody else put where a part of a service of ours was, or would be."""
    return Problem(
        code="name_taken",
        what=say("{path} on the server was not created by GoFerry.", path=inert(paths[0])),
        why=say("GoFerry did not create it and does not change it."),
        next=(
            Advice(say("Find out whose it is, and move it elsewhere.")),
            Advice(say("Or give the service another name.")),
        ),
        details="\n".join(inert(one) for one in paths),
        field="service",
    )
