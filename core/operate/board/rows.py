"""One service as a row of the board, made of what its server answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from core.codec import object_in
from core.operate import staying, unwell
from core.operate.board import drifting, health, use
from core.operate.board.views import Answered
from core.plain_text import inert, whole_number
from core.service import daily_copy, probation
from core.service.addresses import main_address
from core.service.further import alone
from core.service.installed import Installed
from core.service.layout import Layout, is_release, number_of
from core.service.model import Kind
from core.service.results import ProcessStatus
from core.service.seen import Mark, Seen
from core.words import say

if TYPE_CHECKING:
    from core.operate.board.views import Found, View
    from core.service.model import Process
    from core.service.results import Runs

_MICRO = 1_000_000
_MARKED = frozenset({"deploy", "rollback", "return", "restart", "start", "stop", "putback"})
_ENDED = frozenset({"live", "stopped", "down"})
_RESTARTING = say("It ended unexpectedly, and systemd is restarting it.")


def row(view: View, one: Found) -> Seen:
    """Put all together."""
    service, there = one.service, _installed(view, one)
    well, unknown = health.of_process(view, one, service)
    processes = tuple(_process(view, one, each) for each in service.processes)
    runs = _runs(view, one, one.layout.unit) if service.kind is Kind.TIMER else None
    parts = (runs is None or runs.well, *(each.healthy for each in processes))
    proved = not probation.failed(there)
    seen = Seen(
        server=view.profile.name,
        service=service.name,
        kind=service.kind,
        scope=service.scope,
        active=one.state(one.layout.waiting(service.kind)),
        restarting=one.restarts(one.layout.waiting(service.kind)),
        release=there.current,
        previous=there.previous,
        healthy=unwell.together(well, *parts, proved),
        unknown=unknown,
        latency=_latency(view, one),
        probation_until=probation.until(there),
        runs=runs,
        processes=processes,
        changes=_changes(there, late=view.late),
        url=main_address(view.profile.host, service),
    )
    before, elapsed = view.last(one)
    used = use.added(
        _with_drift(_with_times(_with_copy(seen, view, one), view, one), view, one),
        one.place,
        view.answer.processes,
        before=before,
        elapsed=elapsed,
    )
    if used.healthy is not False:
        return used
    why = _RESTARTING if used.restarting else unwell.why(used)
    return replace(used, why=unwell.problem(service.name, [used], why), unknown=None)


def _with_copy(seen: Seen, view: View, one: Found) -> Seen:
    if not (noted := one.text("daily")):
        return seen
    went = daily_copy.went_in(noted)
    late = daily_copy.uncopied(seen.server, seen.service, went, view.clock)
    return replace(seen, copied=went, uncopied=late)


def _with_times(seen: Seen, view: View, one: Found) -> Seen:
    waiting, main = one.unit(one.layout.waiting(seen.kind)), one.unit(one.layout.unit)
    since = "ActiveEnter" if seen.active == "active" else "StateChange"
    began = whole_number(main.get("ExecMainStartTimestampMonotonic", "")) / _MICRO
    return replace(
        seen,
        since=view.at(waiting.get(f"{since}TimestampMonotonic", "")),
        uptime=max(0.0, view.up - began) if use.pid_of(main) and began else None,
        run=inert(main.get("InvocationID", "")),
        restarts=whole_number(main.get("NRestarts", "")),
    )


def _with_drift(seen: Seen, view: View, one: Found) -> Seen:
    left = drifting.noted(one.text("noted"))
    name, place = one.service.name, one.place
    drift = drifting.drift(name, place, view.answer, view.digests, current=seen.release)
    return replace(seen, disk=left.disk, drift=drift, drift_known=bool(left.files))


def _latency(view: View, one: Found) -> float | None:
    reply = view.replies.get(one.key())
    return reply.seconds if isinstance(reply, Answered) and reply.said else None


def _installed(view: View, one: Found) -> Installed:
    """Tell releases and history as a question for this service alone would."""
    current = PurePosixPath(view.answer.links.get(f"{one.root}/current", "")).name
    return Installed(
        login=view.profile.user,
        releases=_names(one.place.releases, f"{one.root}/releases"),
        bad=frozenset(_names(one.place.bad, f"{one.folder}/bad")),
        current=current if is_release(current) else "",
        history=tuple(filter(None, map(object_in, one.text("history.jsonl").splitlines()))),
        probation=object_in(one.text("probation")),
    )


def _names(paths: list[str], folder: str) -> tuple[str, ...]:
    found = (PurePosixPath(one) for one in paths)
    names = [one.name for one in found if str(one.parent) == folder]
    return tuple(sorted(filter(is_release, names), key=number_of))


def _changes(there: Installed, *, late: float) -> tuple[Mark, ...]:
    """Name the changes, by this computer's clock; `late` is by how much the server's differs."""
    return tuple(
        Mark(at=at + late, verb=str(one["verb"]), release=inert(str(one.get("release", ""))))
        for one in there.history
        if one.get("verb") in _MARKED
        and one.get("result") in _ENDED
        and (at := _seconds(str(one.get("time", ""))))
    )


def _seconds(told: str) -> float:
    try:
        return datetime.fromisoformat(told).timestamp()
    except ValueError:
        return 0.0


def _process(view: View, one: Found, process: Process) -> ProcessStatus:
    unit, own = one.layout.process_unit(process.name), alone(one.service, process)
    job = process.kind is Kind.TIMER
    runs = _runs(view, one, unit) if job else None
    healthy, _ = health.of_process(view, one, own, process.name)
    return ProcessStatus(
        name=process.name,
        active=one.state(Layout.timer_of(unit) if job else unit),
        healthy=unwell.together(healthy, runs is None or runs.well),
        kind=process.kind,
        runs=runs,
    )


def _runs(view: View, one: Found, unit: str) -> Runs:
    """Tell of the runs of a job, with its times by the server's clock."""
    job, timer = one.unit(unit), one.unit(Layout.timer_of(unit))
    last, following = "ExecMainStartTimestamp", "NextElapseUSecRealtime"
    times = {
        last: view.moment(job.get(last, "")),
        following: view.moment(timer.get(following, "")),
    }
    return staying.runs_in({**job, **times})
