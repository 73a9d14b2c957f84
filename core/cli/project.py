"""Commands about a project on this computer: project, new, targets, build, command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli.build_options import (
    add_build_options,
    add_gates,
    add_options,
    wish_of,
)
from core.cli.show import Answer, table
from core.events import problem_as_json
from core.problems import Advice, Problem
from core.usecases.creating import KINDS
from core.words import Size, list_of, say, say_count

if TYPE_CHECKING:
    from core.build.artifact import Artifact
    from core.cli.arguments import Commands
    from core.cli.call import Call
    from core.project.model import Project
    from core.toolchain import TargetInfo
    from core.usecases.opening import Looked

_SHOWN_DIGITS = 16  # of a SHA-256, for people


def add(commands: Commands) -> None:
    """Offer the commands."""
    project = commands.add(
        "project", str(say("show what GoFerry found in a project")), run=_project
    )
    project.add_argument("folder", type=Path, metavar="DIR")
    add_options(project, "workspace", "fetch_go")
    project.add_argument("--go", type=Path, metavar="DIR", help=str(say("Go installation to use")))
    project.set_defaults(profile="")

    new = commands.add("new", str(say("create a new service from a template")), run=_new)
    new.add_argument("kind", choices=KINDS, metavar="gin|http", help=str(say("template")))
    new.add_argument("folder", type=Path, metavar="DIR")
    new.add_argument(
        "--module",
        required=True,
        metavar="M",
        help=str(say("module path, such as example.com/hello")),
    )

    targets = commands.add(
        "targets", str(say("list the targets of this Go installation")), run=_targets
    )
    targets.add_argument("--go", type=Path, metavar="DIR", help=str(say("Go installation to use")))

    build = commands.add("build", str(say("build the program")), run=_build)
    build.add_argument("folder", type=Path, metavar="DIR")
    build.add_argument(
        "--output", type=Path, metavar="FILE", help=str(say("output file, for a single target"))
    )
    add_build_options(build)
    add_gates(build)

    command = commands.add(
        "command", str(say("print the exact build command without running it")), run=_command
    )
    command.add_argument("folder", type=Path, metavar="DIR")
    command.add_argument(
        "--output", type=Path, metavar="FILE", help=str(say("output file, for a single target"))
    )
    add_build_options(command)


async def _project(call: Call) -> Answer:
    from core.usecases.opening import look
    from core.usecases.settling import options_of

    wish = wish_of(call.arguments, call.arguments.folder)
    seen = await look(call.home, wish.folder, options_of(wish), go=wish.go)
    project = seen.project
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
            "built": artifact_fields(seen.built) if seen.built else None,
            "changed": str(seen.changed or ""),
            "shipped": seen.shipped,
        },
        lines=_about(project, seen),
    )


def _about(project: Project, seen: Looked) -> tuple[str, ...]:
    rows = [(str(say("module")), project.module), ("go", project.go_version)]
    rows += [("version", project.version)] if project.version else []
    rows += [("program", main.package) for main in project.mains]
    rows += [(str(say("needs C")), " → ".join(one.why)) for one in project.cgo_packages]
    if project.embeds:
        rows.append(
            ("embedded", str(say_count(len(project.embeds), one="{n} file", many="{n} files")))
        )
    rows += [
        (
            str(say("writes a file")) if one.writes else str(say("reads a file")),
            f"{one.path}  ({one.file}:{one.line})",
        )
        for one in project.unembedded
    ]
    if seen.built is not None:
        rows.append((str(say("last build")), f"{seen.built.path}  {Size(seen.built.size)}"))
    if seen.changed is not None:
        rows.append((str(say("since then")), str(seen.changed)))
    return (*table(rows), *(line for one in project.notices for line in _notice(one)))


def _notice(problem: Problem) -> tuple[str, ...]:
    advice = (f"  → {one.text}" for one in problem.next)
    return (f"! {problem.what}", f"  {problem.why}", *advice)


async def _new(call: Call) -> Answer:
    from core.usecases.creating import create

    arguments = call.arguments
    folder = await create(arguments.kind, arguments.folder, module=arguments.module)
    return Answer(
        fields={"dir": str(folder)},
        lines=(
            str(say("Created {folder}.", folder=str(folder))),
            str(say("Build it:  goferry build {folder}", folder=str(folder))),
        ),
    )


async def _targets(call: Call) -> Answer:
    from core.usecases.foreseeing import targets_here

    go, targets = await targets_here(call.arguments.go)
    return Answer(
        fields={"go_version": go.version, "targets": [_target_fields(one) for one in targets]},
        lines=table(
            (
                str(one.target),
                str(say("cgo possible")) if one.cgo else str(say("no cgo")),
                str(say("first class")) if one.first_class else "",
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


async def _build(call: Call) -> Answer:
    from core.usecases.building import build
    from core.usecases.settling import settle

    arguments = call.arguments
    wish = wish_of(arguments, arguments.folder, output=arguments.output)
    settled = await settle(call.home, wish)
    built = await build(call.home, settled, report=call.report)
    missed = [(str(row.target), row.problem) for row in built.rows if row.problem is not None]
    told = [{"target": target, "problem": problem_as_json(why)} for target, why in missed]
    return Answer(
        problem=_missed([target for target, _ in missed]) if missed else built.exceeded,
        fields={
            "artifacts": [artifact_fields(artifact) for artifact in built.artifacts],
            **({"missed": told} if len(settled.requests) > 1 else {}),
        },
        lines=table(map(_artifact_row, built.artifacts)),
    )


def _missed(targets: list[str]) -> Problem:
    return Problem(
        code="targets_missed",
        what=say_count(
            len(targets),
            one="{targets} could not be built.",
            many="{n} targets could not be built: {targets}",
            targets=list_of(targets),
        ),
        why=say("The reason is shown above for each target."),
        next=(Advice(say("Fix the problem, or leave out these targets.")),),
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
        return str(say("not a program for a Linux server; not verified"))
    if artifact.static:
        return "static"
    return (
        str(say("needs glibc {version}", version=artifact.glibc))
        if artifact.glibc
        else str(say("needs system libraries"))
    )


async def _command(call: Call) -> Answer:
    from core.usecases.foreseeing import commands
    from core.usecases.settling import settle

    arguments = call.arguments
    wish = wish_of(arguments, arguments.folder, output=arguments.output)
    found = commands(call.home, await settle(call.home, wish))
    spelled = [
        {"command": list(one.words), "env": dict(one.env), "dir": str(one.folder)} for one in found
    ]
    fields = {**spelled[0], "commands": spelled}
    return Answer(fields=fields, lines=tuple(one.as_shell() for one in found))
