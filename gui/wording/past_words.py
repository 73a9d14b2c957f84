"""What was done to a service, and its releases, in the words of the window."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from core.service.results import Result, moment
from core.spans import ago
from core.words import Size, Text, joined, say, verbatim
from gui.wording.seen_words import number_of

if TYPE_CHECKING:
    from core.usecases.releasing import Entry, Known

_COMMIT = 7  # letters that name one for people
_SHORT = 40  # letters of an author
_VERBS: dict[str, Text] = {
    "deploy": say("Deploy"),
    "rollback": say("Rollback"),
    "return": say("Automatic rollback"),
    "restart": say("Restart", context="a change of a service"),
    "start": say("Start", context="a change of a service"),
    "stop": say("Stop", context="a change of a service"),
    "edit": say("Variables", context="a change of a service"),
}
_OUTCOMES: dict[str, Text] = {
    Result.DEPLOYED: say("succeeded"),
    Result.UNCHANGED: say("nothing to do"),
    Result.ROLLED_BACK: say("rolled back"),
    Result.REFUSED: say("refused"),
    Result.CANCELLED: say("canceled"),
    Result.DOWN: say("service down"),
    Result.UNKNOWN: say("unknown"),
}
RELEASE_TITLES = (
    say("Release"),
    say("State"),
    say("Commit"),
    say("Size"),
    say("Size change"),
    say("Deployed"),
    say("By"),
)
HISTORY_TITLES = (
    say("Time"),
    say("Change", context="a change of a service"),
    say("Release"),
    say("Outcome"),
    say("By"),
    say("Seconds"),
)


def state(known: Known) -> Text:
    """Say where a release is."""
    if known.live:
        return say("live", context="a release")
    if not known.kept:
        return say("gone from the server")
    if known.bad:
        return say("rolled back")
    return say("previous") if known.previous else say("kept", context="a release")


def named(known: Known) -> Text:
    """Name a release and where it is, for a list of them."""
    return joined((say("release {n}", n=number_of(known.release)), state(known)), " · ")


def told(known: Known, now: float) -> Text:
    """Name a release as people say it: its number, where it is, its age and its commit."""
    age = when(known.time, now)
    parts = (named(known), age, commit(known))
    return joined([one for one in parts if str(one)], " · ")


def commit(known: Known) -> Text:
    """Name the commit that a release was built from, and what it says."""
    if not known.commit:
        return verbatim("")
    name = known.commit[:_COMMIT]
    named = say("{commit} with changes", commit=name) if known.dirty else verbatim(name)
    if not known.subject:
        return named
    return joined((named, verbatim(known.subject)), " · ")


def growth(known: Known) -> Text:
    """Say how much larger or smaller it is than the one before."""
    if known.grown is None:
        return verbatim("")
    if not known.grown:
        return say("same size")
    size = Size(abs(known.grown))
    return say("+{size}", size=size) if known.grown > 0 else say("\N{MINUS SIGN}{size}", size=size)


def size(known: Known) -> Text:
    """Say how large its program is."""
    return verbatim("") if known.size is None else say("{size}", size=Size(known.size))


def when(told: str, now: float) -> Text:
    """Say how long ago a moment of the server's clock was."""
    try:
        found = datetime.fromisoformat(told)
    except ValueError:
        return verbatim("")
    return ago(max(now - found.timestamp(), 0))


def by(who: str, origin: str, login: str) -> Text:
    """Say who did it, and on which computer."""
    person = (who or login)[:_SHORT]
    return say("{who} on {computer}", who=person, computer=origin) if origin else verbatim(person)


def release_row(known: Known, now: float) -> tuple[Text, ...]:
    """Say all of a release, by `RELEASE_TITLES`."""
    return (
        say("release {n}", n=number_of(known.release)),
        state(known),
        commit(known),
        size(known),
        growth(known),
        when(known.time, now),
        by(known.who, known.origin, known.login),
    )


def history_row(entry: Entry) -> tuple[Text, ...]:
    """Say all of a change, by `HISTORY_TITLES`."""
    return (
        verbatim(moment(entry.time)),
        _VERBS.get(entry.verb, verbatim(entry.verb)),
        say("release {n}", n=number_of(entry.release)) if entry.release else verbatim(""),
        _OUTCOMES.get(entry.outcome, verbatim(entry.outcome)),
        by(entry.who, entry.origin, entry.login),
        verbatim("" if entry.seconds is None else str(entry.seconds)),
    )
