"""Make zig ready: install its wheel, and let it build a target's C library once."""

from __future__ import annotations

import importlib
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from core import remedies
from core.actions import GetZig, SetCgo
from core.build import c_flags
from core.events import LogLine, Steps
from core.problems import Advice, Problem, ProblemError
from core.processes import Command, OutputLine, run
from core.target import Cgo
from core.toolchain.compilers import find_zig
from core.words import Text, say

if TYPE_CHECKING:
    from core.build.options import BuildOptions
    from core.events import Report

_PROGRAM = "int main(void) { return 0; }\n"


async def install(*, report: Report) -> Path:
    """Install zig's wheel (`ziglang` from PyPI) beside GoFerry; returns its program."""
    steps = Steps(1, report)
    steps.start(say("Get zig from PyPI"))
    words = (sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "ziglang")
    await _run(Command(words=words), say("zig could not be installed."), report)
    importlib.invalidate_caches()
    zig = find_zig()
    if zig is None:
        raise ProblemError(_problem(say("zig could not be installed."), ""))
    steps.finish()
    return zig.program


async def prepare(options: BuildOptions, *, report: Report) -> None:
    """Let zig build the C library of a target now: a minute the first time, then nothing.

    Raises `ProblemError` where these options need no zig, or zig is missing.
    """
    compiler = c_flags.choose(options)
    zig = find_zig()
    steps = Steps(1, report)
    target = str(options.target)
    steps.start(say("Build the C library for {target}, once", target=target))
    if compiler.zig_target and zig:
        folder = Path(tempfile.mkdtemp(prefix="goferry-zig-"))
        try:
            (folder / "main.c").write_text(_PROGRAM, "ascii")
            words = (
                str(zig.program),
                "cc",
                "-target",
                compiler.zig_target,
                *(word for word in compiler.outer_linker_words if word.startswith("-static")),
                "-o",
                "main",
                "main.c",
            )
            what = say("zig could not build the C library for {target}.", target=target)
            await _run(Command(words=words, folder=folder), what, report)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    steps.finish()


async def _run(command: Command, what: Text, report: Report) -> None:
    """Run a command, tell its lines, and turn a bad end into a problem."""
    said: list[str] = []

    def hear(line: OutputLine) -> None:
        said.append(line.text)
        report(LogLine(text=line.text, stream=line.stream))

    if await run(command, hear):
        raise ProblemError(_problem(what, "\n".join(said)))


def _problem(what: Text, text: str) -> Problem:
    return Problem(
        code="zig_not_ready",
        what=what,
        why=say("See Details for the output."),
        next=(
            Advice(say("Try again."), GetZig()),
            Advice(say("Turn cgo off."), SetCgo(Cgo.OFF)),
        ),
        details=remedies.bounded(text),
    )
