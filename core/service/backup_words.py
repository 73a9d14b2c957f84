"""Why the data were not backed up or restored, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.plain_text import one_line, whole_number
from core.problems import Advice, Problem
from core.service.cause_words import AGAIN
from core.service.layout import Layout
from core.service.protocol import Cause
from core.words import Size, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.service.model import Service
    from core.service.transaction import Ended, Said


def _no_data(_ended: Ended, _said: Sequence[Said], service: Service) -> Problem:
    return Problem(
        code="",
        what=say("{name} has no data on this server.", name=service.name),
        why=say("The data directory {path} does not exist.", path=Layout.of(service).data),
    )


def _locked(ended: Ended, _said: Sequence[Said], service: Service) -> Problem:
    path = one_line(ended.detail).partition(" ")[2]
    return Problem(
        code="",
        what=say("The SQLite database {path} stayed locked, so nothing was backed up.", path=path),
        why=say(
            "{name} keeps the database locked, either all the time or for more than 30 seconds.",
            name=service.name,
        ),
        next=(
            Advice(say("Stop the service during the backup: --stopped.")),
            Advice(say("Or let a command write a copy of the database first: --before.")),
        ),
    )


def _not_backed_up(ended: Ended, _said: Sequence[Said], service: Service) -> Problem:
    return Problem(
        code="",
        what=say("The data of {name} could not be backed up.", name=service.name),
        why=say("The server reported: {line}", line=one_line(ended.detail)[:200] or "-"),
        next=(AGAIN,),
    )


def _no_room(ended: Ended, _said: Sequence[Said], _service: Service) -> Problem:
    size, needed, free = (*map(whole_number, ended.detail.split()), 0, 0, 0)[:3]
    return Problem(
        code="",
        what=say("There is not enough room on the server for the backup."),
        why=say(
            "The data use {size}. The backup needs {needed} on the server for a "
            "while, including a reserve. {free} are free.",
            size=Size(size),
            needed=Size(needed),
            free=Size(free),
        ),
        next=(Advice(say("See what can be removed there: goferry space --clean --plan.")),),
    )


def _damaged(_ended: Ended, _said: Sequence[Said], _service: Service) -> Problem:
    return Problem(
        code="",
        what=say("The backup on the server differs from the one that was uploaded."),
        why=say("The checksum on the server differs. Nothing was changed."),
        next=(AGAIN,),
    )


def _not_unpacked(ended: Ended, _said: Sequence[Said], _service: Service) -> Problem:
    return Problem(
        code="",
        what=say("The backup could not be unpacked on the server. Nothing was changed."),
        why=say("The server reported: {line}", line=one_line(ended.detail)[:200] or "-"),
        next=(AGAIN,),
    )


CAUSES: dict[str, Callable[[Ended, Sequence[Said], Service], Problem]] = {
    Cause.NO_DATA: _no_data,
    Cause.DATABASE_LOCKED: _locked,
    Cause.NOT_BACKED_UP: _not_backed_up,
    Cause.NO_ROOM_FOR_BACKUP: _no_room,
    Cause.BACKUP_DAMAGED: _damaged,
    Cause.NOT_UNPACKED: _not_unpacked,
}
