"""Write an export into a folder: again changes nothing, and what a person changed is never lost.

The folder keeps a list of what was written there, with hashes (`.goferry-export.json`). A file that
is another than the list says was changed by somebody: it stays, until its name is given.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import unified_diff
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from core.codec import Unreadable, read_json, write_json
from core.declared import coded
from core.exports.file import stays_inside
from core.home import not_read, write_whole
from core.problems import Advice, Problem, ProblemError
from core.typed import from_plain, to_plain
from core.words import list_of, say, say_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.exports.file import ExportFile

LIST = ".goferry-export.json"
_LARGEST = 4 << 20  # bytes of a file that is compared
_MOST_SHOWN = 400  # lines of differences


class Became(StrEnum):
    """What became of a file: `KEPT` is somebody's own that stayed, `REMOVED` is needed no more."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    REMOVED = "removed"


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class _Noted:
    """What the list says of a file: the kind that it is of, and the SHA-256 of what was written."""

    kind: str
    sha256: str


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """The list of a folder, by paths."""

    files: Mapping[str, _Noted] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be written: the files of each kind by its name; and what is said of changed ones.

    Files in `replaced` may be overwritten though they were changed; those in `kept` stay.
    """

    folder: Path
    files: Mapping[str, Sequence[ExportFile]]
    replaced: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()


def write(wish: Wish) -> dict[str, Became]:
    """Write all files or none, and tell by its path what became of each.

    Raises `ProblemError`: `export_changed` with the differences in its details, `export_leads_out`
    for a path that would leave the folder, and what the disk refused.
    """
    noted = _noted(wish.folder)
    shall = {one.path: (kind, one) for kind, files in wish.files.items() for one in files}
    for path in shall:
        _must_stay_inside(wish.folder, path)
    found = {path: _read(wish.folder / path) for path in shall}
    became = {
        path: _becomes(wish, one, there=found[path], noted=noted.get(path))
        for path, (_, one) in shall.items()
    }
    if changed := [path for path, state in became.items() if state is None]:
        raise ProblemError(_changed({path: (found[path], shall[path][1]) for path in changed}))
    done = {path: state for path, state in became.items() if state is not None}
    for path, state in done.items():
        if state is Became.WRITTEN:
            write_whole(wish.folder / path, shall[path][1].text.encode(), mode=0o644)
    gone = tuple(_gone(wish, noted, set(shall)))
    for path in gone:
        (wish.folder / path).unlink()
    fresh = {
        path: _Noted(kind=kind, sha256=_sha256(one.text.encode()))
        for path, (kind, one) in shall.items()
        if done[path] is not Became.KEPT
    }
    _note(wish.folder, noted, {**noted, **fresh}, gone=gone)
    return {**done, **dict.fromkeys(gone, Became.REMOVED)}


def _becomes(
    wish: Wish, file: ExportFile, *, there: bytes | None, noted: _Noted | None
) -> Became | None:
    """Tell what becomes of a file; None where only a person can say."""
    if there == file.text.encode():
        return Became.UNCHANGED
    if file.path in wish.kept and there is not None:
        return Became.KEPT
    ours = there is None or (noted is not None and noted.sha256 == _sha256(there))
    return Became.WRITTEN if ours or file.path in wish.replaced else None


def _gone(wish: Wish, noted: Mapping[str, _Noted], shall: set[str]) -> Iterator[str]:
    """Yield what these kinds wrote once and write no more, where nobody changed it."""
    for path, one in noted.items():
        if path in shall or one.kind not in wish.files or not stays_inside(path):
            continue
        if _way_out(wish.folder, path) is None and _is_file(wish.folder / path):
            there = _read(wish.folder / path)
            if there is not None and one.sha256 == _sha256(there):
                yield path


def _noted(folder: Path) -> Mapping[str, _Noted]:
    """Read the list; of one that cannot be read nothing is known, so nothing is overwritten."""
    file = folder / LIST
    if not _is_file(file):
        return {}
    try:
        return from_plain(_List, read_json(_read(file) or b"")).files
    except Unreadable:
        return {}


def _note(
    folder: Path, before: Mapping[str, _Noted], now: Mapping[str, _Noted], *, gone: Sequence[str]
) -> None:
    left = {path: now[path] for path in sorted(now) if path not in gone}
    if left != before or not _is_file(folder / LIST):
        write_whole(folder / LIST, write_json(to_plain(_List(files=left))), mode=0o644)


def _must_stay_inside(folder: Path, path: str) -> None:
    if not stays_inside(path):
        raise ProblemError(_leads_out(folder / path, path))
    if (odd := _way_out(folder, path)) is not None:
        raise ProblemError(_leads_out(odd, path))


def _way_out(folder: Path, path: str) -> Path | None:
    """Return the link, or what else is no folder, on the way to a path; or the odd file there."""
    pure = PurePosixPath(path)
    for parent in reversed(pure.parents[:-1]):
        if (folder / parent).is_symlink() or (
            (folder / parent).exists() and not (folder / parent).is_dir()
        ):
            return folder / parent
    last = folder / pure
    odd = last.is_symlink() or (last.exists() and not last.is_file())
    return last if odd else None


def _is_file(file: Path) -> bool:
    """Tell whether it is a file itself, and no link to one."""
    try:
        return stat.S_ISREG(file.lstat().st_mode)
    except OSError:
        return False


def _read(file: Path) -> bytes | None:
    """Return what is there, None for nothing."""
    try:
        with file.open("rb") as opened:
            return opened.read(_LARGEST)
    except FileNotFoundError:
        return None
    except OSError as reason:
        raise ProblemError(not_read(file, reason)) from reason


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _changed(files: Mapping[str, tuple[bytes | None, ExportFile]]) -> Problem:
    """Say which files somebody changed, and show what would be lost."""
    names = list_of(files)
    lines = chain.from_iterable(
        _difference(path, there or b"", one.text) for path, (there, one) in files.items()
    )
    return Problem(
        code="export_changed",
        what=say_count(
            len(files),
            one="{files} was changed since it was exported.",
            many="{n} files were changed since they were exported: {files}",
            files=names,
        ),
        why=say("Exporting would overwrite the changes. Nothing has been written."),
        next=(
            Advice(say("Use the new file: --replace {file}", file=next(iter(files)))),
            Advice(say("Keep your file: --keep {file}", file=next(iter(files)))),
        ),
        details="\n".join(islice(lines, _MOST_SHOWN)),
    )


def _difference(path: str, there: bytes, new: str) -> Iterator[str]:
    old = there.decode("utf-8", "replace")
    names = (f"{path} (yours)", f"{path} (exported)")
    return unified_diff(old.splitlines(), new.splitlines(), *names, lineterm="")


def _leads_out(odd: Path, path: str) -> Problem:
    return Problem(
        code="export_leads_out",
        what=say("{path} cannot be written.", path=path),
        why=say("{odd} is a link, or not what belongs there.", odd=str(odd)),
        next=(Advice(say("Choose another output directory, or remove it.")),),
    )
