"""What each line that a server tells about itself means."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

import pytest

from core.servers.facts import Room, Root, ask, parse
from tests.core.test_server_answers import Server

if TYPE_CHECKING:
    from core.servers.facts import Facts


def facts(*lines: str) -> Facts:
    return parse([line.replace(" ", "\t", 1) for line in lines], now=1000.0)


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        *((f"machine {one}", "arch", arch) for one, arch in (
            ("amd64", "amd64"), ("arm64", "arm64"), ("armv8l", "arm"), ("i486", "386"),
            ("riscv64", "riscv64"), ("ppc64", "ppc64"), ("ppc64le", "ppc64le"), ("s390x", "s390x"),
            ("loongarch64", "loong64"),
        )),
        ("systemd systemd 252 (252.1)", "systemd", 252),
        ("systemd nothing", "systemd", 0),
        ("systemd_running yes", "systemd_running", True),
        ("systemd_running no", "systemd_running", False),
        ("uid 0", "root", Root.ROOT),
        ("uid 00", "root", Root.NONE),
        ("sudo a terminal is required to read the password", "root", Root.PASSWORD),
        ("selinux 1", "selinux", "enforcing"),
        ("selinux 0", "selinux", "permissive"),
        ("selinux 2", "selinux", ""),
        ("apparmor Y", "apparmor", True),
        ("apparmor N", "apparmor", False),
        ("firewalls active inactive active", "firewall", ("ufw", "nftables")),
        ("firewalls active active", "firewall", None),
        ("ca yes", "ca_certificates", True),
        ("zoneinfo yes", "zoneinfo", True),
        ("memory 4", "memory", 4096),
        ("memory 0", "memory", None),
        ("cpus 3", "cpus", 3),
        ("cpus x", "cpus", None),
        ("clock 999", "clock_skew", -1.0),
        ("tools curl zstd", "tools", ("curl", "zstd")),
        ('os "Debian 12"', "os", "Debian 12"),
        ("user anna", "user", "anna"),
        ("home /home/anna", "home", "/home/anna"),
        ("kernel 6.1", "kernel", "6.1"),
    ],
)  # fmt: skip
def test_a_line_of_facts_means_this(line: str, name: str, value: object) -> None:
    assert getattr(facts(line), name) == value


@pytest.mark.parametrize("level", ["v2", "v3", "v4"])
def test_a_processor_has_a_level_only_with_every_flag_of_it(level: str) -> None:
    needed = {
        "v2": ["cx16", "lahf_lm", "popcnt", "sse4_1", "sse4_2", "ssse3"],
        "v3": ["avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave"],
        "v4": ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"],
    }
    names = list(needed)
    upto = [flag for one in names[: names.index(level) + 1] for flag in needed[one]]
    assert facts("machine x86_64", f"flags {' '.join(upto)}").level == level
    lower = f"v{int(level[1]) - 1}"
    for missing in needed[level]:
        flags = " ".join(flag for flag in upto if flag != missing)
        assert facts("machine x86_64", f"flags {flags}").level == lower, missing


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("10 20 rw,noexec /opt", Room(path="/opt", free_bytes=10240, free_inodes=20, noexec=True,
                                       read_only=False)),
        ("0 0 ro /opt", Room(path="/opt", free_bytes=0, free_inodes=0, noexec=False,
                              read_only=True)),
        ("- - - /opt", Room(path="/opt", free_bytes=None, free_inodes=None, noexec=None,
                             read_only=None)),
    ],
)  # fmt: skip
def test_a_place_is_read_as_it_was_told(told: str, place: Room) -> None:
    found = facts(f"place {told}", "place 1 2 rw")
    assert found.places == (place,)
    assert (found.place("/opt"), found.place("/")) == (place, None)


def test_the_first_line_of_a_kind_counts_and_who_is_named_goes_first() -> None:
    assert facts("user anna", "user eve").user == "anna"
    found = facts(
        "listen LISTEN 0 5 *:80 *:*", 'listen LISTEN 0 5 *:80 *:* users:(("x",pid=1,fd=3))'
    )
    owner = found.owner_of(80)
    assert owner
    assert owner.program == "x"
    assert facts("listen *:80").listeners is not None


def test_a_server_is_asked_for_half_a_minute_and_long_answers_are_cut() -> None:
    lines = "\n".join(f"listen\t*:{number}" for number in range(1, 6000))
    server = Server(f"hello\ngoferry-facts 1\n{lines}\ngoferry-facts end\n")
    found = asyncio.run(ask(cast("Any", server)))
    assert server.ways == ["login 30.0"]
    assert len(found.listeners or ()) == 5000
    assert len(facts("os " + "x" * 5000).os) <= 4000
