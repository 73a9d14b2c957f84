"""No promise that starting the program would break: systems, processors and their levels."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from core.binary.compatibility import levels, origin, verdict
from core.binary.compatibility.distributions import DISTRIBUTIONS
from core.binary.formats.image import Image
from core.binary.gotables.gofile import BuildInfo
from core.binary.inspector import inspect, inspect_in_steps
from core.problems import ProblemError
from core.toolchain.micro import LEVELS
from tests.corpus.programs import Variant, built

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.binary.inspection import Verdict

_SOURCE = 'package main\n\nfunc main() { println("runs") }\n'


def judged(path: Path) -> Verdict:
    """What the first look says of a file."""
    return next(inspect_in_steps(path)).verdict


def promised(found: Verdict) -> set[str]:
    """The systems that are said to start it."""
    return {one.name for one in found.runs_on if one.ok}


def image_of(goarch: str, **more: object) -> Image:
    """Return what a static program for Linux looks like."""
    values: dict[str, object] = {
        "data": b"", "format": "elf", "goos": "linux", "goarch": goarch, "bits": 64,
        "big_endian": False, "sections": (), **more,
    }  # fmt: skip
    return Image(**values)  # type: ignore[arg-type]


def info_of(**settings: str) -> BuildInfo:
    return BuildInfo(go_version="go1.26.8", settings={"GOOS": "linux", **settings})


def systems_of(image: Image, info: BuildInfo | None) -> dict[str, bool | None]:
    found = verdict.judge(image, info, go_code=info is not None)
    assert all(f"On {image.goarch}" in str(one.why) for one in found.runs_on if one.ok)
    return {one.name: one.ok for one in found.runs_on}


def test_every_promise_names_a_processor_that_the_system_has_for_certain() -> None:
    for goarch, of_family in LEVELS.items():
        for level in of_family.values:
            found = systems_of(image_of(goarch), info_of(**{of_family.variable: level}))
            for there in DISTRIBUTIONS:
                ports = there.ports_for(goarch)
                wanted = levels.rank(goarch, {"hardfloat": "", "softfloat": ""}.get(level, level))
                if goarch.startswith("mips"):
                    wanted = 0
                if goarch == "386":
                    wanted = levels.rank(goarch, level)
                fits = any(wanted <= levels.rank(goarch, port.level) for port in ports)
                assert (found[there.name] is True) == fits


ROWS: tuple[tuple[str, dict[str, str], str, bool | None], ...] = (
    ("amd64", {"GOAMD64": "v1"}, "RHEL 10", True),
    ("amd64", {"GOAMD64": "v2"}, "RHEL 9", True),
    ("amd64", {"GOAMD64": "v3"}, "RHEL 9", None),
    ("amd64", {"GOAMD64": "v3"}, "RHEL 10", True),
    ("amd64", {"GOAMD64": "v3"}, "Debian 12", None),
    ("amd64", {"GOAMD64": "v3"}, "scratch image", None),
    ("amd64", {"GOAMD64": "v9"}, "RHEL 10", None),
    ("amd64", {"GOAMD64": "v1", "CGO_CFLAGS": "-O2 -march=native"}, "Debian 12", None),
    ("amd64", {"GOAMD64": "v1", "CGO_CFLAGS": "-O2 -mavx2"}, "Debian 12", None),
    ("amd64", {"GOAMD64": "v1", "CGO_CXXFLAGS": "-mavx512f"}, "Debian 12", None),
    ("amd64", {"GOAMD64": "v1", "CGO_CFLAGS": "-mssse3 -O2"}, "Debian 12", None),
    ("amd64", {"GOAMD64": "v1", "CGO_CFLAGS": "-mbmi2"}, "Debian 12", None),
    ("amd64", {"GOAMD64": "v1", "CGO_CFLAGS": "-mpopcnt"}, "Debian 12", None),
    ("amd64", {"GOAMD64": "v1", "CGO_CFLAGS": "-m64 -O2"}, "Debian 12", True),
    ("arm", {"GOARM": "7"}, "RHEL 9", False),
    ("arm", {"GOARM": "7"}, "Debian 12", True),
    ("arm", {"GOARM": "5,softfloat"}, "scratch image", True),
    ("arm", {}, "Debian 12", None),
    ("arm64", {"GOARM64": "v8.0"}, "RHEL 8", True),
    ("arm64", {"GOARM64": "v8.0,lse"}, "Debian 13", None),
    ("arm64", {"GOARM64": "v9.0"}, "Ubuntu 24.04", None),
    ("arm64", {}, "Debian 12", True),
    ("386", {"GO386": "sse2"}, "Debian 12", None),
    ("386", {"GO386": "softfloat"}, "Debian 12", True),
    ("386", {"GO386": "softfloat"}, "RHEL 10", None),
    ("riscv64", {"GORISCV64": "rva20u64"}, "Debian 13", True),
    ("riscv64", {"GORISCV64": "rva22u64"}, "Debian 13", None),
    ("riscv64", {"GORISCV64": "rva20u64"}, "Debian 12", False),
    ("riscv64", {"GORISCV64": "rva20u64"}, "RHEL 10", None),
    ("ppc64le", {"GOPPC64": "power8"}, "Debian 12", True),
    ("ppc64le", {"GOPPC64": "power9"}, "Debian 12", None),
    ("ppc64le", {"GOPPC64": "power9"}, "RHEL 9", True),
    ("ppc64", {"GOPPC64": "power8"}, "Debian 12", False),
    ("s390x", {}, "RHEL 9", True),
    ("s390x", {}, "Debian 12", None),
    ("loong64", {}, "Debian 12", False),
    ("loong64", {}, "Alpine", True),
    ("mipsle", {"GOMIPS": "hardfloat"}, "Debian 12", True),
    ("mipsle", {"GOMIPS": "hardfloat"}, "Debian 13", False),
    ("mips64le", {"GOMIPS64": "softfloat"}, "Debian 11", True),
    ("mips", {"GOMIPS": "hardfloat"}, "Debian 11", False),
    ("sparc64", {}, "Debian 12", False),
    ("", {}, "Debian 12", None),
)


@pytest.mark.parametrize(("goarch", "settings", "system", "ok"), ROWS)
def test_the_table_of_systems_and_processors(
    goarch: str,
    settings: dict[str, str],
    system: str,
    ok: bool | None,  # noqa: FBT001 - a column of the table
) -> None:
    assert systems_of(image_of(goarch), info_of(**settings))[system] is ok


def test_without_go_s_word_the_level_is_read_from_the_code_or_not_promised() -> None:
    refusal = b"This program can only be run on AMD64 processors with v3 microarchitecture support."
    found = {
        data: verdict.judge(image_of("amd64", data=data), None, go_code=True)
        for data in (b"", refusal)
    }
    assert "Debian 12" in promised(found[b""])
    assert promised(found[refusal]) == {"RHEL 10"}
    in_c = image_of("amd64")
    assert not promised(verdict.judge(in_c, None, go_code=False))
    noted = image_of("amd64", noted_level="v1")  # gcc notes that of code for v3, too
    assert not promised(verdict.judge(noted, None, go_code=False))
    in_go = verdict.judge(image_of("amd64", noted_level="v2"), info_of(GOAMD64="v1"), go_code=True)
    assert promised(in_go) == {"RHEL 9", "RHEL 10"}


LINKED: tuple[tuple[str, dict[str, object], str, bool | None], ...] = (
    ("arm", {"interpreter": "/lib/ld-linux.so.3"}, "Ubuntu 24.04", False),
    ("arm", {"interpreter": "/lib/ld-linux-armhf.so.3"}, "Ubuntu 24.04", True),
    ("amd64", {"interpreter": "/nix/store/x/lib/ld-linux-x86-64.so.2"}, "Debian 12", False),
    ("amd64", {"interpreter": "/lib/ld-musl-x86_64.so.1"}, "Alpine", True),
    ("amd64", {"interpreter": "/lib/ld-musl-x86_64.so.1"}, "Debian 12", False),
    ("amd64", {"interpreter": "/lib64/ld-linux-x86-64.so.2"}, "Debian 12", True),
    (
        "amd64",
        {"interpreter": "/lib64/ld-linux-x86-64.so.2", "needed": ("libsqlite3.so.0",)},
        "Debian 12",
        None,
    ),
    (
        "amd64",
        {"interpreter": "/lib/ld-musl-x86_64.so.1", "needed": ("libc.so", "libgcc_s.so.1")},
        "Alpine",
        None,
    ),
    ("amd64", {"interpreter": "/lib64/ld-linux-x86-64.so.2", "glibc": "2.38"}, "RHEL 9", False),
)


@pytest.mark.parametrize(("goarch", "more", "system", "ok"), LINKED)
def test_loaders_and_libraries(
    goarch: str,
    more: dict[str, object],
    system: str,
    ok: bool | None,  # noqa: FBT001 - a column of the table
) -> None:
    name = LEVELS[goarch]
    settings = {name.variable: "7" if goarch == "arm" else name.default}
    assert systems_of(image_of(goarch, **more), info_of(**settings))[system] is ok


LOADERS = {
    "/lib/amd64/ld.so.1": ("amd64", "solaris"),
    "/lib/ld.so.1": ("mips", "linux"),
    "/libexec/ld-elf.so.1": ("amd64", "freebsd"),
    "/usr/libexec/ld-elf.so.2": ("amd64", "dragonfly"),
    "/usr/libexec/ld.so": ("amd64", "openbsd"),
    "/libexec/ld.elf_so": ("amd64", "netbsd"),
    "/system/bin/linker64": ("arm64", "android"),
    "/lib/ld-musl-x86_64.so.1": ("amd64", "linux"),
    "/opt/own/loader": ("amd64", ""),
}


def test_the_loader_tells_the_system_where_the_header_does_not() -> None:
    for loader, (goarch, goos) in LOADERS.items():
        seen = origin.Evidence(
            os_abi="ELFOSABI_SYSV",
            goarch=goarch,
            notes=(),
            interpreter=loader,
            needed=(),
            table=(0, 0),
        )
        assert origin.goos_of(b"", seen) == goos


NOTES = {
    (b"NetBSD\0\0", 1, b"\0" * 4): "netbsd",
    (b"OpenBSD\0", 1, b"\0" * 4): "openbsd",
    (b"FreeBSD\0", 1, b"\0" * 4): "freebsd",
    (b"GNU\0", 1, struct.pack("<4I", 0, 3, 2, 0)): "linux",
    (b"GNU\0", 1, struct.pack("<4I", 1, 3, 2, 0)): "",  # the Hurd
    (b"Go\0\0", 4, b"id"): "",
}


def test_notes_tell_the_system_too() -> None:
    for (name, kind, text), goos in NOTES.items():
        raw = struct.pack("<3I", len(name.rstrip(b"\0")) + 1, len(text), kind) + name
        raw += text.ljust(-(-len(text) // 4) * 4, b"\0")
        notes = tuple(origin.notes_in(raw, order="<"))
        seen = origin.Evidence(
            os_abi="ELFOSABI_SYSV",
            goarch="amd64",
            notes=notes,
            interpreter="",
            needed=(),
            table=(0, 0),
        )
        assert origin.goos_of(b"", seen) == goos
    assert list(origin.notes_in(b"\xff" * 4096, order="<"))


def test_only_the_function_table_tells_of_which_system_gos_files_are() -> None:
    text = b"a text: runtime/os_android.go\0"
    data = text + b"/usr/local/go/src/runtime/os_linux.go\0runtime/os_freebsd.go\0"
    for start, goos in ((0, "android"), (len(text), "freebsd"), (len(text) + 3, "freebsd")):
        seen = origin.Evidence(
            os_abi="", goarch="", notes=(), interpreter="", needed=(), table=(start, len(data))
        )
        assert origin.goos_of(data, seen) == goos


@pytest.mark.go
@pytest.mark.skipif(shutil.which("objcopy") is None, reason="needs binutils")
def test_what_no_linux_starts_is_promised_by_none(tmp_path: Path) -> None:
    program = built(Variant())
    for name, words in {
        "debug": ("--only-keep-debug",),
        "no-info": ("--remove-section=.go.buildinfo",),
    }.items():
        subprocess.run(("objcopy", *words, program, tmp_path / name), check=True)
    found = judged(tmp_path / "debug")
    assert (found.kind, found.static, found.runs_on) == ("debug", False, ())
    without = judged(tmp_path / "no-info")
    assert "Debian 12" in promised(without)  # Go's own files tell the system, its code the level
    packed = tmp_path / "packed"
    packed.write_bytes(program.read_bytes()[:0x300] + b"UPX!" + program.read_bytes()[0x304:])
    found = judged(packed)
    assert not promised(found)
    assert found.runs_on
    assert not found.static


def _patched(program: bytes, at: int, word: bytes) -> bytes:
    return program[:at] + word + program[at + len(word) :]


@pytest.mark.go
def test_headers_that_only_look_like_linux(tmp_path: Path) -> None:
    program = built(Variant(stripped=True)).read_bytes()
    for name, at, word in (
        ("relocatable", 16, b"\1\0"),
        ("core", 16, b"\4\0"),
        ("another processor", 18, b"\2\0"),  # SPARC
        ("entry outside", 24, b"\0" * 8),
        ("big-endian", 5, b"\2"),
    ):
        path = tmp_path / name
        path.write_bytes(_patched(program, at, word))
        with suppress(ProblemError):  # also an answer; anything else would be a crash
            assert not promised(judged(path)), name


OTHERS = {
    "#!/bin/sh\nexit 0\n": "script",
    "!<arch>\nx": "archive",
    "\x1f\x8b\x08": "gzip",
    "PK\x03\x04": "zip",
    "hello": "ELF, PE or Mach-O",
}


def test_what_is_no_program_is_named(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for content, word in OTHERS.items():
        path.write_bytes(content.encode("latin-1"))
        with pytest.raises(ProblemError) as refused:
            judged(path)
        assert word in str(refused.value.problem.why)


def _go(target: str, output: Path, **more: str) -> Path:
    """Build a tiny program for a target."""
    goos, goarch = target.split("/")
    source = output.with_suffix(".go")
    source.write_text(_SOURCE, "utf-8")
    env = {"CGO_ENABLED": "0", "GOOS": goos, "GOARCH": goarch, "GOFLAGS": "", **more}
    words = ("go", "build", "-trimpath", "-o", output, source)
    subprocess.run(words, env={**os.environ, **env}, check=True, capture_output=True)
    return output


ELSEWHERE = {
    "wasip1/wasm": ("wasm", "WebAssembly"),
    "plan9/386": ("plan9", "Plan 9"),
    "aix/ppc64": ("xcoff", "AIX"),
    "illumos/amd64": ("elf", "illumos"),
}


@pytest.mark.go
@pytest.mark.parametrize("target", ELSEWHERE)
def test_programs_for_other_systems_are_told_as_what_they_are(target: str, tmp_path: Path) -> None:
    path = _go(target, tmp_path / "program")
    found = inspect(path)
    kind, word = ELSEWHERE[target]
    assert (found.verdict.format, f"{found.verdict.goos}/{found.verdict.goarch}") == (kind, target)
    assert word in str(found.verdict.sentence)
    assert found.verdict.go_version.startswith("go1.")
    assert (found.verdict.static, found.verdict.runs_on) == (False, ())
    assert found.sections.size == found.size == path.stat().st_size
    for cut in (4, 9, 30, 100, found.size // 2):  # damaged, and no crash
        path.write_bytes(path.read_bytes()[:cut])
        with suppress(ProblemError):
            judged(path)


def _targets() -> Iterator[str]:
    said = subprocess.run(
        ("go", "tool", "dist", "list"), check=True, capture_output=True, text=True
    )
    yield from said.stdout.split()


def starts(program: Path) -> bool:
    """Start a program for this computer's processor, which asks for nothing of the system."""
    return subprocess.run((program,), check=False, capture_output=True).returncode == 0


@pytest.mark.go
@pytest.mark.skipif("GOFERRY_EXAMPLES" not in os.environ, reason="builds for every target of Go")
def test_a_zoo_of_programs_keeps_each_promise(tmp_path: Path) -> None:
    for target in _targets():
        if target.startswith(("android", "ios")):  # for which Go needs a C compiler
            continue
        path = _go(target, tmp_path / "program")
        found = judged(path)
        assert f"{found.goos}/{found.goarch}" == target
        assert bool(found.runs_on) == target.startswith("linux")
        assert not promised(found) or target != "linux/amd64" or starts(path)
