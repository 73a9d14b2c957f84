"""The sizes of the build before come back, once per change, and damage is no memory."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.binary.inspection import Inspection, ModuleSize, Node, PackageSize, Verdict
from core.binary.report.difference import compare
from core.binary.report.previous import exchange, without_functions
from core.words import say

if TYPE_CHECKING:
    import pytest

    from core.home import Home


def test_the_first_build_has_none_before_it(home: Home) -> None:
    assert exchange(home, _build(10)) is None


def test_the_build_before_stays_known_while_the_same_file_is_looked_at(home: Home) -> None:
    exchange(home, _build(10))
    for _ in range(3):
        before = exchange(home, _build(30))
        assert before is not None
        assert [change.delta for change in compare(before, _build(30)).packages] == [20]


def test_each_new_build_is_compared_with_the_last_one(home: Home) -> None:
    for size in (10, 20):
        exchange(home, _build(size))
    before = exchange(home, _build(40))
    assert before is not None
    assert before.size == 20


def test_other_programs_are_kept_apart(home: Home) -> None:
    exchange(home, _build(10))
    assert exchange(home, replace(_build(20), path=Path("/builds/other"))) is None


def test_where_nothing_can_be_kept_there_is_still_a_comparison(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    for size in (10, 20):
        exchange(home, _build(size))

    def full(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("core.binary.report.previous.locked", full)
    for size, before in ((30, 20), (20, 10), (30, 20)):
        found = exchange(home, _build(size))
        assert found is not None
        assert found.size == before


def test_functions_are_not_kept(home: Home) -> None:
    function = Node(name="f", size=10, kind="own")
    deep = _build(10, children=(replace(function, name="a.go", children=(function,)),))
    assert without_functions(deep) == _build(10)
    exchange(home, deep)
    before = exchange(home, _build(20))
    assert before == _build(10)


def test_a_damaged_memory_is_none(home: Home) -> None:
    exchange(home, _build(10))
    for file in (home.state / "inspections").iterdir():
        file.write_bytes(b'{"head": 1}\n\xff')
    assert exchange(home, _build(20)) is None
    assert exchange(home, _build(20)) is None


def _build(size: int, children: tuple[Node, ...] = ()) -> Inspection:
    package = Node(name="example.com/a", size=size, kind="own", children=children)
    module = Node(name="example.com/a", size=size, kind="own", children=(package,))
    sizes = PackageSize(package="example.com/a", size=size, kinds={"code": size})
    return Inspection(
        path=Path("/builds/a"),
        size=size,
        sha256=f"{size:064x}",
        verdict=Verdict(format="elf", sentence=say("It is static.")),
        sections=Node(name="a", size=size, kind="own"),
        packages=Node(name="a", size=size, kind="own", children=(module,)),
        modules=(
            ModuleSize(
                module="example.com/a", version="", origin="own", size=size, packages=(sizes,)
            ),
        ),
    )
