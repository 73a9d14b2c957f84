"""The stages of a build and of a deploy, in words and signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.events import Stage
from core.service.stages import State
from core.words import Text, joined, say

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES: Mapping[Stage, Text] = {
    Stage.LOOK: say("Analyze", context="a stage of a build"),
    Stage.COMPILE: say("Compile"),
    Stage.LINK: say("Link"),
    Stage.PROVE: say("Verify", context="a stage of a build"),
    Stage.CONNECT: say("Connect", context="a stage of a deploy"),
    Stage.UPLOAD: say("Upload", context="a stage of a deploy"),
    Stage.REHEARSE: say("Rehearse", context="a stage of a deploy"),
    Stage.SWITCH: say("Switch", context="a stage of a deploy"),
    Stage.HEALTHY: say("Healthy", context="a stage of a deploy"),
    Stage.PROBATION: say("Probation", context="a stage of a deploy"),
    Stage.BACK: say("Roll back", context="a stage of a deploy"),
}
STATES: Mapping[State, Text] = {
    State.COMING: say("waiting", context="state of a stage"),
    State.RUNNING: say("running", context="state of a stage"),
    State.DONE: say("done", context="state of a stage"),
    State.SKIPPED: say("not needed", context="state of a stage"),
    State.FAILED: say("failed", context="state of a stage"),
    State.LEFT: say("stopped", context="state of a stage"),
}


def spelled(states: Mapping[Stage, State], *, percent: int | None = None) -> Text:
    """Say how each stage stands, one below the other; the one that runs is so far."""
    return joined((_spelled(stage, state, percent) for stage, state in states.items()), "\n")


def _spelled(stage: Stage, state: State, percent: int | None) -> Text:
    name, words = NAMES[stage], STATES[state]
    if state is State.RUNNING and percent is not None:
        return say("{stage}: {state}, {n}%", stage=name, state=words, n=percent)
    return say("{stage}: {state}", stage=name, state=words)
