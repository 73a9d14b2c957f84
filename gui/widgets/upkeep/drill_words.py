"""A drill in the words of the window: what it does, its parts, its verdict, its course."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from core.spans import brief
from core.words import Text, list_of, say
from gui.runtime.speech import shown
from gui.widgets.chart.series import Moment, Series
from gui.wording.seen_words import number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.service.seen import Seen
    from core.usecases.drilling import Drill

_PIECES = 240  # of the line
_MILLISECOND = 0.001  # the least that the line's axis reaches to

RUNNING = say("running…")
DONE = say("done")
STOPPED = say("stopped")
TITLES = (
    say("Part", context="of a drill"),
    say("State"),
    say("Requests"),
    say("Lost"),
    say("Median"),
    say("99%"),
    say("Slowest"),
)


class Step(NamedTuple):
    """A part of a drill: its name, and how far it is."""

    name: Text
    state: Text

    def now(self, state: Text) -> Step:
        """Return it in another state."""
        return self._replace(state=state)


def about(seen: Seen) -> Text:
    """Say what a drill does to this service."""
    return say(
        "A drill shows whether a deploy of {service} on {server} loses requests. GoFerry sends "
        "requests to the service on the server itself. Meanwhile, the service is restarted, rolled "
        "back and forward, and killed once. This takes about half a minute, and users notice the "
        "kill. The load ends after 100,000 requests or about 5 minutes.",
        service=seen.service,
        server=seen.server,
    )


def sure(seen: Seen) -> tuple[Text, Text, Text]:
    """Ask before a drill: title, what it means, and the button."""
    return (
        say("Drill {service} on {server}?", service=seen.service, server=seen.server),
        say(
            "The program is killed once while it works. Users can lose requests until systemd has "
            "restarted it, which takes a few seconds."
        ),
        say("Start the drill"),
    )


def verdict(found: Drill) -> Text:
    """Say what was found, with a sign."""
    said = found.verdict
    if not found.parts:
        return said
    return say("✓ {verdict}", verdict=said) if found.safe else say("✗ {verdict}", verdict=said)


def facts(found: Drill) -> Text:
    """Say what was drilled, and how long it was away."""
    back = brief(found.recovered_seconds)
    if not found.release:
        return say("{server}: back {time} after the kill.", server=found.server, time=back)
    return say(
        "{service} on {server}, release {n}, mode {mode}: back {time} after the kill.",
        service=found.service,
        server=found.server,
        n=number_of(found.release),
        mode=found.mode.value,
        time=back,
    )


def rows(steps: Sequence[Step], found: Drill | None) -> list[list[str]]:
    """Tell of each part, with numbers where the drill has ended."""
    counted = found.parts if found else ()
    lines = []
    for place, step in enumerate(steps):
        name = shown(say("{n}. {part}", n=place + 1, part=step.name))
        numbers = [""] * (len(TITLES) - 2)
        if place < len(counted):
            one = counted[place]
            took = (one.half, one.most, one.slowest)
            lost = shown(list_of(f"{count} {cause}" for cause, count in one.causes.items())) or "0"
            numbers = [str(one.requests), lost, *(shown(brief(each)) for each in took)]
        lines.append([name, shown(step.state), *numbers])
    return lines


def course(found: Drill) -> Series:
    """Return the slowest answer of each moment; the line breaks where requests were lost."""
    marks = enumerate(found.begins, start=1)
    return Series(
        name=say("Slowest response over time"),
        points=tuple((one.at, one.slowest) for one in found.slices(_PIECES)),
        words=brief,
        ceiling=_MILLISECOND,
        moments=tuple(Moment(at=max(at, 0.0), label=str(n)) for n, at in marks),
        clock=lambda at: say("{n} s", n=round(at)),
        unknown=say("requests lost"),
        since_words=lambda label: say("part {n}", n=label),
    )
