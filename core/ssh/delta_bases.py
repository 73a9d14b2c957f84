"""Programs that went to a server, kept here: the next one then travels as its difference to one."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_MOST_BYTES = 512 << 20
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """Copies of files by their SHA-256; the ones used last stay, within half a gigabyte.

    Nothing depends on them: where they cannot be written or were lost, more bytes travel.
    """

    folder: Path

    def find(self, sha256: str) -> Path | None:
        """Return the copy of a file, if there is one."""
        path = self.folder / sha256
        if not sha256 or not path.is_file():
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return path

    def keep(self, source: Path, sha256: str) -> None:
        """Keep a copy of `source`, unless it has changed meanwhile."""
        if self.find(sha256) is not None:
            return
        beside = self.folder / f".{secrets.token_hex(4)}"
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                if _copied(source, beside) == sha256:
                    beside.replace(self.folder / sha256)
            finally:
                beside.unlink(missing_ok=True)
            self._prune()

    def _prune(self) -> None:
        left = _MOST_BYTES
        found = [(path.stat(), path) for path in self.folder.iterdir()]
        for about, path in sorted(found, key=lambda one: one[0].st_mtime_ns, reverse=True):
            left -= about.st_size
            if left < 0:
                path.unlink(missing_ok=True)


def _copied(source: Path, beside: Path) -> str:
    digest = hashlib.sha256()
    with source.open("rb") as original, beside.open("xb") as copy:
        while data := original.read(_CHUNK):
            digest.update(data)
            copy.write(data)
    return digest.hexdigest()
