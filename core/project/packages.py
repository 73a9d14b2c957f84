"""What `go list` says about packages, and the import chains between them."""

from __future__ import annotations

import json
import os
import re
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.processes import Captured, Command, capture
from core.project import git
from core.toolchain import environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from core.toolchain import Go

Package = dict[str, Any]

_FIELDS = (
    "ImportPath,Name,Dir,Standard,Module,CgoFiles,Imports,EmbedPatterns,EmbedFiles,"
    "GoFiles,DepOnly,Incomplete,Error,DepsErrors"
)
_ODD = re.compile("[\udc80-\udcff]")  # how Python keeps the bytes that are no UTF-8
_TIMEOUT = 300.0  # seconds: the first look at a project may download its modules


async def list_packages(
    go: Go,
    folder: Path,
    patterns: Iterable[str],
    *,
    deps: bool = False,
    env: Mapping[str, str] | None = None,
) -> tuple[list[Package], Captured]:
    """Ask Go for packages, broken ones included; returns them and what Go said besides."""
    flags = ("-e", "-deps") if deps else ("-e",)
    words = (str(go.program), "list", *flags, f"-json={_FIELDS}", "--", *patterns)
    quiet = await git.restrained(environment(go, extra=env), folder)
    said = await capture(Command(words=words, folder=folder, env=quiet), seconds=_TIMEOUT)
    odd = _odd_places(folder)
    return [_at_home(one, odd) for one in read_objects(said.out)], said


def read_objects(text: str) -> list[Package]:
    """Read the JSON objects that stand one after another; stops at what is none."""
    decoder = json.JSONDecoder()
    found: list[Package] = []
    place = 0
    while (place := _next_object(text, place)) >= 0:
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            break
        found.append(value)
    return found


def _odd_places(folder: Path) -> dict[str, str]:
    """Map folders whose names are no UTF-8, as Go spells them in JSON, to their real names."""
    found = {}
    for place in (folder.absolute(), Path.home()):
        odd = [one for one in (place, *place.parents) if _ODD.search(one.name)]
        if odd:
            found[_ODD.sub("\ufffd", str(odd[0]))] = str(odd[0])
    return found


def _at_home(package: Package, odd: Mapping[str, str]) -> Package:
    """Give a package its real folder: Go's JSON has lost the bytes that are no UTF-8."""
    for holder in (package, package.get("Module") or {}) if odd else ():
        for key in {"Dir", "GoMod"} & holder.keys():
            shown = next((one for one in odd if holder[key].startswith(one)), "")
            holder[key] = odd.get(shown, "") + holder[key][len(shown) :]
    return package


def may_change(package: Package) -> bool:
    """Whether the package lies where people edit: not in Go itself, nor in the module cache."""
    if package.get("Standard"):
        return False
    module = package.get("Module") or {}
    replaced = module.get("Replace") or {}
    vendored = f"{os.sep}vendor{os.sep}" in package["Dir"]
    local = bool(replaced) and not replaced.get("Version")
    return not module or bool(module.get("Main")) or local or vendored


def chain(packages: Mapping[str, Package], *, starts: Iterable[str], goal: str) -> tuple[str, ...]:
    """Return the shortest import chain from one of `starts` to `goal`, both included."""
    came_from: dict[str, str] = dict.fromkeys(starts, "")
    waiting = deque(came_from)
    while waiting:
        here = waiting.popleft()
        if here == goal:
            return _walk_back(came_from, goal)
        for there in packages.get(here, {}).get("Imports") or ():
            if there not in came_from:
                came_from[there] = here
                waiting.append(there)
    return (goal,)


def _walk_back(came_from: Mapping[str, str], goal: str) -> tuple[str, ...]:
    steps = [goal]
    while came_from[steps[-1]]:
        steps.append(came_from[steps[-1]])
    return tuple(reversed(steps))


def _next_object(text: str, place: int) -> int:
    return text.find("{", place)
