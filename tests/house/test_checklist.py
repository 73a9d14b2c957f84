"""What the window promises is held by tests that are there."""

from __future__ import annotations

import ast
import tomllib
from functools import lru_cache

from tests.house.sources import ROOT

_PROMISES = tomllib.loads((ROOT / "tests/checklist.toml").read_text("utf-8"))["promise"]
_LAST = 70


def test_every_promise_is_held_by_tests_that_are_there() -> None:
    gone = [
        name
        for promise in _PROMISES
        for name in promise["tests"]
        if name.partition("::")[2] not in _tests_in(name.partition("::")[0])
    ]
    assert not gone


def test_no_promise_is_left_out() -> None:
    assert [one["number"] for one in _PROMISES] == list(range(1, _LAST + 1))
    assert all(one["tests"] for one in _PROMISES)


@lru_cache
def _tests_in(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(one.name for one in tree.body if isinstance(one, kinds))
