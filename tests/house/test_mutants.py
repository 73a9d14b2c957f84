"""Every fault that the tests must notice still fits the sources, and names tests that are there."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.mutants import generate, model

if TYPE_CHECKING:
    from pathlib import Path

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


_SOURCE = """
__all__ = ["told"]

def told(number):
    if number > 1:
        yield Problem(code="many", why=say("too many"), field="number", next=(1,))
    raise ValueError("a reason")
"""


def test_a_machine_thinks_of_what_people_would_see(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "told.py").write_text(_SOURCE)
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    module = model.Module("told.py", (), frozenset())
    problem = "Problem(code='many', why=say('too many'), field='number')"
    assert {one.now for one in generate.faults(module)} == {
        "(number >= 1)", "2", "yield from ()", problem, "'manyX'", "pass",
    }  # fmt: skip


_RIGHT = "def is_old(age: int) -> bool:\n    return age >= 65\n"
_TEST = "from age import is_old\n\ndef test_the_edge():\n    assert is_old(65)\n"


def test_a_fault_is_put_in_for_one_run_of_the_tests_and_taken_out_again(tmp_path: Path) -> None:
    (tmp_path / "age.py").write_text(_RIGHT)
    (tmp_path / "test_age.py").write_text(_TEST)
    tried = {
        ("> 65", "> 64"): "unusable",  # there is no such text
        (">= 65", "> 65"): "noticed",
        (">= 65", ">= 64"): "missed",  # the test does not look at the other side of the edge
        ("return age", "return age age"): "unusable",
    }
    faults = [model.Mutant("", "", "age.py", *texts, ("test_age.py",)) for texts in tried]
    unharmed = model.Mutant("", "", "", "", "", ("test_age.py",))
    done = subprocess.run(
        (sys.executable, "-m", "tests.mutants.worker"),
        cwd=tmp_path,
        input="".join(json.dumps(asdict(one)) + "\n" for one in (*faults, unharmed)),
        env={**os.environ, "PYTHONPATH": f"{tmp_path}:{model.ROOT}", "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    ended = [json.loads(line)["ended"] for line in done.stdout.splitlines()]
    assert ended == [*tried.values(), "missed"]
    assert (tmp_path / "age.py").read_text() == _RIGHT


def test_of_a_change_the_new_lines_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "ROOT", tmp_path)
    git = ("git", "-C", str(tmp_path), "-c", "user.name=t", "-c", "user.email=t@localhost")
    subprocess.run((*git, "init", "-q"), check=True)
    (tmp_path / "a.py").write_text("1\n2\n3\n4\n")
    subprocess.run((*git, "add", "a.py"), check=True)
    subprocess.run((*git, "commit", "-qm", "one"), check=True)
    (tmp_path / "a.py").write_text("1\n1.5\n2\n3\nfour\n")
    assert model.changed_since(model.some_commits_ago()) == {"a.py": frozenset({2, 5})}


def _is_there(test: str) -> bool:
    file, *names = test.split("::")
    return set(names) <= _names(file) if (model.ROOT / file).is_file() else False


@cache
def _names(file: str) -> set[str]:
    tree = ast.parse((model.ROOT / file).read_text("utf-8"))
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return {node.name for node in ast.walk(tree) if isinstance(node, kinds)}
