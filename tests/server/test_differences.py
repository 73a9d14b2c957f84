"""A program that resembles the one on the server: only the difference travels, if that works."""

from __future__ import annotations

import asyncio
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.deploy import deployer
from core.service.plan import ActionKey
from core.service.results import Result
from core.ssh.session import DeltaBase
from tests import programs, sshd
from tests.deploying import ask, finished, remove, service, session
from tests.sshd import on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.home import Home
    from core.service.results import Outcome
    from core.ssh.connection import Connection
    from core.ssh.profile import Profile
    from tests.testbed import Server

ZSTD = shutil.which("zstd")
pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(ZSTD is None, reason="not installed here: zstd"),
]
OLD = os.urandom(3_000_000)
NEW = OLD[:1_000_000] + b"one more line" + OLD[1_000_000:]


@pytest.fixture
def home(home: Home) -> Home:
    """Return one with an old program and a new one beside it."""
    (home.config.parent / "old").write_bytes(OLD)
    (home.config.parent / "new").write_bytes(NEW)
    return home


def sent(daemon: sshd.Sshd, profile: Profile, home: Home, there: str) -> int:
    """Upload the new file with a delta base, which must succeed; tell how many bytes travelled."""
    folder = home.config.parent

    async def work(one: Connection) -> int:
        counts: list[int] = []
        delta_base = DeltaBase(folder / "old", there)
        await one.upload(folder / "new", "/root/new", on_bytes=counts.append, delta_base=delta_base)
        assert counts[-1] == len(NEW)
        return one.sent

    found = on(profile, home, work)
    assert (daemon.root_home / "new").read_bytes() == NEW
    assert not list(daemon.root_home.glob("new.*"))
    return found


def test_of_a_file_that_resembles_another_only_the_difference_travels(
    daemon: sshd.Sshd, profile: Profile, home: Home
) -> None:
    (daemon.root_home / "it's old").write_bytes(OLD)
    assert sent(daemon, profile, home, "/root/it's old") < 1000


@pytest.mark.parametrize("there", ["missing", "another", "damaged"])
def test_where_the_other_file_is_not_the_same_the_whole_file_travels(
    daemon: sshd.Sshd, profile: Profile, home: Home, there: str
) -> None:
    (daemon.root_home / "another").write_bytes(os.urandom(len(OLD)))
    (daemon.root_home / "damaged").write_bytes(
        OLD[:500_000] + bytes([OLD[500_000] ^ 1]) + OLD[500_001:]
    )
    assert sent(daemon, profile, home, f"/root/{there}") > len(NEW)


def test_a_difference_that_was_cut_goes_on_where_it_ended(
    daemon: sshd.Sshd, profile: Profile, home: Home
) -> None:
    (daemon.root_home / "old").write_bytes(OLD[:2_000_000])  # a third is new
    (home.config.parent / "old").write_bytes(OLD[:2_000_000])
    whole = sent(daemon, profile, home, "/root/old")
    assert 1_000_000 < whole < 1_100_000
    (daemon.root_home / "new.zst.part").write_bytes(_difference(home)[:900_000])
    assert sent(daemon, profile, home, "/root/old") == whole - 900_000


def _difference(home: Home) -> bytes:
    from core.ssh.connection.packing import differing  # noqa: PLC0415 - of this test alone

    with (home.config.parent / "new").open("rb") as file:
        return differing(home.config.parent / "old", file).read(len(NEW))


@pytest.fixture
def with_zstd(debian: Server) -> Iterator[Server]:
    """A server that has zstd, as many have; Debian's smallest installation does not."""
    program = Path(ZSTD or "").read_bytes().hex()
    debian.run(
        "perl -ne 'chomp; print pack \"H*\", $_' >/usr/local/bin/zstd <<END\n"
        f"{program}\nEND\nchmod 755 /usr/local/bin/zstd"
    )
    yield debian
    debian.run("rm -f /usr/local/bin/zstd")
    remove(debian)


@pytest.mark.go
def test_a_redeploy_after_a_small_change_sends_a_twentieth_of_the_program(
    with_zstd: Server, tmp_path: Path
) -> None:
    if "-d" not in with_zstd.run("zstd -h 2>&1", check=False):
        pytest.skip("this computer's zstd does not run in Debian 12")
    first, second = programs.release(version="1"), programs.release(version="2")

    async def both() -> tuple[Outcome, Outcome]:
        async with session(with_zstd, tmp_path) as one:
            before = await finished(deployer.deploy, one, first, service())
            plan = await deployer.make_plan(one, second, service())
            (upload,) = (action for action in plan.actions if action.key is ActionKey.UPLOAD)
            assert "zstd -dcq --patch-from=/opt/web/releases/1-" in upload.script
            return before, await finished(deployer.deploy, one, second, service())

    before, after = asyncio.run(both())
    assert after.result is Result.DEPLOYED
    assert ask(with_zstd).startswith("version 2")
    assert 0 < before.uploaded_bytes <= first.size  # gzip may be worth it
    assert 0 < after.uploaded_bytes < second.size / 20
