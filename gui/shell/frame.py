"""What the window promises to whatever commands it: menus, palette, help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.actions import Action
    from core.journey import Stop
    from gui.page import Page
    from gui.runtime.session import Session
    from gui.runtime.task_runner import TaskRunner
    from gui.shell.footer import Footer


class Desk(Protocol):
    """What commands ask of the help."""

    def explain(self, term: str = "") -> None:
        """Show the glossary, at one term if it is named."""

    def show_keys(self) -> None:
        """Show every key."""

    def show_news(self) -> None:
        """Show what is new."""

    def show_licences(self) -> None:
        """Show version and licenses."""

    def report_problem(self) -> None:
        """Show a report that can be sent to the makers."""


class Frame(Protocol):
    """The window as its own parts see it; a protocol, so that they need not import it."""

    session: Session
    runner: TaskRunner
    footer: Footer
    stop: Stop

    @property
    def desk(self) -> Desk:
        """Everything behind the menu Help."""

    @property
    def page(self) -> Page:
        """The page that is shown."""

    @property
    def pages(self) -> Mapping[Stop, Page]:
        """Every page; one is made when it is asked for."""

    def go_to(self, stop: Stop) -> None:
        """Move to a stop, unless it is locked."""

    def go_back(self) -> None:
        """Show the page before this one."""

    def hand_on(self, stop: Stop, action: Action) -> None:
        """Let the page of a stop do what an advice offers."""

    def reveal(self, stop: Stop, what: str) -> None:
        """Go where one thing is, and bring it into sight."""

    def find_anything(self) -> None:
        """Let the person look for anything by its name."""

    def show_settings(self, what: str = "") -> None:
        """Show the settings, with the keyboard on one of them."""

    def show_help(self) -> None:
        """Say what this page is for."""

    def apply_settings(self) -> None:
        """Speak and look as the settings say."""

    async def build_and_deploy_again(self) -> None:
        """Do in one keystroke what took the pages."""

    def close(self) -> bool:
        """End what runs, then the window."""
