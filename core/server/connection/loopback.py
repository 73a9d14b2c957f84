"""Ask a port on the server's own loopback by HTTP, through an SSH channel."""

from __future__ import annotations

import http.client
import io
from typing import TYPE_CHECKING, Any

from core.server.session import Reply

if TYPE_CHECKING:
    import paramiko

    from core.server.executor import Stop

_LONGEST_BODY = 64 << 10


class _Incoming(io.RawIOBase):
    """A channel's bytes as a file, for the standard library's HTTP reader."""

    def __init__(self, channel: Any) -> None:  # noqa: ANN401 - paramiko's channels have no types
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

    def __init__(self, channel: Any) -> None:  # noqa: ANN401
        self._channel = channel

    def makefile(self, mode: str) -> io.BufferedReader:
        """Open the reading side."""
        del mode
        return io.BufferedReader(_Incoming(self._channel))


def http_get(  # noqa: PLR0913 - the session's own words, and the line to use
    transport: paramiko.Transport,
    port: int,
    path: str,
    *,
    host: str,
    seconds: float,
    stop: Stop,
) -> Reply:
    """Send one GET and read the reply; raises paramiko's and http.client's exceptions."""
    channel = stop.holds(
        transport.open_channel("direct-tcpip", (host, port), ("127.0.0.1", 0), timeout=seconds)
    )
    channel.settimeout(seconds)
    try:
        channel.sendall(_request(port, path, host))
        response = http.client.HTTPResponse(_Answering(channel), method="GET")  # type: ignore[arg-type]
        response.begin()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, headers, response.read(_LONGEST_BODY))
    finally:
        channel.close()


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
