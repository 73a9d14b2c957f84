"""Whether a process on the board is well: judged as `status` does, by what it replied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.operate import staying, unwell
from core.operate.board.views import Answered
from core.plain_text import number_or_none
from core.problems import Problem
from core.service import health_question
from core.service.health_question import Way
from core.service.layout import Layout
from core.service.model import HealthScheme, Kind
from core.service.results import UNKNOWN
from core.words import say

if TYPE_CHECKING:
    from core.operate.board.views import Found, View
    from core.service.model import Service


def of_process(
    view: View, one: Found, service: Service, process: str = ""
) -> tuple[bool | None, Problem | None]:
    """Tell it of the process as which `service` is described, or why nobody knows."""
    unit = one.layout.process_unit(process) if process else one.layout.unit
    state = one.state(Layout.timer_of(unit) if service.kind is Kind.TIMER else unit)
    if state == UNKNOWN:
        return None, unwell.systemd_silent(view.profile.name)
    if state != "active":
        return False, None
    match health_question.way_of(service):
        case Way.RUNS:
            return True, None
        case Way.STAYS_UP:
            return staying.stays({**one.unit(unit), "up": str(int(view.up))}, service), None
        case Way.PORT | Way.HELPER:
            return _judged(view, one, service, process)


def _judged(
    view: View, one: Found, service: Service, process: str
) -> tuple[bool | None, Problem | None]:
    match view.replies.get(one.key(process)):
        case Answered(said=said):
            return _is_good(said, service), None
        case bool(healthy):
            return healthy, None
        case Problem() as problem:
            return None, problem
        case None:
            return None, _not_asked(view, one)


def _is_good(said: str, service: Service) -> bool:
    """Judge a reply as the helper does: a status, or 0 where there is none to tell."""
    status = number_or_none(said.partition(" ")[0])
    if status is None:
        return False
    if health_question.scheme_of(service) in {HealthScheme.TCP, HealthScheme.GRPC}:
        return True
    return service.health.lowest <= status <= service.health.highest


def _not_asked(view: View, one: Found) -> Problem:
    return Problem(
        code="health_not_asked",
        what=say(
            "It is not known yet whether {name} is healthy on {server}.",
            name=one.service.name,
            server=view.profile.name,
        ),
        why=say("GoFerry has just found the service there. The next refresh checks its health."),
    )
