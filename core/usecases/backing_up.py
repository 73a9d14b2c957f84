"""Back up the data of a service to this computer, and bring them back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from core.events import unheard
from core.usecases.guarding import must_be_confirmed

if TYPE_CHECKING:
    from pathlib import Path

    from core.data import backup as backups
    from core.data import restore as restores
    from core.events import Report
    from core.home import Home
    from core.service.results import Outcome
    from core.ssh.session import ServerSession

    Backup = backups.Backup
    Comparison = restores.Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupWish:
    """Where a backup goes: into the folder `output`, encrypted where `key` names a key's file.

    `before` and `after` are commands that the login runs on the server; `stopped` stops the service
    for as long as its data are read there.
    """

    output: Path
    key: Path | None = None
    before: str = ""
    after: str = ""
    stopped: bool = False


def new_key(file: Path) -> None:
    """Make a key for backups, readable by its owner alone; raises where the file exists."""
    from core.data import sealing

    sealing.new_key(file)


async def backup(
    home: Home, session: ServerSession, service: str, wish: BackupWish, *, report: Report
) -> Backup:
    """Back up while the service runs, and prove what has arrived; one that was cut goes on."""
    from core.data import backup as backups
    from core.data.program import sources
    from core.usecases.bringing import built_for

    if wish.stopped:
        must_be_confirmed((session,))
    asked = backups.Wish(
        output=wish.output,
        key=_key(wish.key),
        before=wish.before,
        after=wish.after,
        stopped=wish.stopped,
    )
    build = partial(built_for, home, session, sources(home), report=unheard)
    return await backups.backup(session, service, asked, build=build, report=report)


async def compare(
    session: ServerSession, service: str, file: Path, *, key: Path | None = None
) -> Comparison:
    """Tell what a restore of this backup would replace; changes nothing."""
    from core.data import restore as restores

    return await restores.compare(session, service, file, _key(key))


async def restore(
    session: ServerSession, service: str, file: Path, *, key: Path | None = None, report: Report
) -> Outcome:
    """Put the data of a backup in place of those of now, which are set aside."""
    from core.data import restore as restores

    must_be_confirmed((session,))
    return await restores.restore(session, service, file, _key(key), report=report)


def _key(file: Path | None) -> bytes | None:
    from core.data import sealing

    return sealing.key_in(file) if file else None
