"""Each option of a service, declared once: flags, goferry.toml, form, checks and record follow.

An option is three edits: its field in `model`, its entry here, and the place where it takes effect.
The order is that of the record on a server, and of `--help`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.ports import HIGHEST_PORT
from core.service import joined
from core.service.choices import MODES, SCOPES
from core.service.entry import FormPlace, Joined, Option, OptionEntry, Section
from core.service.kinds import LocalPath, Many, Number, OneLine, Pattern, Seconds, Switch
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

_DAY = 86_400  # seconds
_PATH_RULE = say("A health path begins with / and holds no spaces or quotes.")
ENTRIES: tuple[OptionEntry, ...] = (
    OptionEntry(
        key="port",
        kind=Number(1, HIGHEST_PORT),
        title=say("Port"),
        sentence=say("The TCP port on which the service listens."),
        flag="--port",
        metavar="N",
        shared=True,
        place=FormPlace.MAIN,
        label=say("P&ort"),
    ),
    OptionEntry(
        key="health_path",
        kind=Pattern(re.compile(r"(?:/[A-Za-z0-9._~/?=&%+-]{0,1000})?"), _PATH_RULE),
        older=Pattern(re.compile(r"(?:/[!-~]*)?"), _PATH_RULE),
        title=say("Health path"),
        sentence=say("Where its health is checked. An empty path checks only that the port opens."),
        flag="--health",
        metavar="PATH",
        shared=True,
        place=FormPlace.MAIN,
        label=say("Hea&lth check"),
        empty=say("whether the port opens"),
    ),
    OptionEntry(
        key="env_file",
        kind=LocalPath(),
        title=say("Environment file"),
        sentence=say("A local file of NAME=VALUE lines for the service."),
        flag="--env-file",
        metavar="F",
        recorded=False,
        place=FormPlace.MAIN,
        label=say("&Settings and secrets"),
        empty=say("none"),
    ),
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
    ),
    OptionEntry(
        key="rehearse",
        kind=Switch(),
        title=say("Rehearsal"),
        sentence=say("Start the new release on a spare port first."),
        flag="--rehearse",
    ),
    OptionEntry(
        key="scope",
        kind=SCOPES,
        title=say("Scope"),
        sentence=say("Whose systemd runs the service."),
    ),
    OptionEntry(
        key="limits.memory",
        kind=Pattern(
            re.compile(r"(?:[1-9][0-9]{0,14}[KMGT]?)?"),
            say("Memory is a number with K, M, G or T, for example 512M."),
        ),
        title=say("Memory limit"),
        sentence=say("The most memory that the service can use, for example 512M."),
        flag="--memory",
        metavar="SIZE",
        shared=True,
        usual="no limit",
        place=FormPlace.FOLDED,
        label=say("Memor&y at most"),
        empty=say("no limit; 512M or 2G"),
    ),
    OptionEntry(
        key="limits.cpu",
        kind=Number(0, 100_000, offered=10_000),
        title=say("Processor limit"),
        sentence=say("The most processor time, in percent of one processor."),
        flag="--cpu",
        metavar="PERCENT",
        shared=True,
        usual="no limit",
        place=FormPlace.FOLDED,
        label=say("Processor at mos&t"),
        empty=say("no limit"),
        suffix=" %",
    ),
    OptionEntry(
        key="limits.tasks",
        kind=Number(1, 4_000_000, offered=100_000),
        title=say("Task limit"),
        sentence=say("The most processes and threads."),
        flag="--tasks",
        metavar="N",
        shared=True,
        place=FormPlace.FOLDED,
        label=say("Processes and thre&ads"),
    ),
    OptionEntry(
        key="health.start_delay",
        kind=Seconds(_DAY),
        title=say("First check"),
        sentence=say("Seconds before the first health check."),
        flag="--health-delay",
        metavar="S",
        section=Section.HEALTH,
    ),
    OptionEntry(
        key="health.period",
        kind=Seconds(_DAY),
        title=say("Interval"),
        sentence=say("Seconds between two health checks."),
        flag="--health-period",
        metavar="S",
        section=Section.HEALTH,
    ),
    OptionEntry(
        key="health.timeout",
        kind=Seconds(_DAY, zero=False),
        title=say("Timeout"),
        sentence=say("Seconds that a response can take."),
        flag="--health-timeout",
        metavar="S",
        section=Section.HEALTH,
    ),
    OptionEntry(
        key="health.threshold",
        kind=Number(1, _DAY),
        title=say("Threshold"),
        sentence=say("Good responses in a row."),
        flag="--health-threshold",
        metavar="N",
        section=Section.HEALTH,
    ),
    OptionEntry(
        key="health.deadline",
        kind=Number(1, _DAY),
        title=say("Deadline"),
        sentence=say("Seconds until the last of these responses."),
        flag="--health-deadline",
        metavar="N",
        section=Section.HEALTH,
    ),
    OptionEntry(
        key="health.watch",
        kind=Number(0, _DAY),
        title=say("Watch"),
        sentence=say("Seconds that the service must then stay up."),
        flag="--health-watch",
        metavar="N",
        section=Section.HEALTH,
    ),
    OptionEntry(
        key="health.lowest",
        kind=Number(0, 999),
        title=say("Lowest status"),
        sentence=say("The lowest HTTP status that counts as healthy."),
    ),
    OptionEntry(
        key="health.highest",
        kind=Number(0, 999),
        title=say("Highest status"),
        sentence=say("The highest HTTP status that counts as healthy."),
    ),
    OptionEntry(
        key="includes",
        kind=Many(LocalPath()),
        title=say("Files"),
        sentence=say("A file or directory that is uploaded with the program."),
        flag="--include",
        metavar="PATH",
        name="includes",
        section=Section.FILES,
        shared=True,
        recorded=False,
    ),
    OptionEntry(
        key="excludes",
        kind=Many(OneLine()),
        title=say("Left-out files"),
        sentence=say("A pattern of files that are not uploaded, for example *.map."),
        flag="--exclude",
        metavar="GLOB",
        name="excludes",
        section=Section.FILES,
        shared=True,
        recorded=False,
    ),
)
_MODE = Joined(
    reader=joined.mode_and_scope,
    title=say("Mode"),
    sentence=say(
        "How a new release takes over. shared and socket need a program that takes its socket from "
        "systemd. proxy and restart suit every program. user (or user,shared …) needs no root but "
        "is not sandboxed."
    ),
    flag="--mode",
    metavar="MODE",
    shared=True,
    usual="what the source is ready for, or restart",
)
_STATUS = Joined(
    reader=joined.statuses,
    title=say("Expected status"),
    sentence=say("The HTTP status, or the range of them, that counts as healthy."),
    flag="--health-status",
    metavar="LOW-HIGH",
    section=Section.HEALTH,
    usual="200-399",
)
_INSTEAD: Mapping[str, Joined] = {"mode": _MODE, "health.highest": _STATUS}

BY_KEY: Mapping[str, OptionEntry] = {entry.key: entry for entry in ENTRIES}
OPTIONS: tuple[Option, ...] = tuple(
    option for entry in ENTRIES if (option := _INSTEAD.get(entry.key, entry)).flag
)
