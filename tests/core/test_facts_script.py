"""The script that asks a server about itself, on a server that is made of a folder and of words."""

from __future__ import annotations

import os
import subprocess
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SCRIPT = files("resources").joinpath("server", "facts.sh").read_text("utf-8")
_MOVED = ("/proc/", "/etc/", "/sys/", "/run/", "/bin/sh", "/usr/share/")
_TCP = "  sl  local_address rem_address   st\n"
_FILES = {
    "proc/cpuinfo": "processor\t: 0\nflags\t\t: fpu sse2\nprocessor\t: 1\nflags\t\t: fpu\n",
    "proc/meminfo": "MemFree: 5 kB\nMemTotal:       2048 kB\n",
    "proc/mounts": "a / ext4 rw 0 0\nb /opt ext4 rw 0 0\nc /opt ext4 ro,noexec 0 0\n",
    "proc/net/tcp": f"{_TCP} 0: 0100007F:1F90 00000000:0000 0A\n 1: 0100007F:0050 0:0 01\n"
    # of these, 8080 has one, one still waits for its program, and of another port none is told
    " 2: 0:1F90 0:0001 01 0:0 0:0 0 0 0 77 1\n 3: 0:1F90 0:0002 01 0:0 0:0 0 0 0 0 1\n"
    " 4: 0:1F91 0:0003 01 0:0 0:0 0 0 0 78 1\n 5: 0:1F90 0:0004 06 0:0 0:0 0 0 0 79 1\n",
    "proc/net/tcp6": f"{_TCP} 0: 0000:01BB 0000:0000 0A\n",
    "proc/net/udp": f"{_TCP} 0: 00000000:0035 00000000:0000 07\n 1: 0:01BC 0:0 01\n",
    "proc/net/udp6": f"{_TCP} 0: 0000:01BB 0000:0000 07\n",
    "proc/78/cgroup": "0::/system.slice/caddy.service\n",
    "proc/77/cgroup": "12:cpu:/no\n1:name=systemd:/system.slice/old.service\n0::/web.service\n",
    "etc/os-release": 'NAME="D"\nPRETTY_NAME="Debian 12"\nVERSION="x"\n',
    "etc/ssl/cert.pem": "",
    "usr/share/zoneinfo/Etc/UTC": "",
    "sys/fs/selinux/enforce": "1",
    "run/systemd/system/x": "",
    "bin/sh": "\x7fELF\x02\x01\x03",
}
_LISTENS = 'LISTEN 0 1 0.0.0.0:8080 0.0.0.0:* users:(("web",pid=77,fd=3),("web",pid=77,fd=4))'
_DATAGRAMS = 'UNCONN 0 0 *:443 *:* users:(("caddy",pid=78,fd=5))'
_PROGRAMS = {
    "uname": '[ "$1" = -m ] && echo mips64 || echo 6.1.0',
    "id": '[ "$1" = -un ] && echo root || echo 0',
    "getconf": '[ "$1" = GNU_LIBC_VERSION ] && echo glibc 2.36',
    "systemctl": (
        'case $1 in --version) printf "systemd 252 (252.1)\\nx\\n" ;;'
        " is-active) [ \"$2 $3 $4\" = 'ufw firewalld nftables' ] &&"
        " printf 'inactive\\nactive\\nunknown\\n' ;;"
        " list-sockets) echo '[::]:80 web.socket web.service' ;; esac"
    ),
    "df": (
        'case $1 in -Pk) echo "F 1024 U A C M"; echo "/dev/a 100 60 40 60% /opt" ;;'
        ' -Pi) echo "F I U A C M"; echo "/dev/a 50 20 30 40% /opt" ;; esac'
    ),
    "ss": f"[ \"$1\" = -Hltunp ] && echo 'udp   {_DATAGRAMS}' && echo 'tcp   {_LISTENS}'",
    "date": '[ "$*" = "-u +%s" ] && echo 1700000000',
}
_USER = '[ "$1" = -un ] && echo me || echo 7'
_NO = "exit 127"


def told(
    tmp_path: Path, changed: Mapping[str, str | None], programs: Mapping[str, str]
) -> dict[str, list[str]]:
    """Return what the script says there, by its words; a file that is None is not there."""
    root, fakes = tmp_path / "root", tmp_path / "fakes"
    for name, text in {**_FILES, **changed}.items():
        if text is not None:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "latin-1")
    fakes.mkdir()
    for name, text in {**_PROGRAMS, **programs}.items():
        (fakes / name).write_text(f"#!/bin/sh\n{text}\n")
        (fakes / name).chmod(0o755)
    script = _SCRIPT
    for path in _MOVED:
        script = script.replace(path, f"{root}{path}")
    done = subprocess.run(
        ["sh", "-s"], input=script, capture_output=True, text=True, check=True, cwd=root,
        env={"PATH": f"{fakes}{os.pathsep}{os.environ['PATH']}"},
    )  # fmt: skip
    assert done.stderr == ""
    first, *lines, last = done.stdout.splitlines()[1:]
    assert (first, last) == ("goferry-facts 1", "goferry-facts end")
    found: dict[str, list[str]] = {}
    for line in lines:
        word, value = line.split("\t")
        found.setdefault(word, []).append(value)
    return found


def test_everything_is_told_as_it_is(tmp_path: Path) -> None:
    found = told(tmp_path, {}, {})
    tools = found.pop("tools")[0].split()
    assert {"gzip", "sha256sum", "ss"} <= set(tools)
    open_now = set(found.pop("connections")[0].split(";"))  # in any order
    assert open_now == {"1F90=1", "01BB=0", ""}
    place = "40 30 ro,noexec"
    root = str(tmp_path / "root")
    assert found == {
        "machine": ["mips64"], "kernel": ["6.1.0"], "os": ['"Debian 12"'], "flags": ["fpu sse2"],
        "order": ["1"], "cpus": ["2"], "memory": ["2048"], "libc": ["glibc 2.36"],
        "systemd": ["systemd 252 (252.1)"], "systemd_running": ["yes"], "user": ["root"],
        "uid": ["0"], "home": [root],
        "place": [f"{place} {path}" for path in ("/opt", "/var/lib", "/etc", root)],
        "selinux": ["1"], "apparmor": ["none"], "firewalls": ["inactive active unknown "],
        "ports": ["seen"], "listen": [_LISTENS], "datagrams": [_DATAGRAMS],
        "cgroup": [
            "77 /system.slice/old.service", "77 /web.service", "78 /system.slice/caddy.service",
        ],
        "socket": ["[::]:80 web.socket web.service"], "ca": ["yes"], "zoneinfo": ["yes"],
        "clock": ["1700000000"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "programs", "expected"),
    [
        ({"bin/sh": "\x7fELF\x01\x02\x01"}, {}, {"order": ["2"]}),
        ({"etc/ssl/cert.pem": None}, {}, {"ca": ["no"]}),
        ({"etc/ssl/cert.pem": None, "etc/pki/tls/cacert.pem": ""}, {}, {"ca": ["yes"]}),
        ({"usr/share/zoneinfo/Etc/UTC": None}, {}, {"zoneinfo": ["no"]}),
        ({"usr/share/zoneinfo/UTC": ""}, {}, {"zoneinfo": ["yes"]}),
        ({"run/systemd/system/x": None}, {}, {"systemd_running": None}),
        ({"sys/fs/selinux/enforce": None}, {}, {"selinux": ["none"]}),
        ({"sys/fs/selinux/enforce": "0"}, {}, {"selinux": ["0"]}),
        ({"sys/module/apparmor/parameters/enabled": "Y"}, {}, {"apparmor": ["Y"]}),
        ({"proc/cpuinfo": "processor: 0\nFeatures\t: asimd crc32\n"}, {},
         {"flags": ["asimd crc32"], "cpus": ["1"]}),
        # who is root needs no sudo, and is not asked about it
        ({}, {"sudo": "echo asked"}, {"sudo": None}),
        ({}, {"id": _USER, "sudo": '[ "$1" = -n ] || { echo ASKED; exit 1; }; shift; "$@"'},
         {"sudo": ["free"], "uid": ["7"], "user": ["me"], "ports": ["seen"]}),
        ({}, {"id": _USER, "sudo": "echo 'sudo: a password is required' >&2; exit 1"},
         {"sudo": ["sudo: a password is required"], "ports": ["seen"]}),
        ({}, {"id": _USER, "sudo": "printf 'two\\n\\tlines' >&2; exit 1"},
         {"sudo": ["two  lines"]}),
        # without ss the kernel is asked: only what listens (0A), whoever it is
        ({}, {"ss": _NO}, {"listen": ["*:8080", "*:443"], "datagrams": ["*:53", "*:443"],
                           "cgroup": None, "ports": ["seen"]}),
        ({"proc/net/tcp": None}, {"ss": _NO}, {"listen": None, "ports": None}),
        ({}, {"ss": ":"}, {"listen": None, "ports": ["seen"]}),
        # a file system that counts no inodes says 0; one that is full has none left
        ({}, {"df": 'echo h; echo "/dev/a 0 0 0 - /opt"'},
         {"place": ["0 - ro,noexec /opt", "0 - ro,noexec /var/lib", "0 - ro,noexec /etc"]}),
        ({}, {"df": 'echo h; echo "/dev/a 9 9 0 - /opt"'},
         {"place": ["0 0 ro,noexec /opt", "0 0 ro,noexec /var/lib", "0 0 ro,noexec /etc"]}),
        ({}, {"df": "exit 1"}, {"place": ["- - - /opt", "- - - /var/lib", "- - - /etc"]}),
        ({}, {"getconf": "exit 1", "ldd": "printf 'musl libc (x86_64)\\nVersion 1.2.5\\nx\\n' >&2"},
         {"libc": ["musl libc (x86_64) Version 1.2.5 "]}),
        ({}, {"systemctl": "exit 1"}, {"systemd": [""], "firewalls": [""], "socket": None}),
    ],
)  # fmt: skip
def test_one_thing_that_is_otherwise_is_told_so(
    tmp_path: Path,
    changed: Mapping[str, str | None],
    programs: Mapping[str, str],
    expected: Mapping[str, list[str] | None],
) -> None:
    found = told(tmp_path, changed, programs)
    if "place" in expected:
        found["place"].pop()  # the login's own folder, where this test lies
    assert {word: found.get(word) for word in expected} == expected


def test_no_more_than_the_first_thousand_ports_are_told(tmp_path: Path) -> None:
    found = told(tmp_path, {}, {"ss": "seq 1001 | sed 's/^/tcp /'"})
    assert found["listen"] == [str(number) for number in range(1, 1001)]
