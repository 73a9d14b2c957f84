"""Can the data be copied before a new release runs, and what is such a copy worth?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.problems import Problem
from core.service import data_words
from core.service.layout import Layout
from core.words import Size, say

if TYPE_CHECKING:
    from core.deploy.data_there import DataThere
    from core.deploy.preflight.case import Case


def no_room(case: Case) -> Problem | None:
    """Refuse a copy that would not fit."""
    data = _copied(case)
    if data is None or data.size is None or data.free is None or data.free >= data.needed:
        return None
    return data_words.no_room(data.size, data.needed, data.free)


def elsewhere(case: Case) -> Problem | None:
    """Refuse a copy that could never be put back."""
    data = _copied(case)
    return data_words.elsewhere(Layout.of(case.service).data) if data and not data.plain else None


def copied(case: Case) -> Problem | None:
    """Tell where the copy will lie, how large it is, and that it is no snapshot."""
    data, layout = _copied(case), Layout.of(case.service)
    if data is None:
        return None
    place = f"{layout.copies}/{case.there.current}"
    return Problem(
        code="data_is_copied",
        what=(
            say("First {data} is copied to {place}.", data=layout.data, place=place)
            if data.size is None
            else say(
                "First {data} ({size}) is copied to {place}.",
                data=layout.data,
                size=Size(data.size),
                place=place,
            )
        ),
        why=data_words.NOT_A_SNAPSHOT,
    )


def _copied(case: Case) -> DataThere | None:
    """What is copied: nothing before the first release, to which nobody can go back."""
    return case.data if case.there.current else None
