"""The menu bar: each menu is filled from the table of commands when it is opened."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from gui.runtime.speech import shown, tell, without_mnemonic
from gui.shell.menus import Menu
from gui.widgets.icons import icon

if TYPE_CHECKING:
    from gui.page import Command
    from gui.shell.commands import WindowCommand
    from gui.shell.frame import Frame


class MenuBar(QMenuBar):
    """Holds an action for each command, so that its key works, and menus that show them.

    They are made when the window has been painted, or the first of them is asked for.
    """

    def __init__(self, frame: Frame, window: QWidget) -> None:
        super().__init__()
        self._frame = frame
        self._window = window
        self.menus = {menu: self._menu(menu) for menu in Menu}

    @cached_property
    def entries(self) -> dict[str, QAction]:
        """The actions of all commands by id; their keys work from the first time on."""
        from gui.shell.commands import COMMANDS

        made = {one.id: self._action(one) for one in COMMANDS}
        self._window.addActions([*made.values()])
        return made

    def begin(self) -> None:
        """Let every key work from now on."""
        self._allow()

    def show_ready(self) -> None:
        """Let only those be chosen that can be done now."""
        from gui.shell.commands import COMMANDS

        for one in COMMANDS:
            self.entries[one.id].setEnabled(one.ready(self._frame))

    def _allow(self) -> None:
        """Let every key work again: what is ready changes while no menu is open."""
        for action in self.entries.values():
            action.setEnabled(True)

    def _action(self, one: WindowCommand) -> QAction:
        made = QAction(self)
        if one.key:
            made.setShortcut(QKeySequence(one.key))
        tell(made, text=one.name)
        made.triggered.connect(partial(self._run, one))
        return made

    def _run(self, one: WindowCommand) -> None:
        if one.ready(self._frame):
            one.deed(self._frame)

    def _menu(self, menu: Menu) -> QMenu:
        made = QMenu(self)
        tell(made, title=menu.value)
        made.aboutToShow.connect(partial(self._fill, made, menu))
        made.aboutToHide.connect(self._allow)
        self.addMenu(made)
        return made

    def _fill(self, shown_menu: QMenu, menu: Menu) -> None:
        """Fill a menu anew: what the page offers may be something else each time."""
        from gui.shell.commands import COMMANDS

        self.show_ready()
        shown_menu.clear()
        for one in COMMANDS:
            if one.menu is menu:
                if one.break_before:
                    shown_menu.addSeparator()
                action = self.entries[one.id]
                if one.icon:
                    action.setIcon(icon(one.icon))
                shown_menu.addAction(action)
        if menu is Menu.ACTIONS:
            shown_menu.addSeparator()
            for offer in self._frame.page.commands():
                self._offer(shown_menu, offer)

    @staticmethod
    def _offer(menu: QMenu, offer: Command) -> None:
        action = QAction(without_mnemonic(shown(offer.name)).replace("&", "&&"), menu)
        action.setEnabled(offer.ready)
        action.triggered.connect(lambda _checked: offer.deed())
        menu.addAction(action)
