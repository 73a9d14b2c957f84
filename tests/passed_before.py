"""Lets one run of tests leave out what another passed a moment ago, where Qt was not installed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer both halves: note down what passed, and leave that out."""
    group = parser.getgroup("passed before")
    group.addoption("--note-passed", type=Path, metavar="FILE", help="write what passed there")
    group.addoption("--leave-out", type=Path, metavar="FILE", help="run nothing that is in it")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the names of the tests that passed, one a line; those that were skipped did not."""
    file = session.config.getoption("--note-passed")
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if file is not None and not hasattr(session.config, "workerinput") and reporter is not None:
        passed = sorted({one.nodeid for one in reporter.stats.get("passed", ())})
        file.write_text("".join(f"{name!r}\n" for name in passed))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take out what passed before; without a list, all is run."""
    file = config.getoption("--leave-out")
    if file is None or not file.exists():
        return
    before = set(file.read_text().splitlines())
    known = [item for item in items if repr(item.nodeid) in before]
    if known:
        config.hook.pytest_deselected(items=known)
        items[:] = [item for item in items if repr(item.nodeid) not in before]
