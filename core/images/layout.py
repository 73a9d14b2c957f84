"""An image in a file: an OCI layout as a folder or a tar file, and an archive for `docker load`."""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from core.home import not_written
from core.images.blobs import Blobs
from core.images.layers import Entry, write
from core.problems import Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.images.assembly import Assembled

_NAME = "org.opencontainers.image.ref.name"
_CONTAINERD = "io.containerd.image.name"


@contextmanager
def room(beside: Path | None = None) -> Iterator[Blobs]:
    """Give a folder for the pieces of an image; it goes at the end, with all that is in it."""
    with tempfile.TemporaryDirectory(prefix=".goferry-image-", dir=beside) as folder:
        yield Blobs(Path(folder))


def write_folder(made: Assembled, blobs: Blobs, folder: Path) -> None:
    """Write an OCI layout; `folder` must not be there yet, or be empty. Raises `ProblemError`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise ProblemError(_not_empty(folder))
        for path, content in _layout(made, blobs):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, Path):
                shutil.copyfile(content, folder / path)
            else:
                (folder / path).write_bytes(content)
    except OSError as reason:
        raise ProblemError(not_written(folder, reason)) from reason


def write_archive(made: Assembled, blobs: Blobs, file: Path, *, docker: bool) -> None:
    """Write the layout as a tar file; with `docker` as `docker save` does, for older ones, too.

    Raises `ProblemError`. A file appears as a whole, or not at all.
    """
    parts = dict(_layout(made, blobs))
    if docker:
        parts["manifest.json"] = _for_docker(made)
    entries = [Entry.file(f"/{path}", content) for path, content in parts.items()]
    beside = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with beside.open("wb") as opened:
                write(entries, cast("BinaryIO", opened), made.image.created)
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as reason:
        raise ProblemError(not_written(file, reason)) from reason


def _layout(made: Assembled, blobs: Blobs) -> Iterator[tuple[str, bytes | Path]]:
    for blob in made.stored.everything:
        yield blob.path, blobs.path(blob)
    yield "oci-layout", b'{"imageLayoutVersion":"1.0.0"}'
    yield "index.json", _json({"schemaVersion": 2, "manifests": [_named(made)]})


def _named(made: Assembled) -> dict[str, Any]:
    """Name the image by its tag alone as the format wants, and whole as containerd does."""
    reference = made.image.reference
    tag = reference.rpartition(":")[2] if reference else "latest"
    names = {_NAME: tag, **({_CONTAINERD: reference} if reference else {})}
    return {**made.stored.root.described, "annotations": names}


def _for_docker(made: Assembled) -> bytes:
    """Tell a Docker that knows no index of the one image that it can load."""
    (only,) = made.platforms
    return _json(
        [
            {
                "Config": only.config.path,
                "RepoTags": [made.image.reference or f"{made.image.name}:latest"],
                "Layers": [one.path for one in only.layers],
            }
        ]
    )


def _json(told: object) -> bytes:
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()


def _not_empty(folder: Path) -> Problem:
    return Problem(
        code="image_place_taken",
        what=say("{folder} is not empty.", folder=str(folder)),
        why=say("An image is written only into a new or an empty directory."),
        field="output",
    )
