"""The log of a service on many servers: live, filtered, in columns, paused, searched and saved."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import replace
from enum import StrEnum
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from core.events import ServiceLine
from core.words import say, say_count
from gui.runtime.speech import shown, speech, tell
from gui.widgets.flow_row import FlowRow
from gui.widgets.icons import icon
from gui.widgets.log.entry_rows import RowStyle, width_of
from gui.widgets.log.log_pane import LogPane
from gui.widgets.log.log_range import LogRange
from gui.widgets.log.slices import Slices
from gui.widgets.parts import button, fill, row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QResizeEvent

    from core.words import Text
    from gui.widgets.log.entry_rows import Entry

_MOST = 50_000  # entries that are kept: Python looks through all of them in one go, now and then
_AT_ONCE = 50  # entries that are spelled before others may work
_MEASURED = 1_000  # entries, the newest, that tell how wide the column of a field is
_MOST_FIELDS = 40  # that can have a column
_BEAT = 33  # milliseconds
_ALMOST_ALL = 100  # of the room beside the pane's own tools
_MARGINS = 40  # pixels beside the text
_LEVELS = {
    "": say("All levels"),
    "notice": say("Notices and worse"),
    "warning": say("Warnings and worse"),
    "error": say("Errors"),
}


class Sign(StrEnum):
    """What the log does now."""

    IDLE = "idle"
    LIVE = "live"
    CUT_OFF = "cut_off"
    PAUSED = "paused"
    STOPPED = "stopped"
    COMPLETE = "complete"


_SIGNS: dict[Sign, tuple[str, Text]] = {
    Sign.IDLE: ("locked", say("No log is open")),
    Sign.LIVE: ("running", say("Live")),
    Sign.CUT_OFF: ("warning", say("Reconnecting")),
    Sign.PAUSED: ("stale", say("Paused")),
    Sign.STOPPED: ("stop", say("Stopped")),
    Sign.COMPLETE: ("done", say("Complete")),
}


class ServiceLog(QWidget):
    """Shows what it is given: `begin` a log, `take` each entry, `end` it.

    `range` carries the times between which it is to be read anew; `stop_wanted` ends the reading.
    """

    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.pane = LogPane()
        self.sign = QLabel()
        self.picture = QLabel()
        self.pause = button(say("&Pause"))
        self.stop = button(say("S&top"))
        self.range = LogRange()
        self.servers = QComboBox()
        self.levels = QComboBox()
        self.text = QLineEdit()
        self.fields = button(say("&Columns"))
        self.wrap = QCheckBox()
        self.style_of_rows = RowStyle()
        self.state = Sign.IDLE
        self._entries: deque[Entry] = deque(maxlen=_MOST)
        self._new: deque[Entry] = deque(maxlen=_MOST)
        self._unspelled: deque[Entry] = deque(maxlen=_MOST)
        self._met: Counter[str] = Counter()
        self._cut: set[str] = set()
        self._spelling = Slices(self)
        self._soon = QTimer(self, interval=_BEAT, singleShot=True)
        self._lay_out()
        self._connect()
        self._show_sign(Sign.IDLE)

    def begin(self, servers: Sequence[str], *, many_services: bool = False) -> None:
        """Forget what was there; entries of these servers come next."""
        self.clear()
        self.style_of_rows = replace(
            self.style_of_rows, servers=tuple(servers), many_services=many_services, server=""
        )
        self._offer_servers()
        self._show_sign(Sign.LIVE)

    def clear(self) -> None:
        """Forget what was there."""
        for one in (self._entries, self._new, self._unspelled, self._met, self._cut):
            one.clear()
        self.pane.clear()
        self._show_sign(Sign.IDLE)

    def show_level(self, level: str) -> None:
        """Show entries of this level and worse alone; of all levels with ""."""
        self.levels.setCurrentIndex(self.levels.findData(level))

    def take(self, entry: Entry) -> None:
        """Add an entry, or what is worth knowing between two; it is shown at the next beat."""
        self._new.append(entry)
        if isinstance(entry, ServiceLine):
            for key in entry.fields:
                if key in self._met or len(self._met) < _MOST_FIELDS:
                    self._met[key] += 1
        else:
            self._notice(entry.problem.code, entry.server)
        if not self._soon.isActive():
            self._soon.start()

    def end(self, *, complete: bool = False) -> None:
        """Nothing more comes: somebody stopped it, or all that was wanted is there."""
        self._show_sign(Sign.COMPLETE if complete else Sign.STOPPED)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break lines anew where they are broken."""
        super().resizeEvent(event)
        if self.wrap.isChecked():
            self._choose()

    def _notice(self, code: str, server: str) -> None:
        if code == "log_cut_off":
            self._cut.add(server)
        elif code == "log_reconnected":
            self._cut.discard(server)
        if self.state in {Sign.LIVE, Sign.CUT_OFF}:
            self._show_sign(Sign.CUT_OFF if self._cut else Sign.LIVE)

    def _flush(self) -> None:
        if self.state is Sign.PAUSED:
            self._say_how_many()
            return
        new = tuple(self._new)
        self._new.clear()
        self._entries.extend(new)
        self._unspelled.extend(new)
        if not self._spelling.running:
            self._spelling.start(self._spell(0))

    def _spell(self, anew: int) -> Iterator[None]:
        """Spell what came, in slices: however much it is, the window goes on.

        The rows of the first `anew` entries take the place of those in sight, all at once.
        """
        rows: list[str] = []
        while self._unspelled:
            for _ in range(min(_AT_ONCE, len(self._unspelled))):
                rows += self.style_of_rows.rows(self._unspelled.popleft())
                anew -= 1
                if not anew:
                    self.pane.clear()
            if anew <= 0:
                self.pane.append(rows)
                rows = []
            yield

    def _choose(self) -> None:
        """Show all entries anew, in another way than before."""
        self.style_of_rows = replace(
            self.style_of_rows,
            server=self.servers.currentData() or "",
            level=self.levels.currentData() or "",
            text=self.text.text().strip(),
            wrap=self._letters() if self.wrap.isChecked() else 0,
        )
        self.pane.head.show_columns(
            self.style_of_rows.columns() if self.style_of_rows.fields else ()
        )
        self._unspelled = deque(self._entries, maxlen=_MOST)
        self._spelling.start(self._spell(len(self._entries)))

    def _letters(self) -> int:
        width = QFontMetricsF(self.pane.view.font()).horizontalAdvance("0")
        return max(20, round((self.pane.view.viewport().width() - _MARGINS) / width))

    def _toggle_pause(self) -> None:
        if self.state is Sign.PAUSED:
            self._show_sign(Sign.CUT_OFF if self._cut else Sign.LIVE)
            self._flush()
        elif self.state in {Sign.LIVE, Sign.CUT_OFF}:
            self._show_sign(Sign.PAUSED)

    def _stop_or_go_on(self) -> None:
        if self.state in {Sign.STOPPED, Sign.COMPLETE}:
            self.range.again()
        else:
            self.stop_wanted.emit()

    def _offer_fields(self) -> None:
        """Let fields have a column of their own, those that are met most often first."""
        menu = QMenu(self)
        for name, _ in sorted(self._met.items(), key=lambda one: (-one[1], one[0])):
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name in self.style_of_rows.fields)
            action.toggled.connect(partial(self._show_field, name))
        if menu.isEmpty():
            menu.addAction(shown(say("No line has fields."))).setEnabled(False)
        menu.popup(self.fields.mapToGlobal(self.fields.rect().bottomLeft()))

    def _show_field(self, name: str, on: bool) -> None:  # noqa: FBT001 - a Qt signal
        fields = {one: wide for one, wide in self.style_of_rows.fields.items() if one != name}
        if on:
            newest = (one for one in islice(reversed(self._entries), _MEASURED))
            lines = (one for one in newest if isinstance(one, ServiceLine))
            fields[name] = width_of(name, lines)
        self.style_of_rows = replace(self.style_of_rows, fields=fields)
        self._choose()

    def _show_sign(self, sign: Sign) -> None:
        self.state = sign
        name, words = _SIGNS[sign]
        self.picture.setPixmap(icon(name).pixmap(16, 16))
        self.sign.setText(shown(words))
        reads = sign in {Sign.LIVE, Sign.CUT_OFF, Sign.PAUSED}
        self.stop.setEnabled(sign is not Sign.IDLE)
        self.stop.setText(shown(say("S&top") if reads else say("Read again")))
        self.pause.setEnabled(reads)
        paused = say("&Go on") if sign is Sign.PAUSED else say("&Pause")
        self.pause.setText(shown(paused))

    def _say_how_many(self) -> None:
        more = say_count(len(self._new), one="{n} new line", many="{n} new lines")
        self.sign.setText(f"{shown(_SIGNS[Sign.PAUSED][1])} · {shown(more)}")

    def _offer_servers(self) -> None:
        names = self.style_of_rows.servers
        self.servers.blockSignals(True)  # noqa: FBT003 - Qt's
        self.servers.clear()
        self.servers.addItem(shown(say("All servers")), "")
        for name in names:
            self.servers.addItem(name, name)
        self.servers.blockSignals(False)  # noqa: FBT003 - Qt's
        self.servers.setVisible(len(names) > 1)

    def _reword(self) -> None:
        fill(self.levels, _LEVELS)
        self._offer_servers()
        self._show_sign(self.state)

    def _lay_out(self) -> None:
        tell(self.servers, accessibleName=say("Server"))
        tell(self.levels, accessibleName=say("Level"))
        tell(self.text, placeholderText=say("Filter by text"))
        tell(self.text, accessibleName=say("Only lines with this text"))
        tell(self.wrap, text=say("&Wrap lines"))
        tell(self.pane.view, accessibleName=say("Log of the service"))
        self.text.setClearButtonEnabled(True)
        self.pane.problems_only.hide()  # the levels say it better
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        first = row(self.picture, self.sign, self.pause, self.stop)
        first.addWidget(self.range.usual)
        choices = (self.servers, self.levels, self.text, self.fields, self.wrap)
        second = FlowRow(*choices, grows=self.text)
        self.pane.tools.insertLayout(0, second, _ALMOST_ALL)
        whole.addLayout(first)
        whole.addWidget(self.range)
        whole.addWidget(self.pane, 1)

    def _connect(self) -> None:
        self._soon.timeout.connect(self._flush)
        self.pause.clicked.connect(self._toggle_pause)
        self.stop.clicked.connect(self._stop_or_go_on)
        self.fields.clicked.connect(self._offer_fields)
        self.servers.currentIndexChanged.connect(self._choose)
        self.levels.currentIndexChanged.connect(self._choose)
        self.text.textChanged.connect(self._choose)
        self.wrap.toggled.connect(self._choose)
        speech().changed.connect(self._reword)
        self._reword()
