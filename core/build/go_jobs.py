"""Small jobs around a build, their output shown: go mod helpers, and gates before a deploy."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core import remedies
from core.build.command import module_environment
from core.events import LogLine, Steps
from core.problems import Advice, Problem, ProblemError
from core.processes import Command, OutputLine, run
from core.project import git
from core.remedies.computer import NOT_STARTED
from core.toolchain import environment
from core.words import Text, say, verbatim

if TYPE_CHECKING:
    from pathlib import Path

    from core.build.options import BuildOptions
    from core.events import Report
    from core.toolchain import Go


@dataclass(frozen=True, slots=True)
class _Task:
    """The words of a command (of go, or of `program`), the step, and what to tell of a fault."""

    words: tuple[str, ...]
    step: Text
    code: str
    fault: Text
    env: tuple[tuple[str, str], ...] = ()
    program: str = ""


async def tidy(folder: Path, go: Go, *, options: BuildOptions, report: Report) -> str:
    """Run `go mod tidy`: complete go.mod and go.sum. Returns what was said."""
    return await _run(folder, go, options=options, task=_mod("tidy"), report=report)


async def download(folder: Path, go: Go, *, options: BuildOptions, report: Report) -> str:
    """Run `go mod download`: fetch every module now."""
    return await _run(folder, go, options=options, task=_mod("download"), report=report)


async def vendor(folder: Path, go: Go, *, options: BuildOptions, report: Report) -> str:
    """Run `go mod vendor`: copy the modules' code into the project."""
    return await _run(folder, go, options=options, task=_mod("vendor"), report=report)


async def why(folder: Path, go: Go, *, options: BuildOptions, package: str, report: Report) -> str:
    """Run `go mod why` for a package: the shortest chain of imports to it."""
    return await _run(folder, go, options=options, task=_mod("why", "--", package), report=report)


async def vet(folder: Path, go: Go, *, options: BuildOptions, report: Report) -> str:
    """Run `go vet ./...`; findings are a `ProblemError` (`vet_found_fault`)."""
    task = _Task(
        ("vet", "./..."),
        say("Check for suspicious code (go vet)"),
        "vet_found_fault",
        say("go vet found suspicious code."),
    )
    return await _run(folder, go, options=options, task=task, report=report)


async def test(folder: Path, go: Go, *, options: BuildOptions, report: Report) -> str:
    """Run the project's tests; a failing one is a `ProblemError` (`tests_failed`)."""
    task = _Task(
        ("test", "./..."),
        say("Run the tests (go test)"),
        "tests_failed",
        say("A test failed."),
    )
    return await _run(folder, go, options=options, task=task, report=report)


async def vulnerabilities(folder: Path, go: Go, *, options: BuildOptions, report: Report) -> str:
    """Run govulncheck where the user has it; known holes are a `ProblemError`."""
    program = shutil.which("govulncheck")
    if program is None:
        raise ProblemError(_no_govulncheck())
    task = _Task(
        ("./...",),
        say("Check for known vulnerabilities (govulncheck)"),
        "vulnerable",
        say("The program uses code with a known vulnerability."),
        (("PATH", f"{go.program.parent}{os.pathsep}{os.environ.get('PATH', '')}"),),
        program,
    )
    return await _run(folder, go, options=options, task=task, report=report)


def _mod(*words: str) -> _Task:
    return _Task(
        ("mod", *words),
        say("Run {command}", command=verbatim(f"go mod {words[0]}")),
        f"mod_{words[0]}_stopped",
        say("{command} did not finish.", command=verbatim(f"go mod {words[0]}")),
    )


async def _run(folder: Path, go: Go, *, options: BuildOptions, task: _Task, report: Report) -> str:
    """Run one command as a job of one step, with modules from where the build has them."""
    steps = Steps(1, report)
    said: list[str] = []
    extra = {**module_environment(options), **dict(options.env), **dict(task.env)}
    env = await git.restrained(environment(go, extra=extra), folder)
    words = (task.program or str(go.program), *task.words)

    def hear(line: OutputLine) -> None:
        said.append(line.text)
        report(LogLine(text=line.text, stream=line.stream))

    steps.start(task.step)
    code = await run(Command(words=words, folder=folder, env=env), hear)
    text = "\n".join(said)
    if code:
        raise ProblemError(_fault(task, text))
    steps.finish()
    return text


def _fault(task: _Task, text: str) -> Problem:
    """A gate's findings are its own; trouble with modules is explained as everywhere."""
    everything = task.code.startswith("mod_")
    known = remedies.explain(text) if everything else remedies.explain(text, NOT_STARTED)
    return known or Problem(
        code=task.code,
        what=task.fault,
        why=say("See Details for its output."),
        next=(Advice(say("Correct the code, or turn this check off.")),),
        details=remedies.bounded(text),
    )


def _no_govulncheck() -> Problem:
    return Problem(
        code="no_govulncheck",
        what=say("govulncheck is not installed."),
        why=say("govulncheck is a separate program from the Go team."),
        next=(Advice(say("Install it: go install golang.org/x/vuln/cmd/govulncheck@latest")),),
    )
