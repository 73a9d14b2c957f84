"""What DESIGN.md and CONTRIBUTING.md name is there."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house.sources import ROOT, sources

_DOCUMENTS = ("CONTRIBUTING.md", "DESIGN.md", "README.md", "SECURITY.md")
_PATH = re.compile(r"`((?:core|gui|resources|tests|installer)/[\w./-]*)`")
_CLASS = re.compile(r"`([A-Z][a-z]+(?:[A-Z][a-z]+)*)`")
_TARGET = re.compile(r"(?:`|^ {4,})make ([a-z][a-z-]*)", re.MULTILINE)


@pytest.mark.parametrize("document", _DOCUMENTS)
def test_a_path_that_is_named_is_there(document: str) -> None:
    named = _PATH.findall((ROOT / document).read_text("utf-8"))
    missing = {one for one in named if not (ROOT / one).exists()}
    assert {one for one in missing if not (ROOT / f"{one}.py").exists()} == set()


@pytest.mark.parametrize("document", _DOCUMENTS)
def test_a_command_that_is_named_is_in_the_makefile(document: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    targets |= {f"bench-{one.stem[6:]}" for one in (ROOT / "tests/benchmarks").glob("bench_*.py")}
    assert set(_TARGET.findall((ROOT / document).read_text("utf-8"))) - targets == set()


def test_the_glossary_names_classes_that_are_there() -> None:
    text = (ROOT / "DESIGN.md").read_text("utf-8")
    glossary = text.partition("## Glossary\n")[2].partition("\n## ")[0]
    nodes = (node for source in sources() for node in ast.walk(source.tree))
    classes = {node.name for node in nodes if isinstance(node, ast.ClassDef)}
    named = set(_CLASS.findall(glossary))
    assert named
    assert named - classes == set()
