"""Treemap and table show the same thing, can be searched, walked by keyboard, and stay quick."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip

from core.binary.inspection import Node
from core.binary.report.treemap import ROOT, SizeTree
from core.words import say
from gui.look import theme
from gui.widgets.size.size_explorer import SizeExplorer
from gui.widgets.size.size_model import NAME, SIZE, SizeModel
from tests.gui.conftest import until

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def _leaf(name: str, size: int, kind: str = "own") -> Node:
    return Node(name=name, size=size, kind=kind)


def _group(name: str, *children: Node, kind: str = "own") -> Node:
    size = sum(child.size for child in children)
    return Node(name=name, size=size, kind=kind, children=children)


HELLO = _group(
    "hello",
    _group("main", _leaf("main.main", 600), _leaf("main.handle", 400)),
    _group("net/http", _leaf("http.Serve", 3_000, "std"), _leaf("http.handle", 500, "std")),
    Node(name="debug", label=say("Debug information"), size=2_500, kind="debug"),
    kind="structure",
)


@pytest.fixture
def explorer(qtbot: QtBot, qapp: QApplication) -> SizeExplorer:
    theme.apply(qapp, theme.Theme.LIGHT)
    explorer = SizeExplorer()
    qtbot.addWidget(explorer)
    explorer.resize(900, 500)
    explorer.show()
    return explorer


async def _shown(explorer: SizeExplorer, root: Node = HELLO) -> SizeTree:
    explorer.show_tree(root)
    await until(lambda: explorer.tree is not None and explorer.tree.nodes[0] is root)
    await until(lambda: explorer.map.ready)
    assert explorer.tree is not None
    return explorer.tree


def _middle(explorer: SizeExplorer, node: int) -> QPoint:
    return explorer.map.tile_of(node).center()


def _node(tree: SizeTree, name: str) -> int:
    return tree.names.index(name)


async def test_a_click_in_the_map_selects_the_row(explorer: SizeExplorer) -> None:
    tree = await _shown(explorer)
    serve = _node(tree, "http.Serve")
    QTest.mouseClick(explorer.map, Qt.MouseButton.LeftButton, pos=_middle(explorer, serve))
    assert explorer.table.current() == serve


async def test_a_chosen_row_selects_the_tile(explorer: SizeExplorer) -> None:
    tree = await _shown(explorer)
    handle = _node(tree, "main.handle")
    explorer.table.setCurrentIndex(explorer.model.index_of(handle))
    assert explorer.map._chosen == handle
    assert not explorer.map.tile_of(handle).isEmpty()


async def test_a_double_click_fills_the_view_and_backspace_returns(explorer: SizeExplorer) -> None:
    tree = await _shown(explorer)
    http = _node(tree, "net/http")
    inside = _middle(explorer, _node(tree, "http.Serve"))
    QTest.mouseDClick(explorer.map, Qt.MouseButton.LeftButton, pos=inside)
    assert explorer.map.node == http
    await until(lambda: explorer.map.ready)
    QTest.keyClick(explorer.map, Qt.Key.Key_Backspace)
    assert explorer.map.node == ROOT
    assert explorer.table.current() == http


async def test_the_map_is_walked_with_the_arrows_and_enter(explorer: SizeExplorer) -> None:
    tree = await _shown(explorer)
    QTest.keyClick(explorer.map, Qt.Key.Key_Right)
    assert tree.names[explorer.map._chosen] == "net/http"
    seen = {explorer.map._chosen}
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up) * 2:
        QTest.keyClick(explorer.map, key)
        seen.add(explorer.map._chosen)
    assert {tree.names[node] for node in seen} == {"main", "net/http", "Debug information"}
    explorer.map.select(_node(tree, "main"))
    QTest.keyClick(explorer.map, Qt.Key.Key_Return)
    assert tree.names[explorer.map.node] == "main"


async def test_enter_in_the_table_fills_the_map(explorer: SizeExplorer) -> None:
    tree = await _shown(explorer)
    http = _node(tree, "net/http")
    explorer.table.setCurrentIndex(explorer.model.index_of(http))
    explorer.table.activated.emit(explorer.model.index_of(http))
    assert explorer.map.node == http


async def test_a_row_outside_the_filled_view_is_still_shown(explorer: SizeExplorer) -> None:
    tree = await _shown(explorer)
    explorer.map.zoom(_node(tree, "net/http"))
    explorer.table.setCurrentIndex(explorer.model.index_of(_node(tree, "main.main")))
    assert explorer.map.node == ROOT


async def test_the_breadcrumb_leads_back(explorer: SizeExplorer) -> None:
    tree = await _shown(explorer)
    explorer.map.zoom(_node(tree, "main"))
    await until(lambda: [one.text() for one in _steps(explorer)] == ["hello"])
    _steps(explorer)[0].click()
    assert explorer.map.node == ROOT


def _steps(explorer: SizeExplorer) -> list[QPushButton]:
    return [one for one in explorer.breadcrumb.findChildren(QPushButton) if one.isVisible()]


async def test_search_says_how_many_and_how_large_together(explorer: SizeExplorer) -> None:
    tree = await _shown(explorer)
    assert explorer.set_search("HANDLE") == (2, 900)
    assert explorer.found.text() == "2 hits, 900 bytes together"
    assert explorer.model.rowCount() == 2
    await until(lambda: explorer.map.ready)
    lit = explorer.map.grab().toImage().pixelColor(_bottom_right(explorer, tree, "http.handle"))
    dim = explorer.map.grab().toImage().pixelColor(_bottom_right(explorer, tree, "http.Serve"))
    assert lit == theme.current().std
    assert dim != theme.current().std
    explorer.set_search("")
    assert explorer.model.rowCount() == 3
    assert explorer.found.text() == ""


def _bottom_right(explorer: SizeExplorer, tree: SizeTree, name: str) -> QPoint:
    return explorer.map.tile_of(_node(tree, name)).bottomRight() - QPoint(4, 4)


async def test_typing_searches_after_a_moment(explorer: SizeExplorer) -> None:
    await _shown(explorer)
    QTest.keyClicks(explorer.search, "main")
    await until(explorer.found.text)
    assert explorer.found.text().startswith("3 hits")


async def test_hovering_tells_name_size_and_shares(explorer: SizeExplorer) -> None:
    tree = await _shown(explorer)
    place = _middle(explorer, _node(tree, "http.Serve"))
    spot = explorer.map.mapToGlobal(place)
    QApplication.sendEvent(explorer.map, QHelpEvent(QEvent.Type.ToolTip, place, spot))
    assert QToolTip.text() == "http.Serve: 3.0 kB, 85.7 % of net/http, 42.9 % of the file"
    QToolTip.hideText()


async def test_what_is_chosen_is_told_to_those_who_listen(explorer: SizeExplorer) -> None:
    tree = await _shown(explorer)
    explorer.map.select(_node(tree, "main"))
    assert explorer.map.accessibleDescription().startswith("main: 1.0 kB")
    assert explorer.map.accessibleName() == "Map of sizes"
    assert "Debug information" in explorer.legend.accessibleName()


async def test_two_ways_to_look_at_a_file_can_be_switched(explorer: SizeExplorer) -> None:
    sections = _group("hello", _leaf(".text", 5_000), _leaf(".data", 2_000))
    explorer.show_trees((say("By package"), HELLO), (say("By section"), sections))
    await until(lambda: explorer.tree is not None)
    explorer.way.setCurrentIndex(1)
    await until(lambda: explorer.tree is not None and ".text" in explorer.tree.names)
    assert explorer.model.rowCount() == 2


async def test_the_map_takes_the_colours_of_the_theme(
    explorer: SizeExplorer, qapp: QApplication
) -> None:
    tree = await _shown(explorer)
    theme.apply(qapp, theme.Theme.DARK)
    await until(lambda: explorer.map.ready)
    spot = _bottom_right(explorer, tree, "http.Serve")
    assert explorer.map.grab().toImage().pixelColor(spot) == theme.DARK.std
    theme.apply(qapp, theme.Theme.LIGHT)


def test_the_model_keeps_qts_rules(qapp: QApplication) -> None:
    assert qapp is not None
    model = SizeModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    tester.setUseFetchMore(False)  # it would fetch in the middle of a reset, which no view does
    tree = SizeTree(lambda node: node.name)
    for _ in tree.grow(
        _group("all", HELLO, _group("many", *(_leaf(f"{n}", n) for n in range(1200))))
    ):
        pass
    model.show_tree(tree)
    model.sort(NAME, Qt.SortOrder.AscendingOrder)
    model.show_only(tree.find("handle"))
    model.sort(SIZE, Qt.SortOrder.AscendingOrder)
    model.show_only(list(range(1, len(tree.nodes))))
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == len(tree.nodes) - 1
    model.show_only(None)
    assert tester.model() is model


async def test_sorting_keeps_what_is_open_and_chosen(explorer: SizeExplorer) -> None:
    tree = await _shown(explorer)
    handle = _node(tree, "main.handle")
    explorer.table.select(handle)
    explorer.table.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)
    assert explorer.table.current() == handle
    assert explorer.table.isExpanded(explorer.model.index_of(_node(tree, "main")))
    first = explorer.model.index(0, NAME)
    assert explorer.model.data(first) == "debug" or explorer.model.data(first)[0] in "Dd"


async def test_a_hundred_thousand_symbols_keep_the_window_alive(explorer: SizeExplorer) -> None:
    root = _group(
        "large",
        *(
            _group(f"p{p}", *(_leaf(f"f{p}.{n}", 1 + (n * 7919) % 997) for n in range(500)))
            for p in range(200)
        ),
    )
    beats: list[int] = []
    heart = QTimer(explorer, interval=0)
    heart.timeout.connect(lambda: beats.append(1))
    heart.start()
    explorer.show_tree(root)
    await until(lambda: explorer.tree is not None and explorer.map.ready)
    heart.stop()
    assert len(beats) > 5, "the window gets its turn in between"
    explorer.table.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)
    hits, _size = explorer.set_search("f1")
    assert hits > 10_000
    last = explorer.model.rowCount() - 1
    assert last < 1_000, "nobody reads ten thousand rows: more are listed as one scrolls"
    explorer.table.scrollToBottom()
    assert explorer.model.rowCount() > last + 1
    far = explorer.tree.find("f1")[-1] if explorer.tree else 0
    explorer.table.select(far)
    assert explorer.table.current() == far


@pytest.mark.parametrize("root", [_leaf("empty", 0), _group("bare"), _leaf("one", 7)])
async def test_next_to_nothing_can_be_shown(explorer: SizeExplorer, root: Node) -> None:
    await _shown(explorer, root)
    QTest.keyClick(explorer.map, Qt.Key.Key_Right)
    QTest.keyClick(explorer.map, Qt.Key.Key_Return)
    assert explorer.model.rowCount() == 0
