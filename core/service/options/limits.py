"""What a service may use up."""

from __future__ import annotations

import re

from core.service.entry import FormPlace, OptionEntry, Section
from core.service.kinds import Number, Pattern
from core.words import say

ENTRIES = (
    OptionEntry(
        key="limits.memory",
        kind=Pattern(
            re.compile(r"(?:[1-9][0-9]{0,14}[KMGT]?)?"),
            say("Memory is a number with K, M, G or T, for example 512M."),
        ),
        title=say("Memory limit"),
        sentence=say("The most memory that the service can use, for example 512M."),
        flag="--memory",
        section=Section.RIGHTS,
        metavar="SIZE",
        usual="no limit",
        place=FormPlace.FOLDED,
        label=say("Memor&y limit"),
        empty=say("for example 512M or 2G"),
    ),
    OptionEntry(
        key="limits.cpu",
        kind=Number(0, 100_000, offered=10_000),
        title=say("CPU limit"),
        sentence=say("The most CPU time, in percent of one CPU."),
        flag="--cpu",
        section=Section.RIGHTS,
        metavar="PERCENT",
        usual="no limit",
        place=FormPlace.FOLDED,
        label=say("CPU limi&t"),
        empty=say("no limit"),
        suffix=" %",
    ),
    OptionEntry(
        key="limits.tasks",
        kind=Number(1, 4_000_000, offered=100_000),
        title=say("Task limit"),
        sentence=say("The most processes and threads."),
        flag="--tasks",
        section=Section.RIGHTS,
        metavar="N",
        place=FormPlace.FOLDED,
        label=say("Processes and thre&ads"),
    ),
)
