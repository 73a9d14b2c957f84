"""The program of a made-up release: it behaves as the last line of its own file says."""

import os
import re
import signal
import socket
import ssl
import sys
import time
from contextlib import suppress
from pathlib import Path

_EXE = Path("/proc/self/exe").resolve()
_HANDSHAKE = b"\x16"
_NOT_TLS = b"HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n"
_NAMES = os.environ["UNIT"].split(".")
_OF_PROCESS = f"{_NAMES[1]}:" if len(_NAMES) > len(("service", "kind")) else ""
_WORDS = _EXE.read_bytes().rpartition(b"\n#")[2].decode().split()
# A word for a further process begins with its name; all other words are for the main one.
_SAID = dict(
    word.removeprefix(_OF_PROCESS).partition("=")[::2]
    for word in _WORDS
    if (word.startswith(_OF_PROCESS) if _OF_PROCESS else not re.match("[a-z]+:[a-z]", word))
)


_kept: list[socket.socket] = []


def _end(listener: socket.socket) -> None:
    """Take nothing more, free so many of those that are kept, and linger for a while."""
    Path(f"/run/apart/ending.{os.getpid()}").touch()
    listener.close()
    for connection in _kept[: int(_SAID.get("frees", "0"))]:
        connection.close()
    time.sleep(float(_SAID["lingers"]))
    os._exit(0)


def _keeps(connection: socket.socket, request: bytes) -> bool:
    """Leave a connection open where that was asked for."""
    asked = request.startswith(b"GET /keep")
    if asked:
        _kept.append(connection.dup())
    return asked


def _answers(listener: socket.socket) -> None:
    """Answer with each status in turn, then with the last one again and again."""
    statuses = _SAID.get("answers", "200").split(",")
    release = _SAID.get("says", _EXE.parents[1].name)
    name = "" if "nameless" in _SAID else f"x-RELEASE:  {release} \r\n"
    count = 0
    while True:
        connection = _accepted(listener)
        if connection is None:
            continue
        with connection:
            if _speaks_otherwise(connection):
                continue
            request = _request(connection)
            if not request or _keeps(connection, request):
                continue
            if request[:1] == _HANDSHAKE:
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
                continue
            status = statuses[min(count, len(statuses) - 1)]
            count += 1
            if status == "end":
                sys.exit(1)
            if status == "wait":
                time.sleep(1000)
            first = _SAID.get("protocol", "HTTP/1.1")
            connection.sendall(f"{first} {status} Said\r\nA: b\r\n{name}\r\n".encode())


def _speaks_otherwise(connection: socket.socket) -> bool:
    """Speak what is no HTTP, if that was said: after the question, or first and then hang up."""
    if "raw" in _SAID:
        connection.recv(4096)
        connection.sendall(bytes.fromhex(_SAID["raw"]))
    if "greets" in _SAID:
        connection.sendall(bytes.fromhex(_SAID["greets"]))
        with suppress(ConnectionResetError):
            connection.recv(1)  # what is left unread makes the kernel reset the connection
    return "raw" in _SAID or "greets" in _SAID


def _request(connection: socket.socket) -> bytes:
    """Read what is asked; of one who begins with TLS, as much as shows that."""
    request = b""
    while not request.endswith(b"\r\n\r\n") and (more := connection.recv(4096)):
        request += more
        if request[:1] == _HANDSHAKE:
            break
    return request


def _accepted(listener: socket.socket) -> socket.socket | None:
    """Take a connection, over TLS where that was said; what speaks otherwise is told so."""
    connection, _ = listener.accept()
    if "tls" not in _SAID:
        return connection
    if connection.recv(1, socket.MSG_PEEK) not in {b"", _HANDSHAKE}:
        connection.sendall(_NOT_TLS)  # as Go does
        connection.close()
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain("/run/apart/own.pem")
    if _SAID["tls"] == "refuses":
        context.verify_mode = ssl.CERT_REQUIRED
    try:
        return context.wrap_socket(connection, server_side=True)
    except OSError:
        return None


def main() -> None:
    """Listen, or do what keeps a release from being well."""
    ready = Path(f"/run/apart/ready.{os.getpid()}")
    settings = Path("/etc/web/env")
    if "dies" in _SAID or (settings.exists() and b"DIES=" in settings.read_bytes()):
        sys.exit(1)
    if "silent" in _SAID or not os.environ["PORT"]:
        ready.touch()
        if "lives" in _SAID:
            time.sleep(float(_SAID["lives"]))
            sys.exit(1)
        time.sleep(1000)
    if "lives" in _SAID:
        signal.setitimer(signal.ITIMER_REAL, float(_SAID["lives"]))
    if "child" in _SAID and os.fork():
        os.wait()
    host = _SAID.get("host", "0.0.0.0")  # noqa: S104 - in a network of its own
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    listener.bind((host, int(_SAID.get("port", os.environ["PORT"]))))
    listener.listen(128)
    if "lingers" in _SAID:
        signal.signal(signal.SIGTERM, lambda *_: _end(listener))
    ready.touch()
    _answers(listener)


main()
