"""A backup on its way to this computer: what has arrived is kept, and goes on after a cut."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from core.data.sealing import HEAD, PIECE, SEALED, Sealer
from core.declared import coded
from core.home import not_written
from core.memory import note, noted
from core.problems import ProblemError

if TYPE_CHECKING:
    from pathlib import Path

_ID = re.compile(r"[0-9a-f]{32}")
_NAME = re.compile(r"[A-Za-z0-9._-]{1,200}")


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A backup that the server has made: where it lies there, and how it is called here."""

    id: str
    folder: str
    name: str
    size: int
    sealed: bool

    @property
    def there(self) -> str:
        """The archive on the server."""
        return f"{self.folder}/backup.tar"


class Arriving:
    """The file of a backup in a folder of this computer, from its first byte to its name."""

    def __init__(self, output: Path, begun: Begun) -> None:
        self.begun = begun
        self.file = output / begun.name
        self._part = output / f"{begun.name}.part"

    def size(self) -> int:
        """Count the bytes of the archive that are here and need not come again."""
        there = self._part.stat().st_size if self._part.exists() else 0
        return max(there - HEAD, 0) // SEALED * PIECE if self.begun.sealed else there

    def taking(self, key: bytes | None) -> Taking:
        """Open it for what comes next."""
        return Taking(self._part, self.size(), key)

    def finish(self) -> None:
        """Give it its name."""
        self._part.replace(self.file)

    def drop(self) -> None:
        """Begin anew another time."""
        self._part.unlink(missing_ok=True)

    @property
    def part(self) -> Path:
        """What it is called until it is whole."""
        return self._part


class Taking:
    """Writes what arrives, encrypted where there is a key; not in the event loop."""

    def __init__(self, part: Path, size: int, key: bytes | None) -> None:
        self._part = part
        self.count = size
        try:
            mode = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
            self._file: BinaryIO = os.fdopen(os.open(part, mode, 0o600), "r+b")
            self._place(size, key)
        except OSError as reason:
            raise ProblemError(not_written(part, reason)) from reason

    def _place(self, size: int, key: bytes | None) -> None:
        pieces = size // PIECE if key else 0
        self._file.truncate(HEAD + pieces * SEALED if pieces else 0 if key else size)
        self._file.seek(0, os.SEEK_END)
        self._to = Sealer(key, self._file, done=pieces) if key else self._file

    def take(self, data: bytes) -> None:
        """Write more."""
        try:
            self._to.write(data)
        except OSError as reason:
            raise ProblemError(not_written(self._part, reason)) from reason
        self.count += len(data)

    def end(self, *, whole: bool) -> None:
        """Be done with it; only a whole one gets its last piece."""
        try:
            if whole and isinstance(self._to, Sealer):
                self._to.close()
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
        except OSError as reason:
            raise ProblemError(not_written(self._part, reason)) from reason


def begun_before(output: Path, service: str, server: str) -> Begun | None:
    """Return the backup that was cut on its way into this folder, if there is one."""
    found = noted(_note(output, service, server), Begun)
    if found is None or not _ID.fullmatch(found.id) or not _NAME.fullmatch(found.name):
        return None
    return found


def remember(output: Path, service: str, server: str, begun: Begun) -> None:
    """Note what is on its way."""
    note(_note(output, service, server), begun)


def forget(output: Path, service: str, server: str) -> None:
    """It has arrived, or is no more."""
    with suppress(OSError):
        _note(output, service, server).unlink(missing_ok=True)


def _note(output: Path, service: str, server: str) -> Path:
    safe = re.sub(r"[^A-Za-z0-9-]", "_", server)[:80]
    return output / f".goferry-{service}-{safe}.part.json"
