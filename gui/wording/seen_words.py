"""How a service on a server is, in the words and figures of the board."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.service.model import Kind
from core.service.results import UNKNOWN
from core.spans import ago, brief, lasting
from core.words import Size, Text, joined, say, say_count, verbatim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.service.seen import Board, Machine, Mark, Seen, Series

NOTHING = verbatim("\N{EN DASH}")
_FRESH = 60  # seconds: what was seen so lately counts as now
_SOON = 14  # days before a certificate ends that people should hear of it
COMES = frozenset({"deploy", "rollback", "return"})  # the changes that bring a release


class Condition(StrEnum):
    """What the chip of a service says."""

    FAILED = "failed"
    UNHEALTHY = "unhealthy"
    STOPPED = "stopped"
    UNKNOWN = "unknown"
    STARTING = "starting"
    RESTARTING = "restarting"
    PROBATION = "probation"
    CHANGED = "changed"
    NOT_COPIED = "not_copied"
    HEALTHY = "healthy"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Sign:
    """A chip: icon and word, and the colour of its meaning in the theme."""

    icon: str
    word: Text
    colour: str


SIGNS: dict[Condition, Sign] = {
    Condition.FAILED: Sign("failed", say("failed", context="state of a service"), "bad"),
    Condition.UNHEALTHY: Sign("failed", say("unhealthy"), "bad"),
    Condition.STOPPED: Sign("stop", say("stopped"), "warning"),
    Condition.UNKNOWN: Sign("unknown", say("unknown"), "text_muted"),
    Condition.STARTING: Sign("running", say("starting"), "warning"),
    Condition.RESTARTING: Sign("failed", say("restarting"), "bad"),
    Condition.PROBATION: Sign("running", say("on probation"), "warning"),
    Condition.CHANGED: Sign("warning", say("changed", context="state of a service"), "warning"),
    Condition.NOT_COPIED: Sign("warning", say("no backup"), "warning"),
    Condition.HEALTHY: Sign("done", say("healthy"), "good"),
    Condition.WAITING: Sign("done", say("waiting"), "good"),
}
_BY_UNIT = {
    "failed": Condition.FAILED,
    "inactive": Condition.STOPPED,
    "deactivating": Condition.STOPPED,
    "activating": Condition.STARTING,
    UNKNOWN: Condition.UNKNOWN,
}


def condition(seen: Seen) -> Condition:
    """Tell how a service is: systemd's word first, then its health, then what else is odd."""
    if seen.restarting:
        return Condition.RESTARTING
    if seen.active in _BY_UNIT:
        return _BY_UNIT[seen.active]
    if seen.healthy is None:
        return Condition.UNKNOWN
    return _though_well(seen) if seen.healthy else Condition.UNHEALTHY


def _though_well(seen: Seen) -> Condition:
    if seen.probation_until:
        return Condition.PROBATION
    if seen.drift:
        return Condition.CHANGED
    if seen.uncopied:
        return Condition.NOT_COPIED
    return Condition.WAITING if seen.kind is Kind.TIMER else Condition.HEALTHY


def number_of(release: str) -> str:
    """Return what people call a release: its number, where its name has one."""
    number, _, rest = release.partition("-")
    return number if rest and number.isdecimal() else release


def release(seen: Seen) -> Text:
    """Name the live release."""
    if not seen.release:
        return say("no release")
    if seen.release == UNKNOWN:
        return say("release unknown")
    return say("release {n}", n=number_of(seen.release))


def came(series: Series, wanted: str) -> Mark | None:
    """Find the change by which a release came to be live last."""
    found = (one for one in reversed(series.marks) if one.verb in COMES)
    return next((one for one in found if one.release == wanted), None)


def release_age(seen: Seen, series: Series, now: float) -> Text:
    """Say how old the live release is; nothing where its deploy is not known."""
    mark = came(series, seen.release)
    if mark is None:
        return verbatim("")
    return say("{span} old", span=lasting(max(now - mark.at, 0)))


def uptime(seen: Seen) -> Text:
    """Say for how long the process has run."""
    return NOTHING if seen.uptime is None else lasting(seen.uptime)


def memory(value: float) -> Text:
    """Say an amount of memory."""
    return say("{size}", size=Size(round(value)))


def cpu(share: float) -> Text:
    """Say a share of one core."""
    percent = share * 100
    return say("{n}%", n=round(percent, 1) if percent < 1 else round(percent))


def restarts(count: float) -> Text:
    """Say how often systemd started it again."""
    return say_count(round(count), one="{n} restart", many="{n} restarts")


def certificate(seen: Seen) -> Text:
    """Say how long its certificate holds."""
    days = seen.certificate_days
    if days is None:
        return NOTHING
    return say("expired") if days < 0 else say_count(days, one="{n} day", many="{n} days")


def certificate_matters(seen: Seen) -> bool:
    """Whether the certificate ends so soon that somebody should look."""
    return seen.certificate_days is not None and seen.certificate_days < _SOON


def drift(seen: Seen) -> Text:
    """Say how much is not as GoFerry left it."""
    count = len(seen.drift)
    if not count:
        return say("none", context="changes on a server") if seen.drift_known else NOTHING
    return say_count(count, one="{n} change", many="{n} changes")


def latency(seconds: float) -> Text:
    """Say how long a health check took."""
    return brief(seconds)


def needs(machine: Machine) -> Iterator[Text]:
    """List what a server needs from its administrator."""
    if machine.security_updates:
        yield say_count(
            machine.security_updates,
            one="{n} security update is waiting",
            many="{n} security updates are waiting",
        )
    if machine.reboot_required:
        yield say("the server needs a reboot to finish an update")


def machine_facts(machine: Machine) -> Text:
    """Say what is worth knowing of a server beside its services."""
    parts = []
    if machine.load is not None and machine.cpus:
        parts.append(
            say_count(
                machine.cpus,
                one="load {load} on {n} processor",
                many="load {load} on {n} processors",
                load=machine.load,
            )
        )
    if machine.memory_used is not None and machine.memory_size:
        used, size = Size(machine.memory_used), Size(machine.memory_size)
        parts.append(say("{used} of {size} memory in use", used=used, size=size))
    if machine.disk_free is not None:
        parts.append(say("{size} free on the disk", size=Size(machine.disk_free)))
    return joined(parts, " · ")


def in_a_line(seen: Seen) -> Text:
    """Say which service this is, and where."""
    return say("{service} on {server}", service=seen.service, server=seen.server)


def facts(seen: Seen, series: Series, now: float) -> Text:
    """Say on one line what is live, since when, and what it takes."""
    parts = [release(seen)]
    if mark := came(series, seen.release):
        parts.append(say("{span} old", span=lasting(max(now - mark.at, 0))))
    if seen.uptime is not None:
        parts.append(say("up for {span}", span=lasting(seen.uptime)))
    if seen.latency is not None:
        parts.append(say("responds in {span}", span=brief(seen.latency)))
    if seen.disk is not None:
        parts.append(say("{size} of releases", size=Size(seen.disk)))
    if seen.certificate_days is not None:
        parts.append(say("certificate: {left}", left=certificate(seen)))
    return joined(parts, " · ")


def summary(board: Board, now: float) -> Text:
    """Say how many there are, how many need somebody, and how old this is."""
    count = len(board.rows)
    services = say_count(count, one="{n} service", many="{n} services")
    machines = sum(bool(one.services) for one in board.machines)
    servers = say_count(machines, one="{n} server", many="{n} servers")
    newest = min((now - one.at for one in board.machines if one.services), default=0.0)
    seen = ago(newest) if newest > _FRESH else say("just now")
    if board.unwell:
        return say(
            "{services} on {servers} · {unwell} not healthy · seen {seen}",
            services=services,
            servers=servers,
            unwell=board.unwell,
            seen=seen,
        )
    return say(
        "{services} on {servers} · seen {seen}", services=services, servers=servers, seen=seen
    )


def nothing(board: Board, *, servers: bool) -> tuple[Text, Text]:
    """Say why no service is shown, and what can be done; what nobody looked at is not empty."""
    if not servers:
        return say("The server list is empty."), say("Add a server")
    if not board.machines:
        return say("Asking your servers what runs there…"), say("Go to the deploy")
    return say("GoFerry found no services on your servers."), say("Go to the deploy")


def note(machine: Machine) -> Text | None:
    """Say what is worth knowing of a server itself; None where nothing is."""
    if machine.unknown is not None:
        return machine.unknown.what
    parts = tuple(needs(machine))
    if not parts:
        return None
    return say("{server}: {notes}", server=machine.server, notes=joined(parts, " · "))
