"""The pieces of an image, each in a file that is named by its hash."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from core.images import layers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from core.images.layers import Entry

_LEVEL = 6  # 9 makes a program of 20 MB half a percent smaller, and takes three times as long
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
INDEX = "application/vnd.oci.image.index.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"
LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """A piece as a manifest names it: its kind, hash (`sha256:…`) and size in bytes."""

    media_type: str
    digest: str
    size: int
    annotations: Mapping[str, str] = field(default_factory=dict)

    @property
    def described(self) -> dict[str, Any]:
        """The descriptor of the OCI image format."""
        told: dict[str, Any] = {
            "mediaType": self.media_type,
            "digest": self.digest,
            "size": self.size,
        }
        return {**told, "annotations": dict(self.annotations)} if self.annotations else told

    @property
    def path(self) -> str:
        """Where it is in an OCI layout."""
        return f"blobs/{self.digest.replace(':', '/')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A layer: its blob, and the hash of what is in it (`diff_id`)."""

    blob: Blob
    diff_id: str


@dataclass(frozen=True, slots=True)
class Blobs:
    """The pieces in one folder, as an OCI layout has them."""

    folder: Path

    def path(self, blob: Blob) -> Path:
        """Where a piece is here."""
        return self.folder / blob.path

    def put(
        self, content: bytes, media_type: str, *, annotations: Mapping[str, str] | None = None
    ) -> Blob:
        """Keep a small piece."""
        digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
        blob = Blob(
            media_type=media_type,
            digest=digest,
            size=len(content),
            annotations=annotations or {},
        )
        self.path(blob).parent.mkdir(parents=True, exist_ok=True)
        self.path(blob).write_bytes(content)
        return blob

    def put_json(self, told: object, media_type: str) -> Blob:
        """Keep a document; the same one always has the same bytes."""
        text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return self.put(text.encode(), media_type)

    def put_layer(self, entries: Iterable[Entry], created: int) -> Layer:
        """Pack a layer; takes a second for 20 MB, so never on a window's thread."""
        beside = self.folder / "layer.part"
        beside.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            outer = _Hashing(file)
            # No name and no time in gzip's head: they would differ each time.
            with gzip.GzipFile("", "wb", _LEVEL, cast("BinaryIO", outer), mtime=0) as packed:
                inner = _Hashing(cast("BinaryIO", packed))
                layers.write(entries, cast("BinaryIO", inner), created)
        blob = Blob(media_type=LAYER, digest=outer.digest, size=outer.size)
        self.path(blob).parent.mkdir(parents=True, exist_ok=True)
        beside.replace(self.path(blob))
        return Layer(blob=blob, diff_id=inner.digest)


class _Hashing:
    """Hashes what is written through it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self.size = 0

    @property
    def digest(self) -> str:
        """The hash as image formats spell it."""
        return f"sha256:{self._hash.hexdigest()}"

    def write(self, data: bytes) -> int:
        """Write on."""
        self._hash.update(data)
        self.size += len(data)
        return self._file.write(data)

    def tell(self) -> int:
        """How much was written: a tar file asks."""
        return self.size

    def flush(self) -> None:
        """Hand on what waits."""
        self._file.flush()
