"""The exact command: nothing inherited, everything quoted so that a shell gives the same."""

from __future__ import annotations

import hashlib
import shlex
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from core.build.command import BuildCommand, build_command, main_package, quoted
from core.build.options import BuildOptions, BuildRequest, Cgo, Target
from core.problems import ProblemError
from core.project.model import Main, Project
from core.toolchain import Go, choose
from tests import go_projects

GO = Go(Path("/go"), "1.26.8")
PROJECT = Project(
    folder=Path("/p"),
    module="example.com/p",
    go_version="1.21",
    mains=(
        Main(package="example.com/p/cmd/server", folder=Path("/p/cmd/server")),
        Main(package="example.com/p/cmd/tool", folder=Path("/p/cmd/tool")),
    ),
)
ONE = replace(PROJECT, mains=PROJECT.mains[:1])


def made(options: BuildOptions, project: Project = ONE) -> BuildCommand:
    return build_command(
        BuildRequest(project=project, options=options), GO, output=Path("/out/server")
    )


def test_the_default_build_is_static_small_and_reproducible() -> None:
    command = made(BuildOptions())
    assert command.words == (
        "/go/bin/go", "build", "-trimpath", "-ldflags=-s -w", "-o", "/out/server",
        "example.com/p/cmd/server",
    )  # fmt: skip
    assert command.env["CGO_ENABLED"] == "0"
    assert command.env["GOOS"] == "linux"
    assert command.folder == Path("/p")


@pytest.mark.parametrize("cgo", [Cgo.OFF, Cgo.ON])
def test_cgo_is_always_set(cgo: Cgo) -> None:
    assert made(BuildOptions(cgo=cgo)).env["CGO_ENABLED"] == ("0" if cgo is Cgo.OFF else "1")


def test_a_goroot_is_never_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOROOT", "/usr/lib/go-1.19")
    assert made(BuildOptions()).env["GOROOT"] == ""


def test_old_recipes_are_never_used() -> None:
    words = " ".join(made(BuildOptions(tags=("netgo",), stamps=(("main.v", "1"),))).words)
    assert " -a " not in words
    assert "-installsuffix" not in words


def test_levels_and_options_reach_the_command() -> None:
    command = made(
        BuildOptions(
            target=Target(goos="linux", goarch="arm"), micro="6", tags=("a", "b"), strip=False,
            fresh=True, vcs=False, workspace=False, fetch_go=True, proxy="https://m.example",
            env=(("GOEXPERIMENT", "none"),), flags=("-p=1",), ldflags="-v",
        )
    )  # fmt: skip
    assert command.words[2:8] == (
        "-a", "-trimpath", "-buildvcs=false", "-tags=a,b", "-ldflags=-v", "-p=1",
    )  # fmt: skip
    wanted = {
        "GOARM": "6", "GOWORK": "off", "GOTOOLCHAIN": "auto", "GOPROXY": "https://m.example",
        "GOEXPERIMENT": "none",
    }  # fmt: skip
    assert wanted.items() <= command.env.items()


def test_a_program_is_found_by_path_or_folder() -> None:
    assert main_package(PROJECT, "./cmd/tool") == "example.com/p/cmd/tool"
    assert main_package(PROJECT, "example.com/p/cmd/server") == "example.com/p/cmd/server"


@pytest.mark.parametrize(
    ("project", "wanted", "code"),
    [
        (PROJECT, "", "several_mains"),
        (PROJECT, "-o=/etc/passwd", "no_such_main"),
        (replace(PROJECT, mains=()), "", "no_main"),
    ],
)
def test_an_unclear_program_is_a_problem(project: Project, wanted: str, code: str) -> None:
    with pytest.raises(ProblemError) as caught:
        main_package(project, wanted)
    assert caught.value.problem.code == code


def test_words_are_quoted_as_go_reads_them() -> None:
    assert quoted("plain") == "plain"
    assert quoted("two words") == "'two words'"
    assert quoted("it's") == '"it\'s"'
    assert quoted("") == "''"
    with pytest.raises(ProblemError, match="This value cannot be"):
        quoted('it\'s "both"')


def test_a_hostile_path_stays_one_word_in_a_shell() -> None:
    folder = Path("/a b'; touch pwned; '\n$(id)`id`-x")
    command = BuildCommand(
        words=("/go/bin/go", "build", "x y"), env={"A": "b c'$HOME"}, folder=folder
    )
    assert shlex.split(command.as_shell()) == [
        "cd", "--", str(folder), "&&", "A=b c'$HOME", "/go/bin/go", "build", "x y",
    ]  # fmt: skip


@pytest.mark.go
def test_the_copied_command_gives_the_same_bytes(tmp_path: Path) -> None:
    request = go_projects.request(
        tmp_path / "it's a $project",
        BuildOptions(stamps=(("main.version", '1.0 of the "first" kind'),)),
    )
    digests = set()
    for name in ("one", "two"):
        command = build_command(request, choose(), output=tmp_path / f"{name} program")
        env = {"PATH": "/usr/bin:/bin", "HOME": str(Path.home()), "GOFLAGS": ""}
        subprocess.run(("sh", "-c", command.as_shell()), check=True, env=env)
        digests.add(hashlib.sha256((tmp_path / f"{name} program").read_bytes()).hexdigest())
    said = subprocess.run((tmp_path / "one program",), check=True, capture_output=True, text=True)
    assert said.stdout == 'hello 1.0 of the "first" kind\n'
    assert len(digests) == 1
