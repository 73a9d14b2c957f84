"""The table of settings: what can be chosen for the whole window, each with one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from core.languages import LANGUAGES
from core.settings import TEXT_SIZES
from core.words import Text, say, verbatim
from gui.actions.editor import editors
from gui.actions.terminal import terminal_programs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_MOST_RELEASES = 50


class Group(Enum):
    """The parts of the page, with their titles."""

    LOOK = say("Language and appearance")
    PROGRAMS = say("Programs on this computer")
    MODULES = say("Go modules, for projects that you open for the first time")
    SERVICES = say("New services")
    NOTICES = say("Notifications")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One field of `Settings`.

    With `choices` it is a list; else its default's type tells: a switch, a number from `least` to
    `most`, or a line of text with an example.
    """

    field: str
    group: Group
    title: Text
    sentence: Text
    choices: Callable[[], Mapping[str | int, Text]] | None = None
    least: int = 0
    most: int = 0
    example: str = ""


def _languages() -> Mapping[str | int, Text]:
    found: dict[str | int, Text] = {"system": say("Follow system")}
    return found | {code: verbatim(name) for code, name in LANGUAGES.items()}


def _colours() -> Mapping[str | int, Text]:
    return {"system": say("Follow system"), "light": say("Light"), "dark": say("Dark")}


def _sizes() -> Mapping[str | int, Text]:
    return {size: say("{percent}%", percent=size) for size in TEXT_SIZES}


def _programs(found: Callable[[], tuple[str, ...]]) -> Callable[[], Mapping[str | int, Text]]:
    def offered() -> Mapping[str | int, Text]:
        first: dict[str | int, Text] = {"": say("The first one found")}
        return first | {name: verbatim(name) for name in found()}

    return offered


# What else can be found on the page.
BESIDE: Mapping[str, Text] = {
    "go": say("Go"),
    "places": say("Where things are kept"),
    "reset": say("Reset all settings…"),
}
SETTINGS: tuple[Setting, ...] = (
    Setting(
        field="language",
        group=Group.LOOK,
        title=say("Language"),
        sentence=say("The language of the window. The command line follows LC_ALL and LANG."),
        choices=_languages,
    ),
    Setting(
        field="colours",
        group=Group.LOOK,
        title=say("Colors"),
        sentence=say("Light or dark. “Follow system” changes when your desktop changes."),
        choices=_colours,
    ),
    Setting(
        field="text_size",
        group=Group.LOOK,
        title=say("Text size"),
        sentence=say("In percent of the system's text size. Ctrl++ and Ctrl+- change it, too."),
        choices=_sizes,
    ),
    Setting(
        field="editor",
        group=Group.PROGRAMS,
        title=say("Editor"),
        sentence=say("Opens a source file at its line. Only editors found on the PATH are listed."),
        choices=_programs(editors),
    ),
    Setting(
        field="terminal",
        group=Group.PROGRAMS,
        title=say("Terminal"),
        sentence=say("Opens an SSH session on a server."),
        choices=_programs(terminal_programs),
    ),
    Setting(
        field="proxy",
        group=Group.MODULES,
        title=say("Module proxy (GOPROXY)"),
        sentence=say("The server from which Go downloads modules. Empty means Go's own default."),
        example="https://goproxy.cn,direct",
    ),
    Setting(
        field="checksums",
        group=Group.MODULES,
        title=say("Checksum database (GOSUMDB)"),
        sentence=say("Verifies modules that go.sum does not list yet. Empty means Go's default."),
        example="sum.golang.google.cn",
    ),
    Setting(
        field="private",
        group=Group.MODULES,
        title=say("Private modules (GOPRIVATE)"),
        sentence=say("Modules that Go downloads from your own server, without proxy or database."),
        example="git.example.com/*",
    ),
    Setting(
        field="keep_releases",
        group=Group.SERVICES,
        title=say("Releases to keep"),
        sentence=say("How many releases stay on a server, so that you can roll back to them."),
        least=1,
        most=_MOST_RELEASES,
    ),
    Setting(
        field="without_root",
        group=Group.SERVICES,
        title=say("Run without root"),
        sentence=say("New services run under your login's own systemd, without a sandbox."),
    ),
    Setting(
        field="notify",
        group=Group.NOTICES,
        title=say("Notify when a job ends"),
        sentence=say("A desktop notification, only while the window is in the background."),
    ),
)
