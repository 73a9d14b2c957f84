"""What `go` says when a build goes wrong, and what to tell a newcomer about it.

The order matters: the first row that matches is the likeliest cause. Each row has a recorded
sample of real output under tests/core/data/go_output.
"""

from __future__ import annotations

from pathlib import Path

from core.actions import (
    AddTags,
    ChooseFolder,
    ChooseGo,
    ChooseTarget,
    FetchGo,
    OpenFile,
    Retry,
    SetCgo,
    SetMicro,
    StartFromTemplate,
    UseBundledGo,
)
from core.problems import Advice
from core.remedies.modules import MIRROR, TIDY
from core.remedies.row import AdviceFrom, Remedy
from core.target import Cgo
from core.words import say

_OPEN = AdviceFrom(
    say("Open {file} at line {line}."),
    lambda found: OpenFile.at(f"{found['file']}:{found['line']}"),
)
_CGO_OFF = Advice(say("Turn cgo off."), SetCgo(Cgo.OFF))
_CGO_ON = Advice(say("Turn cgo on."), SetCgo(Cgo.ON))
_CGO_STATIC = Advice(say("Link C statically with zig."), SetCgo(Cgo.STATIC))

_PROJECT = (
    Remedy(
        "go_not_found",
        (r"(?:exec: )?\"?go\"?: executable file not found in (?:\$PATH|%PATH%)"),
        say("Go is not installed, or it cannot be found."),
        say("There is no program named go in PATH."),
        (
            Advice(say("Use the Go installation that comes with GoFerry."), UseBundledGo()),
            Advice(say("Choose the go program."), ChooseGo()),
        ),
    ),
    Remedy(
        "not_a_go_project",
        (r"go\.mod file not found in current|cannot find main module"),
        say("This directory is not a Go project."),
        say("Neither this folder nor one above it has a go.mod file."),
        (
            Advice(say("Choose the folder that contains go.mod."), ChooseFolder()),
            Advice(say("Start from a template."), StartFromTemplate()),
        ),
        "folder",
    ),
    Remedy(
        "go_too_old",
        (
            r"(?:go\.mod|go\.work|module \S+) requires go >= (?P<wanted>\S+)"
            r" \(running go (?P<running>[\w.]+)"
        ),
        say("This project needs Go {wanted}. The Go version in use is {running}."),
        say("Its go.mod, or one of its modules, requires the newer version."),
        (
            Advice(
                say("Let Go download version {wanted} (GOTOOLCHAIN=auto)."),
                FetchGo(),
            ),
            Advice(say("Choose another Go installation."), ChooseGo()),
        ),
        "go",
    ),
    Remedy(
        "go_not_fetched",
        (r"download (?:go|golang\.org/toolchain@\S*?go)(?P<wanted>\d[\w.]*)"),
        say("Go {wanted} could not be downloaded."),
        say("The project requires it, but the module proxy does not have it or did not respond."),
        (MIRROR, Advice(say("Choose a Go installation on this computer."), ChooseGo())),
        "go",
    ),
    Remedy(
        "go_version_too_new_for_go",
        (r"invalid go version '(?P<wanted>\d[^']*)': must match format"),
        say("The Go version in use is too old to read this project's go.mod."),
        say("This Go version does not understand version {wanted} as written in go.mod."),
        (Advice(say("Choose a newer Go version."), ChooseGo()),),
        "go",
    ),
    Remedy(
        "module_version_off",
        (
            r"(?:errors parsing \S*go\.mod:\s+\S*go\.mod:\d+: .*)?"
            r"version \"[^\"]+\" invalid: (?:should be|must be|module contains)"
            r"|go\.mod has (?:post|non)-\S+ module path|module path must match major version"
        ),
        say("A module's version does not match its path in go.mod."),
        say(
            "From version 2 on, a module's path ends in /v2, /v3 and so on. "
            "+incompatible is only for modules without a go.mod."
        ),
        (Advice(say("Correct the path or the version in go.mod."), OpenFile(Path("go.mod"))),),
    ),
    Remedy(
        "go_sum_unreadable",
        (r"malformed go\.sum:\s+(?P<file>.*go\.sum):(?P<line>\d+)"),
        say("A line in go.sum is malformed."),
        say("The file is damaged, often by an unfinished merge."),
        (_OPEN, TIDY),
    ),
    Remedy(
        "go_mod_unreadable",
        (r"errors parsing (?P<file>\S*go\.mod):(?:\s+\S*go\.mod:(?P<line>\d+))?"),
        say("This Go version cannot read a line in go.mod."),
        say("The file is damaged, or was written for a newer Go version."),
        (_OPEN, Advice(say("Choose a newer Go version."), ChooseGo())),
    ),
    Remedy(
        "folder_name_refused",
        (r"invalid package directory (?P<folder>.+)$"),
        say("Go does not build in a directory with this name: {folder}"),
        say("Go does not accept line breaks or other control characters in the name."),
        (Advice(say("Rename the directory, then build again."), Retry()),),
        "folder",
    ),
    Remedy(
        "goroot_of_another_go",
        (r'version "go(?P<one>\S+)" does not match go tool version "go(?P<other>\S+)"'),
        say("Two Go installations are mixed: {one} and {other}."),
        say("One installation started a tool of the other."),
        (Advice(say("Choose one Go installation."), ChooseGo()),),
        "go",
    ),
)

_TARGET = (
    Remedy(
        "no_such_target",
        (r"unsupported GOOS/GOARCH pair (?P<pair>\S+)"),
        say("This Go version cannot build for {pair}."),
        say("This combination is not in its list of targets."),
        (Advice(say("Choose a target from the list."), ChooseTarget()),),
        "target",
    ),
    Remedy(
        "target_needs_cgo",
        (
            r"requires external \(cgo\) linking, but cgo is not enabled"
            r"|loadinternal: cannot find runtime/cgo"
        ),
        say("This combination needs a C compiler to link the program."),
        say("Go cannot link this combination on its own, and cgo is off."),
        (_CGO_ON, Advice(say("Choose another target."), ChooseTarget())),
        "cgo",
    ),
    Remedy(
        "no_c_compiler",
        (r'C compiler "(?P<compiler>[^"]+)" not found'),
        say("There is no C compiler named {compiler} on this computer."),
        say("cgo is on, so C code has to be compiled."),
        (_CGO_OFF, _CGO_STATIC),
        "cgo",
    ),
    Remedy(
        "c_compiler_of_another_system",
        (
            r"gcc_\w+\.[Sc]:\d+(?::\d+)?: [Ee]rror|no such instruction|unknown type name 'sigset_t'"
            r"|unrecognized command[- ]line option .-m(?:64|32|arm|thumb|threads)"
            r"|windows\.h: No such file or directory"
        ),
        say("Your C compiler builds programs for this computer, not for the target."),
        say("Building C code for another system needs a cross compiler."),
        (_CGO_OFF, _CGO_STATIC),
        "cgo",
    ),
    Remedy(
        "glibc_only_code",
        (r"use of undeclared identifier 'p(?:read|write)64'"),
        say("A C library in this project expects glibc, not musl."),
        say("The library uses 64-bit file functions that musl provides only on request."),
        (_CGO_STATIC,),
        "cgo",
    ),
    Remedy(
        "c_header_missing",
        (r"fatal error: '?(?P<header>[^\s']+\.h)'?(?:: No such file| file not found)"),
        say("The C header {header} is missing."),
        say("A package with C code needs a C library that is not installed for this target."),
        (
            Advice(say("Install the library's development package, then build again."), Retry()),
            _CGO_OFF,
        ),
    ),
    Remedy(
        "c_library_missing",
        (
            r"cannot find -l(?P<library>[\w.+-]+)"
            r"|unable to find (?:dynamic )?system library ['\"](?P<other>[^'\"]+)"
        ),
        say("The C library {library}{other} is missing for this target."),
        say("The linker needs it, but it is not installed."),
        (
            Advice(say("Install the library for this target, then build again."), Retry()),
            _CGO_OFF,
        ),
    ),
    Remedy(
        "linker_flag_unknown",
        (r"unsupported linker arg:? ?(?P<flag>\S+)"),
        say("zig does not support the linker flag {flag}."),
        say("A package, or one of your options, passes a flag that only GNU linkers support."),
        (_CGO_OFF,),
    ),
)

_COMBINATIONS = (
    Remedy(
        "race_needs_cgo",
        (r"-race requires cgo"),
        say("The race detector needs cgo."),
        say("The race detector is a C library that is linked into the program."),
        (_CGO_ON,),
        "race",
    ),
    Remedy(
        "option_not_there",
        (r"(?<!\S)(?P<option>-\S+) (?:is )?not supported on (?P<target>\S+/\S+)"),
        say("{target} does not support {option}."),
        say("Go does not support this option for every target."),
        (Advice(say("Choose another target."), ChooseTarget()),),
    ),
    Remedy(
        "no_such_micro",
        (r"invalid (?P<variable>GO(?:AMD64|ARM64|ARM|386|MIPS64|MIPS|PPC64|RISCV64))\b.*"),
        say("This CPU family does not have that level ({variable})."),
        say("Each CPU family has its own list of levels."),
        (Advice(say("Use Go's default."), SetMicro("")),),
        "micro",
    ),
    Remedy(
        "profile_unreadable",
        (r"(?<!\S)(?P<file>\S+): PGO error|preprofile: error parsing profile"),
        say("The profile for optimization (PGO) cannot be read."),
        say("The file is not a CPU profile from Go's pprof."),
        (Advice(say("Choose another profile, or none.")),),
        "profile",
    ),
)

ROWS: tuple[Remedy, ...] = (*_PROJECT, *_TARGET, *_COMBINATIONS)

# What Go only mentions while the build succeeds.
WARNINGS: tuple[Remedy, ...] = (
    Remedy(
        "not_really_static",
        (r"Using '(?P<function>\w+)' in statically linked applications"),
        say("This static program still needs the system's C library for {function}."),
        say(
            "glibc loads some of its parts at run time. They must have the version "
            "that was used in the build."
        ),
        (
            _CGO_STATIC,
            Advice(
                say("Use Go's own code to look up host names and users."),
                AddTags(("netgo", "osusergo")),
            ),
        ),
        "cgo",
    ),
)
