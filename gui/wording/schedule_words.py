"""What systemd makes of a timer's schedule, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt

from core.words import Text, say, verbatim

if TYPE_CHECKING:
    from core.usecases.scheduling import Schedule

_FORMAT = "ddd d MMM HH:mm"


def next_runs(schedule: Schedule | None) -> Text:
    """Say when a job runs next by the clock of this computer, or why nobody knows."""
    if schedule is None or not schedule.told:
        return say("“Show what will happen” asks the server when it runs next.")
    if not schedule.understood:
        return say(
            "systemd does not understand this schedule. Examples: daily, Mon..Fri "
            "9:00 or *-*-* 03:00."
        )
    if not schedule.runs:
        return say("With this schedule, the job would never run again.")
    times = verbatim(" · ".join(map(_short, schedule.runs)))
    return say(
        "Next runs by this computer's clock: {times}. The server uses its own clock.", times=times
    )


def _short(told: str) -> str:
    """Spell “Mon 2026-11-30 03:00:00 UTC” as the person's language does."""
    found = QDateTime.fromString("T".join(told.split()[1:3]), Qt.DateFormat.ISODate)
    return QLocale().toString(found, _FORMAT) if found.isValid() else told
