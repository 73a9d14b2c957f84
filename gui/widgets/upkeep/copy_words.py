"""How the daily copies of a service are, in the words of the window."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from core.usecases import copying
from core.words import Size, Text, joined, say, verbatim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.usecases.copying import Copy, Daily

_DUE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d(?=:\d\d UTC$)")
TITLES = (say("Server"), say("Kept on"), say("Copied on"), say("Size"))


def state(daily: Daily) -> Text:
    """Say how a daily copy is, and what is worth knowing of it."""
    return joined(_state(daily), " ")


def _state(daily: Daily) -> Iterator[Text]:
    went, server, onto = daily.went, daily.server, daily.onto
    if (bad := copying.failed(server, daily.service, went)) is not None:
        yield say("✗ {what}", what=bad.what)
    elif not daily.running:
        yield say("✗ {server} makes no copies: the timer is not running.", server=server)
    else:
        yield say("✓ {server} copies to {onto} each day.", server=server, onto=onto)
    if daily.running:
        due = _DUE.search(daily.next)
        time = say("{time} UTC", time=due[0]) if due else verbatim(daily.next)
        yield say("The next copy is due on {time}. {n} are kept.", time=time, n=daily.keep)
    if not daily.sealed:
        yield say("Not encrypted: root on {server} can read the copies.", server=onto)
    if bad is not None:  # at the end: the words of another program end as they like
        yield bad.why
    elif daily.away:
        yield say("{server} did not list its copies: {why}", server=onto, why=daily.away)


def rows(found: Iterable[Daily]) -> list[tuple[Text, ...]]:
    """List each copy by `TITLES`, those of a server together, the newest first."""
    return [
        (
            verbatim(one.server),
            verbatim(one.onto),
            _made(copy),
            Text("{size}", (("size", Size(copy.size)),)),
        )
        for one in found
        for copy in reversed(one.copies)
    ]


def set_up(daily: Daily) -> Text:
    """Say what came of setting one up."""
    return say(
        "✓ {service} is copied from {server} to {onto} each day. The first copy has {size}.",
        service=daily.service,
        server=daily.server,
        onto=daily.onto,
        size=Size(daily.went.size),
    )


def _made(copy: Copy) -> Text:
    try:
        made = datetime.strptime(copy.moment, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return verbatim(copy.name)
    return say("{time} UTC", time=f"{made:%Y-%m-%d %H:%M}")
