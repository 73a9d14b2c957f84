"""Exact answers for made-up programs: systems, sentences, notes and facts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.binary.compatibility import verdict
from core.binary.compatibility.distributions import DISTRIBUTIONS, PREVIEWS
from core.binary.formats.image import Section
from tests.core.test_systems import image_of, info_of

if TYPE_CHECKING:
    from core.binary.inspection import Verdict

NAMES = [
    "Debian 11", "Debian 12", "Debian 13", "Ubuntu 20.04", "Ubuntu 22.04", "Ubuntu 24.04",
    "RHEL 8", "RHEL 9", "RHEL 10", "Alpine", "scratch image",
]  # fmt: skip
OLD_DEBIAN = [
    "amd64=amd64 v1", "arm64=arm64 v8.0", "armhf=arm 7", "armel=arm 5", "i386=386 softfloat",
    "mipsel=mipsle mips32", "mips64el=mips64le mips64", "ppc64el=ppc64le power8",
    "s390x=s390x z196",
]  # fmt: skip
UBUNTU = ["amd64=amd64 v1", "arm64=arm64 v8.0", "armhf=arm 7", "riscv64=riscv64 rva20u64"]
PORTS: dict[str, tuple[str, list[str]]] = {
    "Debian 11": ("2.31", OLD_DEBIAN),
    "Debian 12": ("2.36", OLD_DEBIAN),
    "Debian 13": (
        "2.41",
        [*OLD_DEBIAN[:4], "riscv64=riscv64 rva20u64", "ppc64el=ppc64le power8", "s390x=s390x z196"],
    ),
    "Ubuntu 20.04": ("2.31", [*UBUNTU, "ppc64el=ppc64le power8", "s390x=s390x z13"]),
    "Ubuntu 22.04": ("2.35", [*UBUNTU, "ppc64el=ppc64le power9", "s390x=s390x z13"]),
    "Ubuntu 24.04": ("2.39", [*UBUNTU, "ppc64el=ppc64le power9", "s390x=s390x z13"]),
    "RHEL 8": (
        "2.28",
        ["amd64=amd64 v1", "arm64=arm64 v8.0", "ppc64el=ppc64le power8", "s390x=s390x z13"],
    ),
    "RHEL 9": (
        "2.34",
        ["amd64=amd64 v2", "arm64=arm64 v8.0", "ppc64el=ppc64le power9", "s390x=s390x z13"],
    ),
    "RHEL 10": (
        "2.39",
        ["amd64=amd64 v3", "arm64=arm64 v8.0", "ppc64el=ppc64le power9", "s390x=s390x z13"],
    ),
    "Alpine": (
        "musl",
        [
            "x86_64=amd64 v1", "i386=386 softfloat", "aarch64=arm64 v8.0", "armhf=arm 6",
            "armv7=arm 7", "ppc64le=ppc64le power8", "riscv64=riscv64 rva20u64",
            "s390x=s390x z196", "loongarch64=loong64 la64",
        ],
    ),
}  # fmt: skip
LOADERS = {
    "amd64": "/lib64/ld-linux-x86-64.so.2", "i386": "/lib/ld-linux.so.2",
    "armhf": "/lib/ld-linux-armhf.so.3", "armel": "/lib/ld-linux.so.3",
    "arm64": "/lib/ld-linux-aarch64.so.1", "riscv64": "/lib/ld-linux-riscv64-lp64d.so.1",
    "s390x": "/lib/ld64.so.1", "ppc64el": "/lib64/ld64.so.2", "mipsel": "/lib/ld.so.1",
    "mips64el": "/lib64/ld.so.1",
}  # fmt: skip
MUSL = {
    "x86_64": "x86_64", "i386": "i386", "aarch64": "aarch64", "armhf": "armhf", "armv7": "armhf",
    "ppc64le": "powerpc64le", "riscv64": "riscv64", "s390x": "s390x",
    "loongarch64": "loongarch64",
}  # fmt: skip


def test_the_distributions_their_c_libraries_ports_and_loaders_are_these() -> None:
    assert [one.name for one in DISTRIBUTIONS] == list(PORTS)
    for one in DISTRIBUTIONS:
        libc, ports = PORTS[one.name]
        assert one.libc == libc
        assert [f"{port.name}={port.goarch} {port.level}" for port in one.ports] == ports
        for port in one.ports:
            wanted = f"/lib/ld-musl-{MUSL[port.name]}.so.1" if libc == "musl" else ""
            assert port.loader == (wanted or LOADERS[port.name])
    assert {("RHEL 10", "riscv64"), ("Debian 13", "loong64")} == PREVIEWS
    assert [port.name for port in DISTRIBUTIONS[0].ports_for("arm")] == ["armhf", "armel"]


GLIBC = LOADERS["amd64"]
ALPINE = "/lib/ld-musl-x86_64.so.1"
V1 = {"GOAMD64": "v1"}
# y: it starts, n: it does not, ?: nobody can promise; in the order of NAMES.
STATIC: list[tuple[str, dict[str, str], str]] = [
    ("amd64", V1, "yyyyyyyyyyy"),
    ("amd64", {"GOAMD64": "v2"}, "???????yy??"),
    ("amd64", {"GOAMD64": "v3"}, "????????y??"),
    ("amd64", {"GOAMD64": "v4"}, "???????????"),
    ("386", {"GO386": "softfloat"}, "yy???????yy"),
    ("386", {"GO386": "sse2"}, "???????????"),
    ("arm", {"GOARM": "5"}, "yyyyyynnnyy"),
    ("arm", {"GOARM": "6"}, "yyyyyynnny?"),
    ("arm", {"GOARM": "7"}, "yyyyyynnny?"),
    ("arm", {"GOARM": "5,hardfloat"}, "yyyyyynnny?"),
    ("arm", {"GOARM": "5,softfloat"}, "yyyyyynnnyy"),
    ("arm64", {"GOARM64": "v8.0"}, "yyyyyyyyyyy"),
    ("arm64", {"GOARM64": "v8.1"}, "???????????"),
    ("arm64", {"GOARM64": "v8.0,lse"}, "???????????"),
    ("riscv64", {"GORISCV64": "rva20u64"}, "nnyyyynn?yy"),
    ("riscv64", {"GORISCV64": "rva22u64"}, "nn????nn???"),
    ("ppc64le", {"GOPPC64": "power8"}, "yyyyyyyyyyy"),
    ("ppc64le", {"GOPPC64": "power9"}, "????yy?yy??"),
    ("ppc64le", {"GOPPC64": "power10"}, "???????????"),
    ("ppc64", {"GOPPC64": "power8"}, "nnnnnnnnnny"),
    ("s390x", {}, "???yyyyyy??"),
    ("loong64", {}, "nn?nnnnnnyy"),
    ("mipsle", {"GOMIPS": "hardfloat"}, "yynnnnnnnny"),
    ("mips64le", {"GOMIPS64": "softfloat"}, "yynnnnnnnny"),
    ("mips", {"GOMIPS": "hardfloat"}, "nnnnnnnnnny"),
    ("sparc64", {}, "nnnnnnnnnn?"),
    ("", {}, "???????????"),
]
DYNAMIC: list[tuple[dict[str, Any], str]] = [
    ({"interpreter": GLIBC, "glibc": ""}, "yyyyyyyyynn"),
    ({"interpreter": GLIBC, "glibc": "2.2.5"}, "yyyyyyyyynn"),
    ({"interpreter": GLIBC, "glibc": "2.9"}, "yyyyyyyyynn"),
    ({"interpreter": GLIBC, "glibc": "2.28"}, "yyyyyyyyynn"),
    ({"interpreter": GLIBC, "glibc": "2.29"}, "yyyyyynyynn"),
    ({"interpreter": GLIBC, "glibc": "2.31"}, "yyyyyynyynn"),
    ({"interpreter": GLIBC, "glibc": "2.32"}, "nyynyynyynn"),
    ({"interpreter": GLIBC, "glibc": "2.34"}, "nyynyynyynn"),
    ({"interpreter": GLIBC, "glibc": "2.35"}, "nyynyynnynn"),
    ({"interpreter": GLIBC, "glibc": "2.36"}, "nyynnynnynn"),
    ({"interpreter": GLIBC, "glibc": "2.37"}, "nnynnynnynn"),
    ({"interpreter": GLIBC, "glibc": "2.39"}, "nnynnynnynn"),
    ({"interpreter": GLIBC, "glibc": "2.40"}, "nnynnnnnnnn"),
    ({"interpreter": GLIBC, "glibc": "2.41"}, "nnynnnnnnnn"),
    ({"interpreter": GLIBC, "glibc": "2.42"}, "nnnnnnnnnnn"),
    ({"interpreter": ALPINE}, "nnnnnnnnnyn"),
    ({"interpreter": ALPINE, "needed": ("libc.musl-x86_64.so.1", "libc.so")}, "nnnnnnnnnyn"),
    ({"interpreter": ALPINE, "needed": ("libgcc_s.so.1",)}, "nnnnnnnnn?n"),
    ({"interpreter": GLIBC, "needed": ("libsqlite3.so.0",)}, "?????????nn"),
    ({"interpreter": "/opt/ld-linux-x86-64.so.2"}, "nnnnnnnnnnn"),
    ({"interpreter": "", "needed": ("libc.so.6",)}, "nnnnnnnnnnn"),
]  # fmt: skip
COMMON = [
    "libc.so.6", "libm.so.6", "libpthread.so.0", "libdl.so.2", "librt.so.1", "libresolv.so.2",
    "libutil.so.1", "libgcc_s.so.1", "ld-linux-x86-64.so.2", "ld64.so.1", "ld.so.1",
]  # fmt: skip
DYNAMIC += [({"interpreter": GLIBC, "needed": (one,)}, "yyyyyyyyynn") for one in COMMON]
DYNAMIC += [
    ({"interpreter": GLIBC, "needed": (one,)}, "?????????nn")
    for one in ("libc.so.7", "libm.so", "libstdc++.so.6", "libz.so.1", "libresolv.so.1")
]


def answers(found: Verdict) -> str:
    """One letter per system, whose names are checked."""
    assert [one.name for one in found.runs_on] == NAMES
    return "".join({True: "y", False: "n", None: "?"}[one.ok] for one in found.runs_on)


@pytest.mark.parametrize(("goarch", "settings", "wanted"), STATIC)
def test_a_static_program_starts_on_exactly_these(
    goarch: str, settings: dict[str, str], wanted: str
) -> None:
    found = verdict.judge(image_of(goarch), info_of(**settings), go_code=True)
    assert found.static
    assert answers(found) == wanted


@pytest.mark.parametrize(("more", "wanted"), DYNAMIC)
def test_a_dynamic_program_starts_on_exactly_these(more: dict[str, Any], wanted: str) -> None:
    found = verdict.judge(image_of("amd64", **more), info_of(**V1), go_code=True)
    assert not found.static
    assert answers(found) == wanted


def why(system: str, goarch: str, settings: dict[str, str], **more: Any) -> tuple[str, str]:  # noqa: ANN401 - fields of an image
    found = verdict.judge(image_of(goarch, **more), info_of(**settings), go_code=True)
    (one,) = (one for one in found.runs_on if one.name == system)
    return str(one.why), one.processor


OLDER = "The system also runs on older processors. The program needs "
WHYS: list[tuple[str, str, dict[str, str], dict[str, Any], str, str]] = [
    ("Debian 12", "amd64", V1, {},
     "On amd64 v1: The program needs nothing from the system.", "amd64 v1"),
    ("scratch image", "amd64", V1, {}, "On amd64 v1: The program needs nothing from the system.",
     "amd64 v1"),
    ("Debian 12", "arm", {"GOARM": "5"}, {}, "On arm 5: The program needs nothing from the system.",
     "arm 5"),
    ("Debian 12", "arm", {"GOARM": "6"}, {},
     "On arm 6 (armhf): The program needs nothing from the system.", "arm 6 (armhf)"),
    ("Alpine", "arm", {"GOARM": "6"}, {},
     "On arm 6: The program needs nothing from the system.", "arm 6"),
    ("Alpine", "arm", {"GOARM": "7"}, {},
     "On arm 7 (armv7): The program needs nothing from the system.", "arm 7 (armv7)"),
    ("RHEL 9", "amd64", {"GOAMD64": "v3"}, {}, f"{OLDER}amd64 v3.", ""),
    ("scratch image", "amd64", {"GOAMD64": "v3"}, {},
     "That depends on the host, which must have amd64 v3.", ""),
    ("RHEL 9", "arm", {"GOARM": "7"}, {}, "There is no RHEL 9 for arm.", ""),
    ("RHEL 10", "riscv64", {"GORISCV64": "rva20u64"}, {},
     "It can only be tried out on riscv64, without any promise.", ""),
    ("RHEL 10", "386", {"GO386": "softfloat"}, {},
     "Its 64-bit edition runs 32-bit programs only if that is enabled.", ""),
    ("Debian 12", "arm", {}, {}, "GoFerry cannot tell which arm processors the code needs.", ""),
    ("Debian 12", "amd64", V1, {"interpreter": GLIBC}, "On amd64 v1: The system has glibc 2.36.",
     "amd64 v1"),
    ("Alpine", "amd64", V1, {"interpreter": ALPINE}, "On amd64 v1: The program was built for musl.",
     "amd64 v1"),
    ("Debian 12", "amd64", V1, {"interpreter": ALPINE},
     "Debian 12 has glibc. The program was built for musl.", ""),
    ("Alpine", "amd64", V1, {"interpreter": GLIBC},
     "Alpine has the C library musl. The program was built for glibc.", ""),
    ("RHEL 9", "amd64", V1, {"interpreter": GLIBC, "glibc": "2.38"},
     "The system has glibc 2.34. The program needs 2.38.", ""),
    ("RHEL 9", "amd64", V1, {"interpreter": "/x/ld.so"},
     "The system has no dynamic loader /x/ld.so.", ""),
    ("RHEL 9", "amd64", V1, {"needed": ("libc.so.6",)}, "The system has no dynamic loader ?.", ""),
    ("scratch image", "amd64", V1, {"interpreter": GLIBC},
     "An empty image has no dynamic loader. The program needs one.", ""),
    ("Debian 12", "amd64", V1, {"interpreter": GLIBC, "needed": ("libz.so.1", "liba.so.2")},
     "The system has glibc 2.36. Install libz.so.1 and liba.so.2 first.", ""),
    ("Debian 12", "", {}, {}, "GoFerry does not know the processor it was built for.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("system", "goarch", "settings", "more", "told", "processor"), WHYS)
def test_every_answer_says_why(  # noqa: PLR0913, PLR0917 - the columns of the table
    system: str,
    goarch: str,
    settings: dict[str, str],
    more: dict[str, Any],
    told: str,
    processor: str,
) -> None:
    assert why(system, goarch, settings, **more) == (told, processor)


def test_where_the_file_does_not_tell_nothing_is_promised() -> None:
    of_nobody = verdict.judge(image_of("amd64", goos=""), None, go_code=True)
    assert answers(of_nobody) == "?" * 11
    assert {str(one.why) for one in of_nobody.runs_on} == {
        "The file does not name the system it was built for."
    }
    packed = verdict.judge(image_of("amd64", data=b"UPX!"), info_of(**V1), go_code=True)
    assert (answers(packed), packed.static) == ("?" * 11, False)
    assert {str(one.why) for one in packed.runs_on} == {
        "What the program needs is visible only after it has unpacked itself."
    }
    usual = image_of("amd64")
    for image in (
        replace(usual, goos="freebsd"), replace(usual, format="pe"), replace(usual, kind="library"),
    ):  # fmt: skip
        assert verdict.judge(image, None, go_code=True).runs_on == ()


MANY = ("a.dll", "b.dll")
SENTENCES: list[tuple[dict[str, Any], str]] = [
    ({}, "This program is static: it needs no loader and no library, only this one file."),
    ({"goos": ""},
     "This program is static: it needs no loader and no library, only this one file."),
    ({"interpreter": GLIBC},
     ("This program is not static: it was built position-independent (PIE), so it asks for the "
     f"loader {GLIBC}, though for no library.")),
    ({"interpreter": GLIBC, "needed": ("libc.so.6", "libm.so.6"), "glibc": "2.34"},
     ("This program is not static: it uses libc.so.6 and libm.so.6 of the system and needs glibc "
     "2.34 or newer.")),
    ({"interpreter": GLIBC, "needed": ("libx.so",)},
     "This program is not static: it uses libx.so of the system."),
    ({"interpreter": ALPINE, "needed": ("libc.so",), "glibc": "2.34"},
     (f"This program is not static: it uses libc.so through {ALPINE}, which only musl systems "
     "such as Alpine have.")),
    ({"goos": "windows", "format": "pe", "needed": MANY[:1]},
     "This is not static, which Windows never allows: it uses 1 library that every Windows has."),
    ({"goos": "windows", "format": "pe", "needed": MANY},
     "This is not static, which Windows never allows: it uses 2 libraries that every Windows has."),
    ({"goos": "darwin", "format": "macho", "needed": MANY},
     "This is not static, which macOS never allows: it uses 2 libraries that every macOS has."),
    ({"goos": "freebsd"},
     "This program is for FreeBSD, not for Linux. It needs only this one file there."),
    ({"kind": "library"}, "This is a shared library for other programs to load, not a program."),
    ({"kind": "object"}, "This is a part for a linker to put into a program, not a program."),
    ({"kind": "module"}, "This is a part that the Linux kernel loads, not a program."),
    ({"kind": "debug"},
     "This file holds debug information for a program, not the program itself."),
    ({"kind": "core"},
     "This is the memory of a program that crashed (a core dump), not a program."),
    ({"data": b"UPX!"}, "UPX packed this program, so what it needs is visible only while it runs."),
    ({"sections": (Section(name="a", offset=0, size=1),)},
     "This file cannot run as it is: its end is missing."),
    ({"format": "wasm", "goos": "js", "goarch": "wasm"},
     "This is WebAssembly. A browser or a WASM runtime runs it, Linux does not."),
    ({"format": "plan9", "goos": "plan9", "goarch": "386"},
     "This program is for Plan 9 on 386. Linux cannot run it."),
    ({"format": "xcoff", "goos": "aix", "goarch": "ppc64"},
     "This program is for AIX on ppc64. Linux cannot run it."),
]  # fmt: skip


@pytest.mark.parametrize(("more", "sentence"), SENTENCES)
def test_the_one_sentence_is_exactly_this(more: dict[str, Any], sentence: str) -> None:
    image = replace(image_of("amd64"), **more)
    assert str(verdict.judge(image, None, go_code=True).sentence) == sentence


def test_only_a_whole_program_of_a_container_that_linux_knows_is_static() -> None:
    for more in (
        {"kind": "library"}, {"interpreter": GLIBC}, {"needed": ("x",)}, {"data": b"UPX!"},
        {"format": "wasm"}, {"format": "plan9"}, {"format": "xcoff"},
    ):  # fmt: skip
        image = replace(image_of("amd64"), **more)
        assert not verdict.judge(image, None, go_code=True).static, more


def test_a_file_is_cut_off_and_packed_by_the_last_byte() -> None:
    ends = {4: (), 3: ("file_incomplete",)}
    for size, codes in ends.items():
        whole = image_of("amd64", data=bytes(size), sections=(Section(name="a", offset=1, size=3),))
        found = verdict.judge(whole, info_of(**V1), go_code=True)
        assert tuple(one.code for one in found.notes) == codes
        assert (found.runs_on == ()) is bool(codes)
    for place, packed in ((4092, True), (4093, False)):
        image = image_of("amd64", data=bytes(place) + b"UPX!")
        found = verdict.judge(image, info_of(**V1), go_code=True)
        assert [one.code for one in found.notes] == (["packed_by_upx"] if packed else [])
        assert found.static is not packed
