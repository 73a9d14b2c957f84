"""Archives that are the same to the byte wherever they are made: tar.gz and zip."""

from __future__ import annotations

import gzip
import stat
import tarfile
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from core.packages.goods import Piece, Written, must_be_as_inspected, staged, sums
from core.packages.texts import texts, top

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO

    from core.packages.goods import Goods

_LEVEL = 9
_UNIX = 3


def write_tar_gz(goods: Goods, target: Path, scratch: Path) -> Written:
    """Write the archive; raises `ProblemError`."""
    pieces = laid_out(goods, scratch)
    with (
        target.open("xb") as file,
        gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as packed,
    ):
        _write_tar(packed, goods, pieces)
    return Written(files=len(pieces))


def write_zip(goods: Goods, target: Path, scratch: Path) -> Written:
    """Write the same as a zip."""
    pieces = laid_out(goods, scratch)
    moment = datetime.fromtimestamp(goods.moment, UTC).timetuple()[:6]
    with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for one in pieces:
            entry = zipfile.ZipInfo(f"{top(goods)}/{one.name}", moment)
            entry.create_system, entry.compress_type = _UNIX, zipfile.ZIP_DEFLATED
            entry.external_attr = (stat.S_IFREG | one.mode) << 16
            with one.path.open("rb") as content, archive.open(entry, "w", force_zip64=False) as to:
                while block := content.read(1 << 20):
                    to.write(block)
    return Written(files=len(pieces))


def laid_out(goods: Goods, folder: Path) -> tuple[Piece, ...]:
    """Lay the whole tree out below `folder`, with its checksums; raises `ProblemError`."""
    pieces = staged(goods, texts(goods), folder)
    must_be_as_inspected(goods, pieces)
    whole = folder / "SHA256SUMS"
    whole.write_text(sums({one.name: one.sha256 for one in pieces}), "utf-8", newline="")
    whole.chmod(0o644)
    checked = Piece(name=whole.name, mode=0o644, path=whole, size=whole.stat().st_size, sha256="")
    return tuple(sorted((*pieces, checked), key=lambda one: one.name))


def _write_tar(out: gzip.GzipFile | BinaryIO, goods: Goods, pieces: Sequence[Piece]) -> None:
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for folder in _folders(goods, pieces):
            archive.addfile(_entry(folder, 0o755, goods.moment, kind=tarfile.DIRTYPE))
        for one in pieces:
            entry = _entry(f"{top(goods)}/{one.name}", one.mode, goods.moment)
            entry.size = one.size
            with one.path.open("rb") as content:
                archive.addfile(entry, content)


def _folders(goods: Goods, pieces: Sequence[Piece]) -> list[str]:
    """Name every folder once: what unpacks them need not guess their mode."""
    names = {top(goods)}
    for one in pieces:
        parts = one.name.split("/")[:-1]
        names |= {"/".join((top(goods), *parts[: n + 1])) for n in range(len(parts))}
    return sorted(names)


def _entry(name: str, mode: int, moment: int, *, kind: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.mode, entry.mtime, entry.type = mode, moment, kind
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry
