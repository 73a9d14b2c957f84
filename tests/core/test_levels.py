"""Processor levels: their order, what a program needs of them, and the variables that choose."""

from __future__ import annotations

from typing import Any

import pytest

from core.binary.compatibility import levels
from core.toolchain.micro import LEVELS, variable
from tests.core.test_systems import image_of, info_of

ORDERS = {
    "amd64": ("v1", "v2", "v3", "v4"), "386": ("softfloat", "sse2"), "arm": ("5", "6", "7"),
    "arm64": ("v8.0", "v8.1", "v8.2", "v9.0"), "ppc64": ("power8", "power9", "power10"),
    "ppc64le": ("power8", "power9", "power10"), "riscv64": ("rva20u64", "rva22u64", "rva23u64"),
    "s390x": ("z196", "z13"), "loong64": ("la64",), "mips": ("mips32",), "mipsle": ("mips32",),
    "mips64": ("mips64",), "mips64le": ("mips64",),
}  # fmt: skip


def test_the_levels_stand_in_this_order_and_what_is_none_stands_above() -> None:
    assert ORDERS == levels.ORDER
    for goarch, order in ORDERS.items():
        assert [levels.rank(goarch, one) for one in (*order, "odd", "")] == [
            *range(len(order)), len(order), len(order),
        ]  # fmt: skip
    assert levels.rank("sparc64", "v1") == 0


REFUSAL = b"This program can only be run on AMD64 processors with %s microarchitecture support."
NEEDED: list[tuple[str, dict[str, Any], dict[str, str] | None, bool, str]] = [
    ("amd64", {}, None, True, "v1"),
    ("amd64", {}, None, False, ""),
    ("amd64", {"noted_level": "v2"}, None, False, ""),
    ("amd64", {"noted_level": "v2"}, None, True, "v2"),
    ("amd64", {"noted_level": "v2"}, {"GOAMD64": "v1"}, True, "v2"),
    ("amd64", {"noted_level": "v2"}, {"GOAMD64": "v3"}, False, "v3"),
    ("amd64", {"data": REFUSAL % b"v2"}, None, True, "v2"),
    ("amd64", {"data": REFUSAL % b"v4"}, None, True, "v4"),
    ("arm64", {"data": b"can only be run on systems with LSE support"}, None, True, "v8.1"),
    ("arm64", {}, None, True, "v8.0"),
    ("riscv64", {}, None, True, "rva20u64"),
    ("arm", {}, None, True, ""),
    ("386", {}, None, True, ""),
    ("s390x", {}, None, True, "z13"),
    ("mips", {}, {"GOMIPS": "softfloat"}, True, "mips32"),
    ("sparc64", {}, {}, True, ""),
    ("amd64", {}, {"GOAMD64": "v1", "CGO_CFLAGS": "-O2 -g"}, True, "v1"),
    ("amd64", {}, {"GOAMD64": "v1", "CGO_CFLAGS": "-O2 -march=x86-64-v3"}, True, ""),
    ("amd64", {}, {"GOAMD64": "v1", "CGO_CXXFLAGS": "'-mcpu=native'"}, True, ""),
    ("amd64", {}, {"GOAMD64": "v1", "CGO_CPPFLAGS": "-msse4.2"}, True, ""),
    ("amd64", {}, {"GOAMD64": "v1", "CGO_FFLAGS": "-mfma"}, True, ""),
    ("amd64", {}, {"GOAMD64": "v1", "-gccgoflags": '"-mlzcnt"'}, True, ""),
    ("arm", {}, {"GOARM": "6", "CGO_CFLAGS": "-mfpu=neon"}, True, ""),
    ("amd64", {}, {"GOAMD64": "v1", "CGO_LDFLAGS": "-march=native"}, True, "v1"),
    ("amd64", {}, {"GOAMD64": "v1", "CGO_CFLAGS": "-mtune=native -DX-march"}, True, "v1"),
]  # fmt: skip


@pytest.mark.parametrize(("goarch", "more", "settings", "go_code", "level"), NEEDED)
def test_the_level_that_a_program_needs(
    goarch: str,
    more: dict[str, Any],
    settings: dict[str, str] | None,
    go_code: bool,  # noqa: FBT001 - a column of the table
    level: str,
) -> None:
    info = None if settings is None else info_of(**settings)
    assert levels.needed(image_of(goarch, **more), info, go_code=go_code) == level


def test_the_variables_of_levels_and_their_values_are_go_s() -> None:
    told = {name: (one.variable, one.values) for name, one in LEVELS.items()}
    powers, floats = ("power8", "power9", "power10"), ("hardfloat", "softfloat")
    assert told == {
        "amd64": ("GOAMD64", ("v1", "v2", "v3", "v4")), "386": ("GO386", ("sse2", "softfloat")),
        "arm": ("GOARM", ("7", "6", "5")), "arm64": ("GOARM64", ("v8.0", "v8.1", "v8.2", "v9.0")),
        "mips": ("GOMIPS", floats), "mipsle": ("GOMIPS", floats),
        "mips64": ("GOMIPS64", floats), "mips64le": ("GOMIPS64", floats),
        "ppc64": ("GOPPC64", powers), "ppc64le": ("GOPPC64", powers),
        "riscv64": ("GORISCV64", ("rva20u64", "rva22u64", "rva23u64")),
    }  # fmt: skip
    assert {name: one.default for name, one in LEVELS.items()} == {
        name: values[0] for name, (_, values) in told.items()
    }
    assert (variable("arm64"), variable("s390x")) == ("GOARM64", "")
