"""The stages of a deploy: which one each step belongs to, and how far one server is among them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from core.events import Progress, Stage, StepStarted
from core.service import phases
from core.service.model import Kind
from core.service.phases import Phase
from core.service.plan import ActionKey
from core.service.protocol import Verb
from core.service.results import Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from core.events import Event
    from core.service.model import Service
    from core.service.results import Outcome

OF_ACTION: Mapping[ActionKey, Stage] = {
    ActionKey.LINGER: Stage.UPLOAD,
    ActionKey.CREATE_USER: Stage.UPLOAD,
    ActionKey.MAKE_FOLDERS: Stage.UPLOAD,
    ActionKey.WRITE_FILE: Stage.UPLOAD,
    ActionKey.SET_OUT: Stage.UPLOAD,
    ActionKey.RELOAD: Stage.UPLOAD,
    ActionKey.VERIFY_UNITS: Stage.UPLOAD,
    ActionKey.REMOVE_UNIT: Stage.UPLOAD,
    ActionKey.UPLOAD: Stage.UPLOAD,
    ActionKey.REUSE: Stage.UPLOAD,
    ActionKey.SETTINGS: Stage.UPLOAD,
    ActionKey.FILES: Stage.UPLOAD,
    ActionKey.ACTIVATE: Stage.SWITCH,
}
OF_PHASE: Mapping[Phase, Stage] = {
    Phase.PUBLISH: Stage.UPLOAD,
    Phase.UNPACK: Stage.UPLOAD,
    Phase.COPY: Stage.UPLOAD,
    Phase.SNAPSHOT: Stage.UPLOAD,
    Phase.REHEARSE: Stage.REHEARSE,
    Phase.BARRIER: Stage.SWITCH,
    Phase.COMMAND: Stage.SWITCH,
    Phase.DATA: Stage.SWITCH,
    Phase.CANDIDATE: Stage.SWITCH,
    Phase.SWITCH: Stage.SWITCH,
    Phase.STOP: Stage.SWITCH,
    Phase.START: Stage.SWITCH,
    Phase.PROBE: Stage.HEALTHY,
    Phase.PROCESSES: Stage.HEALTHY,
    Phase.SOAK: Stage.HEALTHY,
    Phase.TIDY: Stage.HEALTHY,
    Phase.REVERT: Stage.BACK,
    Phase.WITHDRAW: Stage.BACK,
}
OF_BUILD = (Stage.LOOK, Stage.COMPILE, Stage.LINK, Stage.PROVE)
_WAYS_BACK = frozenset({Verb.ROLLBACK, Verb.STOP})  # by which a fleet takes back what went well


class State(StrEnum):
    """How a stage stands: `LEFT` was broken off, though nothing was wrong with it."""

    COMING = "coming"
    RUNNING = "running"
    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"
    LEFT = "left"


def of_action(key: ActionKey) -> Stage | None:
    """Return the stage of a plan's step; None for one that belongs to no deploy."""
    return OF_ACTION.get(key)


def of_phase(name: str, verb: Verb) -> Stage | None:
    """Return the stage of a phase on the server; None for one of a newer helper."""
    if verb in _WAYS_BACK:
        return Stage.BACK
    return OF_PHASE.get(Phase(name)) if name in phases.WORDS else None


def expected(service: Service) -> tuple[Stage, ...]:
    """Return the stages of a deploy of this service that goes well."""
    found = {Stage.CONNECT, Stage.UPLOAD, *(OF_PHASE[one] for one in phases.expected(service))}
    if service.probation and service.kind is not Kind.TIMER:
        found.add(Stage.PROBATION)
    return tuple(one for one in Stage if one in found)


class Stages:
    """How far a build, or a deploy on one server, is. Only what was done is `DONE`."""

    def __init__(self, coming: Iterable[Stage]) -> None:
        self._states = dict.fromkeys(coming, State.COMING)
        self.now: Stage | None = None
        self.share: float | None = None  # of the bytes that the step of now sends, from 0 to 1

    @property
    def states(self) -> dict[Stage, State]:
        """The state of each stage, in their order."""
        return {one: self._states[one] for one in Stage if one in self._states}

    def take(self, event: Event) -> None:
        """Go on by an event of this server."""
        match event:
            case StepStarted(stage=stage):
                self.share = None
                self.come_to(stage)
            case Progress(unit="bytes", fraction=float(share)):
                self.share = share
            case _:
                pass

    def come_to(self, stage: Stage | None) -> None:
        """Begin a stage; the one before is done, and those between were not needed.

        One that is over does not begin again: from the way back nothing leads forward.
        """
        order = list(Stage)
        if stage is None or (self.now and order.index(stage) <= order.index(self.now)):
            return
        back = stage is Stage.BACK
        self._leave(State.LEFT if back else State.DONE)
        if not back:
            self._skip(before=stage)
        self._states[stage] = State.RUNNING
        self.now = stage

    def break_off(self) -> None:
        """It ends here, and nobody knows how."""
        self._leave(State.LEFT)

    def succeed(self) -> None:
        """It ends well: what did not come was not needed."""
        self._leave(State.DONE)
        self._skip()

    def fail(self, at: Stage | None = None) -> None:
        """It ends badly, at the stage that runs or at this earlier one, which was not done."""
        self._leave(State.FAILED if at in {None, self.now} else State.COMING)
        if at is not None and at in self._states:
            self._states[at] = State.FAILED

    def end(self, outcome: Outcome) -> None:
        """Show how it ended."""
        if outcome.result.good:
            self._end_well(outcome)
        else:
            self._end_badly(outcome)
        self.share = None

    def _end_well(self, outcome: Outcome) -> None:
        watched = self._states.get(Stage.PROBATION) is State.RUNNING
        self._leave(State.DONE)
        self._skip()
        if outcome.probation_until and not outcome.proved:
            self._states[Stage.PROBATION] = State.RUNNING
        elif watched and not outcome.proved:
            self._states[Stage.PROBATION] = State.LEFT

    def _end_badly(self, outcome: Outcome) -> None:
        failed = State.FAILED if outcome.result.failed and not outcome.held_back else State.LEFT
        if outcome.result is Result.UNKNOWN:
            failed = State.LEFT
        back = self._states.pop(Stage.BACK, None)
        for stage, state in self._states.items():
            if state in {State.RUNNING, State.LEFT}:
                self._states[stage] = failed
        if back or outcome.result is Result.ROLLED_BACK:
            self._states[Stage.BACK] = _RETURNED.get(outcome.result, State.DONE)

    def _leave(self, state: State) -> None:
        for stage, now in self._states.items():
            if now is State.RUNNING:
                self._states[stage] = state

    def _skip(self, *, before: Stage | None = None) -> None:
        for stage in self.states:
            if stage is before:
                return
            if self._states[stage] is State.COMING:
                self._states[stage] = State.SKIPPED


_RETURNED = {Result.DOWN: State.FAILED, Result.UNKNOWN: State.LEFT}
