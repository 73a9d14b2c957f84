"""The systemd units and the activation helper of a service, as text."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from core.ports import FIRST_FREE_PORT, HIGHEST_PORT
from core.service import helper_table, marks, record
from core.service.layout import Layout
from core.service.model import Mode, Scope
from core.service.sound import must_be_sound

if TYPE_CHECKING:
    from core.service.model import Limits, Service

_PLAIN = re.compile(r"[A-Za-z0-9_./:-]")  # letters that mean nothing but themselves in a unit
_PLACE = re.compile(r"@([A-Z_]+)@")
_LONGEST_START = 60  # seconds; at boot other things may be slow, too
_PROXY_STEP = 10_000  # from the public port to those behind the proxy
_HELPER_PARTS = (
    "activate/words", "activate/health", "login", "activate/uploads", "activate/environment",
    "activate/secrets", "activate/publish", "activate/whole", "activate/switch", "activate/changes",
    "activate/door",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that belongs on the server: where, its whole text, and its mode."""

    path: str
    content: str
    mode: int = 0o644


def units(service: Service) -> tuple[File, ...]:
    """Return every unit of the service, the main one first."""
    layout = Layout.of(service)
    names = {
        layout.unit: _service(service),
        f"{service.name}-try@.service": _rehearsal(service),
        f"{service.name}-recover.service": _filled("recover.unit", _places(service)),
        **_sockets(service),
    }
    if service.mode.overlaps:
        places = _running(service, "releases/%i") | _socket_lines(service, f"{service.name}.socket")
        names[f"{service.name}-next@.service"] = _filled("candidate.unit", places)
    return tuple(
        File(path=layout.unit_file(name), content=content) for name, content in names.items()
    )


def inner_ports(service: Service) -> tuple[int, ...]:
    """Return the loopback ports that the program uses behind a proxy: usually, and on probation."""
    if service.mode is not Mode.PROXY:
        return ()
    fits = service.port + 2 * _PROXY_STEP <= HIGHEST_PORT
    step = _PROXY_STEP if fits else -_PROXY_STEP
    return (service.port + step, service.port + 2 * step)


def wanted(service: Service) -> tuple[File, ...]:
    """Return all files that must be on the server before a release can come."""
    must_be_sound(service)
    note = File(path=Layout.of(service).record, content=record.text(service))
    return (helper(service), *units(service), note)


def helper(service: Service) -> File:
    """Return the root-owned program that publishes, switches, probes and returns."""
    template = "".join(_resource(f"{part}.sh") for part in _HELPER_PARTS)
    content = _fill(template, _for_helper(service))
    return File(path=Layout.of(service).helper, content=content, mode=0o755)


def _service(service: Service) -> str:
    places = _running(service, "current")
    return _filled("service.unit", places | _socket_lines(service, f"{service.name}.socket"))


def _rehearsal(service: Service) -> str:
    places = _running(service, "rehearsal")
    return _filled(
        "rehearsal.unit", places | _socket_lines(service, f"{service.name}-try@%i.socket")
    )


def _sockets(service: Service) -> dict[str, str]:
    """Return the units that hold the public port, and the rehearsal's, in systemd's hands."""
    name, port = service.name, _as_word(str(service.port))
    if service.mode is Mode.PROXY:
        proxy = f"{name}-proxy.service"
        return {
            f"{name}.socket": _socket(service, listen=port, owner=f"Service={proxy}"),
            proxy: _filled("proxy.unit", _running(service, "current")),
        }
    if not service.mode.takes_socket:
        return {}
    trial = f"Service={name}-try@%i.service"
    return {
        f"{name}.socket": _socket(service, listen=port, owner=""),
        f"{name}-try@.socket": _socket(service, listen="127.0.0.1:%i", owner=trial),
    }


def _socket(service: Service, *, listen: str, owner: str) -> str:
    return _filled("socket.unit", _places(service) | {"LISTEN": listen, "SOCKET_SERVICE": owner})


def _socket_lines(service: Service, socket: str) -> dict[str, str]:
    if not service.mode.takes_socket:
        return {"NEEDS_SOCKET": "", "SOCKETS": ""}
    return {
        "NEEDS_SOCKET": f"Requires={socket}\nAfter={socket}",
        "SOCKETS": f"Sockets={socket}",
    }


def _running(service: Service, release: str) -> dict[str, str]:
    layout = Layout.of(service)
    places = _places(service) | {"RELEASE": layout.for_unit(f"{layout.root}/{release}")}
    sandbox = "sandbox.conf" if service.scope is Scope.SYSTEM else "user-sandbox.conf"
    return places | {
        "RUN": _filled("run.conf", places).rstrip(),
        "SANDBOX": _filled(sandbox, places).rstrip(),
        "LIMITS": _limits(service.limits),
    }


def _limits(limits: Limits) -> str:
    lines = (
        f"MemoryMax={_as_word(limits.memory)}" if limits.memory else "",
        f"CPUQuota={_as_word(str(limits.cpu))}%" if limits.cpu else "",
        f"TasksMax={_as_word(str(limits.tasks))}",
    )
    return "\n".join(line for line in lines if line)


def _places(service: Service) -> dict[str, str]:
    """Return what differs from unit to unit; no value can end its line, or begin another."""
    values = _of_service(service) | _of_takeover(service) | _of_health(service)
    return {key: _as_word(value) for key, value in values.items()} | _in_scope(service)


def _for_helper(service: Service) -> dict[str, str]:
    """Return the helper's settings, each one word of the shell whatever is in it."""
    values = _of_service(service) | _of_takeover(service) | _of_health(service)
    layout = Layout.of(service)
    values |= {"SCOPE": service.scope.value, "MARK": marks.mark(layout)}
    folders = {
        "HELPER_ROOT": layout.root,
        "HELPER_ETC": layout.settings,
        "HELPER_STATE": layout.state,
        "HELPER_UNITS": layout.units,
        "HELPER_FILE": layout.helper,
    }
    user = service.scope is Scope.USER
    home = '"$HOME"/' if user else ""
    return {
        **{key: shlex.quote(value) for key, value in values.items()},
        **{key: f"{home}{shlex.quote(path)}" for key, path in folders.items()},
        "TARGET_FILE": f'"{layout.target_file("$XDG_RUNTIME_DIR")}"',
        "MANAGER": _resource("activate/user.sh").rstrip() if user else "",
        "REQUESTS": helper_table.for_readers(),
        "PROTOCOL": helper_table.for_shell(),
    }


def _as_word(value: str) -> str:
    """Write a value as systemd reads it back: what means something to it becomes a number."""
    return "".join(
        letter if _PLAIN.fullmatch(letter) else "".join(f"\\x{one:02x}" for one in _bytes(letter))
        for letter in value
    )


def _bytes(letter: str) -> bytes:
    return letter.encode("utf-8", "surrogatepass")


def _of_service(service: Service) -> dict[str, str]:
    must_be_sound(service)
    return {"SERVICE": service.name}


def _in_scope(service: Service) -> dict[str, str]:
    """Return what differs between the units of root's systemd and those of a user's own."""
    layout, name = Layout.of(service), service.name
    paths = {
        "SETTINGS": layout.for_unit(layout.settings),
        "STATE": layout.for_unit(layout.state),
        "HELPER": layout.for_unit(layout.helper),
        "TARGET_FILE": layout.target_file("%t"),
    }
    if service.scope is Scope.SYSTEM:
        return paths | {
            "IDENTITY": f"User={name}\nGroup={name}",
            "DATA": f"StateDirectory={name}\nStateDirectoryMode=0750",
            "NETWORK": "After=network-online.target\nWants=network-online.target",
            "NOT_SANDBOXED": "",
            "BOOT": "multi-user.target",
        }
    return paths | {
        "IDENTITY": "",
        "DATA": f"Environment=STATE_DIRECTORY={layout.for_unit(layout.data)}",
        "NETWORK": "",
        "NOT_SANDBOXED": ", without root: not sandboxed",
        "BOOT": "default.target",
    }


def _of_takeover(service: Service) -> dict[str, str]:
    inner, following = inner_ports(service) or (service.port, service.port)
    needs_capability = service.mode is Mode.RESTART and service.port < FIRST_FREE_PORT
    return {
        "MODE": service.mode.value,
        "REHEARSE": "yes" if service.rehearse else "no",
        "TYPE": "notify" if service.mode.takes_socket else "exec",
        "PORT": str(service.port),
        "INNER_PORT": str(inner),
        "NEXT_PORT": str(following),
        "CAPABILITY": "CAP_NET_BIND_SERVICE" if needs_capability else "",
        "KEEP": str(service.keep_releases),
    }


def _of_health(service: Service) -> dict[str, str]:
    health = service.health
    return {
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
