"""The board on a real server: what happens is seen within seconds, and so is what hands change."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from core.home import Home
from core.operate.rollback import put_back
from core.service.results import Result
from core.service.seen import Difference
from core.usecases import drifting, watching
from tests import programs
from tests.deploying import deploy, finished, service, session

if TYPE_CHECKING:
    from pathlib import Path

    from core.service.seen import Board, Seen
    from core.ssh.profile import Profile
    from core.ssh.session import ServerSession
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
_SEEN_WITHIN = 5.0
_UNIT = "/etc/systemd/system/web.service"


class Watched:
    """What a watch told last."""

    def __init__(self) -> None:
        self.board: Board | None = None

    def take(self, board: Board) -> None:
        self.board = board

    def row(self) -> Seen | None:
        return self.board.rows[0] if self.board and self.board.rows else None

    async def until(self, what: str, *, healthy: bool) -> float:
        """Wait for a row like this, and return how long that took."""
        since = time.monotonic()
        while not ((row := self.row()) and row.active == what and row.healthy is healthy):
            assert time.monotonic() - since < 30, self.board
            await asyncio.sleep(0.05)
        return time.monotonic() - since

    async def restarted(self, before: int) -> float:
        since = time.monotonic()
        while not ((row := self.row()) and row.restarts > before):
            assert time.monotonic() - since < 30, self.board
            await asyncio.sleep(0.05)
        return time.monotonic() - since


def test_a_crash_a_kill_and_a_failed_unit_are_seen_within_five_seconds(
    server: Server, tmp_path: Path
) -> None:
    done = deploy(server, tmp_path, programs.release("well", "1"), service())
    assert done.result is Result.DEPLOYED, done.problem

    async def whole() -> None:
        async with session(server, tmp_path, user="guest") as connection:
            await watch(connection)

    async def watch(connection: ServerSession) -> None:
        async def reach(profile: Profile, /) -> ServerSession:
            del profile
            return connection

        seen = Watched()
        home = Home.find(tmp_path / "kept")
        task = asyncio.create_task(
            watching.watch(home, (server.profile(),), seen.take, reach=reach)
        )
        await seen.until("active", healthy=True)
        row = seen.row()
        assert row is not None
        assert (row.service, row.drift, row.drift_known) == ("web", (), True)
        assert row.memory is not None
        assert row.latency is not None
        took = []
        kill = "systemctl kill --signal=KILL web.service"
        await asyncio.to_thread(server.run, kill)
        took.append(await seen.restarted(0))
        fail = f"systemctl stop web; mv {_UNIT} /root/web.service"
        await asyncio.to_thread(server.run, fail)
        took.append(await seen.until("inactive", healthy=False))
        back = f"mv /root/web.service {_UNIT}; systemctl daemon-reload; systemctl start web"
        await asyncio.to_thread(server.run, back)
        await seen.until("active", healthy=True)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        assert max(took) < _SEEN_WITHIN, took

    asyncio.run(whole())


def test_what_hands_changed_is_named_put_back_and_kept(server: Server, tmp_path: Path) -> None:
    done = deploy(server, tmp_path, programs.release("well", "1"), service())
    assert done.result is Result.DEPLOYED, done.problem

    async def whole() -> None:
        async with session(server, tmp_path) as one:
            (row,) = await drifting.look((one,), "web")
            assert (row.drift, row.drift_known) == ((), True)
            server.run(
                f"echo '# by hand' >>{_UNIT}; mkdir -p {_UNIT}.d; rm {_UNIT[:-8]}-recover.service;"
                f"printf '[Service]\\nNice=5\\n' >{_UNIT}.d/mine.conf; systemctl daemon-reload"
            )
            (row,) = await drifting.look((one,), "web")
            assert [(one.kind, one.path) for one in row.drift] == [
                (Difference.ADDED, f"{_UNIT}.d/mine.conf"),
                (Difference.EDITED, _UNIT),
                (Difference.GONE, f"{_UNIT[:-8]}-recover.service"),
            ]
            back = await finished(put_back, one, "web")
            assert back.result is Result.DEPLOYED, back.problem
            (row,) = await drifting.look((one,), "web")
            assert (row.drift, row.healthy) == ((), True)
            assert "Nice=5" in server.run("cat /var/lib/goferry/web/aside/*/web.service.d/*")
            server.run(f"echo '# meant' >>{_UNIT}; systemctl daemon-reload")
            await drifting.keep(one, "web")
            (row,) = await drifting.look((one,), "web")
            assert row.drift == ()

    asyncio.run(whole())
