"""The systemd units in a package: those of a deploy, less what only GoFerry's helper uses."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from core.service import unit
from core.service.layout import Layout

if TYPE_CHECKING:
    from core.service.model import Service

_INSTALL = "\n[Install]\n"


def units(service: Service) -> dict[str, str]:
    """Return the units by name, each as a deploy would write it, what starts first at the front."""
    layout = Layout.of(service)
    written = {PurePosixPath(one.path).name: one.content for one in unit.units(service)}
    kept = {layout.unit, layout.timer, f"{service.name}.socket"}
    found = {
        name: text for name, text in written.items() if name in kept or layout.process_of(name)
    }
    return dict(sorted(found.items(), key=lambda one: (_order(one[0]), one[0])))


def started(units: dict[str, str]) -> tuple[str, ...]:
    """Name the units that are there all the time, in the order in which they start."""
    return tuple(name for name, text in units.items() if _INSTALL in text)


def moved(text: str, service: Service, place: str) -> str:
    """Let a unit find the release in another folder, as a package manager wants it."""
    current = re.escape(f"{Layout.of(service).root}/current")
    head, _, rest = text.partition("\n")
    written = "# Written by GoFerry. Changes belong into a drop-in: systemctl edit."
    first = written if head.startswith("# Written by GoFerry") else head
    return f"{first}\n" + re.sub(rf"{current}(?![\w.-])", lambda _: place, rest)


def working_folders(service: Service) -> tuple[str, ...]:
    """Name the folders in the release that systemd shows the writable ones in."""
    return tuple(one for one in service.writable if not one.startswith("/"))


def _order(name: str) -> int:
    return (".socket", ".service", ".timer").index(name[name.rindex(".") :])
