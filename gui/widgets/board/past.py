"""The past of the chosen service: its releases, any of which can come back, and its history."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from core.words import Text, say
from gui.runtime.speech import shown, speech, tell
from gui.widgets.parts import beside, button, fill, row, sentence
from gui.widgets.quiet_table import QuietTable
from gui.wording import past_words
from gui.wording.seen_words import number_of

if TYPE_CHECKING:
    from core.usecases.releasing import Entry, Known


class ReleaseList(QWidget):
    """Every release that is known; `wanted` carries the whole name of the one to bring back.

    `compare_wanted` carries those of two that are kept, the older one first.
    """

    wanted = Signal(str)
    compare_wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._known: tuple[Known, ...] = ()
        self.table = QuietTable(say("Releases"), columns=7, wide=2)
        self.said = sentence()
        self.said.setObjectName("muted")
        self.back = button(say("Choose a release"))
        self.compare = button(say("Compare with"))
        self.other = QComboBox()
        self.other.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        tell(self.other, accessibleName=say("The release to compare with"))
        self.compare.clicked.connect(self._compare)
        self.table.chosen.connect(self._name_deed)
        self.back.clicked.connect(self._want)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        column.addLayout(row(self.back, self.compare, self.other))
        speech().changed.connect(self._reword)

    def say(self, text: Text) -> None:
        """Say why nothing is here yet."""
        tell(self.said, text=text)
        self.said.show()

    def clear(self) -> None:
        """Show nothing."""
        self.show_releases(())

    def show_releases(self, known: tuple[Known, ...]) -> None:
        """Show these, the newest first."""
        self._known = known
        self.tell_ages()
        self.said.setVisible(not known)
        self._name_deed()

    def tell_ages(self) -> None:
        """Say of each how long ago it came, as of now; which one is chosen stays."""
        now = time.time()
        rows = [[shown(one) for one in past_words.release_row(each, now)] for each in self._known]
        self.table.show_rows(past_words.RELEASE_TITLES, rows, numbers=(3, 4))

    def _reword(self) -> None:
        self.show_releases(self._known)

    def chosen(self) -> Known | None:
        """Return the release that is chosen."""
        place = self.table.chosen_row()
        return self._known[place] if 0 <= place < len(self._known) else None

    def others(self) -> list[tuple[Text, str]]:
        """Name each release that can come back, and its whole name."""
        now = time.time()
        back = [one for one in self._known if one.kept and not one.live]
        return [(past_words.told(one, now), one.release) for one in back]

    def _name_deed(self) -> None:
        one = self.chosen()
        self.back.setEnabled(one is not None and one.kept and not one.live)
        self._offer_others(one)
        if one is None:
            tell(self.back, text=say("Choose a release"))
        else:
            tell(self.back, text=say("Switch to release {n}", n=number_of(one.release)))

    def _offer_others(self, chosen: Known | None) -> None:
        """Let it be compared with each other one that is kept, the live one at first."""
        kept = [one for one in self._known if one.kept]
        others = [one for one in kept if one is not chosen] if chosen in kept else []
        others.sort(key=lambda one: not one.live)
        fill(self.other, {one.release: past_words.named(one) for one in others})
        for part in (self.compare, self.other):
            part.setEnabled(bool(others))

    def _want(self) -> None:
        if (one := self.chosen()) is not None:
            self.wanted.emit(one.release)

    def _compare(self) -> None:
        if (one := self.chosen()) is not None:
            other = next(each for each in self._known if each.release == self.other.currentData())
            old, new = sorted((one, other), key=lambda each: each.number)
            self.compare_wanted.emit(old.release, new.release)


class HistoryList(QWidget):
    """Every change, the newest first; what is typed leaves those that have it."""

    save_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[Entry, ...] = ()
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        tell(
            self.search,
            placeholderText=say("Search the history"),
            accessibleName=say("Search the history"),
        )
        self.save = button(say("Save as CSV…"))
        self.table = QuietTable(say("History"), columns=6, wide=4)
        self.said = sentence()
        self.said.setObjectName("muted")
        self.search.textChanged.connect(self._show)
        self.save.clicked.connect(self.save_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addLayout(beside(self.search, self.save))
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        speech().changed.connect(self._show)

    def say(self, text: Text) -> None:
        """Say why nothing is here yet."""
        tell(self.said, text=text)
        self.said.show()

    def clear(self) -> None:
        """Show nothing."""
        self.show_entries(())

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show these, which come with the oldest first."""
        self._entries = tuple(reversed(entries))
        self.said.setVisible(not entries)
        self._show()

    def _show(self) -> None:
        wanted = self.search.text().casefold().split()
        rows = [[shown(one) for one in past_words.history_row(each)] for each in self._entries]
        hits = [one for one in rows if all(word in " ".join(one).casefold() for word in wanted)]
        self.table.show_rows(past_words.HISTORY_TITLES, hits, numbers=(5,))
