"""What `go` says about the options of a build, and about the file that it shall write."""

from __future__ import annotations

from core.actions import OmitVcs, Retry
from core.problems import Advice
from core.remedies.row import Remedy
from core.words import say

OPTIONS = (
    Remedy(
        "stamp_not_text",
        (r"(?<!\S)(?P<name>\S+): cannot set with -X: not a var of type string"),
        say("{name} cannot be set at build time."),
        say("Only variables of type string can be set."),
        (Advice(say("Set another variable, or none.")),),
        "stamps",
    ),
    Remedy(
        "stamp_unnamed",
        (r"-X flag requires argument of the form importpath\.name=value"),
        say("A variable set at build time lacks its package or its value."),
        say("The linker needs both: main.version=1.2.0 sets version in package main."),
        (Advice(say("Write it as main.NAME=VALUE.")),),
        "stamps",
    ),
    Remedy(
        "linker_options_unclear",
        (
            r"^(?P<said>flag provided but not defined: .*|invalid value .* for flag .*)\n"
            r"usage: link \[options\]"
        ),
        say("The linker did not understand the extra linker flags."),
        say("Its output: {said}"),
        (Advice(say("Correct the extra linker flags.")),),
        "ldflags",
    ),
    Remedy(
        "linker_options_unclear",
        (r"usage: link \[options\]"),
        say("The linker did not understand the extra linker flags."),
        say("A value with spaces needs quotes around it."),
        (Advice(say("Correct the extra linker flags.")),),
        "ldflags",
    ),
    Remedy(
        "goflags_unclear",
        (r"parsing \$GOFLAGS: (?P<said>.+)$"),
        say("The environment variable GOFLAGS contains something that Go does not support."),
        say("Go's output: {said}"),
        (Advice(say("Clear GOFLAGS, then build again."), Retry()),),
    ),
    Remedy(
        "git_refuses_folder",
        (r"error obtaining VCS status"),
        say("git could not report the version of this project."),
        say("Often the directory belongs to another user, whom git does not trust."),
        (Advice(say("Build without the version from git."), OmitVcs()),),
    ),
    Remedy(
        "program_still_runs",
        (r"being used by another process|text file busy"),
        say("The old program is still running, so it cannot be replaced."),
        say("The system protects the file of a running program."),
        (Advice(say("Stop the program, or choose another name, then build again."), Retry()),),
    ),
    Remedy(
        "goflag_unknown",
        (r"flag provided but not defined: (?P<flag>\S+)"),
        say("Go does not support the option {flag}."),
        say("The option is misspelled, or belongs to another Go version."),
        (Advice(say("Correct the extra options.")),),
        "flags",
    ),
)
