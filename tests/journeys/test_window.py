"""The whole journey in the real window, driven from outside through accessible names."""

from __future__ import annotations

import asyncio
import os
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.events import unheard
from core.usecases import practising
from tests.goferry import processes_with
from tests.journeys.window import Window, person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.home import Home
    from tests.testbed import Server

pytestmark = [pytest.mark.window, pytest.mark.go]

_BUILD = 420  # s: a fresh machine compiles Gin and the standard library first
_FEW = 4  # clicks from nothing to a running service
_BOOT = 300  # s: a fresh machine fetches Debian first


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Return where pictures are kept: GOFERRY_PICTURES, else a folder of this test."""
    given = os.environ.get("GOFERRY_PICTURES")
    return Path(given) if given else tmp_path / "pictures"


@pytest.fixture
def window(home: Home, pictures: Path, tmp_path: Path) -> Iterator[Window]:
    """Open the window with nothing remembered, for a person whose home is empty."""
    with Window(home.config, pictures, env=_person(tmp_path)) as opened:
        yield opened
    asyncio.run(practising.stop(home, report=unheard))


def _person(folder: Path) -> dict[str, str]:
    """Be somebody with an empty home folder."""
    home = folder / "person"
    home.mkdir()
    return person(home)


@pytest.mark.server
def test_from_nothing_to_a_running_service_and_back(window: Window) -> None:
    window.press("Start with the sample service")
    window.wait("~example.com/hello")
    window.picture("project")
    window.press("Build and deploy")
    window.wait("~The program is built. Add the first server", seconds=_BUILD)
    window.press("Start a practice server")
    window.wait("Deploy to 1 server", seconds=_BOOT)
    window.picture("deploy")
    window.press("Deploy to 1 server")
    said = window.wait("~is live and healthy")
    window.picture("deployed")
    first = _release_at(said)
    assert said.startswith("✓ Release 1 ")
    assert first.startswith("1-")
    assert window.presses <= _FEW
    assert window.typed == 0

    _build_without_tricks(window)
    window.press("Deploy to 1 server")
    window.wait("~Roll back practice")
    window.picture("deployed-again")
    window.press("Roll back practice")
    back = window.wait("~Release 1 is live and healthy")
    window.picture("rolled-back")
    assert _release_at(back) == first


@pytest.mark.server
def test_a_server_is_trusted_by_a_deliberate_press_alone(
    window: Window, debian: Server, home: Home
) -> None:
    window.press("~Servers,")
    window.press("Add a server…")
    for field, text in (
        ("Address", debian.address),
        ("User", "root"),
        ("Key file", str(debian.key_file)),
        ("Name", "web1"),
    ):
        window.type(field, text)
    window.press("Add this server")
    window.wait(f"~Is this really root@{debian.address}?")
    window.wait("~SHA256:")
    window.picture("unknown-host-key")
    window.press("Cancel")
    window.gone("~Is this really")
    assert not home.known_hosts.exists()
    assert not home.servers_file.exists()  # only a server that was met is kept
    window.press("Add this server")  # nothing has to be typed twice
    window.wait("~SHA256:")
    window.press("Trust this host key")
    window.wait("~web1 is reachable")
    assert debian.address in home.known_hosts.read_text()


def test_every_part_that_takes_the_keyboard_has_a_name(window: Window) -> None:
    window.wait("Continue to the target")
    assert window.unnamed() == []


def _build_without_tricks(window: Window) -> None:
    """Build another program from the same project: with its debug information."""
    window.press("~Target,")
    window.press("~Leave out debug information")
    window.wait("~Build, out of date")
    window.press("Build for linux/amd64")
    window.wait("Inspect the program", seconds=_BUILD)
    window.picture("built-again")
    window.press("~Deploy,")


def _release_at(said: str) -> str:
    """Ask the address in the sentence for its health, as a browser would; return the release."""
    address = next(word for word in said.split() if word.startswith("http://"))
    with urllib.request.urlopen(f"{address.rstrip('/')}/health", timeout=10) as reply:  # noqa: S310 - the address is our practice server's
        return str(reply.headers["X-Release"])


def test_closing_the_window_during_a_build_leaves_no_process(
    home: Home, pictures: Path, tmp_path: Path
) -> None:
    slow = {**_person(tmp_path), "GOCACHE": str(tmp_path / "cold")}  # the build lasts a while
    with Window(home.config, pictures, env=slow) as window:
        window.press("Start with the sample service")
        window.wait("~example.com/hello")
        window.press("Continue to the target")
        window.press("Build for linux/amd64")
        window.wait("~Settings are locked until")
    assert processes_with(str(tmp_path)) == []
    assert not list(home.state.rglob("*.partial"))
