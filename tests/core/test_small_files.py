"""A small file on a server: its rights before its content, its name last, nothing beside it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from core.problems import ProblemError
from core.ssh.connection import session as sessions
from tests.made_up_files import FAILURE
from tests.made_up_line import Transport, eventually, left, over, target, transport

if TYPE_CHECKING:
    from core.ssh.connection import Connection
    from tests.made_up_files import Request

__all__ = ["transport"]


def small(transport: Transport, **named: int) -> None:
    over(transport, lambda one: one.write_file(str(target(transport)), b"A=1\n", **named))


@pytest.mark.parametrize(("named", "mode"), [({}, 0o600), ({"mode": 0o755}, 0o755)])
def test_a_small_file_has_its_mode_before_its_content_and_its_name_last(
    transport: Transport, named: dict[str, int], mode: int
) -> None:
    target(transport).write_bytes(b"old")
    small(transport, **named)
    assert transport.files.kinds() == [
        "limits", "open file", "mode", "write", "fsync", "close", "posix rename",
    ]  # fmt: skip
    (_, beside, _, first), (_, asked) = transport.files.asked[1:3]
    assert beside.startswith(f"{target(transport)}.")
    assert beside.endswith(".part")
    assert (first, asked) == (0o600, mode)
    assert target(transport).read_bytes() == b"A=1\n"
    assert target(transport).stat().st_mode & 0o7777 == mode
    assert left(transport) == [target(transport).name]
    small(transport)
    again = [one[1] for one in transport.files.asked if one[0] == "open file"][1]
    assert again != beside


@pytest.mark.parametrize("refused", ["mode", "write", "fsync", "close", "posix rename"])
def test_a_small_file_that_is_refused_leaves_the_old_one_and_nothing_else(
    transport: Transport, refused: str
) -> None:
    target(transport).write_bytes(b"old")
    transport.files.refuses = {refused: FAILURE}
    with pytest.raises(ProblemError):
        small(transport)
    assert (target(transport).read_bytes(), left(transport)) == (b"old", [target(transport).name])


@pytest.mark.parametrize("when", ["open file", "mode", "write", "fsync", "posix rename"])
def test_a_small_file_that_is_cancelled_leaves_no_secret_beside_it(
    transport: Transport, when: str
) -> None:
    target(transport).write_bytes(b"old")

    async def work(one: Connection) -> bool:
        job = asyncio.create_task(one.write_file(str(target(transport)), b"A=1\n"))
        loop, reached = asyncio.get_running_loop(), asyncio.Event()

        def cancel(asked: Request) -> None:
            if asked[0] == when:
                transport.files.refuses = dict.fromkeys(["remove"], FAILURE)
                loop.call_soon_threadsafe(reached.set)
                assert eventually(lambda: any(channel.closed for channel in transport.every))
                raise OSError("the channel is closed")

        transport.files.hook = cancel
        await reached.wait()
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
        return transport.active

    assert over(transport, work), "the connection is still good"
    assert target(transport).read_bytes() in (b"old", b"A=1\n")
    assert left(transport) == [target(transport).name]


@pytest.mark.parametrize("when", ["mode", "write", "posix rename"])
def test_a_small_file_whose_session_breaks_or_hangs_leaves_no_secret_beside_it(
    transport: Transport, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target(transport).write_bytes(b"old")

    def ends(asked: Request) -> None:
        if asked[0] == when:
            raise OSError("the SFTP program ended")

    transport.files.hook = ends
    with pytest.raises(ProblemError):
        small(transport)
    assert (target(transport).read_bytes(), left(transport)) == (b"old", [target(transport).name])
    transport.files.hook = lambda _: None
    monkeypatch.setattr(sessions, "_FILE_SECONDS", 0.0)
    with pytest.raises(ProblemError) as slow:
        small(transport)
    assert slow.value.problem.code == "server_too_slow"
    assert left(transport) == [target(transport).name]
