"""Commands about a project on this computer: project, new, targets, build, command."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.build.options import BuildRequest
from core.cli.build_options import (
    add_build_options,
    add_gates,
    add_options,
    is_typed,
    options_of,
    targets_of,
)
from core.cli.show import Answer, table
from core.events import problem_as_json
from core.home import expanded
from core.problems import Advice, Problem, ProblemError
from core.project.template import KINDS
from core.words import Size, say, say_count

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from core.build.artifact import Artifact
    from core.build.options import BuildOptions
    from core.cli.arguments import Commands
    from core.cli.call import Call
    from core.home import Home
    from core.project.model import Project
    from core.target import Target
    from core.toolchain import Go, TargetInfo

_SHOWN_DIGITS = 16  # of a SHA-256, for people


def add(commands: Commands) -> None:
    """Offer the commands."""
    project = commands.add("project", "tell what a project is", run=_project)
    project.add_argument("folder", type=Path, metavar="DIR")
    add_options(project, "workspace", "fetch_go")
    project.add_argument("--go", type=Path, metavar="DIR", help="which Go to ask")
    project.set_defaults(profile="")

    new = commands.add("new", "start a new service from a template", run=_new)
    new.add_argument("kind", choices=KINDS, metavar="gin|http", help="the template")
    new.add_argument("folder", type=Path, metavar="DIR")
    new.add_argument("--module", required=True, metavar="M", help="as in example.com/hello")

    targets = commands.add("targets", "list what this Go can build for", run=_targets)
    targets.add_argument("--go", type=Path, metavar="DIR", help="which Go to ask")

    build = commands.add("build", "build the program", run=_build)
    build.add_argument("folder", type=Path, metavar="DIR")
    build.add_argument("--output", type=Path, metavar="FILE", help="where to, for one target")
    add_build_options(build)
    add_gates(build)

    command = commands.add("command", "print the exact build command, run nothing", run=_command)
    command.add_argument("folder", type=Path, metavar="DIR")
    command.add_argument("--output", type=Path, metavar="FILE", help="where to, for one target")
    add_build_options(command)


async def read_project(
    folder: Path, go: Go, options: BuildOptions, *, home: Home | None = None
) -> Project:
    """Read the project in a folder that was typed, with the Go that these options allow.

    With `home`, what was read before is taken again while nothing of it changed.
    """
    from core.project.reader import read

    allowed = {"workspace": options.workspace, "fetch_go": options.fetch_go}
    return await read(folder, go, **allowed, home=home)


def _go_for(wanted: Path | None, folder: Path, options: BuildOptions) -> Go:
    """Choose a Go that is new enough; where Go may fetch another, the first one will do."""
    from core import toolchain
    from core.project.reader import module_above

    line = "" if options.fetch_go else module_above(folder).go_version
    return toolchain.choose(wanted, at_least=line)


async def _project(call: Call) -> Answer:
    from core.project.shared import Shared

    arguments = call.arguments
    options = options_of(arguments, Shared())
    go = _go_for(arguments.go, arguments.folder, options)
    project = await read_project(arguments.folder, go, options)
    return Answer(
        fields={
            "module": project.module,
            "dir": str(project.folder),
            "go_version": project.go_version,
            "toolchain": project.toolchain,
            "version": project.version,
            "gin": project.gin,
            "mains": [{"package": one.package, "dir": str(one.folder)} for one in project.mains],
            "cgo_packages": [
                {"package": one.package, "why": list(one.why)} for one in project.cgo_packages
            ],
            "embeds": list(project.embeds),
            "unembedded": [
                {"file": str(one.file), "line": one.line, "path": one.path, "writes": one.writes}
                for one in project.unembedded
            ],
            "notices": [problem_as_json(one) for one in project.notices],
        },
        lines=_about(project),
    )


def _about(project: Project) -> tuple[str, ...]:
    rows = [("module", project.module), ("go", project.go_version)]
    rows += [("version", project.version)] if project.version else []
    rows += [("program", main.package) for main in project.mains]
    rows += [("needs C", " → ".join(one.why)) for one in project.cgo_packages]
    if project.embeds:
        rows.append(("embedded", f"{len(project.embeds):,} files"))
    rows += [
        ("writes a file" if one.writes else "reads a file", f"{one.path}  ({one.file}:{one.line})")
        for one in project.unembedded
    ]
    return (*table(rows), *(line for one in project.notices for line in _notice(one)))


def _notice(problem: Problem) -> tuple[str, ...]:
    advice = (f"  → {one.text}" for one in problem.next)
    return (f"! {problem.what}", f"  {problem.why}", *advice)


async def _new(call: Call) -> Answer:
    from core.project.template import create

    arguments = call.arguments
    folder = await create(arguments.kind, arguments.folder, module=arguments.module)
    return Answer(
        fields={"dir": str(folder)},
        lines=(f"Made {folder}.", f"Build it:  goferry build {folder}"),
    )


async def _targets(call: Call) -> Answer:
    from core import toolchain

    go = toolchain.choose(call.arguments.go)
    targets = await toolchain.dist_targets(go)
    return Answer(
        fields={"go_version": go.version, "targets": [_target_fields(one) for one in targets]},
        lines=table(
            (
                str(one.target),
                "cgo possible" if one.cgo else "no cgo",
                "first class" if one.first_class else "",
            )
            for one in targets
        ),
    )


def _target_fields(info: TargetInfo) -> dict[str, Any]:
    return {
        "goos": info.target.goos,
        "goarch": info.target.goarch,
        "cgo": info.cgo,
        "first_class": info.first_class,
    }


async def requests_of(
    call: Call, folder: Path, *, output: Path | None = None, default: Target | None = None
) -> tuple[tuple[BuildRequest, ...], Go]:
    """Turn what was typed into one request for each target, and choose the Go for them.

    `default` is the target where neither the command line nor goferry.toml names one.
    """
    from core.project import shared
    from core.project.reader import module_above

    arguments = call.arguments
    told = shared.load(module_above(folder).file.parent)
    options = options_of(arguments, told)
    go = _go_for(arguments.go, folder, options)
    project = await read_project(folder, go, options, home=call.home)
    options = replace(options, main=_main(project, folder, options, arguments))
    own = options.target if default is None or "target" in told.build else default
    targets = targets_of(arguments, own)
    if output is not None and len(targets) > 1:
        raise ProblemError(_one_output(len(targets)))
    requests = tuple(
        BuildRequest(project=project, options=one, output=output)
        for one in _aimed(options, targets)
    )
    return requests, go


def _main(project: Project, folder: Path, options: BuildOptions, arguments: Namespace) -> str:
    """The program that was meant: typed, else in the folder that was named, else shared."""
    from core.build.command import main_package

    named = Path(os.path.realpath(expanded(folder)))
    if not project.mains:  # the build says it better, with everything else that it finds
        return options.main
    inner = named != project.folder and any(one.folder == named for one in project.mains)
    wanted = "" if inner and not is_typed(arguments, "main") else options.main
    return main_package(project, wanted, named=named)


def _aimed(options: BuildOptions, targets: tuple[Target, ...]) -> tuple[BuildOptions, ...]:
    """The options for each target; a level that none of them has is refused by the build."""
    from core.build.matrix import aimed

    every = tuple(aimed(options, target) for target in targets)
    if any(one.micro for one in every):
        return every
    return tuple(replace(options, target=target) for target in targets)


async def built(call: Call, request: BuildRequest, go: Go) -> Artifact:
    """Pass the gates, build one program, and look beside it for what would surprise later."""
    from core.build.checked import build_carefully

    await _pass_gates(call, request, go)
    return await build_carefully(request, go, call.home, report=call.report)


async def _pass_gates(call: Call, request: BuildRequest, go: Go) -> None:
    """Run the checks that were asked for; what one of them finds ends the command."""
    names = getattr(call.arguments, "gates", ())
    if not names:
        return
    from core.build import go_jobs

    gates = {"vet": go_jobs.vet, "test": go_jobs.test, "vulnerabilities": go_jobs.vulnerabilities}
    folder, options = request.project.folder, request.options
    for name in names:
        await gates[name](folder, go, options=options, report=call.report)


async def _build(call: Call) -> Answer:
    arguments = call.arguments
    requests, go = await requests_of(call, arguments.folder, output=arguments.output)
    if len(requests) == 1:
        return await _answer(call, requests[0], [await built(call, requests[0], go)])
    from core.build.matrix import build_matrix

    await _pass_gates(call, requests[0], go)
    rows = await build_matrix(requests, go, call.home, report=call.report)
    artifacts = [row.artifact for row in rows if row.artifact is not None]
    made = await _answer(call, requests[0], artifacts)
    missed = [(row.target, row.problem) for row in rows if row.problem is not None]
    told = [
        {"target": str(target), "problem": problem_as_json(problem)} for target, problem in missed
    ]
    return replace(
        made,
        fields={**made.fields, "missed": told},
        problem=_missed([str(target) for target, _ in missed]) if missed else made.problem,
    )


async def _answer(call: Call, request: BuildRequest, artifacts: Sequence[Artifact]) -> Answer:
    """Tell what was built; a program over the project's budget stays, and the command fails."""
    exceeded = None
    try:
        await hold_to_budget(call, request, artifacts)
    except ProblemError as error:
        exceeded = error.problem
    return Answer(
        problem=exceeded,
        fields={"artifacts": [artifact_fields(artifact) for artifact in artifacts]},
        lines=table(map(_artifact_row, artifacts)),
    )


async def hold_to_budget(call: Call, request: BuildRequest, artifacts: Sequence[Artifact]) -> None:
    """Raise what goferry.toml has against the size of these programs."""
    from core.project import shared

    if not shared.load(request.project.folder).has_budget:
        return  # as most: then what compares sizes need not be loaded
    from core.build.budget import hold

    await hold(artifacts, request.project.folder, call.home, report=call.report)


def _missed(targets: list[str]) -> Problem:
    return Problem(
        code="targets_missed",
        what=say_count(
            len(targets),
            one="{targets} could not be built.",
            many="{n} targets could not be built: {targets}",
            targets=", ".join(targets),
        ),
        why=say("What stood in the way was told above, target by target."),
        next=(Advice(say("Correct that, or leave these targets out.")),),
    )


def artifact_fields(artifact: Artifact) -> dict[str, Any]:
    """Spell an artifact as the contract does."""
    return {
        "target": str(artifact.target),
        "path": str(artifact.path),
        "size": artifact.size,
        "sha256": artifact.sha256,
        "static": artifact.static,
        "glibc": artifact.glibc,
        "seconds": round(artifact.seconds, 3),
        "command": list(artifact.command),
        "env": dict(artifact.env),
        "dir": str(artifact.folder),
    }


def _artifact_row(artifact: Artifact) -> tuple[str, ...]:
    return (
        str(artifact.target),
        str(Size(artifact.size)),
        _needs(artifact),
        f"sha256 {artifact.sha256[:_SHOWN_DIGITS]}…",
        str(artifact.path),
    )


def _needs(artifact: Artifact) -> str:
    if artifact.target.goos != "linux":
        return "no program for a Linux server; not proved"
    if artifact.static:
        return "static"
    return f"needs glibc {artifact.glibc}" if artifact.glibc else "needs system libraries"


async def _command(call: Call) -> Answer:
    from core.build.command import build_command
    from core.build.places import output_of

    arguments = call.arguments
    requests, go = await requests_of(call, arguments.folder, output=arguments.output)
    commands = [
        build_command(request, go, output=output_of(request, call.home)) for request in requests
    ]
    spelled = [
        {"command": list(one.words), "env": dict(one.env), "dir": str(one.folder)}
        for one in commands
    ]
    fields = {**spelled[0], "commands": spelled}
    return Answer(fields=fields, lines=tuple(one.as_shell() for one in commands))


def _one_output(targets: int) -> Problem:
    return Problem(
        code="one_output_for_several_targets",
        what=say("{n} targets cannot go into one file.", n=targets),
        why=say("Each target gives a program of its own."),
        next=(Advice(say("Leave out --output, or build one target at a time.")),),
        field="output",
    )
