"""The way to a server through a command: ssh's ProxyCommand, as if it were a socket."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

from core.plain_text import inert
from core.problems import Advice, Problem, ProblemError
from core.ssh.user_shell import Running
from core.words import say

if TYPE_CHECKING:
    from core.ssh.connection.route import Hop
    from core.ssh.executor import StopToken


_GRACE = 1.0  # seconds


class Proxy:
    """Talks to a command's standard input and output. Closing it ends the command."""

    def __init__(self, command: str) -> None:
        self.command = command
        self._ours, theirs = socket.socketpair()
        try:
            self._running = _running(command, theirs)
        except BaseException:
            self._ours.close()
            raise
        finally:
            if sys.platform != "win32":  # there, threads go on to use it
                theirs.close()

    def recv(self, size: int) -> bytes:
        """Read some bytes; a command that has said its last gets its time to end by itself."""
        data = self._ours.recv(size)
        if not data:
            self._running.wait(_GRACE)
        return data

    def send(self, data: bytes) -> int:
        """Write some bytes."""
        return self._ours.send(data)

    def settimeout(self, seconds: float | None) -> None:
        """Bound the waiting of the other methods."""
        self._ours.settimeout(seconds)

    def getpeername(self) -> object:
        """Name the command, since there is no address."""
        return self.command

    def close(self) -> None:
        """End the command, with all that it started."""
        self._ours.close()
        self._running.close()

    def failure(self, hop: Hop) -> Problem:
        """Say that no server answered through the command, with what it said itself."""
        code = self._running.wait(0)
        said = self._running.said()
        return Problem(
            code="server_unreachable",
            what=say(
                "{server} is not reachable through the ProxyCommand of your SSH configuration.",
                server=hop.profile.name,
            ),
            why=say("The command exited with code {code} before a server responded.", code=code)
            if code is not None and code >= 0  # below, it was we who ended it
            else say("The command runs, but no SSH server responds through it."),
            next=(Advice(say("Try the command in a terminal: {command}", command=self.command)),),
            details=inert(said),
            field="host",
        )


def dial_by_command(hop: Hop, stop: StopToken) -> Proxy:
    """Start the command that leads to a server."""
    return stop.holds(Proxy(hop.command))


def refusal(hop: Hop, dialled: object, error: ProblemError) -> ProblemError:
    """Put the command's own words in place of what the silence behind it looks like."""
    return ProblemError(dialled.failure(hop)) if isinstance(dialled, Proxy) else error


def _running(command: str, theirs: socket.socket) -> Running:
    if sys.platform != "win32":
        return Running(f"exec {command}", talk=theirs.fileno())
    running = Running(command, talk=subprocess.PIPE)
    for pump in (running.feed, running.drain):
        threading.Thread(target=pump, args=(theirs,), daemon=True).start()
    return running
