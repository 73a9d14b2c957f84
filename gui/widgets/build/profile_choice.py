"""The sets of options that goferry.toml offers, and which of them the choices are now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from core.build.options import BuildOptions
from core.problems import ProblemError
from core.words import say
from gui.runtime.speech import shown

if TYPE_CHECKING:
    from core.usecases.settling import Profiles


class ProfileChoice(QComboBox):
    """Offers each set by its name; what is nobody's set are a person's own choices."""

    chosen = Signal(object)  # the BuildOptions of a set
    refused = Signal(object)  # the Problem of a set that asks for what it may not

    def __init__(self) -> None:
        super().__init__()
        self._profiles: Profiles | None = None
        self._now = BuildOptions()
        self.activated.connect(self._choose)

    def offer(self, profiles: Profiles | None) -> None:
        """Take what goferry.toml has now."""
        self._profiles = profiles

    def show_options(self, options: BuildOptions) -> bool:
        """Say which set these options are, or that it is none; False where there is no choice."""
        self._now = options
        names = self._profiles.names if self._profiles else ()
        self.clear()
        self.addItem(shown(say("Custom")), None)
        for name in names:
            self.addItem(name or shown(say("From goferry.toml")), name)
        matching = self._profiles.matching(options) if self._profiles else None
        self.setCurrentIndex(0 if matching is None else 1 + names.index(matching))
        return bool(names)

    def _choose(self, place: int) -> None:
        name = self.itemData(place)
        if self._profiles is None or name is None:
            return
        try:
            self.chosen.emit(self._profiles.options(name, self._now))
        except ProblemError as error:  # chosen from a list: no task of the runner
            self.refused.emit(error.problem)
