"""A receiver of webhooks at the other end of a server's cable, with HTTPS by a CA of its own."""

from __future__ import annotations

import datetime as dt
import json
import ssl
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.testbed import Server

HOST, PATH = "hook.example", "/hooks/SECRETTOKEN"
_DAYS = dt.timedelta(days=2)


@dataclass(slots=True)
class Receiver:
    """What came, and what is answered: a status, or nothing at all where it is `away`."""

    port: int = 0
    status: int = 200
    away: bool = False
    got: list[dict[str, Any]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address with its token."""
        return f"https://{HOST}:{self.port}{PATH}"

    def told(self, state: str) -> list[str]:
        """List the titles of what came: a problem, over, or test."""
        return [one["title"] for one in self.got if one["state"] == state]

    def until(self, state: str, count: int, *, seconds: float) -> list[str]:
        """Wait for so many of them."""
        until = time.monotonic() + seconds
        while len(self.told(state)) < count and time.monotonic() < until:
            time.sleep(0.1)
        return self.told(state)


@contextmanager
def receiving(server: Server, folder: Path) -> Iterator[Receiver]:
    """Receive what this server sends; it trusts the CA and knows the name meanwhile."""
    gateway = str(next(server.machine.subnet.hosts()))
    root, context = _certified(folder)
    found = Receiver()
    httpd = ThreadingHTTPServer((gateway, 0), _handler(found))
    httpd.socket = context.wrap_socket(
        httpd.socket, server_side=True, do_handshake_on_connect=False
    )
    found.port = httpd.server_address[1]
    Thread(target=httpd.serve_forever, daemon=True).start()
    bundle = "/etc/ssl/certs/ca-certificates.crt"
    server.run(
        f"cp -p /etc/hosts /etc/hosts.before; cp -p {bundle} /etc/ca.before\n"
        f"echo '{gateway} {HOST}' >>/etc/hosts\ncat >>{bundle} <<'END'\n{root}END\n"
    )
    try:
        yield found
    finally:
        httpd.shutdown()
        httpd.server_close()
        server.run(
            f"cat /etc/hosts.before >/etc/hosts; cat /etc/ca.before >{bundle}\n"
            "rm /etc/hosts.before /etc/ca.before"
        )


def _handler(found: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            if found.away:
                self.connection.close()
                return
            if found.status == 200 and self.path == PATH:
                found.got.append(json.loads(content))
            self.send_response(found.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    return Handler


def _certified(folder: Path) -> tuple[str, ssl.SSLContext]:
    """Make a CA and a certificate for the host; return the root as PEM, and the server's side."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "CA of a test")])
    key = ec.generate_private_key(ec.SECP256R1())
    now = dt.datetime.now(dt.UTC)
    about = x509.CertificateBuilder().issuer_name(name).public_key(key.public_key())
    about = about.not_valid_before(now - _DAYS).not_valid_after(now + _DAYS)
    root = about.subject_name(name).serial_number(1)
    root = root.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    leaf = about.subject_name(x509.Name([])).serial_number(2)
    leaf = leaf.add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=True)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file = folder / "hook.pem"
    file.write_bytes(private + leaf.sign(key, SHA256()).public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return root.sign(key, SHA256()).public_bytes(Encoding.PEM).decode(), context
