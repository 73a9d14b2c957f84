"""Run a command on the server, as the login user or as root, with bounded output."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import paramiko

from core.server.connection.request import ask_for, must_be_granted
from core.server.session import Ran

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.server.executor import Stop

MOST_OUTPUT = 4 << 20
_CHUNK = 64 << 10
_OPEN_SECONDS = 15.0
_READY = "goferry-root-is-ready"
_PROMPT = "goferry-asks-for-the-password:"
# The shell announces itself first, so that neither password nor script can reach the wrong reader.
_SUDO = f"sudo -S -p '{_PROMPT}' -- sh -c 'echo {_READY}; exec sh -s'"


class PasswordWanted(Exception):  # noqa: N818 - a state, told to the caller
    """Sudo asks for a password; `given` tells that it did not take the one it got."""

    def __init__(self, *, given: bool) -> None:
        super().__init__()
        self.given = given


class SudoRefused(Exception):  # noqa: N818 - a state, told to the caller
    """Sudo did not start root's shell; the message is sudo's own."""


class Gone(Exception):  # noqa: N818 - a state, told to the caller
    """The channel ended without an exit code because the connection ended."""


@dataclass(slots=True)
class _Kept:
    """Output as it comes in: the first part is kept, the rest only counted."""

    content: bytearray = field(default_factory=bytearray)

    def add(self, data: bytes) -> None:
        self.content += data[: MOST_OUTPUT - len(self.content)]

    def text(self) -> str:
        return self.content.decode("utf-8", "replace")


def run(transport: paramiko.Transport, command: str, *, stdin: bytes, stop: Stop) -> Ran:
    """Run a command to its end."""
    return _talk(transport, _start(transport, command, stop), stdin)


def _talk(transport: paramiko.Transport, channel: Any, stdin: bytes) -> Ran:  # noqa: ANN401
    """Feed a started command and read it to its end."""
    err = _Kept()
    helpers = [_aside(_read_on, channel.recv_stderr, err), _aside(_feed, channel, stdin)]
    out = _Kept()
    _read_on(channel.recv, out)
    helpers[0].join()
    return _finish(transport, channel, out, err)


class Shell:
    """A shell that is opened while something else goes on, and is there when it is wanted."""

    def __init__(self, transport: paramiko.Transport, stop: Stop) -> None:
        self._transport = transport
        self._stop = stop
        self._channel: Any = None
        self._fault: Exception | None = None
        self._opening = _aside(self._open)

    def run(self, script: str) -> Ran:
        """Run a script to its end, once."""
        self._opening.join()
        if self._fault is not None:
            raise self._fault
        return _talk(self._transport, self._channel, script.encode())

    def close(self) -> None:
        """End it; closing one that has run is fine."""
        _aside(self._close)

    def _open(self) -> None:
        try:
            self._channel = _start(self._transport, "sh -s", self._stop)
        except (OSError, EOFError, paramiko.SSHException) as reason:
            self._fault = reason

    def _close(self) -> None:
        self._opening.join()
        if self._channel is not None:
            _hang_up(self._channel)


def run_with_sudo(transport: paramiko.Transport, script: str, *, password: str, stop: Stop) -> Ran:
    """Run a script as root through sudo.

    Raises `PasswordWanted` or `SudoRefused` before anything was run.
    """
    channel = _start(transport, _SUDO, stop)
    talk = _Sudo(channel, script, password)
    reader = _aside(_read_on, channel.recv_stderr, talk.err, talk.on_error_output)
    _read_on(channel.recv, talk.out, talk.on_output)
    reader.join()
    if talk.wanted is not None:
        raise talk.wanted
    found = _finish(transport, channel, talk.out, talk.err)
    err = found.err.replace(_PROMPT, "")
    if not talk.ready:
        raise SudoRefused(err)
    return Ran(found.code, found.out.partition(_READY + "\n")[2], err)


class _Sudo:
    """The talk with sudo: a password when it asks, the script when root's shell is there."""

    def __init__(self, channel: Any, script: str, password: str) -> None:  # noqa: ANN401
        self._channel = channel
        self._script = script
        self._password = password
        self._given = False
        self.out, self.err = _Kept(), _Kept()
        self.ready = False
        self.wanted: PasswordWanted | None = None

    def on_output(self) -> None:
        """Send the script as soon as root's shell has announced itself."""
        if not self.ready and (_READY + "\n").encode() in self.out.content:
            self.ready = True
            _aside(_feed, self._channel, self._script.encode())

    def on_error_output(self) -> None:
        """Answer the first prompt, and hang up at the second: it means the password was wrong."""
        asked = self.err.content.count(_PROMPT.encode())
        if self.ready or asked == 0 or (asked == 1 and self._given):
            return
        if asked > 1 or not self._password:
            self.wanted = PasswordWanted(given=self._given)
            _hang_up(self._channel)
            return
        self._given = True
        with contextlib.suppress(OSError):
            self._channel.sendall(f"{self._password}\n".encode())


def _start(transport: paramiko.Transport, command: str, stop: Stop) -> Any:  # noqa: ANN401
    channel = stop.holds(transport.open_session(timeout=_OPEN_SECONDS))
    ask_for(channel, "exec", command)
    return channel


def _hang_up(channel: Any) -> None:  # noqa: ANN401 - paramiko's channels have no types
    with contextlib.suppress(OSError, EOFError):  # the line may be dead already
        channel.close()


def _aside(work: Callable[..., None], *args: object) -> threading.Thread:
    thread = threading.Thread(target=work, args=args, name="goferry-channel", daemon=True)
    thread.start()
    return thread


def _read_on(
    receive: Callable[[int], bytes], kept: _Kept, on_data: Callable[[], None] | None = None
) -> None:
    """Read to the end: what is not kept must still be taken, or the command would wait for ever."""
    while data := receive(_CHUNK):
        kept.add(data)
        if on_data is not None:
            on_data()


def _feed(channel: Any, stdin: bytes) -> None:  # noqa: ANN401 - paramiko's channels have no types
    with contextlib.suppress(OSError, EOFError):  # the command may end without reading it all
        if stdin:
            channel.sendall(stdin)
        channel.shutdown_write()


def _finish(transport: paramiko.Transport, channel: Any, out: _Kept, err: _Kept) -> Ran:  # noqa: ANN401
    code = channel.recv_exit_status()
    channel.close()
    if code < 0 and not transport.is_active():
        raise Gone
    must_be_granted(channel)
    return Ran(code, out.text(), err.text())
