"""What goes with a package: its bill of materials, and a signature, each beside it."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.home import not_written, write_whole
from core.problems import ProblemError

if TYPE_CHECKING:
    from pathlib import Path

    from core.packages.goods import Goods


@dataclass(frozen=True, slots=True, kw_only=True)
class VouchWish:
    """Which bill of materials is wanted ("cyclonedx", "spdx", none), and the key that signs."""

    sbom: str = ""
    key: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """Where bill of materials and signature are."""

    sbom: Path | None = None
    signature: Path | None = None


def bills() -> tuple[str, ...]:
    """Name the kinds of a bill of materials."""
    from core.packages.sbom import ENDINGS

    return tuple(ENDINGS)


async def vouch(wish: VouchWish, goods: Goods, target: Path, *, overwrite: bool) -> Vouched:
    """Write both; raises `ProblemError`, also where another file has such a name already."""
    sbom = None
    if wish.sbom:
        from core.packages.sbom import ENDINGS, document

        sbom = target.with_name(f"{target.name}{ENDINGS[wish.sbom]}")
        _put(sbom, document(wish.sbom, goods), overwrite=overwrite)
    return Vouched(sbom=sbom, signature=await _signature(wish.key, target, overwrite=overwrite))


async def _signature(key: Path | None, target: Path, *, overwrite: bool) -> Path | None:
    if key is None:
        return None
    from core.packages.signing import sign

    signed = await asyncio.to_thread(_signed, target)
    content, whole = await asyncio.to_thread(lambda: (signed.read_bytes(), key.absolute()))
    made = await sign(content, whole)
    signature = target.with_name(f"{target.name}{f'.{signed.name}' * (signed != target)}.sig")
    _put(signature, made, overwrite=overwrite)
    return signature


def _signed(target: Path) -> Path:
    """Of a folder, its checksums are signed."""
    return target / "SHA256SUMS" if target.is_dir() else target


def _put(file: Path, content: bytes, *, overwrite: bool) -> None:
    from core.packages.problems import exists

    try:
        there = file.read_bytes() if os.path.lexists(file) else None
    except OSError as reason:
        raise ProblemError(not_written(file, reason)) from reason
    if there == content:
        return
    if there is not None and not overwrite:
        raise ProblemError(exists(str(file)))
    write_whole(file, content, mode=0o644)
