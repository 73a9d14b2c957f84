"""What a new release does once before it takes over."""

from __future__ import annotations

from core.service.entry import FormPlace, OptionEntry, Section, WordsEntry
from core.service.kinds import Number, ShellWords, Switch
from core.words import say

_DAY = 86_400  # seconds
ENTRIES = (
    WordsEntry(
        key="release.command",
        kind=ShellWords(),
        title=say("Release command"),
        sentence=say(
            "Arguments for the program, such as “migrate up”. Each new release runs once with them "
            "before it goes live, on the first server only. It must be safe to run twice."
        ),
        flag="--release-command",
        metavar="CMD",
        section=Section.CHANGE,
        usual="none",
        place=FormPlace.FOLDED,
        label=say("Release comman&d"),
        empty=say("for example migrate up"),
    ),
    OptionEntry(
        key="release.timeout",
        kind=Number(1, _DAY),
        title=say("Release timeout"),
        sentence=say("Seconds that the release command can take."),
        flag="--release-timeout",
        metavar="S",
        section=Section.CHANGE,
        place=FormPlace.FOLDED,
        label=say("Release timeout"),
        suffix=" s",
    ),
    OptionEntry(
        key="release.copy_data",
        kind=Switch(),
        title=say("Copy of the data"),
        sentence=say(
            "Copy the data directory on the server before a new release or its "
            "release command runs. A rollback can restore the copy. The previous "
            "release keeps running meanwhile, so a database that is being written "
            "to might be inconsistent in the copy."
        ),
        flag="--copy-data",
        section=Section.CHANGE,
        place=FormPlace.FOLDED,
        label=say("Copy of the data"),
    ),
)
