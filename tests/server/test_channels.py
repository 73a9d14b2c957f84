"""Several things at once on one connection, where the server allows few of them, or not all."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.problems import ProblemError
from core.ssh.connection import offered_key
from core.ssh.host_key_records import trust
from tests import sshd
from tests.sshd import on

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home
    from core.ssh.connection import Connection
    from core.ssh.profile import Profile

pytestmark = pytest.mark.server


def test_commands_take_turns_where_one_channel_is_all(
    tmp_path: Path, profile: Profile, home: Home
) -> None:
    async def whole(one: Connection) -> list[str]:
        said = []
        for turn in range(10):
            ran = await asyncio.gather(*(one.run(f"echo {turn}.{n}") for n in range(6)))
            said += [each.out.strip() for each in ran]
        return said

    with sshd.running(tmp_path / "sshd", more="MaxSessions 1") as server:
        there = replace(profile, port=server.port, key=str(server.key))
        trust(home.known_hosts, there.host, there.port, asyncio.run(offered_key(there)))
        assert on(there, home, whole) == [f"{t}.{n}" for t in range(10) for n in range(6)]


def test_each_refusal_goes_to_whoever_asked(profile: Profile, home: Home) -> None:
    closed = sshd.free_port()

    async def code(one: Connection) -> str:
        with pytest.raises(ProblemError) as caught:
            await one.http_get(closed, "/")
        return caught.value.problem.code

    async def whole(one: Connection) -> list[str]:
        codes: list[str] = []
        for _ in range(10):
            codes += await asyncio.gather(*(code(one) for _ in range(6)))
        return codes

    assert on(profile, home, whole) == ["port_closed"] * 60
