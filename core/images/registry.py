"""The door to a registry: HTTP as the OCI distribution specification has it, with logins.

The standard library does it: what a push needs beyond that (going on after a cut, a progress while
a body is sent) no HTTP library has. TLS is always checked; without it only this computer is asked.
"""

from __future__ import annotations

import http.client
import re
import ssl
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from core.codec import object_in
from core.images import registry_words
from core.images.reference import is_loopback
from core.images.reply import Reply
from core.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.images.credentials import Login
    from core.images.reference import Reference
    from core.problems import Problem

_SECONDS = 60.0  # of silence, until a line counts as cut
_LARGEST_REPLY = 1 << 20
_PARAMETER = re.compile(r'([a-z]+)="([^"]*)"')
_UNAUTHORIZED = 401
_OWN_AUTHORITIES = Path("/etc/docker/certs.d")


class CutError(Exception):
    """The line broke, or fell silent: what was asked may or may not have been done."""


@dataclass(slots=True)
class Body:
    """What is sent: an iterator of pieces of `size` bytes in all, made anew for each try."""

    size: int
    pieces: Iterator[bytes]


class Registry:
    """One registry and one repository in it, asked by one thread at a time."""

    def __init__(self, reference: Reference, login: Login | None) -> None:
        self.reference = reference
        self._login = login
        self._header = ""  # of the login, once the registry said which it wants
        self._line: http.client.HTTPConnection | None = None
        self._place = ("", "")
        plain = reference.is_loopback
        self._root = f"{'http' if plain else 'https'}://{reference.api}"

    def url(self, rest: str) -> str:
        """Where something of this repository is asked for."""
        return f"{self._root}/v2/{quote(self.reference.path)}/{rest}"

    def ask(
        self,
        method: str,
        url: str,
        *,
        body: bytes | Body = b"",
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Ask once, and once more with a login where the registry wants one.

        Raises `CutError`, and `ProblemError` where asking again is of no use.
        """
        reply = self._once(method, url, body, headers or {})
        if reply.status != _UNAUTHORIZED:
            return reply
        self._log_in(reply)
        if isinstance(body, Body):
            raise CutError  # it has been sent; whoever sends it begins it anew
        reply = self._once(method, url, body, headers or {})
        if reply.status == _UNAUTHORIZED:
            raise ProblemError(self._refused(reply))
        return reply

    def next_place(self, reply: Reply, before: str) -> str:
        """Where an upload goes on: a registry may name a place of another host."""
        place = urljoin(before, reply.headers.get("location", before))
        parts = urlsplit(place)
        if parts.scheme == "https" or (parts.scheme == "http" and self._is_own(place)):
            return place
        raise ProblemError(registry_words.odd(self.reference, reply))

    def close(self) -> None:
        """End the connection; also from another thread, to end what is waited for."""
        line, self._line = self._line, None
        if line is not None:
            with suppress(OSError):
                if line.sock is not None:
                    line.sock.shutdown(2)
            line.close()

    def _is_own(self, url: str) -> bool:
        """Whether something is asked of the registry itself, which alone gets the login."""
        return urlsplit(url)[:2] == urlsplit(self._root)[:2]

    def _once(self, method: str, url: str, body: bytes | Body, headers: Mapping[str, str]) -> Reply:
        own = {"Authorization": self._header} if self._header and self._is_own(url) else {}
        return self._exchange(method, url, body, {**headers, **own})

    def _exchange(
        self, method: str, url: str, body: bytes | Body, headers: Mapping[str, str]
    ) -> Reply:
        size = body.size if isinstance(body, Body) else len(body)
        length = {"Content-Length": str(size)} if size or method != "GET" else {}
        try:
            line = self._connected(url)
            parts = urlsplit(url)
            target = f"{parts.path}?{parts.query}" if parts.query else parts.path
            pieces = body.pieces if isinstance(body, Body) else body or None
            line.request(method, target, pieces, {"User-Agent": "goferry", **headers, **length})
            got = line.getresponse()
            found = {name.lower(): value for name, value in got.getheaders()}
            reply = Reply(status=got.status, headers=found, body=got.read(_LARGEST_REPLY))
            if got.will_close or not got.isclosed():
                self.close()
        except ssl.SSLCertVerificationError as reason:
            self.close()
            raise ProblemError(registry_words.untrusted(self.reference, reason)) from reason
        except (OSError, http.client.HTTPException) as reason:
            self.close()
            raise CutError(str(reason) or type(reason).__name__) from reason
        return reply

    def _connected(self, url: str) -> http.client.HTTPConnection:
        parts = urlsplit(url)
        if self._line is not None and self._place == (parts.scheme, parts.netloc):
            return self._line
        self.close()
        self._line, self._place = _line_to(url), (parts.scheme, parts.netloc)
        return self._line

    def _log_in(self, reply: Reply) -> None:
        """Prepare the header that the registry asks for."""
        kind, _, rest = reply.headers.get("www-authenticate", "").partition(" ")
        if self._login is None and kind.lower() != "bearer":
            raise ProblemError(registry_words.login_needed(self.reference))
        if kind.lower() == "basic" and self._login is not None:
            if self._header == self._login.basic:
                raise ProblemError(registry_words.login_refused(self.reference, self._login.user))
            self._header = self._login.basic
        elif kind.lower() == "bearer":
            self._header = f"Bearer {self._token(dict(_PARAMETER.findall(rest)))}"
        else:
            raise ProblemError(registry_words.odd(self.reference, reply))

    def _token(self, asked: dict[str, str]) -> str:
        """Fetch a token for pushing from the place that the registry names."""
        realm, login = asked.get("realm", ""), self._login
        parts = urlsplit(realm)
        if parts.scheme != "https" and not (
            self.reference.is_loopback and parts.scheme == "http" and is_loopback(parts.netloc)
        ):
            raise ProblemError(registry_words.insecure_login(self.reference))
        wish = {
            "service": asked.get("service", ""),
            "scope": f"repository:{self.reference.path}:pull,push",
        }
        if login is not None and login.token:
            form = {**wish, "grant_type": "refresh_token", "client_id": "goferry"}
            body = urlencode({**form, "refresh_token": login.token}).encode()
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            reply = self._exchange("POST", realm, body, kind)
        else:
            header = {} if login is None else {"Authorization": login.basic}
            sign = "&" if parts.query else "?"
            reply = self._exchange("GET", f"{realm}{sign}{urlencode(wish)}", b"", header)
        return self._token_in(reply)

    def _token_in(self, reply: Reply) -> str:
        told = object_in(reply.body)
        found = told.get("token") or told.get("access_token")
        if reply.status == http.client.OK and isinstance(found, str) and found.isascii():
            return found
        raise ProblemError(self._refused(reply))

    def _refused(self, reply: Reply) -> Problem:
        if self._login is None:
            return registry_words.login_needed(self.reference)
        if reply.status in {400, 401, 403}:
            return registry_words.login_refused(self.reference, self._login.user)
        return registry_words.odd(self.reference, reply)


def _line_to(url: str) -> http.client.HTTPConnection:
    """Prepare a connection, by the proxy of this computer where it has one."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port
    if parts.scheme == "http":
        return http.client.HTTPConnection(host, port, timeout=_SECONDS)
    context = _trust(parts.netloc)
    proxy = "" if proxy_bypass(host) else getproxies().get("https", "")
    if not proxy:
        return http.client.HTTPSConnection(host, port, timeout=_SECONDS, context=context)
    between = urlsplit(proxy if "//" in proxy else f"http://{proxy}")
    line = http.client.HTTPSConnection(
        between.hostname or "", between.port or 8080, timeout=_SECONDS, context=context
    )
    line.set_tunnel(host, port or 443)
    return line


def _trust(host: str) -> ssl.SSLContext:
    """Trust what this computer trusts, and the authority that Docker was told of for a host."""
    context = ssl.create_default_context()
    folder = _OWN_AUTHORITIES / host
    with suppress(OSError, ssl.SSLError):
        for one in sorted(folder.glob("*.crt")):
            context.load_verify_locations(one)
    return context
