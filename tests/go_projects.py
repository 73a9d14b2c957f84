"""Small real Go projects for tests, written where a test wants them."""

from __future__ import annotations

import asyncio
import os
import shutil
from typing import TYPE_CHECKING

from core.build.options import BuildOptions, BuildRequest
from core.project.reader import read
from core.toolchain import Go, choose
from core.toolchain.go import at

if TYPE_CHECKING:
    from pathlib import Path

    from core.project.model import Project

HELLO = """package main

import "fmt"

var version = "dev"

func main() { fmt.Println("hello", version) }
"""
WITH_C = """package main

// int twice(int n) { return 2 * n; }
import "C"

import "fmt"

func main() { fmt.Println(C.twice(21)) }
"""


def write(folder: Path, files: dict[str, str] | None = None, *, go: str = "1.21") -> Path:
    """Write a module `example.com/hello` with these files (a hello program when none)."""
    folder.mkdir(parents=True, exist_ok=True)
    mod = f"module example.com/hello\n\ngo {go}\n"
    for name, text in {"go.mod": mod, **(files or {"main.go": HELLO})}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def project(folder: Path, files: dict[str, str] | None = None) -> Project:
    """Write a module and read it."""
    return asyncio.run(read(write(folder, files), go()))


def request(folder: Path, options: BuildOptions | None = None) -> BuildRequest:
    """Ask for the hello program of a new project."""
    return BuildRequest(project=project(folder), options=options or BuildOptions())


def go() -> Go:
    """Return this computer's Go."""
    return choose()


def another_go(place: Path) -> Go:
    """Install the same Go once more; its files are shared, where the disk can do that."""
    unused = shutil.ignore_patterns("test", "api", "doc", "misc", "*_test.go")
    shutil.copytree(choose().root, place, symlinks=True, copy_function=_shared, ignore=unused)
    found = at(place)
    assert found is not None
    return found


def _shared(source: str, place: str) -> None:
    try:
        os.link(source, place)
    except OSError:
        shutil.copy2(source, place)
