"""Which Linux systems exist for which processors: their ports, as their makers publish them.

A port is what can be installed: its processor family in GOARCH's word, the maker's own name, the
level that each of its computers has at least (in `levels.ORDER`'s words), and its program loader.
What GoFerry does not know for certain stands one level too low rather than too high.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Port:
    """A system for one kind of processor. `name` is its maker's word for the processor."""

    goarch: str
    name: str
    level: str
    loader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """A Linux system: its C library ("2.36", "musl", or "" where it has none) and its ports."""

    name: str
    libc: str
    ports: tuple[Port, ...]

    def ports_for(self, goarch: str) -> tuple[Port, ...]:
        """Return the ports for one processor family."""
        return tuple(port for port in self.ports if port.goarch == goarch)


_GLIBC_LOADERS = {
    "amd64": "/lib64/ld-linux-x86-64.so.2",
    "i386": "/lib/ld-linux.so.2",
    "armhf": "/lib/ld-linux-armhf.so.3",
    "armel": "/lib/ld-linux.so.3",
    "arm64": "/lib/ld-linux-aarch64.so.1",
    "riscv64": "/lib/ld-linux-riscv64-lp64d.so.1",
    "s390x": "/lib/ld64.so.1",
    "ppc64el": "/lib64/ld64.so.2",
    "mipsel": "/lib/ld.so.1",
    "mips64el": "/lib64/ld.so.1",
}
_GOARCH = {
    "i386": "386", "armhf": "arm", "armel": "arm", "ppc64el": "ppc64le", "mipsel": "mipsle",
    "mips64el": "mips64le",
}  # fmt: skip


def _ports(told: str) -> tuple[Port, ...]:
    """Read "amd64 v1, armhf 7": Debian's names for processors, and the least level of each."""
    words = [one.split() for one in told.split(",")]
    return tuple(
        Port(goarch=_GOARCH.get(name, name), name=name, level=level, loader=_GLIBC_LOADERS[name])
        for name, level in words
    )


_DEBIAN_11 = (
    "amd64 v1, arm64 v8.0, armhf 7, armel 5, i386 softfloat, mipsel mips32, mips64el mips64, "
    "ppc64el power8, s390x z196"
)
_DEBIAN_13 = "amd64 v1, arm64 v8.0, armhf 7, armel 5, riscv64 rva20u64, ppc64el power8, s390x z196"
_UBUNTU_20 = "amd64 v1, arm64 v8.0, armhf 7, riscv64 rva20u64, ppc64el power8, s390x z13"
_UBUNTU_22 = "amd64 v1, arm64 v8.0, armhf 7, riscv64 rva20u64, ppc64el power9, s390x z13"
_RHEL_8 = "amd64 v1, arm64 v8.0, ppc64el power8, s390x z13"
_RHEL_9 = "amd64 v2, arm64 v8.0, ppc64el power9, s390x z13"
_RHEL_10 = "amd64 v3, arm64 v8.0, ppc64el power9, s390x z13"
_ALPINE = {
    "x86_64": ("amd64", "v1"),
    "i386": ("386", "softfloat"),
    "aarch64": ("arm64", "v8.0"),
    "armhf": ("arm", "6"),
    "armv7": ("arm", "7"),
    "ppc64le": ("ppc64le", "power8"),
    "riscv64": ("riscv64", "rva20u64"),
    "s390x": ("s390x", "z196"),
    "loongarch64": ("loong64", "la64"),
}
_MUSL_NAMES = {"ppc64le": "powerpc64le", "armv7": "armhf"}

DISTRIBUTIONS = (
    Distribution(name="Debian 11", libc="2.31", ports=_ports(_DEBIAN_11)),
    Distribution(name="Debian 12", libc="2.36", ports=_ports(_DEBIAN_11)),
    Distribution(name="Debian 13", libc="2.41", ports=_ports(_DEBIAN_13)),
    Distribution(name="Ubuntu 20.04", libc="2.31", ports=_ports(_UBUNTU_20)),
    Distribution(name="Ubuntu 22.04", libc="2.35", ports=_ports(_UBUNTU_22)),
    Distribution(name="Ubuntu 24.04", libc="2.39", ports=_ports(_UBUNTU_22)),
    Distribution(name="RHEL 8", libc="2.28", ports=_ports(_RHEL_8)),
    Distribution(name="RHEL 9", libc="2.34", ports=_ports(_RHEL_9)),
    Distribution(name="RHEL 10", libc="2.39", ports=_ports(_RHEL_10)),
    Distribution(
        name="Alpine",
        libc="musl",
        ports=tuple(
            Port(
                goarch=goarch,
                name=name,
                level=level,
                loader=f"/lib/ld-musl-{_MUSL_NAMES.get(name, name)}.so.1",
            )
            for name, (goarch, level) in _ALPINE.items()
        ),
    ),
)
# Systems whose makers let some try it on these processors, without promising anything.
PREVIEWS = frozenset({("RHEL 10", "riscv64"), ("Debian 13", "loong64")})
