"""What each way of building really gives: proved by an independent reader and an empty chroot."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.build.options import BuildMode, BuildOptions, BuildRequest, Cgo, Target
from core.events import Noticed
from core.toolchain.compilers import find_own, find_zig
from tests import go_projects
from tests.core.test_builder import failing, run
from tests.long import LONG

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.build.artifact import Artifact
    from core.home import Home

pytestmark = pytest.mark.go

PROGRAMS = Path(__file__).parents[1] / "programs"
TINY = {"main.go": 'package main\n\nfunc main() { println("runs") }\n'}
WITH_C = {
    "main.go": go_projects.WITH_C.replace('import "fmt"\n\n', "").replace(
        "fmt.Println(C.twice(21))", 'println("runs", C.twice(21))'
    )
}
SQLITE = {file.name: file.read_text("utf-8") for file in (PROGRAMS / "sqlite").iterdir()}
NET = {
    "main.go": """package main

import (
	"net"
	"os/user"
)

func main() {
	_, _ = net.LookupHost("localhost")
	_, _ = user.Current()
	println("runs")
}
"""
}
OFF, ON, STATIC = Cgo.OFF, Cgo.ON, Cgo.STATIC
STATIC_LINK = "-linkmode external -extldflags '-static'"
QUICK_C = (("CGO_CFLAGS", "-O0 -g0"),)  # SQLite is one file of nine megabytes
# zig watches for undefined behaviour unless it optimises or is told not to.
QUICK_MUSL = (("CGO_CFLAGS", "-O0 -g0 -fno-sanitize=all -D_LARGEFILE64_SOURCE"),)
# Who runs a program for another processor; this computer's own, and 386 there, need nobody.
RUNNERS = {
    "amd64": "",
    "386": "",
    "arm": "qemu-arm-static",
    "arm64": "qemu-aarch64-static",
    "riscv64": "qemu-riscv64-static",
}


def target(name: str) -> Target:
    goos, _, goarch = name.partition("/")
    return Target(goos=goos, goarch=goarch)


@dataclass(frozen=True)
class Row:
    """A way of building and the truth about it; `glibc` is the highest version it may want."""

    files: Mapping[str, str]
    options: BuildOptions
    static: bool = False
    interpreter: str = ""
    glibc: str = ""
    notices: bool = False
    zig: bool = False
    long: bool = False  # zig makes a C library of its own for it, which takes minutes


ROWS = {
    "cgo off": Row(NET, BuildOptions(), static=True),
    "cgo off, old recipe": Row(
        NET,
        BuildOptions(flags=("-installsuffix=cgo",), ldflags="-extldflags '-static'"),
        static=True,
    ),
    "cgo on": Row(NET, BuildOptions(cgo=ON), interpreter="ld-linux", glibc="2.99"),
    "cgo on, -extldflags -static alone": Row(
        NET, BuildOptions(cgo=ON, ldflags="-extldflags '-static'"), interpreter="ld-linux",
        glibc="2.99",
    ),
    "own C, -extldflags -static": Row(
        WITH_C, BuildOptions(cgo=ON, ldflags="-extldflags '-static'"), static=True
    ),
    "glibc, external and static": Row(
        NET, BuildOptions(cgo=ON, ldflags=STATIC_LINK), static=True, notices=True
    ),
    "glibc, static, Go's resolver": Row(
        NET,
        BuildOptions(cgo=ON, ldflags=STATIC_LINK, tags=("netgo", "osusergo")),
        static=True,
    ),
    "cgo on, Go's resolver": Row(
        NET, BuildOptions(cgo=ON, tags=("netgo", "osusergo")), static=True
    ),
    "cgo off, PIE": Row(TINY, BuildOptions(mode=BuildMode.PIE), interpreter="ld-linux"),
    "musl by zig": Row(WITH_C, BuildOptions(cgo=STATIC), static=True, zig=True),
    "musl by zig, arm64": Row(
        WITH_C, BuildOptions(cgo=STATIC, target=target("linux/arm64")), static=True, zig=True,
        long=True,
    ),
    "static PIE by zig": Row(
        WITH_C, BuildOptions(cgo=STATIC, mode=BuildMode.STATIC_PIE), static=True, zig=True,
        long=True,
    ),
    "old glibc by zig": Row(
        WITH_C, BuildOptions(cgo=ON, glibc="2.17"), interpreter="ld-linux", glibc="2.17", zig=True
    ),
    "glibc by zig, arm64": Row(
        WITH_C,
        BuildOptions(cgo=ON, glibc="2.28", target=target("linux/arm64")),
        interpreter="ld-linux-aarch64",
        glibc="2.28",
        zig=True,
    ),
    "SQLite with musl": Row(
        SQLITE, BuildOptions(cgo=STATIC, env=QUICK_MUSL), static=True, zig=True
    ),
    "SQLite with musl, arm64": Row(
        SQLITE, BuildOptions(cgo=STATIC, target=target("linux/arm64")), static=True, zig=True,
        long=True,
    ),
    "SQLite with glibc": Row(
        SQLITE, BuildOptions(cgo=ON, env=QUICK_C), interpreter="ld-linux", glibc="2.99"
    ),
    "SQLite with glibc, static": Row(
        SQLITE, BuildOptions(cgo=ON, env=QUICK_C, ldflags=STATIC_LINK), static=True, notices=True
    ),
    "linux/arm64": Row(TINY, BuildOptions(target=target("linux/arm64")), static=True),
    "linux/arm, level 6": Row(
        TINY, BuildOptions(target=target("linux/arm"), micro="6"), static=True
    ),
    "linux/386": Row(TINY, BuildOptions(target=target("linux/386")), static=True),
    "linux/riscv64": Row(TINY, BuildOptions(target=target("linux/riscv64")), static=True),
    "linux/amd64, level v3": Row(TINY, BuildOptions(micro="v3"), static=True),
    "android/arm64": Row(
        TINY, BuildOptions(target=target("android/arm64")), interpreter="linker64"
    ),
    "freebsd/amd64": Row(TINY, BuildOptions(target=target("freebsd/amd64")), static=True),
    "not stripped": Row(TINY, BuildOptions(strip=False), static=True),
}  # fmt: skip

IMPOSSIBLE = {
    "cgo off, external linker": (BuildOptions(ldflags="-linkmode external"), "target_needs_cgo"),
    "ios without cgo": (BuildOptions(target=target("ios/arm64")), "target_needs_cgo"),
    "static for windows": (
        BuildOptions(cgo=STATIC, target=target("windows/amd64")),
        "static_impossible",
    ),
    "static for macOS": (
        BuildOptions(cgo=STATIC, target=target("darwin/arm64")),
        "static_impossible",
    ),
    "static PIE without C": (BuildOptions(mode=BuildMode.STATIC_PIE), "static_pie_needs_cgo"),
    "static, then undone by hand": (
        BuildOptions(ldflags="-I /lib64/ld-linux-x86-64.so.2", env=(("CGO_ENABLED", "1"),)),
        "not_static",
    ),
}


@pytest.mark.skipif(shutil.which("readelf") is None, reason="readelf is the independent reader")
@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if LONG or not row.long])
def test_the_table_is_true(name: str, tmp_path: Path, home: Home) -> None:
    row = ROWS[name]
    if row.zig and find_zig() is None:
        pytest.skip("zig is not installed")
    if row.options.cgo is ON and not row.zig and find_own() is None:
        pytest.skip("there is no C compiler")
    project = go_projects.project(tmp_path / "hello", dict(row.files))
    story, artifact = run(BuildRequest(project=project, options=row.options), home)
    assert artifact.static == row.static
    headers = readelf("-lW", artifact)
    interpreter = re.search(r"program interpreter: (\S+)\]", headers)
    assert (row.interpreter in interpreter[1]) if interpreter else not row.interpreter
    assert bool(interpreter) != row.static
    assert newest_glibc(artifact) <= version(row.glibc)
    assert any(isinstance(one, Noticed) for one in story) == row.notices
    if row.options.target.goos == "linux":
        needs_nothing(artifact, tmp_path / "room", static=row.static)


def readelf(how: str, artifact: Artifact) -> str:
    said = subprocess.run(
        ("readelf", how, artifact.path), check=True, capture_output=True, text=True
    )
    return said.stdout


def newest_glibc(artifact: Artifact) -> tuple[int, ...]:
    wanted = re.findall(r"GLIBC_([0-9.]+)", readelf("-VW", artifact))
    return max((version(one) for one in wanted), default=())


def version(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(".") if number)


def needs_nothing(artifact: Artifact, room: Path, *, static: bool) -> None:
    """Run the program where there is nothing but itself: only a static one starts there."""
    runner = RUNNERS[artifact.target.goarch]
    if runner and shutil.which(runner) is None:
        pytest.skip(f"{runner} is not installed")
    if os.geteuid() != 0:
        pytest.skip("only root can make a room in which nothing else is")
    said = in_an_empty_room(artifact, room, runner=runner)
    assert bool(re.search(r"^runs|^sqlite 3\.\S+ counts 42$", said.stdout, re.MULTILINE)) == static
    assert (said.returncode == 0) == static


def in_an_empty_room(
    artifact: Artifact, room: Path, *, runner: str
) -> subprocess.CompletedProcess[str]:
    """Run the program, by the emulator where it is for another processor; both may speak."""
    room.mkdir()
    shutil.copy(artifact.path, room / "program")
    words = ["/program"]
    if runner:
        shutil.copy(shutil.which(runner) or "", room / "runner")
        words.insert(0, "/runner")
    return subprocess.run(
        (shutil.which("chroot") or "/usr/sbin/chroot", room, *words),
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_what_cannot_be_is_said_and_never_quietly_replaced(
    name: str, tmp_path: Path, home: Home
) -> None:
    options, code = IMPOSSIBLE[name]
    source = NET if code == "not_static" else TINY
    project = go_projects.project(tmp_path / "hello", dict(source))
    _, error = failing(BuildRequest(project=project, options=options), home)
    assert error.problem.code == code
    assert error.problem.next


def test_the_old_recipe_gives_no_other_program(tmp_path: Path, home: Home) -> None:
    project = go_projects.project(tmp_path / "hello", dict(TINY))
    plain = BuildRequest(project=project, options=BuildOptions())
    _, today = run(plain, home)
    old = replace(plain.options, flags=("-installsuffix=cgo",))
    _, recipe = run(replace(plain, options=old), home)
    assert recipe.sha256 == today.sha256
