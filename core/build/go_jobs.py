"""Small jobs around a build, their output shown: go mod helpers, and gates before a deploy."""

from __future__ import annotations

import os
import shutil
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core import remedies
from core.build.command import module_environment
from core.events import Finished, LogLine, Steps
from core.problems import Advice, Problem, ProblemError
from core.processes import Command, Exit, stream
from core.project import git
from core.remedies.computer import NOT_STARTED
from core.toolchain import environment
from core.words import Text, say, verbatim

if TYPE_CHECKING:
    from pathlib import Path

    from core.build.options import BuildOptions
    from core.events import Job
    from core.toolchain import Go


@dataclass(frozen=True, slots=True)
class _Task:
    """A command, the step's words, and what to tell when it finds fault."""

    words: tuple[str, ...]
    step: Text
    code: str
    fault: Text
    env: tuple[tuple[str, str], ...] = ()


def tidy(folder: Path, go: Go, *, options: BuildOptions) -> Job[str]:
    """Run `go mod tidy`: complete go.mod and go.sum. Finishes with what was said."""
    return _mod(folder, go, options=options, words=("tidy",))


def download(folder: Path, go: Go, *, options: BuildOptions) -> Job[str]:
    """Run `go mod download`: fetch every module now."""
    return _mod(folder, go, options=options, words=("download",))


def vendor(folder: Path, go: Go, *, options: BuildOptions) -> Job[str]:
    """Run `go mod vendor`: copy the modules' code into the project."""
    return _mod(folder, go, options=options, words=("vendor",))


def why(folder: Path, go: Go, *, options: BuildOptions, package: str) -> Job[str]:
    """Run `go mod why` for a package: the shortest chain of imports to it."""
    return _mod(folder, go, options=options, words=("why", "--", package))


def vet(folder: Path, go: Go, *, options: BuildOptions) -> Job[str]:
    """Run `go vet ./...`; findings are a `ProblemError` (`vet_found_fault`)."""
    task = _Task(
        (str(go.program), "vet", "./..."),
        say("Look for suspicious code (go vet)"),
        "vet_found_fault",
        say("go vet found suspicious code."),
    )
    return _run(folder, go, options=options, task=task)


def test(folder: Path, go: Go, *, options: BuildOptions) -> Job[str]:
    """Run the project's tests; a failing one is a `ProblemError` (`tests_failed`)."""
    task = _Task(
        (str(go.program), "test", "./..."),
        say("Run the tests (go test)"),
        "tests_failed",
        say("A test does not pass."),
    )
    return _run(folder, go, options=options, task=task)


def vulnerabilities(folder: Path, go: Go, *, options: BuildOptions) -> Job[str]:
    """Run govulncheck where the user has it; known holes are a `ProblemError`."""
    program = shutil.which("govulncheck")
    if program is None:
        raise ProblemError(_no_govulncheck())
    task = _Task(
        (program, "./..."),
        say("Look for known security holes (govulncheck)"),
        "vulnerable",
        say("The program uses code with a known security hole."),
        (("PATH", f"{go.program.parent}{os.pathsep}{os.environ.get('PATH', '')}"),),
    )
    return _run(folder, go, options=options, task=task)


def _mod(folder: Path, go: Go, *, options: BuildOptions, words: tuple[str, ...]) -> Job[str]:
    task = _Task(
        (str(go.program), "mod", *words),
        say("Run {command}", command=verbatim(f"go mod {words[0]}")),
        f"mod_{words[0]}_stopped",
        say("{command} could not finish.", command=verbatim(f"go mod {words[0]}")),
    )
    return _run(folder, go, options=options, task=task)


async def _run(folder: Path, go: Go, *, options: BuildOptions, task: _Task) -> Job[str]:
    """Run one command as a job of one step, with modules from where the build has them."""
    steps = Steps(1)
    said: list[str] = []
    code = 0
    extra = {**module_environment(options), **dict(options.env), **dict(task.env)}
    env = await git.restrained(environment(go, extra=extra), folder)
    command = Command(words=task.words, folder=folder, env=env)
    yield steps.start(task.step)
    async with aclosing(stream(command)) as lines:
        async for line in lines:
            if isinstance(line, Exit):
                code = line.code
            else:
                said.append(line.text)
                yield LogLine(text=line.text, stream=line.stream)
    text = "\n".join(said)
    if code:
        raise ProblemError(_fault(task, text))
    yield steps.finish()
    yield Finished(text)


def _fault(task: _Task, text: str) -> Problem:
    """A gate's findings are its own; trouble with modules is explained as everywhere."""
    everything = task.code.startswith("mod_")
    known = remedies.explain(text) if everything else remedies.explain(text, NOT_STARTED)
    return known or Problem(
        code=task.code,
        what=task.fault,
        why=say("What it said stands under Details."),
        next=(Advice(say("Correct the code, or switch this check off.")),),
        details=remedies.bounded(text),
    )


def _no_govulncheck() -> Problem:
    return Problem(
        code="no_govulncheck",
        what=say("govulncheck is not installed."),
        why=say("It is a program of its own, made by the Go team."),
        next=(Advice(say("Install it: go install golang.org/x/vuln/cmd/govulncheck@latest")),),
    )
