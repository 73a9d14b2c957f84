"""What an advice offers: typed where it is made, and the same after a way through JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from core.actions import Action, ChooseOption, EditServer, OpenFile, Retry, UseOption
from core.problems import Advice, Problem
from core.remedies.port import port_action
from core.typed import from_plain, to_plain
from core.words import say
from tests.every_action import EVERY, KINDS

_CHOOSE = ChooseOption("port")
_PROBLEM = Problem(code="x", what=say("No."), why=say("So it is."))


def test_no_action_is_left_out_of_these_tests() -> None:
    assert {type(one) for one in EVERY} == KINDS


@pytest.mark.parametrize("action", EVERY)
def test_an_advice_comes_back_from_another_process_as_it_was(action: Action) -> None:
    problem = replace(_PROBLEM, next=(Advice(say("Do it."), action), Advice(say("Wait."))))
    assert from_plain(Problem, json.loads(json.dumps(to_plain(problem)))) == problem


def test_a_problem_tells_the_first_action_of_a_kind_that_it_offers() -> None:
    actions = (Retry(), EditServer("a"), EditServer("b"))
    problem = replace(_PROBLEM, next=tuple(Advice(say("Do."), one) for one in (None, *actions)))
    assert problem.offered(EditServer) == EditServer("a")
    assert problem.offered(Retry) == Retry()
    assert problem.offered(UseOption) is None
    assert _PROBLEM.offered(Retry) is None


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("1", UseOption("port", "1")), ("65535", UseOption("port", "65535")), ("0", _CHOOSE),
        ("65536", _CHOOSE), ("", _CHOOSE), ("web", _CHOOSE), ("-1", _CHOOSE), ("٨٠", _CHOOSE),
        ("9" * 5000, _CHOOSE),
    ],
)  # fmt: skip
def test_a_port_is_taken_where_it_can_be_one(text: str, action: UseOption | ChooseOption) -> None:
    assert port_action(text) == action


@pytest.mark.parametrize(
    ("place", "action"),
    [
        ("main.go", OpenFile(Path("main.go"))),
        ("main.go:31", OpenFile(Path("main.go"), 31)),
        ("cmd/a.go:31:12", OpenFile(Path("cmd/a.go"), 31, 12)),
        ("C:/x/a.go:31:12", OpenFile(Path("C:/x/a.go"), 31, 12)),
        ("a b.go:x", OpenFile(Path("a b.go:x"))),
        ("odd\nname:3", OpenFile(Path("odd\nname"), 3)),
    ],
)
def test_a_place_is_read_where_its_action_is_made(place: str, action: OpenFile) -> None:
    assert OpenFile.at(place) == action
