"""Sizes as rectangles: a tree of nodes in flat lists, and its squarified layout. No painting.

Both are generators, so that a window can do them in slices between two frames. The layout spends
pixels, not nodes: what would be too small to see is one tile of many small things.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from core.binary.inspection import Node

ROOT = 0
LEVELS = 2  # in sight at once: modules with their packages, or a package with its files
_LEAST_AREA = 16.0  # square pixels that a tile needs to be worth drawing
_FRAME = 2  # pixels around the children of a tile, so that nesting can be seen
_WIDE, _HIGH = 4, 3  # headers that a tile must measure to have one
_by_size = attrgetter("size")


@dataclass(slots=True)
class SizeTree:
    """A tree of nodes in flat lists; a node is its number, and the root is number 0.

    The children of a node follow each other, the largest first, from `first[node]` on; `names` are
    what people see and `lowered` what they search. A chain of single children, like a module with
    one package, is one node; `spans` says how many levels it stands for.
    """

    name_of: Callable[[Node], str]
    nodes: list[Node] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    lowered: list[str] = field(default_factory=list)
    spans: list[int] = field(default_factory=list)

    def grow(self, root: Node) -> Iterator[None]:
        """Fill the lists, yielding between nodes."""
        self.nodes.append(root)
        self.parents.append(-1)
        for number, node in enumerate(self.nodes):  # grows while it is walked
            inside = node.children
            if number and len(inside) == 1 and node.label is None:
                inside = self._merge(number, node)
            else:
                self._note(self.name_of(node), node.size)
            self.first.append(len(self.nodes))
            if inside:
                self.nodes += sorted(inside, key=_by_size, reverse=True)
                self.parents += [number] * len(inside)
            yield
        self.first.append(len(self.nodes))

    def _note(self, name: str, size: int, *, lowered: str = "", span: int = 1) -> None:
        self.names.append(name)
        self.lowered.append(lowered or name.lower())
        self.sizes.append(size)
        self.spans.append(span)

    def _merge(self, number: int, node: Node) -> tuple[Node, ...]:
        """Make one node of a chain that the longest of nested paths names; return what is inside.

        All names of the chain can be searched.
        """
        chain = [node]
        while len(chain[-1].children) == 1 and chain[-1].children[0].label is None:
            chain.append(chain[-1].children[0])
            if chain[-1].name.startswith(chain[0].name):
                node = chain[-1]
        self.nodes[number] = node
        lowered = "\n".join(dict.fromkeys(one.name.lower() for one in chain))
        self._note(self.name_of(node), node.size, lowered=lowered, span=len(chain))
        return chain[-1].children

    def children(self, node: int) -> range:
        """Return the numbers of a node's children."""
        return range(self.first[node], self.first[node + 1])

    def is_leaf(self, node: int) -> bool:
        """Whether nothing is inside a node."""
        return self.first[node] == self.first[node + 1]

    def short_name(self, node: int) -> str:
        """Return a node's name without what the names around it say already."""
        name, above = self.names[node], self.parents[node]
        for outer in (above, self.parents[above] if above > ROOT else ROOT):
            if outer > ROOT and (left := _without(name, self.names[outer])):
                return left
        return name

    def path(self, node: int) -> list[int]:
        """Return the way from the root to a node, both included."""
        way = []
        while node >= ROOT:
            way.append(node)
            node = self.parents[node]
        return way[::-1]

    def is_within(self, node: int, outer: int) -> bool:
        """Whether a node is `outer` or stands below it."""
        while node > outer:  # parents have smaller numbers
            node = self.parents[node]
        return node == outer

    def front(self, node: int, levels: int) -> list[int]:
        """Return what a map of a node draws in front, down to so many levels."""
        found, waiting = [], [(node, 0)]
        while waiting:
            one, depth = waiting.pop()
            if self.is_leaf(one) or depth >= levels:
                found.append(one)
            else:
                waiting += [(inner, depth + self.spans[inner]) for inner in self.children(one)]
        return sorted(found, key=lambda one: -self.sizes[one])

    def next_toward(self, node: int, outer: int) -> int:
        """Return what is one level inside of `outer` on the way to a node."""
        while self.parents[node] > outer:
            node = self.parents[node]
        return node

    def find(self, words: str) -> list[int]:
        """Return the nodes with these words in their name, whatever the case."""
        wanted = words.lower()
        return [number for number, name in enumerate(self.lowered) if wanted in name]

    def size_of(self, nodes: Sequence[int]) -> int:
        """Return the bytes of these nodes together; what stands inside another counts once."""
        chosen = set(nodes)
        return sum(self.sizes[node] for node in nodes if not self._has_any_above(node, chosen))

    def _has_any_above(self, node: int, chosen: set[int]) -> bool:
        node = self.parents[node]
        while node >= ROOT:
            if node in chosen:
                return True
            node = self.parents[node]
        return False


def _without(name: str, outer: str) -> str:
    """Return a path below another, a function of a package, or the last word of the same path."""
    if name == outer:
        return last_words(name) if "/" in name else ""
    return name[len(outer) + 1 :] if name.startswith((f"{outer}/", f"{outer}.")) else ""


def last_words(path: str) -> str:
    """Return the last word of an import path, with a version behind it where there is one."""
    words = path.split("/")
    versioned = len(words) > 1 and words[-1][:1] == "v" and words[-1][1:].isdigit()
    return "/".join(words[-2:] if versioned else words[-1:])


@dataclass(slots=True)
class TileLayout:
    """The tiles of one node's map in flat lists; a tile is its number, those inside it come later.

    `nodes` says which node a tile shows. Where `merged` is not 0, the tile stands for that many
    small children of the node, `sizes` bytes together. `above` is the tile around a tile, and
    `first` the first one inside it. `header` pixels stay free for a name above what is inside.
    What is more than `levels` below the node is not laid out.
    """

    tree: SizeTree
    width: float
    height: float
    node: int = ROOT
    header: int = 16
    levels: int = 99
    nodes: list[int] = field(default_factory=list)
    lefts: list[float] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)
    rights: list[float] = field(default_factory=list)
    bottoms: list[float] = field(default_factory=list)
    above: list[int] = field(default_factory=list)
    merged: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)

    def grow(self) -> Iterator[None]:
        """Lay all tiles out, yielding between rows of them."""
        self._add(self.node, (0.0, 0.0, self.width, self.height), above=-1)
        yield
        for number in count():
            if number == len(self.nodes):
                return
            self.first.append(len(self.nodes))
            if not self.merged[number] and self.depths[number] < self.levels:
                yield from self._fill(number)

    def tiles_in(self, number: int) -> range:
        """Return the tiles right inside a tile."""
        begin = self.first[number]
        following = self.first[number + 1] if number + 1 < len(self.first) else len(self.nodes)
        return range(begin, following)

    def tile_at(self, x: float, y: float) -> int:
        """Return the innermost tile at a point, -1 where there is none."""
        found, inside = -1, range(min(1, len(self.first)))
        while (hit := next((one for one in inside if self._holds(one, x, y)), None)) is not None:
            found, inside = hit, self.tiles_in(hit)
        return found

    def _holds(self, number: int, x: float, y: float) -> bool:
        return (
            self.lefts[number] <= x < self.rights[number]
            and self.tops[number] <= y < self.bottoms[number]
        )

    def _fill(self, number: int) -> Iterator[None]:
        """Squarify (Bruls, Huizing, van Wijk 2000) until the rest is too small to be seen."""
        node = self.nodes[number]
        children = self.tree.children(node)
        sizes = self.tree.sizes[children.start : children.stop]
        left_over, place = sum(sizes), 0
        left, top, width, height = self._inside(number)
        while left_over > 0 and width * height > 0:
            end = _row_end(sizes, place, scale=width * height / left_over, short=min(width, height))
            if end == place:
                box = (left, top, left + width, top + height)
                self._add(node, box, above=number, merged=len(sizes) - place, size=left_over)
                return
            used = sum(sizes[place:end])
            if width >= height:
                cut = width * used / left_over
                self._lay_down(children[place:end], (left, top, cut, height), above=number)
                left, width = left + cut, width - cut
            else:
                cut = height * used / left_over
                self._lay_across(children[place:end], (left, top, width, cut), above=number)
                top, height = top + cut, height - cut
            left_over, place = left_over - used, end
            yield

    def _lay_down(self, nodes: range, box: _Box, *, above: int) -> None:
        left, top, width, height = box
        scale = height / sum(map(self.tree.sizes.__getitem__, nodes))
        for node in nodes:
            bottom = top + self.tree.sizes[node] * scale
            self._add(node, (left, top, left + width, bottom), above=above)
            top = bottom

    def _lay_across(self, nodes: range, box: _Box, *, above: int) -> None:
        left, top, width, height = box
        scale = width / sum(map(self.tree.sizes.__getitem__, nodes))
        for node in nodes:
            right = left + self.tree.sizes[node] * scale
            self._add(node, (left, top, right, top + height), above=above)
            left = right

    def _add(
        self, node: int, edges: _Box, *, above: int, merged: int = 0, size: int | None = None
    ) -> None:
        left, top, right, bottom = edges
        self.nodes.append(node)
        self.lefts.append(left)
        self.tops.append(top)
        self.rights.append(right)
        self.bottoms.append(bottom)
        self.above.append(above)
        span = self.tree.spans[node] if above >= 0 else 0
        self.depths.append(span + self.depths[above] if above >= 0 else 0)
        self.merged.append(merged)
        self.sizes.append(self.tree.sizes[node] if size is None else size)

    def _inside(self, number: int) -> _Box:
        """Return the room inside a tile, less frame and header where they fit.

        The whole has none: its name stands elsewhere.
        """
        left, top = self.lefts[number], self.tops[number]
        width, height = self.rights[number] - left, self.bottoms[number] - top
        if not number or width < _WIDE * self.header or height < _HIGH * self.header:
            return left, top, width, height
        framed = width - 2 * _FRAME, height - self.header - _FRAME
        return left + _FRAME, top + self.header, *framed


_Box = tuple[float, float, float, float]


def _row_end(sizes: list[int], place: int, *, scale: float, short: float) -> int:
    """Return the end of the row from `place` on whose tiles are nearest to squares.

    It is `place` itself when the next size is too small to be seen.
    """
    square, biggest = short * short, sizes[place] * scale
    total, best = 0.0, float("inf")
    for end in range(place, len(sizes)):
        area = sizes[end] * scale
        if area < _LEAST_AREA:
            return end
        total += area
        worst = max(square * biggest / (total * total), total * total / (square * area))
        if worst > best:
            return end
        best = worst
    return len(sizes)
