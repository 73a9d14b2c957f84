"""The window's board of 10 servers and 5 services each, beside a plain Qt table of the same texts.

Prints CPU seconds of a refresh with its painting, and the ratio: what chips and lines over time
cost beside text alone. Each line has as many samples as the board keeps in sight.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem

from core.service.seen import Board, Machine, Mark, Sample, Seen, Series
from gui.look import theme
from gui.runtime.speech import shown
from gui.widgets.board.board_model import BoardModel
from gui.widgets.board.board_view import BoardView
from gui.widgets.board.columns import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

_SERVERS, _SERVICES, _SAMPLES, _ROUNDS = 10, 5, 240, 20
_SIZE = (1600, 2400)  # pixels: all rows are in sight


def board(now: float, round_: int) -> Board:
    """Describe all of them; each round a little otherwise, so that nothing is spared."""
    seen = tuple(
        Seen(
            server=f"web{server}",
            service=f"shop{service}",
            active="active",
            healthy=True,
            release="41-9357335e",
            uptime=9000.0 + round_,
            memory=40_000_000 + round_,
            cpu=0.2,
            latency=0.004,
        )
        for server in range(_SERVERS)
        for service in range(_SERVICES)
    )
    machines = tuple(
        Machine(
            server=f"web{server}",
            at=now,
            services=tuple(one for one in seen if one.server == f"web{server}"),
        )
        for server in range(_SERVERS)
    )
    samples = tuple(
        Sample(
            at=now - 5.0 * place, memory=30_000_000 + place % 97 * 90_000, cpu=0.1, latency=0.004
        )
        for place in range(_SAMPLES, 0, -1)
    )
    marks = (Mark(at=now - 1000, verb="deploy", release="41-9357335e"),)
    empty = Series(server="", service="", samples=samples, marks=marks)
    series = tuple(replace(empty, server=one.server, service=one.service) for one in seen)
    return Board(machines=machines, series=series)


def main() -> int:
    """Take turns, and print what each refresh cost."""
    app = QApplication(sys.argv[:1])
    theme.apply(app, theme.Theme.LIGHT)
    now = time.time()
    boards = [board(now, one) for one in range(2)]
    model = BoardModel()
    ours, plain = BoardView(model), QTableWidget(_SERVERS * _SERVICES, len(COLUMNS))
    for view in (ours, plain):
        view.resize(*_SIZE)
        view.show()

    def refresh_plain(round_: int) -> None:
        rows = model.rows
        for place, row in enumerate(rows):
            for column, entry in COLUMNS.items():
                text = f"{shown(entry.text(row))} {round_}"
                plain.setItem(place, column, QTableWidgetItem(text))

    costs = {ours: 0.0, plain: 0.0}
    for round_ in range(_ROUNDS):
        costs[ours] += _cost(ours, partial(model.show_board, boards[round_ % 2], now))
        costs[plain] += _cost(plain, partial(refresh_plain, round_))
    mine, theirs = (one / _ROUNDS for one in costs.values())
    sys.stdout.write(
        f"a refresh of {_SERVERS * _SERVICES} rows, {_SAMPLES} samples each: {mine * 1000:.1f} ms, "
        f"a plain table {theirs * 1000:.1f} ms: {mine / theirs:.2f} times\n"
    )
    return 0


def _cost(view: QWidget, refresh: Callable[[], None]) -> float:
    begin = time.process_time()
    refresh()
    view.grab()
    return time.process_time() - begin


if __name__ == "__main__":
    sys.exit(main())
