"""What a deploy and its servers tell, in one log: of all or of one, wrapped on request."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from core.words import say
from gui.runtime.speech import shown, speech, tell
from gui.widgets.log.entry_rows import readable, wrapped
from gui.widgets.log.log_pane import LogPane
from gui.widgets.log.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from PySide6.QtGui import QResizeEvent

_MOST = 100_000  # lines that are kept to be shown in another way
_AT_ONCE = 200  # of them, before others may work
_MARGINS = 40  # pixels beside the text
_SHORTEST = 20  # letters in a row
_USUAL, _LONGEST = 12, 24  # letters of a server's name


class JobOutput(QWidget):
    """`begin` with the servers that may speak, then `append` their lines as they come."""

    def __init__(self) -> None:
        super().__init__()
        self.pane = LogPane()
        self.servers = QComboBox()
        self.wrap = QCheckBox()
        self._names: tuple[str, ...] = ()
        self._lines: deque[tuple[str, str]] = deque(maxlen=_MOST)
        self._again = Slices(self)
        tell(self.servers, accessibleName=say("Server"))
        tell(self.wrap, text=say("Wrap lines"))
        self.pane.tools.insertWidget(0, self.servers)
        self.pane.tools.insertWidget(1, self.wrap)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.pane)
        self.servers.currentIndexChanged.connect(self._show_again)
        self.wrap.toggled.connect(self._show_again)
        speech().changed.connect(self._offer)
        self.begin(())

    def begin(self, servers: Sequence[str]) -> None:
        """Forget what was there; lines of these servers come next."""
        self._names = tuple(servers)
        self._offer()
        self.clear()

    def clear(self) -> None:
        """Forget what was there."""
        self._again.stop()
        self._lines.clear()
        self.pane.clear()

    def append(self, lines: Iterable[str], server: str = "") -> None:
        """Add lines of a server, or of nobody in particular."""
        new = [(server, line) for line in lines]
        self._lines.extend(new)
        if not self._again.running:
            self.pane.append(self._rows(new))

    def text(self) -> str:
        """Return what is shown, without escapes."""
        return self.pane.text()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break lines anew where they are broken."""
        super().resizeEvent(event)
        if self.wrap.isChecked() and event.size().width() != event.oldSize().width():
            self._show_again()

    def _rows(self, lines: Iterable[tuple[str, str]]) -> list[str]:
        only, letters = self.servers.currentData() or "", self._letters()
        rows = (
            f"{server}  {readable(line)}" if server and len(self._names) > 1 else readable(line)
            for server, line in lines
            if not only or server == only
        )
        return wrapped(list(rows), letters)

    def _show_again(self) -> None:
        self.pane.clear()
        self._again.start(self._spell())

    def _spell(self) -> Iterator[None]:
        lines = list(self._lines)
        done = 0
        while done < len(lines):
            self.pane.append(self._rows(lines[done : done + _AT_ONCE]))
            done += _AT_ONCE
            yield
            lines = list(self._lines)

    def _letters(self) -> int:
        if not self.wrap.isChecked():
            return 0
        width = QFontMetricsF(self.pane.view.font()).horizontalAdvance("0")
        room = self.pane.view.viewport().width() - _MARGINS
        return max(_SHORTEST, round(room / width))

    def _offer(self) -> None:
        chosen = self.servers.currentData()
        self.servers.blockSignals(True)  # noqa: FBT003 - Qt's
        self.servers.clear()
        self.servers.addItem(shown(say("All servers")), "")
        for name in self._names:
            self.servers.addItem(name, name)
        self.servers.setCurrentIndex(max(0, self.servers.findData(chosen)))
        self.servers.blockSignals(False)  # noqa: FBT003 - Qt's
        longest = max(map(len, self._names), default=0)
        self.servers.setMinimumContentsLength(min(max(longest, _USUAL), _LONGEST))
        self.servers.setVisible(len(self._names) > 1)
