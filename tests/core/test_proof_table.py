"""Nothing is put in place that was not proved: each thing a finished file may not be."""

from __future__ import annotations

import asyncio
import hashlib
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.actions import SetCgo
from core.binary.inspection import Inspection, Verdict
from core.binary.inspector import inspect
from core.build import budget, proof
from core.build.options import BuildMode, BuildOptions, Cgo, Target
from core.build.proof import Proved
from core.events import StepStarted
from core.problems import ProblemError
from core.words import say
from tests import made_up_programs as made
from tests.made_up import whole
from tests.made_up_artifact import artifact

if TYPE_CHECKING:
    from pathlib import Path

    from core.build.artifact import Artifact
    from core.events import Event
    from core.home import Home

ARM, WINDOWS, MAC = Target(goarch="arm64"), Target(goos="windows"), Target(goos="darwin")


def verdict(**more: Any) -> Verdict:  # noqa: ANN401 - fields of a verdict
    values: dict[str, Any] = {"format": "elf", "sentence": say("x"), "goos": "linux"}
    return Verdict(**values | {"goarch": "amd64", "static": True} | more)


MATCHES: list[tuple[BuildOptions, Verdict, str]] = [
    (BuildOptions(), verdict(), ""),
    (BuildOptions(), verdict(goarch="arm64"), "another_target"),
    (BuildOptions(), verdict(goos="windows"), "another_target"),
    (BuildOptions(), verdict(goos="freebsd"), "another_target"),
    (BuildOptions(target=ARM), verdict(goarch="arm64"), ""),
    (BuildOptions(), verdict(goos="", goarch=""), ""),
    (BuildOptions(micro="v3"), verdict(micro="v3"), ""),
    (BuildOptions(micro="v3"), verdict(micro="v1"), "another_micro"),
    (BuildOptions(micro="v3"), verdict(micro=""), ""),
    (BuildOptions(), verdict(micro="v3"), ""),
    (BuildOptions(), verdict(static=False), "not_static"),
    (BuildOptions(cgo=Cgo.ON), verdict(static=False), ""),
    (BuildOptions(cgo=Cgo.STATIC), verdict(static=False), "not_static"),
    (BuildOptions(cgo=Cgo.STATIC, mode=BuildMode.STATIC_PIE), verdict(static=False), "not_static"),
    (BuildOptions(cgo=Cgo.STATIC, mode=BuildMode.STATIC_PIE), verdict(), ""),
    (BuildOptions(mode=BuildMode.PIE), verdict(static=False), ""),
    (BuildOptions(target=WINDOWS), verdict(goos="windows", static=False), ""),
    (BuildOptions(target=MAC), verdict(goos="darwin", static=False), ""),
    (BuildOptions(target=WINDOWS, cgo=Cgo.STATIC), verdict(goos="windows", static=False), ""),
]


@pytest.mark.parametrize(("options", "found", "code"), MATCHES)
def test_a_file_is_held_against_each_promise(
    options: BuildOptions, found: Verdict, code: str
) -> None:
    problem = proof.mismatch(found, options)
    assert (problem.code if problem else "") == code


def test_what_is_not_static_says_what_it_wants_and_leads_on() -> None:
    found = verdict(static=False, interpreter="/lib/ld.so", needed=("a.so", "b.so"))
    problem = proof.mismatch(found, BuildOptions())
    assert problem is not None
    assert str(problem.why) == "The program still needs from the system: /lib/ld.so, a.so, b.so"
    assert [one.action for one in problem.next] == [SetCgo(Cgo.OFF), SetCgo(Cgo.STATIC)]
    assert problem.field == "cgo"
    for options, got, asked in (
        (BuildOptions(target=ARM), "linux/amd64", "linux/arm64"),
        (BuildOptions(micro="v3"), "v1", "v3"),
    ):
        other = proof.mismatch(verdict(micro="v1"), options)
        assert other is not None
        assert got in str(other.what)
        assert asked in str(other.why)
        assert other.field == "env"


@pytest.mark.parametrize(
    ("options", "wants"),
    [
        (BuildOptions(), True), (BuildOptions(cgo=Cgo.STATIC), True),
        (BuildOptions(cgo=Cgo.STATIC, mode=BuildMode.STATIC_PIE), True),
        (BuildOptions(cgo=Cgo.ON), False), (BuildOptions(mode=BuildMode.PIE), False),
        (BuildOptions(target=WINDOWS), False), (BuildOptions(target=MAC, cgo=Cgo.STATIC), False),
        (BuildOptions(mode=BuildMode.STATIC_PIE), False),
    ],
)  # fmt: skip
def test_only_some_options_promise_a_static_program(
    options: BuildOptions,
    wants: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert proof.wants_static(options) is wants


LINES = "build\tGOOS=linux\nbuild\tvcs.revision=abc\nbuild\tvcs.modified={}\n"


def program(modified: str = "true", **header: Any) -> bytes:  # noqa: ANN401 - see made_up_programs
    info = made.build_info("go1.26.8", LINES.format(modified))
    own = (".go.buildinfo", made.PROGBITS, made.ALLOCATED, info)
    usual: dict[str, Any] = {"os_abi": 3, "sections": (own,)}
    return made.elf(**usual | header)


def _known_is_enough_for_the_same_content(file: Path, shown: Proved) -> None:
    known = replace(shown, glibc="as proved before")
    assert proof.still_good(file, BuildOptions(), shown.sha256, known) == known
    assert proof.still_good(file, BuildOptions(), "x", known) is None
    other = replace(known, sha256="of another program")
    assert proof.still_good(file, BuildOptions(), shown.sha256, other) == shown
    before = file.stat()
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert proof.still_good(file, BuildOptions(), shown.sha256, known) is None


def test_what_was_proved_is_what_the_file_shows(tmp_path: Path) -> None:
    file = tmp_path / "program"
    file.write_bytes(program())
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    shown = Proved(
        static=True, size=file.stat().st_size, sha256=digest, revision="abc", modified=True
    )
    assert asyncio.run(proof.prove(file, BuildOptions())) == shown
    assert proof.still_good(file, BuildOptions(), digest) == shown
    assert proof.still_good(file, BuildOptions(), digest[:-1] + "x") is None
    assert proof.still_good(file, BuildOptions(target=ARM), digest) is None
    assert proof.still_good(tmp_path / "gone", BuildOptions(), digest) is None
    _known_is_enough_for_the_same_content(file, shown)
    file.write_bytes(program("false", interpreter="/l", needed=("c",), names=("GLIBC_2.17",)))
    found = asyncio.run(proof.prove(file, BuildOptions(cgo=Cgo.ON)))
    assert (found.static, found.glibc, found.modified) == (False, "2.17", False)


REFUSED: list[tuple[bytes | None, BuildOptions, str]] = [
    (None, BuildOptions(), "no_program"), (b"", BuildOptions(), "not_a_program"),
    (b"#!/bin/sh\n", BuildOptions(), "not_a_program"),
    (program(machine=183), BuildOptions(), "another_target"),
    (made.pe(), BuildOptions(), "another_target"),
    (program(interpreter="/lib64/ld-linux-x86-64.so.2"), BuildOptions(), "not_static"),
    (program(needed=("libc.so.6",)), BuildOptions(cgo=Cgo.STATIC), "not_static"),
    (program(kind=3), BuildOptions(), "not_static"),
    (program(kind=1), BuildOptions(), "not_static"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "options", "code"), REFUSED)
def test_what_is_no_such_program_is_refused(
    content: bytes | None, options: BuildOptions, code: str, tmp_path: Path
) -> None:
    file = tmp_path / "program"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ProblemError) as refused:
        asyncio.run(proof.prove(file, options))
    assert refused.value.problem.code == code
    with pytest.raises(ProblemError):
        asyncio.run(proof.prove(tmp_path, options))


def of_size(file: Path, size: int) -> Artifact:
    file.write_bytes(program().ljust(size, b"\0"))
    return artifact(file, size=size)


def _held(one: Artifact, folder: Path, home: Home) -> list[Event]:
    return asyncio.run(whole(budget.hold, [one], folder, home))[0]


@pytest.mark.parametrize(
    ("said", "before", "now", "kept"),
    [
        ("", 0, 9000, True), ('max_size = "5kB"', 0, 5000, True),
        ('max_size = "5kB"', 0, 5001, False), ('max_growth = "10%"', 0, 9000, True),
        ('max_growth = "10%"', 5000, 5500, True), ('max_growth = "10%"', 5000, 5501, False),
        ('max_growth = "1kB"', 5000, 6000, True), ('max_growth = "1kB"', 5000, 6001, False),
    ],
)  # fmt: skip
def test_a_program_is_held_to_the_budget_of_its_project(  # noqa: PLR0913, PLR0917 - columns
    said: str,
    before: int,
    now: int,
    kept: bool,  # noqa: FBT001 - a column of the table
    tmp_path: Path,
    home: Home,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def here(path: Path, *, functions: bool) -> Inspection:
        return inspect(path, functions=functions)

    monkeypatch.setattr(budget, "inspect_apart", here)  # a process of its own takes longer
    (tmp_path / "goferry.toml").write_text(f"[budget]\n{said}\n", "utf-8")
    if before:
        _held(of_size(tmp_path / "a", before), tmp_path, home)
    one = of_size(tmp_path / "a", now)
    if kept:
        steps = _held(one, tmp_path, home)
        assert [type(step) for step in steps][:1] == ([StepStarted] if said else [])
        return
    with pytest.raises(ProblemError) as refused:
        _held(one, tmp_path, home)
    assert refused.value.problem.code == "budget_exceeded"
    assert one.path.exists()
