"""Carry a release to one server: plan, prepare, upload, then let the server switch by itself."""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.deploy import bundle, lease, preflight, steps
from core.deploy.delivery import DELIVERY, delivery
from core.deploy.sending import must_have_arrived, upload
from core.deploy.taking import taken_up
from core.events import Noticed, Steps, on_server
from core.problems import Problem, ProblemError
from core.servers import facts
from core.service import installed as looking
from core.service import phases, stopping
from core.service.following import attend, begun, taken_back, url_of
from core.service.layout import Layout
from core.service.model import ActionKey, Outcome, Plan, Result
from core.service.privilege import act
from core.service.protocol import Verb
from core.service.sound import must_be_sound
from core.service.transaction import Change, new_change, whoami

if TYPE_CHECKING:
    from core.events import Report
    from core.service.installed import Installed
    from core.service.model import PlanStep, Release, Service
    from core.ssh.session import ServerSession
    from core.words import Text

_UNDO_SECONDS = 90.0
_PATCHING_MEMORY = 16  # times the program: what the server must have, and much more than it takes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """One deploy under way: to where, of what, under which name; `files`: what goes with it.

    `uid` is the number that the login has on the server.
    """

    session: ServerSession
    release: Release
    service: Service
    change: str
    who: str
    files: str = ""
    staged: bool = False
    uid: int = 0

    @property
    def layout(self) -> Layout:
        return Layout.of(self.service)

    @property
    def asked(self) -> Change:
        return Change(
            verb=Verb.DEPLOY,
            id=self.change,
            wanted=self.release.sha256,
            who=self.who,
            staged=f"{self.stage}/helper" if self.staged else "",
        )

    @property
    def stage(self) -> str:
        return steps.staged(self.layout, self.change)

    @property
    def target(self) -> str:
        return f"{self.folder}/{self.service.name}"

    @property
    def folder(self) -> str:
        return self.layout.incoming(self.release.sha256, uid=self.uid)


@dataclass(slots=True)
class _Way:
    """How far a deploy has come: what was made ready and stays, and whether the server began."""

    done: list[Text] = field(default_factory=list)
    begun: bool = False


async def make_plan(session: ServerSession, release: Release, service: Service) -> Plan:
    """Say everything that `deploy` would do, and what forbids it; changes nothing."""
    plan, _ = await _look(await _task(session, release, service))
    return plan


async def deploy(
    session: ServerSession, release: Release, service: Service, *, report: Report
) -> Outcome:
    """Bring the release to the server and let it take over, or leave all as it was.

    Cancelled during the upload, it removes what was sent; once the server has begun to switch, it
    makes it return to the previous release. It then returns what the server says became of it.
    Where the connection is lost the server goes on alone.
    """
    since = time.monotonic()
    task = await _task(session, release, service)
    report = on_server(session.profile.name, report)
    plan, there = await _look(task)
    staged = any(action.key == ActionKey.SET_OUT for action in plan.actions)
    task = replace(task, uid=there.uid, staged=staged)
    for problem in (*plan.findings, *plan.notes):
        report(Noticed(problem=problem))
    if plan.findings or not plan.actions:
        return _nothing_done(task, plan, there, since)
    way = _Way()
    try:
        outcome = await _carry_out(task, plan, way, report)
    except ProblemError as reason:
        if not way.done:
            raise
        outcome = stopping.not_begun(session, reason.problem, running=plan.previous)
    except asyncio.CancelledError:
        outcome = await asyncio.shield(_stopped(task, plan, way))
    outcome = stopping.with_what_stays(outcome, way.done)
    return replace(outcome, seconds=time.monotonic() - since)


async def _stopped(task: _Task, plan: Plan, way: _Way) -> Outcome:
    if way.begun:
        return await taken_back(task.session, task.service, task.asked)
    problem = stopping.before_the_change()
    return stopping.not_begun(task.session, problem, running=plan.previous)


async def _task(session: ServerSession, release: Release, service: Service) -> _Task:
    must_be_sound(service)
    service = await asyncio.to_thread(taken_up, service)
    sendable = bundle.problem_of(service) is None
    return _Task(
        session=session,
        release=release,
        service=service,
        change=new_change(),
        who=whoami(),
        files=await asyncio.to_thread(bundle.digest, service) if sendable else "",
    )


async def _look(task: _Task) -> tuple[Plan, Installed]:
    there, found, closed = await asyncio.gather(
        looking.ask(task.session, task.service), facts.ask(task.session), _closed(task.session)
    )
    case = preflight.Case(
        facts=found,
        there=there,
        release=task.release,
        service=task.service,
        closed=closed,
    )
    return _plan(task, case), there


async def _closed(session: ServerSession) -> Problem | None:
    """Learn before anything is made for a program whether it can be sent at all."""
    try:
        await session.must_take_files()
    except ProblemError as reason:
        if reason.problem.code != "files_refused":
            raise
        return reason.problem
    return None


def _plan(task: _Task, case: preflight.Case) -> Plan:
    there = case.there
    actions = steps.preparation(there, task.service, change=task.change)
    if actions or not _runs_already(task, there):
        with_copy = replace(there, copy=_copy(task, case))
        actions += delivery(with_copy, task.release, task.service, change=task.change, who=task.who)
    return Plan(
        server=task.session.profile.name,
        release=f"{there.next_number}-{task.release.sha256[:8]}",
        previous=there.current,
        actions=actions,
        findings=preflight.findings(case),
        notes=preflight.notes(case) if actions else (),
    )


def _copy(task: _Task, case: preflight.Case) -> Path | None:
    """Find a copy of the running program, if the server can take a difference to it."""
    needed = _PATCHING_MEMORY * task.release.size
    if "zstd" not in case.facts.tools or (case.facts.memory or 0) < needed:
        return None
    return task.session.kept.find(case.there.current_sha256)


def _runs_already(task: _Task, there: Installed) -> bool:
    same = (
        there.unit_state == "active"
        and there.current_sha256 == task.release.sha256
        and there.current_files == task.files
    )
    env = task.service.environment
    if env is None or not same:
        return same
    return there.root and env.text == there.env


def _nothing_done(task: _Task, plan: Plan, there: Installed, since: float) -> Outcome:
    return Outcome(
        server=plan.server,
        result=Result.REFUSED if plan.findings else Result.UNCHANGED,
        release=there.current,
        previous=there.previous,
        seconds=time.monotonic() - since,
        uploaded_bytes=0,
        url=url_of(task.session, task.service) if there.current else "",
        problem=plan.findings[0] if plan.findings else None,
        scope=task.service.scope,
    )


async def _carry_out(task: _Task, plan: Plan, way: _Way, report: Report) -> Outcome:
    expected = phases.expected(task.service, first=not plan.previous)
    counted = Steps(len(plan.actions) - 1 + len(expected), report)
    sending = tuple(action for action in plan.actions if action.key in DELIVERY)
    preparation = plan.actions[: -len(sending) - 1]
    await _deliver(task, preparation, counted, way)
    sent = task.session.sent
    async with lease.held(task.session, task.layout, task.asked):
        await _deliver(task, sending, counted, way)
        ended = await _begun(task)
        way.begun = ended is None
    if ended is not None:
        return ended
    outcome = await attend(task.session, task.service, counted, change=task.asked)
    return replace(outcome, uploaded_bytes=task.session.sent - sent)


async def _begun(task: _Task) -> Outcome | None:
    """Ask the server to change over; where it does not, nothing that was sent stays there.

    Where it may have heard and go on, what it reads is left to it.
    """
    try:
        ended = await begun(task.session, task.service, task.asked)
    except ProblemError:
        await asyncio.shield(_sweep(task))
        raise
    if ended is not None and ended.result is not Result.UNKNOWN:
        await asyncio.shield(_sweep(task))
    return ended


async def _deliver(task: _Task, actions: tuple[PlanStep, ...], counted: Steps, way: _Way) -> None:
    try:
        for action in actions:
            counted.start(action.sentence)
            await _act(task, action, counted.report)
            if action.stays:
                way.done.append(action.sentence)
            counted.finish()
    except BaseException:
        await asyncio.shield(_sweep(task))
        raise


async def _act(task: _Task, action: PlanStep, report: Report) -> None:
    match action.key:
        case ActionKey.UPLOAD:
            await _upload(task, action, report)
        case ActionKey.REUSE:
            await _reuse(task, action, report)
        case ActionKey.SETTINGS:
            await _send_settings(task)
        case ActionKey.FILES:
            await _send_files(task)
        case ActionKey.VERIFY_UNITS:
            for problem in await _inert_lines(task, action):
                report(Noticed(problem=problem))
        case _:
            await steps.carry_out(task.session, action, task.service.scope)


async def _upload(task: _Task, action: PlanStep, report: Report) -> None:
    await _make_folder(task)
    release, delta_base = task.release, action.delta_base
    await upload(task.session, release, task.target, delta_base=delta_base, report=report)
    await must_have_arrived(task.session, task.target, release.sha256)
    await asyncio.to_thread(task.session.kept.keep, release.binary, release.sha256)


async def _reuse(task: _Task, action: PlanStep, report: Report) -> None:
    """Copy on the server; upload all the same if that file was tampered with."""
    await _make_folder(task)
    await task.session.run(action.script, seconds=300)
    try:
        await must_have_arrived(task.session, task.target, task.release.sha256)
    except ProblemError:
        await _upload(task, action, report)


async def _make_folder(task: _Task) -> None:
    """Make the upload area, without what an earlier try may have left there for other settings."""
    folder = task.folder
    await task.session.run(f"mkdir -p -m 0700 {folder}; rm -f {folder}/env {folder}/files.tar")
    manifest = json.dumps(_manifest(task), indent=2) + "\n"
    await task.session.write_file(f"{folder}/manifest.json", manifest.encode())


def _manifest(task: _Task) -> dict[str, object]:
    verdict = task.release.verdict
    return {
        "service": task.service.name,
        "sha256": task.release.sha256,
        "size": task.release.size,
        "version": task.release.version,
        "target": f"{verdict.goos}/{verdict.goarch}",
        "go": verdict.go_version,
        "module": verdict.module,
        "revision": verdict.settings.get("vcs.revision", ""),
        "files_sha256": task.files,
        "who": task.who,
    }


async def _send_settings(task: _Task) -> None:
    if task.service.environment is not None:
        await task.session.write_file(f"{task.folder}/env", task.service.environment.content)


async def _send_files(task: _Task) -> None:
    with tempfile.TemporaryDirectory(prefix="goferry-") as folder:
        packed = Path(folder) / "files.tar"
        sha256 = await asyncio.to_thread(bundle.pack, task.service, packed)
        target = f"{task.folder}/files.tar"
        await task.session.upload(packed, target)
    await must_have_arrived(task.session, target, sha256)


async def _inert_lines(task: _Task, action: PlanStep) -> tuple[Problem, ...]:
    ran = await act(task.session, task.service.scope, action.script)
    return preflight.inert_lines(ran.out)


async def _sweep(task: _Task) -> None:
    """Leave nothing of an upload that did not come to its end, nor of what was set out for it."""
    try:
        async with asyncio.timeout(_UNDO_SECONDS):
            if task.staged:
                await act(task.session, task.service.scope, f"rm -rf -- {task.stage}")
            await task.session.run(f"rm -rf -- {task.folder}")
    except (ProblemError, TimeoutError):
        return  # the connection is gone; the server removes old uploads by itself
