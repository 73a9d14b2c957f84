"""A shell that is opened ahead of its use: there when it is wanted, in nobody's way before."""

from __future__ import annotations

import threading
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING

from core.ssh.connection import channels as channel_module
from core.ssh.connection import commands as command_module
from core.ssh.connection.channels import Channels
from core.ssh.connection.commands import Shell
from core.ssh.connection.door import Question
from core.ssh.executor import StopToken
from core.ssh.session import Ran
from tests.made_up_line import Clock, Transport, eventually, transport

if TYPE_CHECKING:
    import pytest

__all__ = ["transport"]


def test_a_shell_is_open_before_it_is_wanted_and_runs_one_script(transport: Transport) -> None:
    shell = Shell(Channels(transport), StopToken())
    assert eventually(lambda: transport.asked == [("exec", "sh -s")])
    assert shell.run("echo once; echo no >&2; exit 3") == Ran(3, "once\n", "no\n")
    assert (len(transport.every), transport.every[0].closed) == (1, True)
    shell.close()


def test_a_shell_that_makes_room_or_found_none_is_opened_when_it_is_wanted(
    transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr(channel_module, "time", clock)
    channels = Channels(transport)
    shell = Shell(channels, StopToken())
    assert eventually(lambda: transport.asked == [("exec", "sh -s")])
    transport.most = 1
    other = channels.open(StopToken())
    assert transport.every[0].closed
    late = Shell(channels, StopToken())  # no room, and nobody is held up
    other.close()
    assert [shell.run("echo a").out, late.run("echo b").out] == ["a\n", "b\n"]
    assert [one.closed for one in transport.every] == [True] * 4
    assert 0.05 in clock.slept


def test_a_shell_that_runs_is_not_given_up_for_another_channel(transport: Transport) -> None:
    channels = Channels(transport)
    shell = Shell(channels, StopToken())
    assert eventually(lambda: transport.asked == [("exec", "sh -s")])
    go_on = transport.folder / "go-on"
    ran: list[Ran] = []
    script = "echo x >runs; until [ -e go-on ]; do sleep 0.02; done; echo done"
    runner = threading.Thread(target=lambda: ran.append(shell.run(script)))
    runner.start()
    assert eventually((transport.folder / "runs").exists)
    shell.give_up()
    shell.close()
    channels._make_room()
    go_on.touch()
    runner.join(60)
    assert ran == [Ran(0, "done\n", "")]


def test_a_shell_that_nobody_wanted_is_ended(transport: Transport) -> None:
    shell = Shell(Channels(transport), StopToken())
    shell.close()
    assert eventually(lambda: len(transport.every) == 1 and transport.every[0].closed)


def test_error_output_may_come_a_little_later_than_the_answer(transport: Transport) -> None:
    shell = Shell(Channels(transport), StopToken())
    assert eventually(lambda: transport.asked == [("exec", "sh -s")])
    channel, answered = transport.every[0], threading.Event()
    recv, recv_stderr = channel.recv, channel.recv_stderr

    def noted(size: int) -> bytes:
        data = recv(size)
        if b"-end " in data:
            answered.set()
        return data

    def late(size: int) -> bytes:
        answered.wait(60)
        time.sleep(0.3)
        return recv_stderr(size)

    channel.recv, channel.recv_stderr = noted, late  # type: ignore[method-assign]
    assert shell.run("echo out; echo err >&2") == Ran(0, "out\n", "err\n")


def test_error_output_that_never_ends_is_waited_for_two_seconds(
    transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    joins: list[float | None] = []

    class Noting(threading.Thread):
        def join(self, timeout: float | None = None) -> None:
            joins.append(timeout)
            super().join(timeout)

    monkeypatch.setattr(command_module, "threading", SimpleNamespace(Thread=Noting))
    question = Question("echo x")
    assert command_module.run(Channels(transport), question, StopToken()) == Ran(0, "x\n", "")
    assert joins == [2.0]
