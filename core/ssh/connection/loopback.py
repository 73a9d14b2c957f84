"""Ask a port on the server's own loopback: through an SSH channel, or from the server itself.

Where its SSH settings forbid forwarding, its bash opens the port, as the helper does at a deploy.
"""

from __future__ import annotations

import base64
import http.client
import io
import shlex
from typing import TYPE_CHECKING, Any

import paramiko

from core.ssh.session import Reply

if TYPE_CHECKING:
    from core.ssh.connection.request import Channel
    from core.ssh.executor import StopToken

_LONGEST_BODY = 64 << 10
CLOSED = 7
NOT_OPEN = 2  # SSH_OPEN_CONNECT_FAILED
_FROM_THERE = """\
command -v bash >/dev/null && command -v timeout >/dev/null || exit 9
open='exec 3<>/dev/tcp/{host}/{port} || exit {closed}'
timeout {seconds} bash -c "$open" 2>/dev/null || exit {closed}
"""
_TALK_FROM_THERE = """\
# shellcheck disable=SC2016  # $1 is for the bash that it is handed to
ask=$open'; printf %s "$1" >&3; head -c {most} <&3'
timeout {seconds} bash -c "$ask" ask {request} 2>/dev/null | base64 | tr -d '\\n'
"""


class _Incoming(io.RawIOBase):
    """A channel's bytes as a file, for the standard library's HTTP reader."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def readable(self) -> bool:
        """It is only for reading."""
        return True

    def readinto(self, buffer: Any, /) -> int:  # noqa: ANN401 - a writable buffer
        """Fill the buffer with what came."""
        data = self._channel.recv(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class _Answering:
    """What `HTTPResponse` needs of a socket."""

    def __init__(self, incoming: io.RawIOBase | io.BytesIO) -> None:
        self._incoming = incoming

    def makefile(self, mode: str) -> io.BufferedReader:
        """Open the reading side."""
        del mode
        return io.BufferedReader(self._incoming)


def http_get(  # noqa: PLR0913 - the session's own words, and the line to use
    transport: paramiko.Transport,
    port: int,
    path: str,
    *,
    host: str,
    seconds: float,
    stop: StopToken,
) -> Reply:
    """Send one GET and read the reply; raises paramiko's and http.client's exceptions."""
    channel = stop.holds(_open(transport, port, host=host, seconds=seconds))
    channel.settimeout(seconds)
    try:
        channel.sendall(_request(port, path, host))
        return _reply(_Incoming(channel))
    finally:
        channel.close()


def opens(
    transport: paramiko.Transport, port: int, *, host: str, seconds: float, stop: StopToken
) -> bool:
    """Whether the port takes a connection; raises paramiko's exceptions where it is not closed."""
    try:
        stop.holds(_open(transport, port, host=host, seconds=seconds)).close()
    except paramiko.ChannelException as reason:
        if is_forbidden(reason):
            raise
        return False
    return True


def is_forbidden(reason: BaseException | None) -> bool:
    """Whether the server allows no such channel at all."""
    return isinstance(reason, paramiko.ChannelException) and reason.code != NOT_OPEN


def question_from_there(port: int, path: str, *, host: str, seconds: float) -> str:
    """Spell the same question for the server's own bash; without a path it only opens the port.

    It ends with `CLOSED`, or prints the reply in base64.
    """
    words = {"host": host, "port": port, "seconds": round(seconds), "closed": CLOSED}
    script = _FROM_THERE.format(**words)
    if not path:
        return script
    request = shlex.quote(_request(port, path, host).decode("ascii"))
    return script + _TALK_FROM_THERE.format(**words, most=_LONGEST_BODY, request=request)


def reply_from_there(out: str) -> Reply:
    """Read what that question printed; raises http.client's exceptions."""
    return _reply(io.BytesIO(base64.b64decode(out)))


def _open(transport: paramiko.Transport, port: int, *, host: str, seconds: float) -> Channel:
    return transport.open_channel("direct-tcpip", (host, port), ("127.0.0.1", 0), timeout=seconds)


def _reply(incoming: io.RawIOBase | io.BytesIO) -> Reply:
    response = http.client.HTTPResponse(_Answering(incoming), method="GET")  # type: ignore[arg-type]
    response.begin()
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Reply(response.status, headers, response.read(_LONGEST_BODY))


def _request(port: int, path: str, host: str) -> bytes:
    if not path.startswith("/") or any(not "!" <= letter <= "~" for letter in path):
        raise ValueError(path)
    lines = (
        f"GET {path} HTTP/1.1",
        f"Host: {host}:{port}",
        "User-Agent: goferry",
        "Accept: */*",
        "Connection: close",
        "",
        "",
    )
    return "\r\n".join(lines).encode()
