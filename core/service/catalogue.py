"""Each option of a service, declared once: flags, goferry.toml, form, checks and record follow.

An option is three edits: its field in `model`, its entry in one of `options`, and the place where
it takes effect. The order is that of the record on a server, and of `--help`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.service import joined
from core.service.entry import Joined, Option, OptionEntry, Section
from core.service.options import (
    busy,
    environment,
    health,
    limits,
    ports,
    release,
    running,
    sandbox,
    serving,
    takeover,
    travelling,
)
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ENTRIES: tuple[OptionEntry, ...] = (
    *serving.ENTRIES,
    *ports.ENTRIES,
    *busy.ENTRIES,
    *running.ENTRIES,
    *takeover.ENTRIES,
    *release.ENTRIES,
    *limits.ENTRIES,
    *sandbox.ENTRIES,
    *environment.ENTRIES,
    *health.ENTRIES,
    *travelling.ENTRIES,
)
_MODE = Joined(
    reader=joined.mode_and_scope,
    title=say("Mode"),
    sentence=say(
        "How a new release takes over. shared and socket need a program with "
        "systemd socket activation. proxy and restart work with every program. "
        "user (or user,shared …) needs no root but is not sandboxed."
    ),
    flag="--mode",
    section=Section.CHANGE,
    metavar="MODE",
    usual="what the source is ready for, or restart",
)
_STATUS = Joined(
    reader=joined.statuses,
    title=say("Expected status"),
    sentence=say("The HTTP status, or the range of statuses, that counts as healthy."),
    flag="--health-status",
    metavar="LOW-HIGH",
    section=Section.HEALTH,
    usual="200-399",
)
_INSTEAD: Mapping[str, Joined] = {"mode": _MODE, "health.highest": _STATUS}

BY_KEY: Mapping[str, OptionEntry] = {entry.key: entry for entry in ENTRIES}


def options_of(entries: Iterable[OptionEntry]) -> tuple[Option, ...]:
    """Return what people write of these entries: some are written as one."""
    return tuple(one for entry in entries if (one := _INSTEAD.get(entry.key, entry)).flag)


OPTIONS: tuple[Option, ...] = options_of(ENTRIES)
