"""What goes into a package: the program, what runs it, and when all of it was made."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from core.deploy import bundle, survey
from core.deploy.survey import FileKind
from core.packages.problems import changed, odd_name, stays_out
from core.plain_text import whole_number
from core.problems import ProblemError
from core.service.model import Mode, ReleaseCommand, Scope
from core.service.sound import must_be_sound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from core.binary.inspection import Inspection
    from core.build.command import BuildCommand
    from core.deploy.survey import Found
    from core.service.model import Service
    from core.toolchain import Go

_LONGEST_NAME = 240  # bytes of one name; file systems take 255
_RAISING = stat.S_ISUID | stat.S_ISGID | stat.S_ISVTX
_REFUSED = frozenset({FileKind.LEADS_OUT, FileKind.NO_FILE, FileKind.UNREADABLE})
_FIRST_OF_ZIP = 315_532_800  # 1980, before which a zip knows no time


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """What is packed: the service and its program, one for each target where there are several.

    `version` is that of the package ("1.2.3", "1.2.3-rc1"), `moment` the time of every file in it,
    in seconds since 1970. `maintainer` is "Name <mail>"; `license_text` is the project's own,
    `license_name` what it is called where that is known.
    `reference` is the whole name of an image, `command` what built the first program where a
    project was built, `go` the Go that did or could.
    """

    service: Service
    programs: tuple[Inspection, ...]
    version: str
    moment: int
    maintainer: str = ""
    license_text: str = ""
    license_name: str = ""
    reference: str = ""
    command: BuildCommand | None = None
    go: Go | None = None

    @property
    def program(self) -> Inspection:
        """The program of the first target."""
        return self.programs[0]

    @property
    def target(self) -> str:
        """The system and processor of the first program, as a part of a file's name."""
        verdict = self.program.verdict
        return f"{verdict.goos}-{verdict.goarch}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One file of a package: its name below the top, its mode, and where its content lies now."""

    name: str
    mode: int
    path: Path
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What came of it: how many files are in the package; of an image its digest and name."""

    files: int
    digest: str = ""
    reference: str = ""


def fitted(service: Service) -> Service:
    """Return the service as it runs without GoFerry: nothing there can let two copies overlap.

    Raises `ProblemError` for one that cannot be.
    """
    modes = {Mode.SHARED: Mode.SOCKET, Mode.PROXY: Mode.RESTART}
    alone = replace(
        service,
        scope=Scope.SYSTEM,
        mode=modes.get(service.mode, service.mode),
        rehearse=False,
        release=ReleaseCommand(),
    )
    must_be_sound(alone)
    return alone


def moment_of(program: Inspection, env: Mapping[str, str]) -> int:
    """Tell the time for all files: SOURCE_DATE_EPOCH, else the commit's, else 1980."""
    told = whole_number(env.get("SOURCE_DATE_EPOCH", ""))
    return max(told or _committed(program), _FIRST_OF_ZIP)


def _committed(program: Inspection) -> int:
    try:
        return int(datetime.fromisoformat(program.verdict.settings["vcs.time"]).timestamp())
    except (KeyError, ValueError, OverflowError):
        return 0


def staged(goods: Goods, texts: Mapping[str, tuple[str, int]], folder: Path) -> tuple[Piece, ...]:
    """Copy all that travels into `folder`, each file once, and return it sorted by name.

    What is packed is read from there alone: nobody can change it between its checksum and its
    place in the package. `texts` are further files: content and mode by name. The release lies in
    `release/`. Raises `ProblemError` for what must not travel.
    """
    must_travel(goods.service)
    pieces = [_copied(name, content, folder) for name, content in _release(goods)]
    for name, (text, mode) in texts.items():
        target = _place(folder, name)
        target.write_text(text, "utf-8", newline="")
        pieces.append(_piece(name, target, mode))
    return tuple(sorted(pieces, key=lambda one: one.name))


def must_travel(service: Service) -> None:
    """Raise `ProblemError` for a file that must not be in a package, with its name and why."""
    if problem := bundle.problem_of(service):
        raise ProblemError(problem)
    found = tuple(survey.look(service))
    if refused := [one for one in found if one.kind in _REFUSED or _raises(one)]:
        raise ProblemError(stays_out([one.name for one in refused]))
    if odd := [one.name for one in found if one.kind is FileKind.FILE and is_odd(one.name)]:
        raise ProblemError(odd_name(odd))


def travelling(service: Service) -> tuple[Found, ...]:
    """Return the files that lie beside the program, in their order."""
    return tuple(bundle.members(service))


def program_name(goods: Goods) -> str:
    """Name the program's file in its folder."""
    return f"{goods.service.name}{'.exe' if goods.program.verdict.goos == 'windows' else ''}"


def sums(checksums: Mapping[str, str]) -> str:
    """Spell checksums by name as `sha256sum --check` reads them, in the order of the names."""
    return "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(checksums.items()))


def is_odd(name: str) -> bool:
    """Tell whether a file's name could be read as something else, by a person or a tool."""
    parts = name.split("/")
    long = any(len(part.encode("utf-8", "surrogatepass")) > _LONGEST_NAME for part in parts)
    return long or not name.isprintable() or "\\" in name or ":" in name


def _release(goods: Goods) -> Iterator[tuple[str, BinaryIO]]:
    for one in travelling(goods.service):
        yield f"release/{one.name}", survey.open_still(one)
    yield f"release/bin/{program_name(goods)}", goods.program.path.open("rb")


def _copied(name: str, content: BinaryIO, folder: Path) -> Piece:
    target = _place(folder, name)
    with content, target.open("xb") as copy:
        runs = os.fstat(content.fileno()).st_mode & stat.S_IXUSR or name.startswith("release/bin/")
        shutil.copyfileobj(content, copy, 1 << 20)
    return _piece(name, target, 0o755 if runs else 0o644)


def must_be_as_inspected(goods: Goods, pieces: Iterable[Piece]) -> None:
    """Raise `ProblemError` where the program is another than the one that was looked into."""
    name = f"release/bin/{program_name(goods)}"
    packed = next(one.sha256 for one in pieces if one.name == name)
    if packed != goods.program.sha256:
        raise ProblemError(changed(str(goods.program.path)))


def _piece(name: str, path: Path, mode: int) -> Piece:
    path.chmod(mode)
    with path.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    return Piece(name=name, mode=mode, path=path, size=path.stat().st_size, sha256=sha256)


def _place(folder: Path, name: str) -> Path:
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def _raises(found: Found) -> bool:
    """Whether it would give its rights to whoever starts it."""
    try:
        return bool(found.path.lstat().st_mode & _RAISING) and found.kind is FileKind.FILE
    except OSError:
        return False  # it has just gone; packing it will say so
