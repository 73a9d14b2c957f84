"""What is remembered between runs, and how older and damaged files are read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from core.declared import coded
from core.memory import Memory, note, noted
from core.typed import from_plain, to_plain
from core.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home
    from core.problems import Problem

FORMAT = 1
TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)  # percent
_MOST_RECENT = 12
_FRESH = say("Your settings could not be read, so GoFerry starts with fresh ones.")


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class SecretCommand:
    """Where the value of a service's secret comes from: a command's words, never the value."""

    service: str
    name: str
    words: tuple[str, ...] = ()
    credential: bool = False


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Choices of the person who uses this computer; never a secret.

    `language` is "system", "en" or "zh_CN"; `colours` is "system", "light" or "dark"; `text_size`
    is in percent of the computer's own. `recent` holds project folders, the newest first. `editor`,
    `terminal` and `go` are programs, empty for the first that is found. `proxy`, `private` and
    `checksums` are what a project gets that is opened for the first time, and `keep_releases` and
    `without_root` what a new service gets. `notify`: tell on the desktop that a job has ended.
    `secret_commands` tell secrets when they are asked to. `servers_by` is the label by which the
    list of servers is grouped, empty for no groups, None for what fits.
    """

    language: str = "system"
    colours: str = "system"
    text_size: int = 100
    recent: tuple[str, ...] = ()
    editor: str = ""
    terminal: str = ""
    go: str = ""
    proxy: str = ""
    private: str = ""
    checksums: str = ""
    keep_releases: int = 5
    without_root: bool = False
    notify: bool = True
    secret_commands: tuple[SecretCommand, ...] = ()
    servers_by: str | None = None

    def opened(self, folder: Path) -> Settings:
        """Return the settings with this project at the head of the recent ones."""
        others = (one for one in self.recent if one != str(folder))
        return replace(self, recent=(str(folder), *others)[:_MOST_RECENT])

    def anew(self) -> Settings:
        """Return the settings as they were at first; projects and secrets stay known."""
        return Settings(recent=self.recent, secret_commands=self.secret_commands)

    def built(self, folder: Path) -> Settings:
        """Return the settings with this project behind the one that was opened last."""
        first, others = self.recent[:1], self.recent[1:]
        return replace(self, recent=(*first, str(folder), *others)[:_MOST_RECENT])


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """How a page is divided: the sizes of the parts of its splitter, in pixels."""

    name: str
    sizes: tuple[int, ...] = ()


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class WindowPlace:
    """Where the window was when it was closed, in pixels, and which page it showed.

    A width of 0 stands for a window that never was anywhere.
    """

    left: int = 0
    top: int = 0
    width: int = 0
    height: int = 0
    maximized: bool = False
    stop: str = ""
    divisions: tuple[Division, ...] = ()


def load(home: Home) -> tuple[Settings, Problem | None]:
    """Read the settings. A file that cannot be used is kept aside, and the problem says where."""
    memory = _memory(home)
    return memory.load(_understood, fresh=Settings(), code="settings_unreadable", lost=_FRESH)


def save(home: Home, settings: Settings, *, since: Settings | None = None) -> None:
    """Write what differs from `since`: what another window chose meanwhile stays as it is.

    Raises `ProblemError` when it cannot be written.
    """
    before = {} if since is None else to_plain(since)
    with _memory(home).changing(understand=_understood) as found:
        now = to_plain(settings)
        found.update({name: one for name, one in now.items() if one != before.get(name)})


def load_place(home: Home) -> WindowPlace:
    """Read where the window was; what cannot be read is as if it never was anywhere."""
    return noted(_place_file(home), WindowPlace) or WindowPlace()


def save_place(home: Home, place: WindowPlace) -> None:
    """Note where the window was; a full disk must not keep it from closing."""
    note(_place_file(home), place)


def _place_file(home: Home) -> Path:
    return home.state / "window.json"  # nobody's choice, so it is not among the settings


def _memory(home: Home) -> Memory:
    return Memory(home.settings_file, FORMAT)


_understood = partial(from_plain, Settings)
