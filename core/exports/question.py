"""What a kind has to know and nobody said: asked by name, with a reason and a default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from core.problems import Advice, Problem, ProblemError
from core.words import list_of, say

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from core.words import Text

Answers = Mapping[str, str]  # by the key of each question; a default where nobody answered
_LONGEST_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One missing value: `why` is it asked, and what holds where nobody answers.

    An answer must match `pattern` as a whole, and `rule` says in words what does.
    """

    key: str
    why: Text
    default: str
    pattern: re.Pattern[str]
    rule: Text


def answered(questions: Iterable[Question], said: Mapping[str, str]) -> Answers:
    """Lay what was said over the defaults.

    Raises `ProblemError` for a value that cannot be (`answer_unusable`) and for a key that nobody
    asked for (`answer_unasked`).
    """
    return answered_each({"": questions}, said)[""]


def answered_each(
    several: Mapping[str, Iterable[Question]], said: Mapping[str, str]
) -> dict[str, Answers]:
    """Do so for several kinds by their names: what was said must fit each kind that asks for it."""
    asked = {name: {one.key: one for one in questions} for name, questions in several.items()}
    known = tuple(dict.fromkeys(chain.from_iterable(asked.values())))
    for key in said:
        if key not in known:
            raise ProblemError(_unasked(key, known))
    return {name: _laid_over(questions, said) for name, questions in asked.items()}


def _laid_over(asked: Mapping[str, Question], said: Mapping[str, str]) -> Answers:
    answers = {key: said.get(key, one.default) for key, one in asked.items()}
    for key in said.keys() & asked.keys():
        if asked[key].pattern.fullmatch(said[key]) is None:
            raise ProblemError(_unusable(asked[key], said[key]))
    return answers


def _unusable(question: Question, value: str) -> Problem:
    return Problem(
        code="answer_unusable",
        what=say("“{key}” cannot be “{value}”.", key=question.key, value=value[:_LONGEST_SHOWN]),
        why=question.rule,
        next=(Advice(say("Correct the value.")),),
        field=question.key,
    )


def _unasked(key: str, known: tuple[str, ...]) -> Problem:
    return Problem(
        code="answer_unasked",
        what=say("No export here asks for “{key}”.", key=key[:_LONGEST_SHOWN]),
        why=say("They ask for: {keys}", keys=list_of(known)),
        next=(Advice(say("Choose one of these names, or leave it out.")),),
    )
