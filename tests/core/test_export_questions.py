"""What an export has to know: each kind asks for itself, and no key means two things."""

from __future__ import annotations

import re

import pytest

from core.exports.question import Question, answered_each
from core.exports.table import KINDS
from core.problems import ProblemError
from core.words import say
from tests.exported import SERVICES, facts


def _question(pattern: str, default: str) -> Question:
    fits = re.compile(pattern)
    return Question(key="name", why=say("Why"), default=default, pattern=fits, rule=say("A rule."))


def test_each_kind_has_its_own_defaults_and_what_is_said_must_fit_each() -> None:
    several = {"one": (_question("[a-z]+", "own"),), "other": (_question("[a-z.]+", "its.own"),)}
    assert answered_each(several, {}) == {"one": {"name": "own"}, "other": {"name": "its.own"}}
    both = answered_each(several, {"name": "both"})
    assert both == {"one": {"name": "both"}, "other": {"name": "both"}}
    with pytest.raises(ProblemError) as odd:
        answered_each(several, {"name": "with.dots"})
    assert odd.value.problem.code == "answer_unusable"


@pytest.mark.parametrize("name", SERVICES)
def test_no_two_kinds_ask_for_different_things_by_one_key(name: str) -> None:
    meanings: dict[str, set[tuple[str, str]]] = {}
    for kind in KINDS.values():
        for one in kind.questions(facts(name)):
            meanings.setdefault(one.key, set()).add((str(one.why), one.pattern.pattern))
    assert not [key for key, several in meanings.items() if len(several) > 1]
