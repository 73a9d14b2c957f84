"""The Deploy page in its two states: the settings, or a deploy with its stages and its log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QScrollArea

from gui.widgets.log.job_output import JobOutput
from gui.widgets.server.next_steps import NextSteps
from gui.widgets.server.rows_area import RowsArea
from gui.widgets.server.server_rows import ServerRows
from gui.widgets.service.plan_view import PlanView
from gui.widgets.service.service_form import ServiceForm

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout, QWidget

_WHILE_RUNNING, _AFTERWARDS = 0.5, 0.34  # of the page's height, at least, for the log
_LEAST_ROOM = 7  # lines of text for the servers, however small the window is
_BESIDE_FAULT = 4  # of them while a fault has to be seen, too


class DeployView(QObject):
    """Lays the parts of the page out; `in_job` tells which of the two is shown."""

    def __init__(self, body: QVBoxLayout, problems: QVBoxLayout) -> None:
        super().__init__()
        self.form = ServiceForm()
        self.servers = ServerRows()
        self.plan = PlanView()
        self.log = JobOutput()
        self.next = NextSteps()
        self.in_job = False
        self._body, self._problems = body, problems
        self._seen: QScrollArea | None = None
        self._failed = ""  # the server of which what went wrong stays in sight
        body.addWidget(self.form)
        body.addLayout(problems)
        body.addWidget(self.servers)
        self._area = RowsArea(self.servers, body)
        body.addWidget(self._area)
        body.addWidget(self.next)
        body.addWidget(self.plan, 1)
        body.addWidget(self.log, 1)
        body.addStretch()  # takes what is left while neither of them is shown
        self.plan.hide()
        self.log.hide()

    def watch(self, frame: QWidget) -> None:
        """Divide the height of what is seen of the page among its parts, also when it changes."""
        area = frame.findChild(QScrollArea)
        if self._seen is None and area is not None:
            self._seen = area
            area.viewport().installEventFilter(self)
            area.verticalScrollBar().rangeChanged.connect(self._show_fault)
            if (page := area.widget()) is not None:
                page.installEventFilter(self)
        self.fit()

    def show_settings(self) -> None:
        """Show the service and all servers, to be changed."""
        self.in_job, self._failed = False, ""
        self._area.give_back()
        self.servers.show_settings()
        self.next.offer(())
        self.form.show_job(shown=False)
        self.log.hide()
        self.fit()

    def show_job(self) -> None:
        """Give the page to a deploy that begins."""
        self.in_job, self._failed = True, ""
        self.form.fold_up()
        self.plan.hide()
        self.next.offer(())
        self._area.take_in()
        self.log.show()
        self.fit()

    def show_log(self) -> None:
        """Make room for what a server writes."""
        self.form.fold_up()
        self.plan.hide()
        self.log.clear()
        self.log.show()
        self.fit()
        self.reveal(self.log)

    def reveal(self, part: QWidget) -> None:
        """Bring a part in sight."""
        if self._seen is not None:
            self._seen.ensureWidgetVisible(part)

    def reveal_fault(self, server: str) -> None:
        """Bring in sight what went wrong: the row of the server, the first card, the log."""
        self._failed = server
        self._show_fault()

    def _show_fault(self) -> None:
        """Bring the card in sight with as much of the log as there is room for."""
        first = self._problems.itemAt(0)
        if self._seen is None or not self._failed or first is None:
            return
        if self._failed in self.servers.rows:
            self._area.ensureWidgetVisible(self.servers.rows[self._failed], 0, 0)
        for part in (self.log, first.widget()):
            if part is not None:
                self._seen.ensureWidgetVisible(part, 0, 0)

    def fit(self) -> None:
        """Give the log its part of the height, and the servers what is left."""
        running = self.servers.running
        self.form.show_job(shown=self.in_job)
        if self._seen is None:
            return
        share = _AFTERWARDS if self.in_job and not running else _WHILE_RUNNING
        high = self._seen.viewport().height()
        log = round(high * share)
        self.log.setMinimumHeight(log)
        lines = _BESIDE_FAULT if self._problems.count() else _LEAST_ROOM
        least = lines * self.form.fontMetrics().lineSpacing()
        self._area.limit(max(high - log - self._taken(), least))

    def _taken(self) -> int:
        """How high all is that stands above the log beside the servers."""
        others = [self.form.sizeHint().height()]
        if not self.next.isHidden():
            others.append(self.next.sizeHint().height())
        if self._problems.count():
            others.append(self._problems.heightForWidth(self.form.width()))
        between = self._body.spacing()
        return between + sum(one + between for one in others)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Fit into another height, and what grew."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self.fit()
        return super().eventFilter(watched, event)
