"""When a release counts as healthy."""

from __future__ import annotations

from core.service.entry import OptionEntry, Section
from core.service.kinds import Number, Seconds
from core.words import say

_DAY = 86_400  # seconds
ENTRIES = (
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
)
