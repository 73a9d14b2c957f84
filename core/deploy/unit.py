"""The systemd units and the activation helper of a service, as text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING

from core.deploy import record
from core.deploy.layout import Layout
from core.deploy.model import Mode

if TYPE_CHECKING:
    from core.deploy.model import Service

_PLACE = re.compile(r"@([A-Z_]+)@")
_FIRST_FREE_PORT = 1024  # below, Linux asks for a capability
_LONGEST_START = 60  # seconds; at boot other things may be slow, too
_HELPER_PARTS = ("words", "health", "publish", "switch", "changes", "door")


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that belongs on the server: where, its whole text, and its mode."""

    path: str
    content: str
    mode: int = 0o644


def units(service: Service) -> tuple[File, ...]:
    """Return every unit of the service, the main one first."""
    layout = Layout(service.name)
    names = {
        layout.unit: _service(service),
        f"{service.name}-try@.service": _rehearsal(service),
        f"{service.name}-recover.service": _filled("recover.unit", _places(service)),
    }
    if service.mode is not Mode.RESTART:
        names[f"{service.name}.socket"] = _socket(service, listen=str(service.port), owner="")
        names[f"{service.name}-try@.socket"] = _socket(
            service, listen="127.0.0.1:%i", owner=f"Service={service.name}-try@%i.service"
        )
    if service.mode is Mode.SHARED:
        release = f"{layout.root}/releases/%i"
        names[f"{service.name}-next@.service"] = _filled(
            "candidate.unit", _running(service, release)
        )
    return tuple(
        File(path=layout.unit_file(name), content=content) for name, content in names.items()
    )


def wanted(service: Service) -> tuple[File, ...]:
    """Return all files that must be on the server before a release can come."""
    note = File(path=f"{Layout(service.name).state}/service.json", content=record.text(service))
    return (helper(service), *units(service), note)


def possible_paths(service: Service) -> tuple[str, ...]:
    """Return where files of any mode would lie: another mode may have left some."""
    modes = (wanted(replace(service, mode=mode)) for mode in Mode)
    return tuple(dict.fromkeys(file.path for found in modes for file in found))


def helper(service: Service) -> File:
    """Return the root-owned program that publishes, switches, probes and returns."""
    template = "".join(_resource(f"activate/{part}.sh") for part in _HELPER_PARTS)
    content = _fill(template, _places(service))
    return File(path=Layout(service.name).helper, content=content, mode=0o755)


def _service(service: Service) -> str:
    places = _running(service, f"{Layout(service.name).root}/current")
    return _filled("service.unit", places | _socket_lines(service, f"{service.name}.socket"))


def _rehearsal(service: Service) -> str:
    places = _running(service, f"{Layout(service.name).root}/rehearsal")
    return _filled(
        "rehearsal.unit", places | _socket_lines(service, f"{service.name}-try@%i.socket")
    )


def _socket(service: Service, *, listen: str, owner: str) -> str:
    return _filled("socket.unit", _places(service) | {"LISTEN": listen, "SOCKET_SERVICE": owner})


def _socket_lines(service: Service, socket: str) -> dict[str, str]:
    if service.mode is Mode.RESTART:
        return {"NEEDS_SOCKET": "", "SOCKETS": ""}
    return {
        "NEEDS_SOCKET": f"Requires={socket}\nAfter={socket}",
        "SOCKETS": f"Sockets={socket}",
    }


def _running(service: Service, release: str) -> dict[str, str]:
    places = _places(service) | {"RELEASE": release}
    return places | {
        "RUN": _filled("run.conf", places).rstrip(),
        "SANDBOX": _filled("sandbox.conf", places).rstrip(),
    }


def _places(service: Service) -> dict[str, str]:
    layout = Layout(service.name)
    own_port = service.mode is Mode.RESTART
    needs_capability = own_port and service.port < _FIRST_FREE_PORT
    health = service.health
    return {
        "SERVICE": service.name,
        "STATE": layout.state,
        "HELPER": layout.helper,
        "MODE": service.mode.value,
        "REHEARSE": "yes" if service.rehearse else "no",
        "TYPE": "exec" if own_port else "notify",
        "PORT": str(service.port),
        "CAPABILITY": "CAP_NET_BIND_SERVICE" if needs_capability else "",
        "HEALTH_PATH": service.health_path,
        "START_DELAY": f"{health.start_delay:g}",
        "PERIOD": f"{health.period:g}",
        "TIMEOUT": f"{health.timeout:g}",
        "THRESHOLD": str(health.threshold),
        "DEADLINE": str(health.deadline),
        "START_TIMEOUT": str(max(_LONGEST_START, health.deadline)),
        "WATCH": str(health.watch),
        "LOWEST": str(health.lowest),
        "HIGHEST": str(health.highest),
        "KEEP": str(service.keep_releases),
    }


def _filled(name: str, places: dict[str, str]) -> str:
    return _fill(_resource(name), places)


def _fill(template: str, places: dict[str, str]) -> str:
    """Put the values in; a line that is nothing but an empty place is left out."""
    lines = []
    for line in template.splitlines():
        alone = _PLACE.fullmatch(line)
        if alone and not places[alone[1]]:
            continue
        lines.append(_PLACE.sub(lambda found: places[found[1]], line))
    return "\n".join(lines) + "\n"


def _resource(name: str) -> str:
    return files("resources").joinpath("units", name).read_text("utf-8")
