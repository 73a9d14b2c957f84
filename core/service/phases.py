"""The phases of a change on a server: by name, in words, and which of them it goes through."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from core.service.model import Kind, Mode
from core.service.protocol import Verb
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.service.model import Service
    from core.words import Text


class Phase(StrEnum):
    """Where a change stands, in the helper's word."""

    PUBLISH = "publish"
    COPY = "copy"
    REHEARSE = "rehearse"
    BARRIER = "barrier"
    COMMAND = "command"
    DATA = "data"
    SNAPSHOT = "snapshot"
    UNPACK = "unpack"
    CANDIDATE = "candidate"
    SWITCH = "switch"
    START = "start"
    PROBE = "probe"
    PROCESSES = "processes"
    SOAK = "soak"
    TIDY = "tidy"
    STOP = "stop"
    REVERT = "revert"
    WITHDRAW = "withdraw"


WORDS: dict[str, Text] = {
    Phase.PUBLISH: say("Install the release"),
    Phase.COPY: say("Copy the data directory"),
    Phase.REHEARSE: say("Rehearse it on a spare port"),
    Phase.BARRIER: say("Wait until all servers are ready to switch"),
    Phase.COMMAND: say("Run the release command"),
    Phase.DATA: say("Stop the service and restore the copy of the data"),
    Phase.SNAPSHOT: say("Back up the data on the server"),
    Phase.UNPACK: say("Check and unpack the backup on the server"),
    Phase.CANDIDATE: say("Start it next to the running one"),
    Phase.SWITCH: say("Switch to the new release"),
    Phase.START: say("Start the service"),
    Phase.PROBE: say("Wait until it is healthy"),
    Phase.PROCESSES: say("Start and watch its other processes"),
    Phase.SOAK: say("Watch it until all servers are healthy"),
    Phase.TIDY: say("Record the deploy and clean up"),
    Phase.STOP: say("Stop the service"),
    Phase.REVERT: say("Roll back to the previous release"),
    Phase.WITHDRAW: say("Roll back the new release"),
}
_TAKE_OVER = (
    Phase.CANDIDATE, Phase.SWITCH, Phase.START, Phase.PROBE, Phase.PROCESSES, Phase.SOAK,
    Phase.TIDY,
)  # fmt: skip
_ROLLBACK = (Phase.DATA, *_TAKE_OVER)
_DEPLOY = (
    Phase.PUBLISH, Phase.COPY, Phase.REHEARSE, Phase.BARRIER, Phase.COMMAND, *_TAKE_OVER,
)  # fmt: skip


def expected(
    service: Service, *, first: bool = False, verb: Verb = Verb.DEPLOY, with_data: bool = False
) -> tuple[Phase, ...]:
    """Return the phases of a change that goes well.

    `first`: nothing of the service runs yet; `with_data`: a roll-back brings a copy of them back.
    """
    left_out = {Phase.CANDIDATE} if with_data else {Phase.DATA}
    if not service.release.together:
        left_out |= {Phase.BARRIER, Phase.SOAK}
    rehearsed = service.rehearse and service.kind is not Kind.TIMER
    if service.mode is not Mode.SHARED and not rehearsed:
        left_out.add(Phase.REHEARSE)
    if first or not service.release.copy_data:
        left_out.add(Phase.COPY)
    if not service.release.here:
        left_out.add(Phase.COMMAND)
    if first or not service.mode.overlaps:
        left_out.add(Phase.CANDIDATE)
    if not service.processes:
        left_out.add(Phase.PROCESSES)
    return tuple(phase for phase in _course(verb, service) if phase not in left_out)


def _course(verb: Verb, service: Service) -> Sequence[Phase]:
    match verb:
        case Verb.DEPLOY:
            return _DEPLOY
        case Verb.RESTART | Verb.START if not service.mode.overlaps:
            return (Phase.START, Phase.PROBE, Phase.PROCESSES)
        case Verb.ROLLBACK:
            return _ROLLBACK
        case Verb.RESTORE:
            return (Phase.UNPACK, *_ROLLBACK)
        case Verb.EDIT:
            return (Phase.BARRIER, *_TAKE_OVER)
        case _:
            return _TAKE_OVER
