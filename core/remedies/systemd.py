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
        say("The program could not open it and stopped."),
        (Advice(say("Use another port."), ChooseOption("port")),),
        field="port",
    ),
    Remedy(
        "port_not_permitted",
        (r"listen tcp[46]? \S*?:(?P<port>\d+): bind: permission denied"),
        say("The service may not open port {port}."),
        say(
            "Ports below 1024 need a permission, and the unit grants it only for the port it knows."
        ),
        (
            AdviceFrom(
                say("Tell GoFerry the port that the program opens."),
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
        say("It was linked against glibc {wanted}; without cgo it needs none at all."),
        (_WITHOUT_CGO,),
    ),
    Remedy(
        "wrong_architecture",
        (r"Exec format error|cannot execute binary file"),
        say("The program was built for another kind of processor."),
        say("The server's kernel refused to run the file."),
        (Advice(say("Choose the server's target and build again."), ChooseTarget()),),
    ),
    Remedy(
        "processor_too_old",
        (r"can only be run on AMD64 processors with (?P<level>v\d)"),
        say("The program was built for newer processors than the server's."),
        say("It wants the level {level} of amd64."),
        (Advice(say("Rebuild for any amd64 (GOAMD64=v1)."), SetMicro("v1")),),
    ),
    Remedy(
        "interpreter_missing",
        (r"Failed (?:to execute|at step EXEC spawning) \S+: No such file or directory"),
        say("The server could not start the file, though it is there."),
        say("It asks for a system library that this server does not have."),
        (_WITHOUT_CGO,),
    ),
    Remedy(
        "not_executable",
        (r"Failed (?:to execute|at step EXEC spawning) \S+: Permission denied"),
        say("The server may not run the file where it lies."),
        say("The folder is mounted noexec, or SELinux forbids services to run files from it."),
        (Advice(say("Look what the check of this server says."), CheckServer()),),
    ),
    Remedy(
        "service_user_missing",
        (r"status=217/USER|Failed to determine user credentials"),
        say("The user that the service runs as does not exist on the server."),
        say("It was there when the service was prepared, so somebody removed it."),
        (Advice(say("Deploy again: the plan then creates it."), Retry()),),
    ),
    Remedy(
        "folder_missing",
        (r"status=200/CHDIR|Changing to the requested working directory failed"),
        say("The folder that the service works in does not exist."),
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
        say("The program looks for a file that was not sent: {path}{pattern}"),
        say("Only the program itself and the files you include travel to the server."),
        (Advice(say("Send the file too, or embed it with //go:embed.")),),
    ),
    Remedy(
        "writes_beside_itself",
        (
            rf"{_WRITES} (?:\./|{_RELEASE}(?!bin/))?(?P<path>(?P<top>[^\s:/]+)[^\s:]*)"
            ": read-only file system"
        ),
        say("The program writes to {path}, in the folder where it starts."),
        say("That is its release, which is closed for writing and goes with the next one."),
        (
            Advice(
                say("Let it start in its data folder, which outlives releases."),
                UseOption("working_dir", "data"),
            ),
            AdviceFrom(
                say("Or let {top} alone be kept, where it also reads files of its release."),
                lambda found: UseOption("writable", found["top"]),
            ),
        ),
        field="working_dir",
    ),
    Remedy(
        "writes_into_release",
        (rf"{_WRITES} (?P<path>/opt/[^\s:/]+/(?:releases|current)/[^\s:]+): read-only file system"),
        say("The program writes to {path}, beside its own file."),
        say("Nothing is kept there, so it is closed for writing."),
        (
            Advice(
                say("Name it another place: the variable STATE_DIRECTORY has its data folder."),
                ChooseOption("args"),
            ),
        ),
        field="args",
    ),
    Remedy(
        "read_only_place",
        (rf"{_WRITES} (?P<path>(?!{_OF_THE_KERNEL})/[^\s:]+): read-only file system"),
        say("The program wants to write to {path}, which the service protects."),
        say("It may write below the folder in STATE_DIRECTORY, and to /tmp."),
        (
            Advice(say("Let the program write to the folder that STATE_DIRECTORY names.")),
            Advice(say("Or let it write there, too."), ChooseOption("writable")),
        ),
        field="writable",
    ),
    Remedy(
        "database_not_writable",
        (r"unable to open database file|attempt to write a readonly database"),
        say("The program cannot write to its SQLite database."),
        say("Most often it lies in the folder where the program starts, which is closed to it."),
        (
            Advice(
                say("Let it start in its data folder, which outlives releases."),
                UseOption("working_dir", "data"),
            ),
        ),
        field="working_dir",
    ),
    Remedy(
        "authorities_missing",
        (r"x509: certificate signed by unknown authority|x509: failed to load system roots"),
        say("The program does not trust the certificate of a server that it talks to."),
        say("The list of trusted authorities may be missing on the server."),
        (Advice(say("Install the package ca-certificates on the server.")),),
    ),
    Remedy(
        "time_zone_missing",
        (r"unknown time zone (?P<zone>\S+)"),
        say("The server does not know the time zone {zone}."),
        say("It has no time-zone data."),
        (Advice(say("Build the data in (-tags timetzdata)."), AddTags(("timetzdata",))),),
    ),
    Remedy(
        "program_panicked",
        (r"^(?:panic|fatal error): (?P<reason>.+)$"),
        say("The program stopped with a panic."),
        say("It said: {reason}"),
        (_LOGS,),
    ),
    Remedy(
        "stops_at_once",
        (r"Start request repeated too quickly|start-limit-hit"),
        say("The program stops right after starting, again and again."),
        say("systemd gave up on it; the first lines of its log say why."),
        (_LOGS,),
    ),
)
