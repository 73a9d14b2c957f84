"""Fetching a Debian: told as it goes, never taken for whole when it is not."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

import pytest

from core.events import LogLine, Progress, unheard
from core.practice import rootfs
from core.problems import ProblemError
from tests.cancelling import cancelled_at
from tests.made_up import whole

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.server

# Real debootstrap needs the internet. This one speaks its words and mounts as it does.
_SPEAKS = """#!/bin/sh
for target; do :; done
mkdir -p "$target/proc"
mount -t tmpfs tmpfs "$target/proc"
for name in libc6 dash; do echo "I: Validating $name 1.0"; done
echo $$ >"$target/running"
{then}
for name in libc6 dash; do echo "I: Configuring $name..."; done
"""


@pytest.fixture
def cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the Debian will be, in a cache of the test's own."""
    monkeypatch.setattr(rootfs, "cached", lambda suite="bookworm": tmp_path / "cache" / suite)
    path = f"{tmp_path}/bin:{os.environ['PATH']}"
    monkeypatch.setattr(rootfs, "_ENVIRONMENT", {"PATH": path})
    return tmp_path / "cache" / "bookworm"


def debootstrap(tmp_path: Path, *, then: str = "") -> None:
    program = tmp_path / "bin" / "debootstrap"
    program.parent.mkdir(exist_ok=True)
    program.write_text(_SPEAKS.format(then=then), "utf-8")
    program.chmod(0o755)


def test_packages_are_counted_as_they_come(cached: Path, tmp_path: Path) -> None:
    debootstrap(tmp_path)
    events, made = asyncio.run(whole(rootfs.prepare))
    progress = [(one.done, one.total) for one in events if isinstance(one, Progress)]
    assert progress == [(1, None), (2, None), (1, 2), (2, 2)]
    assert sum(isinstance(one, LogLine) for one in events) == 4
    assert made == cached
    assert cached.is_dir()


def test_what_is_there_is_not_fetched_again(cached: Path, tmp_path: Path) -> None:
    debootstrap(tmp_path, then="exit 1")
    cached.mkdir(parents=True)
    assert asyncio.run(rootfs.prepare(report=unheard)) == cached


def test_a_fetch_that_stops_early_is_said_with_its_last_words(cached: Path, tmp_path: Path) -> None:
    debootstrap(tmp_path, then='echo "E: Couldn\'t download packages" >&2; exit 1')
    with pytest.raises(ProblemError) as stopped:
        asyncio.run(rootfs.prepare(report=unheard))
    assert stopped.value.problem.code == "practice_not_fetched"
    assert "Couldn't download packages" in stopped.value.problem.details
    assert not cached.exists()


def test_an_interrupted_fetch_leaves_no_process_no_mount_and_is_begun_anew(
    cached: Path, tmp_path: Path
) -> None:
    debootstrap(tmp_path, then='echo "I: Validating base 1.0"; sleep 60')
    unfinished = cached.with_name(".bookworm.unfinished")
    running = unfinished / "running"

    asyncio.run(cancelled_at(lambda _: running.exists(), rootfs.prepare))
    pid = int(running.read_text("ascii"))
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert not (unfinished / "proc").is_mount()
    assert not cached.exists()

    debootstrap(tmp_path)
    assert asyncio.run(rootfs.prepare(report=unheard)) == cached
    assert not unfinished.exists()


def test_two_at_once_fetch_once(cached: Path, tmp_path: Path) -> None:
    debootstrap(tmp_path, then=f"echo once >>{tmp_path}/count; sleep 0.3")

    async def both() -> list[Path]:
        return await asyncio.gather(*(rootfs.prepare(report=unheard) for _ in range(2)))

    assert asyncio.run(both()) == [cached, cached]
    assert (tmp_path / "count").read_text("utf-8") == "once\n"


def test_which_debian_needs_the_newer_control_groups(tmp_path: Path) -> None:
    release = tmp_path / "usr" / "lib" / "os-release"
    release.parent.mkdir(parents=True)
    for version, newer in (('"11"', False), ('"12"', False), ("13", True)):
        release.write_text(f'NAME="Debian"\nVERSION_ID={version}\n', "utf-8")
        assert rootfs.needs_unified_cgroups(tmp_path) is newer
