""".deb, .rpm and .apk: what is in them, what lintian and rpm say, and the same bytes each time."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import tarfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.packages import linux, nfpm, papers
from core.problems import ProblemError
from core.service.model import Kind, Process, Service
from tests import programs
from tests.long import LONG
from tests.made_up_goods import goods, program

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.packages.goods import Goods, Written

WRITERS = {"deb": linux.write_deb, "rpm": linux.write_rpm, "apk": linux.write_apk}
MAINTAINER = "Jane Doe <jane@example.org>"


def packed(
    write: Callable[[Goods, Path, Path], Written], what: Goods, folder: Path
) -> tuple[Path, int]:
    """Write a package; return it, and how many files are in it."""
    scratch = folder / "tree"
    scratch.mkdir(parents=True)
    target = folder / "made"
    return target, write(replace(what, maintainer=MAINTAINER), target, scratch).files


def told(*words: str | Path) -> str:
    """What a tool of the system prints."""
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def needs(tool: str) -> None:
    """Skip where the system has no such tool; in CI it is there."""
    if shutil.which(tool) is None:
        pytest.skip(f"not installed here: {tool}")


@pytest.mark.parametrize("form", WRITERS)
def test_a_package_is_the_same_to_the_byte_each_time(form: str, tmp_path: Path) -> None:
    first, count = packed(WRITERS[form], goods(tmp_path / "here"), tmp_path / "one")
    for path in (tmp_path / "here").rglob("*"):
        os.utime(path, (1, 1))
    again, _ = packed(WRITERS[form], goods(tmp_path / "there"), tmp_path / "two")
    assert first.read_bytes() == again.read_bytes()
    assert count > len(["program", "web/run", "web/index.html"])


def test_a_deb_holds_what_a_deploy_would_set_out(tmp_path: Path) -> None:
    needs("dpkg-deb")
    service = Service(name="shop", writable=("uploads",))
    made, count = packed(linux.write_deb, goods(tmp_path, service), tmp_path / "out")
    rows = [line.split(None, 5) for line in told("dpkg-deb", "--contents", made).splitlines()]
    assert {row[1] for row in rows} == {"root/root"}
    assert {f"{row[3]} {row[4]}" for row in rows} == {"2025-12-01 11:00"}
    files = {row[5]: row[0] for row in rows if row[0].startswith("-")}
    assert len(files) == count
    assert files["./usr/lib/goferry/shop/bin/shop"] == "-rwxr-xr-x"
    assert files["./etc/shop/env"] == "-rw-------"
    assert "./usr/lib/goferry/shop/uploads/" in {row[5] for row in rows}
    unit = told(
        "sh",
        "-c",
        f"dpkg-deb --fsys-tarfile {made} | tar -xO ./usr/lib/systemd/system/shop.service",
    )
    assert "/opt/" not in unit
    assert "BindPaths=/var/lib/shop/uploads:/usr/lib/goferry/shop/uploads" in unit
    assert told("dpkg-deb", "--field", made, "Depends").strip() == "systemd"
    conffiles = told("dpkg-deb", "--info", made, "conffiles")
    assert conffiles == "/etc/shop/env\n"


@pytest.mark.go
@pytest.mark.skipif(not LONG, reason="only in a long run, as `make builds-test`: it takes 10 s")
def test_lintian_finds_no_fault_in_a_real_program(tmp_path: Path) -> None:
    needs("lintian")
    release = programs.release("well", "1")
    what = goods(tmp_path)
    real = replace(what.program, path=release.binary, size=release.size, sha256=release.sha256)
    made, _ = packed(linux.write_deb, replace(what, programs=(real,)), tmp_path / "out")
    named = made.rename(made.with_name("shop_1.2.3_amd64.deb"))
    words = ("lintian", "--fail-on", "error", "--allow-root", named)
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, re.findall(r"^E: .*", done.stdout, re.MULTILINE)) == (0, [])


def test_rpm_reads_what_was_written(tmp_path: Path) -> None:
    needs("rpm")
    made, count = packed(linux.write_rpm, goods(tmp_path), tmp_path / "out")
    query = ("rpm", "--query", "--package", made)
    files = told(*query, "--list").splitlines()
    assert len(files) == count
    assert "/usr/lib/systemd/system/shop.service" in files
    assert told(*query, "--configfiles").split() == ["/etc/shop/env"]
    asked = "%{NAME} %{VERSION} %{ARCH} %{BUILDHOST} %{PACKAGER}"
    assert told(*query, "--queryformat", asked) == f"shop 1.2.3 x86_64 goferry {MAINTAINER}"
    assert "digests OK" in told("rpm", "--checksig", made)
    assert "systemctl --no-reload preset" in told(*query, "--scripts")


def test_an_apk_runs_by_openrc_and_has_no_unit(tmp_path: Path) -> None:
    service = Service(name="shop", port=9001, args=("serve", "it's"))
    made, count = packed(linux.write_apk, goods(tmp_path, service), tmp_path / "out")
    with tarfile.open(made, ignore_zeros=True) as archive:
        files = [one.name for one in archive if one.isfile() and not one.name.startswith(".")]
        start = archive.extractfile("usr/lib/goferry/shop.start")
        info = archive.extractfile(".PKGINFO")
        assert start is not None
        assert info is not None
        assert "set -- serve 'it'\"'\"'s' \"$@\"" in start.read().decode()
        assert "pkgver = 1.2.3\n" in info.read().decode()
    assert len(files) == count
    assert "etc/init.d/shop" in files
    assert not [one for one in files if "systemd" in one]


@pytest.mark.parametrize(
    "service",
    [
        Service(name="shop", kind=Kind.TIMER, schedule="daily"),
        Service(name="shop", processes=(Process(name="worker"),)),
    ],
    ids=["timer", "processes"],
)
def test_what_openrc_cannot_run_is_refused(service: Service, tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as no:
        packed(linux.write_apk, goods(tmp_path, service), tmp_path / "out")
    assert no.value.problem.code == "package_not_on_openrc"


def test_a_program_that_needs_glibc_says_so_to_the_manager_and_none_other_goes(
    tmp_path: Path,
) -> None:
    needs("dpkg-deb")
    linked = goods(tmp_path / "a", needed=("libc.so.6",), glibc="2.34", static=False)
    made, _ = packed(linux.write_deb, linked, tmp_path / "out")
    assert told("dpkg-deb", "--field", made, "Depends").strip() == "systemd, libc6 (>= 2.34)"
    with pytest.raises(ProblemError) as no:
        packed(linux.write_apk, linked, tmp_path / "apk")
    assert no.value.problem.code == "package_needs_libraries"


def test_values_of_a_hostile_program_stay_values(tmp_path: Path) -> None:
    needs("dpkg-deb")
    hostile = "example.org/$HOME\nDepends: evil\n${PATH}"
    what = goods(
        tmp_path, module=hostile, go_version="go1\nX: y", settings={"vcs.revision": "a\nb"}
    )
    made, _ = packed(linux.write_deb, what, tmp_path / "out")
    fields = told("dpkg-deb", "--field", made)
    assert "evil" not in told("dpkg-deb", "--field", made, "Depends")
    assert re.findall(r"^([A-Za-z-]+):", fields, re.MULTILINE) == [
        "Package", "Version", "Section", "Priority", "Architecture", "Maintainer",
        "Installed-Size", "Depends", "Description",
    ]  # fmt: skip
    assert os.environ["PATH"] not in fields


def test_without_nfpm_the_archives_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nfpm, "find", lambda: None)
    with pytest.raises(ProblemError) as no:
        packed(linux.write_deb, goods(tmp_path), tmp_path / "out")
    assert no.value.problem.code == "nfpm_missing"


def test_what_nfpm_says_against_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refusing = tmp_path / "nfpm"
    refusing.write_text("#!/bin/sh\necho no room >&2\nexit 3\n")
    refusing.chmod(0o755)
    monkeypatch.setattr(nfpm, "find", lambda: refusing)
    with pytest.raises(ProblemError) as no:
        packed(linux.write_deb, goods(tmp_path), tmp_path / "out")
    assert (no.value.problem.code, no.value.problem.details) == ("nfpm_failed", "no room")


async def _maintainer(folder: Path, typed: str = "") -> str:
    return await papers.maintainer(folder, program(folder), typed)


@pytest.mark.parametrize(
    "odd", ["Jane", "<a@b>", "A <a@b>\nDepends: x", "$HOME <a@b.org>", "A <a b>"]
)
def test_a_maintainer_is_a_name_and_an_address(odd: str, tmp_path: Path) -> None:
    assert asyncio.run(_maintainer(tmp_path, MAINTAINER)) == MAINTAINER
    with pytest.raises(ProblemError) as no:
        asyncio.run(_maintainer(tmp_path, odd))
    assert no.value.problem.code == "package_maintainer_unusable"
