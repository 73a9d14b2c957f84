"""Who answers for a package and under which license: as typed, else as the project tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.packages.problems import odd_maintainer
from core.problems import ProblemError
from core.project import git

if TYPE_CHECKING:
    from pathlib import Path

    from core.binary.inspection import Inspection

_UNKNOWN = "Unknown maintainer <maintainer@goferry.invalid>"
# Nothing in it means anything to nfpm, which puts variables in, or to a line of a control file.
_MAINTAINER = re.compile(
    r"[^<>@$\\\"\x00-\x1f\x7f]{1,80} <[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}>"
)
_REVISION = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_LICENSES = ("LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "COPYING")
_LONGEST = 200_000
_KNOWN = (
    ("Apache License", "Apache-2.0"),
    ("MIT License", "MIT"),
    ("Mozilla Public License Version 2.0", "MPL-2.0"),
    ("GNU AFFERO GENERAL PUBLIC LICENSE", "AGPL-3.0"),
    ("GNU LESSER GENERAL PUBLIC LICENSE", "LGPL"),
    ("GNU GENERAL PUBLIC LICENSE", "GPL"),
    ("BSD 3-Clause License", "BSD-3-Clause"),
    ("BSD 2-Clause License", "BSD-2-Clause"),
)


async def maintainer(folder: Path | None, program: Inspection, typed: str = "") -> str:
    """Return "Name <mail>": as typed, else who wrote the commit that the program was built from.

    That is the same for everybody who packs it. Raises `ProblemError` for a typed one that is none.
    """
    if typed:
        if not _MAINTAINER.fullmatch(typed):
            raise ProblemError(odd_maintainer(typed))
        return typed
    commit = program.verdict.settings.get("vcs.revision", "")
    if folder is None or not _REVISION.fullmatch(commit):
        return _UNKNOWN
    said = await git.ask(folder, "cat-file", "commit", commit)
    found = re.search(r"^author (.*>) \d+ [+-]\d+$", said.out, re.MULTILINE)
    return found[1] if found and _MAINTAINER.fullmatch(found[1]) else _UNKNOWN


def license_text(folder: Path | None) -> str:
    """Return the project's license; nothing where it has none that is a plain file of its own."""
    for file in () if folder is None else (folder / name for name in _LICENSES):
        if file.is_file() and not file.is_symlink() and file.stat().st_size <= _LONGEST:
            return file.read_text("utf-8", "replace")
    return ""


def license_name(text: str) -> str:
    """Name a license by its first lines, as SPDX does; nothing where it is another."""
    head = " ".join(text[:400].split())
    return next((name for words, name in _KNOWN if words.lower() in head.lower()), "")
