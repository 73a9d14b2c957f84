"""The window beside what Qt offers ready made, in the same run and without a screen.

Prints CPU seconds, the longest time the window could not paint, and ratios: below 1.0 GoFerry is
cheaper. Wall times suffer from whatever else this computer does; CPU times and ratios do not.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QSortFilterProxyModel,
    Qt,
    QTimer,
)
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QPlainTextEdit,
    QSplitter,
    QTreeView,
    QWidget,
)

from core.binary.inspection import Node
from core.binary.report.treemap import SizeTree, TileLayout
from core.home import Home
from gui.look import theme
from gui.runtime.loop import run
from gui.shell.app import make_window
from gui.widgets.log import ansi
from gui.widgets.log.log_pane import LogPane
from gui.widgets.size.size_explorer import SizeExplorer
from gui.widgets.size.size_model import NAME, SizeModel
from gui.widgets.size.treemap_picture import Hits, Picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

ROOT = Path(__file__).parents[2]
_LINES, _BATCH, _BEAT = 200_000, 2_000, 33  # 60,000 lines a second
_ROUNDS = 3
_STARTS = 15
_SORTED = 20_000  # rows that Qt's proxy can sort while one waits
_NOWHERE = QModelIndex()
_BARE = """
import os
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1100, 700)
window.show()
app.processEvents()
os._exit(0)
"""
_PLAIN = """
import os
from PySide6.QtCore import Qt
from PySide6.QtWidgets import *
app = QApplication(["plain", "-style", "fusion"])
window = QMainWindow()
for title in ("File", "View", "Actions", "Go", "Help"):
    window.menuBar().addMenu(title)
rail, page, whole = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
for number in range(8):
    rail.addWidget(QPushButton(f"Stop {number}"))
words = "GoFerry builds your Go project into one file and runs it as a service on Linux servers. "
for number in range(14):
    label = QLabel(words * 2, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    page.addWidget(label)
for part in (QLineEdit(), QComboBox(), QListWidget(), *(QPushButton("Go on") for _ in range(6))):
    page.addWidget(part)
inside, area = QWidget(), QScrollArea(widgetResizable=True)
inside.setLayout(page)
area.setWidget(inside)
whole.addLayout(rail)
whole.addWidget(area, 1)
middle = QWidget()
middle.setLayout(whole)
window.setCentralWidget(middle)
window.resize(1100, 700)
window.show()
app.processEvents()
os._exit(0)
"""
_OURS = """
import os, sys
from pathlib import Path
from core.home import Home
from gui.shell.app import make_app, make_window, show
app = make_app()
window = make_window(Home.find(Path(sys.argv[1])))
show(app, window)
os._exit(0)
"""


@dataclass(frozen=True)
class Run:
    """What a piece of work cost: CPU seconds, and the longest silence of the window in ms.

    `work` is the part of a silence in which the window itself was at work: what is left of the
    gap when nothing else runs on this computer.
    """

    cpu: float
    gap: float
    work: float


def main() -> None:
    """Measure everything and print the table."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
    app = QApplication(["goferry", "-style", "fusion"])
    theme.apply(app, theme.Theme.LIGHT)
    print(f"{'':46}{'GoFerry':>12}{'Qt':>12}{'ratio':>8}")
    _compare_logs()
    _compare_starts()
    _measure_theme(app)
    _compare_tables()
    _measure_treemap()


def _row(name: str, ours: float, theirs: float | None = None, *, unit: str = "s") -> None:
    digits = 1 if unit == "ms" else 2
    right = f"{theirs:>9.{digits}f} {unit:2}{ours / theirs:>8.2f}" if theirs else ""
    print(f"{name:46}{ours:>9.{digits}f} {unit:2}{right}", flush=True)


# The log


def _compare_logs() -> None:
    ours = min((_flood(_pane) for _ in range(_ROUNDS)), key=lambda run: run.gap)
    theirs = min((_flood(_editor) for _ in range(_ROUNDS)), key=lambda run: run.gap)
    _row("200,000 coloured lines in 3.3 s, CPU", ours.cpu, theirs.cpu)
    _row("  longest time without painting", ours.gap, theirs.gap, unit="ms")
    _row("  … of which the window was at work", ours.work, theirs.work, unit="ms")


def _lines(start: int, count: int) -> list[str]:
    return [
        f"\x1b[32mok\x1b[0m   example.com/hello/p{n} \x1b[1;3{n % 8}m{n}\x1b[0m at main.go:{n}:1"
        for n in range(start, start + count)
    ]


def _pane() -> tuple[QWidget, Callable[[list[str]], object]]:
    pane = LogPane()
    return pane, pane.append


def _editor() -> tuple[QWidget, Callable[[list[str]], object]]:
    editor = QPlainTextEdit(readOnly=True, undoRedoEnabled=False)
    editor.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    editor.setFont(theme.mono_font())
    return editor, lambda lines: _append(editor, lines)


def _append(editor: QPlainTextEdit, lines: list[str]) -> None:
    """Add lines the way one would with a QPlainTextEdit: one edit block, colours by cursor."""
    cursor = QTextCursor(editor.document())
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.beginEditBlock()
    for line in lines:
        place = 0
        text, runs = ansi.parse(line)
        for start, end, style in runs:
            cursor.insertText(text[place:start], QTextCharFormat())
            cursor.insertText(text[start:end], _format(style))
            place = end
        cursor.insertText(f"{text[place:]}\n", QTextCharFormat())
    cursor.endEditBlock()
    bar = editor.verticalScrollBar()
    bar.setValue(bar.maximum())


def _format(style: ansi.Style) -> QTextCharFormat:
    written = QTextCharFormat()
    written.setForeground(theme.current().ansi[style.colour] if style.colour >= 0 else QColor())
    return written


def _flood(make: Callable[[], tuple[QWidget, Callable[[list[str]], object]]]) -> Run:
    widget, append = make()
    widget.resize(1100, 700)
    widget.show()
    state = {"sent": 0}
    beats: list[tuple[float, float]] = []
    heart = QTimer(interval=5)
    heart.timeout.connect(lambda: beats.append((time.perf_counter(), time.thread_time())))
    source = QTimer(interval=_BEAT)

    def send() -> None:
        append(_lines(state["sent"], _BATCH))
        state["sent"] += _BATCH
        if state["sent"] >= _LINES:
            source.stop()

    source.timeout.connect(send)
    begin = time.process_time()
    heart.start()
    source.start()
    while source.isActive():
        QApplication.processEvents()
        time.sleep(0.001)
    QApplication.processEvents()
    spent = time.process_time() - begin
    widget.deleteLater()
    gc.collect()
    clock, work = zip(*beats, strict=True)
    return Run(spent, _longest(clock), _longest(work))


def _longest(beats: Sequence[float]) -> float:
    return max(later - earlier for earlier, later in pairwise(beats)) * 1000


# Start and theme


def _compare_starts() -> None:
    """Start all turn about, the first time unmeasured: bytecode is compiled only once."""
    with tempfile.TemporaryDirectory() as folder:
        rounds = [
            [_start(code, folder) for code in (_OURS, _BARE, _PLAIN)] for _ in range(_STARTS + 1)
        ]
    ours, bare, plain = (median(times) for times in zip(*rounds[1:], strict=True))
    _row("start to the first window, CPU, against a bare one", ours, bare)
    _row("  … against plain widgets, as many as it has", ours, plain)


def _start(code: str, folder: str) -> float:
    env = {**os.environ, "PYTHONPYCACHEPREFIX": f"{folder}/compiled"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    before = os.times()
    subprocess.run((sys.executable, "-c", code, f"{folder}/home"), cwd=ROOT, check=True, env=env)
    after = os.times()
    spent = after.children_user - before.children_user
    return spent + after.children_system - before.children_system


def _measure_theme(app: QApplication) -> None:
    times: list[float] = []

    async def switch() -> int:
        with tempfile.TemporaryDirectory() as home:
            window = make_window(Home.find(Path(home)))
            window.show()
            QApplication.processEvents()
            for choice in (theme.Theme.DARK, theme.Theme.LIGHT) * _ROUNDS:
                begin = time.process_time()
                theme.apply(app, choice)
                QApplication.processEvents()
                times.append(time.process_time() - begin)
            await window.runner.close()
            window.hide()
        return 0

    run(switch, app)
    _row("theme switch of the whole window, CPU", min(times) * 1000, unit="ms")


# Sizes


def _symbols(count: int) -> Node:
    groups = [
        _group(
            f"p{group}",
            [
                Node(name=f"f{one * 7919 % 9973}", size=30 << one * 31 % 13, kind="std")
                for one in range(group, group + 500)
            ],
        )
        for group in range(count // 500)
    ]
    return _group("hello", groups)


def _group(name: str, children: list[Node]) -> Node:
    size = sum(child.size for child in children)
    return Node(name=name, size=size, kind="module", children=tuple(children))


def _grown(root: Node) -> SizeTree:
    tree = SizeTree(lambda node: node.name)
    for _ in tree.grow(root):
        pass
    return tree


def _cpu_ms(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(_ROUNDS):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best * 1000


def _compare_tables() -> None:
    tree = _grown(_group("hello", [*_symbols(_SORTED).children]))
    flat = list(range(len(tree.nodes)))
    ours, theirs = _flat_table(tree, flat), _flat_table(tree, flat)
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(theirs.model())
    theirs.setModel(proxy)
    down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder

    def sort(view: QTreeView) -> None:
        for order in (up, down):
            view.model().sort(NAME, order)
            view.model().index(0, 0).data()

    _row(
        f"sort {_SORTED:,} rows by name, twice, CPU",
        _cpu_ms(lambda: sort(ours)),
        _cpu_ms(lambda: sort(theirs)),
        unit="ms",
    )


def _flat_table(tree: SizeTree, rows: list[int]) -> QTreeView:
    view = QTreeView()
    model = SizeModel()
    model.setParent(view)
    model.show_tree(tree)
    model.show_only(rows)
    while model.canFetchMore(QModelIndex()):  # a proxy sorts no more than it was told of
        model.fetchMore(QModelIndex())
    view.setModel(model)
    view.setUniformRowHeights(True)
    return view


def _measure_treemap() -> None:
    root = _symbols(100_000)
    _row("100,000 symbols: make the tree, CPU", _cpu_ms(lambda: _grown(root)), unit="ms")
    tree = _grown(root)
    _row("  lay it out at 1100 x 700", _cpu_ms(lambda: _exhaust(_tiles(tree).grow())), unit="ms")
    _row("  lay it out and paint it", _cpu_ms(lambda: _exhaust(_picture(tree).paint())), unit="ms")
    tiles = _tiles(tree)
    _exhaust(tiles.grow())
    _row("  find 1,000 tiles under the pointer", _cpu_ms(lambda: _hover(tiles)), unit="ms")
    _row("  search and add up the hits", _cpu_ms(lambda: tree.size_of(tree.find("f1"))), unit="ms")
    for name, width, height in (("1080p", 1920, 1080), ("4K", 3840, 2160)):
        for primary_action, longest in _frames(root, width, height):
            _row(f"  longest frame at {name}: {primary_action}", longest, unit="ms")
    _compare_frames(root)
    _measure_large_table(tree)


def _tiles(tree: SizeTree) -> TileLayout:
    return TileLayout(tree, 1100, 700)


def _picture(tree: SizeTree) -> Picture:
    return Picture(_tiles(tree), Hits(tree, None), QApplication.font(), ratio=1.0)


def _exhaust(work: Iterator[object]) -> None:
    for _ in work:
        pass


def _hover(tiles: TileLayout) -> None:
    for step in range(1_000):
        tiles.tile_at(step * 1.1, step * 0.7)


def _frames(root: Node, width: int, height: int) -> Iterator[tuple[str, float]]:
    """Do what a person does with a map; the longest work between two chances to paint, each."""
    explorer = SizeExplorer()
    explorer.resize(width, height)
    explorer.show()
    yield "open", _settle(explorer, lambda: explorer.show_tree(root))
    sweep = [QPointF(n * 37 % width // 2, n * 23 % height // 2) for n in range(400)]
    yield "hover", _longest_deed(lambda spot: _point(explorer.map, spot), sweep)
    sizes = [(width - 4 * n, height - 3 * n) for n in range(30)]
    yield "resize", _longest_deed(lambda size: explorer.map.resize(*size), sizes)
    yield "crisp again", _settle(explorer, lambda: explorer.resize(width - 200, height - 200))
    inner = explorer.tree.children(0)[0] if explorer.tree else 0
    yield "zoom in", _settle(explorer, lambda: explorer.map.zoom(inner))
    yield "zoom out", _settle(explorer, explorer.map.zoom_out)
    yield "search", _settle(explorer, lambda: explorer.set_search("f1"))


def _compare_frames(root: Node) -> None:
    """Make a window with map and table smaller, beside Qt's own table next to a picture."""
    for name, width, height in (("1080p", 1920, 1080), ("4K", 3840, 2160)):
        explorer = SizeExplorer()
        explorer.resize(width, height)
        explorer.show()
        _settle(explorer, partial(explorer.show_tree, root))
        peer = _picture_and_table(width, height)
        both = [(_dragged(explorer), _dragged(peer)) for _ in range(_ROUNDS)]
        ours, theirs = (min(times) for times in zip(*both, strict=True))
        _row(f"  map and table dragged smaller at {name}, median", ours, theirs, unit="ms")
        explorer.hide()
        peer.hide()


def _dragged(window: QWidget) -> float:
    """Return the median of the frames while a border is dragged, in ms of processor time."""
    width, height = window.width(), window.height()
    frames = []
    for step in range(1, 31):
        begin = time.thread_time()
        window.resize(width - 4 * step, height - 3 * step)
        QApplication.processEvents()
        frames.append(time.thread_time() - begin)
    window.resize(width, height)
    QApplication.processEvents()
    return median(frames) * 1000


class _Rows(QAbstractTableModel):
    """A hundred thousand rows, as one would write them."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = [
            (f"p{one // 500}.f{one * 7919 % 9973}", f"{one % 977} kB", "0.1 %", "module")
            for one in range(100_000)
        ]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:  # noqa: N802, ARG002 - Qt's
        return 4

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        shown = role == Qt.ItemDataRole.DisplayRole
        return self._rows[index.row()][index.column()] if shown else None


class _Scaled(QWidget):
    """A picture that fills its place."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._picture = QImage(width, height, QImage.Format.Format_RGB32)
        self._picture.fill(Qt.GlobalColor.darkCyan)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's signature
        QPainter(self).drawImage(self.rect(), self._picture)


def _picture_and_table(width: int, height: int) -> QWidget:
    table, model = QTreeView(), _Rows()
    model.setParent(table)
    table.setModel(model)
    table.setUniformRowHeights(True)
    table.header().setStretchLastSection(False)
    table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    both = QSplitter()
    both.addWidget(_Scaled(width * 3 // 5, height))
    both.addWidget(table)
    both.setSizes([width * 3 // 5, width * 2 // 5])
    both.resize(width, height)
    both.show()
    QApplication.processEvents()
    return both


def _settle(explorer: SizeExplorer, primary_action: Callable[[], object]) -> float:
    beats = [time.thread_time()]
    primary_action()
    beats.append(time.thread_time())
    while explorer.tree is None or not explorer.map.ready:
        QApplication.processEvents()
        beats.append(time.thread_time())
    return _longest(beats)


def _longest_deed(primary_action: Callable[[Any], object], values: Iterable[object]) -> float:
    beats = [time.thread_time()]
    for value in values:
        primary_action(value)
        QApplication.processEvents()
        beats.append(time.thread_time())
    return _longest(beats)


def _point(view: QWidget, spot: QPointF) -> None:
    kind, button = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
    view.mouseMoveEvent(QMouseEvent(kind, spot, spot, button, button, Qt.KeyboardModifier(0)))


def _measure_large_table(tree: SizeTree) -> None:
    model = SizeModel()
    model.show_tree(tree)
    model.show_only(range(1, len(tree.nodes)))
    name = f"  sort {len(tree.nodes):,} rows by name, in the model"
    order = Qt.SortOrder.AscendingOrder

    def sort() -> None:
        model.sort(NAME, order)
        model.index(0, NAME).data()

    _row(name, _cpu_ms(sort), unit="ms")
    _row("  filter them", _cpu_ms(lambda: model.show_only(tree.find("f12"))), unit="ms")


if __name__ == "__main__":
    main()
