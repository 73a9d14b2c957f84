"""Each use case that gets servers refuses protected ones, or is known only to look at them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.house.sources import sources

if TYPE_CHECKING:
    from collections.abc import Iterator

_SERVERS = ("ServerSession", "Connection", "Connector")
_GUARD = "must_be_confirmed"

# What gets servers and leaves all services as they are. Whoever adds one here has made sure.
_LOOKS = {
    "alarming.listed",
    "alarming.test",  # it sends a message, and leaves the alarm as it is
    "backing_up.compare",
    "bringing.built_for",
    "connecting.reached",
    "connecting.reached_each",
    "copying.fetch",
    "copying.listed",
    "deploying.plan",
    "drifting.look",
    "drilling.generator",
    "finishing.look",
    "fronting.listed",
    "fronting.plan",
    "introducing.ask_facts",
    "introducing.check",
    "operating.look",
    "operating.look_at_all",
    "preparing.preview",
    "reading_logs.read",
    "releasing.compare",
    "releasing.history",
    "releasing.releases",
    "restarting.why",
    "secrets.names",
    "space.look",
    "supplying.releases",
    "watching.look",
}


def test_whatever_may_change_a_server_asks_first_whether_it_was_confirmed() -> None:
    unguarded = {name for name, work in _with_servers() if not any(_guards(work))}
    assert unguarded == _LOOKS


def test_a_guard_is_asked_before_any_server() -> None:
    """It stands before the first wait: nothing was asked of a server by then."""
    late = [
        name
        for name, work in _with_servers()
        for guard in _guards(work)
        if any(one.lineno < guard.lineno for one in ast.walk(work) if isinstance(one, ast.Await))
    ]
    assert late == []


def _with_servers() -> Iterator[tuple[str, ast.AsyncFunctionDef]]:
    for source in sources():
        if not source.module.startswith("core.usecases."):
            continue
        for work in source.tree.body:
            if isinstance(work, ast.AsyncFunctionDef) and not work.name.startswith("_"):
                taken = [*work.args.args, *work.args.kwonlyargs]
                kinds = " ".join(ast.unparse(one.annotation) for one in taken if one.annotation)
                if any(one in kinds for one in _SERVERS):
                    yield f"{source.module.split('.')[-1]}.{work.name}", work


def _guards(work: ast.AsyncFunctionDef) -> Iterator[ast.Call]:
    for one in ast.walk(work):
        if isinstance(one, ast.Call) and ast.unparse(one.func) == _GUARD:
            yield one
