"""Where exactly tiles stand: areas, order, frames, the smallest tile, and what a point hits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from core.binary.inspection import Node
from core.binary.report.treemap import ROOT, SizeTree, TileLayout
from core.words import say
from tests.made_up_sizes import node

if TYPE_CHECKING:
    from tests.made_up_sizes import Tree


def laid_out(shape: Tree | Node, width: float, height: float, **more: Any) -> TileLayout:  # noqa: ANN401 - fields
    tree = SizeTree(lambda one: one.name)
    root = shape if isinstance(shape, Node) else node("r", shape)
    assert len(list(tree.grow(root))) == len(tree.nodes)
    layout = TileLayout(tree, width, height, **more)
    for _ in layout.grow():
        pass
    return layout


def boxes(layout: TileLayout) -> list[tuple[str | float, ...]]:
    return [
        (layout.tree.names[one], *(round(side[at], 3) for side in sides))
        for at, one in enumerate(layout.nodes)
        for sides in [(layout.lefts, layout.tops, layout.rights, layout.bottoms)]
    ]


def test_a_wide_room_is_cut_into_columns_and_a_high_one_into_rows() -> None:
    assert boxes(laid_out({"a": 60, "b": 40}, 100, 50)) == [
        ("r", 0, 0, 100, 50), ("a", 0, 0, 60, 50), ("b", 60, 0, 100, 50),
    ]  # fmt: skip
    assert boxes(laid_out({"b": 40, "a": 60}, 50, 100)) == [
        ("r", 0, 0, 50, 100), ("a", 0, 0, 50, 60), ("b", 0, 60, 50, 100),
    ]  # fmt: skip
    assert boxes(laid_out({"a": 50, "b": 50}, 100, 100))[1:] == [
        ("a", 0, 0, 100, 50), ("b", 0, 50, 100, 100),
    ]  # fmt: skip


def test_the_paper_s_own_example_comes_out_as_in_the_paper() -> None:
    found = boxes(laid_out(dict(zip("abcdefg", (6, 6, 4, 3, 2, 2, 1), strict=True)), 600, 400))
    assert found[1:] == [
        ("a", 0, 0, 300, 200), ("b", 0, 200, 300, 400), ("c", 300, 0, 471.429, 233.333),
        ("d", 471.429, 0, 600, 233.333), ("e", 300, 233.333, 420, 400),
        ("f", 420, 233.333, 540, 400), ("g", 540, 233.333, 600, 400),
    ]  # fmt: skip


def test_what_is_inside_keeps_a_frame_and_a_header_where_they_fit() -> None:
    shape = {"g": {"x": 100, "y": 0}}
    assert boxes(laid_out(shape, 64, 48))[:3] == [
        ("r", 0, 0, 64, 48), ("g", 0, 0, 64, 48), ("x", 2, 16, 62, 46),
    ]  # fmt: skip
    for width, height in ((63.9, 48), (64, 47.9)):  # too small for a header
        assert boxes(laid_out(shape, width, height))[2] == ("x", 0, 0, width, height)
    assert boxes(laid_out(shape, 40, 30, header=10))[2] == ("x", 2, 10, 38, 28)


def test_a_chain_of_single_children_is_one_node_with_the_longest_of_nested_paths() -> None:
    shape = {"a.io/m": {"a.io/m/p": {"p.go": {"p.One": 60, "p.Two": 40}}}, "b": {"c": {"d": 9}}}
    tree = laid_out(shape, 90, 90).tree
    assert tree.names == ["r", "a.io/m/p", "b", "p.One", "p.Two"]
    assert (tree.spans, tree.sizes) == ([1, 3, 3, 1, 1], [109, 100, 9, 60, 40])
    assert [tree.is_leaf(one) for one in range(5)] == [False, False, True, True, True]
    assert (tree.find("p.go"), tree.find("d")) == ([1], [2]), "no name is lost to the search"
    assert tree.nodes[1].name == "a.io/m/p"
    labelled = Node(name="code", size=9, kind="own", label=say("Code"), children=(
        Node(name=".text", size=9, kind="own"),
    ))  # fmt: skip
    root = Node(name="r", size=9, kind="own", children=(labelled,))
    assert laid_out(root, 90, 90).tree.names == ["r", "code", ".text"], "words are no path"


def test_what_is_further_down_than_the_levels_of_a_map_is_not_drawn() -> None:
    shape = {"m": {"p": {"f": 30, "g": 20}, "q": 9}, "n": {"o": {"h": 5, "i": 4}}}
    drawn = laid_out(shape, 300, 300, levels=2)
    assert [drawn.tree.names[one] for one in drawn.nodes] == ["r", "m", "n", "p", "q"]
    tree, names = drawn.tree, drawn.tree.names.index
    assert [tree.names[one] for one in tree.front(ROOT, 2)] == ["p", "n", "q"]
    assert [tree.names[one] for one in tree.front(names("m"), 2)] == ["f", "g", "q"]
    assert [tree.next_toward(names("f"), outer) for outer in (ROOT, names("m"), names("p"))] == [
        names("m"), names("p"), names("f"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("outer", "name", "told"),
    [
        ("golang.org/x/net", "golang.org/x/net/http2", "http2"),
        ("golang.org/x/net", "golang.org/x/network", "golang.org/x/network"),
        ("github.com/gin-gonic/gin", "github.com/gin-gonic/gin", "gin"),
        ("a.io/validator/v10", "a.io/validator/v10", "validator/v10"),
        ("net/http", "net/http.(*Server).Serve", "(*Server).Serve"),
        ("runtime", "runtime", "runtime"),
        ("std", "net/http", "net/http"),
    ],
)
def test_a_label_leaves_out_what_the_one_around_it_says(outer: str, name: str, told: str) -> None:
    tree = laid_out({"before": {outer: {name: 5, "else": 4}, "x": 1}}, 90, 90).tree
    assert tree.short_name(len(tree.names) - tree.names[::-1].index(name) - 1) == told


def test_a_tile_needs_sixteen_square_pixels() -> None:
    at_the_edge = laid_out({"big": 48, "small": 16}, 8, 8)
    assert (at_the_edge.merged, at_the_edge.sizes) == ([0, 0, 0], [64, 48, 16])
    below = laid_out({"big": 49, "s1": 15, "s2": 0}, 8, 8)
    assert (below.merged, below.sizes) == ([0, 0, 2], [64, 49, 15])
    assert (below.nodes, below.above) == ([ROOT, 1, ROOT], [-1, 0, 0])
    assert boxes(below)[1:] == [("big", 0, 0, 6.125, 8), ("r", 6.125, 0, 8, 8)]
    assert list(below.tiles_in(2)) == []


def test_a_point_belongs_to_the_left_and_upper_of_two_edges() -> None:
    layout = laid_out({"a": 50, "b": {"c": 30, "d": 20}}, 100, 50)
    name = [layout.tree.names[one] for one in layout.nodes]
    for point, wanted in {
        (0, 0): "a", (49.9, 49.9): "a", (50, 0): "c", (99.9, 49.9): "d", (79, 49): "c",
        (81, 0): "d",
    }.items():  # fmt: skip
        assert name[layout.tile_at(*point)] == wanted, point
    for outside in ((-0.1, 0), (0, -0.1), (100, 0), (0, 50)):
        assert layout.tile_at(*outside) == -1


def test_a_tree_knows_paths_ancestors_names_and_sums() -> None:
    tree = laid_out({"Big": {"one": 3, "two": 9}, "zero": 0}, 9, 9).tree
    assert tree.names == ["r", "Big", "zero", "two", "one"]
    assert (tree.sizes, tree.parents) == ([12, 12, 0, 9, 3], [-1, 0, 0, 1, 1])
    assert (tree.path(4), tree.path(0)) == ([0, 1, 4], [0])
    assert [tree.is_within(4, one) for one in range(5)] == [True, True, False, False, True]
    assert not tree.is_within(1, 4)
    assert (tree.find("O"), tree.find("big"), tree.find("?")) == ([2, 3, 4], [1], [])
    assert tree.size_of([1, 3]) == 12
    assert tree.size_of([3, 4]) == 12
    assert tree.size_of([0, 3, 4, 2]) == 12
    assert (tree.size_of([4, 2]), tree.size_of([])) == (3, 0)
    assert list(tree.children(1)) == [3, 4]
