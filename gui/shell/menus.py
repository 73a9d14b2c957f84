"""The menus of the window, in their order."""

from __future__ import annotations

from enum import Enum

from core.words import say


class Menu(Enum):
    """Each with its title."""

    FILE = say("File")
    GO = say("Go", context="menu")
    ACTIONS = say("Actions")
    VIEW = say("View", context="menu")
    HELP = say("Help")
