"""What is remembered about each project: its options, last build, service and servers."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from core.build.artifact import Artifact
from core.build.options import BuildOptions, Cgo, Target
from core.build.options import Mode as BuildMode
from core.memory import KeptAside, Memory
from core.problems import Advice, Problem, ProblemError
from core.service.model import Health, Limits, Mode, Scope, Service
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import DataclassInstance

    from core.home import Home

FORMAT = 2
T = TypeVar("T", bound="DataclassInstance")


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


def remember(home: Home, folder: Path, value: Remembered) -> None:
    """Keep a project's choices, a file for each project, written as a whole.

    What an environment file held is no choice, and stays where it is. Raises `ProblemError` when
    it cannot be written.
    """
    if value.service is not None:
        value = replace(value, service=replace(value.service, environment=None))
    with _memory(home, folder).changing(_said_when_recalled) as found:
        found.update({"folder": str(folder), **asdict(value)})


def _said_when_recalled(kept: KeptAside) -> None:
    """Nobody needs to hear it here: the file was damaged while this GoFerry ran."""


def recall(home: Home, folder: Path) -> tuple[Remembered, Problem | None]:
    """Bring a project's choices back; a build whose file is gone or changed is forgotten."""
    try:
        value = _memory(home, folder).recall(_understood) or Remembered()
    except KeptAside as kept:
        return Remembered(), _unreadable(kept)
    except ProblemError as refused:
        return Remembered(), refused.problem
    if value.artifact is not None and not _still_there(value.artifact):
        value = replace(value, artifact=None, built="")
    return value, None


def _still_there(artifact: Artifact) -> bool:
    try:
        return artifact.path.stat().st_size == artifact.size
    except OSError:
        return False


def _memory(home: Home, folder: Path) -> Memory:
    name = hashlib.sha256(str(folder).encode(errors="surrogateescape")).hexdigest()[:24]
    return Memory(home.state / "projects" / f"{name}.json", FORMAT)


def _understood(found: dict[str, Any]) -> Remembered:
    return _known(
        Remembered,
        found,
        options=_options,
        asked=_options,
        proposed=_maybe(_service),
        artifact=_maybe(_artifact),
        service=_maybe(_service),
        chosen=_tuples,
    )


def _known(kind: type[T], found: dict[str, Any], **readers: Callable[[Any], Any]) -> T:
    """Make a value of what an older GoFerry may have written, too.

    What it did not know yet keeps its default, and what is known no longer is left out.
    """
    names = {field.name for field in fields(kind)} & found.keys()
    values = {name: readers.get(name, _same)(found[name]) for name in names}
    return kind(**values)


def _same(found: Any) -> Any:  # noqa: ANN401 - JSON's own kinds
    return found


def _maybe(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda found: None if found is None else read(found)


def _options(found: dict[str, Any]) -> BuildOptions:
    tuples = {name: _tuples for name, value in found.items() if isinstance(value, list)}
    return _known(BuildOptions, found, **tuples, target=_target, cgo=Cgo, mode=BuildMode)


def _target(found: dict[str, Any]) -> Target:
    return _known(Target, found)


def _tuples(value: Any) -> Any:  # noqa: ANN401 - JSON knows only lists, values only tuples
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value


def _artifact(found: dict[str, Any]) -> Artifact:
    return _known(Artifact, found, target=_target, path=Path, folder=Path, command=tuple)


def _service(found: dict[str, Any]) -> Service:
    return _known(
        Service,
        found,
        env_file=_maybe(Path),
        mode=Mode,
        scope=Scope,
        limits=lambda value: _known(Limits, value),
        excludes=_tuples,
        health=lambda value: _known(Health, value),
        includes=lambda value: tuple(Path(one) for one in value),
        includes_from=_maybe(Path),
        includes_named=lambda value: tuple(Path(one) for one in value),
    )


def _unreadable(kept: KeptAside) -> Problem:
    return Problem(
        code="project_memory_unreadable",
        what=say("The choices you made for this project last time could not be read."),
        why=say("The file was damaged or written by a newer GoFerry. It starts with fresh ones."),
        next=(Advice(say("The file as it was: {file}", file=str(kept.place))),),
        details=str(kept),
    )
