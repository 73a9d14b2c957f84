"""When a release counts as healthy."""

from __future__ import annotations

from core.ports import HIGHEST_PORT
from core.service.choices import HEALTH_SCHEMES
from core.service.entry import FormPlace, OptionEntry, Section, WordsEntry
from core.service.kinds import Number, Seconds, ShellWords
from core.service.mattering import (
    to_a_health_command,
    to_a_health_path,
    to_a_health_port,
    to_what_stays_up,
)
from core.words import say

_DAY = 86_400  # seconds
ENTRIES = (
    OptionEntry(
        key="health.scheme",
        kind=HEALTH_SCHEMES,
        title=say("Kind of health check"),
        sentence=say(
            "How the health is checked: http or https on the health path, tcp (the "
            "port opens), grpc (gRPC health protocol), notify (READY=1 to "
            "systemd), command, or none (the service stays up)."
        ),
        flag="--health-scheme",
        metavar="SCHEME",
        section=Section.HEALTH,
        place=FormPlace.FOLDED,
        matters=to_what_stays_up,
    ),
    OptionEntry(
        key="health.port",
        kind=Number(0, HIGHEST_PORT),
        title=say("Health port"),
        sentence=say(
            "The port where the health is checked: the port of the service, or one "
            "of its further ports."
        ),
        flag="--health-port",
        metavar="N",
        section=Section.HEALTH,
        usual="the port of the service",
        place=FormPlace.FOLDED,
        empty=say("the port of the service"),
        matters=to_a_health_port,
    ),
    WordsEntry(
        key="health.command",
        kind=ShellWords(),
        title=say("Health command"),
        sentence=say(
            "Arguments for the program, such as “check”, if the kind of health "
            "check is command. The program runs with them in its sandbox and must "
            "exit with code 0."
        ),
        flag="--health-command",
        metavar="CMD",
        section=Section.HEALTH,
        usual="none",
        place=FormPlace.FOLDED,
        empty=say("none"),
        matters=to_a_health_command,
    ),
    OptionEntry(
        key="health.start_delay",
        kind=Seconds(_DAY),
        title=say("First check"),
        sentence=say("Seconds before the first health check."),
        flag="--health-delay",
        metavar="S",
        section=Section.HEALTH,
        place=FormPlace.FOLDED,
        suffix=" s",
        matters=to_what_stays_up,
    ),
    OptionEntry(
        key="health.period",
        kind=Seconds(_DAY),
        title=say("Interval"),
        sentence=say("Seconds between two health checks."),
        flag="--health-period",
        metavar="S",
        section=Section.HEALTH,
        place=FormPlace.FOLDED,
        suffix=" s",
        matters=to_what_stays_up,
    ),
    OptionEntry(
        key="health.timeout",
        kind=Seconds(_DAY, zero=False),
        title=say("Timeout"),
        sentence=say("Seconds that a response can take."),
        flag="--health-timeout",
        metavar="S",
        section=Section.HEALTH,
        place=FormPlace.FOLDED,
        suffix=" s",
        matters=to_what_stays_up,
    ),
    OptionEntry(
        key="health.threshold",
        kind=Number(1, _DAY),
        title=say("Threshold"),
        sentence=say("Successful responses required in a row."),
        flag="--health-threshold",
        metavar="N",
        section=Section.HEALTH,
        place=FormPlace.FOLDED,
        matters=to_what_stays_up,
    ),
    OptionEntry(
        key="health.deadline",
        kind=Number(1, _DAY),
        title=say("Deadline"),
        sentence=say("Seconds until the last of these responses."),
        flag="--health-deadline",
        metavar="N",
        section=Section.HEALTH,
        place=FormPlace.FOLDED,
        suffix=" s",
        matters=to_what_stays_up,
    ),
    OptionEntry(
        key="health.watch",
        kind=Number(0, _DAY),
        title=say("Watch"),
        sentence=say("Seconds that the service must then stay up."),
        flag="--health-watch",
        metavar="N",
        section=Section.HEALTH,
        place=FormPlace.FOLDED,
        suffix=" s",
        matters=to_what_stays_up,
    ),
    OptionEntry(
        key="health.watchdog",
        kind=Number(0, _DAY),
        title=say("Watchdog"),
        sentence=say(
            "Seconds within which the program must repeatedly send WATCHDOG=1 to "
            "systemd. If it does not, systemd stops and restarts it."
        ),
        flag="--health-watchdog",
        metavar="N",
        section=Section.HEALTH,
        usual="off",
        place=FormPlace.FOLDED,
        empty=say("off"),
        suffix=" s",
        matters=to_what_stays_up,
    ),
    OptionEntry(
        key="health.lowest",
        kind=Number(0, 999),
        title=say("Lowest status"),
        sentence=say("The lowest HTTP status that counts as healthy."),
        section=Section.HEALTH,
        place=FormPlace.FOLDED,
        matters=to_a_health_path,
    ),
    OptionEntry(
        key="health.highest",
        kind=Number(0, 999),
        title=say("Highest status"),
        sentence=say("The highest HTTP status that counts as healthy."),
        section=Section.HEALTH,
        place=FormPlace.FOLDED,
        matters=to_a_health_path,
    ),
)
