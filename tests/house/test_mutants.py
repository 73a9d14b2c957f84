"""Every fault that the tests must notice still fits the sources, and names tests that are there."""

from __future__ import annotations

import ast
from functools import cache

import pytest

from tests.mutants import generate, model

_MUTANTS = model.by_hand()


@pytest.mark.parametrize("area", sorted({mutant.area for mutant in _MUTANTS}))
def test_every_fault_still_fits_and_names_tests_that_are_there(area: str) -> None:
    wrong = []
    for mutant in (one for one in _MUTANTS if one.area == area):
        text = (model.ROOT / mutant.file).read_text("utf-8")
        try:
            assert mutant.put_into(text) != text, "changes nothing"
            assert mutant.noticed_by, "is noticed by no test"
            assert not [test for test in mutant.noticed_by if not _is_there(test)], "names no test"
        except (AssertionError, ValueError) as why:
            wrong.append(f"{mutant.file}: {mutant.breaks} {why}")
    assert wrong == []


def test_no_fault_is_told_twice() -> None:
    told = [(mutant.file, mutant.was, mutant.now) for mutant in _MUTANTS]
    assert sorted(one for one in set(told) if told.count(one) > 1) == []


@pytest.mark.parametrize("module", model.modules(), ids=lambda module: module.file)
def test_a_fault_listed_as_changing_nothing_is_one_that_is_made(module: model.Module) -> None:
    every = model.Module(module.file, module.tests, frozenset())
    made = {tuple(one.breaks.split("\n  ")[1:]) for one in generate.faults(every)}
    listed = {(f"- {was}", f"+ {now}") for was, now in module.equivalent}
    assert listed - made == set()


def _is_there(test: str) -> bool:
    file, *names = test.split("::")
    return set(names) <= _names(file) if (model.ROOT / file).is_file() else False


@cache
def _names(file: str) -> set[str]:
    tree = ast.parse((model.ROOT / file).read_text("utf-8"))
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return {node.name for node in ast.walk(tree) if isinstance(node, kinds)}
