"""What people call a release: its number, its age and its commit, never a bare hash."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.spans import lasting
from core.words import Text, joined, say
from gui.wording.seen_words import number_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.service.model import Release
    from core.service.seen import Board

_COMMIT = 7  # letters that name one for people
_HASH = 8  # letters of a program's SHA-256 that end a release's name


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseNames:
    """Names releases by what is known of them on this computer.

    `commits` are by the end of a release's name, `ages` in seconds by server and release.
    """

    commits: Mapping[str, str] = field(default_factory=dict)
    ages: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def named(self, release: str, server: str = "") -> Text:
        """Name a release as in "release 6 · 2 hours old · commit 355d803"."""
        parts = [say("release {n}", n=number_of(release))]
        if (age := self.ages.get((server, release))) is not None:
            parts.append(say("{span} old", span=lasting(age)))
        if commit := self._commit(release):
            parts.append(say("commit {commit}", commit=commit))
        return joined(parts, " · ")

    def begun(self, release: str) -> Text:
        """Name a release at the beginning of a sentence."""
        if commit := self._commit(release):
            return say("Release {n} (commit {commit})", n=number_of(release), commit=commit)
        return say("Release {n}", n=number_of(release))

    def _commit(self, release: str) -> str:
        return self.commits.get(release.rpartition("-")[2], "")[:_COMMIT]


BY_NUMBER = ReleaseNames()


def names_of(
    release: Release | None, board: Board | None, service: str, now: float
) -> ReleaseNames:
    """Name releases by the program at hand, and by what the servers told last of their deploys."""
    commits = {release.sha256[:_HASH]: release.version} if release and release.version else {}
    ages = {
        (series.server, mark.release): max(now - mark.at, 0)
        for series in (board.series if board else ())
        if series.service == service
        for mark in series.marks
    }
    return ReleaseNames(commits=commits, ages=ages)
