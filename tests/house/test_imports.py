"""No circle of imports, not even a hidden one inside functions; and what the faces may import."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from tests.house.sources import sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


# What window and command line take beside the use cases: values, how they are declared and worded,
# what is drawn of them, and the places and processes of this computer. None of it puts a job
# together or reaches a server.
_FOR_FACES = {
    "core.actions",
    "core.binary.formats.sections",
    "core.binary.report.difference",
    "core.binary.report.treemap",
    "core.build.catalogue",
    "core.build.option_entry",
    "core.build.options",
    "core.build.task",
    "core.codec",
    "core.demo.tour",
    "core.doors",
    "core.events",
    "core.home",
    "core.journey",
    "core.languages",
    "core.plain_text",
    "core.ports",
    "core.problems",
    "core.processes",
    "core.servers.facts",
    "core.service.catalogue",
    "core.service.choices",
    "core.service.entry",
    "core.service.env_syntax",
    "core.service.kinds",
    "core.service.model",
    "core.service.options.sandbox",
    "core.service.results",
    "core.service.seen",
    "core.service.sound",
    "core.service.stages",
    "core.service.values",
    "core.service_name",
    "core.settings",
    "core.spans",
    "core.ssh.config.reader",
    "core.ssh.key_files",
    "core.ssh.profile",
    "core.target",
    "core.toolchain.micro",
    "core.words",
}


def test_imports_run_in_no_circle() -> None:
    modules = {source.module for source in sources()}
    graph = {
        source.module: set(_imported(ast.walk(source.tree), modules)) - {source.module}
        for source in sources()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        raise AssertionError(" → ".join(circle.args[1])) from None


def test_window_and_command_line_call_use_cases_alone() -> None:
    modules = {source.module for source in sources()}
    own = ("gui", "core.cli", "core.usecases")
    used = {
        name: source.path
        for source in sources()
        if source.module.startswith(("gui", "core.cli"))
        for name in _imported(_running(source.tree), modules)
        if not name.startswith(own)
    }
    assert {name: path for name, path in used.items() if name not in _FOR_FACES} == {}
    assert used.keys() >= _FOR_FACES, "what nobody takes any more leaves the list"


def _imported(nodes: Iterable[ast.AST], modules: set[str]) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.ImportFrom(module=str(name), names=names, level=0):
                submodules = {f"{name}.{one.name}" for one in names} & modules
                yield from submodules or {name} & modules
            case ast.Import(names=names):
                yield from {one.name for one in names} & modules
            case _:
                pass


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """Yield all but what is there for types alone, which is free."""
    for one in ast.iter_child_nodes(node):
        match one:
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                pass
            case _:
                yield one
                yield from _running(one)
