"""Sizes become rectangles that lie inside each other, never overlap, and leave nothing out."""

from __future__ import annotations

import random

import pytest

from core.binary.inspection import Node
from core.binary.report.treemap import ROOT, SizeTree, TileLayout


def _leaf(size: int, name: str = "leaf") -> Node:
    return Node(name=name, size=size, kind="own")


def _group(*children: Node, name: str = "group") -> Node:
    size = sum(child.size for child in children)
    return Node(name=name, size=size, kind="own", children=children)


def _tree(root: Node) -> SizeTree:
    tree = SizeTree(lambda node: node.name)
    for _ in tree.grow(root):
        pass
    return tree


def _laid_out(
    tree: SizeTree, width: float = 600, height: float = 400, node: int = ROOT
) -> TileLayout:
    tiles = TileLayout(tree, width, height, node)
    for _ in tiles.grow():
        pass
    return tiles


def _random(seed: int, depth: int = 3) -> Node:
    chance = random.Random(seed)  # noqa: S311 - a fixed shape, not a secret

    def grow(level: int) -> Node:
        if level == 0:
            return _leaf(int(chance.lognormvariate(5, 2)), str(chance.random()))
        return _group(*(grow(level - 1) for _ in range(chance.randint(1, 12))))

    return grow(depth)


def _area(tiles: TileLayout, number: int) -> float:
    width = tiles.rights[number] - tiles.lefts[number]
    return width * (tiles.bottoms[number] - tiles.tops[number])


def test_the_tree_keeps_children_together_largest_first() -> None:
    tree = _tree(_group(_group(_leaf(1), _leaf(3)), _leaf(9)))
    assert [tree.sizes[child] for child in tree.children(ROOT)] == [9, 4]
    assert [tree.sizes[child] for child in tree.children(2)] == [3, 1]
    assert tree.path(3) == [0, 2, 3]
    assert tree.is_within(3, 2)
    assert not tree.is_within(1, 2)


def test_areas_stand_in_the_proportion_of_sizes() -> None:
    tiles = _laid_out(_tree(_group(_leaf(50), _leaf(30), _leaf(20))))
    whole = sum(_area(tiles, number) for number in tiles.tiles_in(0))
    shares = [_area(tiles, number) / whole for number in tiles.tiles_in(0)]
    assert shares == pytest.approx([0.5, 0.3, 0.2])


def test_tiles_are_near_to_squares() -> None:
    tiles = _laid_out(_tree(_group(*(_leaf(100) for _ in range(24)))))
    for number in tiles.tiles_in(0):
        width = tiles.rights[number] - tiles.lefts[number]
        height = tiles.bottoms[number] - tiles.tops[number]
        assert max(width / height, height / width) < 1.6


@pytest.mark.parametrize("seed", range(5))
def test_tiles_lie_inside_the_one_above_and_never_overlap(seed: int) -> None:
    tiles = _laid_out(_tree(_random(seed)))
    for number in range(len(tiles.nodes)):
        inside = tiles.tiles_in(number)
        for one in inside:
            assert tiles.above[one] == number
            assert tiles.lefts[one] >= tiles.lefts[number] - 1e-6
            assert tiles.rights[one] <= tiles.rights[number] + 1e-6
            assert tiles.tops[one] >= tiles.tops[number] - 1e-6
            assert tiles.bottoms[one] <= tiles.bottoms[number] + 1e-6
        assert sum(_area(tiles, one) for one in inside) <= _area(tiles, number) + 1e-3


@pytest.mark.parametrize("seed", range(5))
def test_sizes_inside_a_tile_add_up_to_its_own(seed: int) -> None:
    tiles = _laid_out(_tree(_random(seed)))
    for number in range(len(tiles.nodes)):
        inside = tiles.tiles_in(number)
        if inside:
            assert sum(tiles.sizes[one] for one in inside) == tiles.sizes[number]


def test_what_is_too_small_to_see_is_one_tile_of_many() -> None:
    tiles = _laid_out(_tree(_group(_leaf(1_000_000), *(_leaf(1) for _ in range(5_000)))))
    assert len(tiles.nodes) == 3
    assert tiles.merged == [0, 0, 5_000]
    assert tiles.sizes[2] == 5_000


def test_a_hundred_thousand_leaves_cost_pixels_not_nodes() -> None:
    tree = _tree(_group(*(_group(*(_leaf(7) for _ in range(1_000))) for _ in range(100))))
    assert len(_laid_out(tree, 300, 200).nodes) < 300 * 200 / 16


def test_a_point_finds_its_innermost_tile() -> None:
    tree = _tree(_group(_group(_leaf(60, "big"), _leaf(20)), _leaf(20)))
    tiles = _laid_out(tree)
    big = next(n for n, node in enumerate(tiles.nodes) if tree.names[node] == "big")
    middle = (
        (tiles.lefts[big] + tiles.rights[big]) / 2,
        (tiles.tops[big] + tiles.bottoms[big]) / 2,
    )
    assert tiles.tile_at(*middle) == big
    assert tiles.tile_at(-1, 5) == -1


def test_one_node_can_fill_the_map() -> None:
    tree = _tree(_group(_group(_leaf(5), _leaf(4)), _leaf(1)))
    tiles = _laid_out(tree, node=1)
    assert tiles.nodes[0] == 1
    assert tiles.sizes == [9, 5, 4]


@pytest.mark.parametrize("root", [_leaf(0), _group(), _group(_leaf(0), _leaf(0)), _leaf(5)])
def test_nothing_and_next_to_nothing_can_be_laid_out(root: Node) -> None:
    assert len(_laid_out(_tree(root)).nodes) >= 1
    assert len(_laid_out(_tree(root), 0, 0).nodes) == 1


def test_search_ignores_case_and_counts_nested_hits_once() -> None:
    tree = _tree(
        _group(
            _group(_leaf(5, "ginInit"), _leaf(3, "other"), name="gin"), _leaf(2, "GIN"), _leaf(9)
        )
    )
    hits = tree.find("gin")
    assert sorted(tree.names[hit] for hit in hits) == ["GIN", "gin", "ginInit"]
    assert tree.size_of(hits) == 8 + 2
