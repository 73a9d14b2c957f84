"""The front door on a real server: certificates from a real authority, told as they are."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.events import unheard
from core.front import standing
from core.home import Home
from core.problems import Problem, ProblemError
from core.service.model import Mode
from core.usecases import fronting, operating
from core.usecases.fronting import FrontWish
from tests import programs
from tests.certifying import authority
from tests.deploying import deploy, on, remove, service
from tests.front_load.client import asking, built
from tests.long import few

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.ssh.connection import Connection
    from core.usecases.fronting import Fronted
    from tests.certifying import Authority
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]

# Caddy is built once for all runs: two minutes, the first time.
HOME = Home.find(Path.home() / ".cache" / "goferry" / "front-home")
LIFE = 24  # seconds of a certificate, so that it is old within a test
PATIENCE = 60.0
# Caddy looks for old certificates every ten minutes; here there are none so old.
OFTEN = """
printf '# Written by GoFerry.\\nrenew_interval 1s\\n' >/etc/front/sites/often.global
systemctl restart front
"""


@pytest.fixture
def ca(debian: Server, tmp_path: Path) -> Iterator[Authority]:
    """An authority whose certificates do not last, and a service behind the door."""
    deploy(debian, tmp_path, programs.release(), service(Mode.SHARED))
    try:
        with authority(debian, tmp_path / "ca", days=LIFE / 86_400) as running:
            yield running
    finally:
        remove(debian, "front")
        remove(debian)


def front(server: Server, folder: Path, ca: Authority, *domains: str) -> tuple[Fronted, ...]:
    wish = FrontWish(domains=domains, service="web", acme=ca.url, acme_root=ca.root)

    async def work(one: Connection) -> tuple[Fronted, ...]:
        return await fronting.front(HOME, one, wish, report=unheard)

    return on(server, folder, work)


def listed(server: Server, folder: Path) -> dict[str, Fronted]:
    found = on(server, folder, fronting.listed)
    return {one.site.domain: one for one in found}


def ask(
    server: Server, domain: str, *, trusts: bytes | None = None, port: int = 443
) -> http.client.HTTPResponse:
    """Ask as a browser does: with a root that it trusts, or looking away."""
    plain = socket.create_connection((server.address, port), timeout=30)
    line = plain if port != 443 else _context(trusts).wrap_socket(plain, server_hostname=domain)
    line.sendall(f"GET /greet HTTP/1.1\r\nHost: {domain}\r\nConnection: close\r\n\r\n".encode())
    reply = http.client.HTTPResponse(line)
    reply.begin()
    reply.read()
    line.close()
    return reply


def _context(trusts: bytes | None) -> ssl.SSLContext:
    context = ssl.create_default_context(cadata=trusts.decode() if trusts else None)
    if trusts is None:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def proof(server: Server, domain: str) -> tuple[bytes, str | None]:
    """The certificate that is shown now, and the protocol that is spoken."""
    context = _context(None)
    context.set_alpn_protocols(["h2", "http/1.1"])
    with (
        socket.create_connection((server.address, 443), timeout=30) as plain,
        context.wrap_socket(plain, server_hostname=domain) as line,
    ):
        return line.getpeercert(binary_form=True) or b"", line.selected_alpn_protocol()


def invocation(server: Server) -> str:
    return server.run("systemctl show front --property=InvocationID --value")


def test_certificates_come_are_renewed_and_are_told_truthfully(
    debian: Server, tmp_path: Path, ca: Authority
) -> None:
    (first,) = front(debian, tmp_path, ca, "app.example.test")
    assert first.certificate.valid, first
    assert first.certificate.issuer.startswith("Pebble Intermediate CA")
    assert first.certificate.problem is None
    reply = ask(debian, "app.example.test", trusts=ca.issuer())
    assert (reply.status, reply.headers["X-Content-Type-Options"]) == (200, "nosniff")
    assert "Server" not in reply.headers
    assert 'h3=":443"' in reply.headers["Alt-Svc"]
    shown, protocol = proof(debian, "app.example.test")
    assert protocol == "h2"
    plain = ask(debian, "app.example.test", port=80)
    assert (plain.status, plain.headers["Location"]) == (308, "https://app.example.test/greet")
    exposed = "ss -Hltnup | grep -v sshd | awk '{ print $1, $5 }' | sort -u"
    assert debian.run(exposed).split("\n")[:-1] == [
        *("tcp *:443", "tcp *:80", "tcp *:8080", "udp *:443"),
    ]

    seen = on(debian, tmp_path, lambda one: operating.look(one, "web"))
    assert seen.domains == tuple(listed(debian, tmp_path).values())
    hidden = on(debian, tmp_path, lambda one: standing.before(one, "web"), user="guest")
    assert isinstance(hidden, Problem)
    assert hidden.code == "front_hidden"

    debian.run(OFTEN)
    before = invocation(debian)
    ca.leads("bad.example.test", "127.0.0.9")
    good, bad = front(debian, tmp_path, ca, "b.example.test", "bad.example.test")
    assert (good.certificate.valid, bad.certificate.valid) == (True, False)
    assert "127.0.0.9" in str(bad.certificate.problem)
    assert invocation(debian) == before, "a new domain is no restart"
    assert ask(debian, "b.example.test", trusts=ca.issuer()).status == 200

    debian.run("printf 'x.example.test {\\n nonsense\\n}\\n' >/etc/front/sites/x.caddy")
    with pytest.raises(ProblemError) as refused:
        front(debian, tmp_path, ca, "c.example.test")
    assert refused.value.problem.code == "site_refused"
    assert "nonsense" in str(refused.value.problem.why)
    debian.run("rm /etc/front/sites/x.caddy")
    assert sorted(listed(debian, tmp_path)) == [
        *("app.example.test", "b.example.test", "bad.example.test"),
    ]

    changed(debian, "app.example.test", shown)
    ca.leads("app.example.test", "127.0.0.9")
    debian.run("systemctl stop web.service web.socket")
    away = ask(debian, "app.example.test")
    assert (away.status, away.headers["Retry-After"]) == (503, "10")
    debian.run("systemctl start web.socket web.service")
    told = until_told(debian, tmp_path, "app.example.test", "127.0.0.9")
    assert "last renewal ended with" in told
    assert proof(debian, "app.example.test")[0] != shown, "the last good one is kept"
    kept = ask(debian, "app.example.test", trusts=ca.issuer())
    assert kept.status == 200, "the site is never down"
    left = on(debian, tmp_path, lambda one: fronting.remove(one, "app.example.test"))
    assert [one.site.domain for one in left] == ["b.example.test", "bad.example.test"]
    remove(debian, "front")
    assert debian.run("ls -d /etc/front /opt/front", check=False) == ""


@pytest.mark.parametrize("words", few([("-keep",), ()]))
def test_http3_loses_nothing_when_the_service_is_deployed_anew_and_a_domain_comes(
    debian: Server, tmp_path: Path, ca: Authority, words: tuple[str, ...]
) -> None:
    program = built(tmp_path)
    front(debian, tmp_path, ca, "app.example.test")
    with asking(program, debian.address, "-http", "3", *words, rate=20) as told:
        deploy(debian, tmp_path, programs.release(version="2"), service(Mode.SHARED))
        front(debian, tmp_path, ca, "b.example.test")
        time.sleep(5.0)  # the older of two servers ends three seconds after the reload
    assert (told["lost"], told["protos"]) == ({}, {"HTTP/3.0": told["sent"]})
    assert len(told["releases"]) > 1


def changed(server: Server, domain: str, before: bytes) -> None:
    """Wait until another certificate is shown."""
    until = time.monotonic() + PATIENCE
    while proof(server, domain)[0] == before:
        assert time.monotonic() < until, "it was not renewed"
        time.sleep(0.2)


def until_told(server: Server, folder: Path, domain: str, words: str) -> str:
    """What is said of a certificate once it holds these words."""
    until = time.monotonic() + PATIENCE
    while words not in (told := str(listed(server, folder)[domain].certificate.problem)):
        assert time.monotonic() < until, told
        time.sleep(0.5)
    return told
