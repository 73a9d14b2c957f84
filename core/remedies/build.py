"""What `go` says when a build goes wrong, and what to tell a newcomer about it.

The order matters: the first row that matches is the likeliest cause. Each row has a recorded
sample of real output under tests/core/data/go_output.
"""

from __future__ import annotations

from core.problems import Action, Advice
from core.remedies.row import Row, symptom
from core.words import say

_OPEN = Advice(say("Open {file} at line {line}."), Action.OPEN_FILE, "{file}:{line}")
_TIDY = Advice(say("Run go mod tidy; it changes go.mod and go.sum."), Action.MOD_TIDY)
_MIRROR = Advice(
    say("Use a module mirror near you for this project (GOPROXY)."), Action.SET_GOPROXY
)
_CGO_OFF = Advice(say("Turn cgo off."), Action.CGO_OFF)
_CGO_ON = Advice(say("Turn cgo on."), Action.CGO_ON)
_CGO_STATIC = Advice(say("Link C statically with zig."), Action.CGO_STATIC)
_RETRY = Advice(say("Try again."), Action.RETRY)

_PROJECT = (
    Row(
        "go_not_found",
        symptom(r"(?:exec: )?\"?go\"?: executable file not found in (?:\$PATH|%PATH%)"),
        say("Go is not installed, or it cannot be found."),
        say("No program named go is where this computer looks for programs."),
        (
            Advice(say("Use the Go that comes with GoFerry."), Action.USE_BUNDLED_GO),
            Advice(say("Choose the go program."), Action.CHOOSE_GO),
        ),
    ),
    Row(
        "disk_full",
        symptom(r"no space left on device|There is not enough space on the disk"),
        say("The disk is full."),
        say("Go needs room for temporary files, for its cache and for the program."),
        (Advice(say("Free some space, then build again."), Action.RETRY),),
    ),
    Row(
        "out_of_memory",
        symptom(r"signal: killed|out of memory|cannot allocate memory"),
        say("The computer ran out of memory while compiling."),
        say("The system ended the compiler or the linker."),
        (Advice(say("Close other programs, then build again."), Action.RETRY),),
    ),
    Row(
        "not_a_go_project",
        symptom(r"go\.mod file not found in current|cannot find main module"),
        say("This folder is not a Go project."),
        say("Neither this folder nor one above it has a go.mod file."),
        (
            Advice(say("Choose the folder that holds go.mod."), Action.CHOOSE_FOLDER),
            Advice(say("Start from a template."), Action.START_FROM_TEMPLATE),
        ),
        "folder",
    ),
    Row(
        "go_too_old",
        symptom(
            r"(?:go\.mod|go\.work|module \S+) requires go >= (?P<wanted>\S+)"
            r" \(running go (?P<running>[\w.]+)"
        ),
        say("This project wants Go {wanted}; the Go in use is {running}."),
        say("Its go.mod, or a module that it uses, asks for the newer one."),
        (
            Advice(
                say("Let Go fetch version {wanted} (GOTOOLCHAIN=auto)."),
                Action.LET_GO_FETCH_TOOLCHAIN,
                "{wanted}",
            ),
            Advice(say("Choose another Go."), Action.CHOOSE_GO),
        ),
        "go",
    ),
    Row(
        "go_not_fetched",
        symptom(r"download (?:go|golang\.org/toolchain@\S*?go)(?P<wanted>\d[\w.]*)"),
        say("Go {wanted} could not be fetched."),
        say("The project asks for it, and Go's module server does not have it or did not answer."),
        (_MIRROR, Advice(say("Choose a Go on this computer."), Action.CHOOSE_GO)),
        "go",
    ),
    Row(
        "go_version_too_new_for_go",
        symptom(r"invalid go version '(?P<wanted>\d[^']*)': must match format"),
        say("The Go in use is too old to read this project's go.mod."),
        say("It does not know the way that version {wanted} is written there."),
        (Advice(say("Choose a newer Go."), Action.CHOOSE_GO),),
        "go",
    ),
    Row(
        "go_mod_unreadable",
        symptom(r"errors parsing (?P<file>\S*go\.mod):(?:\s+\S*go\.mod:(?P<line>\d+))?"),
        say("go.mod has a line that this Go cannot read."),
        say("It is damaged, or was written for a newer Go."),
        (_OPEN, Advice(say("Choose a newer Go."), Action.CHOOSE_GO)),
    ),
    Row(
        "folder_name_refused",
        symptom(r"invalid package directory (?P<folder>.+)$"),
        say("Go does not build in a folder of this name: {folder}"),
        say("A line break or another control character in the name is more than Go takes."),
        (Advice(say("Rename the folder, then build again."), Action.RETRY),),
        "folder",
    ),
    Row(
        "goroot_of_another_go",
        symptom(r'version "go(?P<one>\S+)" does not match go tool version "go(?P<other>\S+)"'),
        say("Two Go installations got mixed up: {one} and {other}."),
        say("A part of one was started by the other."),
        (Advice(say("Choose one Go installation."), Action.CHOOSE_GO),),
        "go",
    ),
)

_TARGET = (
    Row(
        "no_such_target",
        symptom(r"unsupported GOOS/GOARCH pair (?P<pair>\S+)"),
        say("This Go cannot build for {pair}."),
        say("The pair is not in its list of targets."),
        (Advice(say("Choose a target from the list."), Action.CHOOSE_TARGET),),
        "target",
    ),
    Row(
        "target_needs_cgo",
        symptom(
            r"requires external \(cgo\) linking, but cgo is not enabled"
            r"|loadinternal: cannot find runtime/cgo"
        ),
        say("This combination needs a C compiler to link the program."),
        say("Go cannot link it alone, and cgo is off."),
        (_CGO_ON, Advice(say("Choose another target."), Action.CHOOSE_TARGET)),
        "cgo",
    ),
    Row(
        "no_c_compiler",
        symptom(r'C compiler "(?P<compiler>[^"]+)" not found'),
        say("There is no C compiler named {compiler} on this computer."),
        say("cgo is on, so C code has to be compiled."),
        (_CGO_OFF, _CGO_STATIC),
        "cgo",
    ),
    Row(
        "c_compiler_of_another_system",
        symptom(
            r"gcc_\w+\.[Sc]:\d+(?::\d+)?: [Ee]rror|no such instruction|unknown type name 'sigset_t'"
            r"|unrecognized command[- ]line option .-m(?:64|32|arm|thumb|threads)"
            r"|windows\.h: No such file or directory"
        ),
        say("Your C compiler makes programs for this computer, not for the target."),
        say("Building C code for another system needs a cross compiler."),
        (_CGO_OFF, _CGO_STATIC),
        "cgo",
    ),
    Row(
        "glibc_only_code",
        symptom(r"use of undeclared identifier 'p(?:read|write)64'"),
        say("A C library in this project expects glibc, not musl."),
        say("It uses 64-bit file functions that musl shows only when asked to."),
        (_CGO_STATIC,),
        "cgo",
    ),
    Row(
        "c_header_missing",
        symptom(r"fatal error: '?(?P<header>[^\s']+\.h)'?(?:: No such file| file not found)"),
        say("The C header {header} is missing."),
        say("A package with C code needs a C library that is not installed for this target."),
        (
            Advice(
                say("Install the library's development package, then build again."), Action.RETRY
            ),
            _CGO_OFF,
        ),
    ),
    Row(
        "c_library_missing",
        symptom(
            r"cannot find -l(?P<library>[\w.+-]+)"
            r"|unable to find (?:dynamic )?system library ['\"](?P<other>[^'\"]+)"
        ),
        say("The C library {library}{other} is missing for this target."),
        say("The linker looked for it and it is not installed."),
        (
            Advice(say("Install the library for this target, then build again."), Action.RETRY),
            _CGO_OFF,
        ),
    ),
    Row(
        "linker_flag_unknown",
        symptom(r"unsupported linker arg:? ?(?P<flag>\S+)"),
        say("zig does not know the linker flag {flag}."),
        say("A package, or an option of yours, passes a flag that only GNU linkers know."),
        (_CGO_OFF,),
    ),
)

_COMBINATIONS = (
    Row(
        "race_needs_cgo",
        symptom(r"-race requires cgo"),
        say("The race detector needs cgo."),
        say("It is a C library that is linked into the program."),
        (_CGO_ON,),
        "race",
    ),
    Row(
        "option_not_there",
        symptom(r"(?<!\S)(?P<option>-\S+) (?:is )?not supported on (?P<target>\S+/\S+)"),
        say("{target} has no {option}."),
        say("Go does not support this option for every target."),
        (Advice(say("Choose another target."), Action.CHOOSE_TARGET),),
    ),
    Row(
        "no_such_micro",
        symptom(r"invalid (?P<variable>GO(?:AMD64|ARM64|ARM|386|MIPS64|MIPS|PPC64|RISCV64))\b.*"),
        say("This processor family has no such level ({variable})."),
        say("Each family has its own list of levels."),
        (Advice(say("Use Go's own choice."), Action.SET_MICRO, ""),),
        "micro",
    ),
    Row(
        "profile_unreadable",
        symptom(r"(?<!\S)(?P<file>\S+): PGO error|preprofile: error parsing profile"),
        say("The profile for the optimiser cannot be read."),
        say("It is no CPU profile as Go's pprof writes it."),
        (Advice(say("Choose another profile, or none.")),),
        "profile",
    ),
    Row(
        "no_cache_folder",
        symptom(r"build cache is required, but could not be located|GOCACHE is not defined"),
        say("Go does not know where to keep its build cache."),
        say("Neither HOME nor GOCACHE is set for GoFerry."),
        (Advice(say("Start GoFerry from your own session, or set HOME.")),),
    ),
)

_MODULES = (
    Row(
        "checksum_mismatch",
        symptom(
            r"verifying (?P<module>\S+?):? (?:checksum mismatch|.{0,500}SECURITY ERROR)"
            r"|SECURITY ERROR"
        ),
        say("A downloaded module is not the one that go.sum promises."),
        say("Somebody changed it after it was first used, or the download was tampered with."),
        (Advice(say("Do not bypass this: ask the module's authors, or check your mirror.")),),
    ),
    Row(
        "go_sum_incomplete",
        symptom(r"missing go\.sum entry|updates to go\.(?:mod|sum) needed"),
        say("The list of dependencies is incomplete."),
        say("go.sum or go.mod lacks a module that the code uses."),
        (_TIDY,),
    ),
    Row(
        "private_module",
        symptom(
            r"terminal prompts disabled|could not read Username for"
            r"|ls-remote.{0,500}: exit status 128|410 Gone"
        ),
        say("A dependency is private, or its address is wrong."),
        say("Go asked for it without a login and was refused."),
        (
            Advice(say("Name your private modules (GOPRIVATE)."), Action.SET_GOPRIVATE),
            Advice(say("Make sure that git can log in, then try again."), Action.RETRY),
        ),
    ),
    Row(
        "module_renamed",
        symptom(r"declares its path as: (?P<new>\S+)\s+but was required as: (?P<old>\S+)"),
        say("The module {old} calls itself {new}."),
        say("It moved, or is a copy whose go.mod still has the old name."),
        (Advice(say("Import it by the name that it gives itself, or add a replace line.")),),
    ),
    Row(
        "module_refused",
        symptom(r"(?:reading \S+: (?:403 Forbidden|404 Not Found))|: unknown revision \S"),
        say("The module server does not give out a module."),
        say("That version does not exist, was taken away, or the server is closed to you."),
        (Advice(say("Check the version in go.mod.")), _MIRROR),
    ),
    Row(
        "offline",
        symptom(r"module lookup disabled by GOPROXY=off"),
        say("A module is not on this computer, and downloads are switched off."),
        say("GOPROXY is off for this build."),
        (Advice(say("Allow downloads for this build (GOPROXY)."), Action.SET_GOPROXY),),
    ),
    Row(
        "module_server_unreachable",
        symptom(
            r"dial tcp.{0,500}(?:no such host|refused|timeout|unreachable|server misbehaving)"
            r"|i/o timeout|connection refused|TLS handshake timeout|connection reset by peer"
        ),
        say("Go's module server cannot be reached."),
        say("The network is down, or something on the way blocks it. A mirror usually helps."),
        (_MIRROR, _RETRY),
    ),
    Row(
        "vendor_outdated",
        symptom(r"inconsistent vendoring|import lookup disabled by -mod=vendor"),
        say("The vendor folder does not match go.mod."),
        say("go.mod changed after the copies in vendor were made."),
        (Advice(say("Run go mod vendor; it changes the vendor folder."), Action.MOD_VENDOR),),
    ),
    Row(
        "replacement_missing",
        symptom(r"replacement directory (?P<folder>\S+) does not exist"),
        say("go.mod replaces a module by the folder {folder}, which is not there."),
        say("The line was written on another computer, or the folder was moved."),
        (Advice(say("Correct the replace line in go.mod."), Action.OPEN_FILE, "go.mod"),),
    ),
    Row(
        "outside_workspace",
        symptom(
            r"listed in go\.work|not one of the workspace modules|contained in a module that is"
        ),
        say("A go.work file above this project leaves this project out."),
        say("With a workspace, Go builds only the modules that it names."),
        (
            Advice(
                say("Ignore the workspace for this project (GOWORK=off)."),
                Action.IGNORE_WORKSPACE,
            ),
        ),
    ),
    Row(
        "go_mod_lacks_module",
        symptom(r"no required module provides package (?P<package>[^;\s]+)"),
        say("The code imports {package}, which go.mod does not list."),
        say("The module was never added, or its line was removed."),
        (_TIDY,),
    ),
    Row(
        "import_unknown",
        symptom(r"package (?P<package>\S+) is not in (?:std|GOROOT)"),
        say("There is no package {package}."),
        say("Go looked for it in its standard library: an address like example.com/x is missing."),
        (Advice(say("Correct the import in the code.")),),
    ),
)

ROWS: tuple[Row, ...] = (*_PROJECT, *_TARGET, *_COMBINATIONS, *_MODULES)

# What Go only mentions while the build succeeds.
WARNINGS: tuple[Row, ...] = (
    Row(
        "not_really_static",
        symptom(r"Using '(?P<function>\w+)' in statically linked applications"),
        say("This static program still needs the system's C library for {function}."),
        say("glibc loads parts of itself at run time, and only the version it was built with."),
        (
            _CGO_STATIC,
            Advice(say("Use Go's own code for names and users."), Action.ADD_TAG, "netgo,osusergo"),
        ),
        "cgo",
    ),
)
