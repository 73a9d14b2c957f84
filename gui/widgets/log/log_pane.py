"""The output of programs: follows the newest line, finds, filters, copies, saves, opens sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.words import say
from gui.runtime.speech import shown, speech, tell
from gui.widgets.log import ansi
from gui.widgets.log.find_bar import FindBar
from gui.widgets.log.log_finder import LogFinder
from gui.widgets.log.log_head import LogHead
from gui.widgets.log.log_lines import LogLines, is_problem
from gui.widgets.log.log_view import LogView
from gui.widgets.log.slices import Slices
from gui.widgets.tool_button import tool_button

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_FLUSH = 33  # milliseconds; thirty times a second is all an eye can follow


class LogPane(QWidget):
    """`append` lines as they come, however many; `link_activated` carries path, line, column."""

    link_activated = Signal(str, int, int)

    def __init__(self) -> None:
        super().__init__()
        self.lines = LogLines()
        self.view = LogView(self.lines)
        self.finder = LogFinder(self.lines, self)
        self.find_bar = FindBar()
        self.tools = QHBoxLayout()  # above the lines; more may come in front
        self.problems_only = QCheckBox()
        self.head = LogHead(self.view)
        self.jump = QPushButton(self.view)
        self._waiting: list[str] = []
        self._unseen = 0
        self._filtering = Slices(self)
        self._saving = Slices(self)
        self._flush_soon = QTimer(self, interval=_FLUSH, singleShot=True)
        self._lay_out()
        self._connect()
        self.find_bar.hide()
        self.jump.hide()

    def append(self, lines: Iterable[str]) -> None:
        """Add lines; they are shown at the next beat."""
        for line in lines:
            self._waiting += line.split("\n") if "\n" in line else (line,)
        if not self._flush_soon.isActive():
            self._flush_soon.start()

    def clear(self) -> None:
        """Forget everything."""
        self._waiting.clear()
        self.lines.clear()
        self._reset()

    def text(self) -> str:
        """Return everything that is kept, without escapes."""
        return "\n".join(ansi.plain(one) for one in (*self.lines.all, *self._waiting))

    def show_only(self, wanted: Callable[[str], bool] | None) -> None:
        """Show the lines that are wanted, or all."""
        self._filtering.start(self.lines.show_only(wanted))

    def open_find(self) -> None:
        """Open the find bar, or go to it."""
        self.find_bar.show()
        self.find_bar.begin()

    def close_find(self) -> None:
        """Close the find bar and return to the log."""
        self.find_bar.hide()
        self.finder.look_for("")
        self.view.setFocus()

    def save(self, file: str) -> None:
        """Write what the log says into a file."""
        self._saving.start(self._save(file))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep the button for the latest line in its place."""
        if watched is self.view and event.type() is QEvent.Type.Resize:
            self._place_jump()
        return super().eventFilter(watched, event)

    def _flush(self) -> None:
        dropped, came = self.lines.add(self._waiting)
        self._waiting.clear()
        self.view.rows_changed(dropped=dropped)
        self.finder.rows_changed(dropped=dropped)
        if not self.view.following:
            self._unseen += came
            self._show_jump()

    def _reset(self) -> None:
        self.view.reset()
        self.finder.restart()

    def _save(self, file: str) -> Iterator[None]:
        with open(file, "w", encoding="utf-8") as place:  # noqa: PTH123 - the dialog gives a str
            if head := self.head.text():
                place.write(f"{head}\n")
            for line in self.lines.all:
                place.write(f"{ansi.plain(line)}\n")
                yield

    def _ask_where_to_save(self) -> None:
        dialog = QFileDialog(self, shown(say("Save the output")))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("goferry.log")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save)
        dialog.open()

    def _show_match(self) -> None:
        finder = self.finder
        self.find_bar.show_count(finder.index + 1 if finder.matches else 0, len(finder.matches))
        self.view.show_match(finder.current, finder.pattern)

    def _left_tail(self, left: bool) -> None:  # noqa: FBT001 - a Qt signal
        self._unseen = 0
        self._show_jump()
        self.jump.setVisible(left)

    def _show_jump(self) -> None:
        if self._unseen:
            text = say("Jump to latest ({n} new)", n=self._unseen)
        else:
            text = say("Jump to latest")
        self.jump.setText(shown(text))
        self._place_jump()

    def _place_jump(self) -> None:
        self.jump.adjustSize()
        area = self.view.viewport().geometry()
        self.jump.move(
            area.center().x() - self.jump.width() // 2, area.bottom() - self.jump.height() - 10
        )

    def _lay_out(self) -> None:
        tell(self.problems_only, text=say("&Problems only"))
        tell(self.view, accessibleName=say("Output"))
        tools = self.tools
        tools.setSpacing(4)
        tools.addWidget(self.problems_only)
        tools.addStretch(1)
        tools.addWidget(tool_button("search", say("Find in the output (Ctrl+F)"), self.open_find))
        tools.addWidget(tool_button("copy", say("Copy the output"), self.view.copy))
        tools.addWidget(tool_button("save", say("Save the output"), self._ask_where_to_save))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(tools)
        whole.addWidget(self.head)
        whole.addWidget(self.view, 1)
        whole.addWidget(self.find_bar)
        self.view.setMinimumHeight(self.fontMetrics().height() * 7)
        self.jump.setCursor(Qt.CursorShape.PointingHandCursor)
        self.view.installEventFilter(self)

    def _connect(self) -> None:
        self._flush_soon.timeout.connect(self._flush)
        self._filtering.finished.connect(self._reset)
        self.problems_only.toggled.connect(lambda on: self.show_only(is_problem if on else None))
        self.view.link_activated.connect(self.link_activated)
        self.view.tail_left.connect(self._left_tail)
        self.jump.clicked.connect(self.view.follow)
        self.finder.changed.connect(self._show_match)
        self.find_bar.wanted.connect(self.finder.look_for)
        self.find_bar.stepped.connect(self.finder.step)
        self.find_bar.closed.connect(self.close_find)
        speech().changed.connect(self._show_jump)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.open_find)
