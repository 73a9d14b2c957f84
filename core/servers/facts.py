"""What a server is and has, asked in one round trip, before anything is sent to it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar

from core.plain_text import inert, whole_number
from core.problems import Problem, ProblemError
from core.servers.listeners import Holders, connections
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from core.servers.listeners import Listener
    from core.ssh.session import ServerSession

T = TypeVar("T")
_SECONDS = 30.0
_MOST_LINES = 5000
_LONGEST_VALUE = 4000
_BEGIN, _END = "goferry-facts 1", "goferry-facts end"


class Root(StrEnum):
    """How the login user becomes root."""

    ROOT = "root"  # it is root
    SUDO = "sudo"  # sudo, without a password
    PASSWORD = "password"  # noqa: S105 - sudo, with a password
    TERMINAL = "terminal"  # sudo, but only in a terminal (requiretty)
    NONE = "none"
    UNKNOWN = "unknown"  # nothing told who logs in


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A folder where something will be put: what is free there, and how it is mounted.

    `free_bytes` is None where nothing told it, `free_inodes` also on file systems that do not
    count them, `noexec` and `read_only` where no mount was found.
    """

    path: str
    free_bytes: int | None
    free_inodes: int | None
    noexec: bool | None
    read_only: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A server as it told about itself; every value was bounded, none is believed to be true.

    What could not be looked at is None, or an empty text: unknown is no fact.
    `arch` is GOARCH's name, empty for an unknown `machine`; `level` GOAMD64's ("v1" to "v4") and
    its like, empty where it is not known; `libc` "glibc" or "musl" with `libc_version`; `systemd`
    its version, 0 where there is none; `connections` how many are open to each port in use;
    `clock_skew` seconds by which its clock is ahead of ours, within the round trip; `selinux`
    "enforcing", "permissive" or "off"; `firewall` the active ones by name; `memory` in bytes.
    """

    machine: str
    arch: str
    level: str
    kernel: str
    os: str
    libc: str
    libc_version: str
    systemd: int | None
    systemd_running: bool
    user: str
    home: str
    root: Root
    places: tuple[Room, ...]
    selinux: str
    apparmor: bool | None
    firewall: tuple[str, ...] | None
    listeners: tuple[Listener, ...] | None
    datagrams: tuple[Listener, ...] | None
    connections: Mapping[int, int] | None
    clock_skew: float | None
    ca_certificates: bool | None
    zoneinfo: bool | None
    memory: int | None
    cpus: int | None
    tools: tuple[str, ...]

    def place(self, path: str) -> Room | None:
        """Return what is known about one of the asked folders."""
        return next((place for place in self.places if place.path == path), None)

    def owner_of(self, port: int) -> Listener | None:
        """Return who listens on a port; one whose name is known goes first."""
        found = [one for one in self.listeners or () if one.port == port]
        return max(found, key=lambda one: bool(one.program), default=None)


async def ask(session: ServerSession) -> Facts:
    """Ask a server about itself; changes nothing there."""
    before = time.time()
    script = files("resources").joinpath("server", "facts.sh").read_text("utf-8")
    ran = await session.run(script, seconds=_SECONDS)
    now = (before + time.time()) / 2
    lines = _between_marks(ran.out)
    if lines is None:
        raise ProblemError(_no_answer(session.profile.name, ran.out + ran.err))
    return parse(lines, now=now)


def parse(lines: Iterable[str], *, now: float) -> Facts:
    """Read the script's lines, each a word, a tab and a value; `now` is our clock meanwhile."""
    told = [_told(line) for line in lines]
    one = dict(reversed(told))  # the first of each counts
    holders = Holders.of(told)
    machine = inert(one.get("machine", ""))
    arch = _arch(machine, one.get("order", ""))
    libc, libc_version = _libc(one.get("libc", ""))
    clock = whole_number(one.get("clock", ""))
    return Facts(
        machine=machine,
        arch=arch,
        level=_level(arch, machine, set(one.get("flags", "").split())),
        kernel=inert(one.get("kernel", "")),
        os=inert(one.get("os", "").strip("\"'")),
        libc=libc,
        libc_version=libc_version,
        systemd=_systemd(one.get("systemd", ""), one.get("systemd_running", "")),
        systemd_running=one.get("systemd_running") == "yes",
        user=inert(one.get("user", "")),
        home=inert(one.get("home", "")),
        root=_root(one.get("uid", ""), one.get("sudo", "")),
        places=_all_of(told, "place", _place),
        selinux=_SELINUX.get(one.get("selinux", ""), ""),
        apparmor={"Y": True, "N": False, "none": False}.get(one.get("apparmor", "")),
        firewall=_firewall(one.get("firewalls", "").split()),
        listeners=_listeners(told, "listen", holders),
        datagrams=_listeners(told, "datagrams", holders),
        connections=connections(one["connections"]) if "connections" in one else None,
        clock_skew=round(clock - now, 1) if clock else None,
        ca_certificates=_YES_OR_NO.get(one.get("ca", "")),
        zoneinfo=_YES_OR_NO.get(one.get("zoneinfo", "")),
        memory=whole_number(one.get("memory", "")) * 1024 or None,
        cpus=whole_number(one.get("cpus", "")) or None,
        tools=tuple(inert(word) for word in one.get("tools", "").split()),
    )


def _listeners(
    told: list[tuple[str, str]], word: str, holders: Holders
) -> tuple[Listener, ...] | None:
    found = tuple(sorted(_all_of(told, word, holders.listener), key=lambda one: one.port))
    return found if found or any(key == "ports" for key, _ in told) else None


_ARCHES = {
    "x86_64": "amd64",
    "amd64": "amd64",
    "i386": "386",
    "i486": "386",
    "i586": "386",
    "i686": "386",
    "aarch64": "arm64",
    "arm64": "arm64",
    "armv5tel": "arm",
    "armv6l": "arm",
    "armv7l": "arm",
    "armv8l": "arm",
    "riscv64": "riscv64",
    "ppc64": "ppc64",
    "ppc64le": "ppc64le",
    "s390x": "s390x",
    "loongarch64": "loong64",
    "mips": "mips",
    "mips64": "mips64",
}
_LITTLE = "1"  # the byte of a program of such a processor that tells its order
# What each level adds, by the kernel's names: the list of the x86-64 psABI, and Arm's of v8.1 on.
_LEVELS = {
    "amd64": (
        ("v1", set[str]()),
        ("v2", {"cx16", "lahf_lm", "popcnt", "sse4_1", "sse4_2", "ssse3"}),
        ("v3", {"avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave"}),
        ("v4", {"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"}),
    ),
    "386": (("softfloat", {"fpu"}), ("sse2", {"sse2"})),
    "arm64": (
        ("v8.0", {"asimd"}),
        ("v8.1", {"atomics", "asimdrdm", "crc32"}),
        ("v8.2", {"dcpop"}),
        ("v9.0", {"sve2"}),
    ),
}


_SELINUX = {"1": "enforcing", "0": "permissive", "none": "off"}
_YES_OR_NO = {"yes": True, "no": False}
_FIREWALLS = ("ufw", "firewalld", "nftables")  # in the order in which the script asks


def _systemd(version: str, running: str) -> int | None:
    """Its version; one that runs and does not tell it is unknown, not absent."""
    return whole_number(_word(version, 1)) or (None if running == "yes" else 0)


def _firewall(states: list[str]) -> tuple[str, ...] | None:
    """Name the active ones; without a state for each, nobody told."""
    if len(states) != len(_FIREWALLS):
        return None
    return tuple(one for one, state in zip(_FIREWALLS, states, strict=True) if state == "active")


def _arch(machine: str, order: str) -> str:
    """GOARCH's name; MIPS is called the same in both orders of bytes, and is then asked for it."""
    arch = _ARCHES.get(machine, "")
    if not arch.startswith("mips"):
        return arch
    return f"{arch}le" if order == _LITTLE else arch if order else ""


def _level(arch: str, machine: str, flags: set[str]) -> str:
    """The level that the kernel tells of; nothing where it told of none."""
    if arch == "arm":
        return {"5": "5", "6": "6", "7": "7", "8": "7"}.get(machine[4:5], "")
    level = ""
    if not flags:  # nobody told them
        return level
    for name, needed in _LEVELS.get(arch, ()):
        if not needed <= flags:
            break
        level = name
    return level


def _between_marks(out: str) -> list[str] | None:
    """Cut away what a login script prints around the answer; None when it is not complete."""
    lines = out.splitlines()
    if _BEGIN not in lines or _END not in lines:
        return None
    return lines[lines.index(_BEGIN) + 1 : lines.index(_END)][:_MOST_LINES]


def _told(line: str) -> tuple[str, str]:
    word, _, value = line[:_LONGEST_VALUE].partition("\t")
    return word, value.strip()


def _all_of(
    told: list[tuple[str, str]], wanted: str, read: Callable[[str], T | None]
) -> tuple[T, ...]:
    found = (read(value) for word, value in told if word == wanted)
    return tuple(one for one in found if one is not None)


def _libc(text: str) -> tuple[str, str]:
    """Tell glibc from musl by what getconf or ldd print."""
    lower = text.lower()
    kind = "musl" if "musl" in lower else "glibc" if "glibc" in lower or "gnu" in lower else ""
    versions = [word for word in text.split() if word[:1].isdigit() and "." in word]
    return kind, inert(versions[-1]) if kind and versions else ""


def _root(uid: str, sudo: str) -> Root:
    if uid == "0":
        return Root.ROOT
    if sudo == "free":
        return Root.SUDO
    if "a password is required" in sudo or "a terminal is required" in sudo:
        return Root.PASSWORD
    if "must have a tty" in sudo:
        return Root.TERMINAL
    return Root.NONE if uid else Root.UNKNOWN


def _place(value: str) -> Room | None:
    """Read `blocks inodes options path`; blocks count 1024 bytes each."""
    words = value.split(maxsplit=3)
    if len(words) < 4:  # noqa: PLR2004 - the four words above
        return None
    options = words[2].split(",")
    return Room(
        path=inert(words[3]),
        free_bytes=whole_number(words[0]) * 1024 if words[0].isdigit() else None,
        free_inodes=whole_number(words[1]) if words[1].isdigit() else None,
        noexec=None if options == ["-"] else "noexec" in options,
        read_only=None if options == ["-"] else "ro" in options,
    )


def _word(text: str, index: int) -> str:
    words = text.split()
    return words[index] if len(words) > index else ""


def _no_answer(server: str, said: str) -> Problem:
    return Problem(
        code="server_facts_missing",
        what=say("The system information of {server} is not available.", server=server),
        why=say("The login does not run a POSIX shell, or it forbids commands."),
        details=inert(said),
    )
