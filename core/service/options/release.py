"""What a new release does once before it takes over."""

from __future__ import annotations

from core.service.entry import FormPlace, OptionEntry, Section, WordsEntry
from core.service.kinds import Number, ShellWords
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
        empty=say("none; for example migrate up"),
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
)
