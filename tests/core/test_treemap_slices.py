"""A map in slices: when others get their turn, what stands while it grows, and the least rooms."""

from __future__ import annotations

import pytest

from core.binary.inspection import Node
from core.binary.report.treemap import SizeTree, TileLayout


def node(*inside: Node | int) -> Node:
    children = tuple(
        Node(name="", size=one, kind="own") if isinstance(one, int) else one for one in inside
    )
    return Node(name="", size=sum(one.size for one in children), kind="own", children=children)


def layout_of(root: Node, width: float, height: float) -> TileLayout:
    tree = SizeTree(lambda one: one.name)
    for _ in tree.grow(root):
        pass
    return TileLayout(tree, width, height)


def test_others_get_their_turn_after_the_whole_and_after_each_row() -> None:
    layout = layout_of(node(60, 40), 100, 50)  # two columns of one tile each
    assert [len(layout.nodes) for _ in layout.grow()] == [1, 2, 3]


def test_the_tiles_inside_another_are_right_while_the_map_grows() -> None:
    layout = layout_of(node(node(60, 40), 50), 300, 100)
    found = [
        [list(layout.tiles_in(one)) for one in range(len(layout.first))] for _ in layout.grow()
    ]
    assert found[-1][:2] == [[1, 2], [3, 4]]
    assert [one[0] for one in found if len(one) == 2] == [[1, 2]] * 2


@pytest.mark.parametrize(
    ("width", "height", "merged"), [(0, 9, [0]), (9, 0, [0]), (1, 0.5, [0, 2]), (1, 1, [0, 2])]
)
def test_the_smallest_room_is_one_tile_of_all_and_no_room_is_none(
    width: float, height: float, merged: list[int]
) -> None:
    layout = layout_of(node(3, 2), width, height)
    for _ in layout.grow():
        pass
    assert layout.merged == merged


def test_what_is_inside_a_lower_tile_stays_within_it() -> None:
    layout = layout_of(node(node(60, 0), node(40, 0)), 100, 200)
    for _ in layout.grow():
        pass
    tops, bottoms = layout.tops, layout.bottoms
    assert [(round(tops[one]), round(bottoms[one])) for one in range(5)] == [
        (0, 200), (0, 120), (120, 200), (16, 118), (136, 198),
    ]  # fmt: skip
