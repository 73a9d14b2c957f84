"""Where a program serves, and how its health and its settings reach it."""

from __future__ import annotations

import re

from core.ports import HIGHEST_PORT
from core.service.entry import FormPlace, OptionEntry
from core.service.kinds import LocalPath, Number, Pattern
from core.service.mattering import to_a_health_path, to_a_server
from core.words import say

_PATH_RULE = say("A health path begins with / and contains no spaces or quotes.")
ENTRIES = (
    OptionEntry(
        key="port",
        kind=Number(1, HIGHEST_PORT),
        title=say("Port"),
        sentence=say("The TCP port on which the service listens."),
        flag="--port",
        metavar="N",
        place=FormPlace.MAIN,
        label=say("P&ort"),
        matters=to_a_server,
    ),
    OptionEntry(
        key="health_path",
        kind=Pattern(re.compile(r"(?:/[A-Za-z0-9._~/?=&%+-]{0,1000})?"), _PATH_RULE),
        older=Pattern(re.compile(r"(?:/[!-~]*)?"), _PATH_RULE),
        title=say("Health path"),
        sentence=say("Where its health is checked. An empty path checks only that the port opens."),
        flag="--health",
        metavar="PATH",
        place=FormPlace.MAIN,
        label=say("Hea&lth check"),
        empty=say("whether the port opens"),
        matters=to_a_health_path,
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
)
