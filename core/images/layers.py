"""Layers of an image: a tar file that is the same to the byte wherever it is made."""

from __future__ import annotations

import io
import tarfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing of a layer: a folder, a hard link to `target`, or a file with this content."""

    path: str
    kind: bytes
    mode: int
    owner: int = 0
    content: bytes | Path = b""
    target: str = ""

    @classmethod
    def folder(cls, path: str, *, mode: int = 0o755, owner: int = 0) -> Entry:
        """Make a folder."""
        return cls(path=path, kind=tarfile.DIRTYPE, mode=mode, owner=owner)

    @classmethod
    def file(cls, path: str, content: bytes | Path, *, mode: int = 0o644) -> Entry:
        """Make a file of root's, which a program may read."""
        return cls(path=path, kind=tarfile.REGTYPE, mode=mode, content=content)

    @classmethod
    def link(cls, path: str, target: str) -> Entry:
        """Give a file of the same layer a second name."""
        return cls(path=path, kind=tarfile.LNKTYPE, mode=0o644, target=target)


def write(entries: Iterable[Entry], to: BinaryIO, created: int) -> None:
    """Write a layer: sorted, with the folders above each entry, all from one moment."""
    with tarfile.open(fileobj=to, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for one in _with_folders(entries):
            _add(archive, one, created)


def _with_folders(entries: Iterable[Entry]) -> list[Entry]:
    found = {one.path: one for one in entries}
    for path in tuple(found):
        for above in PurePosixPath(path).parents:
            if str(above) not in {"/", *found}:
                found[str(above)] = Entry.folder(str(above))
    return sorted(found.values(), key=lambda one: (one.kind == tarfile.LNKTYPE, one.path))


def _add(archive: tarfile.TarFile, one: Entry, created: int) -> None:
    member = tarfile.TarInfo(one.path.lstrip("/"))
    member.type, member.mode, member.mtime = one.kind, one.mode, created
    member.uid = member.gid = one.owner
    member.linkname = one.target.lstrip("/")
    if one.kind != tarfile.REGTYPE:
        archive.addfile(member)
        return
    if isinstance(one.content, bytes):
        member.size = len(one.content)
        archive.addfile(member, io.BytesIO(one.content))
        return
    with one.content.open("rb") as opened:
        member.size = one.content.stat().st_size
        archive.addfile(member, opened)
