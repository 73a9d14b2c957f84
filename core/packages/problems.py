"""What can be in the way of a package, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.plain_text import one_line
from core.problems import Advice, Problem
from core.words import list_of, say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = 8


def stays_out(names: Sequence[str]) -> Problem:
    """Say which files must not be in a package."""
    return Problem(
        code="package_file_refused",
        what=say_count(
            len(names),
            one="{names} cannot be in a package.",
            many="{n} files cannot be in a package: {names}",
            names=list_of(map(one_line, names), most=_SHOWN),
        ),
        why=say(
            "A package holds plain files of the project. Links that lead out of it, devices, "
            "pipes, sockets, unreadable files and files with set-uid, set-gid or sticky bits "
            "are refused."
        ),
        next=(Advice(say("Leave the file out (--exclude), or make it a plain file.")),),
        details="\n".join(map(one_line, names)),
        field="include",
    )


def odd_name(names: Sequence[str]) -> Problem:
    """Say which names must not be in a package."""
    return Problem(
        code="package_name_refused",
        what=say_count(
            len(names),
            one="The file name {names} cannot be in a package.",
            many="{n} file names cannot be in a package: {names}",
            names=list_of(map(one_line, names), most=_SHOWN),
        ),
        why=say(
            "Names with control characters, backslashes or colons, and names of more than 240 "
            "bytes, are read differently by other tools."
        ),
        next=(Advice(say("Rename the file, or leave it out (--exclude).")),),
        details="\n".join(map(one_line, names)),
        field="include",
    )


def changed(path: str) -> Problem:
    """Say that the program is not the one that was looked into."""
    return Problem(
        code="program_changed",
        what=say("{path} changed while it was packed.", path=path),
        why=say("The package must hold the program that was inspected."),
        next=(Advice(say("Wait until the build is finished, then try again.")),),
    )


def wrong_system(name: str, goos: str) -> Problem:
    """Say that such a package is for another system."""
    return Problem(
        code="package_wrong_system",
        what=say(
            "A {format} package cannot hold a program for {system}.", format=name, system=goos
        ),
        why=say("The package managers of Linux read this format."),
        next=(Advice(say("Build for Linux (--target linux/amd64), or choose tar.gz or zip.")),),
        field="format",
    )


def one_program(name: str, targets: int) -> Problem:
    """Say that such a package is for one processor."""
    return Problem(
        code="package_several_targets",
        what=say("{n} targets cannot go into one {format} package.", n=targets, format=name),
        why=say("The package is for one system and one processor."),
        next=(Advice(say("Make one package for each target.")),),
        field="format",
    )


def exists(path: str) -> Problem:
    """Say that something else has that name already."""
    return Problem(
        code="output_exists",
        what=say("{path} already exists and has different content.", path=path),
        why=say("GoFerry replaces a file or directory only with --overwrite."),
        next=(Advice(say("Choose another name (--output), or add --overwrite.")),),
        field="output",
    )


def foreign_folder(path: str) -> Problem:
    """Say that a folder is somebody else's."""
    return Problem(
        code="output_foreign",
        what=say("{path} is not a package that GoFerry made.", path=path),
        why=say("GoFerry replaces only a directory whose SHA256SUMS matches its files."),
        next=(Advice(say("Choose another name (--output), or delete the directory yourself.")),),
        field="output",
    )


def odd_version(text: str) -> Problem:
    """Say that this is no version."""
    return Problem(
        code="package_version_unusable",
        what=say("“{text}” cannot be the version of a package.", text=one_line(text)),
        why=say(
            "A version is 1 to 4 numbers with dots between them. A hyphen and letters or digits "
            "can follow, for example 1.2.3-rc1."
        ),
        next=(Advice(say("Give another version: --package-version 1.2.3")),),
        field="version",
    )


def no_version() -> Problem:
    """Say that nothing tells the version."""
    return Problem(
        code="package_unversioned",
        what=say("The program has no version, so the package is 0.0.0."),
        why=say(
            "The program was built without a commit. Package managers upgrade only to a "
            "higher version."
        ),
        next=(Advice(say("Build from a commit, or give a version: --package-version 1.2.3")),),
    )


def no_release_command(command: str) -> Problem:
    """Say that the release command is left to people."""
    return Problem(
        code="package_without_release_command",
        what=say("Installing the package does not run the release command."),
        why=say("A package cannot undo what the command changes."),
        next=(Advice(say("Before the upgrade, run: {command}", command=one_line(command))),),
    )


def without_overlap(mode: str) -> Problem:
    """Say that an upgrade by a package is not as smooth as a deploy."""
    return Problem(
        code="package_without_overlap",
        what=say("An upgrade with this package restarts the service."),
        why=say("Mode {mode} needs GoFerry's deploy, which runs 2 copies for a moment.", mode=mode),
    )


def no_command() -> Problem:
    """Say that a Dockerfile needs a project."""
    return Problem(
        code="package_needs_project",
        what=say("A Dockerfile needs the Go project, not only its program."),
        why=say("Docker builds the program from the source code."),
        next=(Advice(say("Name the project's directory instead of the program.")),),
    )


def arguments_with_variables() -> Problem:
    """Say that nothing in an image puts values into arguments."""
    return Problem(
        code="image_arguments",
        what=say("Arguments with ${{…}} cannot be written into an image."),
        why=say("Only systemd replaces them. An image starts the program without a shell."),
        next=(Advice(say("Let the program read the environment variable itself.")),),
        field="args",
    )


def not_on_openrc() -> Problem:
    """Say that Alpine's service manager cannot run such a service."""
    return Problem(
        code="package_not_on_openrc",
        what=say("An apk package cannot hold timers or further processes."),
        why=say("Alpine runs services with OpenRC, which has no timers."),
        next=(Advice(say("Choose tar.gz, or deb or rpm for systems with systemd.")),),
        field="format",
    )


def needs_libraries(name: str, libraries: Sequence[str]) -> Problem:
    """Say that the package cannot name what its program needs of the system."""
    return Problem(
        code="package_needs_libraries",
        what=say(
            "The program needs libraries of the system: {names}",
            names=list_of(map(one_line, libraries), most=_SHOWN),
        ),
        why=say("The {format} package cannot tell which packages contain them.", format=name),
        next=(Advice(say("Build a static program: turn cgo off, or choose --cgo static.")),),
        field="format",
    )


def odd_maintainer(text: str) -> Problem:
    """Say that this is no name with an address."""
    return Problem(
        code="package_maintainer_unusable",
        what=say("“{text}” cannot be the maintainer of a package.", text=one_line(text)),
        why=say("A maintainer is a name and an email address: Jane Doe <jane@example.org>"),
        next=(Advice(say("Give another one: --maintainer 'NAME <EMAIL>'")),),
        field="maintainer",
    )
