"""The front door that GoFerry builds: Caddy, deployed as a service like any other."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from core.home import write_whole
from core.service.model import Mode, Service

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home

NAME = "front"
FOLDER = f"/etc/{NAME}/sites"
_SOURCES = ("go.mod", "go.sum", "main.go", "Caddyfile")


def sources(home: Home) -> Path:
    """Put the sources where Go can build them, and return their folder; go.sum pins every byte."""
    folder = home.cache / NAME
    for name in _SOURCES:
        content = _resource(name).encode()
        file = folder / name
        if not file.is_file() or file.read_bytes() != content:
            write_whole(file, content, mode=0o644)
    return folder


def configuration() -> str:
    """What travels with the program; where a server has another one, its front door is older."""
    return _resource("Caddyfile")


def service(folder: Path) -> Service:
    """Describe it as a service: systemd holds its ports, so that requests wait at an update."""
    return Service(
        name=NAME,
        port=80,
        health_path="/health",
        ports=("https=443/https", "http3=443/udp"),
        mode=Mode.SOCKET,
        args=("run", "--config", "Caddyfile", "--adapter", "caddyfile"),
        includes=(folder / "Caddyfile",),
        includes_from=folder,
    )


def _resource(name: str) -> str:
    return files("resources").joinpath("front", name).read_text("utf-8")
