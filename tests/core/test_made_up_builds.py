"""Builds with a made-up `go`: their order and words, and what is left when they break."""

from __future__ import annotations

import asyncio
import json
import stat
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.actions import OpenFile
from core.binary import inspector
from core.build import builder, built_from, checked, history
from core.build.built_from import What, changed_since
from core.build.checked import build_carefully
from core.build.matrix import build_matrix
from core.build.options import BuildOptions, BuildRequest, Target
from core.build.reproducible import check, reasons
from core.events import Event, LogLine, Noticed, StepFinished, StepStarted
from core.problems import Problem, ProblemError
from core.project.model import CgoPackage, Main, Project
from core.words import say
from tests import made_up_programs as made
from tests.cancelling import cancelled_at
from tests.core.test_proof_table import program
from tests.made_up_go import MadeUpGo, output, started, without_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from core.build.artifact import Artifact
    from core.events import Report
    from core.home import Home

GOOD, OTHER = program("false"), program("true")
ARM = Target(goarch="arm64")
LISTED = (
    '{{"ImportPath":"a.io/p","Name":"main","Dir":"{}","GoFiles":["m.go"],"Module":{{"Main":true}}}}'
)


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of this computer's own settings."""
    without_settings(monkeypatch)


@pytest.fixture
def go(tmp_path: Path) -> MadeUpGo:
    return MadeUpGo(tmp_path / "go")


@pytest.fixture
def request_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BuildRequest:
    monkeypatch.setattr("core.build.source._TICK", 0)  # what it reads is only just written
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "go.mod").write_text("module a.io/p\n\ngo 1.25\n", "utf-8")
    (folder / "m.go").write_text("package main\n", "utf-8")
    main = Main(package="a.io/p", folder=folder)
    project = Project(folder=folder, module="a.io/p", go_version="1.25", mains=(main,))
    return BuildRequest(project=project, options=BuildOptions(vcs=False))


def told(
    job: Callable[..., Coroutine[Any, Any, object]],
    *words: Any,  # noqa: ANN401 - whatever the job wants
    **named: Any,  # noqa: ANN401 - the same
) -> tuple[list[Event], Any]:
    """Run a job: its story, and what it made or the problem that it ended with."""
    story: list[Event] = []
    try:
        return story, asyncio.run(job(*words, **named, report=story.append))
    except ProblemError as error:
        return story, error.problem


def build(request: BuildRequest, go: MadeUpGo, home: Home) -> tuple[list[Event], Any]:
    return told(builder.build, request, go.go, home)


def left(home: Home) -> list[Path]:
    return [*home.cache.glob("build-*"), *home.builds.rglob("*.partial")]


def steps(story: list[Event]) -> list[str]:
    return [f"{'+' if isinstance(one, StepStarted) else '-'}{one.step}" for one in story
            if isinstance(one, StepStarted | StepFinished)]  # fmt: skip


LOOK, COMPILE, LINK, PROVE = (
    "Find what must be compiled", "Compile", "Link", "Verify the result",
)  # fmt: skip


def test_a_build_runs_these_words_there_and_tells_its_story_in_order(
    request_: BuildRequest, go: MadeUpGo, home: Home
) -> None:
    go.does(GOOD, said=started("a.io/dep", "a.io/p"), complained="# a warning\n")
    story, artifact = build(request_, go, home)
    assert steps(story) == [
        f"+{LOOK}", f"-{LOOK}", f"+{COMPILE}", f"-{COMPILE}", f"+{LINK}", f"-{LINK}", f"+{PROVE}",
        f"-{PROVE}",
    ]  # fmt: skip
    (words,) = go.calls("build")
    partial = words[words.index("-o") + 1]
    assert words[:3] == ["build", "-json", "-v"]
    assert words[3].startswith(f"-debug-actiongraph={home.cache}/build-")
    assert words[4:] == [
        "-trimpath", "-buildvcs=false", "-ldflags=-s", "-w", "-o", partial, "a.io/p",
    ]  # fmt: skip
    assert partial.startswith(f"{artifact.path.parent}/.p.")
    assert partial.endswith(".partial")
    assert go.folder("build") == request_.project.folder
    env = go.env("build")
    assert env["GOTMPDIR"].startswith(str(home.cache / "build-"))
    assert {"CGO_ENABLED": "0", "GOTOOLCHAIN": "local"}.items() <= env.items()
    assert env["GIT_TERMINAL_PROMPT"] == "0"
    logged = [(one.text, one.stream) for one in story if isinstance(one, LogLine)]
    assert logged[0][0].startswith(f"$ cd -- {request_.project.folder} && CGO_ENABLED=0 ")
    assert sorted(logged[1:]) == [("# a warning", "err"), ("a.io/dep", "out"), ("a.io/p", "out")]
    assert artifact.path.read_bytes() == GOOD
    assert artifact.path.stat().st_mode & stat.S_IWGRP == 0
    assert (artifact.size, artifact.static, artifact.glibc) == (len(GOOD), True, "")
    assert (artifact.target, artifact.folder) == (Target(), request_.project.folder)
    assert artifact.command[-2:] == (str(artifact.path), "a.io/p")
    assert artifact.env == {"CGO_ENABLED": "0", "GOOS": "linux", "GOARCH": "amd64",
                            "GOTOOLCHAIN": "local"}  # fmt: skip
    assert left(home) == []


def test_an_older_go_is_not_asked_to_speak_json(
    request_: BuildRequest, home: Home, tmp_path: Path
) -> None:
    for version, words in (("1.24.0", ["-json", "-v"]), ("1.23.12", ["-v"]), ("1.9", ["-v"])):
        older = MadeUpGo(tmp_path / version, version)
        older.does(GOOD, complained="a.io/p\n")
        story, _ = build(request_, older, home)
        (call,) = older.calls("build")
        assert [one for one in call if one in ("-json", "-v")] == words
        heard = [one.text for one in story if isinstance(one, LogLine)]
        assert "a.io/p" in heard


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (program(machine=183), "another_target"), (made.pe(), "another_target"),
        (program(interpreter="/lib64/ld-linux-x86-64.so.2"), "not_static"), (None, "no_program"),
        (b"text", "not_a_program"), (b"", "not_a_program"),
    ],
)  # fmt: skip
def test_what_is_not_proved_never_takes_the_old_program_s_place(
    content: bytes | None, code: str, request_: BuildRequest, go: MadeUpGo, home: Home
) -> None:
    go.does(GOOD)
    _, old = build(request_, go, home)
    go.does(content)
    fresh = replace(request_, options=replace(request_.options, fresh=True))
    story, problem = build(fresh, go, home)
    assert problem.code == code
    assert steps(story)[-1] == f"+{PROVE}"
    assert old.path.read_bytes() == GOOD
    assert left(home) == []
    assert asyncio.run(changed_since(home, old)) is None


def test_a_build_that_breaks_keeps_the_old_program_and_tells_every_error(
    request_: BuildRequest, go: MadeUpGo, home: Home
) -> None:
    go.does(GOOD)
    _, old = build(request_, go, home)
    lines = ["# a.io/p", "./m.go:3:2: undefined: x", "./m.go:4:2: declared and not used: y"]
    go.does(OTHER, said=output("a.io/p", lines), code=1)
    story, problem = build(request_, go, home)
    assert problem.code == "variable_unused"
    assert problem.next[0].action == OpenFile(request_.project.folder / "m.go", 4)
    assert [one.problem.code for one in story if isinstance(one, Noticed)] == ["undefined_name"]
    assert steps(story) == [f"+{LOOK}"]
    assert old.path.read_bytes() == GOOD
    assert left(home) == []
    for complained, why in (
        ("something new\n", "See Details for Go's output."),
        ("", "Go gave no reason."),
    ):
        go.does(OTHER, complained=complained, code=2)
        _, unknown = build(request_, go, home)
        assert (unknown.code, str(unknown.why)) == ("build_failed", why)
        assert unknown.details == complained.strip()


def test_a_warning_is_noticed_only_when_the_build_succeeds(
    request_: BuildRequest, go: MadeUpGo, home: Home
) -> None:
    warning = "x: warning: Using 'getaddrinfo' in statically linked applications requires\n"
    for code, noticed in ((0, ["not_really_static"]), (1, [])):
        go.does(GOOD, complained=warning, code=code)
        story, _ = build(request_, go, home)
        assert [one.problem.code for one in story if isinstance(one, Noticed)] == noticed


def test_cancelling_a_build_ends_go_and_leaves_nothing(
    request_: BuildRequest, go: MadeUpGo, home: Home
) -> None:
    go.does(GOOD, waits=True, said=started("a.io/p"))
    asyncio.run(cancelled_at(lambda _: go.waiting, builder.build, request_, go.go, home))
    assert left(home) == []
    assert not any(one.is_file() for one in home.builds.rglob("*"))


def test_the_same_program_is_not_linked_again_unless_everything_is_to_be_compiled(
    request_: BuildRequest, go: MadeUpGo, home: Home
) -> None:
    go.does(GOOD)
    _, first = build(request_, go, home)
    go.does(OTHER, waits=True)  # until the old one is offered
    _, again = build(request_, go, home)
    assert (again.sha256, again.static, again.size) == (first.sha256, True, len(GOOD))
    assert again.path.read_bytes() == GOOD
    go.does(OTHER, waits=True)
    go.go_on()
    fresh = replace(request_, options=replace(request_.options, fresh=True))
    _, anew = build(fresh, go, home)
    assert anew.path.read_bytes() == OTHER
    with anew.path.open("ab") as file:
        file.write(b"tampered")
    go.does(OTHER, waits=True)
    go.go_on()
    _, mended = build(request_, go, home)
    assert mended.path.read_bytes() == OTHER
    go.does(GOOD, waits=True, anew=True)
    _, changed = build(request_, go, home)
    assert (changed.sha256, changed.path.read_bytes()) == (first.sha256, GOOD)


def test_a_program_that_is_still_the_same_is_not_read_for_its_proof_again(
    request_: BuildRequest, go: MadeUpGo, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    proofs: list[Path] = []
    real = inspector.inspect_in_steps

    def noted(file: Path) -> object:
        proofs.append(file)
        return real(file)

    monkeypatch.setattr(inspector, "inspect_in_steps", noted)
    go.does(GOOD)
    _, first = build(request_, go, home)
    go.does(OTHER, waits=True)
    monkeypatch.setattr(history, "read_actions", None)  # nothing was compiled, nor linked
    (record,) = (home.state / "built-from").iterdir()
    before = record.stat()
    _, again = build(request_, go, home)
    assert proofs == [proofs[0]]
    assert replace(again, seconds=first.seconds) == first
    assert record.stat().st_ino == before.st_ino, "nothing new, and yet it was written"
    for key, value in (("command", ["another"]), ("go", "1.2"), ("static", None), ("sha256", "x")):
        kept = json.loads(record.read_text("utf-8"))
        record.write_text(json.dumps({**kept, key: value}), "utf-8")
        proofs.clear()
        go.does(OTHER, waits=True)
        assert build(request_, go, home)[1].sha256 == first.sha256
        assert len(proofs) == 1, key


def test_what_was_built_from_what_and_how_long_it_took_is_remembered(
    request_: BuildRequest, go: MadeUpGo, home: Home
) -> None:
    folder = request_.project.folder
    actions = [
        {"Mode": "build", "Package": "a.io/p", "Cmd": ["x"], "TimeStart": "2026-01-01T00:00:00Z",
         "TimeDone": "2026-01-01T00:00:01.25Z"},
        {"Mode": "link", "Package": "a.io/p", "Cmd": ["x"], "TimeStart": "2026-01-01T00:00:00Z",
         "TimeDone": "2026-01-01T00:00:00.5Z"},
    ]  # fmt: skip
    go.does(GOOD, listed=LISTED.format(folder), actions=json.dumps(actions))
    _, artifact = build(request_, go, home)
    kept = history.load(history.file_of(home, go.go, request_.options))
    assert (kept.packages, kept.links) == ({"a.io/p": 1250.0}, {"a.io/p": 500.0})
    assert kept.made == {str(artifact.path): artifact.sha256}

    def change(made: Artifact = artifact, **more: Any) -> tuple[What, str] | None:  # noqa: ANN401
        found = asyncio.run(changed_since(home, made, **more))
        return (found.what, str(found.sentence)) if found else None

    assert change() is None
    assert change(go=go.go) is None
    newer = replace(go.go, version="1.27")
    assert change(go=newer) == (
        What.GO,
        "The program was built with a different Go version: 1.26.8",
    )
    assert change(replace(artifact, sha256="x")) is not None
    record = built_from.load(home, artifact.path)
    assert record is not None
    assert set(record.source.files) >= {str(folder / "m.go"), str(folder / "go.mod")}
    (folder / "new.go").write_text("package main\n", "utf-8")
    assert change() == (What.ADDED, "new.go was added just now.")
    (folder / "new.go").unlink()
    assert change() is None
    other = replace(home, state=home.state / "elsewhere")
    assert asyncio.run(changed_since(other, artifact)) is not None
    built_from.hand_over(home, other, artifact)
    assert asyncio.run(changed_since(other, artifact)) is None


def test_a_finding_that_stops_ends_a_careful_build_and_others_are_told_beside(
    request_: BuildRequest, go: MadeUpGo, home: Home
) -> None:
    listed = LISTED.format(request_.project.folder)
    go.does(GOOD, listed=listed)
    wrong = replace(request_, options=replace(request_.options, micro="v9"))
    _, problem = told(build_carefully, wrong, go.go, home)
    assert problem.code == "no_such_micro"
    recipe = replace(request_, options=replace(request_.options, ldflags='-extldflags "-static"'))
    story, artifact = told(build_carefully, recipe, go.go, home)
    assert artifact.path.exists()
    assert [one.problem.code for one in story if isinstance(one, Noticed)] == ["old_recipe"]
    go.does(None, listed=listed, complained="nobody knows\n", code=1)
    assert told(build_carefully, recipe, go.go, home)[1].code == "build_failed"
    assert told(build_carefully, wrong, go.go, home)[1].code == "no_such_micro"


def test_what_breaks_before_the_look_is_over_is_told_by_what_it_finds(
    request_: BuildRequest, go: MadeUpGo, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(*_: object, begun: Callable[[], None], **__: object) -> None:
        begun()
        raise ProblemError(Problem(code="build_failed", what=say("It failed."), why=say("So.")))

    go.does(GOOD, listed=LISTED.format(request_.project.folder))
    monkeypatch.setattr(checked, "build", breaks)
    stops = replace(request_.options, micro="v9")
    stops_not = replace(request_.options, ldflags='-extldflags "-static"')
    codes = [
        told(build_carefully, replace(request_, options=one), go.go, home)[1].code
        for one in (stops, stops_not)
    ]
    assert codes == ["no_such_micro", "build_failed"]


def test_a_careful_build_that_cannot_even_begin_knows_why(
    request_: BuildRequest, go: MadeUpGo, home: Home
) -> None:
    go.does(GOOD, listed=LISTED.format(request_.project.folder))
    wrong = replace(request_, output=request_.project.folder)

    async def soon(*words: Any, report: Report) -> object:  # noqa: ANN401 - those of the job
        return await asyncio.wait_for(build_carefully(*words, report=report), 20)

    story, problem = told(soon, wrong, go.go, home)
    assert (story, problem.code, go.calls("build")) == ([], "output_is_folder", [])


def test_targets_are_built_in_order_each_named_and_none_skipped(
    request_: BuildRequest, go: MadeUpGo, home: Home
) -> None:
    go.does(GOOD, listed=LISTED.format(request_.project.folder))
    options = replace(request_.options, ldflags='-extldflags "-static"')
    requests = [
        replace(request_, options=replace(options, target=one)) for one in (ARM, Target(), ARM)
    ]
    story, rows = told(build_matrix, requests, go.go, home)
    assert [(str(one.target), one.artifact is not None) for one in rows] == [
        ("linux/arm64", False), ("linux/amd64", True), ("linux/arm64", False),
    ]  # fmt: skip
    assert [one.problem and one.problem.code for one in rows] == [
        "another_target", None, "another_target",
    ]  # fmt: skip
    begun = [one for one in story if isinstance(one, StepStarted)]
    assert [(one.number, one.of) for one in begun] == [(n, 12) for n in range(1, 13)]
    assert str(begun[4].step) == f"linux/amd64: {LOOK}"
    assert begun[0].span[0] == 0
    assert begun[4].span[0] == pytest.approx(1 / 3)
    assert begun[-1].span[1] == pytest.approx(1)
    done = [str(one.step) for one in story if isinstance(one, StepFinished)]
    assert done[-1] == f"linux/arm64: {LINK}"
    notices = [(one.problem.code, str(one.problem.what)) for one in story
               if isinstance(one, Noticed)]  # fmt: skip
    refused = [what for code, what in notices if code == "another_target"]
    assert [what.split(":")[0] for what in refused] == ["linux/arm64", "linux/arm64"]
    assert [code for code, _ in notices].count("old_recipe") == 1
    assert len(notices) == 3


def test_a_program_is_the_same_twice_or_the_likely_reason_is_told(
    request_: BuildRequest,
    go: MadeUpGo,
    home: Home,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "t"))
    (tmp_path / "t").mkdir()
    project = request_.project.folder
    for left_out in (".git/config", "node_modules/x"):
        (project / left_out).parent.mkdir()
        (project / left_out).write_text("x", "utf-8")
    asked = replace(request_, options=BuildOptions(trimpath=False))
    go.does(GOOD)
    story, found = told(check, asked, go.go, home)
    assert (found.same, found.here == found.there, found.problem()) == (True, True, None)
    assert steps(story)[::2] == [
        "+Copy the project to another directory", "+Build it",
        "+Build it again there with an empty cache",
    ]  # fmt: skip
    calls = go.calls("build")
    assert [("-buildvcs=false" in words, "-trimpath" in words) for words in calls] == [
        (True, False), (True, False),
    ]  # fmt: skip
    assert go.env("build")["GOCACHE"].startswith(str(tmp_path / "t" / "goferry-again-"))
    assert go.folder("build").is_relative_to(tmp_path / "t")
    assert list((tmp_path / "t").iterdir()) == []
    go.does(GOOD, again=OTHER)
    _, found = told(check, asked, go.go, home)
    assert not found.same
    problem = found.problem()
    assert problem.code == "not_reproducible"
    assert "trimpath" in str(problem.why)
    assert found.here != found.there
    go.does(None, code=1)
    assert told(check, asked, go.go, home)[1].code == "build_failed"
    assert list((tmp_path / "t").iterdir()) == []


def test_the_reasons_for_two_programs_are_those_of_the_request(request_: BuildRequest) -> None:
    always = "Generated code, or a file that is embedded, may have changed between the builds."

    def of(options: BuildOptions, **project: Any) -> list[str]:  # noqa: ANN401
        asked = replace(request_, project=replace(request_.project, **project), options=options)
        *found, last = (str(one).split(" ", 2)[1] for one in reasons(asked))
        assert last == always.split(" ", 2)[1]
        return found

    c = {"cgo_packages": (CgoPackage(package="x", why=()),)}
    assert of(BuildOptions()) == []
    assert of(BuildOptions(trimpath=False)) == ["program"]
    assert of(BuildOptions(stamps=(("main.BuildDate", "x"),))) == ["variable"]
    assert of(BuildOptions(stamps=(("main.version", "x"),))) == []
    assert of(BuildOptions(strip=False), **c) == ["debug"]
    assert of(BuildOptions(), **c) == of(BuildOptions(strip=False)) == []
    assert of(BuildOptions(target=Target(goos="windows"))) == ["programs"]


def test_a_program_is_written_where_it_was_asked_for(
    request_: BuildRequest, go: MadeUpGo, home: Home, tmp_path: Path
) -> None:
    go.does(GOOD)
    _, artifact = build(replace(request_, output=tmp_path / "here/app"), go, home)
    assert artifact.path == tmp_path / "here" / "app"
    assert artifact.path.read_bytes() == GOOD
