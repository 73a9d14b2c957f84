"""How a change of a service ended, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.service.results import Result, time_of_day
from core.words import Size, Text, joined, say, verbatim
from gui.runtime.speech import shown
from gui.wording.release_names import BY_NUMBER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.service.results import Outcome
    from gui.wording.release_names import ReleaseNames

_RESULTS: Mapping[Result, Text] = {
    Result.DEPLOYED: say("✓ {release} is live and healthy ({seconds} s)."),
    Result.UNCHANGED: say("✓ {release} is already live. Nothing was changed."),
    Result.ROLLED_BACK: say("↩ Rolled back. {release} is running again."),
    Result.REFUSED: say("✗ Not deployed. The service was not changed."),
    Result.CANCELLED: say("Canceled. The service was not changed."),
    Result.DOWN: say("✗ The service is down. The previous release does not start either."),
    Result.UNKNOWN: say("? The result is not known yet. The server finishes on its own."),
}
_SENT = say("✓ {release} is live and healthy ({seconds} s, {size} uploaded).")


def outcome_words(outcome: Outcome, names: ReleaseNames = BY_NUMBER) -> Text:
    """Say how a change of a service ended."""
    uploaded = outcome.result is Result.DEPLOYED and outcome.uploaded_bytes
    template = _SENT if uploaded else _RESULTS[outcome.result]
    done = Text(
        template.source,
        (
            ("release", names.begun(outcome.release)),
            ("seconds", round(outcome.seconds, 1)),
            ("size", Size(outcome.uploaded_bytes)),
        ),
    )
    if outcome.proved:
        done = say("{done} It passed its probation.", done=done)
    elif until := time_of_day(outcome.probation_until):
        done = say("{done} On probation until {time}.", done=done, time=until)
    if outcome.cut:
        done = say("{done} {cut}", done=done, cut=outcome.cut.words)
    if not outcome.url:
        return done
    return joined((done, verbatim(outcome.url)), "  ")


def in_words(outcome: Outcome, names: ReleaseNames = BY_NUMBER) -> str:
    """Say an outcome as one line, for the log."""
    return f"{outcome.server}: {shown(outcome_words(outcome, names))}"
