"""One fault: what it breaks, where it is put in, and which tests must notice it."""

from __future__ import annotations

import re
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FOLDER = Path(__file__).parent
_GENERATED = _FOLDER / "generated.toml"
_HUNK = re.compile(r"@@ -\S+ \+(?P<first>\d+)(?:,(?P<number>\d+))? @@")


@dataclass(frozen=True)
class Mutant:
    """A fault as text: in `file`, `was` becomes `now` at `start` (characters from the top)."""

    area: str
    breaks: str
    file: str
    was: str
    now: str
    noticed_by: tuple[str, ...]
    start: int = -1  # where `was` stands; -1: at its only place
    line: int = 0  # the number of its first line; 0: not looked up

    @property
    def is_slow(self) -> bool:
        """Whether only tests notice it that may boot a server."""
        return all(
            test.startswith(("tests/server/", "tests/journeys/")) for test in self.noticed_by
        )

    def put_into(self, text: str) -> str:
        """Return the file's text with the fault in it; raise `ValueError` when it does not fit."""
        start = self.start
        if start < 0:
            if text.count(self.was) != 1:
                msg = f"stands {text.count(self.was)} times in {self.file}: {self.was!r}"
                raise ValueError(msg)
            start = text.index(self.was)
        return text[:start] + self.now + text[start + len(self.was) :]


@dataclass(frozen=True)
class Module:
    """A module that is held to every generated fault, and the ones that change nothing."""

    file: str
    tests: tuple[str, ...]
    equivalent: frozenset[tuple[str, str]]  # (the line as it is, the changed line)


def by_hand(areas: tuple[str, ...] = ()) -> list[Mutant]:
    """Read the faults that people thought of: of some areas, or all."""
    files = sorted(file for file in _FOLDER.glob("*.toml") if file != _GENERATED)
    return [
        Mutant(
            area=file.stem,
            breaks=entry["breaks"],
            file=entry["file"],
            was=entry["was"],
            now=entry["now"],
            noticed_by=tuple(entry["noticed_by"]),
        )
        for file in files
        if not areas or file.stem in areas
        for entry in tomllib.loads(file.read_text("utf-8"))["mutant"]
    ]


def modules() -> list[Module]:
    """Read which modules are held to generated faults."""
    tables = tomllib.loads(_GENERATED.read_text("utf-8"))
    return [
        Module(
            entry["file"],
            tuple(entry["tests"]),
            frozenset((same["was"], same["now"]) for same in entry.get("equivalent", ())),
        )
        for entry in tables["module"]
    ]


def changed_since(revision: str) -> dict[str, frozenset[int]]:
    """Name the files that differ from `revision`, each with the lines that are new or changed."""
    shown = _git("diff", "--unified=0", "--no-prefix", "--no-renames", revision)
    changed: dict[str, set[int]] = {}
    lines: set[int] = set()
    for line in shown.split("\n"):
        if line.startswith("+++ "):
            lines = changed.setdefault(line.removeprefix("+++ "), set())
        elif found := _HUNK.match(line):
            first, number = int(found["first"]), int(found["number"] or 1)
            lines.update(range(first, first + number))
    return {file: frozenset(of_file) for file, of_file in changed.items()}


def some_commits_ago(number: int = 10) -> str:
    """Name the commit before the last `number`, or the oldest that this clone has."""
    return _git("rev-list", "--first-parent", f"--max-count={number + 1}", "HEAD").split()[-1]


def _git(*words: str) -> str:
    git = ("git", "-C", str(ROOT), *words)
    return subprocess.run(git, capture_output=True, text=True, check=True).stdout
