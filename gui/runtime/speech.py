"""Texts in the person's language, kept in step when the language changes.

The Chinese stands in a Qt Linguist file, read as it is: one catalogue, no compiled copy to forget.
"""

from __future__ import annotations

import re
from functools import lru_cache
from weakref import WeakKeyDictionary

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QObject,
    QTranslator,
    Signal,
)
from shiboken6 import isValid

from core.languages import LANGUAGES, PLURAL_FORM, catalogue
from core.words import Size, Text, Value

_MNEMONIC = re.compile(r"\s*\(&\w\)")  # as Chinese has it, in brackets behind the words


class _Speech(QObject):
    """Knows the language of now, and which property of which widget says what."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.language = "en"
        self.catalogue: dict[tuple[str, str], tuple[str, ...]] = {}
        self._told: WeakKeyDictionary[QObject, dict[str, Text]] = WeakKeyDictionary()
        self._qt_words = QTranslator(self)

    def tell(self, listener: QObject, texts: dict[str, Text]) -> None:
        self._told.setdefault(listener, {}).update(texts)
        for name, text in texts.items():
            listener.setProperty(name, shown(text))

    def told(self, listener: QObject, name: str) -> Text | None:
        return self._told.get(listener, {}).get(name)

    def switch(self, language: str) -> None:
        self.language = language
        self.catalogue = catalogue(language)
        QLocale.setDefault(QLocale(language))
        self._load_qt_words(language)
        for listener, texts in list(self._told.items()):
            if isValid(listener):  # Qt may have deleted what Python still holds
                self.tell(listener, texts)
        self.changed.emit()

    def _load_qt_words(self, language: str) -> None:
        """Qt brings the words of its own dialogs."""
        QCoreApplication.removeTranslator(self._qt_words)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if language != "en" and self._qt_words.load(f"qtbase_{language}", folder):
            QCoreApplication.installTranslator(self._qt_words)


@lru_cache(maxsize=1)
def speech() -> _Speech:
    """Return the one speaker of this process; its `changed` signal tells of a new language."""
    return _Speech()


def use_language(setting: str) -> None:
    """Speak the language of a setting: "en", "zh_CN", or "system" for the computer's own."""
    if setting == "system":
        setting = "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"
    speech().switch(setting if setting in LANGUAGES else "en")


def shown(text: Text) -> str:
    """Turn a text into the person's language, with sizes and numbers written their way."""
    values = {name: _written(value) for name, value in text.values}
    return _in_language(text).format(**values)


def without_mnemonic(words: str) -> str:
    """Return the words of a button or a menu without the mark of their underlined letter."""
    return _MNEMONIC.sub("", words).replace("&&", "\0").replace("&", "").replace("\0", "&")


def spoken(text: Text, language: str) -> str:
    """Return a text in another language than that of now, as far as it has words for it."""
    forms = catalogue(language).get((text.source, text.context))
    values = {name: _written(value) for name, value in text.values}
    return (forms[0] if forms else text.english).format(**values)


def told(listener: QObject, name: str) -> Text | None:
    """Return what was told for one property of a widget or an action; None for nothing."""
    return speech().told(listener, name)


def _in_language(text: Text) -> str:
    speaker = speech()
    forms = speaker.catalogue.get((text.source, text.context))
    if forms is None:
        return text.english
    return forms[0] if len(forms) == 1 else forms[PLURAL_FORM[speaker.language](text.count)]


def tell(listener: QObject, **texts: Text) -> None:
    """Set string properties (text, toolTip, accessibleName, windowTitle …) for good.

    They are set again whenever the language changes.
    """
    speech().tell(listener, texts)


def _written(value: Value) -> str:
    match value:
        case Text():
            return shown(value)
        case Size():
            locale = QLocale()
            style = QLocale.DataSizeFormat.DataSizeSIFormat
            return locale.formattedDataSize(value.count, 1 if value.count >= 1000 else 0, style)  # noqa: PLR2004 - bytes have no decimals
        case float():
            return QLocale().toString(value, "f", 1)
        case _:
            return str(value)
