"""Help: what this page is for, with its technical words; the glossary; every key."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QLabel,
    QLineEdit,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from core.words import Text, say
from gui.look.space import space
from gui.runtime.speech import shown, speech, tell, without_mnemonic
from gui.shell.commands import COMMANDS
from gui.shell.matching import fit
from gui.wording.glossary import TERMS, found_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gui.page import Page
    from gui.wording.term import Term

_OTHER_KEYS: tuple[tuple[str, Text], ...] = (
    ("Ctrl+F", say("Search in the output")),
    ("Alt", say("Show the underlined letters: Alt and the letter press the button")),
    ("Return", say("In the size map: open the selected part")),
    ("Backspace", say("In the size map: go one level up")),
)
_LETTERS, _LINES = 84, 26  # how large it opens


class Help(QDialog):
    """Stays beside the window, which goes on to be used."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.page = _reader(say("About this page"))
        self.keys = _reader(say("Keyboard shortcuts"))
        self.terms = _reader(say("Glossary"))
        self.search = QLineEdit()
        self.tabs = QTabWidget()
        self._page: Page | None = None
        self._lay_out()
        self.search.textChanged.connect(self._show_terms)
        speech().changed.connect(self._reword)
        self._reword()
        letter, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().height()
        self.resize(letter * _LETTERS, line * _LINES)

    def show_page(self, page: Page) -> None:
        """Say what a page is for, and what its technical words mean."""
        self._page = page
        self._reword()
        self._open(self.page)

    def show_term(self, name: str = "") -> None:
        """Show the glossary, at one term if it is named."""
        self.search.clear()
        self._open(self.terms.parentWidget() or self.terms)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.terms.scrollToAnchor(name)

    def show_keys(self) -> None:
        """Show every key."""
        self._open(self.keys)

    def _open(self, tab: QWidget) -> None:
        self.tabs.setCurrentWidget(tab)
        self.show()
        self.raise_()
        self.activateWindow()

    def _lay_out(self) -> None:
        glossary = QWidget()
        column = QVBoxLayout(glossary)
        column.setContentsMargins(0, space(2), 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.terms)
        tell(self.search, accessibleName=say("Search the glossary"))
        tell(self.search, placeholderText=say("Search the glossary"))
        tell(self, windowTitle=say("Help"))
        for tab in (self.page, glossary, self.keys):
            self.tabs.addTab(tab, "")
        QVBoxLayout(self).addWidget(self.tabs)

    def _reword(self) -> None:
        titles = (say("This page"), say("Glossary"), say("Keyboard shortcuts"))
        for place, title in enumerate(titles):
            self.tabs.setTabText(place, shown(title))
        if self._page is not None:
            self.page.setHtml(_about(self._page))
        self.keys.setHtml(_keys())
        self._show_terms()

    def _show_terms(self) -> None:
        typed = self.search.text()
        fitting = [one for one in TERMS if not typed.strip() or fit(typed, _names(one))]
        none = f"<p>{_said(say('Nothing has this name.'))}</p>"
        self.terms.setHtml(_listed(fitting) if fitting else none)


def _reader(name: Text) -> QTextBrowser:
    made = QTextBrowser()
    made.setOpenLinks(False)
    tell(made, accessibleName=name)
    return made


def _names(term: Term) -> tuple[str, ...]:
    return (shown(term.word), str(term.word), *term.forms, shown(term.meaning))


def _about(page: Page) -> str:
    words = found_in("\n".join(_words_on(page)))
    parts = [f"<h3>{_said(page.title)}</h3><p>{_said(page.lead)}</p>"]
    if words:
        parts.append(f"<h4>{_said(say('Words on this page'))}</h4>{_listed(words)}")
    return "".join(parts)


def _words_on(page: Page) -> Iterator[str]:
    """Yield what can be read on a page now."""
    yield shown(page.title)
    yield shown(page.lead)
    for part in page.frame.findChildren(QWidget):
        if part.isVisibleTo(page.frame) and isinstance(part, QLabel | QAbstractButton):
            yield without_mnemonic(part.text())


def _listed(terms: Iterable[Term]) -> str:
    ordered = sorted(terms, key=lambda one: shown(one.word).casefold())
    return "".join(
        f'<p><a name="{one.id}"></a><b>{_said(one.word)}</b><br>{_said(one.meaning)}</p>'
        for one in ordered
    )


def _keys() -> str:
    keys = [(one.key, one.name) for one in COMMANDS if one.key]
    rows = "".join(
        f"<tr><td><b>{escape(_native(key))}</b></td><td>{_said(name)}</td></tr>"
        for key, name in (*keys, *_OTHER_KEYS)
    )
    return f'<table cellpadding="4">{rows}</table>'


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key


def _said(text: Text) -> str:
    return escape(shown(text))
