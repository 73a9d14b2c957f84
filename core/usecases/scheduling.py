"""When would a timer run? Asked of this computer's systemd, before any server is."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from core.problems import ProblemError
from core.service.catalogue import BY_KEY

if TYPE_CHECKING:
    from core.deploy import schedule

    Schedule = schedule.Schedule

_SECONDS = 10.0


async def next_runs(wanted: str) -> Schedule | None:
    """Tell the next runs by this computer's clock; None where it has no systemd to ask.

    Raises `ProblemError` for what cannot be a schedule anywhere.
    """
    from core.deploy import schedule
    from core.processes import Command, capture

    entry = BY_KEY["schedule"]
    if not entry.kind.fits(wanted):
        raise ProblemError(entry.problem(wanted))
    program, *words = schedule.question(wanted)
    found = shutil.which(program)
    if found is None:
        return None
    asked = Command(words=(found, *words), env={**os.environ, "LC_ALL": "C"})
    ran = await capture(asked, seconds=_SECONDS)
    return schedule.answered(ran.out + ran.err, code=ran.code)
