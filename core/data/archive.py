"""What a backup holds: read once from beginning to end, each file against its own hash."""

from __future__ import annotations

import hashlib
import tarfile
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, cast

from core.codec import object_in
from core.data import databases
from core.data.sealing import Opener, is_sealed
from core.declared import coded
from core.home import not_read
from core.plain_text import inert
from core.problems import Advice, Problem, ProblemError
from core.typed import Misfit, from_plain
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.data.databases import Checked
    from core.data.sealing import Readable

_PREFIX = "data/"
_MANIFEST = "manifest.json"
_FORMAT = 1
_ROLLBACK = "rollback"
_LARGEST_MANIFEST = 256 << 20
_CHUNK = 1 << 20


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """A database of SQLite as it was read there: `journal` is wal or rollback, `held` in seconds.

    Nobody could write to one in a rollback mode for so long.
    """

    path: str = ""
    journal: str = ""
    held: float = 0.0


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the program on the server says of the archive; the paths are for people to read.

    `changed` were written to while they were read, `unread` closed to the service itself, `skipped`
    no files and folders; `hashes` are those of the files in the archive's order.
    """

    format: int = 0
    service: str = ""
    release: str = ""
    time: str = ""
    databases: tuple[Database, ...] = ()
    changed: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    hashes: tuple[str, ...] = ()

    @property
    def waited_for(self) -> tuple[Database, ...]:
        """The databases whose writers had to wait while they were read."""
        return tuple(one for one in self.databases if one.journal == _ROLLBACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A file of a data folder; `time` in seconds since 1970."""

    path: str
    size: int
    time: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A backup that is whole: `size` and `sha256` of its own file, and what it holds."""

    size: int
    sha256: str
    manifest: Manifest
    files: tuple[DataFile, ...]
    databases: Checked


def examine(file: Path, key: bytes | None) -> Contents:
    """Read a whole backup; raises "backup_damaged", "key_needed", "key_wrong" and its like.

    Each SQLite database in it is opened and asked whether it is sound ("database_damaged").
    """
    with _opened(file) as opened, databases.Taken.folder() as taken:
        raw = _Hashed(opened)
        files, hashes, manifest = _read(_plain(opened, raw, file, key), taken, file)
        if manifest.format != _FORMAT or list(manifest.hashes) != hashes:
            raise ProblemError(_not_whole(file, "manifest"))
        raw.to_the_end()
        return Contents(
            size=raw.size,
            sha256=raw.digest.hexdigest(),
            manifest=manifest,
            files=tuple(files.values()),
            databases=taken.check(),
        )


def plain(file: Path, key: bytes | None, room: Path) -> tuple[Path, str]:
    """Return where the archive lies without encryption, and its hash.

    It is written into `room` only where it is encrypted: to copy what is as large as a disk allows
    takes longer than all else that is done with it here.
    """
    with _opened(file) as opened:
        raw = _Hashed(opened)
        source = _plain(opened, raw, file, key)
        if source is raw:
            raw.to_the_end()
            return file, raw.digest.hexdigest()
        with room.open("wb") as to:
            made = _Hashed(source)
            while data := made.read(_CHUNK):
                to.write(data)
    return room, made.digest.hexdigest()


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    try:
        with file.open("rb") as opened:
            yield opened
    except (FileNotFoundError, IsADirectoryError, PermissionError) as reason:
        raise ProblemError(not_read(file, reason)) from reason


def _plain(opened: BinaryIO, raw: _Hashed, file: Path, key: bytes | None) -> Readable:
    if not is_sealed(opened):
        return raw
    if key is None:
        raise ProblemError(_key_needed(file))
    return Opener(key, raw)


def _read(
    source: Readable, taken: databases.Taken, file: Path
) -> tuple[dict[str, DataFile], list[str], Manifest]:
    files: dict[str, DataFile] = {}
    hashes: list[str] = []
    manifest = Manifest()
    try:
        only_read = cast("BinaryIO", source)
        with tarfile.open(fileobj=only_read, mode="r|", bufsize=_CHUNK) as tar:
            for one in tar:
                if one.name == _MANIFEST:
                    manifest = _manifest(tar, one)
                elif one.isreg() and one.name.startswith(_PREFIX):
                    path = one.name.removeprefix(_PREFIX)
                    hashes.append(_hash(tar, one, taken.writer(path)))
                    files[path] = DataFile(path=path, size=one.size, time=int(one.mtime))
                vars(tar)["members"].clear()  # it would keep all of them
    except (tarfile.TarError, Misfit, EOFError, ValueError) as reason:
        raise ProblemError(_not_whole(file, str(reason))) from reason
    return files, hashes, manifest


def _manifest(tar: tarfile.TarFile, one: tarfile.TarInfo) -> Manifest:
    opened = tar.extractfile(one)
    text = opened.read(_LARGEST_MANIFEST).decode("utf-8", "replace") if opened else ""
    return from_plain(Manifest, object_in(text))


def _hash(tar: tarfile.TarFile, one: tarfile.TarInfo, taken: databases.Writer) -> str:
    digest = hashlib.sha256()
    opened = tar.extractfile(one)
    while opened and (data := opened.read(_CHUNK)):
        digest.update(data)
        taken.write(data)
    taken.close()
    return digest.hexdigest()


class _Hashed:
    """A file whose bytes are hashed as they are read."""

    def __init__(self, file: Readable) -> None:
        self._file = file
        self.digest = hashlib.sha256()
        self.size = 0

    def read(self, size: int) -> bytes:
        """Read on."""
        data = self._file.read(size)
        self.digest.update(data)
        self.size += len(data)
        return data

    def to_the_end(self) -> None:
        """Hash what nobody had to read."""
        while self.read(_CHUNK):
            pass


def _not_whole(file: Path, details: str) -> Problem:
    return Problem(
        code="backup_damaged",
        what=say("{file} is not a complete GoFerry backup.", file=str(file)),
        why=say("The file is damaged, incomplete, or not a backup."),
        next=(Advice(say("Use another copy of the file, or another backup.")),),
        details=inert(details),
    )


def _key_needed(file: Path) -> Problem:
    return Problem(
        code="key_needed",
        what=say("{file} is encrypted.", file=str(file)),
        why=say("Only the key that encrypted it can open it."),
        next=(Advice(say("Specify that key: --key FILE.")),),
    )
