"""What on a server is GoFerry's own: by the marks that it wrote there, never by a name alone."""

from __future__ import annotations

import re
import shlex
from importlib.resources import files
from typing import TYPE_CHECKING

from core.service.model import Scope

if TYPE_CHECKING:
    from core.service.layout import Layout

# Where units come from that are not GoFerry's: a package, an administrator, a script of old.
_ELSEWHERE = {
    Scope.SYSTEM: (
        "/run/systemd/system",
        "/run/systemd/generator",
        "/run/systemd/generator.early",
        "/run/systemd/generator.late",
        "/usr/local/lib/systemd/system",
        "/usr/lib/systemd/system",
        "/lib/systemd/system",
    ),
    Scope.USER: (
        ".local/share/systemd/user",
        "/etc/systemd/user",
        "/usr/local/lib/systemd/user",
        "/usr/lib/systemd/user",
    ),
}

_AREAS = ("login.sh", "areas.sh")
_TAKE_AREA = """uid=$(id -u -- "$login" 2>/dev/null) || uid=none
area_gone "$state/incoming/$uid" || { echo "$left holds what is not of $login." >&2; exit 1; }"""


def mark(layout: Layout) -> str:
    """Return the first line of `.goferry`, which stands in each folder that GoFerry made."""
    return f"Written by GoFerry for the service {layout.name}."


def functions(layout: Layout) -> str:
    """Return the shell functions that tell what is ours, with this service's places."""
    return _with_places(layout, _resource("ours.sh"))


def making(layout: Layout) -> str:
    """Return the script that makes and marks the folders, and refuses those of others."""
    return _with_places(layout, f"{_resource('ours.sh')}\n{_resource('folders.sh')}")


def removing(layout: Layout) -> str:
    """Return the script that takes away what is ours, and tells what it left."""
    parts = (_resource(name) for name in ("ours.sh", *_AREAS, "removal.sh"))
    return _with_places(layout, "\n".join(parts))


def taking_area(layout: Layout, login: str) -> str:
    """Return the script that takes a login's upload area from it, with what lies in it."""
    values = {"state": layout.state, "login": login}
    lines = [f"{name}={shlex.quote(value)}" for name, value in values.items()]
    return "\n".join((*lines, *map(_resource, _AREAS), _TAKE_AREA))


def _with_places(layout: Layout, script: str) -> str:
    """Put this service's places before a script: those that it speaks of, each one word."""
    system = layout.scope is Scope.SYSTEM
    rules = (layout.sudoers, layout.operators, layout.operate) if system else ()
    values = {
        "name": layout.name,
        "scope": layout.scope.value,
        "mark": mark(layout),
        "root": layout.root,
        "etc": layout.settings,
        "state": layout.state,
        "helper": layout.helper,
        "files": " ".join((*layout.possible_files, *rules)),
        "units": " ".join(layout.possible_units),
        "unit_folder": layout.units,
        "elsewhere": " ".join(_ELSEWHERE[layout.scope]),
        "systemctl": layout.systemctl,
        "etc_mode": "0750" if system else "0700",
        "state_mode": "0755" if system else "0700",
    }
    spoken = {name: one for name, one in values.items() if re.search(rf"\${{?{name}\b", script)}
    lines = [f"{name}={shlex.quote(value)}" for name, value in spoken.items()]
    lines.append("owner=0" if system else "owner=$(id -u)")
    if "$target" in script:
        lines.append(f'target="{layout.target_file("$XDG_RUNTIME_DIR")}"')
    return "\n".join((*lines, script))


def _resource(name: str) -> str:
    return files("resources").joinpath("units", name).read_text("utf-8")
