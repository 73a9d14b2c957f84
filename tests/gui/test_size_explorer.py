"""Treemap and table show the same thing, can be searched, walked by keyboard, and stay quick."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QColor, QContextMenuEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from core.binary.inspection import Node
from core.binary.report.treemap import ROOT, SizeTree
from core.words import say
from gui.look import theme
from gui.widgets.size import glide
from gui.widgets.size.part_menu import PartMenu
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


async def test_a_double_click_goes_one_level_at_a_time(explorer: SizeExplorer) -> None:
    package = _group(
        "a.io/m/p", _group("p.go", _leaf("p.Long", 60), _leaf("p.B", 30)), _leaf("c", 9)
    )
    root = _group("shop", _group("a.io/m", package, _leaf("a.io/m/q", 20)), _leaf("rest", 5))
    tree = await _shown(explorer, root)
    for name in ("a.io/m", "a.io/m/p", "p.go"):
        inside = _middle(explorer, _node(tree, "a.io/m/p" if name == "a.io/m" else "p.go"))
        QTest.mouseDClick(explorer.map, Qt.MouseButton.LeftButton, pos=inside)
        assert tree.names[explorer.map.node] == name
        await until(lambda: explorer.map.ready)
    QTest.mouseDClick(explorer.map, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert tree.names[explorer.map.node] == "p.go", "a function fills nothing"


async def test_functions_are_drawn_when_their_package_fills_the_view(
    explorer: SizeExplorer,
) -> None:
    files = _group("f.go", _leaf("a.io/m/p.One", 50), _leaf("a.io/m/p.Two", 40))
    module = _group("a.io/m", _group("a.io/m/p", files, _leaf("data", 30)), _leaf("a.io/m/q", 9))
    tree = await _shown(explorer, _group("shop", module, _leaf("rest", 10)))
    one, package = _node(tree, "a.io/m/p.One"), _node(tree, "a.io/m/p")
    assert explorer.map.tile_of(one) == explorer.map.tile_of(package), "drawn as its package"
    explorer.map.zoom(package)
    await until(lambda: explorer.map.ready)
    assert explorer.map.tile_of(one) != explorer.map.tile_of(package)


async def test_the_map_glides_from_tile_to_view_and_back(
    explorer: SizeExplorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = await _shown(explorer)
    for node in (_node(tree, "net/http"), ROOT):
        seen = []
        explorer.map.zoom(node)
        await until(lambda: explorer.map._glide.under_way)
        seen.append(explorer.map.grab().toImage())
        await until(lambda: explorer.map.ready)
        assert seen[0] != explorer.map.grab().toImage(), "something is in between"
    monkeypatch.setattr(glide, "is_wanted", lambda _: False)
    explorer.map.zoom(_node(tree, "net/http"))
    await until(lambda: not explorer.map._painting.running)
    assert explorer.map.ready, "where a system asks for less, nothing moves"


async def test_more_of_the_same_program_is_shown_where_one_was(explorer: SizeExplorer) -> None:
    tree = await _shown(explorer)
    explorer.map.zoom(_node(tree, "net/http"))
    explorer.search.setText("handle")
    more = _group("hello", _group("new", _leaf("n", 9_000), _leaf("o", 1)), *HELLO.children)
    tree = await _shown(explorer, more)
    assert tree.names[explorer.map.node] == "net/http"
    assert (explorer.search.text(), explorer.model.rowCount()) == ("handle", 2)
    other = _group("other", *HELLO.children)
    await _shown(explorer, other)
    assert (explorer.map.node, explorer.search.text()) == (ROOT, "")


async def test_the_legend_names_what_is_seen_and_filters_map_and_table(
    explorer: SizeExplorer,
) -> None:
    tree = await _shown(explorer)
    entries = explorer.legend.findChildren(QToolButton)
    assert [one.text() for one in entries] == [
        "Your code", "Standard library", "Debug information",
    ]  # fmt: skip
    entries[1].click()
    await until(lambda: explorer.map.ready)
    assert explorer.found.text() == "2 hits, 3.5 kB together"
    assert explorer.model.rowCount() == 2
    picture = explorer.map.grab().toImage()
    lit = {
        name: _is_of(picture.pixelColor(_bottom_right(explorer, tree, name)), ground)
        for name, ground in (
            ("http.Serve", theme.current().std), ("main.main", theme.current().own),
        )
    }  # fmt: skip
    assert lit == {"http.Serve": True, "main.main": False}
    assert explorer.set_search("handle") == (1, 500), "both at once"
    entries[1].click()
    assert explorer.set_search("") == (0, 0)
    assert explorer.model.rowCount() == 3


async def test_the_menu_of_a_part_does_what_it_says(explorer: SizeExplorer) -> None:
    tree = await _shown(explorer)
    asked: list[int] = []
    explorer.why_wanted.connect(asked.append)
    http = _node(tree, "net/http")
    explorer.map.menu_wanted.emit(http, QPoint(5, 5))
    for title in ("Why is it here?", "Copy the name", "Show in the table", "Zoom in"):
        _deed(explorer, title).trigger()
    assert asked == [http]
    assert QApplication.clipboard().text() == "net/http"
    assert (explorer.table.current(), explorer.map.node) == (http, http)
    explorer.table.menu_wanted.emit(_node(tree, "main.main"), QPoint(5, 5))
    assert not _deed(explorer, "Zoom in").isEnabled(), "nothing is inside a function"
    _deed(explorer, "Show on the map").trigger()
    assert tree.names[explorer.map.node] == "main"
    _deed(explorer, "Zoom out").trigger()
    assert explorer.map.node == ROOT
    await until(lambda: explorer.map.ready)


def _deed(explorer: SizeExplorer, title: str) -> QAction:
    """An entry of the menu that was asked for last."""
    menu = explorer.findChildren(PartMenu)[-1]
    return next(one for one in menu.actions() if one.text() == title)


async def test_a_right_click_asks_about_the_part_under_it(explorer: SizeExplorer) -> None:
    tree = await _shown(explorer)
    told: list[str] = []
    explorer.map.menu_wanted.connect(lambda node, _: told.append(tree.names[node]))
    place = _middle(explorer, _node(tree, "http.Serve"))
    mouse, keys = QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(explorer.map, QContextMenuEvent(mouse, place, place))
    explorer.map.select(_node(tree, "main.handle"))
    QApplication.sendEvent(explorer.map, QContextMenuEvent(keys, place, place))
    assert told == ["http.Serve", "main.handle"]
    for menu in explorer.findChildren(PartMenu):
        menu.close()


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
    assert _is_of(lit, theme.current().std)
    assert not _is_of(dim, theme.current().std)
    explorer.set_search("")
    assert explorer.model.rowCount() == 3
    assert explorer.found.text() == ""


def _is_of(seen: QColor, ground: QColor) -> bool:
    """Whether a pixel is of a tile with this ground: lit by its cushion, but not dimmed."""
    return abs(seen.hue() - ground.hue()) < 8 and seen.saturation() > 0.8 * ground.saturation()


def _bottom_right(explorer: SizeExplorer, tree: SizeTree, name: str) -> QPoint:
    return explorer.map.tile_of(_node(tree, name)).bottomRight() - QPoint(4, 4)


async def test_typing_searches_after_a_moment(explorer: SizeExplorer) -> None:
    await _shown(explorer)
    QTest.keyClicks(explorer.search, "main")
    await until(explorer.found.text)
    assert explorer.found.text().startswith("3 hits")


async def test_a_card_tells_name_size_and_shares(explorer: SizeExplorer) -> None:
    tree = await _shown(explorer)
    assert explorer.map.card.isHidden()
    _point(explorer, _middle(explorer, _node(tree, "http.Serve")))
    await until(lambda: not explorer.map.card.isHidden())
    assert explorer.map.card.text == (
        "http.Serve\nStandard library\n3.0 kB, 42.9% of the file\n85.7% of net/http"
    )
    assert explorer.map.rect().contains(explorer.map.card.geometry())
    _point(explorer, _middle(explorer, _node(tree, "main.main")))
    assert explorer.map.card.text.startswith("main.main\nYour code\n")
    QApplication.sendEvent(explorer.map, QEvent(QEvent.Type.Leave))
    assert explorer.map.card.isHidden()


def _point(explorer: SizeExplorer, place: QPoint) -> None:
    for spot in (QPoint(2, 2), place):  # where it was before, nothing would move
        QTest.mouseMove(explorer.map, spot)


async def test_a_name_of_any_length_fits_on_the_card(explorer: SizeExplorer) -> None:
    name = "github.com/somebody/" + "very-long-name/" * 60 + "end"
    tree = await _shown(explorer, _group("file", _leaf(name, 900), _leaf("other", 100)))
    _point(explorer, _middle(explorer, _node(tree, name)))
    await until(lambda: not explorer.map.card.isHidden())
    assert explorer.map.rect().contains(explorer.map.card.geometry())
    assert explorer.map.card.name.text().endswith("/end")


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
    assert _is_of(explorer.map.grab().toImage().pixelColor(spot), theme.DARK.std)
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
