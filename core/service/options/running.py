"""How the program is called, where it starts, and where it may write."""

from __future__ import annotations

import re

from core.service.choices import WORKING_DIRS
from core.service.entry import FormPlace, OptionEntry, Section
from core.service.kinds import Many, OneLine, Pattern
from core.words import say

_PART = r"(?!\.{1,2}(?:/|$))[A-Za-z0-9._-]{1,100}"
_FOLDER = re.compile(rf"(?!bin(?:/|$))/?{_PART}(?:/{_PART}){{0,20}}")
ENTRIES = (
    OptionEntry(
        key="args",
        kind=Many(OneLine(), ordered=True),
        title=say("Arguments"),
        sentence=say(
            "Arguments of the program, for example serve. {port} becomes its port. "
            "On the command line, arguments can also follow --.",
            port="${PORT}",
        ),
        flag="--arg",
        metavar="A",
        name="args",
        place=FormPlace.MAIN,
        empty=say("for example serve --port {port}", port="${PORT}"),
    ),
    OptionEntry(
        key="working_dir",
        kind=WORKING_DIRS,
        title=say("Working directory"),
        sentence=say(
            "Where the program starts: release (read-only) or data (kept between releases)."
        ),
        flag="--working-dir",
        section=Section.RIGHTS,
        metavar="WHERE",
        place=FormPlace.FOLDED,
    ),
    OptionEntry(
        key="writable",
        kind=Many(
            Pattern(
                _FOLDER,
                say(
                    "A directory is an absolute path, or a name in the working directory: "
                    "letters, digits, dots, hyphens and underscores between slashes."
                ),
            )
        ),
        title=say("Writable directories"),
        sentence=say(
            "Another directory that the program can write to: a name in its "
            "working directory, whose content is kept in the data directory, or an "
            "absolute path on the server."
        ),
        flag="--writable",
        section=Section.RIGHTS,
        metavar="PATH",
        name="writable",
        place=FormPlace.FOLDED,
        empty=say("only its data directory"),
    ),
)
