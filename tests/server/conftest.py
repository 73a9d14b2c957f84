"""What the tests on servers share: a Debian to deploy to, and an OpenSSH of this computer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from core.home import Home
from core.ssh.connection import offered_key
from core.ssh.host_key_records import trust
from core.ssh.profile import Profile
from tests import sshd
from tests.deploying import remove

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.testbed import Server


@pytest.fixture
def server(debian: Server) -> Iterator[Server]:
    """Return a Debian from which the service is removed afterwards."""
    yield debian
    remove(debian)


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sshd.Sshd]:
    """Run OpenSSH on this computer."""
    with sshd.running(tmp_path_factory.mktemp("sshd")) as running:
        yield running


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Return a home where nothing is known, of a user without keys or agent."""
    (tmp_path / "user" / ".ssh").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    return Home.find(tmp_path / "home")


@pytest.fixture
def profile(daemon: sshd.Sshd, home: Home) -> Profile:
    """Root on the daemon, whose key is trusted."""
    found = Profile(name="web1", host="127.0.0.1", port=daemon.port, key=str(daemon.key))
    trust(home.known_hosts, found.host, found.port, asyncio.run(offered_key(found)))
    return found
