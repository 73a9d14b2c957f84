"""Every command by logins with odd shells: right, or the true cause, and never "never deployed"."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

import pytest

from core.home import Home
from core.servers.store import ServerStore
from core.ssh.connection import offered_key
from core.ssh.host_key_records import trust
from tests import programs, shells
from tests.goferry import Ran, goferry
from tests.server.test_shells import shelled

if TYPE_CHECKING:
    from pathlib import Path

    from tests.testbed import Server

pytestmark = pytest.mark.server
__all__ = ("shelled",)

_PAIRS = [(shell, habit) for shell in shells.SHELLS for habit in shells.HABITS]
# Each takes the whole round of commands, half a minute: all of them are for `make shells-test`.
_SHORT = [("tcsh", "printing")]
CHOSEN = _PAIRS if os.environ.get("GOFERRY_SHELLS") else _SHORT
_SERVICE = ("--service", "web", "--to", "web1")
_DEPLOY = ("--port", "8080", "--health-watch", "1", "--health-period", "0.2")
_COMMANDS: tuple[tuple[str, ...], ...] = (
    ("server", "check", "web1"),
    ("prepare", "web1", "--service", "web", "--plan"),
    ("deploy", "PROGRAM", *_SERVICE, *_DEPLOY, "--plan"),
    ("deploy", "PROGRAM", *_SERVICE, *_DEPLOY),
    ("deploy", "SECOND", *_SERVICE, *_DEPLOY),
    ("status", *_SERVICE),
    ("logs", *_SERVICE),
    ("history", *_SERVICE),
    ("secrets", "list", *_SERVICE),
    ("rollback", *_SERVICE),
    ("restart", *_SERVICE),
    ("drill", *_SERVICE),
    ("stop", *_SERVICE),
    ("remove", *_SERVICE),
)


@pytest.mark.parametrize(("shell", "habit"), CHOSEN)
def test_each_command_is_right_or_names_the_true_cause(
    shelled: Server,
    server: Server,
    tmp_path: Path,
    shell: str,
    habit: str,
) -> None:
    home = Home.find(tmp_path / "home")
    profile = server.profile("web1", user=shells.name(shell, habit))
    ServerStore(home).add(profile)
    trust(home.known_hosts, profile.host, profile.port, asyncio.run(offered_key(profile)))
    files = {"PROGRAM": programs.release().binary, "SECOND": programs.release(version="2").binary}
    cause = shells.cause(shell, habit)
    for words in _COMMANDS:
        spelled = [files.get(word, word) for word in words]
        _judge(goferry("--json", *spelled, home=tmp_path / "home"), cause, words)
    assert shelled is server


def _judge(ran: Ran, cause: str, words: tuple[str, ...]) -> None:
    assert "never deployed" not in ran.out
    if not cause:
        assert ran.code == 0, (words, ran.out[-2000:], ran.err[-1000:])
        return
    told = (words, ran.problem)
    assert (ran.code, ran.problem["code"]) == (1, "shell_in_the_way"), told
    assert cause in ran.problem["why"], told
