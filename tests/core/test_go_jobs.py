"""Helpers around a build: modules, gates, several targets, and building twice."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.build import go_jobs, reproducible
from core.build.matrix import build_matrix
from core.build.options import BuildOptions, BuildRequest, Target
from core.events import Noticed, StepStarted, unheard
from core.problems import ProblemError
from tests import go_projects
from tests.made_up import whole

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home

pytestmark = pytest.mark.go
PLAIN = BuildOptions()


def test_go_mod_helpers_show_what_go_says(tmp_path: Path) -> None:
    folder = go_projects.write(tmp_path / "hello")
    go = go_projects.go()
    asyncio.run(go_jobs.tidy(folder, go, options=PLAIN, report=unheard))
    assert "fmt" in asyncio.run(
        go_jobs.why(folder, go, options=PLAIN, package="fmt", report=unheard)
    )
    asyncio.run(go_jobs.download(folder, go, options=PLAIN, report=unheard))


def test_a_helper_that_cannot_finish_is_explained(tmp_path: Path) -> None:
    folder = go_projects.write(tmp_path / "hello")
    (folder / "go.mod").write_text("module example.com/hello\n\nnonsense\n", "utf-8")
    with pytest.raises(ProblemError) as caught:
        asyncio.run(go_jobs.tidy(folder, go_projects.go(), options=PLAIN, report=unheard))
    assert caught.value.problem.code == "go_mod_unreadable"


def test_helpers_fetch_modules_from_where_the_build_does(tmp_path: Path) -> None:
    folder = go_projects.write(
        tmp_path / "hello",
        {
            "go.mod": "module example.com/hello\n\ngo 1.21\n\nrequire example.com/no v1.0.0\n",
            "main.go": 'package main\n\nimport _ "example.com/no"\n\nfunc main() {}\n',
        },
    )
    with pytest.raises(ProblemError) as caught:
        asyncio.run(
            go_jobs.tidy(
                folder, go_projects.go(), options=BuildOptions(proxy="off"), report=unheard
            )
        )
    assert caught.value.problem.code == "offline"


def test_gates_find_suspicious_code_and_tests_that_do_not_pass(tmp_path: Path) -> None:
    files = {
        "main.go": 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Printf("%d\\n", "x") }\n',
        "main_test.go": 'package main\n\nimport "testing"\n\n'
        'func TestNever(t *testing.T) { t.Error("never") }\n',
    }
    folder = go_projects.write(tmp_path / "hello", files)
    for gate, code in ((go_jobs.vet, "vet_found_fault"), (go_jobs.test, "tests_failed")):
        with pytest.raises(ProblemError) as caught:
            asyncio.run(gate(folder, go_projects.go(), options=PLAIN, report=unheard))
        assert caught.value.problem.code == code
        assert "main" in caught.value.problem.details


def test_several_targets_are_one_job_and_none_is_skipped(tmp_path: Path, home: Home) -> None:
    request = go_projects.request(tmp_path / "hello")
    names = (("linux", "amd64"), ("ios", "arm64"), ("js", "wasm"))
    requests = [
        replace(request, options=BuildOptions(target=Target(goos=goos, goarch=goarch)))
        for goos, goarch in names
    ]
    story, (linux, ios, wasm) = asyncio.run(whole(build_matrix, requests, go_projects.go(), home))
    assert linux.artifact is not None
    assert linux.artifact.static
    assert ios.problem is not None
    assert ios.problem.code == "target_needs_cgo"
    assert wasm.artifact is not None
    assert wasm.artifact.path.read_bytes().startswith(b"\0asm")
    steps = [one for one in story if isinstance(one, StepStarted)]
    assert str(steps[0].step) == "linux/amd64: Find what must be compiled"
    assert {one.of for one in steps} == {12}
    spans = [one.span for one in steps]
    assert spans == sorted(spans)
    assert any(isinstance(one, Noticed) for one in story)


def test_what_would_surprise_in_several_targets_is_told_once(tmp_path: Path, home: Home) -> None:
    request = go_projects.request(tmp_path / "hello")
    requests = [
        replace(request, options=BuildOptions(target=target, stamps=(("main.nothing", "1"),)))
        for target in (Target(), Target(goos="windows", goarch="amd64"))
    ]
    story, _ = asyncio.run(whole(build_matrix, requests, go_projects.go(), home))
    noticed = [one.problem.code for one in story if isinstance(one, Noticed)]
    assert noticed.count("stamp_will_not_stick") == 1


def test_the_same_source_gives_the_same_bytes_elsewhere(tmp_path: Path, home: Home) -> None:
    smallest = {"main.go": 'package main\n\nfunc main() { println("hello") }\n'}
    project = go_projects.project(tmp_path / "it's here", smallest)
    request = BuildRequest(project=project, options=BuildOptions())
    found = asyncio.run(reproducible.check(request, go_projects.go(), home, report=unheard))
    assert found.same
    assert found.here == found.there


def test_a_build_that_differs_is_explained(tmp_path: Path) -> None:
    project = go_projects.project(tmp_path / "hello")
    options = BuildOptions(trimpath=False, stamps=(("main.buildTime", "now"),))
    request = BuildRequest(project=project, options=options)
    reasons = [str(one) for one in reproducible.reasons(request)]
    assert any("directory names" in one for one in reasons)
    assert any("A variable set at build" in one for one in reasons)
