"""What `go` says when the computer is in the way: rights, disks, limits, a Go that lacks parts."""

from __future__ import annotations

from core.actions import ChooseGo, Retry, UseBundledGo
from core.problems import Advice
from core.remedies.row import Remedy
from core.words import say

_REFUSED = r"(?:permission denied|read-only file system|Access is denied|operation not permitted)"
_CHOOSE_GO = Advice(say("Choose another Go."), ChooseGo())

_ROOM = (
    Remedy(
        "disk_full",
        (r"no space left on device|There is not enough space on the disk"),
        say("The disk is full."),
        say("Go needs room for temporary files, for its cache and for the program."),
        (Advice(say("Free some space, then build again."), Retry()),),
    ),
    Remedy(
        "quota_used_up",
        (r"disk quota exceeded"),
        say("Your share of the disk is used up."),
        say("The disk may have room, but this computer allows each user only so much (a quota)."),
        (Advice(say("Free some space, or ask for a larger share, then build again."), Retry()),),
    ),
    Remedy(
        "out_of_memory",
        (r"signal: killed|out of memory|cannot allocate memory"),
        say("The computer ran out of memory while compiling."),
        say("The system ended the compiler or the linker."),
        (Advice(say("Close other programs, then build again."), Retry()),),
    ),
    Remedy(
        "too_many_files",
        (r"too many open files"),
        say("Go may not open as many files as it needs."),
        say("This computer limits how many files a program has open (ulimit -n)."),
        (Advice(say("Raise that limit to 1024 or more, then start GoFerry again.")),),
    ),
    Remedy(
        "too_many_processes",
        (r"failed to create new OS thread|newosproc|fork/exec .*: resource temporarily unavail"),
        say("Go may not start as many programs as it needs."),
        say("This computer limits how many of them a user runs at once (ulimit -u)."),
        (Advice(say("Close other programs, or raise that limit, then build again."), Retry()),),
    ),
)

_RIGHTS = (
    Remedy(
        "build_cache_locked",
        (r"failed to initialize build cache at (?P<folder>.+?): .*" + _REFUSED),
        say("Go cannot write to its build cache: {folder}"),
        say("The folder belongs to another user, often after sudo, or its disk is read-only."),
        (
            Advice(say("Make the folder your own again, then build again."), Retry()),
            Advice(say("Or name another folder in the extra variable GOCACHE.")),
        ),
    ),
    Remedy(
        "module_cache_locked",
        (
            r"(?:writing go\.mod cache: .*?|could not create module cache: .*?|^go: .*?@.*?: )"
            r"(?:mkdir|open) (?P<folder>.+?)(?:/cache)?: " + _REFUSED
        ),
        say("Go cannot keep modules in this folder: {folder}"),
        say("The folder belongs to another user, often after sudo, or its disk is read-only."),
        (
            Advice(say("Make the folder your own again, then build again."), Retry()),
            Advice(say("Or name another folder in the extra variable GOMODCACHE.")),
        ),
    ),
    Remedy(
        "temporary_folder_unusable",
        (r"creating work dir: (?:mkdir|stat) (?P<folder>.+?)(?:/go-build\d*)?: "),
        say("Go cannot use the folder for temporary files: {folder}"),
        say("It is not there, belongs to another user, or its disk is read-only."),
        (Advice(say("Make it usable, or clear the variable GOTMPDIR."), Retry()),),
    ),
    Remedy(
        "go_mod_locked",
        (r"updating go\.(?:mod|sum): .*?(?P<file>[^\s:]*go\.(?:mod|sum)): " + _REFUSED),
        say("Go cannot write to {file}."),
        say("The file or its folder belongs to another user, or its disk is read-only."),
        (Advice(say("Make the project's folder your own, then build again."), Retry()),),
    ),
    Remedy(
        "output_locked",
        (r"copying \S+: open (?P<file>.+): " + _REFUSED),
        say("The program cannot be written to {file}."),
        say("The folder belongs to another user, or its disk is read-only."),
        (Advice(say("Choose another place for the program."), Retry()),),
        "output",
    ),
    Remedy(
        "source_locked",
        (r"^(?:go: )?open (?P<file>.+\.(?:go|mod|sum|work)): " + _REFUSED),
        say("{file} may not be read."),
        say("The file belongs to another user, who has not allowed others to read it."),
        (Advice(say("Allow yourself to read it, then build again."), Retry()),),
    ),
    Remedy(
        "file_name_too_long",
        (r"file name too long"),
        say("A file's name is too long for this disk."),
        say("Most disks take names of up to 255 bytes."),
        (Advice(say("Choose a shorter name, then build again."), Retry()),),
    ),
    Remedy(
        "no_cache_folder",
        (r"build cache is required, but could not be located|GOCACHE is not defined"),
        say("Go does not know where to keep its build cache."),
        say("Neither HOME nor GOCACHE is set for GoFerry."),
        (Advice(say("Start GoFerry from your own session, or set HOME.")),),
    ),
)

# What stops a test or a gate before it begins.
NOT_STARTED = (
    Remedy(
        "programs_forbidden",
        (r"fork/exec (?P<file>.*go-(?:build|test)\S*): (?:permission denied|exec format)"),
        say("A program that Go just built may not be started."),
        say("The disk of the folder for temporary files forbids programs (noexec): {file}"),
        (
            Advice(
                say("Name a folder on another disk in the variable GOTMPDIR, then start GoFerry.")
            ),
        ),
    ),
)

_GO = (
    Remedy(
        "go_incomplete",
        (
            r'go: no such tool "(?P<tool>\w+)"'
            r"|package (?:bufio|bytes|context|errors|fmt|io|os|runtime|strings|sync|time|unsafe)"
            r" is not in (?:std|GOROOT)"
        ),
        say("This Go installation lacks parts of itself."),
        say("Its compiler or its standard library is not where it belongs."),
        (_CHOOSE_GO, Advice(say("Use the Go that comes with GoFerry."), UseBundledGo())),
        "go",
    ),
)

ROWS: tuple[Remedy, ...] = (*_ROOM, *_RIGHTS, *NOT_STARTED, *_GO)
