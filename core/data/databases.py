"""SQLite databases of a backup: each is opened apart, and asked whether it is sound."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from core.plain_text import inert
from core.problems import Advice, Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAGIC = b"SQLite format 3\0"
_BESIDE = ("-wal", "-journal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The databases of a backup: those that are sound, and those that nobody could ask here."""

    sound: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class Writer(Protocol):
    """Takes the content of a file, or leaves it."""

    def write(self, data: bytes) -> object:
        """Take more of it."""
        ...

    def close(self) -> None:
        """It has ended."""
        ...


class Taken:
    """The databases that were met, in a folder of their own until they are checked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, Path] = {}

    @classmethod
    @contextmanager
    def folder(cls) -> Iterator[Taken]:
        """Have a folder for them that only this user may enter, and leave nothing of it."""
        with tempfile.TemporaryDirectory(prefix="goferry-backup-") as made:
            yield cls(Path(made))

    def writer(self, path: str) -> Writer:
        """Return what takes this file: a database's own content, and what lies beside it."""
        for end in _BESIDE:
            database = self._files.get(path.removesuffix(end))
            if path.endswith(end) and database:
                return database.with_name(f"{database.name}{end}").open("wb")
        return _Perhaps(self, path)

    def keep(self, path: str) -> BinaryIO:
        """Have a place for a database."""
        file = self._files.setdefault(path, self._folder / str(len(self._files)))
        return file.open("wb")

    def check(self) -> Checked:
        """Ask each of them; raises "database_damaged" for one that is not sound."""
        found = {path: _is_sound(path, file) for path, file in self._files.items()}
        return Checked(
            sound=tuple(inert(path) for path, sound in found.items() if sound),
            unknown=tuple(inert(path) for path, sound in found.items() if not sound),
        )


class _Perhaps:
    """Keeps what begins as a database does."""

    def __init__(self, taken: Taken, path: str) -> None:
        self._taken = taken
        self._path = path
        self._file: BinaryIO | None = None
        self._begun = False

    def write(self, data: bytes) -> None:
        """Look at the beginning, and take the rest accordingly."""
        if not self._begun and data.startswith(_MAGIC):
            self._file = self._taken.keep(self._path)
        self._begun = True
        if self._file:
            self._file.write(data)

    def close(self) -> None:
        """Be done with it."""
        if self._file:
            self._file.close()


def _is_sound(path: str, file: Path) -> bool:
    """Ask SQLite itself; False where it cannot tell, as of what its own extensions made."""
    try:
        import sqlite3  # noqa: PLC0415 - Python may have been built without it
    except ImportError:
        return False
    database = sqlite3.connect(file)
    try:
        told = str(database.execute("PRAGMA integrity_check(1)").fetchone()[0])
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError as reason:
        raise ProblemError(_damaged(path, str(reason))) from reason
    finally:
        database.close()
    if told != "ok":
        raise ProblemError(_damaged(path, told))
    return True


def _damaged(path: str, told: str) -> Problem:
    return Problem(
        code="database_damaged",
        what=say("The SQLite database {path} in the backup is damaged.", path=inert(path)),
        why=say("SQLite reported: {line}", line=inert(told)[:200]),
        next=(Advice(say("Also check the database on the server. It might be damaged too.")),),
    )
