"""Each build option in words for people, declared once: forms, flags and documents follow it."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from core.build.option_entry import BuildEntry, Choice, FieldKind, Group
from core.build.options import BuildMode, BuildOptions, Cgo
from core.problems import Advice, Problem, ProblemError
from core.words import list_of, say

if TYPE_CHECKING:
    from collections.abc import Mapping


ENTRIES: tuple[BuildEntry, ...] = (
    BuildEntry(
        field="target",
        group=Group.RESULT,
        kind=FieldKind.TARGET,
        flag="--target",
        title=say("Target"),
        sentence=say("The operating system and CPU that the program is built for."),
        placeholder="linux/amd64",
    ),
    BuildEntry(
        field="main",
        group=Group.RESULT,
        kind=FieldKind.TEXT,
        flag="--main",
        title=say("Program"),
        sentence=say("The main package to build, if the project has several."),
        placeholder="./cmd/server",
    ),
    BuildEntry(
        field="micro",
        group=Group.RESULT,
        kind=FieldKind.TEXT,
        flag="--micro",
        title=say("CPU level"),
        sentence=say(
            "The oldest CPU that must run the program. Higher levels are faster "
            "but need newer CPUs."
        ),
        placeholder="v1",
    ),
    BuildEntry(
        field="mode",
        group=Group.RESULT,
        kind=FieldKind.CHOICE,
        flag="--build-mode",
        title=say("Build mode"),
        sentence=say(
            "Whether the program can be loaded at any memory address. Some "
            "hardening rules require PIE."
        ),
        choices=(
            Choice(BuildMode.PROGRAM, say("Plain program")),
            Choice(
                BuildMode.PIE, say("Position-independent (PIE), needs the system's dynamic loader")
            ),
            Choice(
                BuildMode.STATIC_PIE, say("Position-independent and static (static PIE), needs zig")
            ),
        ),
    ),
    BuildEntry(
        field="cgo",
        group=Group.C_CODE,
        kind=FieldKind.CHOICE,
        flag="--cgo",
        title=say("C code (cgo)"),
        sentence=say("Whether C code is built into the program, and how it is linked."),
        choices=(
            Choice(Cgo.OFF, say("Off: one static file, runs everywhere")),
            Choice(Cgo.ON, say("On, uses the system's C library")),
            Choice(Cgo.STATIC, say("On, linked with musl: one static file")),
        ),
    ),
    BuildEntry(
        field="glibc",
        group=Group.C_CODE,
        kind=FieldKind.TEXT,
        flag="--glibc",
        title=say("Minimum glibc version"),
        sentence=say(
            "The oldest glibc that the program must start with if it uses the system's C library."
        ),
        placeholder="2.28",
    ),
    BuildEntry(
        field="race",
        group=Group.C_CODE,
        kind=FieldKind.SWITCH,
        flag="--race",
        title=say("Race detector (-race)"),
        sentence=say("Reports data races at run time. Much slower and larger, so for tests only."),
    ),
    BuildEntry(
        field="strip",
        group=Group.CONTENT,
        kind=FieldKind.SWITCH,
        flag="--strip",
        title=say("Leave out debug information"),
        sentence=say(
            "Makes the file about a third smaller. Stack traces keep their names and lines."
        ),
    ),
    BuildEntry(
        field="trimpath",
        group=Group.CONTENT,
        kind=FieldKind.SWITCH,
        flag="--trimpath",
        title=say("Leave out this computer's paths (-trimpath)"),
        sentence=say(
            "Leaves directory names of this computer out of the program. The same "
            "source then gives the same file everywhere."
        ),
    ),
    BuildEntry(
        field="vcs",
        group=Group.CONTENT,
        kind=FieldKind.SWITCH,
        flag="--vcs",
        title=say("Record the git commit (-buildvcs)"),
        sentence=say("Writes the commit and its time into the program if the project uses git."),
    ),
    BuildEntry(
        field="stamps",
        group=Group.CONTENT,
        kind=FieldKind.PAIRS,
        flag="--set",
        title=say("Variables set at build time (-X)"),
        sentence=say("String variables of the program that get their values at build time."),
        placeholder="main.version=1.2.0",
    ),
    BuildEntry(
        field="tags",
        group=Group.CONTENT,
        kind=FieldKind.WORDS,
        flag="--tags",
        title=say("Build tags"),
        sentence=say(
            "Turn parts of packages on or off: timetzdata adds time zones, "
            "nomsgpack makes Gin smaller."
        ),
        placeholder="timetzdata",
    ),
    BuildEntry(
        field="profile",
        group=Group.CONTENT,
        kind=FieldKind.TEXT,
        flag="--pgo",
        title=say("Profile for optimization (PGO)"),
        sentence=say(
            "Lets Go optimize the code that ran most in a CPU profile. Typical gain: 2 to 14%."
        ),
        placeholder="default.pgo",
    ),
    BuildEntry(
        field="proxy",
        group=Group.SOURCES,
        kind=FieldKind.TEXT,
        flag="--proxy",
        title=say("Module proxy (GOPROXY)"),
        sentence=say("The server from which Go downloads modules, for this project only."),
        placeholder="https://mirror.example.com,direct",
    ),
    BuildEntry(
        field="private",
        group=Group.SOURCES,
        kind=FieldKind.TEXT,
        flag="--private",
        title=say("Private modules (GOPRIVATE)"),
        sentence=say(
            "Modules that Go fetches directly from their own servers, without a module proxy."
        ),
        placeholder="git.example.com/*",
    ),
    BuildEntry(
        field="checksums",
        group=Group.SOURCES,
        kind=FieldKind.TEXT,
        flag="--sumdb",
        title=say("Checksum database (GOSUMDB)"),
        sentence=say("Verifies modules that go.sum does not list yet."),
        personal=True,
    ),
    BuildEntry(
        field="workspace",
        group=Group.SOURCES,
        kind=FieldKind.SWITCH,
        flag="--workspace",
        title=say("Use go.work"),
        sentence=say("Uses the modules of the workspace if there is a go.work file."),
    ),
    BuildEntry(
        field="fetch_go",
        group=Group.SOURCES,
        kind=FieldKind.SWITCH,
        flag="--fetch-go",
        title=say("Let Go download the version that go.mod requires"),
        sentence=say("Downloads a newer Go version once if the chosen one is too old."),
        personal=True,
    ),
    BuildEntry(
        field="fresh",
        group=Group.EXPERT,
        kind=FieldKind.SWITCH,
        flag="--fresh",
        title=say("Rebuild everything (-a)"),
        sentence=say(
            "Compiles all packages again. Rarely needed, because Go's cache tracks every option."
        ),
        personal=True,
    ),
    BuildEntry(
        field="ldflags",
        group=Group.EXPERT,
        kind=FieldKind.TEXT,
        flag="--ldflags",
        title=say("Extra linker flags (-ldflags)"),
        sentence=say(
            "Flags for Go's linker, added after GoFerry's own. A value with spaces needs quotes."
        ),
        personal=True,
    ),
    BuildEntry(
        field="flags",
        group=Group.EXPERT,
        kind=FieldKind.WORDS,
        flag="--flag",
        title=say("Extra options for go build"),
        sentence=say("Options for go build, one word each, such as -p=2."),
        placeholder="-p=2",
        personal=True,
    ),
    BuildEntry(
        field="env",
        group=Group.EXPERT,
        kind=FieldKind.PAIRS,
        flag="--env",
        title=say("Extra environment variables"),
        sentence=say(
            "Environment variables for the build that override all other settings. "
            "Never put a secret here."
        ),
        placeholder="GOEXPERIMENT=none",
        personal=True,
    ),
)

BY_FIELD: Mapping[str, BuildEntry] = {entry.field: entry for entry in ENTRIES}


def changed(options: BuildOptions) -> dict[str, bool | str | list[str]]:
    """Return the options that differ from the defaults, as goferry.toml holds them."""
    default = BuildOptions()
    return {
        name.name: BY_FIELD[name.name].write(getattr(options, name.name))
        for name in fields(BuildOptions)
        if getattr(options, name.name) != getattr(default, name.name)
    }


def with_values(options: BuildOptions, values: Mapping[str, object]) -> BuildOptions:
    """Return the options with written values in place; unknown names are a `ProblemError`."""
    unknown = sorted(set(values) - set(BY_FIELD))
    if unknown:
        raise ProblemError(_unknown(unknown[0]))
    return replace(options, **{name: BY_FIELD[name].read(value) for name, value in values.items()})


def _unknown(name: str) -> Problem:
    return Problem(
        code="option_unknown",
        what=say("There is no build option {name}.", name=name[:200]),
        why=say("The options are: {known}", known=list_of(BY_FIELD)),
        next=(Advice(say("Correct or remove the name.")),),
        field="shared",
    )
