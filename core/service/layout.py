"""Where everything of one service lies on a server; the same on every server."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.service.model import Kind, Scope
from core.service_name import must_be_usable

if TYPE_CHECKING:
    from core.service.model import Service

_RELEASE = re.compile(r"[0-9]{1,9}-[0-9a-f]{8}")  # as the helper names them; it goes into commands


def is_release(name: str) -> bool:
    """Whether the helper would name a release so."""
    return _RELEASE.fullmatch(name) is not None


def number_of(release: str) -> int:
    """Return its number, by which releases are in their order."""
    return int(release.partition("-")[0])


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of the service `name`.

    `root` holds the releases and the `current` link, `settings` what an administrator may edit,
    `state` GoFerry's own records (history, the running change, the upload area), `data` what the
    program itself writes. In the user's scope all lie below the home folder and are spelled
    relative to it: there every command and every transfer of a login begins.

    An odd or a reserved name never gets this far: it would end up in root's commands.
    """

    name: str
    scope: Scope = Scope.SYSTEM

    def __post_init__(self) -> None:
        must_be_usable(self.name)

    @classmethod
    def of(cls, service: Service) -> Layout:
        """Return where this service lies."""
        return cls(service.name, service.scope)

    @property
    def root(self) -> str:
        """Everything that was ever published, owned by root."""
        return self._place("/opt", ".local/share/goferry")

    @property
    def settings(self) -> str:
        """The folder of the environment file and the credentials."""
        return self._place("/etc", ".config/goferry")

    @property
    def data(self) -> str:
        """The program's own folder."""
        return self._place("/var/lib", ".local/share")

    @property
    def state(self) -> str:
        """GoFerry's records of this service."""
        return self._place("/var/lib/goferry", ".local/state/goferry")

    @property
    def history(self) -> str:
        """Where each change of the service is written down."""
        return f"{self.state}/history.jsonl"

    @property
    def probation(self) -> str:
        """What is noted of a release that is on probation; not there when none is."""
        return f"{self.state}/probation"

    @property
    def copies(self) -> str:
        """Copies of the data, each by the name of the release that it belongs to; root's alone."""
        return f"{self.state}/data"

    @property
    def list_of_copies(self) -> str:
        """Which copies there are, for all to read: release, time, and bytes, a line each."""
        return f"{self.state}/copies"

    @property
    def bad(self) -> str:
        """Names of releases that were not healthy; older GoFerrys closed it to others."""
        return f"{self.state}/bad"

    @property
    def helper(self) -> str:
        """The one program that root runs for a deploy; it takes no arguments."""
        return self._place("/usr/local/libexec/goferry", ".local/libexec/goferry", "activate-")

    @property
    def sudoers(self) -> str:
        """The rule that lets one user run the helper, and nothing else."""
        return f"/etc/sudoers.d/goferry-{self.name}"

    @property
    def operate(self) -> str:
        """What operators may run: a door to the helper that is open for few things only."""
        return f"/usr/local/libexec/goferry/operate-{self.name}"

    @property
    def operators(self) -> str:
        """The rule that lets a group operate the service."""
        return f"/etc/sudoers.d/goferry-{self.name}-operators"

    @property
    def unit(self) -> str:
        """The service's name for systemd."""
        return f"{self.name}.service"

    @property
    def watch(self) -> str:
        """The unit that watches a release on probation."""
        return f"goferry-{self.name}.probation.service"

    @property
    def timer(self) -> str:
        """What starts its job, where that is all it does."""
        return self.timer_of(self.unit)

    @staticmethod
    def timer_of(unit: str) -> str:
        """Name the timer that starts a job's unit."""
        return f"{unit.removesuffix('.service')}.timer"

    @property
    def once(self) -> str:
        """The unit of its one-offs, one for each of them."""
        return f"{self.name}-run@.service"

    def waiting(self, kind: Kind) -> str:
        """Return the unit that is there all the time: of a job, that is its timer."""
        return self.timer if kind is Kind.TIMER else self.unit

    @property
    def systemctl(self) -> str:
        """The words that talk to the systemd that runs it."""
        return "systemctl" if self.scope is Scope.SYSTEM else "systemctl --user"

    @property
    def units(self) -> str:
        """Where systemd reads units from that do not come with the system."""
        return "/etc/systemd/system" if self.scope is Scope.SYSTEM else ".config/systemd/user"

    @property
    def possible_units(self) -> tuple[str, ...]:
        """Every unit that the service has in one mode or another, its main one first."""
        kinds = (
            ".service",
            ".socket",
            "-proxy.service",
            "-recover.service",
            "-command@.service",
            "-next@.service",
            "-try@.service",
            "-try@.socket",
            ".timer",
            "-run@.service",
        )
        return tuple(f"{self.name}{kind}" for kind in kinds)

    def process_unit(self, process: str) -> str:
        """Name the unit of a further process; no service's name has a dot."""
        return f"{self.name}.{process}.service"

    @property
    def jobs_by_hand(self) -> str:
        """Match the units that wait for jobs which a person began, and write what these do."""
        return f"goferry-{self.name}@job*"

    def writer_of(self, unit: str) -> str:
        """Tell which further process writes by this unit: its own, or what waits for its job."""
        job = unit.removeprefix(f"goferry-{self.name}@job")
        return self.process_of(unit if job == unit else f"{self.name}{job}")

    def has_unit(self, unit: str) -> bool:
        """Tell whether a unit of systemd is one of this service, in any mode and of any release."""
        of_release = (
            r"(?:\.service|-(?:next|try|command|run)@[^/]*|\.[a-z][a-z0-9-]{0,20}\.service)"
        )
        by_hand = rf"goferry-{self.name}@job[^/]*"
        return re.fullmatch(rf"{self.name}{of_release}|{by_hand}", unit) is not None

    def process_of(self, unit: str) -> str:
        """Tell of which further process this is the unit, or the timer, in any release."""
        pattern = rf"{self.name}\.([a-z][a-z0-9-]{{0,20}})\.(?:service|timer)"
        found = re.fullmatch(pattern, unit)
        return found[1] if found else ""

    def may_be_ours(self, path: str) -> bool:
        """Tell whether a file of the service may lie there, in any mode and of any release."""
        folder, _, name = path.rpartition("/")
        known = (*self.possible_files, self.record)
        return path in known or (folder == self.units and self.process_of(name) != "")

    @property
    def possible_files(self) -> tuple[str, ...]:
        """Where units and the helper lie, in any mode: another mode may have left some."""
        return (self.helper, *(self.unit_file(unit) for unit in self.possible_units))

    @property
    def record(self) -> str:
        """What any computer can learn about the service, so that it can operate it."""
        return f"{self.state}/service.json"

    def unit_file(self, unit: str) -> str:
        """Where systemd reads this unit from."""
        return f"{self.units}/{unit}"

    def target_file(self, runtime: str) -> str:
        """Where the proxy reads which port it leads to; `runtime` spells the user's own /run."""
        return f"{'/run' if self.scope is Scope.SYSTEM else runtime}/goferry-{self.name}.env"

    def program(self, release: str) -> str:
        """The program of a published release."""
        return f"{self.root}/releases/{release}/bin/{self.name}"

    @property
    def uploads(self) -> str:
        """Where uploads land: root's, with a folder for each login; without root, the user's."""
        return f"{self.state}/incoming"

    def incoming(self, sha256: str, *, uid: int) -> str:
        """Where an upload of this login lands; named by its content: one that was cut goes on."""
        area = f"{self.uploads}/{uid}" if self.scope is Scope.SYSTEM else self.uploads
        return f"{area}/{sha256[:32]}"

    def for_unit(self, path: str) -> str:
        """Spell one of these paths for a unit, where only whole paths count."""
        return path if self.scope is Scope.SYSTEM else f"%h/{path}"

    def _place(self, system: str, user: str, prefix: str = "") -> str:
        return f"{system if self.scope is Scope.SYSTEM else user}/{prefix}{self.name}"
