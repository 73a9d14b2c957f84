"""An upload on a made-up line: whole or not at all, in this order, with these rights."""

from __future__ import annotations

import asyncio
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.problems import ProblemError
from core.ssh.connection import news
from core.ssh.connection.packing import gzipped
from core.ssh.session import DeltaBase
from tests.made_up_files import FAILURE, PERMISSION_DENIED
from tests.made_up_line import (
    Clock,
    Transport,
    eventually,
    left,
    over,
    problem_of,
    program,
    target,
    transport,
)

if TYPE_CHECKING:
    from core.ssh.connection import Connection
    from tests.made_up_files import Request

__all__ = ["transport"]
_FAR = 0.02


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "here").mkdir()
    source = tmp_path / "here" / "program"
    source.write_bytes(program(100_000))
    return source


def send(
    transport: Transport,
    source: Path,
    *,
    counts: list[int] | None = None,
    delta_base: DeltaBase | None = None,
) -> int:
    """Upload; return how many bytes travelled."""

    async def work(one: Connection) -> int:
        on_bytes = None if counts is None else counts.append
        await one.upload(source, str(target(transport)), on_bytes=on_bytes, delta_base=delta_base)
        return one.sent

    return over(transport, work)


def far(transport: Transport, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the line look far."""
    monkeypatch.setattr("core.ssh.connection.sftp.Sftp.is_farther_than", lambda _, s: s < _FAR)
    assert transport.files.asked == []


def fake(transport: Transport, does: str, *names: str) -> None:
    """Let programs of the server do something else."""
    (transport.folder / "bin").mkdir(exist_ok=True)
    for name in names:
        program = transport.folder / "bin" / name
        program.write_text(f"#!/bin/sh\n{does}\n")
        program.chmod(0o755)
    transport.env["PATH"] = f"{transport.folder}/bin:{transport.env['PATH']}"


@pytest.mark.parametrize("size", [0, 1, 32_768, 32_769, 3_000_000])
def test_a_file_arrives_whole_under_another_name_first(
    transport: Transport, here: Path, size: int
) -> None:
    here.write_bytes(program(size))
    target(transport).write_bytes(b"old")
    counts: list[int] = []
    assert send(transport, here, counts=counts) == size
    there = target(transport)
    assert there.read_bytes() == here.read_bytes()
    assert there.stat().st_mode & 0o7777 == 0o600
    assert left(transport) == [there.name]
    assert counts[-1] == size
    assert counts == sorted(counts)
    assert transport.files.kinds() == [
        "limits", "open file", *(["write"] if size else []), "fsync", "close",
    ]  # fmt: skip
    assert transport.files.asked[1][1:] == (f"{there}.part", 2 | 8 | 32, 0o600)


@pytest.mark.parametrize("most", [1, 2])
def test_a_server_that_allows_one_channel_takes_files_too(
    transport: Transport, here: Path, most: int
) -> None:
    transport.most = most
    part = target(transport).with_name(f"{target(transport).name}.part")
    part.write_bytes(here.read_bytes()[:40_000])
    assert send(transport, here) == 60_000
    assert target(transport).read_bytes() == here.read_bytes()


@pytest.mark.parametrize("at", [0, 50_000, 99_999])
def test_what_arrives_changed_is_thrown_away_and_the_old_file_stays(
    transport: Transport, here: Path, at: int
) -> None:
    there = target(transport)
    there.write_bytes(b"old")

    def damage(one: Request) -> None:
        if one[0] == "close":
            with open(f"{there}.part", "r+b") as part:  # noqa: PTH123 - a name with odd letters
                part.seek(at)
                part.write(b"!")

    transport.files.hook = damage
    problem = problem_of(transport, lambda one: one.upload(here, str(there)))
    assert problem.code == "upload_damaged"
    assert (there.read_bytes(), left(transport)) == (b"old", [there.name])


def test_a_file_that_changes_while_it_is_sent_gets_no_name(
    transport: Transport, here: Path
) -> None:
    here.write_bytes(program(3_000_000))

    def change(one: Request) -> None:
        if one[0] == "write":
            with here.open("r+b") as file:
                file.write(b"changed")

    transport.files.hook = change
    problem = problem_of(transport, lambda one: one.upload(here, str(target(transport))))
    assert problem.code == "upload_damaged"
    assert left(transport) == []


@pytest.mark.parametrize("done", [1, 40_000, 99_999, 100_000])
def test_an_earlier_try_goes_on_where_it_ended(transport: Transport, here: Path, done: int) -> None:
    part = target(transport).with_name(f"{target(transport).name}.part")
    part.write_bytes(here.read_bytes()[:done])
    counts: list[int] = []
    assert send(transport, here, counts=counts) == 100_000 - done
    assert target(transport).read_bytes() == here.read_bytes()
    assert left(transport) == [target(transport).name]
    assert all(done <= count <= 100_000 for count in counts)
    writes = [one[1] for one in transport.files.asked if one[0] == "write"]
    assert writes[:1] == [done][: len(writes)]


@pytest.mark.parametrize(
    "found",
    [b"x", program(100_000, 2), program(100_000) + b"x", program(99_999) + b"?", program(200_000)],
    ids=["short", "other", "longer", "last byte", "twice as long"],
)
def test_what_is_no_earlier_try_is_removed_and_all_of_the_file_sent(
    transport: Transport, here: Path, found: bytes
) -> None:
    part = target(transport).with_name(f"{target(transport).name}.part")
    part.write_bytes(found)
    assert send(transport, here) == 100_000
    assert target(transport).read_bytes() == here.read_bytes()
    assert left(transport) == [target(transport).name]


@pytest.mark.parametrize("kind", ["link", "folder"])
def test_what_is_no_file_is_left_alone_and_said(
    transport: Transport, here: Path, kind: str
) -> None:
    part = target(transport).with_name(f"{target(transport).name}.part")
    precious = transport.folder / "precious"
    precious.write_bytes(here.read_bytes()[:40_000])
    part.symlink_to(precious) if kind == "link" else part.mkdir()
    problem = problem_of(transport, lambda one: one.upload(here, str(target(transport))))
    assert problem.code == "upload_in_the_way"
    assert precious.read_bytes() == here.read_bytes()[:40_000]
    assert left(transport) == [part.name]


@pytest.mark.parametrize(
    ("refused", "code", "why"),
    [
        ("open file", PERMISSION_DENIED, "does not have permission to write there"),
        ("write", FAILURE, "Most likely the disk is full"),
        ("fsync", FAILURE, "Most likely the disk is full"),
        ("close", 8, "The server refused the operation"),
    ],
)
def test_a_refusal_leaves_the_old_file_and_no_session(
    transport: Transport, here: Path, refused: str, code: int, why: str
) -> None:
    target(transport).write_bytes(b"old")
    transport.files.refuses = {refused: code}
    problem = problem_of(transport, lambda one: one.upload(here, str(target(transport))))
    assert problem.code == "file_refused"
    assert why in str(problem.why)
    assert "\x1b" not in problem.details
    assert target(transport).read_bytes() == b"old"
    assert transport._channels == []


def test_a_server_that_cannot_hash_gives_no_name(transport: Transport, here: Path) -> None:
    fake(transport, "exit 1", "sha256sum", "openssl")
    problem = problem_of(transport, lambda one: one.upload(here, str(target(transport))))
    assert problem.code == "upload_unfinished"
    assert left(transport) == [f"{target(transport).name}.part"]


@pytest.mark.parametrize("what", ["folder", "link"])
def test_a_folder_of_that_name_is_in_the_way_and_takes_no_file(
    transport: Transport, here: Path, what: str
) -> None:
    folder = target(transport)
    if what == "link":
        folder.symlink_to(transport.folder / "here")
    else:
        folder.mkdir()
    before = sorted(folder.iterdir())
    problem = problem_of(transport, lambda one: one.upload(here, str(folder)))
    assert problem.code == "upload_in_the_way"
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize("when", ["write", "close"])
def test_a_cancelled_upload_leaves_no_part_and_counts_what_travelled(
    transport: Transport, here: Path, when: str
) -> None:
    target(transport).write_bytes(b"old")
    for suffix in ("", ".gz", ".zst"):
        target(transport).with_name(f"{target(transport).name}{suffix}.part").write_bytes(b"x")

    async def work(one: Connection) -> int:
        job = asyncio.create_task(one.upload(here, str(target(transport))))
        loop, reached = asyncio.get_running_loop(), asyncio.Event()

        def cancel(asked: Request) -> None:
            if asked[0] == when:
                transport.files.hook = lambda _: None
                loop.call_soon_threadsafe(reached.set)

        transport.files.hook = cancel
        await reached.wait()
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
        return one.sent

    assert 0 <= over(transport, work) <= 100_000
    assert target(transport).read_bytes() in (b"old", here.read_bytes())
    assert left(transport) == [target(transport).name]


def test_what_travelled_is_counted_also_when_it_fails(transport: Transport, here: Path) -> None:
    transport.files.refuses = {"fsync": FAILURE}

    async def work(one: Connection) -> int:
        for _ in range(2):
            with pytest.raises(ProblemError):
                await one.upload(here, str(target(transport)))
            target(transport).with_name(f"{target(transport).name}.part").unlink()
        return one.sent

    assert over(transport, work) == 200_000


def test_progress_is_told_twenty_times_a_second_and_at_the_end(
    transport: Transport, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr(news, "time", clock)
    here.write_bytes(program(1 << 20))  # 32 answers, which come one after the other
    transport.files.hook = lambda _: None
    counts: list[int] = []
    confirmed = news.TransferProgress.confirmed

    def passes(one: news.TransferProgress, size: int, count: int) -> None:
        clock.now += 0.02
        confirmed(one, size, count)

    monkeypatch.setattr(news.TransferProgress, "confirmed", passes)
    send(transport, here, counts=counts)
    assert counts == [*(32_768 * n for n in range(1, 33, 3)), 1 << 20]


def test_a_far_server_is_sent_the_file_packed_and_unpacks_it(
    transport: Transport, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far(transport, monkeypatch)
    counts: list[int] = []
    assert send(transport, here, counts=counts) < 60_000
    assert target(transport).read_bytes() == here.read_bytes()
    assert target(transport).stat().st_mode & 0o7777 == 0o600
    assert left(transport) == [target(transport).name]
    assert counts[-1] == 100_000
    assert [one[1] for one in transport.files.asked if one[0] == "open file"] == [
        f"{target(transport)}.gz.part"
    ]


def test_a_packed_upload_goes_on_where_it_ended(
    transport: Transport, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far(transport, monkeypatch)
    with here.open("rb") as file:
        packed = gzipped(file).read(1 << 30)
    there = target(transport)
    there.with_name(f"{there.name}.gz.part").write_bytes(packed[:30_000])
    assert send(transport, here) == len(packed) - 30_000
    assert (there.read_bytes(), left(transport)) == (here.read_bytes(), [there.name])


def test_what_does_not_shrink_travels_as_it_is_to_a_far_server_too(
    transport: Transport, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far(transport, monkeypatch)
    here.write_bytes(os.urandom(50_000))
    assert send(transport, here) == 50_000
    assert [one[1] for one in transport.files.asked if one[0] == "open file"] == [
        f"{target(transport)}.part"
    ]


def test_the_server_syncs_what_it_unpacks_names_it_and_syncs_the_folder_in_this_order(
    transport: Transport, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far(transport, monkeypatch)
    log, path = transport.folder / "log", transport.env["PATH"]
    noting = f'printf "%s " "${{0##*/}}" "$@" >>{log}; echo >>{log}\nname="${{0##*/}}"'
    fake(transport, f'{noting}\nPATH={path} exec "$name" "$@"', "dd", "mv", "rm", "sync")
    send(transport, here)
    there = target(transport)
    assert log.read_text().splitlines() == [
        f"rm -f -- {there}.part ",
        f"dd of={there}.part bs=65536 conv=fsync ",
        f"mv -f -- {there}.part {there} ",
        f"rm -f -- {there}.gz.part ",
        f"sync -- {there.parent}/ ",
    ]


@pytest.mark.parametrize("lacks", ["sha256sum", "openssl", "sync"])
def test_a_server_that_lacks_what_others_have_takes_files_too(
    transport: Transport, here: Path, lacks: str
) -> None:
    fake(transport, "exit 127", lacks)
    send(transport, here)
    assert target(transport).read_bytes() == here.read_bytes()


def test_a_refused_upload_ends_its_channels_and_tells_no_progress(
    transport: Transport, here: Path
) -> None:
    transport.files.refuses = {"open file": PERMISSION_DENIED}
    counts: list[int] = []

    async def work(one: Connection) -> bool:
        with pytest.raises(ProblemError):
            await one.upload(here, str(target(transport)), on_bytes=counts.append)
        shells = [channel for channel in transport.every if channel.process]
        return await asyncio.to_thread(eventually, lambda: all(one.closed for one in shells))

    assert over(transport, work)
    assert counts == []


@pytest.mark.parametrize("broken", ["gzip", "dd"])
def test_where_unpacking_fails_the_file_travels_as_it_is(
    transport: Transport, here: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    far(transport, monkeypatch)
    fake(transport, "exit 1" if broken == "dd" else "printf wrong", broken)
    assert send(transport, here) > 100_000
    assert target(transport).read_bytes() == here.read_bytes()


def test_of_a_file_that_resembles_its_twin_only_the_difference_travels(
    transport: Transport, here: Path
) -> None:
    if not shutil.which("zstd"):
        pytest.skip("needs zstd")
    delta_base = DeltaBase(here.with_name("delta_base"), str(transport.folder / "the delta_base's"))
    delta_base.here.write_bytes(here.read_bytes()[:60_000] + b"other" + here.read_bytes()[60_000:])
    shutil.copy(delta_base.here, delta_base.there)
    assert send(transport, here, delta_base=delta_base) < 2000
    assert target(transport).read_bytes() == here.read_bytes()
    assert left(transport) == [target(transport).name]
    Path(delta_base.there).write_bytes(program(100_000, 3))  # not the same any more
    assert send(transport, here, delta_base=delta_base) > 100_000
    assert target(transport).read_bytes() == here.read_bytes()
    delta_base.here.unlink()
    assert send(transport, here, delta_base=delta_base) == 100_000
