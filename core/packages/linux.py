"""Packages for the managers of Linux systems: .deb, .rpm and .apk, by the systems' own rules."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from core.packages import linux_files, nfpm, problems, texts, units, versions
from core.packages.goods import Written, must_be_as_inspected, staged
from core.problems import ProblemError
from core.service.model import Kind, Mode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from core.packages.goods import Goods


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """What differs between the managers: scripts by the moment when they run, and what is needed.

    `needs_libc` names the C library of the system, which a program may be linked with; `spelled`
    writes a version as its grammar wants it.
    """

    packager: str
    scripts: Mapping[str, str]
    needs: tuple[str, ...]
    needs_libc: str
    files: Callable[[Goods], dict[str, linux_files.Text]]
    spelled: Callable[[str], str]
    more: Mapping[str, Any]


_DEB = _Kind(
    packager="deb",
    scripts={
        "preinstall": "deb/preinst",
        "postinstall": "deb/postinst",
        "preremove": "deb/prerm",
        "postremove": "deb/postrm",
    },
    needs=("systemd",),
    needs_libc="libc6 (>= {glibc})",
    files=linux_files.of_debian,
    spelled=versions.for_debian,
    more={"deb": {"compression": "gzip"}, "section": "net", "priority": "optional"},
)
_RPM = _Kind(
    packager="rpm",
    scripts={
        "preinstall": "rpm/pre",
        "postinstall": "rpm/post",
        "preremove": "rpm/preun",
        "postremove": "rpm/postun",
    },
    needs=("systemd", "shadow-utils"),
    needs_libc="glibc >= {glibc}",
    files=linux_files.of_systemd,
    spelled=versions.for_debian,
    more={"rpm": {"compression": "zstd", "buildhost": "goferry", "group": "System/Daemons"}},
)
_APK = _Kind(
    packager="apk",
    scripts={
        "preinstall": "apk/user",
        "postinstall": "apk/installed",
        "preremove": "apk/leaving",
        "preupgrade": "apk/user",
        "postupgrade": "apk/upgraded",
    },
    needs=("openrc",),
    needs_libc="",
    files=linux_files.of_openrc,
    spelled=versions.for_alpine,
    more={},
)


def write_deb(goods: Goods, target: Path, scratch: Path) -> Written:
    """Write a package of Debian and its kin; raises `ProblemError`."""
    return _write(_DEB, goods, target, scratch)


def write_rpm(goods: Goods, target: Path, scratch: Path) -> Written:
    """Write one of Fedora, RHEL, SUSE and their kin; raises `ProblemError`."""
    return _write(_RPM, goods, target, scratch)


def write_apk(goods: Goods, target: Path, scratch: Path) -> Written:
    """Write one of Alpine, where OpenRC runs services and nobody holds a socket for them."""
    service = goods.service
    if service.kind is Kind.TIMER or service.processes:
        raise ProblemError(problems.not_on_openrc())
    without = replace(goods, service=replace(service, mode=Mode.RESTART))
    return _write(_APK, without, target, scratch)


def _write(kind: _Kind, goods: Goods, target: Path, scratch: Path) -> Written:
    verdict = goods.program.verdict
    if verdict.needed and not (kind.needs_libc and verdict.glibc):
        raise ProblemError(problems.needs_libraries(kind.packager, verdict.needed))
    release = staged(goods, {}, scratch)
    must_be_as_inspected(goods, release)
    room = linux_files.room(goods.service)
    contents = [
        _entry(one.path, f"{room}/{one.name.removeprefix('release/')}", one.mode) for one in release
    ]
    for number, (name, text) in enumerate(sorted(kind.files(goods).items())):
        source = scratch / f"text-{number}"
        source.write_bytes(text.content)
        contents.append(_entry(source, name, text.mode, settings=text.settings))
    folders = [
        {"dst": f"{room}/{one}", "type": "dir", "file_info": {"mode": 0o755}}
        for one in units.working_folders(goods.service)
    ]
    settings = _settings(kind, goods, scratch) | {"contents": contents + folders}
    nfpm.write(kind.packager, settings, target=target, folder=scratch)
    return Written(files=len(contents))


def _entry(source: Path, place: str, mode: int, *, settings: bool = False) -> dict[str, Any]:
    """Describe one file to nfpm; what is `settings` is an administrator's from then on."""
    return {
        "src": str(source),
        "dst": place,
        "type": "config|noreplace" if settings else "",
        "file_info": {"mode": mode, "owner": "root", "group": "root"},
    }


def _settings(kind: _Kind, goods: Goods, folder: Path) -> dict[str, Any]:
    verdict = goods.program.verdict
    libc = (kind.needs_libc.format(glibc=verdict.glibc),) if verdict.needed else ()
    moment = datetime.fromtimestamp(goods.moment, UTC)
    return {
        "name": goods.service.name,
        "arch": _arch(verdict.goarch, verdict.micro),
        "platform": "linux",
        "version": kind.spelled(goods.version),
        "version_schema": "none",
        "maintainer": goods.maintainer,
        "description": linux_files.description(goods),
        "homepage": linux_files.homepage(verdict.module),
        "license": goods.license_name,
        "depends": [*kind.needs, *libc],
        "mtime": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        "disable_globbing": True,
        **kind.more,
        **_scripts(kind, goods, folder),
    }


def _scripts(kind: _Kind, goods: Goods, folder: Path) -> dict[str, Any]:
    """Lay the scripts down, with the time of all other files, and name them to nfpm."""
    written = units.units(goods.service)
    values = {
        "name": goods.service.name,
        "units": " ".join(reversed(written)),
        "started": " ".join(units.started(written)),
    }
    found: dict[str, str] = {}
    for when, name in kind.scripts.items():
        file = folder / f"script-{when}"
        file.write_text(texts.filled(name, values), "utf-8", newline="")
        os.utime(file, (goods.moment, goods.moment))
        found[when] = str(file)
    upgrade = {when: found.pop(when) for when in tuple(found) if when.endswith("upgrade")}
    return {"scripts": found, **({"apk": {"scripts": upgrade}} if upgrade else {})}


def _arch(goarch: str, micro: str) -> str:
    """Name a processor as nfpm does: Go's own word, for arm with its level."""
    return f"arm{micro.partition(',')[0] or '7'}" if goarch == "arm" else goarch
