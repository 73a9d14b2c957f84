"""What runs on a real server, in the real window: seen, followed, and brought back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from core.servers.store import ServerStore
from core.ssh.connection import offered_key
from core.ssh.host_key_records import trust
from tests import programs
from tests.deploying import deploy, service
from tests.journeys.test_window import pictures, window

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from core.home import Home
    from tests.journeys.window import Window
    from tests.testbed import Server

__all__ = ["pictures", "window"]  # fixtures
pytestmark = [pytest.mark.window, pytest.mark.go, pytest.mark.server]
_CURRENT = "basename $(readlink /opt/{name}/current 2>/dev/null) 2>/dev/null || echo none"


@pytest.fixture
def servers(
    fleet: Callable[[int], tuple[Server, ...]], home: Home, tmp_path: Path
) -> tuple[Server, ...]:
    """One server that the window knows and trusts, on which a service has had two releases."""
    found = fleet(1)
    for version in ("1", "2"):
        done = deploy(found[0], tmp_path, programs.release(version=version), service())
        assert done.result.good, done.problem
    asyncio.run(_introduce(home, found))
    return found


async def _introduce(home: Home, servers: Sequence[Server]) -> None:
    for number, server in enumerate(servers, 1):
        profile = server.profile(f"web{number}", user="root")
        ServerStore(home).add(profile)
        trust(home.known_hosts, profile.host, profile.port, await offered_key(profile))


def test_a_service_is_seen_followed_and_brought_back(
    servers: tuple[Server, ...], window: Window
) -> None:
    window.press("~Running,")
    window.wait("web on web1")
    window.wait("healthy")
    window.press("Log", role="page tab")
    window.wait("Live")
    window.press("Find in the output (Ctrl+F)")
    window.type("Find in the output", "Started web")
    before = int(window.wait("~1 of ").rpartition(" ")[2])
    servers[0].run("systemctl restart web")
    window.wait(f"1 of {before + 1}")
    window.picture("log-of-a-service")
    window.press("Releases", role="page tab")
    window.select_row("Releases", 1)
    window.picture("releases")
    window.press("Switch to release 1")
    window.wait("~Release 1 is live and healthy")
    window.wait("~release 1 ·")  # and so says the board
    window.picture("brought-back")
    assert current(servers[0], "web").startswith("1-")


def current(server: Server, name: str) -> str:
    """Name the release that is live there."""
    return server.run(_CURRENT.format(name=name)).strip()
