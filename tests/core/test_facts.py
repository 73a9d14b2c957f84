"""What a server tells about itself, truly or not."""

from __future__ import annotations

import asyncio
import random
import shutil
import string
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from core.problems import ProblemError
from core.servers.facts import Facts, Root, ask, parse
from core.ssh.profile import Profile
from core.ssh.session import Ran

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.ssh.session import ServerSession

SCRIPT = Path(str(files("resources").joinpath("server", "facts.sh")))
V2 = "cx16 lahf_lm popcnt sse4_1 sse4_2 ssse3"
V3 = f"{V2} avx avx2 bmi1 bmi2 f16c fma abm movbe xsave"
V4 = f"{V3} avx512f avx512bw avx512cd avx512dq avx512vl"


class Telling:
    """A session whose server says one thing."""

    profile = Profile(name="web1", host="example.org")

    def __init__(self, out: str) -> None:
        self._out = out

    async def run(self, command: str, *, stdin: bytes = b"", seconds: float = 60.0) -> Ran:
        del command, stdin, seconds
        return Ran(0, self._out, "")


def told(*lines: str) -> Facts:
    return parse([line.replace(" ", "\t", 1) for line in lines], now=1000.0)


def ask_one_that_says(out: str) -> Facts:
    return asyncio.run(ask(cast("ServerSession", Telling(out))))


@pytest.mark.parametrize("shell", [["sh"], ["dash"], ["bash", "--posix"], ["busybox", "sh"]])
def test_the_script_works_in_each_shell_that_is_here(shell: list[str]) -> None:
    try:
        ran = subprocess.run([*shell, str(SCRIPT)], capture_output=True, check=True, text=True)
    except FileNotFoundError:
        pytest.skip(f"{shell[0]} is not installed")
    facts = ask_one_that_says("Welcome!\n" + ran.stdout + "bye")
    assert facts.arch
    assert facts.kernel == Path("/proc/sys/kernel/osrelease").read_text().strip()
    assert facts.clock_skew is not None
    assert abs(facts.clock_skew) < 60
    place = facts.place("/opt")
    assert place is not None
    assert place.free_bytes
    assert None not in {facts.listeners, facts.cpus, facts.memory, facts.zoneinfo}
    assert facts.selinux
    assert ran.stderr == ""


@pytest.mark.parametrize(
    ("machine", "arch"),
    [("x86_64", "amd64"), ("aarch64", "arm64"), ("armv7l", "arm"), ("i686", "386"), ("vax", "")],
)
def test_the_machine_is_named_as_go_names_it(machine: str, arch: str) -> None:
    assert told(f"machine {machine}").arch == arch


@pytest.mark.parametrize(
    ("machine", "more", "arch", "level"),
    [
        ("armv5tel", "", "arm", "5"),
        ("armv6l", "", "arm", "6"),
        ("armv7l", "", "arm", "7"),
        ("aarch64", "flags fp asimd crc32", "arm64", "v8.0"),
        ("aarch64", "flags fp asimd atomics asimdrdm crc32", "arm64", "v8.1"),
        ("aarch64", "flags asimd atomics asimdrdm crc32 dcpop sve2", "arm64", "v9.0"),
        ("i686", "flags fpu sse2", "386", "sse2"),
        ("i686", "flags fpu", "386", "softfloat"),
        ("i686", "", "386", ""),
        ("mips", "order 1", "mipsle", ""),
        ("mips64", "order 2", "mips64", ""),
        ("mips", "", "", ""),
    ],
)
def test_each_family_tells_its_level_or_nothing(
    machine: str, more: str, arch: str, level: str
) -> None:
    found = told(f"machine {machine}", *([more] if more else []))
    assert (found.arch, found.level) == (arch, level)


@pytest.mark.parametrize(
    ("flags", "level"), [("", ""), ("fpu", "v1"), (V2, "v2"), (V3, "v3"), (V4, "v4")]
)
def test_the_processor_s_level_is_read_from_its_flags(flags: str, level: str) -> None:
    assert told("machine x86_64", f"flags {flags}").level == level
    assert told("machine aarch64", f"flags {flags}").level == ""


@pytest.mark.parametrize(
    ("said", "kind", "version"),
    [
        ("glibc 2.36", "glibc", "2.36"),
        ("ldd (Ubuntu GLIBC 2.31-0ubuntu9.16) 2.31", "glibc", "2.31"),
        ("musl libc (x86_64) Version 1.2.5", "musl", "1.2.5"),
        ("sh: ldd: not found", "", ""),
    ],
)
def test_the_c_library_is_told_apart(said: str, kind: str, version: str) -> None:
    facts = told(f"libc {said}")
    assert (facts.libc, facts.libc_version) == (kind, version)


@pytest.mark.parametrize(
    ("uid", "sudo", "root"),
    [
        ("0", "", Root.ROOT),
        ("1000", "free", Root.SUDO),
        ("1000", "sudo: a password is required", Root.PASSWORD),
        ("1000", "sudo: sorry, you must have a tty to run sudo", Root.TERMINAL),
        ("1000", "", Root.NONE),
    ],
)
def test_the_way_to_root_is_known_beforehand(uid: str, sudo: str, root: Root) -> None:
    assert told(f"uid {uid}", f"sudo {sudo}").root is root


def test_a_port_s_owner_is_named() -> None:
    facts = told(
        'listen LISTEN 0 511 0.0.0.0:8080 0.0.0.0:* users:(("nginx",pid=812,fd=6))',
        "listen LISTEN 0 128 [::]:22 [::]:*",
        "listen *:3000",
    )
    owner = facts.owner_of(8080)
    assert owner is not None
    assert (owner.program, owner.pid, owner.address) == ("nginx", 812, "0.0.0.0")  # noqa: S104
    assert [one.port for one in facts.listeners or ()] == [22, 3000, 8080]
    assert facts.owner_of(9999) is None


def test_a_port_is_of_the_units_whose_processes_hold_it() -> None:
    facts = told(
        'listen LISTEN 0 9 *:80 *:* users:(("sleep",pid=12,fd=3),("web",pid=11,fd=5))',
        'listen LISTEN 0 9 *:81 *:* users:(("web",pid=11,fd=3),("systemd",pid=1,fd=50))',
        'listen LISTEN 0 9 *:82 *:* users:(("x",pid=11,fd=3),",pid=66,fd=3))',  # by its name: web's
        'listen LISTEN 0 9 *:83 *:* users:(("gone",pid=99,fd=3))',
        'listen LISTEN 0 9 *:84 *:* users:(("own",pid=13,fd=3))',
        "listen LISTEN 0 9 *:85 *:*",
        "cgroup 11 /system.slice/web.service",
        "cgroup 12 /system.slice/system-web\\x2dnext.slice/web-next@7-aa.service",
        "cgroup 13 /user.slice/user-1000.slice/user@1000.service/app.slice/web.service",
        "cgroup 66 /user.slice/user-1000.slice/session-4.scope",
        "cgroup 1 /init.scope",
        "cgroup 1 /",
        "socket *:81 web.socket web.service",
        "socket /run/other.socket other.socket other.service",
    )
    assert [sorted(one.units) for one in facts.listeners or ()] == [
        ["web-next@7-aa.service", "web.service"],
        ["web.service", "web.socket"],
        ["session-4.scope", "web.service"],
        [],
        ["user@1000.service/web.service"],
        [],
    ]


def test_a_place_that_runs_no_programs_is_noticed() -> None:
    place = told("place 100 7 ro,noexec,relatime /opt").place("/opt")
    assert place is not None
    assert (place.noexec, place.read_only, place.free_bytes, place.free_inodes) == (
        True,
        True,
        102400,
        7,
    )


def test_a_file_system_without_inodes_has_no_number_of_them() -> None:
    place = told("place 100 - rw /opt").place("/opt")
    assert place is not None
    assert place.free_inodes is None


def test_a_clock_that_is_off_shows() -> None:
    assert told("clock 4600").clock_skew == 3600.0


def test_an_answer_without_its_end_is_a_problem() -> None:
    for out in ("", "This account is currently not available.\n", "goferry-facts 1\nuid\t0\n"):
        with pytest.raises(ProblemError) as caught:
            ask_one_that_says(out)
        assert caught.value.problem.code == "server_facts_missing"


def test_control_characters_of_the_server_become_pictures() -> None:
    facts = told("os Debian\x1b]0;owned\x07 \u202e12")
    assert facts.os == "Debian␛]0;owned␇ \ufffd12"


_USUAL = "awk cat dirname grep head id od pwd sed sh sort tail tr uname"


def looked(folder: Path, *, stubs: Mapping[str, str], before: str = ":") -> Facts:
    """Run the script with the few tools that every server has, and these in place of others."""
    for name in _USUAL.split():
        (folder / name).symlink_to(shutil.which(name) or f"/bin/{name}")
    for name, text in stubs.items():
        (folder / name).write_text(f"#!/bin/sh\n{text}\n")
        (folder / name).chmod(0o755)
    words = ["unshare", "--mount", "sh", "-c", f"{before}; PATH={folder} exec sh {SCRIPT}"]
    ran = subprocess.run(words, capture_output=True, check=True, text=True)
    return ask_one_that_says(ran.stdout)


@pytest.mark.server
def test_what_no_tool_told_is_unknown_and_no_fact(tmp_path: Path) -> None:
    silent = {"ss": "exit 1", "df": "exit 1", "date": "exit 1", "systemctl": "exit 1"}
    closed = "mount -t tmpfs none /proc; mkdir -p /run/systemd/system"
    found = looked(tmp_path, stubs=silent, before=f"mount -t tmpfs none /run; {closed}")
    assert (found.listeners, found.firewall, found.clock_skew) == (None, None, None)
    assert (found.systemd, found.memory, found.cpus, found.level) == (None, None, None, "")
    assert {(one.free_bytes, one.noexec) for one in found.places} == {(None, None)}


@pytest.mark.server
def test_without_ss_the_kernel_tells_the_ports(tmp_path: Path) -> None:
    found = looked(tmp_path, stubs={"ss": "exit 127", "systemctl": "echo inactive"})
    assert found.listeners is not None
    assert found.firewall is None  # one word for three
    assert found.systemd in {0, None}


def test_what_was_not_told_is_unknown_and_what_was_is_a_fact() -> None:
    nothing = told()
    assert (nothing.root, nothing.selinux, nothing.apparmor) == (Root.UNKNOWN, "", None)
    assert (nothing.listeners, nothing.firewall, nothing.ca_certificates) == (None, None, None)
    assert (nothing.clock_skew, nothing.zoneinfo, nothing.systemd) == (None, None, 0)
    assert told("systemd_running yes").systemd is None
    found = told("ports seen", "ca no", "zoneinfo no", "selinux none", "apparmor none")
    assert (found.listeners, found.ca_certificates, found.zoneinfo) == ((), False, False)
    assert (found.selinux, found.apparmor) == ("off", False)
    assert told("firewalls inactive active unknown").firewall == ("firewalld",)
    assert told("firewalls inactive inactive inactive").firewall == ()


def test_no_answer_of_a_server_can_break_the_reader() -> None:
    chance = random.Random(7)  # noqa: S311 - a repeatable choice
    words = ["place", "listen", "clock", "memory", "libc", "systemd", "uid", "flags", "machine"]
    letters = string.printable + "\x1b\x00é٣"
    for _ in range(3000):
        value = "".join(chance.choices(letters, k=chance.randrange(40)))
        told(f"{chance.choice(words)} {value}", f"clock {'9' * chance.randrange(400)}")
