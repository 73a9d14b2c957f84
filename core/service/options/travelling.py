"""Which files travel with the program."""

from __future__ import annotations

from core.service.entry import OptionEntry, Section
from core.service.kinds import LocalPath, Many, OneLine
from core.words import say

ENTRIES = (
    OptionEntry(
        key="includes",
        kind=Many(LocalPath()),
        title=say("Files"),
        sentence=say("A file or directory that is uploaded with the program."),
        flag="--include",
        metavar="PATH",
        name="includes",
        section=Section.FILES,
        recorded=False,
    ),
    OptionEntry(
        key="excludes",
        kind=Many(OneLine()),
        title=say("Excluded files"),
        sentence=say("A pattern of files that are not uploaded, for example *.map."),
        flag="--exclude",
        metavar="GLOB",
        name="excludes",
        section=Section.FILES,
        recorded=False,
    ),
)
