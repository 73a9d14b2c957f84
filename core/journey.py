"""What each stop on the way is: locked, open, running, done, failed or stale; and why.

`STOPS` is the only table of them: rail, shortcuts, back button, help and pictures follow it. The
page of a stop is the class `NamePage` in `gui.pages.name`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.words import Text, say, say_count

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Stop(StrEnum):
    """The stops, in the order of the way."""

    PROJECT = "project"
    TARGET = "target"
    BUILD = "build"
    INSPECT = "inspect"
    SERVERS = "servers"
    DEPLOY = "deploy"
    RUNNING = "running"


class State(StrEnum):
    """What a stop can be; exactly one at a time."""

    LOCKED = "locked"
    OPEN = "open"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STALE = "stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stop's state; unless it is open or done, the sentence that says why.

    `count` is how many things there need somebody.
    """

    state: State
    why: Text | None = None
    missing: Stop | None = None
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The facts the journey depends on. Fingerprints are equal when nothing relevant changed.

    `wanted` is the fingerprint of the options that a build would have now; `built` of those that
    the last program was built with; `touched` says what of the source changed since then, None
    where nothing did. `shipped` is the SHA-256 of the program that was deployed last, `made` of
    the one built last. `running` is the stop whose job runs, doing what `doing` says; `failed`
    are those whose last job ended badly; `kept_old` tells of a build that made no program at all.
    `live` services are known on the servers, of which `unwell` are not healthy.
    """

    project: bool = False
    target: bool = False
    wanted: str = ""
    built: str = ""
    touched: Text | None = None
    made: str = ""
    shipped: str = ""
    servers: int = 0
    running: Stop | None = None
    doing: Text | None = None
    failed: frozenset[Stop] = frozenset()
    kept_old: bool = False
    live: int = 0
    unwell: int = 0


def marks(way: Way) -> dict[Stop, Mark]:
    """Work out every stop's mark from the facts alone."""
    stale = _stale(way)
    found = {stop: entry.rule(way, stale) for stop, entry in STOPS.items()}
    if way.running is not None:
        found[way.running] = Mark(state=State.RUNNING, why=way.doing)
    return found


_NO_PROJECT = say("Choose a project first.")
_NOT_BUILT = say("Build the program first.")
_NO_SERVER = say("Add a server first.")
_CHANGED = say("The project or its options changed since the last build.")
_BUILD_FAILED = say("The last build produced no program. Its page shows the reason.")
_PARTLY_BUILT = say("The last build did not produce all programs. Its page shows the reason.")
_BEFORE = say("This program is from an earlier build. The last build produced none.")
_DEPLOY_FAILED = say("The last deploy did not succeed on every server.")
_REBUILT = say("A newer build has not been deployed yet.")


def _stale(way: Way) -> Text | None:
    """Why the program at hand is not what a build would make now."""
    if not way.built:
        return None
    if way.kept_old:
        return _BEFORE
    return _CHANGED if way.built != way.wanted else way.touched


def _locked(missing: Stop, why: Text) -> Mark:
    return Mark(state=State.LOCKED, why=why, missing=missing)


def _done_unless(stale: Text | None) -> Mark:
    return Mark(state=State.STALE if stale else State.DONE, why=stale)


def _project(way: Way, _: Text | None) -> Mark:
    return Mark(state=State.DONE if way.project else State.OPEN)


def _target(way: Way, _: Text | None) -> Mark:
    if not way.project:
        return _locked(Stop.PROJECT, _NO_PROJECT)
    return Mark(state=State.DONE if way.target else State.OPEN)


def _build(way: Way, stale: Text | None) -> Mark:
    if not way.project:
        return _locked(Stop.PROJECT, _NO_PROJECT)
    if Stop.BUILD in way.failed:
        return Mark(state=State.FAILED, why=_BUILD_FAILED if way.kept_old else _PARTLY_BUILT)
    return _done_unless(stale) if way.built else Mark(state=State.OPEN)


def _inspect(way: Way, stale: Text | None) -> Mark:
    return _done_unless(stale) if way.built else _locked(Stop.BUILD, _NOT_BUILT)


def _servers(way: Way, _: Text | None) -> Mark:
    return Mark(state=State.DONE if way.servers else State.OPEN)


def _deploy(way: Way, stale: Text | None) -> Mark:
    if not way.built:
        return _locked(Stop.BUILD, _NOT_BUILT)
    if not way.servers:
        return _locked(Stop.SERVERS, _NO_SERVER)
    if Stop.DEPLOY in way.failed:
        return Mark(state=State.FAILED, why=_DEPLOY_FAILED)
    if not way.shipped:
        return Mark(state=State.OPEN)
    if stale is None and way.shipped != way.made:
        stale = _REBUILT
    return _done_unless(stale)


def _running(way: Way, _: Text | None) -> Mark:
    if not way.servers:
        return _locked(Stop.SERVERS, _NO_SERVER)
    if way.unwell:
        why = say_count(
            way.unwell, one="{n} service is not healthy.", many="{n} services are not healthy."
        )
        return Mark(state=State.FAILED, why=why, count=way.unwell)
    return Mark(state=State.DONE if way.live else State.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class StopEntry:
    """A stop's name on the rail, its picture in `resources/icons`, and what decides its mark.

    `rule` takes the facts, and why the program at hand is not what a build would make now.
    """

    name: Text
    icon: str
    rule: Callable[[Way, Text | None], Mark]


STOPS: Mapping[Stop, StopEntry] = {
    Stop.PROJECT: StopEntry(name=say("Project"), icon="project", rule=_project),
    Stop.TARGET: StopEntry(name=say("Target"), icon="target", rule=_target),
    Stop.BUILD: StopEntry(name=say("Build"), icon="build", rule=_build),
    Stop.INSPECT: StopEntry(name=say("Inspect"), icon="inspect", rule=_inspect),
    Stop.SERVERS: StopEntry(name=say("Servers"), icon="servers", rule=_servers),
    Stop.DEPLOY: StopEntry(name=say("Deploy"), icon="deploy", rule=_deploy),
    Stop.RUNNING: StopEntry(name=say("Running"), icon="pulse", rule=_running),
}
