"""A kind of export: what it is called, what it has to know, and how it writes its files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.exports.facts import Facts
    from core.exports.file import Export
    from core.exports.question import Answers, Question
    from core.words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One row of the table `KINDS`: `caption` tells people what they get.

    `questions` names what is missing for these facts; `write` is pure, and gets an answer to each.
    """

    name: str
    caption: Text
    questions: Callable[[Facts], tuple[Question, ...]]
    write: Callable[[Facts, Answers], Export]
