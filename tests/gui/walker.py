"""A person who does a task by mouse alone, or by keyboard alone, and counts what it takes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu

from tests.gui.seen import present

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_SHOWN_DOWN = 0.2  # seconds: Qt shows the button pressed before it lets go
_FAR = 200  # presses of Tab: nothing is that far away
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier


class Walker:
    """`steps` are the presses of a mouse button, or of keys; a chord is one."""

    def __init__(self, window: QWidget, *, mouse: bool) -> None:
        self.window = window
        self.mouse = mouse
        self.steps = 0

    async def press(self, widget: QAbstractButton) -> None:
        """Press a button: by its underlined letter where it has one, else from wherever Tab is."""
        assert widget.isVisible(), widget.text()
        assert widget.isEnabled(), widget.text()
        if self.mouse:
            QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
            self.steps += 1
        elif letter := _mnemonic(widget.text()):
            key = Qt.Key(ord(letter.upper()))
            QTest.keyClick(present(QApplication.focusWidget()), key, _ALT)
            self.steps += 1
            await asyncio.sleep(_SHOWN_DOWN)
        else:
            self._reach(widget)
            QTest.keyClick(widget, Qt.Key.Key_Space)
            self.steps += 1

    def menu(self, button: QAbstractButton, *titles: str) -> None:
        """Open the menu of a button, and choose in it; what is inside of a part opens by itself."""
        self.steps += 1 if self.mouse or _mnemonic(button.text()) else self._far(button) + 1
        menu: QMenu = button.menu()  # type: ignore[attr-defined]
        menu.aboutToShow.emit()
        self._choose_in(menu, titles)

    def _choose_in(self, menu: QMenu, titles: tuple[str, ...]) -> None:
        for place, title in enumerate(titles, 1):
            shown = [one for one in menu.actions() if one.isVisible() and not one.isSeparator()]
            names = [_plain(one.text()) for one in shown]
            number = next(n for n, name in enumerate(names) if name.startswith(title))
            if not self.mouse:
                letters = [_mnemonic(one.text()) for one in shown]
                known = letters[number] and letters.count(letters[number]) == 1
                self.steps += 1 if known else number + 2 - (place > 1)  # inside, one is marked
            if place < len(titles):
                inner = shown[number].menu()
                assert isinstance(inner, QMenu)
                menu = inner
            else:
                self.steps += self.mouse
                shown[number].trigger()

    def _reach(self, widget: QWidget) -> None:
        self.steps += self._far(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)

    def _far(self, widget: QWidget) -> int:
        """Count the presses of Tab, or of Shift+Tab, to a widget, whichever are fewer."""
        begin = present(QApplication.focusWidget())
        return min(_presses(begin, widget, _NONE), _presses(begin, widget, _SHIFT))


def _presses(begin: QWidget, end: QWidget, shift: Qt.KeyboardModifier) -> int:
    begin.setFocus(Qt.FocusReason.TabFocusReason)
    for number in range(_FAR):
        at = present(QApplication.focusWidget())
        if at is end:
            return number
        QTest.keyClick(at, Qt.Key.Key_Backtab if shift == _SHIFT else Qt.Key.Key_Tab, shift)
    return _FAR


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _mnemonic(text: str) -> str:
    place = text.replace("&&", "  ").find("&")
    return text[place + 1].lower() if place >= 0 else ""
