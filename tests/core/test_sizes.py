"""Sizes to the byte: budgets at their edges, differences, and what a reader sees of them."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from core.binary.attribution.summary import _package_node, _users_of_unnamed
from core.binary.inspection import EmbeddedFile, Node, PackageSize, Saving
from core.binary.report import documents
from core.binary.report.budget import Budget, check, read_budget
from core.binary.report.difference import Difference, SizeChange, compare, tree
from core.binary.report.hints import _duplicates, _option, hints
from core.problems import Advice, Problem, ProblemError
from core.words import say
from tests.made_up_sizes import inspection

SIZES = [
    ("7", 7), ("7B", 7), ("7b", 7), ("2K", 2000), ("2kB", 2000), ("2KB", 2000), ("2KiB", 2048),
    ("3M", 3_000_000), ("3 MB", 3_000_000), ("3MiB", 3 << 20), ("1G", 10**9), ("1GB", 10**9),
    ("1GiB", 1 << 30), ("1.5 kB", 1500), ("0.5MB", 500_000), (" 30MB ", 30_000_000), ("0", 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "size"), SIZES)
def test_a_size_means_these_bytes(text: str, size: int) -> None:
    assert read_budget(text) == Budget(size=size)
    assert read_budget("", text) == Budget(growth=size)


def test_a_growth_may_be_a_share_and_an_unclear_limit_names_its_field() -> None:
    assert read_budget("", "2%") == Budget(percent=2.0)
    assert read_budget("1MB", " 0.5 % ") == Budget(size=1_000_000, percent=0.5)
    assert read_budget() == Budget()
    for text in ("2 %%", "-2%", "much", "1TB", "MB", "1,5MB", "1e3", "2%x"):
        for field, words in (("max_size", (text, "")), ("max_growth", ("", text))):
            with pytest.raises(ProblemError) as refused:
                read_budget(*words)
            assert (refused.value.problem.code, refused.value.problem.field) == (
                "budget_unclear",
                field,
            )
    with pytest.raises(ProblemError):
        read_budget("2%")  # of what?


def grown(old: int, new: int, *packages: SizeChange) -> Difference:
    return Difference(old=old, new=new, packages=packages, functions=())


EDGES: list[tuple[Budget, int, Difference | None, bool]] = [
    (Budget(size=100), 99, None, True),
    (Budget(size=100), 100, None, True),
    (Budget(size=100), 101, None, False),
    (Budget(size=0), 1, None, False),
    (Budget(), 10**12, grown(1, 10**12), True),
    (Budget(growth=10), 1000, None, True),
    (Budget(growth=10), 1000, grown(100, 109), True),
    (Budget(growth=10), 1000, grown(100, 110), True),
    (Budget(growth=10), 1000, grown(100, 111), False),
    (Budget(growth=10), 1000, grown(100, 50), True),
    (Budget(growth=0), 1000, grown(100, 100), True),
    (Budget(growth=0), 1000, grown(100, 101), False),
    (Budget(percent=2), 1000, grown(1000, 1020), True),
    (Budget(percent=2), 1000, grown(1000, 1021), False),
    (Budget(percent=0), 1000, grown(1000, 1001), False),
    (Budget(percent=0.5), 1000, grown(1000, 1005), True),
    (Budget(percent=0.5), 1000, grown(1000, 1006), False),
    (Budget(size=100, growth=10), 100, grown(80, 100), False),
    (Budget(size=100, growth=10), 101, grown(100, 101), False),
]


@pytest.mark.parametrize(("budget", "size", "difference", "keeps"), EDGES)
def test_a_budget_is_broken_by_one_byte(
    budget: Budget,
    size: int,
    difference: Difference | None,
    keeps: bool,  # noqa: FBT001 - a column of the table
) -> None:
    found = check(budget, size=size, difference=difference)
    assert (found is None) is keeps
    assert found is None or found.code == "budget_exceeded"


def _said(found: Problem | None) -> tuple[str, str]:
    assert found is not None
    return str(found.what), str(found.why)


def test_an_excess_tells_by_how_much_and_what_grew_most() -> None:
    small = SizeChange(name="a", old=10, new=1010)
    large = SizeChange(name="b", old=0, new=2000)
    gone = SizeChange(name="c", old=9000, new=0)
    limit = Budget(size=1500)
    assert _said(check(limit, size=2500)) == (
        "The program is 2.5 kB, more than the 1.5 kB allowed.",
        "The size budget is exceeded by 1.0 kB.",
    )
    assert _said(check(limit, size=2500, difference=grown(0, 0, small, gone)))[1] == (
        "a grew by 1.0 kB."
    )
    both = grown(1000, 4000, gone, small, large)
    assert _said(check(Budget(percent=10), size=1, difference=both)) == (
        "The program grew by 3.0 kB, more than the 100 B allowed.",
        "b grew most, by 2.0 kB, then a by 1.0 kB.",
    )
    assert _said(check(Budget(growth=1), size=1, difference=grown(0, 5000, gone)))[1] == (
        "No single package grew. Many small parts did."
    )


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [(0, 5, "new"), (5, 0, "gone"), (5, 6, "grown"), (6, 5, "shrunk"), (5, 5, "same")],
)
def test_a_change_is_told_by_what_was_and_what_is(old: int, new: int, state: str) -> None:
    change = SizeChange(name="x", old=old, new=new)
    assert (change.state, change.delta) == (state, new - old)


OLD = inspection(
    {"same": 10, "up": {"a.go": {"f": 10, "g": 5}}, "down": 50, "gone": {"b.go": {"h": 7}}},
    nobody={"padding": 4, "data": 9},
)
NEW = inspection(
    {"same": 10, "up": {"a.go": {"f": 30}, "z.go": {"g": 6}}, "down": 20, "fresh": 12},
    nobody={"padding": 5, "data": 9},
)


def test_a_difference_lists_what_changed_the_largest_change_first() -> None:
    found = compare(OLD, NEW)
    assert (found.old, found.new, found.delta) == (OLD.size, NEW.size, NEW.size - OLD.size)
    assert [(one.name, one.old, one.new) for one in found.packages] == [
        ("down", 50, 20), ("up", 15, 36), ("fresh", 0, 12), ("gone", 7, 0), ("(padding)", 4, 5),
    ]  # fmt: skip
    assert sum(one.delta for one in found.packages) == found.delta
    assert [(one.name, one.delta) for one in found.functions] == [
        ("up: f", 20), ("gone: h", -7), ("up: g", 1),
    ]  # fmt: skip


def test_a_difference_as_boxes_has_groups_with_sums_and_colours() -> None:
    root = tree(compare(OLD, NEW))
    assert [(one.name, str(one.label), one.size, one.kind) for one in root.children] == [
        ("new", "New", 12, "new"), ("grown", "Grown", 22, "grown"),
        ("shrunk", "Shrunk", 30, "shrunk"), ("gone", "Gone", 7, "gone"),
    ]  # fmt: skip
    assert (root.size, root.kind) == (71, "structure")
    assert [(one.name, one.size, one.kind) for one in root.children[1].children] == [
        ("up", 21, "grown"),
        ("(padding)", 1, "grown"),
    ]
    assert tree(compare(OLD, OLD)).children == ()


def test_without_packages_on_either_side_sections_are_compared() -> None:
    shallow = inspection(sections={"code": {".text": 10, ".init": 1}, "data": {".text": 5}})
    more = inspection(sections={"code": {".text": 22}})
    found = compare(shallow, more)
    assert [(one.name, one.old, one.new) for one in found.packages] == [
        (".text", 15, 22),
        (".init", 1, 0),
    ]
    assert found.functions == ()
    assert [one.name for one in compare(shallow, NEW).packages] == [".text", ".init"]
    assert compare(NEW, shallow).functions == ()


FOUND = inspection(
    {"a/x": 70, "=cmd": 30},
    nobody={"padding": 25},
    unattributed=3,
    parts={"code": 100, "padding": 25},
    embedded=(EmbeddedFile(path="w/a.html", size=5, verified=True, sha256="c0"),),
    savings=(Saving(option="-trimpath", bytes=11),),
)


def test_the_table_for_spreadsheets_is_exactly_this_and_holds_no_formula() -> None:
    assert list(csv.reader(io.StringIO(documents.csv_text(FOUND)))) == [
        ["package", "module", "version", "origin", "kind", "bytes"],
        ["a/x", "a.io/m", "v1.2.3", "own", "code", "70"],
        ["'=cmd", "a.io/m", "v1.2.3", "own", "code", "30"],
        ["", "", "", "structure", "padding", "25"],
    ]
    for start in "=+-@":
        told = documents.csv_text(inspection({f"{start}x": 1}))
        assert f"'{start}x" in told
    assert "'a" not in documents.csv_text(inspection({"a=": 1}))


def test_the_fields_for_scripts_are_exactly_these() -> None:
    assert json.loads(documents.json_text(FOUND)) == {
        "size": 125,
        "sha256": "ab",
        "unattributed": 3,
        "parts": {"code": 100, "padding": 25},
        "modules": [
            {
                "module": "a.io/m", "version": "v1.2.3", "origin": "own", "size": 100,
                "packages": [
                    {"package": "a/x", "size": 70, "kinds": {"code": 70}},
                    {"package": "=cmd", "size": 30, "kinds": {"code": 30}},
                ],
            }
        ],
        "embedded": [{"path": "w/a.html", "size": 5, "verified": True, "sha256": "c0"}],
        "savings": [{"option": "-trimpath", "bytes": 11}],
    }  # fmt: skip


def test_each_function_and_each_kind_of_data_is_a_symbol() -> None:
    deep = inspection({"p": {"a.go": {"p.F": 4, "p.G": 3}, "types": 2}})
    assert list(documents.symbols(deep)) == [
        {"name": "p.F", "package": "p", "kind": "code", "size": 4, "file": "a.go"},
        {"name": "p.G", "package": "p", "kind": "code", "size": 3, "file": "a.go"},
        {"name": "types", "package": "p", "kind": "types", "size": 2, "file": ""},
    ]
    assert list(documents.symbols(inspection(sections={"code": {"x": 1}}))) == []


def test_the_summary_for_a_pull_request_is_exactly_this() -> None:
    assert documents.markdown(FOUND, compare(OLD, NEW)).split("\n") == [
        "### `app`: 125 B", "", f"**{NEW.size - OLD.size:+,} bytes** against the build before.", "",
        "| package | before | now | change |", "|---|--:|--:|--:|", "| `down` | 50 | 20 | -30 |",
        "| `up` | 15 | 36 | +21 |", "| `fresh` | 0 | 12 | +12 |", "| `gone` | 7 | 0 | -7 |",
        "| `(padding)` | 4 | 5 | +1 |", "", "| module | version | size |", "|---|---|--:|",
        "| `a.io/m` | v1.2.3 | 100 |", "",
    ]  # fmt: skip
    many = {f"p{at}": at + 1 for at in range(25)}
    long = documents.markdown(inspection({}), compare(inspection({}), inspection(many)))
    assert len(re.findall(r"^\| `p", long, re.MULTILINE)) == 20
    assert "`p24`" in long
    assert "`p4`" not in long
    assert "a¦b'" in documents.markdown(replace(FOUND, path=FOUND.path.with_name("a|b`\x07")))


def test_the_page_has_every_row_its_colours_and_the_changes() -> None:
    page = documents.html(FOUND, compare(OLD, NEW))
    rows = re.findall(r"<tr data-name=\"([^\"]*)\"><td>([^<]*)</td>", page)
    table = [one[1] for one in rows]
    assert table == ["down", "up", "fresh", "gone", "(padding)", "a/x", "=cmd", "Some padding"]
    assert '<td class="n">-30</td>' in page
    assert "<td>a/x</td><td>a.io/m</td>" in page
    assert "<p>It is &lt;static&gt;.</p>" in page
    assert f"Difference: {NEW.size - OLD.size:+,} bytes" in page
    assert "Difference:" not in documents.html(FOUND)
    colours = {
        "own": "#7bacfc", "module": "#e8b266", "std": "#02d4a3", "runtime": "#cbb1e8",
        "debug": "#9baeb8", "data": "#b6af00", "structure": "#e6ecf4", "unexplained": "#ff8889",
    }  # fmt: skip
    for kind, colour in colours.items():
        leaf = Node(name="x", size=9, kind=kind)
        drawn = documents.svg(Node(name="r", size=9, kind="own", children=(leaf,)))
        assert re.findall(r'fill="(#\w+)" stroke', drawn) == ["#7bacfc", colour]
        assert f'<i style="background:{colour}"></i>' in page
    assert "#ff8889" in documents.svg(Node(name="x", size=9, kind="nobody knows"))
    shallow = inspection(sections={"code": {".text": 3, ".init": 4}})
    assert re.findall(r'data-name="([^"]*)"><td>', documents.html(shallow)) == [".init", ".text"]


def test_a_map_shows_what_the_window_shows_and_a_page_zooms_into_the_rest() -> None:
    """Modules with their packages first; a press on one opens the map of what is inside."""
    functions = tuple(Node(name=f"a.io/m/p.F{n}", size=40 + n, kind="own") for n in range(3))
    files = (Node(name="p.go", size=123, kind="own", children=functions),
             Node(name="q.go", size=77, kind="own"))  # fmt: skip
    packages = (Node(name="a.io/m/p", size=200, kind="own", children=files),
                Node(name="a.io/m/q", size=100, kind="own"))  # fmt: skip
    module = Node(name="a.io/m", size=300, kind="own", children=packages)
    other = Node(name="std", size=200, kind="std")
    root = Node(name="r", size=500, kind="own", children=(module, other))
    drawn = documents.svg(root)
    assert re.findall(r"<text[^>]*>([^<]*)</text>", drawn) == ["r", "a.io/m", "std", "p", "q"]
    assert "data-opens" not in drawn
    page = documents.html(replace(FOUND, packages=root))
    maps = dict(re.findall(r'<figure id="(map-\d+)"([^>]*)>', page))
    assert [bool(hidden) for hidden in maps.values()] == [False, True, True, True]
    assert {f"map-{node}" for node in re.findall(r'data-opens="(\d+)"', page)} == maps.keys()
    deepest = page.rpartition("<figure")[2]
    assert re.findall(r"<button[^>]*>([^<]*)</button>", deepest) == ["r", "a.io/m", "p", "p.go"]
    assert re.findall(r"<text[^>]*>([^<]*)</text>", deepest)[1:] == ["F2", "F1", "F0"]


def test_a_page_of_a_large_program_draws_its_largest_parts_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parts = tuple(
        Node(name=f"m{n}", size=100 + n, kind="own", children=(
            Node(name="x", size=60 + n, kind="own"), Node(name="y", size=40, kind="own")))
        for n in range(9)
    )  # fmt: skip
    root = Node(name="r", size=sum(one.size for one in parts), kind="own", children=parts)
    monkeypatch.setattr(documents, "_MOST_TILES", 5)
    page = documents.html(replace(FOUND, packages=root))
    ways = re.findall(r"<nav>(.*)</nav>", page)
    assert [re.sub("<[^>]*>", "", way) for way in ways] == ["r", "r → m8", "r → m7"]


def test_a_tile_has_a_name_where_it_has_room_and_small_ones_are_counted() -> None:
    leaves = (
        Node(name="wide name", size=10**9, kind="own"),
        *(Node(name=f"tiny{at}", size=1, kind="own") for at in range(7)),
    )
    root = Node(name="r", size=10**9 + 7, kind="own", children=leaves)
    drawn = documents.svg(root)
    assert "<title>7 small ones: 7 B</title>" in drawn
    assert "<title>wide name: 1.0 GB</title>" in drawn
    assert '<text x="3.0" y="12.0" fill="#14202b">wide name</text>' in drawn
    assert drawn.count("<g ") == 3
    long = Node(name="x" * 500, size=9, kind="own")
    (text,) = re.findall(r">(x+…)<", documents.svg(long))
    assert len(text) == int((1200 - 6) / 6.6)
    assert 'viewBox="0 0 1200 700"' in drawn
    path = Node(name="x" * 500 + "/words", size=9, kind="own")
    assert ">words</text>" in documents.svg(path), "the end of a path says more than its begin"
    for narrow, shown in ((325, [">wide<", ">abc…<"]), (323, [">wide<"])):
        pair = (
            Node(name="wide", size=12_000 - narrow, kind="own"),
            Node(name="abcdef", size=narrow, kind="own"),
        )
        both = documents.svg(Node(name="", size=12_000, kind="own", children=pair))
        assert re.findall(r">[a-z]+…?<(?=/text)", both) == shown


@pytest.mark.parametrize(
    ("size", "more", "told"),
    [(5, {}, True), (0, {}, False), (5, {"sha256": "x"}, False), (5, {"size": 6}, False)],
)
def test_only_the_same_bytes_under_two_names_are_embedded_twice(
    size: int,
    more: dict[str, Any],
    told: bool,  # noqa: FBT001 - a column of the table
) -> None:
    one = EmbeddedFile(path="a", size=size, verified=True, sha256="s")
    found = list(_duplicates((one, replace(one, path="b", **more))))
    assert bool(found) is told
    if told:
        thrice = (one, replace(one, path="b"), replace(one, path="c"))
        (hint,) = _duplicates(thrice)
        assert str(hint.why) == "The linker does not merge them. That takes up to 10 B."
        assert str(hint.what).endswith("more than one name: a, b, c")


def test_a_saving_names_its_share_and_its_option() -> None:
    told = {option: _option(Saving(option=option, bytes=300), 1000)
            for option in ("-trimpath", "-ldflags=-s -w")}  # fmt: skip
    assert [one.code for one in told.values()] == ["paths_inside", "debug_inside"]
    for option, one in told.items():
        assert str(one.what) == "30% of this file could be left out: 300 B."
        assert one.next == (Advice(say("Build with {option}.", option=option)),)


def test_a_saving_is_worth_a_sentence_from_a_hundredth_on_and_kept_methods_always() -> None:
    names = b"\0reflect.Value.MethodByName\0"
    for saved, data, codes in (
        (9, b"", []), (10, b"", ["paths_inside"]), (0, names, ["reflection_keeps_methods"]),
        (99, names, ["paths_inside", "reflection_keeps_methods"]), (0, names[:-1], []),
    ):  # fmt: skip
        header = SimpleNamespace(names=0, units=len(data))
        space = SimpleNamespace(size=1000, image=SimpleNamespace(data=data))
        body: Any = SimpleNamespace(space=space, functions=SimpleNamespace(header=header))
        found = hints(body, (), (Saving(option="-trimpath", bytes=saved),))
        assert [one.code for one in found] == codes


def test_data_of_packages_without_a_name_is_told_by_who_uses_it() -> None:
    body: Any = SimpleNamespace(
        unnamed={0: 1, 1: 2, 2: 2, 3: 1},
        objects=SimpleNamespace(owners=[0, 0, 0, 9], sizes=[10, 20, 30, 40]),
        packages=SimpleNamespace(names=["", "a", "b"]),
    )
    assert [(one.name, one.size, one.kind, str(one.label)) for one in _users_of_unnamed(body)] == [
        ("b", 50, "unexplained", "Used by b"), ("a", 10, "unexplained", "Used by a"),
    ]  # fmt: skip


def test_a_package_s_files_and_kinds_sum_to_it_each_in_its_colour() -> None:
    kinds = {"code": 60, "tables": 30, "types": 5, "data": 7, "names": 3}
    package = PackageSize(package="p", size=105, kinds=kinds)
    file = Node(name="a.go", size=70, kind="own")
    found = _package_node(package, "own", (file,))
    assert [(one.name, one.size, one.kind) for one in found.children] == [
        ("a.go", 70, "own"), ("tables", 20, "own"), ("data", 7, "data"), ("types", 5, "own"),
        ("names", 3, "debug"),
    ]  # fmt: skip
    assert (found.name, found.size, found.kind) == ("p", 105, "own")
    whole = _package_node(package, "std", ())
    assert [(one.name, one.kind) for one in whole.children][:2] == [
        ("code", "std"), ("tables", "std"),
    ]  # fmt: skip
