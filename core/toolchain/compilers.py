"""C compilers on this computer, and the words that make one of them build for a target."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from core.target import Target

_GOARCH = {
    "x86_64": "amd64",
    "amd64": "amd64",
    "aarch64": "arm64",
    "arm64": "arm64",
    "i386": "386",
    "i686": "386",
    "armv7l": "arm",
    "armv6l": "arm",
    "riscv64": "riscv64",
    "ppc64le": "ppc64le",
    "s390x": "s390x",
    "loongarch64": "loong64",
}
_GOOS = {"win32": "windows", "darwin": "darwin"}

# zig's names of Go's processors: (architecture, ABI of musl and glibc where it is not plain).
_ZIG_ARCH = {
    "amd64": ("x86_64", ""),
    "arm64": ("aarch64", ""),
    "386": ("x86", ""),
    "arm": ("arm", "eabihf"),
    "riscv64": ("riscv64", ""),
    "ppc64le": ("powerpc64le", ""),
    "s390x": ("s390x", ""),
    "loong64": ("loongarch64", ""),
}


@dataclass(frozen=True, slots=True)
class Zig:
    """A zig that can serve as C compiler; `program` is its file."""

    program: Path


def this_computer() -> Target:
    """Return the target that this computer itself is."""
    import platform  # noqa: PLC0415 - slow to load, and few builds ask

    machine = platform.machine().lower()
    return Target(goos=_GOOS.get(sys.platform, sys.platform), goarch=_GOARCH.get(machine, machine))


def find_zig() -> Zig | None:
    """Find zig: the `ziglang` wheel's, else the one in PATH. Runs nothing."""
    name = "zig.exe" if sys.platform == "win32" else "zig"
    spec = importlib.util.find_spec("ziglang")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        if (program := Path(place) / name).is_file():
            return Zig(program)
    found = shutil.which("zig")
    return Zig(Path(found)) if found else None


def find_own() -> Path | None:
    """Find the C compiler for this computer that Go would use by itself. Runs nothing."""
    names = ("clang", "gcc") if sys.platform == "darwin" else ("gcc", "clang")
    return next((Path(found) for name in names if (found := shutil.which(name))), None)


def zig_target(target: Target, *, libc: str) -> str:
    """Return zig's name of a target, empty when zig has none.

    `libc` is "musl", "gnu", or "gnu.2.28" for that version of glibc.
    """
    arch, abi = _ZIG_ARCH.get(target.goarch, ("", ""))
    if not arch:
        return ""
    if target.goos == "windows":
        return f"{arch}-windows-gnu" if target.goarch in {"amd64", "arm64", "386"} else ""
    if target.goos != "linux":
        return ""
    name, _, version = libc.partition(".")
    return f"{arch}-linux-{name}{abi}" + (f".{version}" if version else "")


def own_glibc() -> str:
    """Return this computer's glibc version ("2.36"), empty where it has none."""
    import platform  # noqa: PLC0415 - as above

    name, version = platform.libc_ver()
    return version if name == "glibc" else ""
