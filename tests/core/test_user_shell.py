"""Commands of the user's own ssh configuration: how they run, what they leave, how each ends."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.problems import Problem, ProblemError
from core.ssh import user_shell
from core.ssh.config.destination import Destination
from core.ssh.connection.proxy import Proxy, dial_by_command, refusal
from core.ssh.connection.route import Hop
from core.ssh.executor import StopToken
from core.ssh.profile import Profile
from core.ssh.user_shell import Running, goes_well

if TYPE_CHECKING:
    from collections.abc import Callable

QUIET = subprocess.DEVNULL


def until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not done():
        assert time.monotonic() < end
        time.sleep(0.01)


def lives(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").split()[2] != "Z"
    return False


def problem_of(command: str) -> Problem:
    with pytest.raises(ProblemError) as caught:
        goes_well(command, StopToken())
    return caught.value.problem


def test_only_an_end_with_0_goes_well(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert goes_well("exit 0", StopToken())
    assert not goes_well("exit 1", StopToken())
    assert not goes_well("/no/such/program", StopToken())
    assert goes_well(f"cat > {tmp_path}/in; echo out; echo err >&2", StopToken())  # nothing to read
    assert (tmp_path / "in").read_bytes() == b""
    assert capfd.readouterr() == ("", "")


def test_the_user_s_own_shell_runs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = tmp_path / "shell"
    shell.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > {tmp_path}/words\n')
    shell.chmod(0o755)
    monkeypatch.setenv("SHELL", str(shell))
    assert goes_well("one two", StopToken())
    assert (tmp_path / "words").read_text() == "-c|one two|"
    monkeypatch.setenv("SHELL", "")
    assert goes_well("true", StopToken())
    monkeypatch.setenv("SHELL", str(tmp_path / "none"))
    problem = problem_of("true")
    assert problem.code == "ssh_config_command_not_run"
    assert str(tmp_path / "none") in str(problem.why)


def test_a_command_is_given_twenty_seconds_and_then_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert user_shell._SECONDS == 20.0
    monkeypatch.setattr(user_shell, "_SECONDS", 0.5)
    problem = problem_of(f"sleep 600 & echo $! > {tmp_path}/pid; wait")
    assert problem.code == "ssh_config_command_slow"
    pid = int((tmp_path / "pid").read_text())
    until(lambda: not lives(pid))


def test_a_command_that_a_signal_ended_is_said_unless_it_was_we() -> None:
    problem = problem_of("kill -15 $$")
    assert problem.code == "ssh_config_command_not_run"
    assert "signal 15" in str(problem.why)
    stop = StopToken()
    threading.Timer(0.2, stop.ask).start()
    assert not goes_well("exec sleep 600", stop)
    assert not goes_well("exec sleep 600", stop), "what was stopped begins nothing new"


def test_ending_it_asks_first_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert user_shell._GRACE == 1.0
    monkeypatch.setattr(user_shell, "_GRACE", 60.0)
    polite = f"trap 'touch {tmp_path}/asked; exit 3' TERM"
    running = Running(f"{polite}; touch {tmp_path}/ready; while :; do sleep 0.05; done", talk=QUIET)
    until((tmp_path / "ready").exists)
    running.close()
    assert (tmp_path / "asked").exists()
    assert running.wait(0) == 3
    monkeypatch.setattr(user_shell, "_GRACE", 0.1)
    deaf = Running(
        f"trap '' TERM; sleep 600 & echo $! > {tmp_path}/pid; touch {tmp_path}/deaf; wait",
        talk=QUIET,
    )
    until((tmp_path / "deaf").exists)
    assert deaf.wait(0) is None
    deaf.close()
    assert deaf.wait(60) == -signal.SIGKILL
    until(lambda: not lives(int((tmp_path / "pid").read_text())))
    deaf.close()


def test_what_a_command_leaves_behind_is_ended_when_it_itself_has_gone(tmp_path: Path) -> None:
    running = Running(f"sleep 600 2>&- & echo $! > {tmp_path}/pid", talk=QUIET)
    assert running.wait(60) == 0
    pid = int((tmp_path / "pid").read_text())
    assert lives(pid)
    running.close()
    until(lambda: not lives(pid))
    assert os.getpgid(0) != pid


def test_the_end_of_what_it_said_is_kept_in_bounds() -> None:
    running = Running("seq 100 >&2; printf '%5000s' x >&2", talk=QUIET)
    assert running.wait(60) == 0
    said = running.said().split("\n")
    running.close()
    assert said[:2] == ["64", "65"], "forty pieces; the last line makes three of them"
    assert said[-2] == "100"
    assert said[-1].strip() == "x"


def hop(command: str) -> Hop:
    there = Destination(host="web")
    return Hop(Profile(name="web1", host="web"), there, (("web", 22),), command=command)


def test_a_proxy_carries_bytes_both_ways_and_ends_with_the_line(tmp_path: Path) -> None:
    stop = StopToken()
    proxy = dial_by_command(hop(f"sh -c 'echo $$ > {tmp_path}/pid; cat'"), stop)
    proxy.settimeout(60)
    assert proxy.send(b"hello") == 5
    assert proxy.recv(100) == b"hello"
    pid = int((tmp_path / "pid").read_text())
    assert lives(pid)
    stop.ask()
    until(lambda: not lives(pid))
    with pytest.raises(OSError, match="descriptor"):
        proxy.send(b"x")


@pytest.mark.parametrize(
    ("command", "why", "said"),
    [
        ("sh -c 'echo no gate >&2; exit 3'", "code 3", "no gate"),
        ("sh -c 'exit 0'", "code 0", ""),
        ("sh -c 'printf \"\\033[2J\" >&2; exit 3'", "code 3", "␛[2J"),
        ("cat", "no SSH server responds", ""),
        ("sh -c 'kill -9 $$'", "no SSH server responds", ""),
    ],
)
def test_a_proxy_that_leads_nowhere_is_told_in_its_own_words(
    command: str, why: str, said: str
) -> None:
    proxy = Proxy(command)
    try:
        proxy.settimeout(60)
        if command != "cat":
            assert proxy.recv(10) == b""
        told = refusal(hop(command), proxy, ProblemError(problem_of("kill -15 $$")))
    finally:
        proxy.close()
    assert (told.problem.code, told.problem.field) == ("server_unreachable", "host")
    assert why in str(told.problem.why)
    assert told.problem.details == said
    assert str(told.problem.next[0].text).endswith(f": {command}")
    assert proxy.getpeername() == command


def test_a_line_without_a_command_keeps_its_own_problem() -> None:
    error = ProblemError(problem_of("kill -15 $$"))
    assert refusal(hop(""), object(), error) is error


def test_a_proxy_that_cannot_begin_leaves_no_socket_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHELL", str(tmp_path / "none"))
    made = socket.socketpair()
    monkeypatch.setattr(socket, "socketpair", lambda: made)
    with pytest.raises(ProblemError):
        Proxy("cat")
    assert [one.fileno() for one in made] == [-1, -1]
