"""The verdict and the sections of real programs, and of files that are none."""

from __future__ import annotations

import asyncio
import contextlib
import random
import shutil
import struct
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.binary import apart, wire
from core.binary.apart import inspect_apart, saved_apart, watch
from core.binary.compatibility.distributions import DISTRIBUTIONS
from core.binary.inspector import inspect
from core.binary.report.previous import without_functions
from core.problems import ProblemError
from tests.corpus.programs import TARGETS, Variant, built
from tests.made_up_sizes import inspection

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from core.binary.inspection import Inspection, Node

pytestmark = pytest.mark.go


def sums_hold(node: Node) -> bool:
    if not node.children:
        return True
    total = sum(child.size for child in node.children)
    return total == node.size and all(sums_hold(child) for child in node.children)


def codes(found: Inspection) -> set[str]:
    return {note.code for note in found.verdict.notes}


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("stripped", [False, True])
def test_a_go_program_tells_what_it_is(target: str, stripped: bool) -> None:  # noqa: FBT001
    path = built(Variant(target=target, stripped=stripped))
    found = inspect(path)
    verdict = found.verdict
    assert f"{verdict.goos}/{verdict.goarch}" == target
    assert verdict.go_version.startswith("go1.")
    assert verdict.module == "example.com/hello"
    assert verdict.stripped is stripped
    assert verdict.trimmed
    assert verdict.static is target.startswith("linux")
    assert found.sections.size == found.size == path.stat().st_size
    assert sums_hold(found.sections)


def test_a_static_program_runs_on_every_common_linux() -> None:
    systems = inspect(built(Variant())).verdict.runs_on
    assert {"Debian 11", "RHEL 8", "Alpine", "scratch image"} <= {s.name for s in systems}
    assert all(system.ok for system in systems)


def test_a_position_independent_program_needs_a_loader_that_alpine_lacks() -> None:
    found = inspect(built(Variant(stripped=True, flags=("-buildmode=pie",)))).verdict
    assert found.pie
    assert not found.static
    assert "loader" in str(found.sentence)
    by_name = {system.name: system.ok for system in found.runs_on}
    assert by_name["Debian 12"]
    assert not by_name["Alpine"]
    assert not by_name["scratch image"]


@pytest.mark.skipif(shutil.which("gcc") is None, reason="needs a C compiler")
def test_a_program_that_needs_a_newer_glibc_does_not_run_on_older_systems() -> None:
    found = inspect(built(Variant(program="withc", cgo=True))).verdict
    assert found.needed
    needs, *has = (
        tuple(map(int, version.split(".")))
        for version in (found.glibc, *(one.libc for one in DISTRIBUTIONS if one.libc != "musl"))
    )
    by_name = {system.name: system.ok for system in found.runs_on}
    glibc = [one.name for one in DISTRIBUTIONS if one.libc != "musl"]
    assert {name: by_name[name] for name in glibc} == {
        name: there >= needs for name, there in zip(glibc, has, strict=True)
    }
    assert (by_name["Alpine"], by_name["scratch image"]) == (False, False)


def test_a_program_that_go_did_not_build_is_said_to_be_none() -> None:
    found = inspect(Path(shutil.which("ls") or "/bin/ls"))
    assert codes(found) == {"not_go"}
    assert found.verdict.glibc
    assert sums_hold(found.sections)


def test_what_is_not_a_program_becomes_a_problem(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("nothing to run")
    empty = tmp_path / "empty"
    empty.touch()
    for path in (text, empty):
        with pytest.raises(ProblemError) as refused:
            inspect(path)
        assert refused.value.problem.code == "not_a_program"


def test_a_missing_file_and_a_folder_become_problems(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(ProblemError) as refused:
            inspect(path)
        assert refused.value.problem.code == "file_unreadable"


def test_a_file_that_was_cut_off_says_so_and_still_adds_up(tmp_path: Path) -> None:
    whole = built(Variant()).read_bytes()
    cut = tmp_path / "cut"
    cut.write_bytes(whole[: len(whole) * 2 // 3])
    found = inspect(cut)
    assert "file_incomplete" in codes(found)
    assert not found.verdict.runs_on
    assert found.sections.size == cut.stat().st_size
    assert sums_hold(found.sections)


def test_a_packed_file_says_so(tmp_path: Path) -> None:
    packed = bytearray(built(Variant(stripped=True)).read_bytes())
    packed[0x300:0x304] = b"UPX!"
    path = tmp_path / "packed"
    path.write_bytes(packed)
    assert "packed_by_upx" in codes(inspect(path))


def test_a_file_of_two_architectures_adds_up(tmp_path: Path) -> None:
    arm = built(Variant(target="darwin/arm64", stripped=True)).read_bytes()
    start = 16384
    header = struct.pack(">2I5I", 0xCAFEBABE, 1, 0x0100000C, 0, start, len(arm), 14)
    fat = tmp_path / "fat"
    fat.write_bytes(header.ljust(start, b"\0") + arm)
    found = inspect(fat)
    assert found.verdict.goarch == "arm64"
    assert found.sections.size == fat.stat().st_size
    assert sums_hold(found.sections)


@pytest.mark.parametrize("target", TARGETS)
def test_damaged_headers_never_break_the_sum(target: str, tmp_path: Path) -> None:
    whole = built(Variant(target=target, stripped=True)).read_bytes()
    path = tmp_path / "damaged"
    chance = random.Random(7)  # noqa: S311 - a repeatable test
    for _ in range(25):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 20)):
            damaged[chance.randrange(4, 3000)] = chance.randrange(256)
        path.write_bytes(damaged)
        with contextlib.suppress(ProblemError):  # anything else would be a crash
            found = inspect(path, functions=False)
            assert found.sections.size == len(damaged)
            assert sums_hold(found.sections)
            assert found.packages is None or sums_hold(found.packages)


def test_a_child_process_finds_the_same() -> None:
    path = built(Variant(stripped=True))
    assert asyncio.run(inspect_apart(path)) == inspect(path)


def test_a_problem_in_the_child_is_raised_here(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as refused:
        asyncio.run(inspect_apart(tmp_path / "missing"))
    assert refused.value.problem.code == "file_unreadable"


HALF = 'echo \'{"tree": "sections", "root": ["x", 1, "", [], null]}\''


@pytest.mark.parametrize(
    ("script", "code", "details"),
    [
        ("exit 0", 0, ""), (HALF, 0, ""), ("kill -9 $$", -9, ""),
        ('echo "$1"; exit 1', 1, ""),
        (f"{HALF}; echo one >&2; echo two >&2; exit 3", 3, "one\ntwo"),
    ],
)  # fmt: skip
def test_a_child_that_ends_early_is_a_problem_and_no_answer(
    script: str, code: int, details: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = "\n".join(wire.lines_of(inspection()))
    words = ("/bin/sh", "-c", script, "sh", whole)
    monkeypatch.setattr(apart, "worker_words", lambda _: words)
    asked: list[Callable[[], Coroutine[None, None, object]]] = [lambda: inspect_apart(Path("app"))]
    asked += [lambda: saved_apart(Path("app"), [["fmt"]])] if code else []
    for ask in asked:
        with pytest.raises(ProblemError) as ended:
            asyncio.run(ask())
        problem = ended.value.problem
        assert (problem.code, problem.details.strip()) == ("inspection_ended", details)
        assert str(problem.why) == f"The process that read the file ended with code {code}."


def test_sections_come_first_then_packages_then_functions() -> None:
    path = built(Variant(stripped=True))
    steps: list[Inspection] = []
    last = asyncio.run(watch(path, steps.append))
    first, packages, functions = steps
    assert last is functions
    assert first.packages is None
    assert first.sections == packages.sections == functions.sections
    assert packages == inspect(path, functions=False)
    assert functions == inspect(path)
    assert without_functions(packages) == without_functions(functions)


def test_a_file_that_claims_countless_sections_takes_no_longer(tmp_path: Path) -> None:
    claims = bytearray(built(Variant(stripped=True)).read_bytes())
    claims[0x3C:0x3E] = b"\xff\xff"  # e_shnum
    path = tmp_path / "claims"
    path.write_bytes(claims)
    found = inspect(path, functions=False)
    assert found.sections.size == len(claims)
    assert len([leaf for group in found.sections.children for leaf in group.children]) < 2000
