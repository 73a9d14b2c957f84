"""Which stop on the way is locked, open, done or stale, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.words import Text, say


class Stop(StrEnum):
    """The stops, in the order of the way."""

    PROJECT = "project"
    TARGET = "target"
    BUILD = "build"
    INSPECT = "inspect"
    SERVERS = "servers"
    DEPLOY = "deploy"


class State(StrEnum):
    """What a stop can be; exactly one at a time."""

    LOCKED = "locked"
    OPEN = "open"
    DONE = "done"
    STALE = "stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stop's state, and for a locked or stale one the sentence that says why."""

    state: State
    why: Text | None = None
    missing: Stop | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The facts the journey depends on. Fingerprints are equal when nothing relevant changed.

    `wanted` is the fingerprint of what would be built now; `built` of what was built last;
    `shipped` is the SHA-256 of the program that was deployed last, `made` of the one built last.
    """

    project: bool = False
    target: bool = False
    wanted: str = ""
    built: str = ""
    made: str = ""
    shipped: str = ""
    servers: int = 0


def marks(way: Way) -> dict[Stop, Mark]:
    """Work out every stop's mark from the facts alone."""
    changed = bool(way.built) and way.built != way.wanted
    return {
        Stop.PROJECT: Mark(state=State.DONE if way.project else State.OPEN),
        Stop.TARGET: _target(way),
        Stop.BUILD: _build(way, changed=changed),
        Stop.INSPECT: _inspect(way, changed=changed),
        Stop.SERVERS: Mark(state=State.DONE if way.servers else State.OPEN),
        Stop.DEPLOY: _deploy(way, changed=changed),
    }


def _locked(missing: Stop, why: Text) -> Mark:
    return Mark(state=State.LOCKED, why=why, missing=missing)


_NO_PROJECT = say("Choose a project first.")
_NOT_BUILT = say("Build the program first.")
_NO_SERVER = say("Add a server first.")
_CHANGED = say("The project or its options changed since the last build.")
_REBUILT = say("A newer build has not been deployed yet.")


def _target(way: Way) -> Mark:
    if not way.project:
        return _locked(Stop.PROJECT, _NO_PROJECT)
    return Mark(state=State.DONE if way.target else State.OPEN)


def _build(way: Way, *, changed: bool) -> Mark:
    if not way.project:
        return _locked(Stop.PROJECT, _NO_PROJECT)
    if not way.built:
        return Mark(state=State.OPEN)
    return Mark(state=State.STALE, why=_CHANGED) if changed else Mark(state=State.DONE)


def _inspect(way: Way, *, changed: bool) -> Mark:
    if not way.built:
        return _locked(Stop.BUILD, _NOT_BUILT)
    return Mark(state=State.STALE, why=_CHANGED) if changed else Mark(state=State.DONE)


def _deploy(way: Way, *, changed: bool) -> Mark:
    if not way.built:
        return _locked(Stop.BUILD, _NOT_BUILT)
    if not way.servers:
        return _locked(Stop.SERVERS, _NO_SERVER)
    if not way.shipped:
        return Mark(state=State.OPEN)
    if changed:
        return Mark(state=State.STALE, why=_CHANGED)
    if way.shipped != way.made:
        return Mark(state=State.STALE, why=_REBUILT)
    return Mark(state=State.DONE)
