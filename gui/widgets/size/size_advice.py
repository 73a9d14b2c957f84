"""What a newcomer should know about the size, in a sentence with a number and its button."""

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
    from core.build.options import BuildOptions
    from core.build.reason import Pull


@dataclass(frozen=True, slots=True)
class _Tip:
    """What to say, and the words of its button: for an option that would help, or for a look."""

    text: Text
    field: str = ""
    primary_action: Text | None = None


_MUCH = 0.05  # share of the file from which on an import is worth the one sentence
_LITTLE = 0.5  # of what an import brings: what it may be itself


class SizeAdvice(QWidget):
    """`chosen` carries the name of the option to switch on; `again` asks for the next build.

    `look` asks for all imports and what they bring.
    """

    chosen = Signal(str)
    again = Signal()
    look = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = sentence()
        self.apply = button(say("Leave it out"))
        self.build = button(say("Build again"))
        self._field = ""
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.text, 1)
        line.addWidget(self.apply)
        line.addWidget(self.build)
        self.apply.clicked.connect(self._act)
        self.build.clicked.connect(self.again)
        self.hide()

    def show_advice(
        self, found: Inspection, options: BuildOptions, pulls: Sequence[Pull] = ()
    ) -> None:
        """Say the most useful thing about this file; what was chosen waits for the next build."""
        tip = _option(found) or _import(found, pulls) or _largest(found)
        self.setVisible(tip is not None)
        if tip is None:
            return
        waits = bool(tip.field) and bool(getattr(options, tip.field))
        self._field = tip.field
        text = say("{advice} It will be left out; Build is out of date now.", advice=tip.text)
        tell(self.text, text=text if waits else tip.text)
        if tip.primary_action is not None:
            tell(self.apply, text=tip.primary_action)
        self.apply.setVisible(tip.primary_action is not None and not waits)
        self.build.setVisible(waits)

    def _act(self) -> None:
        if self._field:
            self.chosen.emit(self._field)
        else:
            self.look.emit()


def _option(found: Inspection) -> _Tip | None:
    for saving in found.savings:
        share = _share(saving.bytes, found.size)
        size = Size(saving.bytes)
        match saving.option:
            case "-ldflags=-s -w":
                text = say(
                    "Debug information is {share} of this file: {size}.", share=share, size=size
                )
                return _Tip(text, "strip", say("Leave it out"))
            case "-trimpath":
                text = say(
                    "Folder names of this computer are {share} of this file: {size}.",
                    share=share,
                    size=size,
                )
                return _Tip(text, "trimpath", say("Leave them out"))
    return None


def _import(found: Inspection, pulls: Sequence[Pull]) -> _Tip | None:
    """The import that brings most, when that is much more than it is itself."""
    for pull in pulls[:1]:
        saves = pull.saves or 0
        if saves >= _MUCH * found.size and pull.size <= _LITTLE * saves:
            text = say(
                "Your import of {package} brings {size}, {share} of this file; "
                "by itself it is {own}.",
                package=pull.package,
                size=Size(saves),
                share=_share(saves, found.size),
                own=Size(pull.size),
            )
            return _Tip(text, primary_action=say("Show what your imports bring"))
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
    """A rounded share; what is there is never said to be 0 %."""
    percent = 100 * part / max(whole, 1)
    return say("{n} %", n=round(percent)) if percent >= 1 else say("less than 1 %")
