"""A practice server's group of processes, its accounts, and the Debian that it boots."""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from core.events import LogLine, Progress
from core.practice import accounts, cgroups, rootfs
from core.processes import OutputLine
from tests.made_up import refusal, whole

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def trees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path, Path]:
    """Three places for control groups, of which the last one has none."""
    found = (tmp_path / "systemd", tmp_path / "unified", tmp_path / "none")
    for tree in found:
        tree.mkdir()
    for tree in found[:2]:
        (tree / "cgroup.procs").touch()
    monkeypatch.setattr(cgroups, "_TREES", tuple(map(str, found)))
    return found


def test_the_members_of_a_group_are_the_living_in_it_and_below(
    trees: tuple[Path, Path, Path],
) -> None:
    cgroups.create("gf-1")
    cgroups.create("gf-1")
    assert [(tree / "gf-1").is_dir() for tree in trees] == [True, True, False]
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    living = subprocess.Popen(["sleep", "60"])
    try:
        inner = trees[1] / "gf-1" / "init.scope"
        inner.mkdir()
        (trees[0] / "gf-1" / "cgroup.procs").write_text(f"0\n{ended.pid}\n")
        (inner / "cgroup.procs").write_text(f"{living.pid}\n")
        (trees[1] / "other").mkdir()
        (trees[1] / "other" / "cgroup.procs").write_text(f"{os.getpid()}\n")
        assert cgroups.members("gf-1") == {living.pid}
        assert cgroups.first_process("gf-1") is None
        cgroups.kill("gf-1")
        assert living.wait() == -signal.SIGKILL
        assert cgroups.members("gf-1") == set()
    finally:
        living.kill()
        living.wait()


@pytest.mark.parametrize(
    ("status", "first"),
    [
        ({"State": "S", "Name": "systemd", "NSpid": "77\t1"}, True),
        ({"State": "S", "Name": "systemd-nspawn", "NSpid": "77\t1"}, False),
        ({"State": "S", "Name": "sh", "NSpid": "77\t12"}, False),
        ({"State": "S", "Name": "systemd", "NSpid": "1"}, False),
        ({"State": "S", "Name": "sh", "NSpid": "77"}, False),
        ({"State": "Z", "Name": "systemd", "NSpid": "77\t1"}, False),
        ({"State": "X", "Name": "systemd", "NSpid": "77\t1"}, False),
        ({}, False),
    ],
)
def test_the_leader_is_the_living_first_process_inside(
    trees: tuple[Path, Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    status: dict[str, str],
    *,
    first: bool,
) -> None:
    cgroups.create("gf-1")
    (trees[0] / "gf-1" / "cgroup.procs").write_text("77\n")
    monkeypatch.setattr(cgroups, "_status", lambda _pid, key: status.get(key, ""))
    assert cgroups.first_process("gf-1") == (77 if first else None)


def test_groups_go_the_innermost_first_and_what_stays_is_told(
    trees: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = {"b"}

    def rmdir(folder: Path) -> None:
        """Remove it as the kernel does: with its files, but with no group or process in it."""
        if folder.name in held or any(one.is_dir() for one in folder.iterdir()):
            raise OSError(errno.EBUSY, "Device or resource busy")
        shutil.rmtree(folder)

    monkeypatch.setattr(Path, "rmdir", rmdir)
    for place in ("gf-1", "gf-1/a", "gf-1/a/b", "gf-1/c"):
        (trees[0] / place).mkdir()
        (trees[0] / place / "cgroup.procs").touch()
    assert cgroups.remove("gf-1") is False, "a process still holds it"
    assert sorted(one.name for one in (trees[0] / "gf-1").iterdir()) == ["a", "cgroup.procs"]
    held.clear()
    assert cgroups.remove("gf-1") is True
    assert not (trees[0] / "gf-1").exists()
    assert cgroups.remove("gf-9") is True


def test_a_process_joins_its_group_in_every_tree(trees: tuple[Path, Path, Path]) -> None:
    cgroups.create("gf-1")
    places = "/sys/fs/cgroup/systemd /sys/fs/cgroup/unified /sys/fs/cgroup"
    join = cgroups.JOIN.replace(places, " ".join(map(str, trees)))
    said = subprocess.run(
        ["sh", "-euc", f"name=gf-1\n{join}\necho $$"], capture_output=True, text=True, check=True
    )
    for tree in trees[:2]:
        assert (tree / "gf-1" / "cgroup.procs").read_text() == said.stdout


def test_the_script_lets_in_two_accounts_by_key_alone(tmp_path: Path) -> None:
    host, login = accounts.own_key(tmp_path / "host"), accounts.own_key(tmp_path / "login")
    assert host.public != login.public
    text = accounts.script("practice", host_key=host, login=login)
    private = host.file.read_text("ascii").strip()
    in_order = (
        "set -eu",
        "umask 022",
        "echo practice >/etc/hostname",
        "hostname practice",
        "cat >/etc/hosts <<'HOSTS'\n127.0.0.1\tlocalhost\n127.0.1.1\tpractice\n::1\tlocalhost ",
        "rm -f /etc/ssh/ssh_host_*",
        f"(umask 077; cat >/etc/ssh/ssh_host_ed25519_key <<'KEY'\n{private}\nKEY\n)",
        f"echo '{host.public}' >/etc/ssh/ssh_host_ed25519_key.pub",
        "sed -i /pam_systemd/d /etc/pam.d/common-session\n",
        (
            "HostKey /etc/ssh/ssh_host_ed25519_key\n"
            "PermitRootLogin prohibit-password\nPasswordAuthentication no\n"
        ),
        "useradd --create-home --shell /bin/bash deploy",
        "echo 'deploy ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/deploy",
        "chmod 0440 /etc/sudoers.d/deploy",
        "for home in /root /home/deploy; do",
        f"""echo '{login.public}' >"$home/.ssh/authorized_keys\"""",
        'chown -R --reference="$home" "$home/.ssh"',
        'chmod -R go= "$home/.ssh"',
        "systemctl restart ssh",
    )
    places = [text.find(part) for part in in_order]
    assert -1 not in places
    assert places == sorted(places)
    assert login.file.read_text("ascii") not in text


@pytest.mark.parametrize(
    ("release", "newer"),
    [
        ('VERSION_ID="12"', False),
        ('VERSION_ID="13"', True),
        ("VERSION_ID=14", True),
        ("VERSION_ID=9", False),
        ('VERSION="13 (trixie)"', False),
        ("", False),
    ],
)
def test_a_debian_from_13_on_needs_the_newer_groups(
    tmp_path: Path, release: str, *, newer: bool
) -> None:
    (tmp_path / "usr/lib").mkdir(parents=True)
    (tmp_path / "usr/lib/os-release").write_text(f"NAME=Debian\n{release}\n")
    assert rootfs.needs_unified_cgroups(tmp_path) is newer


def fetching(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *lines: str, code: int = 0
) -> SimpleNamespace:
    """A debootstrap that says these lines, writes a Debian, and ends with this code."""
    told = SimpleNamespace(commands=[], final=tmp_path / "practice" / "bookworm-2")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _name: tmp_path)

    async def run(command: Any, hear: Callable[[OutputLine], None]) -> int:  # noqa: ANN401
        told.commands.append(command.words)
        place = told.final.with_name(".bookworm.unfinished")
        told.left = place.exists()
        place.mkdir(parents=True)
        (place / "etc").touch()
        for line in lines:
            assert not told.final.exists(), "it is not whole yet"
            hear(OutputLine(line, "out"))
            await asyncio.sleep(0)
        return code

    monkeypatch.setattr(rootfs, "run", run)
    return told


def test_a_debian_is_fetched_once_and_is_whole_when_it_is_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = ("I: Validating a", "I: Validating b", "I: Configuring a", "x", "I: Configuring b")
    told = fetching(monkeypatch, tmp_path, *said)
    unfinished = told.final.with_name(".bookworm.unfinished")
    unfinished.mkdir(parents=True)
    events, final = asyncio.run(whole(rootfs.prepare))
    assert (final, told.final.is_dir(), unfinished.exists()) == (told.final, True, False)
    assert told.left is False, "what an earlier one left is not built upon"
    assert [one.text for one in events if isinstance(one, LogLine)] == [*said]
    progress = [(one.done, one.total) for one in events if isinstance(one, Progress)]
    assert progress == [(1, None), (2, None), (1, 2), (2, 2)]
    (words,) = told.commands
    assert words[:4] == ("unshare", "--mount", "debootstrap", "--variant=minbase")
    assert words[-2:] == ("bookworm", str(unfinished))
    packages = "systemd,systemd-sysv,libpam-systemd,dbus,openssh-server,sudo,iproute2"
    assert f"--include={packages},ca-certificates" in words
    assert asyncio.run(whole(rootfs.prepare)) == ([], told.final)
    assert len(told.commands) == 1


def test_two_at_once_fetch_one_debian(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = fetching(monkeypatch, tmp_path, "I: Validating a")

    async def both() -> list[object]:
        ended = await asyncio.gather(*(whole(rootfs.prepare) for _ in range(2)))
        return [final for _, final in ended]

    assert asyncio.run(both()) == [told.final] * 2
    assert len(told.commands) == 1


def test_a_debian_that_was_not_fetched_whole_is_not_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = fetching(monkeypatch, tmp_path, *(f"line {n}" for n in range(30)), code=1)
    found = refusal(lambda: asyncio.run(whole(rootfs.prepare)))
    assert found.code == "practice_not_fetched"
    assert found.details.splitlines() == [f"line {n}" for n in range(10, 30)]
    assert not told.final.exists()
