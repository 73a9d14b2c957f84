"""What a new release does once before it takes over."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import Any

from core.service.entry import FormPlace, OptionEntry, Section
from core.service.kinds import Number, ShellWords
from core.words import say

_DAY = 86_400  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsEntry(OptionEntry):
    """Words that goferry.toml may also list one by one."""

    def read(self, written: object) -> Any:  # noqa: ANN401 - the option's own type
        """Return them as they are typed."""
        if isinstance(written, list) and written and all(isinstance(one, str) for one in written):
            written = shlex.join(written)
        return OptionEntry.read(self, written)


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
        shared=True,
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
        shared=True,
        place=FormPlace.FOLDED,
        label=say("Release timeout"),
        suffix=" s",
    ),
)
