"""Ask git about a project without running anything that the repository names."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from core.problems import ProblemError
from core.processes import Captured, Command, capture

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS = 10.0
# A repository may name programs for git to run; looking at a project must not run them.
_HARMLESS = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
_NO_GIT = 127


async def ask(folder: Path, *words: str) -> Captured:
    """Run one git question in `folder`; a computer without git answers with exit code 127."""
    command = Command(words=("git", *_HARMLESS, *words), folder=folder)
    try:
        return await capture(command, seconds=_SECONDS)
    except ProblemError as error:
        return Captured(_NO_GIT, "", str(error.problem.why))


async def version(folder: Path) -> str:
    """Return the tag or commit to stamp, empty where there is no git or no repository."""
    said = await ask(folder, "describe", "--tags", "--always", "--dirty")
    return said.out.strip() if said.code == 0 else ""
