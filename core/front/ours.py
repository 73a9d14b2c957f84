"""The front door that GoFerry builds: Caddy, deployed as a service like any other."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

from core.build.brought import laid_out
from core.service.model import Mode, Service

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home

NAME = "front"
FOLDER = f"/etc/{NAME}/sites"
_SOURCES = ("go.mod", "go.sum", "main.go", "newest.go")
_CADDYFILE = "Caddyfile"


def sources(home: Home) -> Path:
    """Put the sources where Go can build them, and return their folder; go.sum pins every byte."""
    texts = {name: _resource(name) for name in _SOURCES} | {_CADDYFILE: configuration()}
    return laid_out(home, NAME, texts)


def configuration() -> str:
    """What travels with the program, and names its sources: a server that has another is older."""
    sources = "".join(map(_resource, _SOURCES))
    return f"{_resource(_CADDYFILE)}\n# Sources: {hashlib.sha256(sources.encode()).hexdigest()}\n"


def service(folder: Path) -> Service:
    """Describe it as a service: systemd holds its ports, so that requests wait at an update."""
    return Service(
        name=NAME,
        port=80,
        health_path="/health",
        ports=("https=443/https", "http3=443/udp"),
        mode=Mode.SOCKET,
        drain=10,  # new visitors of all domains wait until the old one has ended
        args=("run", "--config", _CADDYFILE, "--adapter", "caddyfile"),
        includes=(folder / _CADDYFILE,),
        includes_from=folder,
    )


def _resource(name: str) -> str:
    return files("resources").joinpath("front", name).read_text("utf-8")
