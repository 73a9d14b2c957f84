"""The groups of commands, in the order in which `goferry --help` lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.cli import chores, deploy, doctor, inspect, operate, practice, project, secrets, server

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.cli.arguments import Commands

GROUPS: tuple[Callable[[Commands], None], ...] = (
    project.add,
    doctor.add,
    chores.add,
    inspect.add,
    server.add,
    deploy.add,
    operate.add,
    secrets.add,
    practice.add,
)
