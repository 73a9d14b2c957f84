"""The window's log at 10,000 lines a second: its longest silence, its work for a line, its memory.

    python -m tests.benchmarks.bench_log [RATE [SECONDS]]

Lines come as a reading of servers hands them over: no more than 200 before the window has its
turn. Each part does something beside; a silence is told as a whole, and how much of it the window
itself was at work: what is left of it where nothing else runs on this computer.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from gui.look import theme
from gui.widgets.log.service_log import ServiceLog
from tests.reading import line

if TYPE_CHECKING:
    from collections.abc import Callable

_AT_ONCE = 200
_HEART = 5  # milliseconds
_SERVERS = tuple(f"web{number}" for number in range(1, 11))
_PAGES = resource.getpagesize()


def main() -> None:
    """Measure each part, and print it."""
    rate, seconds = (*map(int, sys.argv[1:3]), *(10_000, 12)[len(sys.argv) - 1 :])[:2]
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
    app = QApplication(["goferry", "-style", "fusion"])
    theme.apply(app, theme.Theme.LIGHT)
    log = ServiceLog()
    log.resize(1000, 600)
    log.begin(_SERVERS)
    log.show()
    print(f"{rate:,} lines a second of {len(_SERVERS)} servers, {seconds} s each")
    print(f"memory at the beginning: {_megabytes():.0f} MB")
    print(f"{'':34}{'lines/s':>9}{'gap':>9}{'at work':>9}{'us/line':>9}{'memory':>9}")
    flood = _Flood(log, rate)
    for name, deed in _parts(log).items():
        flood.run(name, seconds, deed)


def _parts(log: ServiceLog) -> dict[str, Callable[[], None]]:
    """Name what a person does in the middle of each part."""
    return {
        "followed": lambda: None,
        "with columns for two fields": lambda: _columns(log),
        "errors alone, then all again": lambda: _levels(log),
        "lines wrapped": lambda: log.wrap.setChecked(True),
        "not wrapped any more": lambda: log.wrap.setChecked(False),
        "a text searched in all": lambda: log.pane.finder.look_for("orders/77"),
        "paused, then on": lambda: _pause(log),
        "followed at the end": lambda: log.pane.finder.look_for(""),
    }


def _columns(log: ServiceLog) -> None:
    for name in ("path", "n"):
        log._show_field(name, on=True)


def _levels(log: ServiceLog) -> None:
    log.levels.setCurrentIndex(log.levels.findData("error"))
    QTimer.singleShot(1000, lambda: log.levels.setCurrentIndex(0))


def _pause(log: ServiceLog) -> None:
    log.pause.click()
    QTimer.singleShot(3000, log.pause.click)


@dataclass(slots=True)
class _Flood:
    """Feeds a log, and listens to the heart of its window."""

    log: ServiceLog
    rate: int
    given: int = 0

    def run(self, name: str, seconds: float, deed: Callable[[], None]) -> None:
        """Feed for so long, do it in the middle, and print how that was."""
        beats: list[tuple[float, float]] = []
        heart = QTimer(interval=_HEART)
        heart.timeout.connect(lambda: beats.append((time.perf_counter(), time.thread_time())))
        heart.start()
        begun, before, spent = time.perf_counter(), self.given, time.process_time()
        QTimer.singleShot(round(seconds * 500), deed)
        while (now := time.perf_counter()) < begun + seconds:
            self._feed(before + round((now - begun) * self.rate))
            QApplication.processEvents()
            time.sleep(0.0005)
        heart.stop()
        count = self.given - before
        clock, work = (max(b - a for a, b in pairwise(one)) for one in zip(*beats, strict=True))
        each = (time.process_time() - spent) / count * 1e6
        print(
            f"{name:34}{count / seconds:>9,.0f}{clock * 1000:>6.0f} ms{work * 1000:>6.0f} ms"
            f"{each:>9.0f}{_megabytes():>6.0f} MB",
            flush=True,
        )

    def _feed(self, until: int) -> None:
        for number in range(self.given, min(until, self.given + _AT_ONCE)):
            fields = {"n": number, "path": f"/orders/{number % 1000}", "took": "3ms"}
            level = "error" if number % 100 == 0 else "info"
            server = _SERVERS[number % len(_SERVERS)]
            stamp = 1_764_500_000_000_000 + number * 100
            self.log.take(line("took it", server=server, fields=fields, level=level, time=stamp))
            self.given = number + 1


def _megabytes() -> float:
    """Return what the process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGES / 1e6


if __name__ == "__main__":
    main()
