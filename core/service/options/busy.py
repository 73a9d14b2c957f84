"""What keeps the program busy: requests, work of its own, or a schedule."""

from __future__ import annotations

import re

from core.service.choices import KINDS
from core.service.entry import FormPlace, OptionEntry
from core.service.kinds import Pattern
from core.service.mattering import to_a_schedule
from core.words import say

ENTRIES = (
    OptionEntry(
        key="kind",
        kind=KINDS,
        title=say("Kind"),
        sentence=say(
            "What the program does: web listens on a port, worker runs without "
            "one, timer runs a job on a schedule."
        ),
        flag="--kind",
        metavar="KIND",
        place=FormPlace.MAIN,
    ),
    OptionEntry(
        key="schedule",
        kind=Pattern(  # letters that mean nothing but themselves in a unit
            re.compile(r"(?:[A-Za-z0-9*](?:[A-Za-z0-9*/:.,~+_ -]{0,198}[A-Za-z0-9*])?)?"),
            say("A schedule is a calendar event of systemd, for example *-*-* 03:00 or daily."),
        ),
        title=say("Schedule"),
        sentence=say("When a timer's job runs, for example *-*-* 03:00 or Mon..Fri 9:00."),
        flag="--schedule",
        metavar="CALENDAR",
        usual="none",
        place=FormPlace.MAIN,
        empty=say("daily, *-*-* 03:00 or Mon..Fri 9:00"),
        matters=to_a_schedule,
    ),
)
