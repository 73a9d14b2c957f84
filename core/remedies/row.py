"""One row of the table of known symptoms."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.problems import Advice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from core.actions import Action
    from core.words import Text


@dataclass(frozen=True, slots=True)
class AdviceFrom:
    """An advice whose action is made of what the symptom's groups matched."""

    text: Text
    action: Callable[[Mapping[str, str]], Action]

    def filled(self, groups: Mapping[str, str]) -> Advice:
        """Return the advice for one match."""
        return Advice(self.text, self.action(groups))


@dataclass(frozen=True, slots=True)
class Remedy:
    """A symptom and what to tell about it.

    `symptom` is a pattern that is searched in the output, where `^` and `$` mean a line's ends;
    `what`, `why` and the texts of `next` are filled from its named groups, so each `{place}` needs
    a group.
    """

    code: str
    symptom: str
    what: Text
    why: Text
    next: tuple[Advice | AdviceFrom, ...] = ()
    field: str = ""

    @property
    def pattern(self) -> re.Pattern[str]:
        """The symptom, compiled when it is first looked for: a run that goes well needs none."""
        return _compiled(self.symptom)


@functools.cache
def _compiled(symptom: str) -> re.Pattern[str]:
    return re.compile(symptom, re.MULTILINE)
