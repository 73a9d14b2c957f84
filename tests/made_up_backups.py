"""Backups as the program on a server writes them."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import tarfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def archive(files: Mapping[str, bytes], **about: object) -> bytes:
    """Pack files as a backup; `about` changes what its manifest says."""
    packed = io.BytesIO()
    manifest = {
        "format": 1,
        "service": "web",
        "release": "1-aaaaaaaa",
        "time": "2026-11-30T06:00:00Z",
        "hashes": [hashlib.sha256(content).hexdigest() for content in files.values()],
        **about,
    }
    with tarfile.open(fileobj=packed, mode="w") as tar:
        folder = tarfile.TarInfo("data")
        folder.type = tarfile.DIRTYPE
        folder.mode = 0o750
        tar.addfile(folder)
        for name, content in {
            **{f"data/{name}": content for name, content in files.items()},
            "manifest.json": json.dumps(manifest).encode(),
        }.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime, info.mode = len(content), 1_000, 0o640
            tar.addfile(info, io.BytesIO(content))
    return packed.getvalue()


def database(folder: Path) -> bytes:
    """Return a database of SQLite with some rows."""
    file = folder / "made.db"
    with sqlite3.connect(file) as made:
        made.execute("CREATE TABLE a (n INTEGER, x BLOB)")
        made.executemany("INSERT INTO a VALUES (?, ?)", [(n, b"x" * 900) for n in range(200)])
        made.execute("CREATE INDEX i ON a (n)")
    made.close()
    return file.read_bytes()
