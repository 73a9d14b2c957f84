"""The systemd units and the activation helper of a service, as text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from core.service import record, sandbox, unit_ports
from core.service.further import alone
from core.service.layout import Layout
from core.service.model import Kind, Mode, Scope
from core.service.sound import must_be_sound
from core.service.unit_values import as_word, for_helper, for_units, of_release

if TYPE_CHECKING:
    from core.service.model import Health, Limits, Process, Service

_PLACE = re.compile(r"@([A-Z_]+)@")
_STOP_SECONDS = 30  # what a rehearsal, a one-off or a job has to end
_SETTINGS = ("service=", "keep=")  # the first and the last line of what the helper judges by
# Of the helper's comments what tells its parts apart stays, and what is told to shellcheck.
_COMMENT = re.compile(
    r"(^[ \t]*# shellcheck .*$|^# ---- .*?(?= -+\n)) ?-*|^[ \t]*#(?: .*)?\n|(?<=\S) +# .*$",
    re.MULTILINE,
)
_INDENT = re.compile(r"^(?:  )+", re.MULTILINE)
_HELPER_PARTS = (
    "activate/words", "activate/kinds", "activate/schemes", "activate/obeying",
    "activate/health", "activate/patience",
    "login", "activate/uploads", "activate/environment", "activate/secrets", "activate/publish",
    "activate/whole", "activate/data", "activate/switch", "activate/processes",
    "activate/command", "activate/connections", "activate/fleet", "activate/noted",
    "activate/changes",
    "activate/probation", "activate/once", "activate/backup", "activate/space",
    "activate/restarts", "activate/door",
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
        layout.unit: _service(service, service.name),
        **_by_kind(service),
        layout.once: _with_an_end(service, f"{service.name} once, %i"),
        f"{service.name}-recover.service": _filled("recover.unit", for_units(service)),
        **_sockets(service),
    }
    if service.release.command:
        names[f"{service.name}-command@.service"] = _command(service)
    if service.mode.overlaps:
        places = _running(service, "releases/%i", drain=service.drain)
        places |= _socket_lines(service, f"{service.name}.socket")
        names[f"{service.name}-next@.service"] = _filled("candidate.unit", places)
    for process in service.processes:
        names |= _of_process(service, process)
    return tuple(
        File(path=layout.unit_file(name), content=content) for name, content in names.items()
    )


def wanted(service: Service) -> tuple[File, ...]:
    """Return all files that must be on the server before a release can come."""
    must_be_sound(service)
    note = File(path=Layout.of(service).record, content=record.text(service))
    return (helper(service), *units(service), note)


def helper(service: Service) -> File:
    """Return the root-owned program that publishes, switches, probes and returns."""
    manager = resource("activate/user.sh").rstrip() if service.scope is Scope.USER else ""
    content = _fill(_template(), for_helper(service) | {"MANAGER": manager})
    return File(path=Layout.of(service).helper, content=content, mode=0o755)


@cache
def _template() -> str:
    head, rest = "".join(resource(f"{part}.sh") for part in _HELPER_PARTS).split("\nset -u\n", 1)
    return f"{head}\nset -u\n{bare(rest)}"


def bare(text: str) -> str:
    """Leave out the helper's comments: a quarter of it, which no server need keep and read anew.

    Indented by tabs it is smaller once more, and as easy to read.
    """
    return _INDENT.sub(lambda found: "\t" * (len(found[0]) // 2), _COMMENT.sub(r"\1", text))


def _by_kind(service: Service) -> dict[str, str]:
    """Return what starts a job; or the rehearsal, which a job has not: it would do its work."""
    if service.kind is Kind.TIMER:
        return {Layout.of(service).timer: _filled("timer.unit", for_units(service))}
    return {f"{service.name}-try@.service": _rehearsal(service)}


def _with_an_end(service: Service, description: str) -> str:
    return _filled("once.unit", _running(service, "current") | {"DESCRIPTION": description})


def _service(service: Service, title: str) -> str:
    if service.kind is Kind.TIMER:
        return _with_an_end(service, f"{title}, by its schedule")
    places = _running(service, "current", drain=service.drain) | {"SERVICE": title}
    return _filled("service.unit", places | _socket_lines(service, f"{service.name}.socket"))


def _of_process(service: Service, process: Process) -> dict[str, str]:
    """Write the units that it would have as a service, and by what the helper judges it as one."""
    own, unit = alone(service, process), Layout.of(service).process_unit(process.name)
    title = unit.removesuffix(".service")
    judged = f"\n[X-GoFerry]\nSettings={_settings(own)}\n"
    timer = _filled("timer.unit", for_units(own) | {"SERVICE": title})
    return {
        unit: _service(own, title) + judged,
        **({f"{title}.timer": timer} if process.kind is Kind.TIMER else {}),
    }


def _settings(service: Service) -> str:
    """Spell on one line what the helper itself would be told of such a service."""
    lines = helper(service).content.splitlines()
    first, last = (
        next(n for n, line in enumerate(lines) if line.startswith(name)) for name in _SETTINGS
    )
    return " ".join(lines[first : last + 1])


def _rehearsal(service: Service) -> str:
    places = _running(service, "rehearsal") | {"PORT_VARIABLE": "", "ON_PORT": ""}
    if service.kind is Kind.WEB:
        places |= {"PORT_VARIABLE": "Environment=PORT=%i", "ON_PORT": " on port %i"}
    return _filled(
        "rehearsal.unit", places | _socket_lines(service, f"{service.name}-try@%i.socket")
    )


def _command(service: Service) -> str:
    """Return the unit of the release command: it finds what is not live yet beside what is."""
    called = replace(service, args=service.release.words)
    places = _running(called, "releases/%i", settings=f"{Layout.of(service).state}/after")
    timeout = as_word(str(service.release.timeout))
    return _filled("command.unit", places | {"RELEASE_TIMEOUT": timeout})


def _sockets(service: Service) -> dict[str, str]:
    """Return the units that hold the public port, and the rehearsal's, in systemd's hands."""
    name, port = service.name, as_word(str(service.port))
    if service.mode is Mode.PROXY:
        proxy = f"{name}-proxy.service"
        return {
            f"{name}.socket": _socket(service, port, owner=f"Service={proxy}"),
            proxy: _filled("proxy.unit", _running(replace(service, allow=()), "current")),
        }
    if not service.mode.takes_socket:
        return {}
    trial = f"Service={name}-try@%i.service"
    return {
        f"{name}.socket": _socket(service, port, unit_ports.sockets(service)),
        f"{name}-try@.socket": _socket(
            service, "127.0.0.1:%i", unit_ports.spare_sockets(service), owner=trial
        ),
    }


def _socket(service: Service, listen: str, further: str = "", *, owner: str = "") -> str:
    places = {
        "LISTEN": listen,
        "FURTHER_SOCKETS": further,
        "SOCKET_SERVICE": owner,
        "NO_DELAY": unit_ports.no_delay(service),
    }
    return _filled("socket.unit", for_units(service) | places)


def _further(service: Service) -> dict[str, str]:
    return {
        "FURTHER_PORTS": unit_ports.variables(service),
        "FURTHER_SPARES": unit_ports.spare_variables(service),
    }


def _socket_lines(service: Service, socket: str) -> dict[str, str]:
    if not service.mode.takes_socket:
        return {"NEEDS_SOCKET": "", "SOCKETS": ""}
    return {
        "NEEDS_SOCKET": f"Requires={socket}\nAfter={socket}",
        "SOCKETS": f"Sockets={socket}",
    }


def _running(
    service: Service, release: str, *, settings: str = "", drain: int = _STOP_SECONDS
) -> dict[str, str]:
    """Say how a release runs; only one that was put to work has the service's time to end."""
    layout = Layout.of(service)
    places = for_units(service) | of_release(service, layout.for_unit(f"{layout.root}/{release}"))
    places |= _further(service) | {"DRAIN": as_word(str(drain))}
    if settings:
        places["SETTINGS"] = layout.for_unit(settings)
    return places | {
        "RUN": _filled("run.conf", places).rstrip(),
        "SANDBOX": sandbox.text_for(service),
        "LIMITS": _limits(service.limits),
        "WATCHDOG": _watchdog(service.health),
    }


def _limits(limits: Limits) -> str:
    lines = (
        f"MemoryMax={as_word(limits.memory)}" if limits.memory else "",
        f"CPUQuota={as_word(str(limits.cpu))}%" if limits.cpu else "",
        f"TasksMax={as_word(str(limits.tasks))}",
    )
    return "\n".join(line for line in lines if line)


def _watchdog(health: Health) -> str:
    """Write what also lets its main process tell systemd something, whatever the type is."""
    return f"WatchdogSec={as_word(str(health.watchdog))}" if health.watchdog else ""


def _filled(name: str, places: dict[str, str]) -> str:
    return _fill(resource(name), places)


def _fill(template: str, places: dict[str, str]) -> str:
    """Put the values in; a line that is nothing but an empty place is left out."""
    lines = []
    for line in template.splitlines():
        alone = _PLACE.fullmatch(line)
        if alone and not places[alone[1]]:
            continue
        lines.append(_PLACE.sub(lambda found: places[found[1]], line))
    return "\n".join(lines) + "\n"


@cache
def resource(name: str) -> str:
    """Return the text of one of our unit files, or of a part of the helper."""
    return files("resources").joinpath("units", name).read_text("utf-8")
