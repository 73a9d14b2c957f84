"""What is remembered about each project: its options, last build, service and servers."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from core.build.artifact import Artifact
from core.build.options import BuildOptions
from core.declared import coded
from core.home import name_for
from core.memory import Memory
from core.service.model import Service
from core.typed import from_plain, to_plain
from core.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from _typeshed import DataclassInstance

    from core.home import Home
    from core.problems import Problem

FORMAT = 2
_FRESH = say("Your choices for this project could not be read. Defaults are used instead.")
T = TypeVar("T", bound="DataclassInstance")


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """One project's last choices.

    `built` fingerprints what `artifact` was built from; `shipped` is the SHA-256 that was deployed
    last; `chosen` are server names. `asked` and `proposed` are what the project itself asked for
    when `options` and `service` were chosen: what differs from them is the person's own.
    """

    options: BuildOptions = field(default_factory=BuildOptions)
    asked: BuildOptions = field(default_factory=BuildOptions)
    proposed: Service | None = None
    artifact: Artifact | None = None
    built: str = ""
    service: Service | None = None
    chosen: tuple[str, ...] = ()
    shipped: str = ""


def fingerprint(folder: Path | str, options: BuildOptions) -> str:
    """Tell one wish to build from another: equal exactly when folder and options are."""
    return f"{folder}|{options}"


def carried_over(chosen: T, *, then: T, now: T) -> T:
    """Lay what a person chose over what the project asks for now.

    What equals that which the project asked for `then` was no choice: it follows the project, so
    that a team, its pipeline and each window get the same.
    """
    own = {
        one.name: getattr(chosen, one.name)
        for one in fields(chosen)
        if getattr(chosen, one.name) != getattr(then, one.name)
    }
    return replace(now, **own)


def remember(home: Home, folder: Path, value: Remembered, since: Remembered | None = None) -> None:
    """Keep what of a project's choices differs from `since`, in a file for each project.

    What the command line or another window kept meanwhile stays as it is. Raises `ProblemError`
    when it cannot be written.
    """
    with _memory(home, folder).changing() as found:
        same = _same(value, since) if since is not None and found else ()
        now = {name: one for name, one in to_plain(value, found).items() if name not in same}
        found.update({**now, "folder": str(folder)})


def _same(value: Remembered, since: Remembered) -> tuple[str, ...]:
    names = (one.name for one in fields(value))
    return tuple(name for name in names if getattr(value, name) == getattr(since, name))


def recall(home: Home, folder: Path) -> tuple[Remembered, Problem | None]:
    """Bring a project's choices back; a build whose file is gone or changed is forgotten."""
    value, lost = _memory(home, folder).load(
        _understood, fresh=Remembered(), code="project_memory_unreadable", lost=_FRESH
    )
    if value.artifact is not None and not _still_there(value.artifact):
        value = replace(value, artifact=None, built="")
    return value, lost


def _still_there(artifact: Artifact) -> bool:
    try:
        return artifact.path.stat().st_size == artifact.size
    except OSError:
        return False


def _memory(home: Home, folder: Path) -> Memory:
    return Memory(home.state / "projects" / f"{name_for(folder)}.json", FORMAT)


_understood = partial(from_plain, Remembered)
