"""Traps of the project as a whole: its Go, its workspace, its modules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from core import remedies
from core.actions import ModDownload, OpenFile, SetProxy
from core.build.preflight.trap import Finding, note, stop
from core.problems import Advice, Problem
from core.project import go_mod
from core.toolchain.go import version_numbers
from core.words import list_of, say, say_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.build.preflight.probes import Seen

_OFFLINE = "module lookup disabled by GOPROXY=off"
_KNOWS_CONTAINERS = (1, 25)  # from this go line on, GOMAXPROCS follows a container's limit


def refused(seen: Seen) -> Iterator[Finding]:
    """What made the command itself impossible: no program, several, no C compiler."""
    yield from (stop(problem) for problem in seen.refused)


def go_too_old(seen: Seen) -> Iterator[Finding]:
    """go.mod asks for a newer Go than the chosen one."""
    wanted = seen.request.project.go_version
    if seen.request.options.fetch_go or seen.go.numbers >= version_numbers(wanted):
        return
    text = f"go.mod requires go >= {wanted} (running go {seen.go.version})"
    if problem := remedies.explain(text):
        yield stop(problem)


def left_out_of_workspace(seen: Seen) -> Iterator[Finding]:
    """A go.work above names other modules, so that Go does not know this one."""
    project = seen.request.project
    above = (place / "go.work" for place in (project.folder, *project.folder.parents))
    file = next((one for one in above if one.is_file()), None)
    if file is None or not seen.request.options.workspace:
        return
    known = [seen.packages[main.package] for main in project.mains if main.package in seen.packages]
    if known and not any(package.get("Dir") for package in known):
        text = f"{project.folder} is not one of the workspace modules listed in {file}"
        if problem := remedies.explain(text):
            yield stop(problem)


def what_go_says(seen: Seen) -> Iterator[Finding]:
    """What keeps Go from loading the project at all: go.work, vendor, go.mod."""
    if not seen.packages and (problem := remedies.explain(seen.said)):
        yield stop(problem)


def modules_missing(seen: Seen) -> Iterator[Finding]:
    """Modules that are not on this computer yet."""
    missing = {
        name
        for name, one in seen.packages.items()
        if _OFFLINE in (one.get("Error") or {}).get("Err", "")
    }
    if not missing and _OFFLINE not in seen.said:
        return
    offline = seen.request.options.proxy == "off"
    problem = Problem(
        code="modules_missing",
        what=say("Modules that this project uses are not on this computer yet."),
        why=say("Downloads are turned off, so Go cannot fetch the modules.")
        if offline
        else say("Go downloads the modules during the first build, which needs the network."),
        next=(
            Advice(say("Allow downloads for this build (GOPROXY)."), SetProxy(""))
            if offline
            else Advice(say("Download them now (go mod download)."), ModDownload()),
        ),
        details="\n".join(sorted(missing)),
    )
    yield stop(problem) if offline else note(problem)


def replacement_missing(seen: Seen) -> Iterator[Finding]:
    """`replace` lines that point to folders which are not there, or only on this computer."""
    root = seen.request.project.folder
    for written in _replacements(seen):
        folder = (root / written).resolve()
        if not (folder / "go.mod").is_file() and not folder.is_dir():
            text = f"replacement directory {written} does not exist"
            if problem := remedies.explain(text):
                yield stop(problem)
        elif not folder.is_relative_to(_repository(root.resolve())):
            yield note(_only_here(written))


def _repository(folder: Path) -> Path:
    """What other computers get with the project: its repository, else its own folder."""
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder)


def _replacements(seen: Seen) -> tuple[str, ...]:
    file = seen.request.project.folder / "go.mod"
    return go_mod.read(file).local_replacements if file.is_file() else ()


def _only_here(folder: str) -> Problem:
    return Problem(
        code="replacement_outside",
        what=say("go.mod uses a module from the directory {folder}.", folder=folder),
        why=say(
            "The directory is outside the project and its repository, so other "
            "computers cannot build the same program."
        ),
        next=(Advice(say("Open go.mod."), OpenFile(Path("go.mod"))),),
    )


def old_go_line(seen: Seen) -> Iterator[Finding]:
    """An old `go` line keeps old run-time behaviour, also with a new Go."""
    line = version_numbers(seen.request.project.go_version)
    if not line or line >= _KNOWS_CONTAINERS or seen.go.numbers < _KNOWS_CONTAINERS:
        return
    if _sets_godebug(seen):
        return
    yield note(
        Problem(
            code="old_go_line",
            what=say(
                "The program will ignore CPU limits of its service and of containers.",
            ),
            why=say(
                "go.mod has go {line}. From go 1.25 on, a program starts as many "
                "threads as its limit allows.",
                line=seen.request.project.go_version,
            ),
            next=(
                Advice(
                    say("Raise the go line to 1.25 if you accept its other changes."),
                    OpenFile(Path("go.mod")),
                ),
            ),
        )
    )


def _sets_godebug(seen: Seen) -> bool:
    return any("//go:debug" in text or "automaxprocs" in text for text in seen.sources.values())


def git_refuses(seen: Seen) -> Iterator[Finding]:
    """Git does not trust the folder's owner, so Go cannot stamp the version."""
    if seen.request.options.vcs and "dubious ownership" in seen.git.err:
        problem = remedies.explain("error obtaining VCS status: exit status 128")
        if problem:
            yield stop(problem)


def surprises_here(seen: Seen) -> Iterator[Finding]:
    """Settings of this computer that would have changed the build, and are not used."""
    if not seen.surprises:
        return
    names = list_of(one.name for one in seen.surprises)
    yield note(
        Problem(
            code="settings_not_used",
            what=say_count(
                len(seen.surprises),
                one="A Go setting on this computer is ignored in the build: {names}",
                many="{n} Go settings on this computer are ignored in the build: {names}",
                names=names,
            ),
            why=say("With these settings, other computers would build a different program."),
            next=(Advice(say("Set what you need in the build options.")),),
            details="\n".join(f"{one.name}={one.value} ({one.origin})" for one in seen.surprises),
            field="env",
        )
    )


RULES: tuple[Callable[[Seen], Iterator[Finding]], ...] = (
    refused,
    go_too_old,
    left_out_of_workspace,
    what_go_says,
    modules_missing,
    replacement_missing,
    old_go_line,
    git_refuses,
    surprises_here,
)
