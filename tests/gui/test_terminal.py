"""A terminal on a server: opened in the person's own program, else the command is copied."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtGui import QGuiApplication

from core.ssh.profile import Profile
from core.usecases import terminals
from gui.actions import terminal
from tests.gui.made_up import Answer

if TYPE_CHECKING:
    from core.home import Home
    from gui.runtime.loop import AppLoop

WEB = Profile(name="web1", host="web1.example", port=2222)
WORDS = ("ssh", "-p", "2222", "--", "web1.example")


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The programs that this computer has, and no terminal that somebody prefers."""
    found = {"ssh": "/usr/bin/ssh"}
    monkeypatch.setattr(shutil, "which", found.get)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("TERMINAL", raising=False)
    return found


def test_the_first_program_that_is_there_is_taken(programs: dict[str, str]) -> None:
    assert terminal.in_terminal(WORDS) == ()
    programs["xterm"] = "/usr/bin/xterm"
    assert terminal.in_terminal(WORDS) == ("/usr/bin/xterm", "-e", *WORDS)
    programs["gnome-terminal"] = "/usr/bin/gnome-terminal"
    assert terminal.in_terminal(WORDS) == ("/usr/bin/gnome-terminal", "--", *WORDS)


def test_the_one_that_a_person_prefers_comes_first(
    programs: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    programs |= {"xterm": "/usr/bin/xterm", "kitty": "/usr/bin/kitty"}
    monkeypatch.setenv("TERMINAL", "xterm")
    assert terminal.in_terminal(WORDS)[0] == "/usr/bin/xterm"
    monkeypatch.setenv("TERMINAL", "rm")  # whose words nobody knows
    assert terminal.in_terminal(WORDS)[0] == "/usr/bin/kitty"


def test_on_a_mac_quotes_do_not_end_the_script(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    *_, script = terminal.in_terminal(("ssh", "-o", 'UserKnownHostsFile="/a b"'))
    assert script == (
        'tell application "Terminal" to do script "ssh -o \'UserKnownHostsFile=\\"/a b\\"\'"'
    )


async def test_without_a_program_the_command_is_copied(
    programs: dict[str, str], home: Home, monkeypatch: pytest.MonkeyPatch, app_loop: AppLoop
) -> None:
    del programs, app_loop
    monkeypatch.setattr(terminals, "command", Answer(WORDS))
    said = await terminal.open_terminal(home, WEB)
    assert "No terminal program was found." in str(said)
    assert QGuiApplication.clipboard().text() == "ssh -p 2222 -- web1.example"


async def test_it_is_opened_where_one_is(
    programs: dict[str, str], home: Home, monkeypatch: pytest.MonkeyPatch, app_loop: AppLoop
) -> None:
    del app_loop
    programs["konsole"] = "/usr/bin/konsole"
    monkeypatch.setattr(terminals, "command", Answer(WORDS))
    started: list[tuple[str, list[str]]] = []

    def start(program: str, words: list[str]) -> tuple[bool, int]:
        started.append((program, words))
        return True, 1

    monkeypatch.setattr(QProcess, "startDetached", start)
    assert str(await terminal.open_terminal(home, WEB)) == "Opened a terminal on web1."
    assert started == [("/usr/bin/konsole", ["-e", *WORDS])]
