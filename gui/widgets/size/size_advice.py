"""What a newcomer should know about the size, in a sentence with a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.words import Size, Text, say
from gui.runtime.speech import tell
from gui.widgets.parts import button, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.binary.inspection import Inspection
    from core.build.reason import Pull


@dataclass(frozen=True, slots=True)
class _Tip:
    """What to say, and whether all imports are worth a look."""

    text: Text
    look: bool = False


_MUCH = 0.05  # share of the file from which on an import is worth the one sentence
_LITTLE = 0.5  # of what an import brings: what it may be itself


class SizeAdvice(QWidget):
    """`look` asks for all imports and what they bring."""

    look = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = sentence()
        self.show_imports = button(say("Show what your imports bring"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.text, 1)
        line.addWidget(self.show_imports)
        self.show_imports.clicked.connect(self.look)
        self.hide()

    def show_advice(self, found: Inspection, pulls: Sequence[Pull] = ()) -> None:
        """Say what is most worth knowing about the size of this file."""
        tip = _import(found, pulls) or _largest(found)
        self.setVisible(tip is not None)
        if tip is not None:
            tell(self.text, text=tip.text)
            self.show_imports.setVisible(tip.look)


def _import(found: Inspection, pulls: Sequence[Pull]) -> _Tip | None:
    """The import that brings most, when that is much more than it is itself."""
    for pull in pulls[:1]:
        saves = pull.saves or 0
        if saves >= _MUCH * found.size and pull.size <= _LITTLE * saves:
            text = say(
                "Your import of {package} brings {size}, {share} of this file. "
                "Its own size is {own}.",
                package=pull.package,
                size=Size(saves),
                share=_share(saves, found.size),
                own=Size(pull.size),
            )
            return _Tip(text, look=True)
    return None


def _largest(found: Inspection) -> _Tip | None:
    modules = [one for one in found.modules if one.origin == "module"]
    if not modules:
        return None
    largest = max(modules, key=lambda one: one.size)
    return _Tip(
        say(
            "The largest module is {module}: {size}, {share} of this file.",
            module=largest.module,
            size=Size(largest.size),
            share=_share(largest.size, found.size),
        )
    )


def _share(part: int, whole: int) -> Text:
    """A rounded share; what is there is never said to be 0%."""
    percent = 100 * part / max(whole, 1)
    return say("{n}%", n=round(percent)) if percent >= 1 else say("less than 1%")
