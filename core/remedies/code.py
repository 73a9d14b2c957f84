"""What `go` says about the project's own code, and what to tell a newcomer about it."""

from __future__ import annotations

from pathlib import Path

from core.actions import ChooseMain, ChooseTarget, ModTidy, OpenFile, SetCgo
from core.problems import Advice
from core.remedies.options import OPTIONS
from core.remedies.row import AdviceFrom, Remedy
from core.target import Cgo
from core.words import say

_PLACE = r"^(?:vet: )?(?P<file>[^\s:][^:\n]*\.go):(?P<line>\d+)(?::\d+)?: "
_CGO_OFF = Advice(say("Turn cgo off."), SetCgo(Cgo.OFF))
_OPEN = AdviceFrom(
    say("Open {file} at line {line}."),
    lambda found: OpenFile.at(f"{found['file']}:{found['line']}"),
)
_CHOOSE_MAIN = Advice(say("Choose the program to build."), ChooseMain())
_CHOOSE_TARGET = Advice(say("Choose another target."), ChooseTarget())

_LOADING = (
    Remedy(
        "embed_missing",
        (_PLACE + r"pattern (?P<pattern>\S+): no matching files found"),
        say("The code embeds {pattern}, but no such file exists."),
        say("Paths in //go:embed start at the .go file. A front end might have to be built first."),
        (_OPEN,),
    ),
    Remedy(
        "embed_impossible",
        (_PLACE + r"pattern (?P<pattern>\S+): (?:invalid pattern syntax|cannot embed)"),
        say("The code embeds {pattern}, which Go does not allow."),
        say("//go:embed does not accept .., empty directories, or anything outside the package."),
        (_OPEN,),
    ),
    Remedy(
        "package_has_no_code",
        (r"build constraints exclude all Go files in (?P<folder>.+)$"),
        say("A package has no code for this target with these options."),
        say("The package is written in C or for other systems: {folder}"),
        (Advice(say("Turn cgo on."), SetCgo(Cgo.ON)), _CHOOSE_TARGET),
        "cgo",
    ),
    Remedy(
        "internal_package",
        (r"use of internal package (?P<package>\S+) not allowed"),
        say("{package} is private to another module."),
        say("Only packages next to an internal directory can import what is in it."),
        (
            Advice(
                say("Import something else, or copy what you need."),
            ),
        ),
    ),
    Remedy(
        "import_cycle",
        (r"import cycle not allowed"),
        say("The packages form an import cycle."),
        say(
            "Go cannot determine the order in which to compile them. See Details "
            "for the import cycle."
        ),
        (Advice(say("Move what both need into a third package.")),),
    ),
    Remedy(
        "two_packages_in_a_folder",
        (
            r"found packages (?P<one>\S+) \([^)\n]{0,200}\) and (?P<other>\S+) \([^)\n]{0,200}\)"
            r" in (?P<folder>.+)$"
        ),
        say("A directory contains two packages: {one} and {other}."),
        say("All Go files in a directory must belong to one package: {folder}"),
        (Advice(say("Move one of them to another directory.")),),
    ),
    Remedy(
        "no_go_files",
        (r"no (?:non-test )?Go files in (?P<folder>.+)$|matched no packages"),
        say("There is nothing to build in this directory."),
        say("The directory contains no Go files: {folder}"),
        (_CHOOSE_MAIN,),
        "main",
    ),
    Remedy(
        "several_programs",
        (r"cannot write multiple packages to non-directory"),
        say("This project contains more than one program."),
        say("One file can contain only one of them."),
        (_CHOOSE_MAIN,),
        "main",
    ),
    Remedy(
        "not_a_program",
        (r"(?<!\S)(?P<package>\S+) is not a main package"),
        say("{package} is not a program."),
        say("Only a package named main can be started."),
        (_CHOOSE_MAIN,),
        "main",
    ),
    Remedy(
        "no_main_function",
        (r"function main is undeclared in the main package"),
        say("The program has no func main."),
        say("A program starts at the function main of its package main."),
        (Advice(say("Add a func main, or choose another program."), ChooseMain()),),
        "main",
    ),
)

_COMPILING = (
    Remedy(
        "not_on_this_system",
        (_PLACE + r"undefined: (?P<name>(?:syscall|unix|windows)\.\w+)"),
        say("{name} does not exist on the target system."),
        say("The code was written for another operating system."),
        (_OPEN, _CHOOSE_TARGET),
        "target",
    ),
    Remedy(
        "go_line_too_low",
        (_PLACE + r".*requires go(?P<wanted>\S+) or later \(-lang was set to go(?P<has>[\d.]+)"),
        say("The code needs Go {wanted}, but go.mod allows only {has}."),
        say("The go line in go.mod turns off newer language features."),
        (Advice(say("Raise the go line in go.mod to {wanted}."), OpenFile(Path("go.mod"))),),
    ),
    Remedy(
        "declared_twice",
        (_PLACE + r"(?P<name>\w+) redeclared in this block"),
        say("{name} is declared twice in the same package."),
        say("All files in a directory belong together, so two programs need two directories."),
        (_OPEN,),
    ),
    Remedy(
        "import_unused",
        (_PLACE + r"(?P<name>\"[^\"]+\") imported (?:as \w+ )?and not used"),
        say("The import {name} is not used."),
        say("Go does not compile code with unused imports."),
        (_OPEN,),
    ),
    *(
        Remedy(
            "variable_unused",
            (_PLACE + wording),
            say("The variable {name} is not used."),
            say("Go does not compile code with unused variables."),
            (_OPEN,),
        )
        for wording in (
            r"declared and not used: (?P<name>\w+)",
            r"(?P<name>\w+) declared (?:and|but) not used",  # before Go 1.20
        )
    ),
    Remedy(
        "undefined_name",
        (_PLACE + r"undefined: (?P<name>\S+)"),
        say("{name} is not defined anywhere."),
        say(
            "The name is misspelled, or it is in a file that is excluded for this "
            "target or without cgo."
        ),
        (_OPEN,),
    ),
    Remedy(
        "function_without_body",
        (r"relocation target (?P<name>\S+) not defined|missing function body"),
        say("A function is declared but has no body."),
        say("A dependency is too old for this Go, or its assembly is missing for the target."),
        (Advice(say("Update the dependency."), ModTidy()), _CHOOSE_TARGET),
    ),
    Remedy(
        "file_not_text",
        (
            r"^(?:read )?(?P<file>[^\s:][^:\n]*\.go):"
            r".*(?:unexpected NUL in input|invalid (?:NUL|UTF-8))"
        ),
        say("{file} is not a text file."),
        say("The file contains bytes that are not allowed in Go files. It might be damaged."),
        (AdviceFrom(say("Open {file}."), lambda found: OpenFile.at(found["file"])),),
    ),
    Remedy(
        "c_code_faulty",
        (r"^(?P<file>[^\s:][^:\n]*):(?P<line>\d+):\d+: (?:fatal )?error: (?P<message>.+)$"),
        say("The C code does not compile: {message}"),
        say("The C compiler stopped at line {line} of {file}."),
        (_OPEN,),
    ),
    Remedy(
        "c_symbol_missing",
        (r"undefined (?:reference to|symbol:) ['`]?(?P<name>[^'`\s]+)"),
        say("The C function {name} is used but not defined."),
        say(
            "A C library is missing from the link, is older than the code, or was "
            "built for another system."
        ),
        (Advice(say("Name the library in a #cgo LDFLAGS line, or install it.")),),
    ),
    Remedy(
        "c_symbol_twice",
        (r"(?:multiple definition of|duplicate symbol:?) [`'\"]?(?P<name>[^`'\"\s;]+)"),
        say("The C function or variable {name} is defined twice."),
        say("Either two C files define it, or two packages include the same C library."),
        (
            Advice(
                say(
                    "Remove one, or mark it static. With //export, the comment above "
                    'import "C" can contain only declarations.'
                )
            ),
        ),
    ),
    Remedy(
        "c_name_unknown",
        (_PLACE + r"could not determine (?:what|kind of name for) (?P<name>C\.\w+)"),
        say("The code uses {name}, which is not declared in C."),
        say('The comment above import "C" does not declare it, or a header is missing there.'),
        (_OPEN,),
    ),
    Remedy(
        "c_flag_refused",
        (r"invalid flag in (?P<where>\S+ \S+|pkg-config\S*): (?P<flag>\S+)"),
        say("Go does not let a package pass the option {flag} to the C compiler."),
        say(
            "Go allows only options that are known to be safe, because packages "
            "are downloaded code."
        ),
        (
            Advice(say("If you trust it, set the extra environment variable CGO_CFLAGS_ALLOW.")),
            _CGO_OFF,
        ),
    ),
    Remedy(
        "c_files_without_cgo",
        (r"C source files not allowed when not using cgo or SWIG: (?P<files>.+)$"),
        say("A directory contains C files that no Go file there uses: {files}"),
        say('C files are compiled only if a Go file in the same directory has import "C".'),
        (Advice(say('Move the C files away, or add import "C" to a Go file there.')), _CGO_OFF),
    ),
    Remedy(
        "c_code_not_movable",
        (r"recompile with -fPI[CE]"),
        say("C code in this project is not position-independent."),
        say("PIE was requested, but part of the program was not built with -fPIC."),
        (Advice(say("Build a plain program, or build that C library with -fPIC.")),),
        "mode",
    ),
    Remedy(
        "c_option_unknown",
        (
            r"error: (?:unrecognized|unknown|unsupported) (?:command[- ]line )?"
            r"(?:option|argument):? \W(?P<flag>-[\w+=.,-]+)"
        ),
        say("The C compiler does not support the option {flag}."),
        say(
            "The option was written for another compiler. gcc, clang and zig "
            "differ in some options."
        ),
        (Advice(say("Correct CC, CGO_CFLAGS or the #cgo line that names it.")), _CGO_OFF),
    ),
    Remedy(
        "c_package_unknown",
        (r'pkg-config: exec: "(?P<program>[^"]+)"|Package (?P<name>\S+) was not found in the pkg'),
        say("pkg-config did not find a C library of this project."),
        say("pkg-config finds C libraries. Either pkg-config or the library is not installed."),
        (Advice(say("Install pkg-config and the library's development package.")), _CGO_OFF),
    ),
    Remedy(
        "compile_error",
        (_PLACE + r"(?P<message>.+)$"),
        say("The code does not compile: {message}"),
        say("The Go compiler stopped at line {line} of {file}."),
        (_OPEN,),
    ),
)


ROWS: tuple[Remedy, ...] = (*OPTIONS, *_LOADING, *_COMPILING)
