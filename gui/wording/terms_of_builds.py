"""The glossary's words for programs and how they are built."""

from __future__ import annotations

from core.words import say
from gui.wording.term import Term

OF_BUILDS: tuple[Term, ...] = (
    Term(
        "program",
        say("program file", context="glossary"),
        say("The single file that Go builds from your code; it is what runs on the server."),
        ("program file", "binary", "binaries"),
    ),
    Term(
        "static",
        say("static linking", context="glossary"),
        say("All needed code is inside the file, so it runs without libraries on the server."),
        ("static linking", "static", "statically"),
    ),
    Term(
        "dynamic",
        say("dynamic linking and loader", context="glossary"),
        say("The program uses libraries of the server; the loader connects them at start."),
        ("dynamic linking", "dynamic loader", "dynamic"),
    ),
    Term(
        "libc",
        say("glibc and musl", context="glossary"),
        say(
            "Two C libraries: most Linux systems have glibc, Alpine has musl. A "
            "program built for one might not run on the other."
        ),
        ("glibc", "musl"),
    ),
    Term(
        "cgo",
        say("cgo", context="glossary"),
        say("Go's way to use code written in C; it makes builds and deploys harder."),
        ("cgo",),
    ),
    Term(
        "target",
        say("target (GOOS/GOARCH)", context="glossary"),
        say("The operating system and processor that you build for."),
        ("target", "targets", "GOOS", "GOARCH"),
    ),
    Term(
        "cross",
        say("cross compilation", context="glossary"),
        say("Building on one kind of computer for another kind."),
        ("cross compilation", "cross-compile"),
    ),
    Term(
        "cpu-level",
        say("CPU level (GOAMD64)", context="glossary"),
        say("How new a processor must be; higher is faster but runs on fewer machines."),
        ("CPU level", "GOAMD64"),
    ),
    Term(
        "zig",
        say("zig", context="glossary"),
        say("A compiler that GoFerry uses to build C code for other systems."),
        ("zig",),
    ),
    Term(
        "pie",
        say("PIE", context="glossary"),
        say("A program that can be loaded at any memory address, which makes attacks harder."),
        ("PIE", "position-independent"),
    ),
    Term(
        "debug",
        say("debug information", context="glossary"),
        say("Extra data for debuggers; leaving it out makes the file smaller."),
        ("debug information",),
    ),
    Term(
        "trimpath",
        say("-trimpath", context="glossary"),
        say("Leaves the folder names of your computer out of the program."),
        ("-trimpath", "trimpath"),
    ),
    Term(
        "tags",
        say("build tags", context="glossary"),
        say("Names that switch parts of the code on or off at build time."),
        ("build tags", "build tag"),
    ),
    Term(
        "stamps",
        say("-X variables", context="glossary"),
        say("Text such as a version number that is written into the program at build time."),
        ("-X variables", "-X"),
    ),
    Term(
        "pgo",
        say("PGO", context="glossary"),
        say("Go uses a recording of real work (a profile) to make the busy code faster."),
        ("PGO",),
    ),
    Term(
        "race",
        say("race detector", context="glossary"),
        say("A test build that reports when two goroutines change the same data at once."),
        ("race detector",),
    ),
    Term(
        "module-proxy",
        say("module proxy (GOPROXY)", context="glossary"),
        say("The server from which Go downloads modules."),
        ("module proxy", "GOPROXY"),
    ),
    Term(
        "checksums",
        say("checksum database (GOSUMDB)", context="glossary"),
        say("A public list that proves a module is the same for everyone."),
        ("checksum database", "GOSUMDB"),
    ),
    Term(
        "private",
        say("private modules (GOPRIVATE)", context="glossary"),
        say("Modules Go must fetch from your own server, without proxy or public check."),
        ("private modules", "GOPRIVATE"),
    ),
    Term(
        "vendor",
        say("vendor directory", context="glossary"),
        say("A folder with copies of all modules, so that a build needs no network."),
        ("vendor directory", "go mod vendor"),
    ),
    Term(
        "workspace",
        say("workspace (go.work)", context="glossary"),
        say("A file that lets several modules on one computer be built together."),
        ("workspace", "go.work"),
    ),
    Term(
        "embed",
        say("embed", context="glossary"),
        say("Files (pages, pictures) put inside the program, so they need no upload."),
        ("embed", "embedded", "go:embed"),
    ),
    Term(
        "reproducible",
        say("reproducible build", context="glossary"),
        say("The same source always gives exactly the same file."),
        ("reproducible build", "reproducible"),
    ),
    Term(
        "go-mod",
        say("go.mod", context="glossary"),
        say("The file at the top of a Go project that names it and lists the modules it needs."),
        ("go.mod",),
    ),
)
