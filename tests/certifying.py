"""A certificate authority of this computer's own (Pebble), and what names lead to for it."""

from __future__ import annotations

import json
import os
import ssl
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import Request, urlopen

from core.toolchain import choose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.testbed import Server

_MODULE = "github.com/letsencrypt/pebble/v2"
_VERSION = "v2.10.3"
_KEPT = Path.home() / ".cache" / "goferry" / f"pebble-{_VERSION}"
_PROGRAMS = ("pebble", "pebble-challtestsrv")
_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Authority:
    """A running authority, as one server sees it: its directory, and the file of its root."""

    url: str
    root: Path
    management: str
    names: str

    def leads(self, domain: str, address: str) -> None:
        """Let a name lead somewhere for the authority; every other leads to the server."""
        _post(f"{self.names}/add-a", {"host": f"{domain}.", "addresses": [address]})

    def issuer(self) -> bytes:
        """The root of the certificates that it makes: another one with each start."""
        context = ssl.create_default_context(cafile=str(self.root))
        context.check_hostname = False
        url = f"{self.management}/roots/0"
        with urlopen(url, context=context, timeout=10) as reply:  # noqa: S310 - our own
            return bytes(reply.read())


@contextmanager
def authority(server: Server, folder: Path, *, days: float = 90) -> Iterator[Authority]:
    """Run one that this server reaches as https://pebble:14000; its certificates last so long."""
    programs = _programs()
    gateway = str(next(server.machine.subnet.hosts()))
    sources = _sources()
    folder.mkdir(exist_ok=True)
    config = folder / "pebble.json"
    config.write_text(json.dumps(_config(gateway, sources, days)), "utf-8")
    quick = {"PEBBLE_VA_NOSLEEP": "1", "PEBBLE_WFE_NONCEREJECT": "0", "PEBBLE_AUTHZREUSE": "0"}
    names = ("-dnsserver", f"{gateway}:8053")
    off = [word for one in ("http01", "https01", "tlsalpn01", "doh") for word in (f"-{one}", "")]
    here = ("-defaultIPv4", server.address, "-defaultIPv6", "", "-management", f"{gateway}:8055")
    words = (
        (programs[0], "-config", str(config), *names),
        (programs[1], *names, *off, *here),
    )
    with (folder / "pebble.log").open("wb") as log:
        running = [
            subprocess.Popen(one, env=os.environ | quick, stdout=log, stderr=log) for one in words
        ]
        before = server.run("cat /etc/hosts")
        server.run(f"echo '{gateway} pebble' >>/etc/hosts")
        try:
            found = Authority(
                url="https://pebble:14000/dir",
                root=sources / "test" / "certs" / "pebble.minica.pem",
                management=f"https://{gateway}:15000",
                names=f"http://{gateway}:8055",
            )
            _wait(found)
            yield found
        finally:
            for one in running:
                one.terminate()
            for one in running:
                one.wait(_SECONDS)
            server.run(f"cat >/etc/hosts <<'END'\n{before}END\n")


def _programs() -> list[str]:
    """Build both once; the version pins them, and Go's checksum database vouches for it."""
    found = [_KEPT / name for name in _PROGRAMS]
    if not all(one.exists() for one in found):
        words = [f"{_MODULE}/cmd/{name}@{_VERSION}" for name in _PROGRAMS]
        go = (str(choose().program), "install", *words)
        subprocess.run(go, env=os.environ | {"GOBIN": str(_KEPT)}, check=True)
    return [str(one) for one in found]


def _sources() -> Path:
    """Where Go keeps the module, with the certificates of Pebble's own tests."""
    words = (str(choose().program), "mod", "download", "-json", f"{_MODULE}@{_VERSION}")
    told = subprocess.run(words, check=True, capture_output=True, text=True)
    return Path(json.loads(told.stdout)["Dir"])


def _config(gateway: str, sources: Path, days: float) -> dict[str, object]:
    localhost = sources / "test" / "certs" / "localhost"
    return {
        "pebble": {
            "listenAddress": f"{gateway}:14000",
            "managementListenAddress": f"{gateway}:15000",
            "certificate": str(localhost / "cert.pem"),
            "privateKey": str(localhost / "key.pem"),
            "httpPort": 80,
            "tlsPort": 443,
            "ocspResponderURL": "",
            "externalAccountBindingRequired": False,
            "retryAfter": {"authz": 1, "order": 1},
            "keyAlgorithm": "ecdsa",
            "profiles": {
                "default": {"description": "For tests", "validityPeriod": round(days * 86_400)}
            },
        }
    }


def _wait(one: Authority) -> None:
    until = time.monotonic() + _SECONDS
    while True:
        try:
            one.issuer()
        except OSError:
            assert time.monotonic() < until, "the authority does not start"
            time.sleep(0.1)
        else:
            return


def _post(url: str, value: dict[str, object]) -> None:
    with urlopen(Request(url, json.dumps(value).encode()), timeout=10):  # noqa: S310 - our own
        pass
