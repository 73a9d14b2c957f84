"""The pieces of an image that is kept, and finding them again in a file or folder of one."""

from __future__ import annotations

import hashlib
import re
import tarfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from core.codec import read_json
from core.images.blobs import INDEX, Blob, Blobs
from core.problems import Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BLOB = re.compile(r"blobs/sha256/([0-9a-f]{64})")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_TOP = "index.json"
_LARGEST_DOCUMENT = 4 << 20
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What the tag of an image names (`root`), the manifests in it, and all their pieces.

    `root` is an index, or the one manifest of a single program of which nothing is said.
    """

    root: Blob
    manifests: tuple[Blob, ...]
    pieces: tuple[Blob, ...]

    @property
    def everything(self) -> tuple[Blob, ...]:
        """All of it, each after what it names."""
        every = (*self.pieces, *self.manifests, self.root)
        return tuple({one.digest: one for one in every}.values())


def read(place: Path, blobs: Blobs) -> Stored:
    """Read an OCI layout, a tar file or a folder, and copy its pieces into `blobs`.

    Each piece is held to its hash. Raises `ProblemError` with "image_damaged".
    """
    try:
        top = _unpacked(place, blobs)
        (named,) = read_json(top)["manifests"]
        return _found(_blob(named), blobs)
    except (OSError, tarfile.TarError, LookupError, ValueError, TypeError) as odd:
        raise ProblemError(_damaged(place, str(odd))) from odd


def _found(root: Blob, blobs: Blobs) -> Stored:
    manifests = [root]
    if root.media_type == INDEX:
        manifests = [_blob(one) for one in _document(blobs, root)["manifests"]]
    pieces = []
    for one in manifests:
        told = _document(blobs, one)
        pieces += [_blob(part) for part in (*told["layers"], told["config"])]
    for one in pieces:
        if blobs.path(one).stat().st_size != one.size:
            raise ValueError(one.digest)
    different = {one.digest: one for one in pieces}
    return Stored(root=root, manifests=tuple(manifests), pieces=tuple(different.values()))


def _document(blobs: Blobs, blob: Blob) -> Any:  # noqa: ANN401 - what it is, is looked at
    with blobs.path(blob).open("rb") as opened:
        return read_json(opened.read(_LARGEST_DOCUMENT))


def _blob(told: Any) -> Blob:  # noqa: ANN401 - the same
    kind, digest, size = told["mediaType"], told["digest"], told["size"]
    if not _DIGEST.fullmatch(digest) or not kind.isascii() or not isinstance(size, int):
        raise ValueError(digest)
    return Blob(media_type=kind, digest=digest, size=size)


def _unpacked(place: Path, blobs: Blobs) -> bytes:
    """Copy the pieces, and return the document that names the first."""
    top = b""
    for name, content in _members(place):
        with content:
            if found := _BLOB.fullmatch(name):
                _copy(content, blobs.folder / name, found[1])
            elif name == _TOP:
                top = content.read(_LARGEST_DOCUMENT)
    return top


def _members(place: Path) -> Iterator[tuple[str, IO[bytes]]]:
    if place.is_dir():
        for one in sorted(place.rglob("*")):
            if one.is_file():
                yield one.relative_to(place).as_posix(), one.open("rb")
        return
    with tarfile.open(place, "r:") as archive:
        for member in archive:
            opened = archive.extractfile(member) if member.isreg() else None
            if opened is not None:
                yield member.name, opened


def _copy(content: IO[bytes], to: Path, sha256: str) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with to.open("wb") as copy:
        while data := content.read(_CHUNK):
            digest.update(data)
            copy.write(data)
    if digest.hexdigest() != sha256:
        raise ValueError(sha256)


def _damaged(place: Path, details: str) -> Problem:
    return Problem(
        code="image_damaged",
        what=say("{file} is not a complete image.", file=str(place)),
        why=say("The file is damaged, or another program wrote it."),
        details=details,
    )
