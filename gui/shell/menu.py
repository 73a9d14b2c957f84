"""The menu at the foot of the rail: language, colours, help."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from core.words import Text, say, verbatim
from gui.look import theme
from gui.runtime.speech import LANGUAGES, tell, use_language

if TYPE_CHECKING:
    from gui.runtime.session import Session

_COLOURS = {
    "system": say("Like the computer"),
    "light": say("Light"),
    "dark": say("Dark"),
}


def make_menu_button(session: Session) -> QToolButton:
    """Make the button; its choices act at once and are remembered."""
    made = QToolButton()
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    made.setAutoRaise(True)
    tell(made, text=say("Settings"))
    menu = QMenu(made)
    menu.aboutToShow.connect(lambda: _fill(menu, session))
    made.setMenu(menu)
    return made


def _fill(menu: QMenu, session: Session) -> None:
    """Add the choices when the menu is opened for the first time."""
    if not menu.isEmpty():
        return
    languages = {"system": say("Like the computer")}
    languages |= {code: verbatim(name) for code, name in LANGUAGES.items()}
    _add_choices(menu, say("Language"), languages, session, name="language")
    _add_choices(menu, say("Colours"), _COLOURS, session, name="colours")


def apply_settings(session: Session) -> None:
    """Speak and look as the settings say."""
    settings = session.current.settings
    use_language(settings.language)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        theme.apply(app, theme.Theme(settings.colours))


def _add_choices(
    menu: QMenu, title: Text, choices: dict[str, Text], session: Session, *, name: str
) -> None:
    from PySide6.QtGui import QAction, QActionGroup

    sub = QMenu(menu)
    tell(sub, title=title)
    menu.addMenu(sub)
    group = QActionGroup(sub)
    for value, text in choices.items():
        action = QAction(sub, checkable=True)
        tell(action, text=text)
        action.setChecked(getattr(session.current.settings, name) == value)
        action.triggered.connect(_chooser(session, {name: value}))
        group.addAction(action)
        sub.addAction(action)


def _chooser(session: Session, values: dict[str, Any]) -> Any:  # noqa: ANN401 - a slot
    def choose() -> None:
        session.change(settings=replace(session.current.settings, **values))
        apply_settings(session)

    return choose
