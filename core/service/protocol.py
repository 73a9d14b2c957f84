"""What client and helper say to each other: the version, the requests, and the words of an answer.

This is the only source: `helper_table` writes it into the helper's text. A helper without a version
is of a GoFerry before there was one, and is understood as version 0: its words are the same ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from core.problems import Advice, Problem, ProblemError
from core.words import say

# Counts up when a client of the version before would be led astray; a word more does not do that,
# since each side passes over what it does not know.
VERSION = 1
LEASE_SECONDS = 10  # how long a lease lasts that nobody renews
FLEET_SILENCE = 30  # seconds without a word of its client after which a fleet's change returns
LARGEST_ENVIRONMENT = 262_144  # bytes of a file with variables; a few hundred of the longest
LARGEST_ARGUMENTS = 32_768  # letters of a one-off's arguments, as they travel
LARGEST_OUTPUT = 262_144  # bytes that one answer brings of what a one-off writes
LARGEST_CREDENTIAL = 1_048_576  # bytes; systemd's own limit
_VERSION_LINE = re.compile(r"^protocol=([0-9]{1,9})$", re.MULTILINE)


class Verb(StrEnum):
    """What the helper can be asked for."""

    DEPLOY = "deploy"
    ROLLBACK = "rollback"
    RESTART = "restart"
    STOP = "stop"
    START = "start"
    CANCEL = "cancel"
    EXTEND = "extend"
    FLEET = "fleet"
    LEASE = "lease"
    UNLEASE = "unlease"
    SECRETS = "secrets"
    NAMES = "names"
    BACKUP = "backup"
    RESTORE = "restore"
    DATA = "data"
    SPACE = "space"
    CLEAN = "clean"
    HEALTH = "health"
    KEEP = "keep"
    PUTBACK = "putback"
    EDIT = "edit"
    LOGS = "logs"
    RESTARTS = "restarts"
    FOLLOW = "follow"
    ONCE = "once"
    OUTPUT = "output"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One line to the helper: `VERB ID ARGUMENT WHO`.

    `argument` names it in the helper's own help, `pattern` says what it looks like, in the regular
    expressions of bash; `changes` marks what runs to its end as a systemd unit of its own, and
    `operators` what they may ask for, too.
    """

    does: str
    argument: str = "-"
    pattern: str = "^-$"
    changes: bool = False
    operators: bool = False


REQUESTS = {
    Verb.DEPLOY: Request(
        does="publish what was uploaded, switch to it, return when it is not healthy",
        argument="SHA256[+command][+fleet]",
        pattern=r"^[0-9a-f]{64}(\+command)?(\+fleet)?$",
        changes=True,
    ),
    Verb.ROLLBACK: Request(
        does='the same with a release that is here; "-" means the one before; and its data',
        argument="RELEASE[+data]",
        pattern=r"^(-|[0-9]{1,9}-[0-9a-f]{8})(\+data)?$",
        changes=True,
    ),
    Verb.RESTART: Request(
        does="start the current release anew, and wait until it is healthy",
        changes=True,
        operators=True,
    ),
    Verb.STOP: Request(does="stop the service, also for the next boot", changes=True),
    Verb.START: Request(does="start what was stopped", changes=True),
    Verb.CANCEL: Request(does="make the running change return"),
    Verb.EXTEND: Request(
        does="give the release that starts now so much more time",
        argument="SECONDS",
        pattern="^[1-9][0-9]{0,4}$",
    ),
    Verb.FLEET: Request(
        does="its client is there, lets this change of a fleet go on, or lets it keep the release",
        argument="here|go|keep",
        pattern="^(here|go|keep)$",
    ),
    Verb.LEASE: Request(
        does='keep others out while ID is on its way, for so long; "-" means the usual time',
        argument="SECONDS",
        pattern="^(-|[1-5]?[0-9])$",
    ),
    Verb.UNLEASE: Request(does="let them in again"),
    Verb.SECRETS: Request(does="take over the variables and credentials that were sent"),
    Verb.NAMES: Request(does="print the names of those that are there, and nothing else of them"),
    Verb.BACKUP: Request(
        does="write the data into the upload area, by the program of this hash that was sent",
        argument="SHA256[+stopped]",
        pattern=r"^[0-9a-f]{64}(\+stopped)?$",
        changes=True,
    ),
    Verb.RESTORE: Request(
        does="put the data of the archive that was sent in place, and set those of now aside",
        argument="SHA256",
        pattern="^[0-9a-f]{64}$",
        changes=True,
    ),
    Verb.DATA: Request(does="print the size, time and name of each file of the data"),
    Verb.SPACE: Request(does="print what all of the service takes on the disk"),
    Verb.CLEAN: Request(
        does="remove these releases, but never the current one and the one before",
        argument="RELEASES[+uploads]",
        pattern=r"^(-|[0-9]{1,9}-[0-9a-f]{8}(,[0-9]{1,9}-[0-9a-f]{8}){0,499})(\+uploads)?$",
    ),
    Verb.KEEP: Request(does="take what was changed by hand for meant"),
    Verb.PUTBACK: Request(
        does="put the files back that the last change noted, and start the service by them",
        changes=True,
    ),
    Verb.EDIT: Request(
        does="take over variables that were sent, start with them, return when it is not healthy",
        argument="-[+fleet]",
        pattern=r"^-(\+fleet)?$",
        changes=True,
    ),
    Verb.HEALTH: Request(
        does='ask once for the health, as a deploy does; "-" means the main process',
        argument="PROCESS",
        pattern="^(-|[a-z][a-z0-9-]{0,20})$",
        operators=True,
    ),
    Verb.LOGS: Request(
        does="print what the service wrote from a place in the journal on, or since a time",
        argument="CURSOR|@SECONDS",
        pattern="^(-|@[0-9]{1,12}|[a-z0-9=;]{20,300})$",
        operators=True,
    ),
    Verb.RESTARTS: Request(
        does="print how the last runs ended, and what each wrote before",
        operators=True,
    ),
    Verb.ONCE: Request(
        does='run the live release once with these ARGUMENTS; "-", "-PROCESS" mean a timer\'s job',
        argument="ARGUMENTS",
        pattern="^(-([a-z][a-z0-9-]{0,20})?|[A-Za-z0-9+/]+={0,2})$",
    ),
    Verb.OUTPUT: Request(
        does="print what that run wrote from byte FROM on and how it ended, wait for either",
        argument="FROM",
        pattern="^[0-9]{1,15}$",
    ),
    Verb.END: Request(does="ask that run to end"),
    Verb.FOLLOW: Request(
        does="print the lines of that change after line FROM, wait for more",
        argument="FROM",
        pattern="^[0-9]{1,6}$",
        operators=True,
    ),
}


class Word(StrEnum):
    """What its client says to a change of a fleet."""

    HERE = "here"
    GO = "go"
    KEEP = "keep"


class Ending(StrEnum):
    """How the helper says that a change ended, or a probation."""

    LIVE = "live"
    STOPPED = "stopped"
    ROLLED_BACK = "rolled_back"
    REFUSED = "refused"
    DOWN = "down"
    INTERRUPTED = "interrupted"
    PROVED = "proved"
    UNPROVED = "unproved"
    ENDED = "ended"
    BACKED_UP = "backed_up"


class Cause(StrEnum):
    """Why a change did not end well, in the helper's words."""

    ALREADY_RUNNING = "already_running"
    BACKUP_DAMAGED = "backup_damaged"
    BAD_STATUS = "bad_status"
    BUSY = "busy"
    CANCELLED = "cancelled"
    CHANGED_ON_THE_WAY = "changed_on_the_way"
    CLIENT_GONE = "client_gone"
    COMMAND_FAILED = "command_failed"
    COMMAND_TOO_SLOW = "command_too_slow"
    CRASHED = "crashed"
    DATA_ELSEWHERE = "data_elsewhere"
    DATABASE_LOCKED = "database_locked"
    FILES_UNUSABLE = "files_unusable"
    HEALTH_COMMAND = "health_command"
    HELPER_CHANGED = "helper_changed"
    INTERRUPTED = "interrupted"
    NO_ANSWER = "no_answer"
    NO_COPY = "no_copy"
    NO_DATA = "no_data"
    NO_HANDSHAKE = "no_handshake"
    NO_HEALTH_SERVICE = "no_health_service"
    NO_PROXY = "no_proxy"
    NO_ROOM_FOR_BACKUP = "no_room_for_backup"
    NO_ROOM_FOR_COPY = "no_room_for_copy"
    NO_SPARE_PORT = "no_spare_port"
    NO_SUCH_RELEASE = "no_such_release"
    NOT_BACKED_UP = "not_backed_up"
    NOT_COPIED = "not_copied"
    NOT_DEPLOYED = "not_deployed"
    NOT_NEEDED = "not_needed"
    NOT_NOTED = "not_noted"
    NOT_READY = "not_ready"
    NOT_SCHEDULED = "not_scheduled"
    NOT_SERVING = "not_serving"
    NOT_UNPACKED = "not_unpacked"
    NOT_UPLOADED = "not_uploaded"
    NOT_WRITTEN = "not_written"
    OTHER_PROCESS = "other_process"
    OTHER_RELEASE = "other_release"
    OUT_OF_MEMORY = "out_of_memory"
    PROGRAM_REPLACED = "program_replaced"
    SPEAKS_GRPC = "speaks_grpc"
    SPEAKS_HTTP = "speaks_http"
    SPEAKS_HTTPS = "speaks_https"
    SPEAKS_OTHER = "speaks_other"
    WATCHDOG = "watchdog"


class Reach(StrEnum):
    """Who can reach a service that is live, where that is not as it should be."""

    LOOPBACK = "loopback"
    EXPOSED = "exposed"


def version_of(text: str) -> int:
    """Return the version that a helper's text names; 0 where it names none."""
    found = _VERSION_LINE.search(text)
    return int(found[1]) if found else 0


def must_not_be_newer(server: str, name: str, version: int) -> None:
    """Raise "helper_newer" before anything is asked of a helper that a newer GoFerry put there."""
    if version > VERSION:
        raise ProblemError(_newer(server, name, version))


def _newer(server: str, name: str, version: int) -> Problem:
    return Problem(
        code="helper_newer",
        what=say("A newer GoFerry manages “{name}” on {server}.", name=name, server=server),
        why=say(
            "The helper on the server uses protocol {theirs}; this GoFerry knows up to {ours}.",
            theirs=version,
            ours=VERSION,
        ),
        next=(Advice(say("Update GoFerry on this computer.")),),
    )
