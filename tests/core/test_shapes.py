"""Values that were spelled as JSON come back as they were, and nothing else does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.problems import Action, Advice, Problem
from core.project.model import Main
from core.shapes import Shapes
from core.words import Size, Text, say

SHAPES = Shapes(Action, Advice, Main, Problem, Size, Text)
PROBLEM = Problem(
    code="x",
    what=say("{size} in {place}: {inner}", size=Size(3), place="a", inner=say("b")),
    why=say("c {n}", n=1.5),
    next=(Advice(say("d"), Action.RETRY, "e"), Advice(say("f"))),
)
VALUES: tuple[Any, ...] = (
    PROBLEM,
    Main(package="a.io/p", folder=Path("/odd \udcff")),
    {"a": (1, None, True, "<", ("x",)), "<": PROBLEM, "{": Path("b")},
    (),
)


@pytest.mark.parametrize("value", VALUES)
def test_what_is_spelled_comes_back(value: object) -> None:
    assert SHAPES.value(json.loads(json.dumps(SHAPES.plain(value)))) == value


@pytest.mark.parametrize(
    "odd",
    [{"<": "Exit", "code": 1}, {"<": "Size"}, {"<": "Size", "count": 1, "more": 2}, {"a": 1},
     {"!": "Action", "=": "format the disk"}, {"!": "Other", "=": "x"}, {"/": 1}],
)  # fmt: skip
def test_what_is_none_of_these_is_refused(odd: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        SHAPES.value(odd)
