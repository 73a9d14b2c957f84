"""What a service says about itself: all that a file for another tool may say of it.

Nothing here is invented. What nobody said is empty here, and a question of the kind that needs it.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.service import further, health_question
from core.service.env_syntax import variables
from core.service.model import HealthScheme, Kind, WorkingDir
from core.service.named_ports import NamedPort, numbered_ports

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.service.model import Health, Limits, Service

_OF_GIN = ("GIN_MODE", "release")  # as on a server: its default prints each route at the start
_UNITS = "KMGT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One process of the release: the service's own (`role` is empty), or a further one.

    `name` names its objects (`[a-z][a-z0-9-]*`, at most 53 letters); `port` is 0 where it has none,
    `ports` are those beside it. `args` are as written: `${NAME}` stands for a variable's value.
    """

    name: str
    role: str
    kind: Kind
    args: tuple[str, ...]
    port: int
    ports: tuple[NamedPort, ...]
    scheme: HealthScheme
    health: Health
    health_path: str
    limits: Limits
    schedule: str

    @property
    def health_port(self) -> int:
        """The port that is asked whether it is well."""
        return self.health.port or self.port

    @property
    def health_words(self) -> tuple[str, ...]:
        """What the program is called with to tell whether it is well."""
        return tuple(shlex.split(self.health.command))

    @property
    def memory(self) -> int:
        """The most memory, in bytes; 0 where nobody said a limit."""
        size = self.limits.memory
        power = _UNITS.find(size[-1]) + 1 if size else 0
        return int(size.rstrip(_UNITS) or 0) << 10 * power

    @property
    def env(self) -> tuple[tuple[str, str], ...]:
        """The variables by which it learns its ports."""
        own = (("PORT", str(self.port)),) if self.port else ()
        return (*own, *((one.variable, str(one.number)) for one in self.ports))


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The service as a whole: its processes, what they are given, what they keep.

    `env` are plain variables with their values; `hidden` are names from the environment file, whose
    values stay on this computer; `secrets` are names of files that the program reads from
    `$CREDENTIALS_DIRECTORY`. `writable` are folders that it may write to, `in_data` tells that it
    starts in its data folder. `command` is what a new release does once, within `command_seconds`.
    `stop_seconds` it has to end, and `overlaps` tells that two copies may run at once. `on` are the
    same facts by the labels of servers (`env=prod`). `modules` are the Go modules that its own code
    imports.
    """

    name: str
    module: str
    version: str
    parts: tuple[Part, ...]
    env: tuple[tuple[str, str], ...] = ()
    hidden: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    writable: tuple[str, ...] = ()
    in_data: bool = False
    command: tuple[str, ...] = ()
    command_seconds: int = 300
    stop_seconds: int = 30
    overlaps: bool = False
    on: tuple[tuple[str, Facts], ...] = ()
    modules: tuple[str, ...] = ()

    @property
    def main(self) -> Part:
        """The service's own process."""
        return self.parts[0]

    @property
    def keeps_data(self) -> bool:
        """Whether something that it writes outlives a release."""
        return self.in_data or bool(self.writable)

    @property
    def data_folder(self) -> str:
        """Where its data lies: the same path as on a server."""
        return f"/var/lib/{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the service comes from: its module, its version, and the modules that it imports."""

    module: str
    version: str = ""
    modules: tuple[str, ...] = ()


def facts_of(service: Service, origin: Origin, *, on: tuple[tuple[str, Facts], ...] = ()) -> Facts:
    """Put together what the service and its project say."""
    read = service.environment
    return Facts(
        name=service.name,
        module=origin.module,
        version=origin.version,
        modules=origin.modules,
        parts=tuple(_parts(service)),
        env=(_OF_GIN, *(_pair(one) for one in service.env)),
        hidden=tuple(variables(read.content)) if read else (),
        secrets=service.secrets,
        writable=service.writable,
        in_data=service.working_dir is WorkingDir.DATA,
        command=service.release.words,
        command_seconds=service.release.timeout,
        stop_seconds=service.drain,
        overlaps=service.mode.overlaps,
        on=on,
    )


def _pair(written: str) -> tuple[str, str]:
    name, _, value = written.partition("=")
    return name, value


def _parts(service: Service) -> Iterator[Part]:
    yield _part(service, "")
    for process in service.processes:
        yield _part(further.alone(service, process), process.name)


def _part(service: Service, role: str) -> Part:
    serves = service.kind is Kind.WEB
    return Part(
        name=f"{service.name}-{role}" if role else service.name,
        role=role,
        kind=service.kind,
        args=service.args,
        port=service.port if serves else 0,
        ports=numbered_ports(service) if serves else (),
        scheme=HealthScheme.NONE
        if service.kind is Kind.TIMER
        else health_question.scheme_of(service),
        health=service.health,
        health_path=service.health_path,
        limits=service.limits,
        schedule=service.schedule,
    )
