"""What a project's goferry.toml asks of its service: one rule for window and command line.

The file comes with a project, which may be a stranger's: it decides only what its entry lets it,
and names no file outside of the project.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from core.problems import ProblemError
from core.project.shared import unreadable
from core.service.catalogue import OPTIONS
from core.service.kinds import OneLine
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.project.shared import Shared
    from core.service.entry import Option

_NAME = "name"
_KNOWN: Mapping[str, Option] = {one.name_in_file: one for one in OPTIONS if one.shared}


def name_from(said: Shared) -> str:
    """Return the service's name; empty where the file gives none. Raises `ProblemError`."""
    name = said.service.get(_NAME, "")
    if not OneLine().fits(name):
        raise ProblemError(unreadable(said.file, OneLine().rule(say("The name of the service"))))
    return str(name)


def values_from(said: Shared, folder: Path) -> dict[str, Any]:
    """Return the values that the file gives, by their keys; its paths begin at the folder.

    Raises `ProblemError` (`shared_unreadable`, `mode_unknown`).
    """
    values: dict[str, Any] = {}
    for name, written in said.service.items():
        if name == _NAME:
            continue
        if name not in _KNOWN:
            raise ProblemError(unreadable(said.file, _unknown(name)))
        values |= _read(said.file, _KNOWN[name], written)
    if "includes" in values:
        values["includes"] = tuple(_inside(said.file, folder, one) for one in values["includes"])
    return values


def _read(file: Path, option: Option, written: object) -> dict[str, Any]:
    """Read one value; an empty one that cannot be is none, as in a file that is filled in later."""
    try:
        return option.said(written)
    except ProblemError as refused:
        if written == "" or (written == 0 and not isinstance(written, bool)):
            return {}
        problem = refused.problem
        if problem.code == "mode_unknown":  # it says itself where to correct it
            raise
        reason = say("{what} {why}", what=problem.what, why=problem.why)
        raise ProblemError(unreadable(file, reason)) from refused


def _inside(file: Path, folder: Path, path: Path) -> Path:
    """A path that stays inside the project: a shared file must not send other files away."""
    text = str(path)
    pure = PurePosixPath(text)
    if pure.is_absolute() or ".." in pure.parts or "\\" in text or ":" in text:
        reason = say("includes must be paths inside the project: {path}", path=text[:200])
        raise ProblemError(unreadable(file, reason))
    return folder / path


def _unknown(name: str) -> Text:
    known = ", ".join((_NAME, *_KNOWN))
    return say("[service] cannot set {name}; it can set: {known}", name=name[:200], known=known)
