"""Back up the data of a service into a file of this computer, while the service runs."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from core.data import archive, arriving, program
from core.data.arriving import Arriving, Begun
from core.events import Noticed, Progress, Steps, on_server
from core.home import not_written
from core.plain_text import inert, whole_number
from core.problems import Advice, Problem, ProblemError
from core.service import areas, record
from core.service.following import attend, begun
from core.service.layout import Layout
from core.service.protocol import Verb
from core.service.transaction import Change, new_change, whoami
from core.ssh.executor import in_thread
from core.words import list_of, say, say_count

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from core.data.archive import Contents, Database, Manifest
    from core.events import Report
    from core.service.model import Service
    from core.ssh.session import ServerSession

_COMMAND_SECONDS = 3600.0
_NEWS_BYTES = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Where it goes, and how: `key` encrypts it, `before` and `after` are commands on the server.

    `stopped` stops the service for as long as its data are read there.
    """

    output: Path
    key: bytes | None = None
    before: str = ""
    after: str = ""
    stopped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup that is here, and whole."""

    server: str
    file: Path
    contents: Contents


async def backup(
    session: ServerSession,
    name: str,
    wish: Wish,
    *,
    build: Callable[[], Awaitable[Path]],
    report: Report,
) -> Backup:
    """Back up, or go on with what was cut; raises what stood in the way.

    What was made on the server is proved here, file by file, by the hashes taken where it was read.
    `build` returns the program that reads the data, where it is needed.
    """
    service = await record.read(session, name)
    server = session.profile.name
    report = on_server(server, report)
    one = _Backing(session, service, wish, report)
    before = await one.goes_on()
    steps = Steps(2 if before else 5 if wish.stopped else 4, report)
    made = before or await one.make(steps, build)
    await one.fetch(made, steps)
    return Backup(
        server=server, file=wish.output / made.name, contents=await one.prove(made, steps)
    )


class _Backing:
    """One backup, from the server's data to the file here."""

    def __init__(
        self, session: ServerSession, service: Service, wish: Wish, report: Report
    ) -> None:
        self._session = session
        self._service = service
        self._layout = Layout.of(service)
        self._wish = wish
        self._report = report
        self._names = (wish.output, service.name, session.profile.name)

    async def goes_on(self) -> Begun | None:
        """Return what was cut before, where the server still has it as it was."""
        found = arriving.begun_before(*self._names)
        if found is None or found.sealed is not bool(self._wish.key):
            return None
        there = areas.is_folder(self._layout, found.folder, found.id)
        if there and await self._size(found.there) == found.size:
            return found
        Arriving(self._wish.output, found).drop()
        return None

    async def make(self, steps: Steps, build: Callable[[], Awaitable[Path]]) -> Begun:
        """Let the server write the archive into this login's upload area."""
        _make_folder(self._wish.output)
        steps.start(say("Upload the program that reads the data"))
        built = await build()
        asked = new_change()
        folder = await areas.make(self._session, self._layout, asked)
        try:
            await self._session.upload(built, f"{folder}/snapshot")
            steps.finish()
            await self._commanded(self._wish.before)
            try:
                await self._archived(steps, asked, program.digest(built))
            finally:
                await self._commanded(self._wish.after)
            size = await self._size(f"{folder}/backup.tar")
        except BaseException:
            await areas.drop(self._session, folder)
            raise
        made = Begun(
            id=asked, folder=folder, name=self._file_name(), size=size, sealed=bool(self._wish.key)
        )
        arriving.remember(*self._names, made)
        return made

    async def fetch(self, made: Begun, steps: Steps) -> None:
        """Bring it here, from where an earlier try was cut."""
        steps.start(say("Fetch the backup"))
        taking = Arriving(self._wish.output, made).taking(self._wish.key)
        told = _Told(self._report, made.size)

        def take(data: bytes) -> None:
            taking.take(data)
            told.hear(taking.count)

        try:
            await self._session.download(made.there, take, offset=taking.count)
        except BaseException:
            taking.end(whole=False)
            raise
        taking.end(whole=True)
        steps.finish()

    async def prove(self, made: Begun, steps: Steps) -> Contents:
        """Read all of it once more; only then it gets its name, and the server's copy goes."""
        steps.start(say("Check the backup, and the SQLite databases in it"))
        arrived = Arriving(self._wish.output, made)
        try:
            found = await in_thread(lambda _: archive.examine(arrived.part, self._wish.key))
        except ProblemError:
            arrived.drop()
            raise
        finally:
            arriving.forget(*self._names)
            await areas.drop(self._session, made.folder)
        arrived.finish()
        steps.finish()
        for problem in _notes(found):
            self._report(Noticed(problem=problem))
        return found

    async def _archived(self, steps: Steps, asked: str, digest: str) -> None:
        wanted = f"{digest}{'+stopped' if self._wish.stopped else ''}"
        change = Change(verb=Verb.BACKUP, id=asked, who=whoami(), wanted=wanted)
        outcome = await begun(self._session, self._service, change)
        outcome = outcome or await attend(self._session, self._service, steps, change=change)
        if not outcome.result.good:
            raise ProblemError(outcome.problem or _unknown(self._session.profile.name))

    async def _commanded(self, command: str) -> None:
        if not command:
            return
        ran = await self._session.run(command, seconds=_COMMAND_SECONDS)
        if ran.code:
            raise ProblemError(_command_failed(command, ran.code, ran.err or ran.out))

    async def _size(self, path: str) -> int:
        ran = await self._session.run(f"stat -c %s -- {path}")
        return whole_number(ran.out.strip()) if ran.code == 0 else -1

    def _file_name(self) -> str:
        server = re.sub(r"[^A-Za-z0-9-]", "_", self._session.profile.name)[:80]
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        end = "tar.sealed" if self._wish.key else "tar"
        return f"{self._service.name}-{server}-{moment}.{end}"


class _Told:
    """Tells how much has arrived, not with every piece; called in a working thread."""

    def __init__(self, report: Report, total: int) -> None:
        self._loop = asyncio.get_running_loop()
        self._report = report
        self._total = total
        self._last = 0

    def hear(self, count: int) -> None:
        """Take how much is here."""
        if count - self._last < _NEWS_BYTES and count < self._total:
            return
        self._last = count
        event = Progress(done=count, total=self._total, unit="bytes")
        self._loop.call_soon_threadsafe(self._report, event)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as reason:
        raise ProblemError(not_written(folder, reason)) from reason


def _notes(found: Contents) -> list[Problem]:
    manifest, unknown = found.manifest, found.databases.unknown
    notes = [_unread(manifest)] if manifest.unread else []
    notes += [_changed(manifest)] if manifest.changed else []
    notes += [_waited(one) for one in manifest.waited_for]
    return [*notes, _unchecked(unknown)] if unknown else notes


def _unread(manifest: Manifest) -> Problem:
    count = len(manifest.unread)
    return Problem(
        code="data_unread",
        what=say_count(
            count,
            one="One file is not in the backup: the service is not allowed to read it.",
            many="{n} files are not in the backup: the service is not allowed to read them.",
        ),
        why=say("Backups are read with the permissions of the service."),
        next=(Advice(say("Make the service's user their owner, or back them up in another way.")),),
        details="\n".join(map(inert, manifest.unread)),
    )


def _changed(manifest: Manifest) -> Problem:
    return Problem(
        code="data_changed",
        what=say_count(
            len(manifest.changed),
            one="One file was written to while it was read, so its copy may be inconsistent.",
            many="{n} files were written to while they were read; the copies may be inconsistent.",
        ),
        why=say("SQLite databases are not affected. They are copied as of one moment."),
        next=(Advice(say("If that matters, stop the service during the backup: --stopped.")),),
        details="\n".join(map(inert, manifest.changed)),
    )


def _waited(one: Database) -> Problem:
    return Problem(
        code="writers_waited",
        what=say(
            "{path} was locked for writing for {seconds} seconds.",
            path=inert(one.path),
            seconds=round(one.held, 1),
        ),
        why=say("SQLite blocks writes to a database with a rollback journal while it is read."),
        next=(
            Advice(
                say(
                    "Switch the program's database to a write-ahead log: {line}. Then it "
                    "can be written to during a backup.",
                    line="PRAGMA journal_mode=WAL",
                )
            ),
        ),
    )


def _unchecked(paths: tuple[str, ...]) -> Problem:
    return Problem(
        code="database_unchecked",
        what=say("SQLite on this computer could not check {path}.", path=list_of(paths)),
        why=say("The database might use an extension that is not installed on this computer."),
    )


def _command_failed(command: str, code: int, said: str) -> Problem:
    return Problem(
        code="command_failed",
        what=say("“{command}” ended with exit code {code}.", command=command, code=code),
        why=say("Any exit code other than 0 means that the command did not succeed."),
        next=(Advice(say("Try the command on the server yourself.")),),
        details=inert(said),
    )


def _unknown(server: str) -> Problem:
    return Problem(
        code="backup_unknown",
        what=say("The backup on {server} did not succeed.", server=server),
        why=say("The server did not report a reason."),
    )
