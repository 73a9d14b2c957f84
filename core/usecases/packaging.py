"""Make a package of a program or a project: what travels where GoFerry does not reach."""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.events import Noticed, Steps
from core.home import not_written
from core.problems import ProblemError
from core.usecases import inspecting, serving, settling
from core.usecases.vouching import Vouched, VouchWish, vouch
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.binary.inspection import Inspection
    from core.build.artifact import Artifact
    from core.build.command import BuildCommand
    from core.events import Report
    from core.home import Home
    from core.packages import formats
    from core.packages.goods import Goods, Written
    from core.problems import Problem
    from core.service.model import Service
    from core.toolchain import Go
    from core.usecases.serving import ServiceWish
    from core.usecases.settling import BuildWish, Settled

    Format = formats.Format


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageWish:
    """What is packed and how: a program's file or a project to build, as this service.

    `service` is what was said of it, or the service as it was settled; one without a name is named
    after the project or the file. `format` is a name of `formats()`; `output` is where to, by
    default a name of the package's own in `folder`. What is there is replaced only with
    `overwrite`. `version` and `maintainer` are those of the package, `reference` is the name of an
    image; `vouch` is what goes with it.
    """

    what: Path | BuildWish
    service: ServiceWish | Service
    format: str
    output: Path | None = None
    folder: Path = Path()
    overwrite: bool = False
    version: str = ""
    maintainer: str = ""
    reference: str = ""
    vouch: VouchWish = field(default_factory=VouchWish)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packaged:
    """A finished package. `size` in bytes and `sha256` of a file; a folder's are of all its files.

    `files` counts what is in it, `digest` and `reference` are an image's.
    """

    path: Path
    size: int
    sha256: str
    files: int
    version: str
    digest: str = ""
    reference: str = ""
    vouched: Vouched = field(default_factory=Vouched)


def known_formats() -> tuple[Format, ...]:
    """Return the formats, in the order in which they are offered."""
    from core.packages.formats import FORMATS

    return tuple(FORMATS.values())


async def package(home: Home, wish: PackageWish, *, report: Report) -> Packaged:
    """Build where a project was named, look into the program, and pack it.

    Raises `ProblemError`; nothing of an unfinished package is left then.
    """
    from core.packages.formats import FORMATS

    form = FORMATS[wish.format]
    made = await _made(home, wish.what, form, report=report)
    goods = await _goods(wish, made, report)
    _must_fit(form, goods)
    target = _target(wish, form, goods)
    steps = Steps(1, report)
    steps.start(say("Pack {name}", name=target.name))
    written = await asyncio.to_thread(_pack, form, goods, target, overwrite=wish.overwrite)
    done = await asyncio.to_thread(_measured, target, written, goods.version)
    vouched = await vouch(wish.vouch, goods, target, overwrite=wish.overwrite)
    steps.finish()
    return replace(done, vouched=vouched)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """The programs to pack, the command of the first where it was built here, and a Go for them."""

    programs: tuple[Inspection, ...]
    command: BuildCommand | None = None
    go: Go | None = None


async def _made(home: Home, what: Path | BuildWish, form: Format, *, report: Report) -> _Made:
    if isinstance(what, Path):
        found = await inspecting.inspect_program(what, functions=form.functions)
        return _Made(programs=(found,), go=await asyncio.to_thread(_any_go, form))
    from core.usecases import building

    settled = await settling.settle(home, what)
    built = await building.build_within_budget(home, settled, report=report)
    looked = [await inspecting.inspect_program(one.path, functions=form.functions) for one in built]
    return _Made(programs=tuple(looked), command=_command(settled, built[0]), go=settled.go)


def _any_go(form: Format) -> Go | None:
    """A Go of this computer, where the format takes files of one."""
    from core.toolchain import find_all

    return next(iter(find_all()), None) if form.functions else None


def _command(settled: Settled, built: Artifact) -> BuildCommand:
    from core.build.command import build_command

    return build_command(settled.requests[0], settled.go, output=built.path)


async def _goods(wish: PackageWish, made: _Made, report: Report) -> Goods:
    """Put together what is packed, and tell what is otherwise than with a deploy."""
    from core.deploy import bundle
    from core.packages import goods, papers, problems, versions

    folder = wish.what.folder if not isinstance(wish.what, Path) else None
    program = made.programs[0]
    service = _service(wish, program)
    version = versions.version_of(program, wish.version)
    if version == versions.UNKNOWN and not wish.version:
        report(Noticed(problem=problems.no_version()))
    for problem in (*_otherwise(service), *bundle.notes(service)):
        report(Noticed(problem=problem))
    return goods.Goods(
        service=goods.fitted(service),
        programs=made.programs,
        version=version,
        moment=goods.moment_of(program, os.environ),
        maintainer=await papers.maintainer(folder, program, wish.maintainer),
        license_text=papers.license_text(folder),
        license_name=papers.license_name(papers.license_text(folder)),
        reference=wish.reference,
        command=made.command,
        go=made.go,
    )


def _service(wish: PackageWish, program: Inspection) -> Service:
    from core.project.template import service_name
    from core.service.model import Service
    from core.service.shared_options import name_from
    from core.service_name import derived

    said = wish.service
    if isinstance(said, Service):
        return said
    if said.name or name_from(serving.shared_of(said.what)):
        return serving.settle(said)
    module = program.verdict.module
    return serving.settle(
        replace(said, name=service_name(module) if module else derived(program.path.stem))
    )


def _otherwise(service: Service) -> Iterator[Problem]:
    from core.packages import problems

    if service.mode.overlaps:
        yield problems.without_overlap(service.mode.value)
    if service.release.command:
        yield problems.no_release_command(f"{service.name} {service.release.command}")


def _must_fit(form: Format, goods: Goods) -> None:
    from core.packages import problems

    if len(goods.programs) > 1 and not form.several:
        raise ProblemError(problems.one_program(form.name, len(goods.programs)))
    goos = goods.program.verdict.goos
    if form.linux and goos != "linux":
        raise ProblemError(problems.wrong_system(form.name, goos))


def _target(wish: PackageWish, form: Format, goods: Goods) -> Path:
    """Where the package goes, without a way back in its path."""
    from core.packages.texts import top

    path = wish.output or wish.folder / f"{top(goods)}{form.ending}"
    return Path(os.path.normpath(path.absolute()))


def _pack(form: Format, goods: Goods, target: Path, *, overwrite: bool) -> Written:
    """Write beside the target, and put it in its place when it is whole."""
    try:
        with _beside(target) as room:
            made = room / "package"
            scratch = room / "tree"
            scratch.mkdir()
            written = form.write(goods, made, scratch)
            _put(made, target, overwrite=overwrite)
    except OSError as reason:
        raise ProblemError(not_written(target, reason)) from reason
    return written


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    target.parent.mkdir(parents=True, exist_ok=True)
    room = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _put(made: Path, target: Path, *, overwrite: bool) -> None:
    """Give the package its name; what has it already stays, unless it is to be replaced."""
    from core.packages import problems

    if not os.path.lexists(target):
        made.chmod(0o755 if made.is_dir() else 0o644)
        made.rename(target)
        return
    if target.is_symlink() or made.is_dir() != target.is_dir():
        raise ProblemError(problems.exists(str(target)))
    if _content(made) == _content(target):
        return
    if not overwrite:
        raise ProblemError(problems.exists(str(target)))
    if target.is_dir():
        if not _is_ours(target):
            raise ProblemError(problems.foreign_folder(str(target)))
        target.rename(made.with_name("old"))
    made.chmod(0o755 if made.is_dir() else 0o644)
    made.replace(target)


def _content(path: Path) -> dict[str, str]:
    """Return the checksum of a file, or of each file in a folder by its name."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    found = {}
    for one in files:
        if one.is_file() and not one.is_symlink():
            with one.open("rb") as content:
                digest = hashlib.file_digest(content, "sha256").hexdigest()
            found[one.relative_to(path).as_posix()] = digest
        elif one.is_symlink() or not one.is_dir():
            found[one.relative_to(path).as_posix()] = "no plain file"
    return found


def _is_ours(folder: Path) -> bool:
    """Whether a folder is a package just as it was written: nothing more, nothing changed."""
    from core.packages.goods import sums

    found = _content(folder)
    found.pop("SHA256SUMS", None)
    try:
        told = (folder / "SHA256SUMS").read_text("utf-8")
    except (OSError, ValueError):
        return False
    return told == sums(found)


def _measured(target: Path, written: Written, version: str) -> Packaged:
    from core.packages.goods import sums

    found = _content(target)
    files = [target] if target.is_file() else [target / name for name in found]
    whole = hashlib.sha256(sums(found).encode()).hexdigest()
    return Packaged(
        path=target,
        size=sum(one.stat().st_size for one in files),
        sha256=next(iter(found.values())) if target.is_file() else whole,
        files=written.files,
        version=version,
        digest=written.digest,
        reference=written.reference,
    )
