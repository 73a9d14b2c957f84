"""What would make the program smaller: a press builds and measures it, another takes it back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.words import Size, Text, say
from gui.runtime.speech import tell
from gui.widgets.parts import beside, button, held, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton

    from core.build.lighter import Lighter
    from core.usecases.saving import Tried

_MOST = 2  # offers in sight at once: more come when these are taken


class SavingsPanel(QWidget):
    """`tried` carries a `Lighter` to build and measure.

    `kept` and `dropped` say what becomes of the one that was measured, `compared` wants to see it.
    """

    tried = Signal(object)
    kept = Signal()
    dropped = Signal()
    compared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.offers: list[QPushButton] = []
        self._left_to: QWidget | None = None  # where the keyboard went from here
        self._rows: list[QWidget] = []
        self.told = sentence()
        self.keep = button(say("Keep it"))
        self.drop = button(say("Take it back"))
        self.compare = button(say("Show what changes"))
        self.result = held(beside(self.told, self.keep, self.drop, self.compare))
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(4)
        self._whole.addWidget(self.result)
        self.keep.clicked.connect(self.kept)
        self.drop.clicked.connect(self.dropped)
        self.compare.clicked.connect(self.compared)
        self.show_offers(())

    def show_offers(self, offers: Sequence[Lighter], *, outdated: bool = False) -> None:
        """Offer these; while the program is `outdated`, they could not be compared with it."""
        self._clear()
        for one in offers[:_MOST]:
            self._add(one, ready=not outdated)
        self.setVisible(bool(offers))

    def show_tried(self, tried: Tried, *, kept: bool) -> None:
        """Tell what was measured; what is kept can still be taken back."""
        self._clear()
        tell(self.told, text=_measured(tried, kept=kept))
        self.keep.setVisible(not kept)
        self.compare.setVisible(not kept)
        self.result.show()
        self.show()
        self._take_keyboard(self.drop if kept else self.keep)

    def show_work(self, what: Text) -> None:
        """Say what is being built; there is nothing to press meanwhile."""
        here = self.window().focusWidget()
        had_keyboard = here is not None and self.isAncestorOf(here)
        self._clear()
        tell(self.told, text=what)
        for part in (self.keep, self.drop, self.compare):
            part.hide()
        self._left_to = self.window().focusWidget() if had_keyboard else None
        self.result.show()
        self.show()

    def _take_keyboard(self, deed: QPushButton) -> None:
        """Have it at the next deed, unless the person went on elsewhere meanwhile."""
        left_to, self._left_to = self._left_to, None
        if left_to is not None and self.window().focusWidget() is left_to:
            deed.setFocus()

    def _add(self, offer: Lighter, *, ready: bool) -> None:
        text = say("{what} {cost}", what=offer.what, cost=offer.cost)
        deed = button(offer.deed)
        deed.setEnabled(ready)
        if not ready:
            tell(deed, toolTip=say("The program is out of date. Build it first."))
        deed.clicked.connect(partial(self.tried.emit, offer))
        self.offers.append(deed)
        self._rows.append(held(beside(sentence(text), deed)))
        self._whole.addWidget(self._rows[-1])

    def _clear(self) -> None:
        for old in self._rows:
            old.hide()
            old.deleteLater()
        self.offers, self._rows = [], []
        self.result.hide()
        self.drop.show()


def _measured(tried: Tried, *, kept: bool) -> Text:
    before, after = Size(tried.before), Size(tried.after)
    if tried.saved <= 0:
        return say(
            "Measured: {before} before, {after} after. Nothing is saved.",
            before=before,
            after=after,
        )
    saved = say(
        "{before} → {after}, {saved} smaller ({share}%).",
        before=before,
        after=after,
        saved=Size(tried.saved),
        share=100 * tried.saved / tried.before,
    )
    return say("Kept: {saved}", saved=saved) if kept else say("Measured: {saved}", saved=saved)
