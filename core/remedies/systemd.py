"""What systemd and a program's own last words say when a service does not come up."""

from __future__ import annotations

from core.actions import (
    AddTags,
    CheckServer,
    ChooseOption,
    ChooseTarget,
    Retry,
    SetCgo,
    SetMicro,
    ShowLogs,
    UseOption,
)
from core.doors import Door
from core.problems import Advice
from core.remedies.port import port_action
from core.remedies.row import AdviceFrom, Remedy
from core.target import Cgo
from core.words import say

_LOGS = Advice(say("Read the log of this run."), ShowLogs())
_WITHOUT_CGO = Advice(say("Rebuild without cgo."), SetCgo(Cgo.OFF))

# What only systemd can know: a program that says so may have made it up.
ITS_OWN = frozenset(
    {
        "interpreter_missing",
        "not_executable",
        "service_user_missing",
        "folder_missing",
        "settings_file_missing",
        "stops_at_once",
    }
)

# Nobody sends files of these, and programs look there for what a system may or may not have.
_OF_THE_KERNEL = "/(?:dev|proc|sys)/"
_RELEASE = r"/opt/[^\s:/]+/(?:releases/[^\s:/]+|current)/"  # where it starts, made absolute
_WRITES = "(?:open|mkdir|create|rename|remove|symlink)"

ROWS: tuple[Remedy, ...] = (
    Remedy(
        "port_in_use",
        (r"listen tcp[46]? \S*?:(?P<port>\d+): bind: address already in use"),
        say("Port {port} is used by another program."),
        say("The program could not open the port and stopped."),
        (Advice(say("Use another port."), ChooseOption("port")),),
        field="port",
    ),
    Remedy(
        "port_not_permitted",
        (r"listen tcp[46]? \S*?:(?P<port>\d+): bind: permission denied"),
        say("The service is not allowed to open port {port}."),
        say(
            "Ports below 1024 need a permission, and the unit grants it only for "
            "the port of the service."
        ),
        (
            AdviceFrom(
                say("Set the port that the program listens on."),
                lambda found: port_action(found["port"]),
            ),
            Advice(
                say("Or, for a further port, open this door of the sandbox and deploy again."),
                UseOption("allow", Door.LOW_PORTS.value),
            ),
        ),
        field="port",
    ),
    Remedy(
        "glibc_too_old",
        (r"version `GLIBC_(?P<wanted>[\d.]+)' not found"),
        say("The program needs a newer system library than the server has."),
        say("The program was linked with glibc {wanted}. Without cgo it does not need glibc."),
        (_WITHOUT_CGO,),
    ),
    Remedy(
        "wrong_architecture",
        (r"Exec format error|cannot execute binary file"),
        say("The program was built for another type of CPU."),
        say("The server's kernel refused to run the file."),
        (Advice(say("Choose the server's target and build again."), ChooseTarget()),),
    ),
    Remedy(
        "processor_too_old",
        (r"can only be run on AMD64 processors with (?P<level>v\d)"),
        say("The program was built for newer processors than the server's."),
        say("The program needs the amd64 level {level}."),
        (Advice(say("Rebuild for any amd64 (GOAMD64=v1)."), SetMicro("v1")),),
    ),
    Remedy(
        "interpreter_missing",
        (r"Failed (?:to execute|at step EXEC spawning) \S+: No such file or directory"),
        say("The file exists, but the server could not start it."),
        say("The program needs a system library that is not installed on this server."),
        (_WITHOUT_CGO,),
    ),
    Remedy(
        "not_executable",
        (r"Failed (?:to execute|at step EXEC spawning) \S+: Permission denied"),
        say("The server does not allow programs to run from that directory."),
        say(
            "Either the directory is mounted noexec, or SELinux does not allow "
            "services to run files from it."
        ),
        (Advice(say("See this server's check results."), CheckServer()),),
    ),
    Remedy(
        "service_user_missing",
        (r"status=217/USER|Failed to determine user credentials"),
        say("The user that the service runs as does not exist on the server."),
        say("The user existed when the service was prepared, so it was removed since."),
        (Advice(say("Deploy again: the plan then creates it."), Retry()),),
    ),
    Remedy(
        "folder_missing",
        (r"status=200/CHDIR|Changing to the requested working directory failed"),
        say("The working directory of the service does not exist."),
        say("The release on the server is incomplete."),
        (Advice(say("Deploy again."), Retry()),),
    ),
    Remedy(
        "settings_file_missing",
        (r"Failed to load environment files?"),
        say("The service's environment file cannot be read."),
        say("Without it systemd does not start the program."),
        (Advice(say("Deploy again with an environment file."), Retry()),),
    ),
    Remedy(
        "file_not_sent",
        (
            rf"(?:open|stat|lstat) (?P<path>(?!{_OF_THE_KERNEL})[^\s:]+): no such file or directory"
            r"|pattern matches no files: `?(?P<pattern>[^`\n]+)`?"
        ),
        say("The program looks for a file that was not uploaded: {path}{pattern}"),
        say("Only the program and the files that you add are uploaded to the server."),
        (Advice(say("Upload the file too, or embed it with //go:embed.")),),
    ),
    Remedy(
        "writes_beside_itself",
        (
            rf"{_WRITES} (?:\./|{_RELEASE}(?!bin/))?(?P<path>(?P<top>[^\s:/]+)[^\s:]*)"
            ": read-only file system"
        ),
        say("The program writes to {path}, in the directory where it starts."),
        say("That directory is its release. It is read-only, and the next release replaces it."),
        (
            Advice(
                say("Start the program in its data directory, which is kept between releases."),
                UseOption("working_dir", "data"),
            ),
            AdviceFrom(
                say("Or keep only {top}, if the program also reads files of its release there."),
                lambda found: UseOption("writable", found["top"]),
            ),
        ),
        field="working_dir",
    ),
    Remedy(
        "writes_into_release",
        (rf"{_WRITES} (?P<path>/opt/[^\s:/]+/(?:releases|current)/[^\s:]+): read-only file system"),
        say("The program writes to {path}, next to its own file."),
        say("Files there are not kept, so the directory is read-only."),
        (
            Advice(
                say(
                    "Choose another path: the environment variable STATE_DIRECTORY holds "
                    "its data directory."
                ),
                ChooseOption("args"),
            ),
        ),
        field="args",
    ),
    Remedy(
        "read_only_place",
        (rf"{_WRITES} (?P<path>(?!{_OF_THE_KERNEL})/[^\s:]+): read-only file system"),
        say("The program tries to write to {path}, which the sandbox protects."),
        say("The service can write to the directory in STATE_DIRECTORY and to /tmp."),
        (
            Advice(say("Write to the directory in STATE_DIRECTORY instead.")),
            Advice(say("Or allow the program to write there too."), ChooseOption("writable")),
        ),
        field="writable",
    ),
    Remedy(
        "database_not_writable",
        (r"unable to open database file|attempt to write a readonly database"),
        say("The program cannot write to its SQLite database."),
        say("Most likely it is in the directory where the program starts, which is read-only."),
        (
            Advice(
                say("Start the program in its data directory, which is kept between releases."),
                UseOption("working_dir", "data"),
            ),
        ),
        field="working_dir",
    ),
    Remedy(
        "authorities_missing",
        (r"x509: certificate signed by unknown authority|x509: failed to load system roots"),
        say("The program does not trust the certificate of a server that it connects to."),
        say("The list of trusted authorities might be missing on the server."),
        (Advice(say("Install the package ca-certificates on the server.")),),
    ),
    Remedy(
        "time_zone_missing",
        (r"unknown time zone (?P<zone>\S+)"),
        say("The server has no data for the time zone {zone}."),
        say("The server has no time-zone data."),
        (Advice(say("Build the data in (-tags timetzdata)."), AddTags(("timetzdata",))),),
    ),
    Remedy(
        "program_panicked",
        (r"^(?:panic|fatal error): (?P<reason>.+)$"),
        say("The program stopped with a panic."),
        say("Its output: {reason}"),
        (_LOGS,),
    ),
    Remedy(
        "stops_at_once",
        (r"Start request repeated too quickly|start-limit-hit"),
        say("The program exits right after starting, again and again."),
        say("systemd stopped restarting it. The first lines of its log show the reason."),
        (_LOGS,),
    ),
)
