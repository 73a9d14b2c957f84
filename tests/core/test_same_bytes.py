"""The same source gives the same bytes: in another folder, by another installation of Go."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from core.build.builder import build
from core.build.options import BuildOptions, BuildRequest, Cgo, Target
from core.events import unheard
from core.toolchain.compilers import find_zig
from tests import go_projects
from tests.long import LONG

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home
    from core.toolchain import Go

pytestmark = pytest.mark.go

KINDS = {
    "Go alone": (Cgo.OFF, Target()),
    "C by zig": (Cgo.STATIC, Target()),
}
if LONG:  # zig makes a C library of its own for it, which takes minutes
    KINDS["C for Windows by zig"] = (Cgo.ON, Target(goos="windows"))


@pytest.mark.parametrize("kind", KINDS)
def test_folder_installation_and_cache_leave_no_trace(
    kind: str, tmp_path: Path, home: Home
) -> None:
    cgo, target = KINDS[kind]
    if cgo is not Cgo.OFF and find_zig() is None:
        pytest.skip("zig is not installed")
    source = {"main.go": go_projects.HELLO if cgo is Cgo.OFF else go_projects.WITH_C}
    here, there = go_projects.go(), go_projects.another_go(tmp_path / "another go")

    def digest(folder: str, go: Go, *env: tuple[str, str]) -> str:
        project = go_projects.project(tmp_path / folder, source)
        options = BuildOptions(target=target, cgo=cgo, env=env)
        request = BuildRequest(project=project, options=options, output=tmp_path / "program")
        return asyncio.run(build(request, go, home, report=unheard)).sha256

    cold = ("GOCACHE", str(tmp_path / "cold"))
    assert digest("one", here) == digest("it's another", there, cold)
