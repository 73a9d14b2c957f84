"""Each build option in words for people, declared once: forms, flags and documents follow it."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from core.build.option_entry import BuildEntry, Choice, FieldKind, Group
from core.build.options import BuildMode, BuildOptions, Cgo
from core.problems import Advice, Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping


ENTRIES: tuple[BuildEntry, ...] = (
    BuildEntry(
        field="target",
        group=Group.RESULT,
        kind=FieldKind.TARGET,
        flag="--target",
        title=say("Target"),
        sentence=say("The system and processor that the program is for."),
        placeholder="linux/amd64",
    ),
    BuildEntry(
        field="main",
        group=Group.RESULT,
        kind=FieldKind.TEXT,
        flag="--main",
        title=say("Program"),
        sentence=say("Which main package to build, where a project has several."),
        placeholder="./cmd/server",
    ),
    BuildEntry(
        field="micro",
        group=Group.RESULT,
        kind=FieldKind.TEXT,
        flag="--micro",
        title=say("Processor level"),
        sentence=say("The oldest processor it must run on; a higher level is faster there."),
        placeholder="v1",
    ),
    BuildEntry(
        field="mode",
        group=Group.RESULT,
        kind=FieldKind.CHOICE,
        flag="--build-mode",
        title=say("Kind of program"),
        sentence=say("Where in memory it may be loaded; some hardening rules ask for PIE."),
        choices=(
            Choice(BuildMode.PROGRAM, say("Plain program")),
            Choice(BuildMode.PIE, say("Random address (PIE), needs the system's loader")),
            Choice(BuildMode.STATIC_PIE, say("Random address and static (static PIE), needs zig")),
        ),
    ),
    BuildEntry(
        field="cgo",
        group=Group.C_CODE,
        kind=FieldKind.CHOICE,
        flag="--cgo",
        title=say("C code (cgo)"),
        sentence=say("Whether packages written in C are built in, and how they are linked."),
        choices=(
            Choice(Cgo.OFF, say("Left out: one static file, runs everywhere")),
            Choice(Cgo.ON, say("Built in, uses the system's C library")),
            Choice(Cgo.STATIC, say("Built in with musl: one static file")),
        ),
    ),
    BuildEntry(
        field="glibc",
        group=Group.C_CODE,
        kind=FieldKind.TEXT,
        flag="--glibc",
        title=say("Oldest C library"),
        sentence=say("The oldest glibc it must start on, when it uses the system's C library."),
        placeholder="2.28",
    ),
    BuildEntry(
        field="race",
        group=Group.C_CODE,
        kind=FieldKind.SWITCH,
        flag="--race",
        title=say("Detect data races"),
        sentence=say("For tests only: the program becomes much slower and larger."),
    ),
    BuildEntry(
        field="strip",
        group=Group.CONTENT,
        kind=FieldKind.SWITCH,
        flag="--strip",
        title=say("Leave out debug information"),
        sentence=say("About a third smaller; stack traces keep their names and lines."),
    ),
    BuildEntry(
        field="trimpath",
        group=Group.CONTENT,
        kind=FieldKind.SWITCH,
        flag="--trimpath",
        title=say("Leave out this computer's paths"),
        sentence=say("The same source gives the same bytes in every folder."),
    ),
    BuildEntry(
        field="vcs",
        group=Group.CONTENT,
        kind=FieldKind.SWITCH,
        flag="--vcs",
        title=say("Stamp the git commit"),
        sentence=say("Go writes commit and time into the program, where git is used."),
    ),
    BuildEntry(
        field="stamps",
        group=Group.CONTENT,
        kind=FieldKind.PAIRS,
        flag="--set",
        title=say("Stamped variables"),
        sentence=say("String variables that get their value at build time (-X)."),
        placeholder="main.version=1.2.0",
    ),
    BuildEntry(
        field="tags",
        group=Group.CONTENT,
        kind=FieldKind.WORDS,
        flag="--tags",
        title=say("Build tags"),
        sentence=say(
            "Switch parts of packages: timetzdata adds time zones, nomsgpack makes Gin smaller."
        ),
        placeholder="timetzdata",
    ),
    BuildEntry(
        field="profile",
        group=Group.CONTENT,
        kind=FieldKind.TEXT,
        flag="--pgo",
        title=say("Profile for the optimiser (PGO)"),
        sentence=say("A CPU profile from production makes the program some per cent faster."),
        placeholder="default.pgo",
    ),
    BuildEntry(
        field="proxy",
        group=Group.SOURCES,
        kind=FieldKind.TEXT,
        flag="--proxy",
        title=say("Module mirror (GOPROXY)"),
        sentence=say("Where modules are fetched from, for this project only."),
        placeholder="https://mirror.example.com,direct",
    ),
    BuildEntry(
        field="private",
        group=Group.SOURCES,
        kind=FieldKind.TEXT,
        flag="--private",
        title=say("Private modules (GOPRIVATE)"),
        sentence=say("Modules that are fetched from their own server, past every mirror."),
        placeholder="git.example.com/*",
    ),
    BuildEntry(
        field="checksums",
        group=Group.SOURCES,
        kind=FieldKind.TEXT,
        flag="--sumdb",
        title=say("Checksum server (GOSUMDB)"),
        sentence=say("Who vouches for modules that go.sum does not list yet."),
        personal=True,
    ),
    BuildEntry(
        field="workspace",
        group=Group.SOURCES,
        kind=FieldKind.SWITCH,
        flag="--workspace",
        title=say("Use go.work"),
        sentence=say("Take modules from the workspace, where a go.work file is found."),
    ),
    BuildEntry(
        field="fetch_go",
        group=Group.SOURCES,
        kind=FieldKind.SWITCH,
        flag="--fetch-go",
        title=say("Let Go fetch the version that go.mod asks for"),
        sentence=say("Downloads another Go once, when the chosen one is too old."),
        personal=True,
    ),
    BuildEntry(
        field="fresh",
        group=Group.EXPERT,
        kind=FieldKind.SWITCH,
        flag="--fresh",
        title=say("Compile everything again"),
        sentence=say("Never needed for a right result: Go's cache knows every option."),
        personal=True,
    ),
    BuildEntry(
        field="ldflags",
        group=Group.EXPERT,
        kind=FieldKind.TEXT,
        flag="--ldflags",
        title=say("Extra words for the linker"),
        sentence=say("Come after GoFerry's own; a value with spaces needs quotes."),
        personal=True,
    ),
    BuildEntry(
        field="flags",
        group=Group.EXPERT,
        kind=FieldKind.WORDS,
        flag="--flag",
        title=say("Extra options for go build"),
        sentence=say("Each is one word, such as -p=2."),
        placeholder="-p=2",
        personal=True,
    ),
    BuildEntry(
        field="env",
        group=Group.EXPERT,
        kind=FieldKind.PAIRS,
        flag="--env",
        title=say("Extra variables"),
        sentence=say("Set for the build, over everything else; never put a secret here."),
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
        why=say("The options are: {known}", known=", ".join(BY_FIELD)),
        next=(Advice(say("Correct or remove the name.")),),
        field="shared",
    )
