"""New projects: a whole, tested service to start from, under a module path of one's own."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from core.actions import ChooseFolder
from core.home import expanded
from core.problems import Advice, Problem, ProblemError
from core.words import Text, list_of, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

KINDS = ("gin", "http")

# The templates are real projects under this path, so that Go's own tools can hold them to account.
_MODULE = "example.com/ferry-template"
_NAME = "ferry-template"
_HIDDEN = {"gitignore.tmpl": ".gitignore"}  # packaging would leave out a name that begins so


async def create(kind: str, folder: Path, *, module: str) -> Path:
    """Make a new project of this kind in a folder that is absent or empty; return its folder.

    It appears as a whole or not at all. Raises `ProblemError` for an unknown kind, a module path
    that Go would refuse, and a folder that holds something.
    """
    return await asyncio.to_thread(_create, kind, folder, module)


def service_name(module: str) -> str:
    """Derive a service's name from a module path: its last word that is not a version."""
    from core.service_name import derived

    words = [word for word in module.lower().split("/") if not re.fullmatch(r"v\d+", word)]
    word = words[-1] if words else ""
    return derived(word)


def renamed(content: bytes, module: str) -> bytes:
    """Put a template's text under a module path of one's own."""
    return content.replace(_MODULE.encode(), module.encode()).replace(
        _NAME.encode(), service_name(module).encode()
    )


def _create(kind: str, folder: Path, module: str) -> Path:
    target = expanded(folder).absolute()
    try:
        _check(kind, target, module)
        _write(kind, target, module)
    except OSError as reason:
        raise ProblemError(_not_written(target, reason)) from reason
    return target


def _check(kind: str, target: Path, module: str) -> None:
    if kind not in KINDS:
        raise ProblemError(_unknown_kind(kind))
    from core.project.module_path import why_not

    if (why := why_not(module)) is not None:
        raise ProblemError(_odd_module(why))
    if not _is_free(target):
        raise ProblemError(_not_empty(target))


def _is_free(target: Path) -> bool:
    """Tell whether a project can go here; the `.git` of a fresh repository does not count."""
    if not target.exists():
        return not target.is_symlink()
    return target.is_dir() and all(entry.name == ".git" for entry in target.iterdir())


def _write(kind: str, target: Path, module: str) -> None:
    """Write beside the target first: what is not whole never stands there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.parent / f".{target.name}.{os.urandom(4).hex()}.unfinished"
    try:
        for path, content in _files(kind):
            _write_file(beside / path, renamed(content, module))
        _move(beside, target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _files(kind: str) -> Iterator[tuple[Path, bytes]]:
    from importlib.resources import files

    templates = files("resources") / "templates"
    yield from _walk(templates / kind, Path())
    if kind == "http":  # it stops and speaks with systemd in the same way
        yield from _walk(templates / "gin" / "pkg", Path("pkg"))


def _walk(folder: Traversable, path: Path) -> Iterator[tuple[Path, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, path / entry.name)
        else:
            yield path / _HIDDEN.get(entry.name, entry.name), entry.read_bytes()


def _write_file(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _move(made: Path, target: Path) -> None:
    """Put the finished project in place; into a folder that is there, entry by entry."""
    if not target.exists():
        made.rename(target)
        return
    with ExitStack() as undo:
        for entry in sorted(made.iterdir()):
            undo.callback(entry.rename(target / entry.name).rename, entry)
        undo.pop_all()


def _unknown_kind(kind: str) -> Problem:
    return Problem(
        code="template_unknown",
        what=say("There is no template called “{kind}”.", kind=kind),
        why=say("The templates are: {kinds}", kinds=list_of(KINDS)),
        next=(Advice(say("Choose one of these.")),),
        field="kind",
    )


def _odd_module(why: Text) -> Problem:
    return Problem(
        code="module_path_odd",
        what=say("Go does not accept this module path."),
        why=why,
        next=(
            Advice(
                say(
                    "Use the address of the repository, such as {example}.",
                    example="github.com/you/hello",
                )
            ),
        ),
        field="module",
    )


def _not_empty(target: Path) -> Problem:
    return Problem(
        code="folder_not_empty",
        what=say("A new project cannot be created in this folder."),
        why=say("{folder} already exists.", folder=str(target)),
        next=(Advice(say("Choose a new or an empty folder."), ChooseFolder()),),
        field="folder",
    )


def _not_written(target: Path, reason: OSError) -> Problem:
    return Problem(
        code="folder_not_writable",
        what=say("The new project could not be written to {folder}.", folder=str(target)),
        why=say("The system reported: {reason}", reason=reason.strerror or str(reason)),
        next=(Advice(say("Choose a folder that you can write to."), ChooseFolder()),),
        field="folder",
    )
