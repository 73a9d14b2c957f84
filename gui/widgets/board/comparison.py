"""How two releases differ: settings, units, names of variables, and size by package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout

from core.plain_text import inert
from core.words import Size, Text, say, verbatim
from gui.look import theme
from gui.runtime.speech import shown, tell
from gui.wording.seen_words import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from core.usecases.releasing import Compared

_EMPTY = '""'
_PACKAGES = 30  # those that changed most
_LETTERS, _LINES = 90, 26


class ComparisonDialog(QDialog):
    """Shows all differences as text that can be selected and copied."""

    def __init__(self, parent: QWidget, compared: Compared) -> None:
        super().__init__(parent)
        found = compared.found
        old, new = number_of(found.old.release), number_of(found.new.release)
        title = say("From release {old} to release {new}", old=old, new=new)
        self.setWindowTitle(shown(title))
        heading = QLabel(shown(title))
        heading.setObjectName("dialogTitle")
        self.text = QPlainTextEdit("\n".join(shown(one) for one in lines(compared)))
        self.text.setReadOnly(True)
        self.text.setFont(theme.mono_font())
        letters = self.fontMetrics()
        self.text.setMinimumSize(letters.averageCharWidth() * _LETTERS, letters.height() * _LINES)
        tell(self.text, accessibleName=say("Differences"))
        box = QDialogButtonBox()
        close = box.addButton(shown(say("Close")), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        box.rejected.connect(self.reject)
        inside = QVBoxLayout(self)
        for part in (heading, self.text, box):
            inside.addWidget(part)


def lines(compared: Compared) -> Iterator[Text]:
    """Say what differs, one line after the other; and what could not be compared."""
    found = compared.found
    changed = [f"  {one.key}: {one.old or _EMPTY} → {one.new or _EMPTY}" for one in found.settings]
    yield from _part(say("Settings"), changed)
    signs = (("+", found.added), ("-", found.removed), ("~", found.changed))
    variables = [f"  {sign} {name}" for sign, names in signs for name in names]
    yield from _part(say("Environment variables"), variables)
    yield from _part(say("Units"), [found.units] if found.units else [])
    yield from _sizes(compared)
    if not found.whole:
        yield say("The server kept only the program of one of them. The rest is not known.")


def _part(title: Text, differences: list[str]) -> Iterator[Text]:
    yield title
    yield from (verbatim(inert(one)) for one in differences)
    if not differences:
        yield say("  no difference")


def _sizes(compared: Compared) -> Iterator[Text]:
    if compared.size is None:
        yield say("Both programs are needed on this computer to compare their packages.")
        return
    yield say("Size: {old} → {new}", old=Size(compared.size.old), new=Size(compared.size.new))
    for one in compared.size.packages[:_PACKAGES]:
        yield verbatim(inert(f"  {one.delta:+12,}  {one.name}"))
