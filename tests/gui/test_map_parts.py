"""The map of sizes, its table and its search: the right node in its order, with its share."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest

from core.binary.inspection import Node
from core.binary.report.difference import Difference, SizeChange, compare
from core.binary.report.difference import tree as difference_tree
from core.binary.report.treemap import ROOT, SizeTree
from core.build.reason import Pull
from core.words import say
from gui.look import theme
from gui.widgets.build.target_rows import TargetRows
from gui.widgets.size.legend import Legend
from gui.widgets.size.lens import ORIGIN, brought, changed
from gui.widgets.size.size_explorer import SizeExplorer
from gui.widgets.size.size_model import KIND, NAME, SHARE, SIZE, SizeModel
from gui.widgets.size.tile_labels import many_small
from gui.widgets.size.treemap_picture import Hits, mixed
from tests.gui.conftest import until
from tests.gui.seen import present
from tests.made_up_sizes import inspection

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from gui.runtime.loop import AppLoop

_DOWN, _UP = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder


def _leaf(name: str, size: int, kind: str = "own") -> Node:
    return Node(name=name, size=size, kind=kind)


_B = Node(
    name="b", size=500, kind="module", children=(_leaf("b1", 300, "std"), _leaf("b2", 200, "own"))
)
_WHOLE = Node(
    name="all",
    size=1_000,
    kind="structure",
    children=(_leaf("a", 90, "data"), _B, _leaf("C", 410, "std")),
)


def _tree(root: Node = _WHOLE) -> SizeTree:
    tree = SizeTree(lambda node: node.name)
    for _ in tree.grow(root):
        pass
    return tree


@pytest.fixture
def model(qapp: QApplication) -> SizeModel:
    del qapp
    made = SizeModel()
    made.show_tree(_tree())
    return made


def _column(model: SizeModel, column: int, parent: QModelIndex | None = None) -> list[str]:
    parent = parent or QModelIndex()
    return [model.data(model.index(row, column, parent)) for row in range(model.rowCount(parent))]


@pytest.mark.parametrize(
    ("column", "order", "names"),
    [
        (SIZE, _DOWN, ["b", "C", "a"]),
        (SIZE, _UP, ["a", "C", "b"]),
        (SHARE, _UP, ["a", "C", "b"]),
        (NAME, _UP, ["a", "b", "C"]),
        (NAME, _DOWN, ["C", "b", "a"]),
        (KIND, _UP, ["a", "b", "C"]),
        (KIND, _DOWN, ["C", "b", "a"]),
    ],
)
def test_rows_are_sorted_by_what_they_are_and_not_by_how_it_is_written(
    model: SizeModel, column: int, order: Qt.SortOrder, names: list[str]
) -> None:
    model.sort(column, order)
    assert _column(model, NAME) == names


def test_each_cell_tells_its_own(model: SizeModel) -> None:
    assert _column(model, SIZE) == ["500 bytes", "410 bytes", "90 bytes"]
    assert _column(model, SHARE) == ["50.0%", "41.0%", "9.0%"]
    assert _column(model, KIND) == ["Modules", "Standard library", "Data"]
    inside = model.index(0, NAME)
    assert _column(model, NAME, inside) == ["b1", "b2"]
    assert _column(model, SHARE, inside) == ["30.0%", "20.0%"]
    assert (model.hasChildren(inside), model.hasChildren(model.index(1, NAME))) == (True, False)
    assert model.parent(model.index(0, NAME, inside)) == inside
    assert not model.parent(inside).isValid()
    titles = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(4)]
    assert titles == ["Name", "Size", "Share", "Belongs to"]
    right = model.data(model.index(0, SIZE), Qt.ItemDataRole.TextAlignmentRole)
    assert right & Qt.AlignmentFlag.AlignRight


def test_hits_are_a_flat_list_that_sorts_itself(model: SizeModel) -> None:
    tree = _tree()
    names = {name: tree.names.index(name) for name in tree.names}
    model.show_only([names["a"], names["b2"], names["b"]])
    assert _column(model, NAME) == ["b", "b2", "a"]
    assert not model.hasChildren(model.index(0, NAME))
    assert model.index_of(names["C"]) == QModelIndex()
    model.show_only(None)
    assert _column(model, NAME) == ["b", "C", "a"]


@pytest.mark.parametrize("count", [499, 500, 501, 1_200])
def test_of_many_hits_five_hundred_are_listed_at_once(qapp: QApplication, count: int) -> None:
    del qapp
    many = Node(
        name="all",
        size=count,
        kind="own",
        children=tuple(_leaf(f"{n}", 1) for n in range(count)),
    )
    model = SizeModel()
    model.show_tree(_tree(many))
    hits = list(range(1, count + 1))
    model.show_only(hits)
    assert model.rowCount() == min(count, 500)
    assert model.canFetchMore(QModelIndex()) is (count > 500)
    model.fetchMore(QModelIndex())
    assert model.rowCount() == min(count, 1_000)
    assert model.reveal(hits[-1]).isValid()
    assert model.rowCount() == count


async def test_a_difference_is_a_map_and_a_table_with_signs_that_sum_to_its_bytes(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply(qapp, theme.Theme.LIGHT)
    old = inspection({"a": 50_000, "b": 9_000, "c": 700})
    new = inspection({"a": 20_000, "b": 12_000, "d": 4_000, "c": 700})
    found = compare(old, new)
    explorer = SizeExplorer()
    qtbot.addWidget(explorer)
    explorer.show_lenses(changed(found))
    explorer.show_trees((say("What changed"), difference_tree(found)), (say("All"), _WHOLE))
    await until(lambda: explorer.tree is not None and explorer.map.ready)
    assert explorer.lens.isHidden(), "its colors have one meaning"
    assert _column(explorer.model, NAME) == ["Shrunk", "New", "Grown"]
    assert _column(explorer.model, SIZE) == ["−30.0 kB", "+4.0 kB", "+3.0 kB"]  # noqa: RUF001 - a minus
    assert -30_000 + 4_000 + 3_000 == found.delta == new.size - old.size
    assert explorer.map.legend() == {"shrunk", "new", "grown"}
    explorer.way.setCurrentIndex(1)
    await until(lambda: present(explorer.tree).names[0] == "all")
    assert not explorer.lens.isHidden()


def test_each_lens_says_what_a_part_means_to_it() -> None:
    root = Node(
        name="app", size=9, kind="structure",
        children=(
            Node(name="a.io/m", size=8, kind="module", children=(
                _leaf("a.io/m/p", 5, "module"), _leaf("a.io/m/q", 3, "module"),
            )),
            Node(name="padding", size=1, kind="structure", label=say("Padding")),
        ),
    )  # fmt: skip
    tree = _tree(root)
    changes = tuple(
        SizeChange(name=name, old=1, new=2) for name in ("a.io/m/p", "(padding)", "a.io/m")
    )
    by_change = changed(Difference(old=9, new=12, packages=changes[:2], functions=()))
    dropped = frozenset({"a.io/m/q"})
    by_import = brought(Pull(package="x", chain=(), dropped=dropped, saves=1, size=1))
    meanings = {
        name: tuple(one.kind_of(tree, number) for one in (ORIGIN, by_change, by_import))
        for number, name in enumerate(tree.names)
    }
    assert meanings == {
        "app": ("structure", "same", "stays"),
        "a.io/m": ("module", "same", "stays"),
        "a.io/m/p": ("module", "grown", "stays"),
        "a.io/m/q": ("module", "same", "goes"),
        "padding": ("structure", "grown", "stays"),
    }
    assert ORIGIN.kind_of(_tree(_leaf("x", 1, "nobody knows")), ROOT) == "unexplained"


# The map


@pytest.fixture
def explorer(qtbot: QtBot, qapp: QApplication, app_loop: AppLoop) -> SizeExplorer:
    theme.apply(qapp, theme.Theme.LIGHT)

    async def show(made: SizeExplorer) -> None:
        made.show_tree(_WHOLE)
        await until(lambda: made.tree is not None and made.map.ready)

    made = SizeExplorer()
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    app_loop.run_until_complete(show(made))
    return made


def _at(explorer: SizeExplorer, name: str) -> QPoint:
    return explorer.map.tile_of(present(explorer.tree).names.index(name)).center()


async def test_each_gesture_is_about_the_tile_under_the_pointer(explorer: SizeExplorer) -> None:
    tree = present(explorer.tree)
    told: list[str] = []
    explorer.map.selected.connect(lambda node: told.append(tree.names[node]))
    left, right = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
    for name in ("a", "b2", "C"):
        QTest.mouseClick(explorer.map, left, pos=_at(explorer, name))
    QTest.mouseClick(explorer.map, right, pos=_at(explorer, "a"))
    assert told == ["a", "b2", "C"]
    assert tree.names[explorer.table.current()] == "C"
    QTest.mouseDClick(explorer.map, left, pos=_at(explorer, "C"))
    assert explorer.map.node == ROOT, "a leaf fills nothing"
    QTest.mouseDClick(explorer.map, left, pos=_at(explorer, "b1"))
    assert tree.names[explorer.map.node] == "b"
    await until(lambda: explorer.map.ready)


async def test_keys_walk_to_the_neighbour_that_way_and_in_and_out(explorer: SizeExplorer) -> None:
    tree, view = present(explorer.tree), explorer.map
    told: list[str] = []
    view.selected.connect(lambda node: told.append(tree.names[node]))
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert told == ["b"], "the first step selects the largest"
    places = {name: view.tile_of(tree.names.index(name)).center() for name in ("a", "b", "C")}
    ways = (
        (Qt.Key.Key_Left, -1, "x"),
        (Qt.Key.Key_Right, 1, "x"),
        (Qt.Key.Key_Up, -1, "y"),
        (Qt.Key.Key_Down, 1, "y"),
    )
    for start, (key, sign, axis) in itertools.product(places, ways):
        view.select(tree.names.index(start))
        count = len(told)
        QTest.keyClick(view, key)
        if len(told) > count:
            step = getattr(places[told[-1]], axis)() - getattr(places[start], axis)()
            assert step * sign > 0, (start, key, told[-1])
    assert set(told) == {"a", "b", "C"}, "each is somebody's neighbour"
    zoomed: list[int] = []
    view.zoomed.connect(zoomed.append)
    view.select(tree.names.index("b"))
    QTest.keyClick(view, Qt.Key.Key_Enter)
    await until(lambda: view.ready)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert told[-1] == "b1", "inside, the largest comes first"
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    assert (zoomed, told[-1]) == ([tree.names.index("b"), ROOT], "b")
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    assert len(zoomed) == 2


async def test_a_search_counts_sums_and_is_forgotten_with_another_tree(
    explorer: SizeExplorer,
) -> None:
    assert explorer.set_search("B") == (3, 500), "what stands within a hit is counted once"
    assert explorer.found.text() == "3 hits, 500 bytes together"
    assert explorer.set_search("b1") == (1, 300)
    assert explorer.found.text() == "1 hit, 300 bytes"
    assert explorer.set_search("nowhere") == (0, 0)
    assert explorer.model.rowCount() == 0
    explorer.search.setText("b1")
    explorer.show_trees((say("One"), _WHOLE), (say("Two"), _B))
    await until(lambda: explorer.tree is not None and explorer.search.text() == "")
    assert explorer.way.isVisible()
    explorer.way.setCurrentIndex(1)
    await until(lambda: present(explorer.tree).names[0] == "b")
    assert explorer.model.rowCount() == 2
    explorer.show_tree(_WHOLE)
    await until(lambda: present(explorer.tree).names[0] == "all")
    assert explorer.way.isHidden()


def test_only_hits_and_what_holds_them_are_lit(qapp: QApplication) -> None:
    del qapp
    tree = _tree()
    number = tree.names.index
    hits = Hits(tree, [number("b1")])
    for _ in hits.find_ways():
        pass
    lit = {name: hits.lights(number(name), 0) for name in ("b1", "b2", "b", "a")}
    assert lit == {"b1": True, "b2": False, "b": False, "a": False}
    assert (hits.lights(number("b"), 1), hits.lights(number("b"), 2)) == (False, True)
    assert (hits.light_around(number("b1")), hits.light_around(number("b"))) == (True, False)
    around = Hits(tree, [number("b")])
    assert [around.light_around(number(name)) for name in ("b1", "b", "a")] == [True, True, False]
    everything = Hits(tree, None)
    assert (everything.lights(3, 0), everything.light_around(0)) == (True, True)
    assert [str(many_small(n)) for n in (1, 2)] == ["1 smaller part", "2 smaller parts"]


@pytest.mark.parametrize("part", [0.0, 0.3, 1.0])
def test_a_colour_stands_back_by_its_part(part: float) -> None:
    colours = theme.LIGHT
    made = mixed(colours, colours.std, part)
    wanted = colours.std.redF() * part + colours.card.redF() * (1 - part)
    assert made.redF() == pytest.approx(wanted, abs=0.01)


def test_the_legend_names_the_kinds_that_are_there_in_one_order(qtbot: QtBot) -> None:
    made = Legend()
    qtbot.addWidget(made)
    made.show_kinds({"unexplained", "own", "strange"})
    assert made.accessibleName() == "Your code, Unexplained"


def test_rows_of_targets_need_targets(qtbot: QtBot) -> None:
    made = TargetRows()
    qtbot.addWidget(made)
    made.begin(())
    assert made.isHidden()
    made.happens("linux/amd64", say("Link"))
    assert made.topLevelItemCount() == 0
