"""Which files a `//go:embed` pattern takes, and which it leaves out, found without Go.

The rules are those of the package `embed` and of `path.Match`: a folder that is named gives all
of its files but those whose names, or whose folders' names, begin with a dot or an underscore;
`all:` before the pattern takes these, too.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ALL = "all:"
_NEVER = frozenset({".bzr", ".hg", ".git", ".svn"})
# Letters of a pattern: a class in brackets, an escaped letter, or one of any kind.
_LETTER = re.compile(r"\[(\^?)((?:\\.|[^\]\\])+)\]|\\(.)|(.)", re.DOTALL)


def taken(folder: Path, pattern: str) -> Iterator[str]:
    """Name each file that `pattern` embeds in a package in `folder`; a relative path with "/"."""
    return _files(folder, pattern, hidden=pattern.startswith(_ALL))


def left_out(folder: Path, pattern: str) -> tuple[str, ...]:
    """Name each file that only `all:` before the pattern would embed, in order."""
    if pattern.startswith(_ALL):
        return ()
    every = set(_files(folder, pattern, hidden=True))
    return tuple(sorted(every - set(_files(folder, pattern, hidden=False))))


def _files(folder: Path, pattern: str, *, hidden: bool) -> Iterator[str]:
    words = pattern.removeprefix(_ALL).split("/")
    for place in _matching(str(folder), "", words):
        whole = f"{folder}/{place}"
        if os.path.isdir(whole):  # noqa: PTH112 - thousands of paths, as short as can be
            yield from _inside(whole, place, hidden=hidden)
        elif os.path.isfile(whole):  # noqa: PTH113 - as above
            yield place


def _matching(root: str, place: str, words: list[str]) -> Iterator[str]:
    """The paths below `root` that the words of a pattern name, one folder level for each."""
    if not words:
        yield place
        return
    if words == ["."]:
        yield "."
        return
    name = re.compile(_expression(words[0]))
    for entry in _entries(f"{root}/{place}"):
        if name.fullmatch(entry.name):
            inner = f"{place}/{entry.name}" if place else entry.name
            yield from _matching(root, inner, words[1:])


def _expression(word: str) -> str:
    return "".join(map(_letter, _LETTER.finditer(word)))


def _letter(found: re.Match[str]) -> str:
    negated, inner, escaped, plain = found.groups()
    if inner is not None:
        return _class(negated, inner)
    if escaped is not None:
        return re.escape(escaped)
    return {"*": ".*", "?": "."}.get(plain, re.escape(plain))


def _class(negated: str, inner: str) -> str:
    """A class of letters: ranges stay, everything else stands for itself."""
    safe = re.sub(r"\\(.)|([^\w-])", lambda one: re.escape(one[1] or one[2]), inner)
    return f"[{negated}{safe}]"


def _inside(folder: str, place: str, *, hidden: bool) -> Iterator[str]:
    """Every file below a folder that was named; a module of its own in it is none of this."""
    for entry in _entries(folder):
        if entry.name in _NEVER or (not hidden and entry.name[0] in "._"):
            continue
        inner = entry.name if place == "." else f"{place}/{entry.name}"
        if entry.is_file(follow_symlinks=False):
            yield inner
        elif entry.is_dir(follow_symlinks=False) and not _is_module(entry.path):
            yield from _inside(entry.path, inner, hidden=hidden)


def _is_module(folder: str) -> bool:
    return os.path.exists(f"{folder}/go.mod")  # noqa: PTH110 - as above


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []
