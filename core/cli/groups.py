"""The groups of commands: which module holds which, so that a command loads its own group alone."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.cli.arguments import Commands

# In the order in which `goferry --help` lists them.
GROUPS = {
    "project": ("project", "new", "targets", "build", "command"),
    "doctor": ("doctor",),
    "chores": ("reproduce", "mod", "zig"),
    "inspect": ("inspect", "why"),
    "package": ("package",),
    "export": ("export",),
    "server": ("server",),
    "prepare": ("prepare",),
    "deploy": ("deploy",),
    "operate": ("status",),
    "logs": ("logs",),
    "restarts": ("restarts",),
    "releases": ("releases", "history"),
    "drift": ("drift",),
    "changing": ("rollback", "restart", "start", "extend", "stop", "remove"),
    "drill": ("drill",),
    "run": ("run",),
    "secrets": ("secrets",),
    "env": ("env",),
    "backup": ("backup", "restore"),
    "space": ("space",),
    "front": ("front",),
    "alarm": ("alarm",),
    "practice": ("practice", "demo"),
}
_GROUP_OF = {command: group for group, names in GROUPS.items() for command in names}


def add_groups(commands: Commands, words: Sequence[str] = ()) -> None:
    """Add the group that these words ask for; all of them where the words leave that open."""
    group = _GROUP_OF.get(_command(words))
    for name in GROUPS if group is None else (group,):
        import_module(f"core.cli.{name}").add(commands)


def _command(words: Iterable[str]) -> str:
    """The command, empty where anything but where things are kept and `--json` is before it."""
    rest = iter(words)
    for word in rest:
        if word == "--home":
            next(rest, "")
        elif word != "--json" and not word.startswith("--home="):
            return word
    return ""
