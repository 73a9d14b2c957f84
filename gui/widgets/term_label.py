"""Running text in which the technical words lead to the glossary."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel

from core.words import Text, verbatim
from gui.runtime.speech import shown, speech


class _Asker(QObject):
    """Carries the wish to read about a word from wherever it is shown to the window."""

    asked = Signal(str)  # the id of a term


@lru_cache(maxsize=1)
def asker() -> _Asker:
    """Return the one asker; its signal `asked` names a term."""
    return _Asker()


class TermLabel(QLabel):
    """A sentence that wraps; a press on a technical word asks for its meaning.

    The keyboard is led past it: F1 lists the words of the whole page.
    """

    def __init__(self, text: Text | None = None, *, links: bool = True) -> None:
        super().__init__()
        self._links = links
        self._text = text or verbatim("")
        self.setWordWrap(True)
        mouse = Qt.TextInteractionFlag
        self.setTextInteractionFlags(mouse.LinksAccessibleByMouse | mouse.TextSelectableByMouse)
        self.linkActivated.connect(lambda link: asker().asked.emit(link.removeprefix("term:")))
        speech().changed.connect(self._reword)
        self._reword()

    def say(self, text: Text) -> None:
        """Show another sentence."""
        self._text = text
        self._reword()

    def link(self) -> None:
        """Lead to the glossary from now on: a first picture need not wait for its words."""
        self._links = True
        self._reword()

    def _reword(self) -> None:
        if not self._links:
            self.setTextFormat(Qt.TextFormat.PlainText)
            self.setText(shown(self._text))
            return
        from gui.wording.glossary import linked

        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(linked(self._text))
