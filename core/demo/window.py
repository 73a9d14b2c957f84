"""What the window finds of the demo when it opens, and a picture of it."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core import settings
from core.build import built_from
from core.home import Home
from core.journey import Stop
from core.problems import Problem, ProblemError
from core.processes import Command, capture
from core.usecases import servers
from core.usecases.remembering import Remembered, fingerprint, keep
from core.words import say

if TYPE_CHECKING:
    from core.build.artifact import Artifact
    from core.build.options import BuildOptions
    from core.service.model import Service
    from core.ssh.profile import Profile

_ROOT = Path(__file__).resolve().parents[2]  # the folder that holds the packages core and gui
_PICTURE_SECONDS = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What the demo has done; `server` is None where it went to none."""

    folder: Path
    options: BuildOptions
    artifact: Artifact
    service: Service
    server: Profile | None


def remember(home: Home, done: Done) -> None:
    """Let the window open on this project, as if all had been done there."""
    settings.save(home, settings.load(home)[0].opened(done.folder))
    found = Remembered(
        options=done.options,
        artifact=done.artifact,
        built=fingerprint(done.folder, done.options),
        service=done.service,
        chosen=() if done.server is None else (done.server.name,),
        shipped="" if done.server is None else done.artifact.sha256,
    )
    keep(home, done.folder, found, None)


async def photograph(home: Home, done: Done) -> Path | Problem:
    """Photograph the real window on this project, in the colours and language of a new home.

    Returns the picture's file, or why there is none.
    """
    file = home.state / "demo" / "window.png"
    with tempfile.TemporaryDirectory(prefix="goferry-picture-") as place:
        await asyncio.to_thread(_introduce, home, Home.find(Path(place)), done)
        asked = (place, str(file), Stop.INSPECT.value)
        words = (sys.executable, "-P", "-m", "gui.picture", *asked)
        env = {**os.environ, "PYTHONPATH": str(_ROOT), "QT_QPA_PLATFORM": "offscreen"}
        try:
            said = await capture(Command(words=words, env=env), seconds=_PICTURE_SECONDS)
        except ProblemError as reason:
            return _no_picture(str(reason))
    if said.code == 0 and file.is_file():
        return file
    return _no_picture(said.err.strip().rpartition("\n")[2])


def _introduce(home: Home, new: Home, done: Done) -> None:
    """Give a new home what the picture shows."""
    remember(new, done)
    built_from.hand_over(home, new, done.artifact)
    if done.server is not None:
        servers.keep(new, done.server)
        shutil.copyfile(home.known_hosts, new.known_hosts)


def _no_picture(details: str) -> Problem:
    return Problem(
        code="no_picture",
        what=say("A picture of the window could not be taken."),
        why=say("PySide6 is not installed, or the window could not open without a display."),
        details=details,
    )
