"""Questions to other programs: their exact words and variables, and how long an answer may take."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.actions import Retry
from core.binary import apart, wire
from core.build import zig
from core.build.command import BuildCommand
from core.build.options import Cgo, Target
from core.build.preflight import look
from core.build.progress import list_packages as list_for_progress
from core.events import LogLine
from core.problems import ProblemError
from core.processes import Captured, Command
from core.project import git
from core.project.packages import list_packages
from core.toolchain import go as toolchain_go
from core.toolchain.compilers import Zig
from tests.core.test_made_up_builds import LISTED, go, plain, request_, told

if TYPE_CHECKING:
    from core.build.options import BuildRequest
    from core.home import Home
    from tests.made_up_go import MadeUpGo

__all__ = ["go", "plain", "request_"]  # fixtures


class Asked:
    """Takes the place of `capture`: notes what was asked, and answers the same every time."""

    def __init__(self, out: str = "", code: int = 0) -> None:
        self.answer = Captured(code, out, "complaint")
        self.commands: list[Command] = []
        self.seconds: list[float] = []
        self.stdin: list[bytes] = []

    async def __call__(
        self, command: Command, *, stdin: bytes = b"", seconds: float = 60.0
    ) -> Captured:
        self.commands.append(command)
        self.seconds.append(seconds)
        self.stdin.append(stdin)
        return self.answer


def test_each_question_may_take_so_long(
    monkeypatch: pytest.MonkeyPatch, request_: BuildRequest, go: MadeUpGo, home: Home
) -> None:
    asked = Asked()
    for module in ("project.git", "project.packages", "build.progress", "build.preflight.probes"):
        monkeypatch.setattr(f"core.{module}.capture", asked)
    folder = request_.project.folder
    command = BuildCommand(words=("go", "build", "-o", "/o", "a"), env={}, folder=folder)
    seconds: dict[str, float] = {}

    def longest(name: str, question: Any) -> None:  # noqa: ANN401 - anything to await
        asked.seconds.clear()
        asyncio.run(question)
        seconds[name] = max(asked.seconds)

    longest("git", git.ask(folder, "status"))
    longest("packages", list_packages(go.go, folder, ["."]))
    longest("progress", list_for_progress(command, {}))
    longest("preflight", look(request_, go.go, home))
    assert seconds == {"git": 10.0, "packages": 300.0, "progress": 600.0, "preflight": 30.0}


def test_what_leaving_packages_out_saves_is_asked_of_a_process_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = Asked(wire.line_of_saved((5, 0)))
    monkeypatch.setattr("core.binary.apart.capture", asked)
    program = Path("/b/app")
    assert asyncio.run(apart.saved_apart(program, [{"b", "a"}, set()])) == (5, 0)
    (command,) = asked.commands
    module = ("-P", "-m", "core.binary.worker", "/b/app", "--without")
    assert command.words == (sys.executable, *module)
    assert command.env is not None
    assert command.env["PYTHONPATH"] == str(Path(apart.__file__).parents[2])
    assert (json.loads(asked.stdin[0]), asked.seconds) == ([["a", "b"], []], [120.0])
    asked.answer = Captured(-9, "", "killed")
    with pytest.raises(ProblemError) as ended:
        asyncio.run(apart.saved_apart(program, [set()]))
    problem = ended.value.problem
    assert (problem.code, problem.details) == ("inspection_ended", "killed")
    assert [one.action for one in problem.next] == [Retry()]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert apart.worker_words(program) == (sys.executable, "--inspect-worker", "/b/app")


def test_a_look_before_a_build_fetches_nothing_and_asks_with_its_options(
    request_: BuildRequest, go: MadeUpGo, home: Home
) -> None:
    folder = request_.project.folder
    go.does(listed=LISTED.format(folder), complained="planned\n", code=1)
    options = replace(request_.options, tags=("x",), proxy="https://m.x")
    seen = asyncio.run(look(replace(request_, options=options), go.go, home))
    lists = sorted(go.calls("list"))
    assert [[word for word in one if not word.startswith("-json")] for one in lists] == [
        ["list", "-e", "-deps", "-tags=x", "a.io/p"]
    ] * 2
    (plan,) = go.calls("build")
    assert plan[:3] == ["build", "-n", "-trimpath"]
    assert go.env("build")["GOPROXY"] == go.env("list")["GOPROXY"] == "off"
    assert go.folder("list") == folder
    assert (seen.rehearsed.code, seen.rehearsed.err) == (1, "planned\n")
    assert [str(one.target) for one in seen.targets] == ["linux/amd64", "linux/arm64"]
    assert list(seen.packages) == list(seen.with_c) == ["a.io/p"]
    assert [one["ImportPath"] for one in seen.own] == ["a.io/p"]
    assert seen.sources == {folder / "m.go": "package main\n"}
    assert all(free > 0 for free in seen.free.values())
    go.does(listed=LISTED.format(folder))
    on = replace(request_, options=replace(options, cgo=Cgo.ON, target=Target(goarch="mips")))
    quiet = asyncio.run(look(on, go.go, home, rehearse=False))
    assert (len(go.calls("list")), go.calls("build")) == (1, [])  # C is on, or cannot be, anyway
    assert [one.code for one in quiet.refused] == ["c_compiler_missing"]
    assert (quiet.rehearsed.code, quiet.request) == (0, on)


def test_zig_is_installed_with_these_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\necho "$*"\nexit ${CODE:-0}\n', "utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    found: list[Zig | None] = [Zig(Path("/zig"))]
    monkeypatch.setattr(zig, "find_zig", lambda: found[0])
    story, program = told(zig.install)
    assert program == Path("/zig")
    assert [one.text for one in story if isinstance(one, LogLine)] == [
        "-m pip install --disable-pip-version-check ziglang"
    ]
    found[0] = None
    assert told(zig.install)[1].code == "zig_not_ready"
    monkeypatch.setenv("CODE", "1")
    found[0] = Zig(Path("/zig"))
    assert told(zig.install)[1].code == "zig_not_ready"


def test_where_go_is_looked_for() -> None:
    assert toolchain_go._PLACES == (
        "/usr/local/go", "/usr/lib/go", "/usr/lib/go-*", "/usr/lib/golang", "/opt/go", "/opt/go-*",
        "/snap/go/current", "/opt/homebrew/opt/go*/libexec", "/usr/local/opt/go*/libexec",
        "/home/linuxbrew/.linuxbrew/opt/go*/libexec", "/opt/local/lib/go",
        "/nix/var/nix/profiles/default/share/go", "/run/current-system/sw/share/go",
        "~/.nix-profile/share/go", "~/sdk/go*", "~/go/pkg/mod/golang.org/toolchain@*",
        "~/.asdf/installs/golang/*/go", "~/.local/share/mise/installs/go/*", "~/.goenv/versions/*",
        "~/.gvm/gos/*", "~/.gobrew/versions/*/go", "~/.g/versions/*", "~/scoop/apps/go/current",
        "C:/Program Files/Go", "C:/Program Files (x86)/Go", "C:/Go",
        "C:/ProgramData/chocolatey/lib/golang/tools/go",
    )  # fmt: skip


def test_a_computer_without_git_is_answered_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert asyncio.run(git.ask(tmp_path, "status")).code == 127
    assert asyncio.run(git.version(tmp_path)) == ""
    assert asyncio.run(git.commit(tmp_path)) is None
    told_ = asyncio.run(git.restrained(os.environ, tmp_path))
    assert told_["GIT_CONFIG_COUNT"] == "3"
