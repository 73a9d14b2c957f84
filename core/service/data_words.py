"""What is said of copies of the data folder: what they hold and where, and why there is none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.plain_text import whole_number
from core.problems import Advice, Problem
from core.service.cause_words import AGAIN
from core.service.layout import Layout
from core.service.protocol import Cause
from core.words import Size, Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.service.copies import DataCopy
    from core.service.model import Service
    from core.service.transaction import Ended, OfData, Said

NOT_A_SNAPSHOT = say(
    "The live release keeps running meanwhile, so a database that is being written "
    "to, such as SQLite in WAL mode, might be inconsistent in the copy. Other "
    "directories are not copied."
)


def told(service: Service, server: str, of_data: OfData) -> Problem:
    """Say what the server did with the copy of a release."""
    copy, place = of_data.copy, f"{Layout.of(service).copies}/{of_data.copy.release}"
    match of_data.deed:
        case "left":
            return _left(service, server, copy)
        case "aside":
            return _aside(service, server, copy, place)
        case _:
            return _copied(server, copy, place)


def _copied(server: str, copy: DataCopy, place: str) -> Problem:
    return Problem(
        code="data_copied",
        what=say(
            "The data directory was copied for release {release}: {size}.",
            release=copy.release,
            size=Size(copy.size),
        ),
        why=say(
            "The copy is in {path} on {server}. It is removed with that release.",
            path=place,
            server=server,
        ),
    )


def _left(service: Service, server: str, copy: DataCopy) -> Problem:
    """Say that the program alone goes back, though there is a copy."""
    return Problem(
        code="data_left",
        what=say("The data do not change. The rollback restores the program, not its data."),
        why=say(
            "There is a copy of the data of release {release} from {time} ({size}).",
            release=copy.release,
            time=copy.moment,
            size=Size(copy.size),
        ),
        next=(
            Advice(
                say(
                    "To restore it too, and set aside all data written since: {command}",
                    command=bringing_back(service, server, copy.release),
                )
            ),
        ),
    )


def _aside(service: Service, server: str, copy: DataCopy, place: str) -> Problem:
    """Say what became of the data that another copy took the place of."""
    return Problem(
        code="data_set_aside",
        what=say(
            "The copy of the data was restored. Data written after the copy was made is not in it."
        ),
        why=say(
            "The replaced data ({size}) are kept in {path} on {server}.",
            size=Size(copy.size),
            path=place,
            server=server,
        ),
        next=(
            Advice(
                say(
                    "To undo this: {command}",
                    command=bringing_back(service, server, copy.release),
                )
            ),
        ),
    )


def bringing_back(service: Service, server: str, release: str) -> str:
    """Spell the command that brings the copy of a release back."""
    words = f"--service {service.name} --to {server} --release {release}"
    return f"goferry rollback {words} --with-data"


def can_come_back(ended: Ended) -> tuple[Advice, ...]:
    """Say of a deploy that came to nothing that the data before it are there."""
    if ended.data != "copied" or ended.running != ended.previous:
        return ()
    return (
        Advice(
            say(
                "If it has changed the data, restore the copy from before: goferry "
                "rollback --release {release} --with-data.",
                release=ended.running,
            )
        ),
    )


def older_helper(problem: Problem) -> Problem:
    """Explain why a helper does not take a roll-back with data."""
    return replace(
        problem,
        why=say(
            "The helper on the server might be from an older GoFerry, which does "
            "not support copies of the data."
        ),
        next=(Advice(say("Deploy once with this GoFerry: that replaces the helper.")),),
    )


def no_room(size: int, needed: int, free: int) -> Problem:
    """Refuse a copy that would not fit, or would leave no room for the service."""
    return Problem(
        code=Cause.NO_ROOM_FOR_COPY,
        what=say("There is not enough room on the server for a copy of the data."),
        why=say(
            "The data directory holds {size}. With a reserve, {needed} are needed, "
            "and {free} are free.",
            size=Size(size),
            needed=Size(needed),
            free=Size(free),
        ),
        next=(
            Advice(say("Make room on the server, or keep fewer releases.")),
            Advice(say("Or deploy without a copy: --no-copy-data.")),
        ),
        field="release",
    )


def elsewhere(path: str) -> Problem:
    """Refuse to copy what could never be put back in one step."""
    return Problem(
        code=Cause.DATA_ELSEWHERE,
        what=say("The data directory {path} cannot be copied and restored.", path=path),
        why=say(
            "The directory is a link or a mount point. A copy replaces it in one "
            "step, which needs a plain directory on the same file system as "
            "GoFerry's records."
        ),
        next=(
            Advice(say("Deploy without a copy: --no-copy-data. Back up the data in another way.")),
        ),
        field="release",
    )


def _no_room(ended: Ended, _said: Sequence[Said], _service: Service) -> Problem:
    size, needed, free = (*map(whole_number, ended.detail.split()), 0, 0, 0)[:3]
    return no_room(size, needed, free)


def _elsewhere(_ended: Ended, _said: Sequence[Said], service: Service) -> Problem:
    return elsewhere(Layout.of(service).data)


def _no_copy(ended: Ended, _said: Sequence[Said], _service: Service) -> Problem:
    return Problem(
        code="",
        what=say("Nothing was changed: there is no copy of the data to restore."),
        why=say(
            "Release {release} has no copy. A deploy with --copy-data copies the "
            "data of the release that is live then.",
            release=ended.release,
        ),
        next=(Advice(say("Or roll back without the data: leave --with-data out.")),),
    )


def _not_copied(ended: Ended, _said: Sequence[Said], service: Service) -> Problem:
    return Problem(
        code="",
        what=say("The data directory could not be copied, so the new release was not started."),
        why=_server_says(ended.detail, Layout.of(service).data),
        next=(AGAIN, Advice(say("Or deploy without a copy: --no-copy-data."))),
        field="release",
    )


def _server_says(detail: str, path: str) -> Text:
    if not detail:
        return say("The server did not report a reason. The data directory is {path}.", path=path)
    return say("The server reported: {line}", line=detail[:200])


CAUSES: dict[str, Callable[[Ended, Sequence[Said], Service], Problem]] = {
    Cause.NO_ROOM_FOR_COPY: _no_room,
    Cause.DATA_ELSEWHERE: _elsewhere,
    Cause.NO_COPY: _no_copy,
    Cause.NOT_COPIED: _not_copied,
}
