"""Web servers that are there keep all they have: the real ones of Debian get one site more."""

from __future__ import annotations

import http.client
import shutil
import socket
import ssl
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.events import unheard
from core.home import Home
from core.problems import ProblemError
from core.service.model import Mode
from core.usecases import fronting
from core.usecases.fronting import Door, FrontWish
from tests import programs, testbed
from tests.deploying import deploy, on, service
from tests.made_up_line import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.ssh.connection import Connection
    from core.usecases.fronting import Fronted
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]

DOMAIN = "app.example.test"
_HELD = Path.home() / ".cache" / "goferry" / "web-servers"


@dataclass(frozen=True)
class Kind:
    """A web server as Debian has it: its packages, its folder, and what its owner did to it."""

    door: Door
    unit: str
    packages: tuple[str, ...]
    folder: str
    sites: str
    owner: str = ""


_LIBRARIES = (
    *("libapr1", "libaprutil1", "libexpat1", "media-types"),
    *("perl", "perl-modules-5.36", "libperl5.36"),  # for a2enmod
)
KINDS = [
    Kind(Door.NGINX, "nginx", ("nginx", "nginx-common"), "/etc/nginx", "/etc/nginx/conf.d"),
    Kind(
        Door.APACHE,
        "apache2",
        ("apache2", "apache2-bin", "apache2-data", "apache2-utils", *_LIBRARIES),
        "/etc/apache2",
        "/etc/apache2/sites-enabled",
        "a2enmod --quiet proxy proxy_http headers; systemctl restart apache2",
    ),
    Kind(
        Door.CADDY,
        "caddy",
        ("caddy",),
        "/etc/caddy",
        "/etc/caddy/sites",
        """
mkdir /etc/caddy/sites
{ printf '{\\n\\tlocal_certs\\n\\tskip_install_trust\\n}\\n'
  cat /etc/caddy/Caddyfile
  printf '\\nimport sites/*.caddy\\n'
} >/etc/caddy/new
mv /etc/caddy/new /etc/caddy/Caddyfile
systemctl restart caddy
""",
    ),
]


def _packages(kind: Kind) -> Path:
    """Return a folder with the packages; skip where they cannot be had."""
    held = _HELD / kind.unit
    if not held.exists():
        _HELD.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f"{kind.unit}.", dir=_HELD))
        words = ("apt-get", "-o", "APT::Sandbox::User=root", "download", *kind.packages)
        try:
            subprocess.run(words, cwd=beside, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            shutil.rmtree(beside)
            pytest.skip(f"the packages of {kind.unit} are not in the cache, and apt has none")
        beside.rename(held)
    return held


@contextmanager
def served(kind: Kind, folder: Path) -> Iterator[Server]:
    """A server that has the web server, and a service on port 8080."""
    packages = _packages(kind)
    with testbed.boot() as server:
        shutil.copytree(packages, f"/proc/{server.machine.leader}/root/opt/debs")
        # What else they are said to need, is for modules and commands that nobody uses here.
        server.run("dpkg --force-depends -i /opt/debs/*.deb </dev/null")
        server.run(kind.owner or ":")
        deploy(server, folder, programs.release(), service(Mode.SHARED))
        yield server


def front(server: Server, folder: Path, domain: str = DOMAIN) -> tuple[Fronted, ...]:
    home = Home.find(folder / "home")
    wish = FrontWish(domains=(domain,), service="web")

    async def work(one: Connection) -> tuple[Fronted, ...]:
        return await fronting.front(home, one, wish, report=unheard)

    return on(server, folder, work)


def state(server: Server, kind: Kind) -> str:
    """Every file of the web server's configuration, with its owner, mode and content."""
    files = "find . -exec stat -c '%n %U %a %F' {} +; find . -type f -exec sha256sum {} +"
    return server.run(f"cd {kind.folder}; {files}")


def asked(server: Server, *, tls: bool) -> int:
    """Return how the site answers, by a certificate of the server's own."""
    plain = socket.create_connection((server.address, 443 if tls else 80), timeout=30)
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    line = context.wrap_socket(plain, server_hostname=DOMAIN) if tls else plain
    line.sendall(f"GET /greet HTTP/1.1\r\nHost: {DOMAIN}\r\nConnection: close\r\n\r\n".encode())
    reply = http.client.HTTPResponse(line)
    reply.begin()
    reply.read()
    line.close()
    return reply.status


@pytest.mark.parametrize("kind", KINDS, ids=[one.unit for one in KINDS])
def test_one_that_is_there_gets_a_site_and_keeps_all_else(kind: Kind, tmp_path: Path) -> None:
    with served(kind, tmp_path) as server:
        before = state(server, kind)
        run = server.run(f"systemctl show {kind.unit} --property=InvocationID --value")
        (site,) = front(server, tmp_path)
        assert (site.site.door, site.site.port) == (kind.door, 8080)
        fetches = kind.door is Door.CADDY
        assert site.certificate.valid is fetches, site
        # A reload of nginx or Apache returns before the workers of before let go of the port.
        assert eventually(lambda: asked(server, tls=fetches) == 200)
        with_site = state(server, kind)
        server.run(f"ls {kind.sites}/goferry-{DOMAIN}*")

        broken = f"{kind.sites}/broken.{'caddy' if fetches else 'conf'}"
        server.run(f"printf 'nonsense {{\\n x y z\\n' >{broken}")
        with pytest.raises(ProblemError) as refused:
            front(server, tmp_path, "b.example.test")
        assert refused.value.problem.code == "site_refused"
        assert "broken" in str(refused.value.problem.details)
        server.run(f"rm {broken}")
        server.run("systemctl stop web.service web.socket")
        assert asked(server, tls=fetches) == 503, "it is looked after"
        server.run("systemctl start web.socket web.service")
        assert state(server, kind) == with_site
        assert asked(server, tls=fetches) == 200

        on(server, tmp_path, lambda one: fronting.remove(one, DOMAIN))
        assert state(server, kind) == before
        again = server.run(f"systemctl show {kind.unit} --property=InvocationID --value")
        assert again == run, "it was reloaded, and not restarted"
