"""What is remembered of a project, whoever worked on it last: the window or the command line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core import remembered, settings
from core.problems import ProblemError
from core.remembered import Remembered, carried_over, fingerprint, recall
from core.usecases.settling import over

if TYPE_CHECKING:
    from core.build.artifact import Artifact
    from core.build.options import BuildOptions
    from core.home import Home
    from core.project.model import Project
    from core.service.model import Service

__all__ = [
    "Remembered",
    "carried_over",
    "fingerprint",
    "keep",
    "recall",
    "remember_build",
    "remember_deploy",
]


def keep(home: Home, folder: Path, value: Remembered, since: Remembered | None) -> None:
    """Keep what differs from `since`: what somebody else kept meanwhile stays as it is.

    Raises `ProblemError` when it cannot be written.
    """
    remembered.remember(home, folder, value, since)


def remember_build(
    home: Home,
    project: Project,
    made: Artifact,
    *,
    options: BuildOptions,
    asked: BuildOptions | None = None,
) -> None:
    """Keep a program that was just built, and its project among those that the window offers.

    What a person chose in the window stays. Where nobody chose anything, `options` are kept as
    chosen over those `asked` for by goferry.toml; without `asked`, the caller keeps the choices.
    Raises `ProblemError` when it cannot be written.
    """
    known, _ = recall(home, project.folder)
    kept = known
    chosen = known.options if asked is None else over(asked, known.options, known.asked)
    if _meant(project, chosen) == _meant(project, options):
        options = chosen  # as the window will have it when it opens the project
    elif asked is not None and known.options == known.asked:
        options = replace(options, fresh=asked.fresh)  # that was for once
        kept = replace(known, options=options, asked=asked)
    kept = replace(kept, artifact=made, built=fingerprint(project.folder, options))
    if known.artifact is not None and replace(kept, artifact=_timeless(made)) == replace(
        known, artifact=_timeless(known.artifact)
    ):
        return  # the same program again, which only took another time
    keep(home, project.folder, kept, known)
    _list(home, project.folder)


def remember_deploy(home: Home, sha256: str, *, service: Service, servers: tuple[str, ...]) -> None:
    """Keep that a program was shipped, with each project whose last build it is.

    Where nobody chose a service or servers for the project yet, these are kept as chosen. Raises
    `ProblemError` when it cannot be written.
    """
    for folder in map(Path, settings.load(home)[0].recent):
        known, _ = recall(home, folder)
        if known.artifact is None or known.artifact.sha256 != sha256:
            continue
        found = replace(
            known,
            shipped=sha256,
            service=known.service or service,
            chosen=known.chosen or servers,
        )
        if found != known:
            keep(home, folder, found, known)


def _meant(project: Project, options: BuildOptions) -> BuildOptions:
    """What these options make, however the program is named and however Go's cache is used."""
    from core.build.command import main_package

    try:
        return replace(options, main=main_package(project, options.main), fresh=False)
    except ProblemError:  # several programs and none chosen
        return replace(options, fresh=False)


def _timeless(made: Artifact) -> Artifact:
    return replace(made, seconds=0.0)


def _list(home: Home, folder: Path) -> None:
    """Let the window offer this project, too; the one that it opens by itself stays the first."""
    known, _ = settings.load(home)
    if str(folder) not in known.recent:
        settings.save(home, known.built(folder), since=known)
