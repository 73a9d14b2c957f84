"""Carry out what a plan does before the server changes over; where it breaks off, sweep it up."""

from __future__ import annotations

import asyncio
import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from core.deploy import bundle, preflight, steps
from core.deploy.sending import must_have_arrived, upload
from core.events import Noticed
from core.problems import Problem, ProblemError
from core.project import git
from core.service.plan import ActionKey
from core.service.privilege import act
from core.service.stages import of_action

if TYPE_CHECKING:
    from core.deploy.task import Headway, Task
    from core.events import Report, Steps
    from core.service.plan import PlanStep

_UNDO_SECONDS = 90.0
_MODIFIED = {"true": True, "false": False}  # as Go notes it; else nobody knows


async def deliver(
    task: Task, actions: tuple[PlanStep, ...], counted: Steps, headway: Headway
) -> None:
    """Carry actions out in their order, and note which of them stay; raises `ProblemError`."""
    try:
        for action in actions:
            counted.start(action.sentence, stage=of_action(action.key))
            await _act(task, action, counted.report)
            if action.stays:
                headway.done.append(action.sentence)
            counted.finish()
    except BaseException:
        await asyncio.shield(sweep(task))
        raise


async def _act(task: Task, action: PlanStep, report: Report) -> None:
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


async def _upload(task: Task, action: PlanStep, report: Report) -> None:
    await _make_folder(task)
    release, delta_base = task.release, action.delta_base
    await upload(task.session, release, task.target, delta_base=delta_base, report=report)
    await must_have_arrived(task.session, task.target, release.sha256)
    await asyncio.to_thread(task.session.kept.keep, release.binary, release.sha256)


async def _reuse(task: Task, action: PlanStep, report: Report) -> None:
    """Copy on the server; upload all the same if that file was tampered with."""
    await _make_folder(task)
    await task.session.run(action.script, seconds=300)
    try:
        await must_have_arrived(task.session, task.target, task.release.sha256)
    except ProblemError:
        await _upload(task, action, report)


async def _make_folder(task: Task) -> None:
    """Make the upload area, without what an earlier try may have left there for other settings."""
    folder = task.folder
    await task.session.run(f"mkdir -p -m 0700 {folder}; rm -f {folder}/env {folder}/files.tar")
    manifest = json.dumps(_manifest(task, await _source(task)), indent=2) + "\n"
    await task.session.write_file(f"{folder}/manifest.json", manifest.encode())


async def _source(task: Task) -> git.Authored:
    """Ask the project's own repository about the commit that Go noted in the program."""
    folder = task.service.includes_from or task.release.binary.parent
    return await git.authored(folder, task.release.verdict.settings.get("vcs.revision", ""))


def _manifest(task: Task, source: git.Authored) -> dict[str, object]:
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
        "modified": _MODIFIED.get(verdict.settings.get("vcs.modified", "")),
        **asdict(source),
        "files_sha256": task.files,
        "who": task.who,
    }


async def _send_settings(task: Task) -> None:
    if task.service.environment is not None:
        await task.session.write_file(f"{task.folder}/env", task.service.environment.content)


async def _send_files(task: Task) -> None:
    with tempfile.TemporaryDirectory(prefix="goferry-") as folder:
        packed = Path(folder) / "files.tar"
        sha256 = await asyncio.to_thread(bundle.pack, task.service, packed)
        target = f"{task.folder}/files.tar"
        await task.session.upload(packed, target)
    await must_have_arrived(task.session, target, sha256)


async def _inert_lines(task: Task, action: PlanStep) -> tuple[Problem, ...]:
    ran = await act(task.session, task.service.scope, action.script)
    return preflight.inert_lines(ran.out)


async def sweep(task: Task) -> None:
    """Leave nothing of an upload that did not come to its end, nor of what was set out for it."""
    try:
        async with asyncio.timeout(_UNDO_SECONDS):
            if task.staged:
                await act(task.session, task.service.scope, f"rm -rf -- {task.stage}")
            await task.session.run(f"rm -rf -- {task.folder}")
    except (ProblemError, TimeoutError):
        return  # the connection is gone; the server removes old uploads by itself
