"""What “build and deploy again” would do now, and why there is something to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.journey import State, Stop
from core.words import Text, all_of, say, say_count

if TYPE_CHECKING:
    from gui.runtime.session import Current

_NAMED = 3  # servers: more are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """`what` the one button would do, and `why`: what is new since the last deploy."""

    what: Text
    why: Text


def again(current: Current) -> Again | None:
    """Return what would happen; None where nothing was deployed that could come again."""
    chosen = [one.name for one in current.servers if one.name in current.chosen]
    if not (current.project and current.service and current.shipped and chosen):
        return None
    what = say(
        "Builds {project} for {targets} and deploys it as {service} to {servers}.",
        project=current.project.name,
        targets=_targets(current),
        service=current.service.name,
        servers=_servers(chosen),
    )
    return Again(what=what, why=_why(current))


class Coming:
    """Works it out once for each state: a page asks whenever something is shown."""

    def __init__(self) -> None:
        self._of: Current | None = None
        self._found: Again | None = None

    def now(self, current: Current) -> Again | None:
        """Return what would happen in this state."""
        if self._of is not current:
            self._of, self._found = current, again(current)
        return self._found


def _why(current: Current) -> Text:
    mark = current.marks[Stop.DEPLOY]
    if mark.why is not None and mark.state in {State.STALE, State.FAILED}:
        return mark.why
    return say("Nothing has changed since the last deploy.")


def _targets(current: Current) -> Text:
    targets = (current.options.target, *current.also)
    return all_of(str(one) for one in targets)


def _servers(names: list[str]) -> Text:
    if len(names) <= _NAMED:
        return all_of(names)
    return say_count(len(names), one="{n} server", many="{n} servers")
