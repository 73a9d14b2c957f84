"""The parts around a build, exactly: what Go says, times, logs, places, small jobs and zig."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.actions import GetZig
from core.build import go_jobs, history, kept_log, zig
from core.build.go_output import Failed, JsonOutput, Said, Started, TextOutput
from core.build.history import History
from core.build.options import BuildMode, BuildOptions, Cgo, Target
from core.build.output import fault
from core.build.places import Places
from core.build.progress import Compilation, Forecast, Look, foresee
from core.build.schedule import Schedule, rehearse
from core.build.why import heaviest, why
from core.events import LogLine
from core.problems import ProblemError
from core.processes import OutputLine
from core.toolchain.compilers import Zig
from core.toolchain.go import Go
from tests.core.test_made_up_builds import told
from tests.made_up_go import MadeUpGo
from tests.made_up_sizes import inspection

if TYPE_CHECKING:
    from core.home import Home


def heard(reader: JsonOutput | TextOutput, text: str, stream: str = "out") -> list[object]:
    return list(reader.read(OutputLine(text, stream)))


def test_what_go_says_line_by_line() -> None:
    def event(action: str = "build-output", **more: str) -> str:
        return json.dumps({"ImportPath": "a.io/p", "Action": action, **more})

    new = JsonOutput()
    assert heard(new, event(Output="a.io/p\n")) == [Started("a.io/p")]
    assert heard(new, event(Output="# a.io/p\n")) == [Said("# a.io/p", "a.io/p", "out")]
    assert heard(new, event(Output="x\ny\n")) == [
        Said("x", "a.io/p", "out"), Said("y", "a.io/p", "out"),
    ]  # fmt: skip
    assert heard(new, event("build-fail")) == [Failed("a.io/p")]
    assert heard(new, event(Output="")) == []
    for odd in ("plain", "{broken", '{"ImportPath": "x"}', "[1]"):
        assert heard(new, odd) == [Said(odd, "", "out")]
    assert heard(new, event(Output="a.io/p\n"), "err")[0] == Said(
        event(Output="a.io/p\n"), "", "err"
    )
    old = TextOutput()
    assert heard(old, "net/http", "err") == [Started("net/http")]
    assert heard(old, "# a.io/p [x.test]", "err") == [Said("# a.io/p [x.test]", "a.io/p", "err")]
    assert heard(old, "./a.go:1:2: no", "err") == [Said("./a.go:1:2: no", "a.io/p", "err")]
    for odd in ("go: downloading x", "", "/abs", "(x)", "a:b", "x" * 300):
        assert heard(old, odd, "err") == [Said(odd, "a.io/p", "err")]
    assert heard(old, "x" * 299, "err") == [Started("x" * 299)]


def test_times_are_read_written_and_laid_over_older_ones(tmp_path: Path, home: Home) -> None:
    file = tmp_path / "t" / "x.json"
    assert history.load(file) == History()
    one = History(packages={"a": 1.0, "b": 2.0}, links={"m": 3.0}, made={"/p": "d"})
    history.save(file, one)
    assert history.load(file) == one
    newer = one.with_run(History(packages={"b": 9.0}, made={"/p": "e", "/q": "f"}))
    assert newer == History(
        packages={"a": 1.0, "b": 9.0}, links={"m": 3.0}, made={"/p": "e", "/q": "f"}
    )
    for damaged in (
        "",
        "[]",
        '{"packages": {}}',
        '{"packages": {"a": "x"}, "links": {}, "made": {}}',
    ):
        file.write_text(damaged, "utf-8")
        assert history.load(file) == History()
    go = Go(Path("/go"), "1.26.8")
    name = history.file_of(home, go, BuildOptions(cgo=Cgo.STATIC, target=Target(goarch="arm64")))
    assert name == home.cache / "compile-times" / "1.26.8-linux-arm64-cgo-static.json"
    row = {"TimeStart": "2026-01-01T00:00:00.999999999Z", "TimeDone": "2026-01-01T00:00:02Z"}
    rows = [
        {"Mode": "build", "Package": "a", "Cmd": ["x"], **row},
        {"Mode": "build", "Package": "cached", "Cmd": None, **row},
        {"Mode": "link", "Package": "m", "Cmd": ["x"], **row},
        {"Mode": "link-install", "Package": "n", "Cmd": ["x"], **row},
    ]  # fmt: skip
    file.write_text(json.dumps(rows), "utf-8")
    found = history.read_actions(file)
    assert found.packages == pytest.approx({"a": 1000.001})
    assert found.links == pytest.approx({"m": 1000.001})
    assert found.made == {}


def test_the_end_of_a_log_is_kept_for_its_project(home: Home) -> None:
    one, other = Path("/a"), Path("/b")
    assert kept_log.recall(home, one) == ()
    kept_log.keep(home, one, (f"line {n}" for n in range(501)))
    assert kept_log.recall(home, one) == tuple(f"line {n}" for n in range(1, 501))
    kept_log.keep(home, one, ["x" * 401, "\udcff"])
    assert kept_log.recall(home, one) == ("x" * 400, "?")
    assert kept_log.recall(home, other) == ()


def test_a_schedule_takes_go_s_order_and_no_more_at_once_than_it_may() -> None:
    three = {"a": 3.0, "b": 1.0, "c": 2.0}
    assert rehearse(three, {}, at_once=1) == Schedule((0.0, 3.0, 4.0), 6.0)
    assert rehearse(three, {}, at_once=2) == Schedule((0.0, 0.0, 1.0), 3.0)
    assert rehearse(three, {}, at_once=3) == Schedule((0.0, 0.0, 0.0), 3.0)
    assert rehearse(three, {"a": ["c"]}, at_once=1).starts == (0.0, 1.0, 3.0)
    both = rehearse({"a": 3.0, "c": 5.0, "x": 1.0}, {"x": ["a", "c"]}, at_once=3)
    assert both == Schedule((0.0, 0.0, 5.0), 6.0)
    assert rehearse({}, {}, at_once=2) == Schedule((), 0.0)


def test_a_look_is_begun_once_and_ends_with_its_build() -> None:
    asked = []

    async def ask() -> Forecast:
        asked.append(1)
        if len(asked) > 1:
            await asyncio.sleep(20)  # cancelled at once
        return Forecast(frozenset({"a"}), Schedule((0.0,), 1.0), link=1.0)

    async def run() -> None:
        async with Look(ask) as look:
            assert (look.done, look.answer()) == (False, None)
            look.begin()
            look.begin()
            await look._task  # type: ignore[misc]
            assert (look.done, len(asked)) == (True, 1)
            assert look.answer() is not None
        async with Look(ask) as waiting:
            waiting.begin()
            await asyncio.sleep(0)
        assert waiting.done
        assert waiting.answer() is None

    asyncio.run(run())


def test_what_will_be_compiled_is_asked_with_the_build_s_own_flags(tmp_path: Path) -> None:
    from core.build.command import BuildCommand  # noqa: PLC0415 - only here

    go = MadeUpGo(tmp_path / "go")
    rows = [
        {"ImportPath": "fresh", "Stale": False}, {"ImportPath": "dep", "Stale": True},
        {"ImportPath": "a.io/p", "Stale": True, "Imports": ["dep"]},
    ]  # fmt: skip
    go.does(listed="\n".join(map(json.dumps, rows)))
    words = (str(go.go.program), "build", "-trimpath", "-tags=x", "-o", "/out", "a.io/p")
    command = BuildCommand(words=words, env={}, folder=tmp_path)
    known = History(packages={"dep": 50.0, "a.io/p": 7.0}, links={"a.io/p": 100.0})
    found = asyncio.run(foresee(command, dict(os.environ), known))
    (call,) = go.calls("list")
    assert call[:3] == ["list", "-e", "-deps"]
    assert call[4:] == ["-trimpath", "-tags=x", "a.io/p"]
    assert found.packages == {"dep", "a.io/p"}
    assert (found.schedule, found.link) == (Schedule((0.0,), 50.0), 107.0)
    assert [one["ImportPath"] for one in found.listed] == ["fresh", "dep", "a.io/p"]
    first = asyncio.run(foresee(command, dict(os.environ), History()))
    assert (first.schedule.end, first.link) == (10.0, 710.0)


def test_progress_counts_what_is_done_and_never_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.build.progress.os.cpu_count", lambda: 2)
    now = [100.0]
    counted = Compilation(clock=lambda: now[0])
    assert (counted.progress().done, counted.progress().total) == (0, None)
    assert [counted.begin(one).done for one in "abcd"] == [0, 0, 1, 2]
    assert (counted.linking().done, counted.linking().total) == (4, None)
    counted.forecast = Forecast(frozenset("abx"), Schedule((0.0, 0.0, 0.0), 1000.0), link=2000.0)
    told_ = counted.progress()
    assert (told_.done, told_.total, told_.unit) == (2, 5, "packages")
    now[0] += 0.5
    further = counted.progress().share
    now[0] -= 0.5
    assert counted.progress().share == further


@pytest.fixture
def go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MadeUpGo:
    monkeypatch.setenv("GOENV", "off")
    return MadeUpGo(tmp_path / "go")


JOBS: list[tuple[Any, list[str], str]] = [
    (go_jobs.tidy, ["mod", "tidy"], "mod_tidy_stopped"),
    (go_jobs.download, ["mod", "download"], "mod_download_stopped"),
    (go_jobs.vendor, ["mod", "vendor"], "mod_vendor_stopped"),
    (go_jobs.vet, ["vet", "./..."], "vet_found_fault"),
    (go_jobs.test, ["test", "./..."], "tests_failed"),
]


@pytest.mark.parametrize(("job", "words", "code"), JOBS)
def test_a_small_job_runs_these_words_and_its_end_counts(
    job: Any,  # noqa: ANN401 - a job of any kind
    words: list[str],
    code: str,
    go: MadeUpGo,
    tmp_path: Path,
) -> None:
    options = BuildOptions(proxy="https://m.x", private="g.x", env=(("GOPRIVATE", "over"),))
    go.does(said="one\n", complained="two\n")
    story, said = told(job, tmp_path, go.go, options=options)
    assert sorted(said.split("\n")) == ["one", "two"]
    assert {(one.text, one.stream) for one in story if isinstance(one, LogLine)} == {
        ("one", "out"), ("two", "err"),
    }  # fmt: skip
    assert go.calls() == [words]
    env = go.env(words[0])
    assert (env["GOPROXY"], env["GOPRIVATE"], env["GOTOOLCHAIN"]) == (
        "https://m.x",
        "over",
        "local",
    )
    assert go.folder(words[0]) == tmp_path
    go.does(said="FAIL\n", code=1)
    _, problem = told(job, tmp_path, go.go, options=options)
    assert (problem.code, problem.details) == (code, "FAIL")
    module = "x.go:1:1: missing go.sum entry for a"
    go.does(said=module, code=1)
    _, problem = told(job, tmp_path, go.go, options=options)
    assert problem.code == ("go_sum_incomplete" if words[0] == "mod" else code)


def test_why_and_vulnerabilities_are_jobs_too(
    go: MadeUpGo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(go_jobs.why, tmp_path, go.go, options=BuildOptions(), package="-x")
    assert go.calls() == [["mod", "why", "--", "-x"]]
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    _, problem = told(go_jobs.vulnerabilities, tmp_path, go.go, options=BuildOptions())
    assert problem.code == "no_govulncheck"
    checker = tmp_path / "bin" / "govulncheck"
    checker.parent.mkdir()
    checker.write_text('#!/bin/sh\necho "$PATH $*"\nexit 3\n', "utf-8")
    checker.chmod(0o755)
    monkeypatch.setenv("PATH", f"{checker.parent}:/usr/bin:/bin")
    _, problem = told(go_jobs.vulnerabilities, tmp_path, go.go, options=BuildOptions())
    assert problem.code == "vulnerable"
    assert problem.details.startswith(f"{go.go.program.parent}:{checker.parent}")
    assert problem.details.endswith("./...")


def test_zig_is_made_ready_with_these_words_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    program = tmp_path / "zig"
    program.write_text('#!/bin/sh\ncat main.c\necho "$*"\n[ -z "$FAILS" ]\n', "utf-8")
    program.chmod(0o755)
    for place in ("core.build.zig", "core.build.c_flags"):
        monkeypatch.setattr(f"{place}.find_zig", lambda: Zig(program))
    for options, words in (
        (BuildOptions(cgo=Cgo.STATIC), "cc -target x86_64-linux-musl -static -o main main.c"),
        (BuildOptions(cgo=Cgo.STATIC, mode=BuildMode.STATIC_PIE),
         "cc -target x86_64-linux-musl -static-pie -o main main.c"),
        (BuildOptions(cgo=Cgo.ON, glibc="2.17"),
         "cc -target x86_64-linux-gnu.2.17 -o main main.c"),
    ):  # fmt: skip
        story, _ = told(zig.prepare, options)
        assert [one.text for one in story if isinstance(one, LogLine)] == [
            "int main(void) { return 0; }", words,
        ]  # fmt: skip
    story, _ = told(zig.prepare, BuildOptions())
    assert not [one for one in story if isinstance(one, LogLine)]
    monkeypatch.setenv("FAILS", "1")
    _, problem = told(zig.prepare, BuildOptions(cgo=Cgo.STATIC))
    assert (problem.code, problem.next[0].action) == ("zig_not_ready", GetZig())
    assert [one.name for one in tmp_path.iterdir()] == ["zig"]


def test_a_place_for_a_program_is_tried_before_anything_is_compiled(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    codes = {"new": None, "deep/er/new": None, "file": "output_not_a_program",
             ".": "output_is_folder",
             "file/below": "output_unwritable"}  # fmt: skip
    for name, code in codes.items():
        problem = fault(tmp_path / name)
        assert (problem and problem.code) == code, name
        assert problem is None or problem.field == "output"
    old, partial = tmp_path / "old", tmp_path / "partial"
    old.write_bytes(b"\x7fELF")
    with Places(old, partial, tmp_path / "t") as places:
        assert not places.kept_old()
        places.offer_old()
        assert places.kept_old()
        partial.unlink()
        partial.write_bytes(b"\x7fELF")
        assert not places.kept_old()
        places.offer_old()  # what Go wrote stays
        assert not places.kept_old()
    assert (partial.exists(), old.exists()) == (False, True)


LIST = [
    {"ImportPath": "heavy", "Imports": ["inner"]}, {"ImportPath": "inner"},
    {"ImportPath": "light"},
    {"ImportPath": "a.io/p", "Imports": ["heavy", "light"], "Module": {"Main": True}},
]  # fmt: skip


def test_the_heaviest_imports_come_first_with_what_they_pull_in(
    go: MadeUpGo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go.does(listed="\n".join(map(json.dumps, LIST)))
    asked: list[list[frozenset[str]]] = []

    async def saved(_: Path, groups: list[frozenset[str]]) -> tuple[int, ...]:
        asked.append(groups)
        return tuple(10 if "light" in one else 99 for one in groups)

    monkeypatch.setattr("core.build.why.saved_apart", saved)
    found = asyncio.run(
        heaviest(tmp_path, go=go.go, program=inspection({"heavy": 5, "inner": 90, "light": 7}))
    )
    shown = [(one.package, one.saves, one.size, one.chain, sorted(one.dropped)) for one in found]
    assert shown == [
        ("heavy", 99, 5, ("a.io/p", "heavy"), ["heavy", "inner"]),
        ("light", 10, 7, ("a.io/p", "light"), ["light"]),
    ]  # fmt: skip
    assert asked == [[frozenset({"heavy", "inner"}), frozenset({"light"})]]
    inner = asyncio.run(why(tmp_path, "inner", go=go.go, program=tmp_path))
    assert (inner.chain, inner.dropped, inner.saves) == (
        ("a.io/p", "heavy", "inner"),
        frozenset(),
        0,
    )
    main = asyncio.run(why(tmp_path, "heavy", go=go.go))
    assert (main.dropped, main.saves) == (frozenset({"heavy", "inner"}), None)
    with pytest.raises(ProblemError) as refused:
        asyncio.run(why(tmp_path, "gone", go=go.go))
    assert refused.value.problem.code == "package_not_linked"
