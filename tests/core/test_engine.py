"""Every byte of real programs: given away exactly once, and to whom it belongs."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.binary import inspector
from core.binary.attribution import engine
from core.binary.attribution.savings import predict
from core.binary.formats import sections
from core.binary.inspector import inspect
from core.problems import ProblemError
from tests.core.test_inspector import sums_hold
from tests.corpus.programs import GIN, HERE, TARGETS, Variant, all_variants, built, go_programs

if TYPE_CHECKING:
    from pathlib import Path

    from core.binary.inspection import Inspection

pytestmark = pytest.mark.go

STRIPPED = [variant for variant in all_variants() if variant.stripped]


def share_of_packages(found: Inspection) -> float:
    """Without padding: for arm64 it is 4 % of so small a file."""
    padding = found.parts.get("padding", 0)
    return sum(module.size for module in found.modules) / (found.size - padding)


@pytest.mark.parametrize("variant", all_variants(), ids=lambda variant: variant.name)
def test_packages_files_and_functions_sum_to_the_file(variant: Variant) -> None:
    for go in go_programs():
        path = built(variant, go)
        found = inspect(path)
        assert found.packages is not None
        assert found.packages.size == path.stat().st_size
        assert sums_hold(found.packages)
        assert sum(found.parts.values()) == found.size


@pytest.mark.parametrize("variant", STRIPPED, ids=lambda variant: variant.name)
def test_almost_nothing_stays_unexplained_in_a_stripped_program(variant: Variant) -> None:
    for go in go_programs():
        found = inspect(built(variant, go), functions=False)
        assert found.unattributed / found.size < 0.005
        assert share_of_packages(found) > 0.96


@pytest.mark.parametrize("variant", STRIPPED, ids=lambda variant: variant.name)
def test_embedded_files_are_found_and_their_hashes_hold(variant: Variant) -> None:
    files = HERE / "hello" / "files"
    real = {
        f"files/{path.relative_to(files)}": path.stat().st_size
        for path in files.rglob("*")
        if path.is_file()
    }
    for go in go_programs():
        found = inspect(built(variant, go), functions=False).embedded
        assert {file.path: file.size for file in found} == real
        assert all(file.verified for file in found)


def by_package(found: Inspection) -> dict[str, int]:
    """Bytes of each package, without what only a file with symbols has."""
    return {
        package.package: sum(n for k, n in package.kinds.items() if k not in ("names", "debug"))
        for module in found.modules
        for package in module.packages
    }


@pytest.mark.parametrize("target", TARGETS)
def test_a_stripped_file_charges_the_packages_that_its_symbols_would_have_named(
    target: str,
) -> None:
    for go in go_programs():
        plain, bare = (
            by_package(inspect(built(Variant(target=target, stripped=s), go), functions=False))
            for s in (False, True)
        )
        moved = sum(abs(plain.get(p, 0) - bare.get(p, 0)) for p in {*plain, *bare}) / 2
        assert moved / sum(bare.values()) < 0.0025


def test_the_gin_template_is_explained_as_its_symbols_would_have_it() -> None:
    plain, bare = (
        inspect(built(one), functions=False) for one in (GIN, replace(GIN, stripped=True))
    )
    assert bare.unattributed / bare.size < 0.001
    one, other = by_package(plain), by_package(bare)
    moved = sum(abs(one.get(p, 0) - other.get(p, 0)) for p in {*one, *other}) / 2
    assert moved / bare.size < 0.002


def test_modules_know_whose_they_are() -> None:
    modules = {m.module: m.origin for m in inspect(built(Variant(stripped=True))).modules}
    assert modules == {"example.com/hello": "own", "std": "std", "runtime": "runtime"}


def test_functions_have_the_sizes_that_the_symbol_table_gives_them() -> None:
    path = built(Variant())
    listing = subprocess.run(
        (str(go_programs()[0]), "tool", "nm", "-size", str(path)),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    rows = [line.split(maxsplit=3) for line in listing.splitlines()]
    real = {row[3]: int(row[1]) for row in rows if len(row) == 4 and row[2] in "tT"}
    header_and_body = inspector.read_image(path, path.read_bytes())
    body = engine.dissect(header_and_body, sections.stretches(header_and_body))
    assert body is not None
    data = body.space.image.data
    names = [data[at : data.find(b"\0", at)].decode() for at in body.name_at.tolist()]
    sizes = dict(zip(names, body.functions.sizes.tolist(), strict=True))
    once = {name for name, count in Counter(names).items() if count == 1}
    padded = [abs(sizes[name] - size) for name, size in real.items() if name in once]
    assert len(padded) > 2000
    assert max(padded) < 64


@pytest.mark.parametrize("target", TARGETS)
def test_what_stripping_saves_is_foretold(target: str) -> None:
    for go in go_programs():
        plain, stripped = (
            built(Variant(target=target, stripped=s), go).stat().st_size for s in (False, True)
        )
        found = {s.option: s.bytes for s in inspect(built(Variant(target=target), go)).savings}
        assert abs(found["-ldflags=-s -w"] - (plain - stripped)) <= 512


def test_the_names_that_older_go_keeps_for_macos_are_not_promised() -> None:
    path = built(Variant(target="darwin/arm64"))
    image = inspector.read_image(path, path.read_bytes())
    pieces = sections.stretches(image)
    body, first = engine.dissect(image, pieces), inspect(path, functions=False)
    assert body is not None
    names = sum(piece.size for piece in pieces if piece.role == "names")
    found = []
    for version in ("go1.21.13", "go1.22.0"):
        verdict = replace(first.verdict, go_version=version)
        saved = {s.option: s.bytes for s in predict(body, replace(first, verdict=verdict))}
        found.append(saved["-ldflags=-s -w"])
    assert 0 < found[1] - found[0] <= names + 4096


def test_what_trimpath_saves_is_foretold() -> None:
    untrimmed = built(Variant(stripped=True, trimmed=False))
    found = {s.option: s.bytes for s in inspect(untrimmed).savings}
    real = untrimmed.stat().st_size - built(Variant(stripped=True)).stat().st_size
    assert abs(found["-trimpath"] - real) <= 4096  # what is saved shows in whole pages only


@pytest.mark.skipif(shutil.which("gcc") is None, reason="needs a C compiler")
def test_a_program_with_c_in_it_adds_up_too() -> None:
    found = inspect(built(Variant(program="withc", cgo=True)))
    assert found.packages is not None
    assert sums_hold(found.packages)


def damage(whole: bytes, hot: list[int], chance: random.Random) -> bytes:
    """Change a few bytes, mostly where tables begin, or cut the file off."""
    damaged = bytearray(
        whole[: chance.randrange(64, len(whole))] if chance.random() < 0.2 else whole
    )
    for _ in range(chance.choice([1, 3, 30])):
        place = chance.choice(hot) + chance.randrange(400)
        value = chance.choice([b"\xff" * 8, b"\0" * 8, b"\xff\xff\xff\x7f", bytes([place % 256])])
        if 4 <= place < len(damaged) - 8:
            damaged[place : place + len(value)] = value
    return bytes(damaged)


@pytest.mark.parametrize("variant", STRIPPED, ids=lambda variant: variant.name)
def test_no_damage_breaks_the_sum(variant: Variant, tmp_path: Path) -> None:
    whole = built(variant).read_bytes()
    image = inspector.read_image(tmp_path, whole)
    hot = [0, *(section.offset for section in image.sections)]
    chance = random.Random(11)  # noqa: S311 - a repeatable test
    path = tmp_path / "damaged"
    for _ in range(12):
        path.write_bytes(damage(whole, hot, chance))
        try:
            found = inspect(path, functions=False)
        except ProblemError:
            continue
        assert found.sections.size == path.stat().st_size
        assert found.packages is None or sums_hold(found.packages)
