"""What `go` says when the computer is in the way: rights, disks, limits, a Go that lacks parts."""

from __future__ import annotations

from core.actions import ChooseGo, Retry, UseBundledGo
from core.problems import Advice
from core.remedies.row import Remedy
from core.words import say

_REFUSED = r"(?:permission denied|read-only file system|Access is denied|operation not permitted)"
_CHOOSE_GO = Advice(say("Choose another Go installation."), ChooseGo())

_ROOM = (
    Remedy(
        "disk_full",
        (r"no space left on device|There is not enough space on the disk"),
        say("The disk is full."),
        say("Go needs space for temporary files, for its cache and for the program."),
        (Advice(say("Free some space, then build again."), Retry()),),
    ),
    Remedy(
        "quota_used_up",
        (r"disk quota exceeded"),
        say("Your disk quota is used up."),
        say("The disk might have space, but this computer limits the space of each user (quota)."),
        (Advice(say("Free some space, or ask for a larger quota, then build again."), Retry()),),
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
        say("The limit on open files is too low for Go."),
        say("This computer limits how many files a program can have open (ulimit -n)."),
        (Advice(say("Raise that limit to 1024 or more, then start GoFerry again.")),),
    ),
    Remedy(
        "too_many_processes",
        (r"failed to create new OS thread|newosproc|fork/exec .*: resource temporarily unavail"),
        say("The limit on processes is too low for Go."),
        say("This computer limits how many programs a user can run at once (ulimit -u)."),
        (Advice(say("Close other programs, or raise that limit, then build again."), Retry()),),
    ),
)

_RIGHTS = (
    Remedy(
        "build_cache_locked",
        (r"failed to initialize build cache at (?P<folder>.+?): .*" + _REFUSED),
        say("Go cannot write to its build cache: {folder}"),
        say("The directory belongs to another user, often after sudo, or its disk is read-only."),
        (
            Advice(say("Make yourself the owner of the directory, then build again."), Retry()),
            Advice(say("Or set another directory with the extra environment variable GOCACHE.")),
        ),
    ),
    Remedy(
        "module_cache_locked",
        (
            r"(?:writing go\.mod cache: .*?|could not create module cache: .*?|^go: .*?@.*?: )"
            r"(?:mkdir|open) (?P<folder>.+?)(?:/cache)?: " + _REFUSED
        ),
        say("Go cannot store modules in this directory: {folder}"),
        say("The directory belongs to another user, often after sudo, or its disk is read-only."),
        (
            Advice(say("Make yourself the owner of the directory, then build again."), Retry()),
            Advice(say("Or set another directory with the extra environment variable GOMODCACHE.")),
        ),
    ),
    Remedy(
        "temporary_folder_unusable",
        (r"creating work dir: (?:mkdir|stat) (?P<folder>.+?)(?:/go-build\d*)?: "),
        say("Go cannot use the directory for temporary files: {folder}"),
        say("The directory does not exist, belongs to another user, or is on a read-only disk."),
        (
            Advice(
                say("Make the directory usable, or clear the environment variable GOTMPDIR."),
                Retry(),
            ),
        ),
    ),
    Remedy(
        "go_mod_locked",
        (r"updating go\.(?:mod|sum): .*?(?P<file>[^\s:]*go\.(?:mod|sum)): " + _REFUSED),
        say("Go cannot write to {file}."),
        say("The file or its directory belongs to another user, or its disk is read-only."),
        (
            Advice(
                say("Make yourself the owner of the project's directory, then build again."),
                Retry(),
            ),
        ),
    ),
    Remedy(
        "output_locked",
        (r"copying \S+: open (?P<file>.+): " + _REFUSED),
        say("The program cannot be written to {file}."),
        say("The directory belongs to another user, or its disk is read-only."),
        (Advice(say("Choose another path for the program."), Retry()),),
        "output",
    ),
    Remedy(
        "source_locked",
        (r"^(?:go: )?open (?P<file>.+\.(?:go|mod|sum|work)): " + _REFUSED),
        say("You do not have permission to read {file}."),
        say("The file belongs to another user, who has not allowed others to read it."),
        (Advice(say("Give yourself read permission, then build again."), Retry()),),
    ),
    Remedy(
        "file_name_too_long",
        (r"file name too long"),
        say("A file's name is too long for this disk."),
        say("Most disks allow names of up to 255 bytes."),
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
        say("Programs in Go's temporary directory are not allowed to run."),
        say("The directory for temporary files is on a disk that is mounted noexec: {file}"),
        (
            Advice(
                say(
                    "Set the environment variable GOTMPDIR to a directory on another disk, "
                    "then start GoFerry again."
                )
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
        say("This Go installation is incomplete."),
        say("The compiler or the standard library is not where it should be."),
        (
            _CHOOSE_GO,
            Advice(say("Use the Go installation that comes with GoFerry."), UseBundledGo()),
        ),
        "go",
    ),
)

ROWS: tuple[Remedy, ...] = (*_ROOM, *_RIGHTS, *NOT_STARTED, *_GO)
