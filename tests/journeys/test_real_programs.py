"""Real programs become services: one that serves, a worker, and a job of a timer.

`make programs-test` takes nineteen of them the whole way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import testbed
from tests.real_programs.__main__ import introduced
from tests.real_programs.table import Program, clone, programs
from tests.servers import skip_unless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.real_programs.way import Way

pytestmark = [pytest.mark.server, pytest.mark.go]

_WATCHER = Program(
    name="watcher",
    kind="a small worker",
    module="github.com/fsnotify/fsnotify@v1.10.1",
    package="cmd/fsnotify",
    deploy=("--kind worker",),
    arguments=("watch", "."),
)
_ROWS = {one.name: one for one in programs()}


@pytest.fixture(scope="module")
def way(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Way]:
    """A home that knows a server of its own: what a service leaves there is not looked after."""
    skip_unless("bookworm")
    try:
        clone(_WATCHER)
    except LookupError as reason:
        pytest.skip(f"the module proxy is not to be reached: {reason}")
    with testbed.boot() as server:
        yield introduced(server, tmp_path_factory.mktemp("home"))


@pytest.mark.parametrize("program", [_WATCHER, _ROWS["chat"], _ROWS["bbolt"]])
def test_a_worker_a_server_and_a_job_of_a_timer_run(way: Way, program: Program) -> None:
    assert way.walk(program, whole=False).why == ""


def test_a_program_that_wants_a_command_is_told_with_its_commands(way: Way) -> None:
    said = way.bare(_ROWS["bbolt"])
    assert said.startswith("wants_arguments | ")
    assert "one of bench, buckets, check" in said


def test_each_of_the_nineteen_wants_at_most_three_settings() -> None:
    assert len(_ROWS) == 19
    assert [one.name for one in _ROWS.values() if len(one.settings) > 3] == []
