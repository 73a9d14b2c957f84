"""What a project's goferry.toml asks of its service: one rule for window and command line.

The file comes with a project, which may be a stranger's: each value is checked by its entry, and
it names no file outside of the project.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from core.problems import ProblemError
from core.project.shared import unreadable
from core.service.catalogue import OPTIONS, options_of
from core.service.further import OWN_ENTRIES
from core.service.kinds import OneLine
from core.service.model import Process
from core.service.values import with_values
from core.words import Text, list_of, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from core.project.shared import Shared
    from core.service.entry import Option

_NAME = "name"
_FOR_ALL = "[service]"
_LONGEST_SHOWN = 200
_KNOWN, _OF_PROCESSES = (
    {one.name_in_file: one for one in options} for options in (OPTIONS, options_of(OWN_ENTRIES))
)


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
    table = {name: written for name, written in said.service.items() if name != _NAME}
    values = values_of(said.file, table, folder, where=_FOR_ALL)
    if said.processes:
        values["processes"] = tuple(_process(said, *one) for one in said.processes.items())
    return values


def values_of(file: Path, table: Mapping[str, Any], folder: Path, *, where: str) -> dict[str, Any]:
    """Return the values of one table, which is `where` in the file. Raises `ProblemError`."""
    values = _all_of(file, table, _KNOWN, where)
    if "includes" in values:
        values["includes"] = tuple(_inside(file, folder, one) for one in values["includes"])
    if "env_file" in values:
        values["env_file"] = _file_inside(file, folder, values["env_file"])
    return values


def _process(said: Shared, name: str, table: Mapping[str, Any]) -> Process:
    """Read the table of a further process; whether it can be, is asked of all together."""
    where = f"[processes.{name[:_LONGEST_SHOWN]}]"
    return with_values(Process(name=name), _all_of(said.file, table, _OF_PROCESSES, where))


def _all_of(
    file: Path, table: Mapping[str, Any], known: Mapping[str, Option], where: str
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, written in table.items():
        if name not in known:
            raise ProblemError(unreadable(file, _unknown(name, known, where)))
        values |= _read(file, known[name], written)
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
        reason = say("{path} is not a path inside the project.", path=text[:200])
        raise ProblemError(unreadable(file, reason))
    return folder / path


def _file_inside(file: Path, folder: Path, path: Path) -> Path | None:
    """The same of a file that is read here; no link may lead out, and an empty path is none."""
    if path == Path():
        return None
    inside = _inside(file, folder, path)
    if not inside.resolve().is_relative_to(folder.resolve()):
        reason = say("{path} leads out of the project.", path=str(path)[:200])
        raise ProblemError(unreadable(file, reason))
    return inside


def _unknown(name: str, known: Iterable[str], where: str) -> Text:
    can = list_of(known if where != _FOR_ALL else (_NAME, *known))
    return say(
        "{table} cannot set {name}; it can set: {known}",
        table=where,
        name=name[:_LONGEST_SHOWN],
        known=can,
    )
