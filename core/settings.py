"""What is remembered between runs, and how older and damaged files are read."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from core.home import Home, keep_aside, write_whole
from core.problems import Problem
from core.words import say

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 1
_MOST_RECENT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Choices of the person who uses this computer; never a secret.

    `language` is "system", "en" or "zh_CN"; `colours` is "system", "light" or "dark";
    `recent` holds project folders, the newest first; `editor` and `go` are programs, empty for
    the first that is found.
    """

    language: str = "system"
    colours: str = "system"
    recent: tuple[str, ...] = ()
    editor: str = ""
    go: str = ""

    def opened(self, folder: Path) -> Settings:
        """Return the settings with this project at the head of the recent ones."""
        others = (one for one in self.recent if one != str(folder))
        return replace(self, recent=(str(folder), *others)[:_MOST_RECENT])


def load(home: Home) -> tuple[Settings, Problem | None]:
    """Read the settings. A file that cannot be used is kept aside, and the problem says where."""
    file = home.settings_file
    try:
        return _from_json(json.loads(file.read_text("utf-8"))), None
    except FileNotFoundError:
        return Settings(), None
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as reason:
        return Settings(), _kept_aside(file, reason)


def save(home: Home, settings: Settings) -> None:
    """Write the settings as a whole."""
    content = json.dumps({"format": FORMAT, **asdict(settings)}, indent=2, ensure_ascii=False)
    write_whole(home.settings_file, content.encode())


def _from_json(found: dict[str, Any]) -> Settings:
    if found["format"] > FORMAT:
        raise ValueError("it was written by a newer GoFerry")
    known = {field.name: type(field.default) for field in fields(Settings)}
    values = {name: found[name] for name in known if name in found}
    if isinstance(recent := values.get("recent"), list):  # JSON has no tuples
        values["recent"] = tuple(str(one) for one in recent)
    wrong = [name for name, value in values.items() if not isinstance(value, known[name])]
    if wrong:
        raise TypeError(", ".join(wrong))
    return Settings(**values)


def _kept_aside(file: Path, reason: Exception) -> Problem:
    return Problem(
        code="settings_unreadable",
        what=say("Your settings could not be read, so GoFerry starts with fresh ones."),
        why=say("The file was damaged or written by a newer GoFerry."),
        next=(),
        details=f"{keep_aside(file)}\n{reason}",
    )
