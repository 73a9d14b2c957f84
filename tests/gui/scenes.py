"""What pictures are taken of: each page and state, in each look that a person may have chosen."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from core.journey import Stop
from core.project.model import Main, Project
from core.servers.store import ServerStore
from core.ssh.profile import Profile
from gui.look import theme
from gui.runtime.speech import use_language
from tests.gui.seen import application
from tests.gui.states import STATES
from tests.made_up_artifact import artifact

if TYPE_CHECKING:
    from pathlib import Path

    from gui.shell.main_window import MainWindow

_TURNS = 5  # a layout inside a layout takes a turn for each
SMALL, USUAL = (1024, 640), (1440, 900)


@dataclass(frozen=True, kw_only=True)
class Look:
    """How the window looks: colours, language, size in pixels, and size of text in percent."""

    colours: str
    language: str
    size: tuple[int, int]
    percent: int

    def __str__(self) -> str:
        """Name a picture in this look."""
        wide, high = self.size
        return f"{self.colours}-{self.language}-{wide}x{high}-{self.percent}"

    def other(self) -> Look:
        """Return the look that differs in everything."""
        return Look(
            colours="light" if self.colours == "dark" else "dark",
            language="en" if self.language == "zh_CN" else "zh_CN",
            size=USUAL if self.size == SMALL else SMALL,
            percent=100 if self.percent != 100 else 160,
        )


LOOKS = [
    Look(colours=colours, language=language, size=size, percent=percent)
    for percent, size, language, colours in itertools.product(
        (100, 160), (SMALL, USUAL), ("en", "zh_CN"), ("light", "dark")
    )
]
SETTINGS = "settings"  # a page that is no stop
FIRST_RUN = {"first-project": Stop.PROJECT, "first-servers": Stop.SERVERS}
SCENES = [*FIRST_RUN, SETTINGS, *map(str, Stop), *STATES]


def pair_of(scene: str) -> tuple[Look, Look]:
    """Choose two looks, so that each page meets each value, and all scenes together each pair."""
    look = LOOKS[SCENES.index(scene) % (len(LOOKS) // 2)]
    return look, look.other()


def bring(window: MainWindow, scene: str, folder: Path) -> None:
    """Bring a new window to a scene; what it needs of a project is put into the folder."""
    if scene not in FIRST_RUN:
        program = folder / "program"
        program.write_bytes(b"\x7fELF")
        window.session.open_project(_project(folder))
        ServerStore(window.session.home).add(Profile(name="web1", host="web1.example"))
        window.session.reload_servers()
        built, known = window.session.current.wanted, tuple(window.session.current.servers)
        window.session.change(artifact=artifact(program, size=4), built=built, servers=known)
    if scene == SETTINGS:
        window.show_settings()
        return
    stop, change = STATES.get(scene, (None, None))
    window.show_stop(stop or FIRST_RUN.get(scene) or Stop(scene))
    if change is not None:
        change(window)


def _project(folder: Path) -> Project:
    mains = tuple(
        Main(package=f"example.com/shop/cmd/{name}", folder=folder / "cmd" / name)
        for name in ("server", "worker")
    )
    return Project(folder=folder, module="example.com/shop", go_version="1.24", mains=mains)


def wear(window: MainWindow, look: Look) -> None:
    """Show the window in a look, and let it come to rest."""
    theme.apply(application(), theme.Theme(look.colours), percent=look.percent)
    use_language(look.language)
    window.resize(*look.size)
    rest()


def rest() -> None:
    """Let all layouts find their places."""
    for _ in range(_TURNS):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()
