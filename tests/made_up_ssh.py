"""An SSH server within the test: it shows the key that it is given, and notes what it is shown."""

from __future__ import annotations

import contextlib
import io
import socket
import threading
from typing import TYPE_CHECKING

import paramiko

from tests.made_up_keys import key_file, private_key, public_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_TIMEOUT = 20.0  # seconds


class Server(paramiko.ServerInterface):
    """Lets in by `password`, or by the keys in `lets_in`; leads on to ports of this computer."""

    def __init__(self, password: str, lets_in: tuple[int, ...]) -> None:
        self.port = 0
        self.shown: list[str] = []
        self.callers: list[str] = []
        self.transports: list[paramiko.Transport] = []
        self._password = password
        self._keys = {public_of(private_key(number)).data for number in lets_in}

    def ended(self) -> bool:
        """Whether every connection has come to its end, after a while at most."""
        for one in self.transports:
            one.join(_TIMEOUT)
        return not any(one.is_alive() for one in self.transports)

    def get_allowed_auths(self, username: str) -> str:
        del username
        return "publickey,password"

    def check_auth_none(self, username: str) -> int:
        self.shown.append(f"none {username}")
        return int(paramiko.AUTH_FAILED)

    def check_auth_password(self, username: str, password: str) -> int:
        self.shown.append(f"password {username}")
        right = self._password and password == self._password
        return int(paramiko.AUTH_SUCCESSFUL if right else paramiko.AUTH_FAILED)

    def check_auth_publickey(self, username: str, key: paramiko.PKey) -> int:
        self.shown.append(f"publickey {username}")
        right = key.asbytes() in self._keys
        return int(paramiko.AUTH_SUCCESSFUL if right else paramiko.AUTH_FAILED)

    def check_channel_direct_tcpip_request(
        self, chanid: int, origin: tuple[str, int], destination: tuple[str, int]
    ) -> int:
        del origin
        self.shown.append(f"to {destination[0]}:{destination[1]}")
        transport = self.transports[-1]
        threading.Thread(target=_lead, args=(transport, destination), daemon=True).start()
        return int(paramiko.OPEN_SUCCEEDED) if chanid >= 0 else 1


@contextlib.contextmanager
def serving(number: int, *, password: str = "", lets_in: tuple[int, ...] = ()) -> Iterator[Server]:
    """Run a server on the loopback whose host key is the made-up one of this number."""
    server = Server(password, lets_in)
    text = io.StringIO(key_file(number).decode())
    key = paramiko.Ed25519Key.from_private_key(text)

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                client, address = listener.accept()
                server.callers.append(address[0])
                transport = paramiko.Transport(client)
                transport.add_server_key(key)
                server.transports.append(transport)
                with contextlib.suppress(paramiko.SSHException, EOFError):
                    transport.start_server(event=threading.Event(), server=server)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        server.port = listener.getsockname()[1]
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()
            for one in server.transports:
                one.close()


def _lead(transport: paramiko.Transport, destination: tuple[str, int]) -> None:
    channel = transport.accept(_TIMEOUT)
    if channel is None:  # who asked has gone
        return
    with contextlib.suppress(*_ENDS), socket.create_connection(destination) as line:
        back = threading.Thread(target=_carry, args=(line, channel), daemon=True)
        back.start()
        _carry(channel, line)
        back.join(_TIMEOUT)
    with contextlib.suppress(*_ENDS):
        channel.close()


_ENDS = (OSError, EOFError, paramiko.SSHException)


def _carry(
    source: paramiko.Channel | socket.socket, target: paramiko.Channel | socket.socket
) -> None:
    with contextlib.suppress(*_ENDS):
        while data := source.recv(65536):
            target.sendall(data)
    with contextlib.suppress(*_ENDS):
        target.shutdown(socket.SHUT_RDWR)
