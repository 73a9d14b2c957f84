"""What is deployed: a release, and the service that it becomes."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from core.declared import NOT_KEPT, coded
from core.doors import Door

if TYPE_CHECKING:
    from core.binary.inspection import Inspection, Verdict
    from core.service.environment import Environment  # noqa: TC004 - the one field that is not kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A program that is ready to travel. `sha256` in lower-case hex, `size` in bytes."""

    binary: Path
    size: int
    sha256: str
    verdict: Verdict
    version: str = ""

    @classmethod
    def of(cls, found: Inspection) -> Release:
        """Make a release of an inspected program; its version is the commit it was built from."""
        return cls(
            binary=found.path.absolute(),
            size=found.size,
            sha256=found.sha256,
            verdict=found.verdict,
            version=found.verdict.settings.get("vcs.revision", ""),
        )


class Kind(StrEnum):
    """What keeps a service busy.

    `WEB`: requests on a port. `WORKER`: work of its own, without a port. `TIMER`: a job that a
    timer starts by its schedule, and that ends.
    """

    WEB = "web"
    WORKER = "worker"
    TIMER = "timer"


class Mode(StrEnum):
    """How a new release takes the place of the old one.

    `RESTART` suits every program and costs the requests of one restart. `SOCKET` lets systemd hold
    the port, so that requests wait instead. `SHARED` lets two copies run for some seconds on the
    same socket and loses none. These two need a program that takes systemd's socket. `PROXY` is for
    one that can only open a port by itself: systemd-socket-proxyd holds the public one before it.
    """

    RESTART = "restart"
    SOCKET = "socket"
    SHARED = "shared"
    PROXY = "proxy"

    @property
    def takes_socket(self) -> bool:
        """Whether the program must take its socket from systemd."""
        return self in {Mode.SOCKET, Mode.SHARED}

    @property
    def overlaps(self) -> bool:
        """Whether two copies run for some seconds at each change."""
        return self in {Mode.SHARED, Mode.PROXY}


def mode_for(*, takes_socket: bool, may_overlap: bool) -> Mode:
    """Choose by two plain questions.

    Does the program take its socket from systemd? May two copies of it run for a few seconds?
    """
    if takes_socket:
        return Mode.SHARED if may_overlap else Mode.SOCKET
    return Mode.PROXY if may_overlap else Mode.RESTART


class Scope(StrEnum):
    """Whose systemd runs the service.

    `SYSTEM`: root's, in a sandbox, as a user of its own. `USER`: the login user's, without any
    root. Such a service is not sandboxed: it can read and write all that its user can.
    """

    SYSTEM = "system"
    USER = "user"


class WorkingDir(StrEnum):
    """In which folder the program starts.

    `RELEASE`: its own, with the files that travel; it is another one with each release, and closed
    for writing. `DATA`: the service's folder for data, which outlives the releases.
    """

    RELEASE = "release"
    DATA = "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the service may use up at most.

    `memory` as systemd writes it ("512M"), empty for no limit; `cpu` in percent of one processor, 0
    for no limit; `tasks` counts processes and threads.
    """

    memory: str = ""
    cpu: int = 0
    tasks: int = 512


class HealthScheme(StrEnum):
    """How a service is asked whether it is well.

    `HTTP` and `HTTPS` ask a path, `TCP` whether the port opens, `GRPC` the gRPC health protocol.
    `NOTIFY` waits until the program tells systemd that it is ready, `COMMAND` runs the program once
    more with arguments that end well when it is well; with `NONE` it must only stay up.
    """

    HTTP = "http"
    HTTPS = "https"
    TCP = "tcp"
    GRPC = "grpc"
    NOTIFY = "notify"
    COMMAND = "command"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """When a release counts as healthy; all times in seconds.

    Asked by `scheme` on `port` (0: the service's own), every `period` after `start_delay`, each
    time for at most `timeout`; `threshold` good answers in a row (status `lowest` to `highest`)
    must come before `deadline`, and the program must then stay up for `watch`. `command` are
    arguments of the program, written as for a shell but never run by one. With a `watchdog` the
    program must tell systemd at least so often that it lives, as long as it runs; 0 for none.
    """

    scheme: HealthScheme = HealthScheme.HTTP
    port: int = 0
    command: str = ""
    start_delay: float = 0.0
    period: float = 0.5
    timeout: float = 3.0
    threshold: int = 3
    deadline: int = 20
    watch: int = 6
    watchdog: int = 0
    lowest: int = 200
    highest: int = 399


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseCommand:
    """What a new release does once before it takes over, such as a change of its database.

    `command` are arguments of the program, written as for a shell but never run by one; it has
    `timeout` seconds. `copy_data`: before anything of the release runs, the data folder is copied,
    command or not. `elsewhere`: another server of the fleet runs the command for all; `together`:
    the release waits for the other servers of a fleet, before its switch and before it stays.
    """

    command: str = ""
    timeout: int = 300
    copy_data: bool = False
    elsewhere: bool = field(default=False, metadata=NOT_KEPT)
    together: bool = field(default=False, metadata=NOT_KEPT)

    @property
    def here(self) -> bool:
        """Whether the server runs it that the release goes to."""
        return bool(self.command) and not self.elsewhere

    @property
    def words(self) -> tuple[str, ...]:
        """The arguments, one by one."""
        return tuple(shlex.split(self.command))


@dataclass(frozen=True, slots=True, kw_only=True)
class RunWish:
    """What is to be run once: the live release with `arguments`, or a timer's job.

    The job is that of the further `process`, or the service's own where none is named. Where
    `again` names an earlier run, its output is read once more, and nothing is run.
    """

    arguments: tuple[str, ...] = ()
    process: str = ""
    again: str = ""


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A further process of the same release: it changes with it, and returns with it.

    `name` matches `[a-z][a-z0-9-]{0,20}`. All other fields are those of a `Service`; what is not
    here is the service's own: user, sandbox, environment, files.
    """

    name: str
    kind: Kind = Kind.WORKER
    schedule: str = ""
    args: tuple[str, ...] = ()
    port: int = 8080
    health_path: str = "/health"
    limits: Limits = Limits()
    health: Health = Health()


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """How the program runs on every server: a name, a port, where its health is told.

    `name` matches `[a-z][a-z0-9-]{0,30}`; `ports` are further ones, as `named_ports` reads them; an
    empty `health_path` asks only whether the port opens;
    `env_file` is a local file of NAME=VALUE lines that becomes the service's environment file
    (0640, root and the service only), `environment` what it held when it was read for this deploy:
    that is never kept. Of `keep_releases` releases as many stay as `keep_size` has room for, all
    without one, and always those that run or that a roll-back would take. `includes` are absolute
    paths of files and folders that
    travel, too, without what an `excludes` pattern matches: the program finds them in its working
    folder, under their path below `includes_from`, or by their own name. `includes_named` are those
    that a person named: they may lead out of `includes_from`, those of a file may not. `rehearse`
    starts a new release once on a spare port before the running one is touched; `Mode.SHARED`
    always does. When a release is to end, it has `drain` seconds to finish what it answers, and is
    killed then. For `probation` seconds after a switch the server watches the new release by
    itself, and goes back when it does not hold; 0 for none. `args` are what the program is called
    with (`${NAME}` becomes a variable's value); `writable` are folders that it may write to: whole
    paths on the server, or names in its working folder, whose content is kept in the data folder.
    `allow` names the doors of the sandbox that are open, `env` plain variables as NAME=VALUE,
    `secrets` names without which a deploy is refused. `schedule` is a calendar event of systemd,
    and a timer's alone.
    """

    name: str
    port: int = 8080
    ports: tuple[str, ...] = ()
    health_path: str = "/health"
    env_file: Path | None = None
    environment: Environment | None = field(default=None, repr=False, metadata=NOT_KEPT)
    includes: tuple[Path, ...] = ()
    includes_from: Path | None = None
    includes_named: tuple[Path, ...] = ()
    excludes: tuple[str, ...] = ()
    keep_releases: int = 5
    keep_size: str = ""
    mode: Mode = Mode.RESTART
    scope: Scope = Scope.SYSTEM
    limits: Limits = Limits()
    args: tuple[str, ...] = ()
    working_dir: WorkingDir = WorkingDir.RELEASE
    writable: tuple[str, ...] = ()
    allow: tuple[Door, ...] = ()
    env: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    health: Health = Health()
    release: ReleaseCommand = ReleaseCommand()
    rehearse: bool = False
    drain: int = 30
    probation: int = 120
    processes: tuple[Process, ...] = ()
    kind: Kind = Kind.WEB
    schedule: str = ""
