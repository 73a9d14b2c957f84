"""A registry on loopback as the OCI distribution specification has it, with faults on wish.

It keeps what came of a part that was cut, as the specification asks for; with `forgets` an upload
that was cut is lost, as with Docker's own registry.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    import ssl

_UPLOAD = re.compile(r"/v2/(?P<name>.+)/blobs/uploads/(?P<id>[0-9]*)")
_BLOB = re.compile(r"/v2/(?P<name>.+)/blobs/(?P<digest>sha256:[0-9a-f]{64})")
_MANIFEST = re.compile(r"/v2/(?P<name>.+)/manifests/(?P<tag>[^/]+)")
_PIECE = 4096


@dataclass
class Registry:
    """What it holds, what it saw, and how it behaves; its fields may be changed at any time.

    `cuts` are the bytes after which parts are cut, one after the other; `wants` is "", "basic" or
    "bearer", for `user` and `password`; `replies` are statuses by method that come instead.
    """

    cuts: list[int] = field(default_factory=list)
    forgets: bool = False
    wants: str = ""
    user: str = "me"
    password: str = "hush"
    realm: str = ""
    replies: dict[str, int] = field(default_factory=dict)
    token_lives: int = 1_000_000  # requests
    blobs: dict[str, bytes] = field(default_factory=dict)
    tags: dict[str, bytes] = field(default_factory=dict)
    uploads: dict[str, bytearray] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    logins: list[str] = field(default_factory=list)
    received: int = 0
    tls: ssl.SSLContext | None = None
    reached: threading.Event = field(default_factory=threading.Event)
    held: threading.Event | None = None

    def __enter__(self) -> Self:
        handler = type("Handler", (_Handler,), {"of": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        if self.tls is not None:
            self._server.socket = self.tls.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.held is not None:
            self.held.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def name(self) -> str:
        """An image's name here."""
        return f"127.0.0.1:{self.port}/team/shop:1.2"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    of: Registry

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def parse_request(self) -> bool:
        """Count, and let the wishes for this method come first."""
        if not super().parse_request():
            return False
        self.of.seen[self.command] += 1
        if self.path.startswith("/token"):
            self._token()
            return False
        if not self._may():
            return False
        if status := self.of.replies.get(self.command, 0):
            self._body()
            self._reply(status, body=_errors("MADE_UP", "no \x1b[31mway"))
            return False
        return True

    def do_HEAD(self) -> None:
        found = _BLOB.fullmatch(self.path)
        self._reply(200 if found and found["digest"] in self.of.blobs else 404)

    def do_GET(self) -> None:
        upload = self.of.uploads.get(self._upload_id())
        if upload is None:
            self._reply(404, body=_errors("BLOB_UPLOAD_UNKNOWN", "unknown"))
        else:
            self._reply(204, self._where(self._upload_id()))

    def do_POST(self) -> None:
        name = str(len(self.of.uploads) + 1)
        self.of.uploads[name] = bytearray()
        self._reply(202, self._where(name))

    def do_PATCH(self) -> None:
        name = self._upload_id()
        upload = self.of.uploads.get(name)
        start = int(self.headers.get("Content-Range", "0-").partition("-")[0])
        if upload is None or start != len(upload):
            self._body()
            self._reply(404 if upload is None else 416, body=_errors("RANGE_INVALID", "range"))
            return
        if self._take(upload):
            self._reply(202, self._where(name))
        elif self.of.forgets:
            del self.of.uploads[name]

    def do_PUT(self) -> None:
        if found := _MANIFEST.fullmatch(self.path):
            content = self._body()
            self.of.tags[found["tag"]] = content
            self._reply(201, {"Docker-Content-Digest": _digest(content)})
            return
        content = bytes(self.of.uploads.pop(self._upload_id(), b""))
        if _digest(content) != parse_qs(urlsplit(self.path).query)["digest"][0]:
            self._reply(400, body=_errors("DIGEST_INVALID", "other bytes"))
            return
        self.of.blobs[_digest(content)] = content
        self._reply(201)

    def _take(self, upload: bytearray) -> bool:
        """Take a part in; tell whether all of it came."""
        left = int(self.headers["Content-Length"])
        while left:
            if self.of.cuts and self.of.received >= self.of.cuts[0]:
                self.of.cuts.pop(0)
                self.close_connection = True
                self.connection.shutdown(2)
                return False
            if self.of.held is not None:
                self.of.reached.set()
                self.of.held.wait(30)
            piece = self.rfile.read(min(left, _PIECE))
            if not piece:
                return False
            upload += piece
            left -= len(piece)
            self.of.received += len(piece)
        return True

    def _may(self) -> bool:
        if not self.of.wants:
            return True
        told = self.headers.get("Authorization", "")
        self.of.logins.append(told)
        if self.of.wants == "basic" and told == self._basic():
            return True
        if self.of.wants == "bearer" and told == f"Bearer token{self.of.seen['token']}":
            self.of.seen["asked"] += 1
            if self.of.seen["asked"] % self.of.token_lives:
                return True
        self._body()
        realm = self.of.realm or f"http://127.0.0.1:{self.of.port}/token"
        asks = {
            "basic": 'Basic realm="made up"',
            "bearer": f'Bearer realm="{realm}",service="made up",scope="repository:x:pull"',
        }.get(self.of.wants, self.of.wants)
        self._reply(401, {"WWW-Authenticate": asks}, body=_errors("UNAUTHORIZED", "log in"))
        return False

    def _basic(self) -> str:
        pair = f"{self.of.user}:{self.of.password}".encode()
        return f"Basic {base64.b64encode(pair).decode()}"

    def _token(self) -> None:
        form = parse_qs(self._body().decode() or urlsplit(self.path).query)
        self.of.logins.append(self.headers.get("Authorization", "") or str(form))
        right = self.headers.get("Authorization") == self._basic()
        if not right and form.get("refresh_token") != [self.of.password]:
            self._reply(401, body=_errors("UNAUTHORIZED", "wrong"))
            return
        assert form["scope"] == ["repository:team/shop:pull,push"]
        self.of.seen["token"] += 1
        body = json.dumps({"token": f"token{self.of.seen['token']}"}).encode()
        self._reply(200, body=body)

    def _upload_id(self) -> str:
        found = _UPLOAD.fullmatch(urlsplit(self.path).path)
        return found["id"] if found else ""

    def _where(self, name: str) -> dict[str, str]:
        last = max(len(self.of.uploads[name]) - 1, 0)
        return {"Location": f"/v2/team/shop/blobs/uploads/{name}?s=1", "Range": f"0-{last}"}

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", "0")))

    def _reply(
        self, status: int, headers: dict[str, str] | None = None, *, body: bytes = b""
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _errors(code: str, message: str) -> bytes:
    told: dict[str, Any] = {"errors": [{"code": code, "message": message}]}
    return json.dumps(told).encode()


def _digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"
