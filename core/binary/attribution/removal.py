"""What a program would lose without some packages: everything that only they lead to.

The program's own references are flooded twice, from where Go starts and from every package's
initialisation: once as they are, once with the packages blocked. What the second flood does not
reach any more is what their removal would save.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from core.binary.attribution import calls
from core.binary.attribution.reachability import Flood

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from core.binary.attribution.parsed import Anatomy
    from core.binary.attribution.space import Flags, Ints
    from core.binary.formats.image import Section

_LONGEST = 4096  # bytes of a name that are looked at
_HIGHEST = 1 << 62
_PAGE = 4096  # bytes; where the parts of a file begin that are loaded apart
_PAGES = {
    ("elf", "arm64"): 65536, ("macho", "arm64"): 16384, ("pe", "amd64"): 512, ("pe", "arm64"): 512,
    ("pe", "386"): 512,
}  # fmt: skip
_STARTS = (b"main.main", b"runtime.main", b"runtime.rt0_go", b"runtime.mstart", b"runtime.goexit")
_ALWAYS = ("runtime", "internal/runtime/", "internal/abi", "internal/cpu", "internal/bytealg")


def saved_without(body: Anatomy, groups: Sequence[Collection[str]]) -> tuple[int, ...]:
    """Bytes that the file would lose if nothing imported these packages, for each group of them."""
    each = [_blocked(body, packages) for packages in groups]
    if not calls.supported(body.space.image.goarch) or body.objects is None:
        return tuple(int(body.ledger.table[blocked].sum()) for blocked in each)
    return tuple(_flooded(body, each))


def _blocked(body: Anatomy, packages: Collection[str]) -> Flags:
    """Which of the file's packages these are."""
    blocked = np.zeros(len(body.packages.names), dtype=np.bool_)
    blocked[[body.packages.numbers[p] for p in packages if p in body.packages.numbers]] = True
    return blocked


def _flooded(body: Anatomy, each: list[Flags]) -> Iterator[int]:
    flood = Flood(body, *_roots(body))
    owners = _owners(body)
    before = flood.reach(np.zeros(len(owners), dtype=np.bool_))
    at, sizes = _places(body), _sizes(body)
    for blocked in each:
        after = flood.reach(blocked[owners])
        lost = before & ~after | blocked[owners]
        beside = _beside(body, owners, lost, blocked)
        yield shrinkage(
            body.stretches,
            np.concatenate([at[:, lost].ravel(), beside[0]]),
            np.concatenate([sizes[:, lost].ravel(), beside[1]]),
            page=_PAGES.get((body.space.image.format, body.space.image.goarch), _PAGE),
        )


def _beside(body: Anatomy, owners: Ints, lost: Flags, blocked: Flags) -> tuple[Ints, Ints]:
    """Places and sizes of what is charged to packages, but to no function or object of theirs.

    Names and the like go in the proportion in which the rest of their package goes.
    """
    sizes = _sizes(body).sum(axis=0)
    charged = np.bincount(owners, weights=sizes, minlength=len(blocked))
    gone = np.bincount(owners[lost], weights=sizes[lost], minlength=len(blocked))
    share = np.divide(gone, charged, out=np.zeros(len(gone)), where=charged > 0)
    share = np.where(blocked, 1.0, share)
    share[0] = 0
    apart = (body.ledger.kind("names") + body.ledger.kind("debug")).astype(np.float64)
    rest = np.maximum(body.ledger.table.sum(axis=1) - charged - apart, 0)
    ends = np.array([body.functions.header.names, body.space.size - 1])
    return ends, np.array([(rest * share).sum(), (apart * share).sum()]).astype(np.int64)


def shrinkage(stretches: tuple[Section, ...], at: Ints, sizes: Ints, *, page: int) -> int:
    """Bytes by which a file shrinks when it loses `sizes` at these places.

    What begins at a whole page still does so afterwards; the padding before it grows or shrinks.
    """
    solid = [piece for piece in stretches if piece.role != "padding"]
    starts = [piece.offset for piece in solid if piece.offset % page == 0]
    ends = [max(p.end for p in solid if p.offset < end) for end in (*starts[1:], _HIGHEST)]
    lost = np.bincount(
        np.searchsorted(starts, at, side="right") - 1, weights=sizes, minlength=len(starts)
    )
    old = new = 0
    for start, end, gone in zip(starts, ends, lost.astype(np.int64).tolist(), strict=True):
        old = -(-old // page) * page + end - start
        new = -(-new // page) * page + max(end - start - gone, 0)
    return old - new


def _owners(body: Anatomy) -> Ints:
    objects = body.objects
    return body.owners if objects is None else np.concatenate([body.owners, objects.owners])


def _sizes(body: Anatomy) -> Ints:
    """What goes with each function and object, in two rows: itself, and its part of the tables.

    Pieces of go:func.* go with their functions.
    """
    code = np.minimum(body.functions.sizes, body.ledger.functions)
    tables = body.ledger.functions - code
    if body.objects is None:
        return np.stack([code, tables])
    sizes = body.objects.sizes.copy()
    sizes[body.funcdata[body.funcdata >= 0]] = 0
    return np.stack([np.concatenate([code, sizes]), np.concatenate([tables, np.zeros_like(sizes)])])


def _places(body: Anatomy) -> Ints:
    """Where each of these sizes stands in the file."""
    starts = body.starts.clip(min=0)
    places = starts if body.objects is None else np.concatenate([starts, body.objects.starts])
    return np.stack([places, np.full(len(places), body.functions.header.start)])


def _roots(body: Anatomy) -> tuple[Ints, Ints]:
    """Where a program starts: main, each package's initialisation; and all of the runtime.

    Of the runtime those that nothing else leads to are called in ways that do not show.
    """
    packages, data = body.packages.names, body.space.image.data
    always = np.array([not name or name.startswith(_ALWAYS) for name in packages], dtype=np.bool_)
    starts = []
    for row, at in enumerate(body.name_at.tolist()):
        name = data[at : at + _LONGEST].partition(b"\0")[0]
        last = name.rpartition(b"/")[2].partition(b".")[2]
        if last.startswith((b"init", b"map.init")) or name in _STARTS:
            starts.append(row)
    return np.array(starts, dtype=np.int64), np.flatnonzero(always[body.owners])
