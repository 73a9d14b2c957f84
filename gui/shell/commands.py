"""The table of all that the window can do from anywhere: menus, palette, help follow it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from core.journey import STOPS, Stop
from core.languages import LANGUAGES
from core.settings import TEXT_SIZES
from core.words import Text, say, verbatim
from gui.shell.menus import Menu

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.shell.frame import Frame


def _always(_window: Frame) -> bool:
    return True


def _idle(window: Frame) -> bool:
    return not window.runner.busy


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowCommand:
    """One thing to do: in which menu, under which name and key, and while which condition holds.

    One with a `break_before` begins a new part of its menu. `icon` is a file of `resources/icons`.
    """

    id: str
    menu: Menu
    name: Text
    deed: Callable[[Frame], object]
    key: str = ""
    icon: str = ""
    ready: Callable[[Frame], bool] = _always
    break_before: bool = False


def _choose_folder(window: Frame) -> None:
    from core.actions import ChooseFolder

    window.hand_on(Stop.PROJECT, ChooseFolder())


def _start_from_template(window: Frame) -> None:
    from core.actions import StartFromTemplate

    window.hand_on(Stop.PROJECT, StartFromTemplate())


def _has_another_before(window: Frame) -> bool:
    return window.stop is not Stop.PROJECT or window.page is not window.pages[window.stop]


def _going(stop: Stop, number: int) -> WindowCommand:
    return WindowCommand(
        id=f"go-{stop}",
        menu=Menu.GO,
        name=STOPS[stop].name,
        key=f"Ctrl+{number}",
        icon=STOPS[stop].icon,
        deed=lambda window: window.go_to(stop),
        break_before=number == 1,
    )


def _resized(window: Frame, steps: int) -> None:
    """Make text larger or smaller by steps of the sizes on offer; no step is the usual size."""
    now = window.session.current.settings.text_size
    nearest = min(range(len(TEXT_SIZES)), key=lambda place: abs(TEXT_SIZES[place] - now))
    place = max(0, min(nearest + steps, len(TEXT_SIZES) - 1))
    _set(window, text_size=TEXT_SIZES[place] if steps else 100)


def _set(window: Frame, **values: Any) -> None:  # noqa: ANN401 - fields of Settings
    settings = replace(window.session.current.settings, **values)
    window.session.change(settings=settings)
    window.apply_settings()


def _speaking(language: str, name: Text) -> WindowCommand:
    return WindowCommand(
        id=f"language-{language}",
        menu=Menu.VIEW,
        name=name,
        deed=lambda window: _set(window, language=language),
        break_before=language == "system",
    )


def _coloured(colours: str) -> Callable[[Frame], None]:
    return lambda window: _set(window, colours=colours)


COMMANDS: tuple[WindowCommand, ...] = (
    WindowCommand(
        id="open",
        menu=Menu.FILE,
        name=say("Open a project…"),
        key="Ctrl+O",
        icon="folder",
        deed=_choose_folder,
        ready=_idle,
    ),
    WindowCommand(
        id="new",
        menu=Menu.FILE,
        name=say("New Gin service…"),
        key="Ctrl+N",
        icon="plus",
        deed=_start_from_template,
        ready=_idle,
    ),
    WindowCommand(
        id="settings",
        menu=Menu.FILE,
        name=say("Settings…"),
        key="Ctrl+,",
        icon="settings",
        deed=lambda window: window.show_settings(),
        break_before=True,
    ),
    WindowCommand(
        id="quit",
        menu=Menu.FILE,
        name=say("Quit"),
        key="Ctrl+Q",
        icon="close",
        deed=lambda window: window.close(),
        break_before=True,
    ),
    WindowCommand(
        id="find",
        menu=Menu.GO,
        name=say("Find anything…"),
        key="Ctrl+K",
        icon="search",
        deed=lambda window: window.find_anything(),
    ),
    *(_going(stop, number) for number, stop in enumerate(STOPS, 1)),
    WindowCommand(
        id="back",
        menu=Menu.GO,
        name=say("Previous page"),
        key="Alt+Left",
        deed=lambda window: window.go_back(),
        ready=_has_another_before,
        break_before=True,
    ),
    WindowCommand(
        id="act",
        menu=Menu.ACTIONS,
        name=say("Press the primary button"),
        key="Ctrl+Return",
        icon="play",
        deed=lambda window: window.footer.primary_action.click(),
        ready=_idle,
    ),
    WindowCommand(
        id="again",
        menu=Menu.ACTIONS,
        name=say("Build and deploy again"),
        key="Ctrl+R",
        icon="deploy",
        deed=lambda window: window.runner.spawn(window.build_and_deploy_again()),
        ready=_idle,
    ),
    WindowCommand(
        id="cancel",
        menu=Menu.ACTIONS,
        name=say("Cancel the running job"),
        key="Ctrl+.",
        icon="stop",
        deed=lambda window: window.runner.cancel(),
        ready=lambda window: window.runner.busy,
    ),
    WindowCommand(
        id="larger",
        menu=Menu.VIEW,
        name=say("Larger text"),
        key="Ctrl++",
        icon="plus",
        deed=lambda window: _resized(window, 1),
    ),
    WindowCommand(
        id="smaller",
        menu=Menu.VIEW,
        name=say("Smaller text"),
        key="Ctrl+-",
        deed=lambda window: _resized(window, -1),
    ),
    WindowCommand(
        id="usual-size",
        menu=Menu.VIEW,
        name=say("Normal text size"),
        key="Ctrl+0",
        deed=lambda window: _resized(window, 0),
    ),
    WindowCommand(
        id="light",
        menu=Menu.VIEW,
        name=say("Light colors"),
        deed=_coloured("light"),
        break_before=True,
    ),
    WindowCommand(
        id="dark",
        menu=Menu.VIEW,
        name=say("Dark colors"),
        deed=_coloured("dark"),
    ),
    WindowCommand(
        id="system-colours",
        menu=Menu.VIEW,
        name=say("System colors"),
        deed=_coloured("system"),
    ),
    _speaking("system", say("System language")),
    *(_speaking(language, verbatim(name)) for language, name in LANGUAGES.items()),
    WindowCommand(
        id="help",
        menu=Menu.HELP,
        name=say("Help on this page"),
        key="F1",
        icon="unknown",
        deed=lambda window: window.show_help(),
    ),
    WindowCommand(
        id="glossary",
        menu=Menu.HELP,
        name=say("Glossary"),
        deed=lambda window: window.desk.explain(),
    ),
    WindowCommand(
        id="keys",
        menu=Menu.HELP,
        name=say("Keyboard shortcuts"),
        deed=lambda window: window.desk.show_keys(),
    ),
    WindowCommand(
        id="news",
        menu=Menu.HELP,
        name=say("What is new"),
        deed=lambda window: window.desk.show_news(),
        break_before=True,
    ),
    WindowCommand(
        id="report",
        menu=Menu.HELP,
        name=say("Report a problem…"),
        deed=lambda window: window.desk.report_problem(),
    ),
    WindowCommand(
        id="about",
        menu=Menu.HELP,
        name=say("About GoFerry"),
        deed=lambda window: window.desk.show_licences(),
    ),
)


def command(name: str) -> WindowCommand:
    """Return the command with this id."""
    return next(one for one in COMMANDS if one.id == name)
