"""Which level of its processor family a program needs: said by Go, or read from the code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.binary.formats.image import Image
    from core.binary.gotables.gofile import BuildInfo

# From the level that every processor of the family has upwards. Where an order has one value, Linux
# makes up for what a processor lacks (floating point of MIPS), or there is no other.
ORDER: dict[str, tuple[str, ...]] = {
    "amd64": ("v1", "v2", "v3", "v4"),
    "386": ("softfloat", "sse2"),
    "arm": ("5", "6", "7"),
    "arm64": ("v8.0", "v8.1", "v8.2", "v9.0"),
    "ppc64": ("power8", "power9", "power10"),
    "riscv64": ("rva20u64", "rva22u64", "rva23u64"),
    "s390x": ("z196", "z13"),
    "loong64": ("la64",),
    "mips": ("mips32",),
    "mips64": ("mips64",),
}
ORDER |= {"ppc64le": ORDER["ppc64"], "mipsle": ORDER["mips"], "mips64le": ORDER["mips64"]}
_ONLY_ONE = {"s390x": "z13", "loong64": "la64", "mips": "mips32", "mipsle": "mips32"}
_ONLY_ONE |= {"mips64": "mips64", "mips64le": "mips64"}
# What Go's start puts into a program that asks more than the first level, to say so and end.
_REFUSALS = {
    "amd64": re.compile(rb"can only be run on AMD64 processors with (v[2-4]) microarchitecture"),
    "arm64": re.compile(rb"can only be run on systems with (LSE) support"),
}
_C_LEVEL = re.compile(r"(^|[\s'\"])-m((arch|cpu|fpu)\b|avx|s?sse[34]|fma|bmi|popcnt|lzcnt)")
_C_FLAGS = ("CGO_CFLAGS", "CGO_CXXFLAGS", "CGO_CPPFLAGS", "CGO_FFLAGS", "-gccgoflags")


def needed(image: Image, info: BuildInfo | None, *, go_code: bool) -> str:
    """Return the level that the program needs, in ORDER's words; "" where nobody can tell."""
    if image.goarch not in ORDER or (info and _has_odd_c(info.settings)):
        return ""
    if not go_code and info is None:
        return ""  # a linker's note tells what C code needs at least, and nobody what it needs
    levels = (_of_go(image, info), image.noted_level)
    known = [one for one in levels if one]
    return max(known, key=lambda one: rank(image.goarch, one)) if levels[0] else ""


def rank(goarch: str, level: str) -> int:
    """Where a level stands in its order; what is none of it stands above all of them."""
    order = ORDER.get(goarch, ())
    return order.index(level) if level in order else len(order)


def _of_go(image: Image, info: BuildInfo | None) -> str:
    goarch = image.goarch
    if goarch in _ONLY_ONE:
        return _ONLY_ONE[goarch]
    if info and info.micro:
        return plain(goarch, info.micro)
    if refusal := _REFUSALS.get(goarch):
        found = refusal.search(image.data)
        if found is None:
            return ORDER[goarch][0]
        return "v8.1" if goarch == "arm64" else found[1].decode()
    return ORDER[goarch][0] if goarch == "riscv64" else ""


def plain(goarch: str, micro: str) -> str:
    """Spell a level in the order's words: "7" for "7,hardfloat"; what is odd stays as it is."""
    level, _, more = micro.partition(",")
    if goarch == "arm":
        return "6" if (level, more) == ("5", "hardfloat") else level
    return micro if more else level


def _has_odd_c(settings: Mapping[str, str]) -> bool:
    """Whether C code in it was compiled for some processor that its flags name."""
    return any(_C_LEVEL.search(settings.get(name, "")) for name in _C_FLAGS)
