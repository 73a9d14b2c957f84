"""Where the window was: its place and size, its page, and how its parts were divided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QGuiApplication

from core import settings
from core.journey import State, Stop
from core.settings import Division, WindowPlace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PySide6.QtWidgets import QSplitter, QWidget

    from gui.page import Page
    from gui.runtime.session import Session
    from gui.shell.frame import Frame


_EDGE = 4  # pixels: what a frame takes beside the title bar


class Placing(QObject):
    """Puts the window where it was, within the screens of now, and remembers it at the end."""

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._home = session.home
        self._known = settings.load_place(session.home)
        self._divided = {one.name: one.sizes for one in self._known.divisions}
        self._seen: set[str] = set()

    def restore(self) -> None:
        """Place the window; one that never was anywhere keeps its size as far as it fits."""
        bar = self._window.fontMetrics().height() * 2  # at most, with its frame
        screens = [
            one.availableGeometry().adjusted(0, 0, -2 * _EDGE, -bar - _EDGE)
            for one in QGuiApplication.screens()
        ]
        known = QRect(self._known.left, self._known.top, self._known.width, self._known.height)
        if known.isEmpty():
            size = self._window.size().boundedTo(screens[0].size())
            self._window.resize(size)
            return
        place = fitted(known, screens)
        self._window.move(place.topLeft())  # of its frame, with the title bar
        self._window.resize(place.size())
        if self._known.maximized:
            self._window.showMaximized()

    def divide(self, name: str, page: Page) -> None:
        """Divide a page as it was, when it is shown for the first time."""
        if name in self._seen:
            return
        self._seen.add(name)
        if not any(key.startswith(f"{name}-") for key in self._divided):
            return  # looking for parts makes a Python object of each widget of the page
        for key, splitter in _splitters(name, page):
            sizes = self._divided.get(key, ())
            if len(sizes) == splitter.count() and any(sizes):
                splitter.setSizes([*sizes])

    def return_to_page(self, frame: Frame) -> None:
        """Show the page of last time once the project is there, unless the person went on."""
        wanted = self._known.stop
        if wanted not in {*Stop} or wanted == Stop.PROJECT:
            return

        def look() -> None:
            current = frame.session.current
            if frame.stop is not Stop.PROJECT:
                frame.session.changed.disconnect(look)
            elif current.project is not None:
                frame.session.changed.disconnect(look)
                if current.marks[Stop(wanted)].state is not State.LOCKED:
                    frame.go_to(Stop(wanted))

        frame.session.changed.connect(look)

    def keep(self, stop: Stop, pages: Mapping[Stop, Page]) -> None:
        """Remember all of it; a disk that is full must not keep a window from closing."""
        whole = self._window.isMaximized()
        place = self._window.normalGeometry() if whole else self._window.geometry()
        for name, page in pages.items():
            now = {key: tuple(one.sizes()) for key, one in _splitters(name, page)}
            self._divided |= {key: sizes for key, sizes in now.items() if any(sizes)}
        at = place.topLeft() if whole else self._window.pos()
        made = WindowPlace(
            left=at.x(),
            top=at.y(),
            width=place.width(),
            height=place.height(),
            maximized=whole,
            stop=stop,
            divisions=tuple(
                Division(name=key, sizes=sizes) for key, sizes in self._divided.items()
            ),
        )
        settings.save_place(self._home, made)


def fitted(wanted: QRect, screens: Sequence[QRect]) -> QRect:
    """Return the place as far as it can be seen: on the screen that shows most of it, whole."""

    def visible(screen: QRect) -> int:
        both = screen.intersected(wanted)
        return both.width() * both.height() if both.isValid() else 0

    screen = max(screens, key=visible)
    size = wanted.size().boundedTo(screen.size())
    left = max(screen.left(), min(wanted.left(), screen.right() + 1 - size.width()))
    top = max(screen.top(), min(wanted.top(), screen.bottom() + 1 - size.height()))
    return QRect(left, top, size.width(), size.height())


def _splitters(name: str, page: Page) -> Iterator[tuple[str, QSplitter]]:
    from PySide6.QtWidgets import QSplitter

    for place, one in enumerate(page.frame.findChildren(QSplitter)):
        yield f"{name}-{place}", one
