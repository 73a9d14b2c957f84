"""What differs from service to service in a unit and in root's helper, each value made harmless."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from core.ports import HIGHEST_PORT
from core.service import health_question, helper_table, marks, unit_ports, variables
from core.service.exec_line import exec_words
from core.service.layout import Layout
from core.service.model import HealthScheme, Kind, Mode, Scope, WorkingDir
from core.service.sound import must_be_sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.service.model import Service

_PLAIN = re.compile(r"[A-Za-z0-9_./:-]")  # letters that mean nothing but themselves in a unit
_LONGEST_START = 60  # seconds; at boot other things may be slow, too
_PROXY_STEP = 10_000  # from the public port to those behind the proxy


def inner_ports(service: Service) -> tuple[int, ...]:
    """Return the loopback ports of a program behind a proxy: usually, and until it takes over."""
    if service.mode is not Mode.PROXY:
        return ()
    fits = service.port + 2 * _PROXY_STEP <= HIGHEST_PORT
    step = _PROXY_STEP if fits else -_PROXY_STEP
    return (service.port + step, service.port + 2 * step)


def for_units(service: Service) -> dict[str, str]:
    """Return what differs from unit to unit; no value can end its line, or begin another."""
    values = _of_service(service) | _of_takeover(service) | _of_health(service)
    return {key: as_word(value) for key, value in values.items()} | _in_scope(service)


def of_release(service: Service, release: str) -> dict[str, str]:
    """Return what a unit says of the release at this path: where it starts, and its arguments."""
    layout = Layout.of(service)
    in_data = service.working_dir is WorkingDir.DATA
    working = layout.for_unit(layout.data) if in_data else release
    return {
        "RELEASE": release,
        "WORKING": working,
        "ARGS": exec_words(service.args),
        "VARIABLES": variables.lines(service.env),
        "FOLDERS": "\n".join(_folders(service, working)),
    }


def _folders(service: Service, working: str) -> Iterator[str]:
    """Open further folders; one by name lies in the data folder and is seen where it starts."""
    data = Layout.of(service).data
    for folder in service.writable:
        if folder.startswith("/"):
            yield f"ReadWritePaths={folder}"
        else:
            yield f"StateDirectory={service.name}/{folder}"
            if service.working_dir is WorkingDir.RELEASE:
                yield f"BindPaths={data}/{folder}:{working}/{folder}"


def for_helper(service: Service) -> dict[str, str]:
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
        "HELPER_DATA": layout.data,
    }
    user = service.scope is Scope.USER
    home = '"$HOME"/' if user else ""
    return {
        **{key: shlex.quote(value) for key, value in values.items()},
        **{key: f"{home}{shlex.quote(path)}" for key, path in folders.items()},
        "TARGET_FILE": f'"{layout.target_file("$XDG_RUNTIME_DIR")}"',
        "REQUESTS": helper_table.for_readers(),
        "PROTOCOL": helper_table.for_shell(),
    }


def as_word(value: str) -> str:
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
    data = layout.for_unit(layout.data)
    paths = {
        "SETTINGS": layout.for_unit(layout.settings),
        "STATE": layout.for_unit(layout.state),
        "HELPER": layout.for_unit(layout.helper),
        "TARGET_FILE": layout.target_file("%t"),
        "SCHEDULE": service.schedule,  # its entry holds it to letters that mean themselves
        "PORT_VARIABLE": f"Environment=PORT={_inner(service)[0]}" if _serves(service) else "",
    }
    if service.scope is Scope.SYSTEM:
        return paths | {
            "IDENTITY": f"User={name}\nGroup={name}",
            # Its user has no home; what programs keep in one is data that outlives releases, too.
            "DATA": f"StateDirectory={name}\nStateDirectoryMode=0750\nEnvironment=HOME={data}",
            "NETWORK": "After=network-online.target\nWants=network-online.target",
            "NOT_SANDBOXED": "",
            "BOOT": "multi-user.target",
        }
    return paths | {
        "IDENTITY": "",
        "DATA": f"Environment=STATE_DIRECTORY={data}",
        "NETWORK": "",
        "NOT_SANDBOXED": ", without root: not sandboxed",
        "BOOT": "default.target",
    }


def _of_takeover(service: Service) -> dict[str, str]:
    inner, following = _inner(service)
    return {
        "KIND": service.kind.value,
        "MODE": service.mode.value,
        "REHEARSE": "yes" if service.rehearse and service.kind is not Kind.TIMER else "no",
        "TYPE": "notify" if _tells(service) else "exec",
        "PORT": str(service.port),
        "INNER_PORT": str(inner),
        "NEXT_PORT": str(following),
        "FURTHER": unit_ports.for_helper(service),
        "KEEP": str(service.keep_releases),
        "KEEP_SIZE": str(_bytes_of(service.keep_size)),
        "PROBATION": str(service.probation),
        "COPY_DATA": "yes" if service.release.copy_data else "no",
    }


def _tells(service: Service) -> bool:
    """Whether the program tells systemd that it is ready."""
    return service.mode.takes_socket or service.health.scheme is HealthScheme.NOTIFY


def _inner(service: Service) -> tuple[int, ...]:
    return inner_ports(service) or (service.port, service.port)


def _serves(service: Service) -> bool:
    return service.kind is Kind.WEB


def _decimal(seconds: float) -> str:
    """Spell a time without an exponent: neither bash nor systemd reads 1e-05 as a number."""
    return f"{seconds:.3f}".rstrip("0").rstrip(".")


def _bytes_of(size: str) -> int:
    """Read a size as systemd does; none is 0."""
    number = size.rstrip("KMGT")
    power = "KMGT".find(size[-1]) + 1 if size else 0
    return int(number or 0) << 10 * power


def _of_health(service: Service) -> dict[str, str]:
    health = service.health
    return {
        "HEALTH_SCHEME": health_question.scheme_of(service).value,
        "HEALTH_PORT": str(health.port),
        "HEALTH_WORDS": exec_words(shlex.split(health.command)),
        "HEALTH_PATH": service.health_path,
        "START_DELAY": _decimal(health.start_delay),
        "PERIOD": _decimal(health.period),
        "TIMEOUT": _decimal(health.timeout),
        "THRESHOLD": str(health.threshold),
        "DEADLINE": str(health.deadline),
        "START_TIMEOUT": str(max(_LONGEST_START, health.deadline)),
        "WATCH": str(health.watch),
        "LOWEST": str(health.lowest),
        "HIGHEST": str(health.highest),
    }
