"""Bring the data of a backup back to a server: what it would replace, and the change itself."""

from __future__ import annotations

import base64
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.codec import object_in
from core.data import archive
from core.data.archive import DataFile
from core.events import Progress, Steps, on_server
from core.plain_text import whole_number
from core.problems import Advice, Problem, ProblemError
from core.service import areas, installed, phases, record, transaction
from core.service.following import attend, begun
from core.service.layout import Layout
from core.service.protocol import Verb
from core.service.transaction import Change, new_change, whoami
from core.ssh.executor import in_thread
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.data.archive import Contents
    from core.events import Report
    from core.service.results import Outcome
    from core.ssh.session import ServerSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a restore would do to the files of now.

    `kept_copy` is the copy of the data that the ones of now would take the place of, by its time.
    """

    server: str
    contents: Contents
    replaced: tuple[DataFile, ...]
    added: tuple[DataFile, ...]
    gone: tuple[DataFile, ...]
    newer: tuple[DataFile, ...]
    kept_copy: str = ""


async def compare(session: ServerSession, name: str, file: Path, key: bytes | None) -> Comparison:
    """Read the backup, look at the data on the server, and tell what differs; changes nothing."""
    contents = await in_thread(lambda _: archive.examine(file, key))
    service = await record.read(session, name)
    layout = Layout.of(service)
    asked = Change(verb=Verb.DATA, id=new_change(), who=whoami())
    ran = await transaction.tell(session, layout, asked)
    found = object_in(ran.out)
    if ran.code or "files" not in found:
        raise ProblemError(_not_told(name, f"{ran.out}\n{ran.err}"))
    there = await installed.ask(session, service)
    kept = next((one.moment for one in there.copies if one.release == there.current), "")
    return compared(session.profile.name, contents, _listed(str(found["files"])), kept_copy=kept)


def compared(
    server: str, contents: Contents, now: Iterable[DataFile], *, kept_copy: str = ""
) -> Comparison:
    """Tell what the files of a backup would do to those of now, by name."""
    indexes = {f"{one.path}-shm" for one in contents.files}  # SQLite makes such a file anew
    there = {one.path: one for one in now if one.path not in indexes}
    comes = {one.path: one for one in contents.files}
    both = [there[path] for path in comes if path in there]
    return Comparison(
        server=server,
        contents=contents,
        replaced=tuple(both),
        added=tuple(one for path, one in comes.items() if path not in there),
        gone=tuple(one for path, one in there.items() if path not in comes),
        newer=tuple(one for one in both if one.time > comes[one.path].time),
        kept_copy=kept_copy,
    )


async def restore(
    session: ServerSession, name: str, file: Path, key: bytes | None, *, report: Report
) -> Outcome:
    """Put the data of a backup in place; those of now are set aside, and come back if need be."""
    service = await record.read(session, name)
    layout = Layout.of(service)
    report = on_server(session.profile.name, report)
    course = phases.expected(service, verb=Verb.RESTORE, with_data=True)
    steps = Steps(1 + len(course), report)
    steps.start(say("Upload the backup"))
    with tempfile.TemporaryDirectory(prefix="goferry-restore-") as room:
        plain = Path(room, "backup.tar")
        sent, digest = await in_thread(lambda _: archive.plain(file, key, plain))
        total = sent.stat().st_size
        folder = await areas.make(
            session, layout, digest[:32]
        )  # by content: one that was cut goes on
        await session.upload(
            sent,
            f"{folder}/backup.tar",
            on_bytes=lambda count: report(Progress(done=count, total=total, unit="bytes")),
        )
    steps.finish()
    change = Change(verb=Verb.RESTORE, id=new_change(), who=whoami(), wanted=digest)
    try:
        outcome = await begun(session, service, change)
        return outcome or await attend(session, service, steps, change=change)
    finally:
        await areas.drop(session, folder)


def _listed(packed: str) -> list[DataFile]:
    text = base64.b64decode(packed).decode("utf-8", "surrogateescape")
    lines = (line.split(" ", 2) for line in text.split("\0"))
    return [
        DataFile(path=words[2], size=whole_number(words[0]), time=whole_number(words[1]))
        for words in lines
        if len(words) == 3  # noqa: PLR2004 - size, time and name
    ]


def _not_told(name: str, details: str) -> Problem:
    return Problem(
        code="helper_older",
        what=say("The server cannot restore data of {name} yet.", name=name),
        why=say(
            "Either the helper on the server is from an older GoFerry, or this "
            "login is not allowed to deploy."
        ),
        next=(Advice(say("Deploy the service once with this GoFerry version.")),),
        details=details,
    )
