"""What becomes of the connections that are open to the service when this deploy switches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.codec import read_json
from core.problems import Problem
from core.service import record
from core.service.layout import Layout
from core.service.model import Kind, Mode
from core.service.named_ports import numbered_ports
from core.words import Text, say, say_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.deploy.preflight.case import Case
    from core.service.model import Service


def open_now(case: Case) -> Problem | None:
    """Tell how many there are, how long they have to finish, and what others meet meanwhile."""
    running = _running(case)
    count = _count(case, running) if _serves_now(case) else None
    if not count or running is None:
        return None
    return Problem(
        code="connections_open",
        what=say_count(
            count,
            one="One connection to {service} is open now.",
            many="{n} connections to {service} are open now.",
            service=case.service.name,
        ),
        why=_fate(_way(case.service, running), case.service.drain),
        field="drain",
    )


def unknown(case: Case) -> Iterator[Text]:
    """Say that there may be some, where nobody could count them."""
    if _serves_now(case) and _count(case, _running(case)) is None:
        yield say("How many connections are open to the service is not known.")


def _serves_now(case: Case) -> bool:
    """Whether a release runs there that has a port."""
    running = _running(case)
    active = bool(case.there.current) and case.there.unit_state == "active"
    return active and (running.kind is Kind.WEB if running else case.serves)


def _running(case: Case) -> Service | None:
    """Return the service as it is there now, perhaps at another port; None where nobody can say."""
    text = case.there.texts.get(Layout.of(case.service).record, "")
    try:
        return record.parsed(case.service.name, read_json(text))
    except record.NOT_UNDERSTOOD:
        return None


def _count(case: Case, running: Service | None) -> int | None:
    found = case.facts.connections
    if running is None or found is None:
        return None
    further = (one.number for one in numbered_ports(running) if not one.udp)
    ports = {running.port, *further}
    return sum(found[one] for one in ports) if ports <= found.keys() else None


def _way(service: Service, running: Service) -> Mode:
    """Return the mode whose way of switching they meet: another mode or port stops all first."""
    if running.mode is Mode.PROXY:
        return Mode.PROXY
    old, new = ((one.mode, one.port, one.ports) for one in (running, service))
    return service.mode if old == new else Mode.RESTART


def _fate(mode: Mode, seconds: int) -> Text:
    if mode is Mode.PROXY:
        return say("In mode proxy, all are cut when the new release takes over.")
    finish = say(
        "Requests in progress have up to {seconds} s to finish. Then they are cut.",
        seconds=seconds,
    )
    return say("{finish} {meanwhile}", finish=finish, meanwhile=_MEANWHILE[mode])


_MEANWHILE = {
    Mode.RESTART: say("New requests are refused meanwhile."),
    Mode.SOCKET: say("New requests wait meanwhile."),
    Mode.SHARED: say("The new release takes new requests meanwhile."),
}
