"""One row of the table of known symptoms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.problems import Advice
    from core.words import Text


@dataclass(frozen=True, slots=True)
class Row:
    """A symptom and what to tell about it.

    `pattern` is searched in the output, line by line anchors allowed; `what`, `why` and the texts
    and values of `next` are filled from its named groups, so each `{place}` needs a group.
    """

    code: str
    pattern: re.Pattern[str]
    what: Text
    why: Text
    next: tuple[Advice, ...] = ()
    field: str = ""


def symptom(pattern: str) -> re.Pattern[str]:
    """Compile a row's pattern: `^` and `$` mean a line's ends."""
    return re.compile(pattern, re.MULTILINE)
