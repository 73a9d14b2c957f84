"""Work that is given up at any moment costs nothing but itself: the connection goes on.

sshd ends the whole connection at a message for a channel that it has forgotten. Giving up closes a
channel from one thread while another may still send on it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.sshd import on

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from core.home import Home
    from core.ssh.connection import Connection
    from core.ssh.profile import Profile

pytestmark = pytest.mark.server

_MOMENTS = [moment / 5000 for moment in range(60)]  # seconds: the first steps of a command
_MUCH = bytes(2 << 20)

WORK: dict[str, Callable[[Connection], Awaitable[object]]] = {
    "a command": lambda one: one.run("cat", stdin=_MUCH[: 1 << 16]),
    "a command as root": lambda one: one.run_as_root("cat"),
    "a file": lambda one: one.write_file("/root/file", _MUCH),
    "a question to a port": lambda one: one.http_get(9, "/"),
}


async def given_up(job: Awaitable[object], after: float) -> None:
    task = asyncio.ensure_future(job)
    await asyncio.sleep(after)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.mark.parametrize("name", WORK)
def test_it_is_given_up_at_any_moment(profile: Profile, home: Home, name: str) -> None:
    async def whole(one: Connection) -> str:
        for moment in _MOMENTS:
            await given_up(WORK[name](one), moment)
        return (await one.run("echo still here")).out

    assert on(profile, home, whole) == "still here\n"


def test_an_upload_is_given_up_at_any_moment(profile: Profile, home: Home, tmp_path: Path) -> None:
    source = tmp_path / "program"
    source.write_bytes(_MUCH * 8)

    async def whole(one: Connection) -> str:
        for moment in _MOMENTS[::4]:
            await given_up(one.upload(source, "/root/program"), moment * 4)
        return (await one.run("ls /root/program* 2>/dev/null; echo still here")).out

    assert on(profile, home, whole) == "still here\n"
