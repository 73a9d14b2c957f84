"""Differences, budgets, reports, and why a package is there: on real programs."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from core import toolchain
from core.binary.apart import inspect_apart
from core.binary.attribution.removal import shrinkage
from core.binary.formats.image import Section
from core.binary.inspection import EmbeddedFile, Inspection, Node, Verdict
from core.binary.inspector import inspect, saved_without
from core.binary.report import documents
from core.binary.report.budget import Budget, check, read_budget
from core.binary.report.difference import compare, tree
from core.binary.report.hints import _duplicates
from core.build.why import dropped_with, heaviest, why
from core.problems import ProblemError
from core.words import say
from tests.core.test_inspector import sums_hold
from tests.corpus.programs import HERE, Variant, built

pytestmark = pytest.mark.go

ALL = Variant(program="parts", stripped=True)
WITHOUT_XML = Variant(program="parts", stripped=True, flags=("-tags=no_xml",))


def test_a_difference_names_what_is_gone_and_sums_to_the_bytes() -> None:
    old, new = inspect(built(ALL)), inspect(built(WITHOUT_XML))
    found = compare(old, new)
    assert found.delta == new.size - old.size < 0
    assert sum(change.delta for change in found.packages) == found.delta
    states = {change.name: change.state for change in found.packages}
    assert states["encoding/xml"] == "gone"
    assert any(c.name.startswith("encoding/xml: ") and not c.new for c in found.functions)
    assert sums_hold(tree(found))


def test_a_file_does_not_differ_from_itself() -> None:
    found = inspect(built(ALL))
    same = compare(found, found)
    assert (same.delta, same.packages, same.functions) == (0, (), ())


def test_a_budget_is_kept_or_its_excess_told() -> None:
    old, new = inspect(built(WITHOUT_XML)), inspect(built(ALL))
    grown = compare(old, new)
    assert check(read_budget("30MB", "50%"), size=new.size, difference=grown) is None
    too_large = check(read_budget("1 MB"), size=new.size)
    assert too_large is not None
    assert too_large.code == "budget_exceeded"
    too_fast = check(read_budget("", "0.1%"), size=new.size, difference=grown)
    assert too_fast is not None
    largest = max(grown.packages, key=lambda change: change.delta)
    assert str(too_fast.why).startswith(f"{largest.name} grew most, by ")
    both = check(read_budget("1 MB"), size=new.size, difference=grown)
    assert both is not None
    assert both.why == too_fast.why
    assert check(read_budget("", "10KB"), size=new.size, difference=grown) is not None


@pytest.mark.parametrize(
    ("text", "size"), [("30MB", 30_000_000), ("1.5 kB", 1500), ("2MiB", 2 << 20), ("7", 7)]
)
def test_a_budget_reads_sizes_as_people_type_them(text: str, size: int) -> None:
    assert read_budget(text) == Budget(size=size)


@pytest.mark.parametrize("text", ["much", "-1MB", "3 parsecs", "%"])
def test_an_unclear_budget_is_a_problem(text: str) -> None:
    with pytest.raises(ProblemError) as refused:
        read_budget(text)
    assert refused.value.problem.code == "budget_unclear"


def test_reports_are_well_formed_and_agree_to_the_byte() -> None:
    found = inspect(built(ALL))
    ET.fromstring(documents.svg(documents.map_of(found)))  # noqa: S314 - written by the line above
    rows = list(csv.DictReader(io.StringIO(documents.csv_text(found))))
    assert sum(int(row["bytes"]) for row in rows) == found.size
    told = json.loads(documents.json_text(found))
    assert told["size"] == found.size == sum(told["parts"].values())
    page = documents.html(found, compare(found, found))
    assert "http-equiv" not in page
    assert "src=" not in page
    assert "encoding/xml" in page
    assert "| `std` |" in documents.markdown(found)
    named = list(documents.symbols(found))
    assert {"main.main", "encoding/xml.(*Encoder).Encode"} <= {symbol["name"] for symbol in named}


def test_names_from_a_hostile_file_stay_text() -> None:
    evil = "<script>alert(1)</script>\x00|`"
    root = Node(name="x", size=9, kind="own", children=(Node(name=evil, size=9, kind="own"),))
    found = Inspection(
        path=Path(evil), size=9, sha256="", verdict=Verdict(format="elf", sentence=say("Odd.")),
        sections=root, packages=root,
    )  # fmt: skip
    assert "<script>alert" not in documents.html(found)
    ET.fromstring(documents.svg(root))  # noqa: S314 - written by the line above
    assert "`" not in documents.markdown(found).partition("### `")[2].partition("`")[0]


def test_dropping_an_import_drops_what_only_it_leads_to() -> None:
    imports = {"main": ["a", "b"], "a": ["shared", "only"], "b": ["shared"], "only": []}
    known = {"starts": ("main",), "own": {"main"}}
    assert dropped_with("a", imports, **known) == {"a", "only"}
    assert dropped_with("shared", imports, **known) == frozenset()


def test_why_tells_the_chain_and_what_dropping_it_saves() -> None:
    go = toolchain.choose()
    found = asyncio.run(
        why(HERE / "parts", "encoding/xml", go=go, program=built(ALL), env={"CGO_ENABLED": "0"})
    )
    assert found.chain == ("example.com/parts", "encoding/xml")
    assert "encoding/xml" in found.dropped
    real = built(ALL).stat().st_size - built(WITHOUT_XML).stat().st_size
    assert found.saves is not None
    assert abs(found.saves - real) <= 0.1 * real


def test_the_imports_that_pull_in_most_are_told_with_what_they_are_themselves() -> None:
    go = toolchain.choose()
    program = inspect(built(ALL), functions=False)
    found = asyncio.run(heaviest(HERE / "parts", go=go, program=program, env={"CGO_ENABLED": "0"}))
    saved = {one.package: one.saves or 0 for one in found}
    assert list(saved.values()) == sorted(saved.values(), reverse=True)
    real = built(ALL).stat().st_size - built(WITHOUT_XML).stat().st_size
    assert abs(saved["encoding/xml"] - real) <= 0.1 * real
    assert all(0 < one.size < built(ALL).stat().st_size for one in found if one.saves)
    assert next(one.chain for one in found if one.package == "encoding/xml") == (
        "example.com/parts",
        "encoding/xml",
    )


def test_what_is_lost_shows_in_whole_pages() -> None:
    pieces = (
        Section(name="code", offset=0, size=5000, role="code"),
        Section(name="padding", offset=5000, size=3192, role="padding"),
        Section(name="data", offset=8192, size=100),
    )
    place = np.array([10, 8200])
    for lost, shorter in [((900, 0), 0), ((904, 0), 4096), ((0, 50), 50), ((904, 50), 4146)]:
        assert shrinkage(pieces, place, np.array(lost), page=4096) == shorter


def test_a_package_that_is_not_linked_is_a_problem() -> None:
    with pytest.raises(ProblemError) as refused:
        asyncio.run(why(HERE / "parts", "testing", go=toolchain.choose()))
    assert refused.value.problem.code == "package_not_linked"


def test_leaving_nothing_out_saves_nothing() -> None:
    assert saved_without(built(ALL), [()]) == (0,)


def test_a_child_process_can_leave_the_functions_out() -> None:
    found = asyncio.run(inspect_apart(built(ALL), functions=False))
    assert found == inspect(built(ALL), functions=False)


def test_hints_tell_what_is_worth_leaving_out() -> None:
    codes = [hint.code for hint in inspect(built(Variant(program="parts"))).hints]
    assert codes == ["debug_inside", "reflection_keeps_methods"]
    assert [hint.code for hint in inspect(built(Variant(stripped=True))).hints] == []


def test_a_file_that_is_embedded_twice_is_named() -> None:
    one = EmbeddedFile(path="static/logo.svg", size=5, verified=True, sha256="ab")
    told = list(_duplicates((one, replace(one, path="public/logo.svg"), replace(one, sha256="c"))))
    assert [hint.code for hint in told] == ["embedded_twice"]
    assert "public/logo.svg" in str(told[0].what)
