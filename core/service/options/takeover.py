"""How a new release takes over, and whose systemd runs the service."""

from __future__ import annotations

import re

from core.service.choices import MODES, SCOPES
from core.service.entry import FormPlace, OptionEntry, Section
from core.service.kinds import Number, Pattern, Switch
from core.service.mattering import to_what_stays_up
from core.words import say

ENTRIES = (
    OptionEntry(
        key="mode",
        kind=MODES,
        title=say("Mode"),
        sentence=say("How a new release takes over."),
    ),
    OptionEntry(
        key="keep_releases",
        kind=Number(1, 10_000),
        title=say("Kept releases"),
        sentence=say("How many releases stay on the server."),
        flag="--keep-releases",
        section=Section.CHANGE,
        metavar="N",
        place=FormPlace.FOLDED,
    ),
    OptionEntry(
        key="keep_size",
        kind=Pattern(
            re.compile(r"(?:[1-9][0-9]{0,14}[KMGT]?)?"),
            say("The size of kept releases is a number with K, M, G or T, for example 2G."),
        ),
        title=say("Size of kept releases"),
        sentence=say(
            "The most disk space that releases use on the server, for example 2G. "
            "The current and the previous release are always kept."
        ),
        flag="--keep-size",
        section=Section.CHANGE,
        metavar="SIZE",
        usual="no limit",
        place=FormPlace.FOLDED,
        empty=say("for example 512M or 2G"),
    ),
    OptionEntry(
        key="drain",
        kind=Number(1, 600),
        title=say("Time to finish"),
        sentence=say(
            "Seconds that the previous release has to finish downloads and other "
            "open connections. Then it is killed, and they are cut."
        ),
        flag="--drain",
        metavar="S",
        section=Section.CHANGE,
        place=FormPlace.FOLDED,
        suffix=" s",
    ),
    OptionEntry(
        key="rehearse",
        kind=Switch(),
        title=say("Rehearsal"),
        sentence=say("Start the new release on a spare port first."),
        flag="--rehearse",
        section=Section.CHANGE,
        place=FormPlace.FOLDED,
        matters=to_what_stays_up,
    ),
    OptionEntry(
        key="scope",
        kind=SCOPES,
        title=say("Scope"),
        sentence=say("Which systemd runs the service: the system's or a user's."),
    ),
    OptionEntry(
        key="probation",
        kind=Number(0, 86_400),
        title=say("Probation"),
        sentence=say(
            "Seconds that the server watches a new release after the switch. If the release fails, "
            "the server rolls back automatically."
        ),
        flag="--probation",
        metavar="S",
        section=Section.CHANGE,
        place=FormPlace.FOLDED,
        empty=say("none"),
        suffix=" s",
        matters=to_what_stays_up,
    ),
)
