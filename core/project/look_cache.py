"""What a look at a project found, kept in the home until anything is another that it came from.

What Go answers follows from the project's files, from those of modules that are edited beside it,
from Go itself and its settings. Any doubt means to look again: a file that was written while Go
looked, a folder that is too large, a module that is gone, a record that is damaged.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.codec import read_json
from core.home import write_whole
from core.problems import ProblemError
from core.project import snapshot
from core.project.packages import may_change
from core.typed import Annotation, from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from core.home import Home
    from core.project.packages import Package
    from core.project.snapshot import Snapshot

FORMAT = 2
_LONGEST_FILE = 4 << 20
# Kernels date a file by a clock that stands still for up to so long.
_TICK = 10_000_000  # nanoseconds
_WORKSPACE = ("go.work", "go.work.sum")  # which count from every folder above
_DAMAGED = (OSError, ValueError, TypeError, KeyError, AttributeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is known of a look, and how things stand now: needed to keep what a new one finds."""

    answer: Any = None
    folders: tuple[Path, ...]
    now: Snapshot | None
    since: int


class LookCache:
    """One kind of look at one project; the last answer of each kind, an `answers`, is kept.

    `asked` is all that decides the answer besides the files. `but` is a program that is built
    meanwhile, and no part of the project.
    """

    def __init__(  # noqa: PLR0913 - what tells one look from another
        self,
        home: Home,
        root: Path,
        *,
        kind: Sequence[str],
        asked: Sequence[object],
        answers: Annotation,
        but: Path | None = None,
    ) -> None:
        self._root, self._but, self._answers = root, but, answers
        self._asked = _digest(repr((FORMAT, str(root), kind, asked)))
        name = _digest(repr((str(root), kind)))
        self._file = home.cache / "looks" / f"{name}.json"

    def find(self) -> Found:
        """Return what is known and still true; its `answer` is None where nothing is."""
        since = time.time_ns()
        kept = self._load()
        folders = tuple(map(Path, kept.get("folders", (str(self._root),))))
        now = self._now(folders)
        true = now and now.digest == kept.get("digest") and all(map(os.path.isdir, kept["needs"]))
        answer = self._understood(kept) if true else None
        return Found(answer=answer, folders=folders, now=now, since=since)

    def keep(self, answer: object, packages: Iterable[Package], *, found: Found) -> None:
        """Keep what these packages led to, unless something changed since it was looked for.

        Where the look reached into folders that nobody had looked at before, only that is kept.
        """
        packages = list(packages)
        folders = (self._root, *sorted(set(_beside(self._root, packages))))
        now = self._now(folders)
        known = folders == found.folders
        sound = now == found.now and now is not None and now.newest < found.since - _TICK
        if known and not sound:
            return
        kept = {
            "asked": self._asked,
            "folders": [str(one) for one in folders],
            "needs": sorted(_needed(packages)),
            "digest": now.digest if known and now else "",
            "answer": to_plain(answer, kind=self._answers),
        }
        text = json.dumps(kept)
        with suppress(ProblemError):
            write_whole(self._file, f"{_digest(text)}\n{text}".encode())

    def _now(self, folders: tuple[Path, ...]) -> Snapshot | None:
        above = (place / name for place in self._root.parents for name in _WORKSPACE)
        return snapshot.take(folders, above, but=self._but)

    def _load(self) -> dict[str, Any]:
        """What was kept for this very question; empty where nothing was, or it is damaged."""
        try:
            with self._file.open("rb") as opened:
                digest, _, text = opened.read(_LONGEST_FILE).decode("ascii").partition("\n")
            kept = read_json(text, paths=True) if digest == _digest(text) else {}
            return kept if kept.get("asked") == self._asked else {}
        except _DAMAGED:
            return {}

    def _understood(self, kept: dict[str, Any]) -> Any:  # noqa: ANN401 - what was kept
        try:
            return from_plain(self._answers, kept["answer"])
        except _DAMAGED:
            return None


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def whole(packages: Iterable[Package]) -> bool:
    """Whether Go could load all of these, so that nothing outside would make them others."""
    broken = ("Error", "DepsErrors", "Incomplete")
    return not any(one.get(key) for one in packages for key in broken)


def _beside(root: Path, packages: Iterable[Package]) -> Iterator[Path]:
    """The folders outside of the project in which somebody may edit what it uses."""
    for one in packages:
        if one.get("Dir") and may_change(one) and not Path(one["Dir"]).is_relative_to(root):
            yield Path(_module_folder(one) or one["Dir"])


def _needed(packages: Iterable[Package]) -> set[str]:
    """The folders of modules that were downloaded, and could be removed."""
    folders = {_module_folder(one) for one in packages if not one.get("Standard")}
    return folders - {""}


def _module_folder(package: Package) -> str:
    module = package.get("Module") or {}
    folder: str = (module.get("Replace") or module).get("Dir", "")
    return folder
