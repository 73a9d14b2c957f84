"""A module server on the loopback that goes wrong on purpose, for record_go_output.

What it does stands in the address: `/404/…` answers with that status, `/page/…` with a web page
as captive portals do, `/cut/…` ends in the middle, `/zip/…` offers a module that is no archive.
"""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import hashlib
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOCAL = "127.0.0.1"
_DAY = dt.timedelta(days=1)
_ED25519 = b"\x01"


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        fault, _, wanted = self.path.lstrip("/").partition("/")
        if fault.isdigit():
            self._send(b"not for you\n", status=int(fault))
        elif fault == "page":
            self._send(b"<!DOCTYPE html><title>Please log in</title>\n")
        elif fault == "cut":
            self._send(b'{"Version":', claimed=1000)
        elif wanted.endswith(".mod"):
            self._send(b"module example.com/never\n")
        elif wanted.endswith(".info"):
            self._send(b'{"Version":"v1.0.0"}')
        else:
            self._send(b"PK, or so it seems")

    def _send(self, body: bytes, *, status: int = 200, claimed: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if claimed is None else claimed))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its own name
        """Say nothing."""


@contextlib.contextmanager
def module_servers(folder: Path) -> Iterator[dict[str, str]]:
    """Serve with no certificate and with three bad ones; give each one's address by its name."""
    today = dt.datetime.now(dt.UTC)
    wrong = {
        "untrusted": _certificate(folder, "untrusted", _LOCAL, until=today + _DAY),
        "expired": _certificate(folder, "expired", _LOCAL, until=today - _DAY),
        "another": _certificate(folder, "another", "127.0.0.2", until=today + _DAY),
    }
    with contextlib.ExitStack() as running:
        plain = running.enter_context(_serving(None))
        addresses = {
            "http": f"http://{plain}",
            "plain_tls": f"https://{plain}",
            "checksums": _checksum_server("modules.example"),
        }
        for name, file in wrong.items():
            addresses[name] = f"https://{running.enter_context(_serving(file))}"
            addresses[f"{name}_file"] = str(file)
        yield addresses


@contextlib.contextmanager
def _serving(certificate: Path | None) -> Iterator[str]:
    server = ThreadingHTTPServer((_LOCAL, 0), _Answers)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # refused is what we want
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"{_LOCAL}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _certificate(folder: Path, name: str, host: str, *, until: dt.datetime) -> Path:
    """Sign a certificate for a host with its own key, as nobody's authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "modules.example")])
    hosts = x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))])
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(until - 10 * _DAY)
        .not_valid_after(until)
        .add_extension(hosts, critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = folder / f"{name}.pem"
    file.write_bytes(secret + made.public_bytes(pem))
    return file


def _checksum_server(name: str) -> str:
    """Give the name of a checksum server with a key of its own, as GOSUMDB wants it."""
    key = _ED25519 + bytes(range(32))
    mark = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4].hex()
    return f"{name}+{mark}+{base64.b64encode(key).decode()}"
