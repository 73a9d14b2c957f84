"""Commands of the user's own ssh configuration, run in the user's shell as ssh runs them."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from typing import IO, TYPE_CHECKING

from core.problems import Advice, Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    import socket

    from core.ssh.executor import StopToken

_SECONDS = 20.0  # a Match exec asks something short: is this network the office's?
_GRACE = 1.0
_MOST_SAID = 40  # pieces of at most a line
_LONGEST_LINE = 2000
_CHUNK = 64 << 10


class Running:
    """A command in a process group of its own, so that ending it ends all that it started."""

    def __init__(self, command: str, *, talk: int) -> None:
        self.command = command
        self._closed = False
        self._said: deque[str] = deque(maxlen=_MOST_SAID)
        self._process = _start(command, talk)
        self._reader = threading.Thread(
            target=self._listen, args=(self._process.stderr,), name="goferry-said", daemon=True
        )
        self._reader.start()

    def said(self) -> str:
        """Return the end of what it said on standard error."""
        if self._process.poll() is not None:
            self._reader.join(_GRACE)
        return "".join(self._said).strip()

    def wait(self, seconds: float) -> int | None:
        """Wait for its end; the exit code, negative for a signal, or None when it still runs."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(seconds)
        return None

    def close(self) -> None:
        """End it and what it started: politely first, for certain a second later."""
        if self._closed:  # its number may be another's by now
            return
        self._closed = True
        if self._process.poll() is None:
            self._signal(signal.SIGTERM)
            self.wait(_GRACE)
        self._signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        self.wait(_GRACE)

    def feed(self, source: socket.socket) -> None:
        """Carry what comes from a socket to its standard input, where it cannot have the socket."""
        pipe = self._process.stdin
        with contextlib.suppress(OSError, ValueError):
            while pipe is not None and (data := source.recv(_CHUNK)):
                pipe.write(data)
                pipe.flush()

    def drain(self, target: socket.socket) -> None:
        """Carry its standard output to a socket, and close that behind the last byte."""
        pipe = self._process.stdout
        with target, contextlib.suppress(OSError, ValueError):
            while pipe is not None and (data := os.read(pipe.fileno(), _CHUNK)):
                target.sendall(data)

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                self._process.send_signal(number)
            else:
                os.killpg(self._process.pid, number)

    def _listen(self, pipe: IO[bytes] | None) -> None:
        if pipe is None:  # it is always asked for; this is for the type checker
            return
        with pipe, contextlib.suppress(OSError, ValueError):
            while piece := pipe.readline(_LONGEST_LINE):
                self._said.append(piece.decode("utf-8", "replace"))


def goes_well(command: str, stop: StopToken) -> bool:
    """Run the command of a `Match exec`, and tell whether it ended with 0.

    Raises `ProblemError` when it cannot be run, does not end, or is ended by a signal.
    """
    running = stop.holds(Running(command, talk=subprocess.DEVNULL))
    try:
        code = running.wait(_SECONDS)
        if code is None:
            raise ProblemError(_too_slow(command))
        if code < 0 and not stop.asked:
            raise ProblemError(_ended_badly(command, code, running.said()))
    finally:
        running.close()
    return code == 0


def _start(command: str, talk: int) -> subprocess.Popen[bytes]:
    words = (
        (os.environ.get("COMSPEC", "cmd.exe"), "/c", command)
        if sys.platform == "win32"
        else (os.environ.get("SHELL") or "/bin/sh", "-c", command)
    )
    try:
        return subprocess.Popen(
            words, stdin=talk, stdout=talk, stderr=subprocess.PIPE, start_new_session=True
        )
    except (OSError, ValueError) as reason:
        raise ProblemError(_not_started(command, words[0], reason)) from reason


def _not_started(command: str, shell: str, reason: Exception) -> Problem:
    return Problem(
        code="ssh_config_command_not_run",
        what=say("A command in your SSH configuration could not be run: {line}", line=command),
        why=say("The shell {shell} reported: {reason}", shell=shell, reason=str(reason)),
        next=(Advice(say("Check the environment variable SHELL, or correct the command.")),),
    )


def _too_slow(command: str) -> Problem:
    return Problem(
        code="ssh_config_command_slow",
        what=say("A command in your SSH configuration does not finish: {line}", line=command),
        why=say("GoFerry stopped it after {seconds} seconds.", seconds=round(_SECONDS)),
        next=(Advice(say("Correct the Match exec line with this command.")),),
    )


def _ended_badly(command: str, code: int, said: str) -> Problem:
    return Problem(
        code="ssh_config_command_not_run",
        what=say("A command in your SSH configuration could not be run: {line}", line=command),
        why=say("The command was ended by signal {number}.", number=-code),
        next=(Advice(say("Correct the Match exec line with this command.")),),
        details=said,
    )
