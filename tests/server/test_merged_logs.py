"""The log of two servers as one, over restarts, cut lines and rotations: the short version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.merged_logs import Trouble, measure

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.testbed import Server

pytestmark = pytest.mark.server
_ALL_ENDED = """
for n in $(seq 100); do pgrep -x 'journalctl|timeout' || exit 0; sleep 0.1; done
exit 1
"""


def test_no_line_is_lost_or_doubled_whatever_becomes_of_the_line(
    fleet: Callable[[int], tuple[Server, ...]], tmp_path: Path
) -> None:
    trouble = Trouble(rate=200, seconds=8, restarts=4, cuts=3)
    servers = fleet(2)
    found = measure(servers, tmp_path, trouble)
    assert found.good, found
    assert sum(found.written.values()) > 1_000
    told = [one.partition(" ")[2] for one in found.heard.notices]
    assert told.count("log_cut_off") == told.count("log_reconnected") >= 2
    for one in servers:  # each ends when it sees that nobody takes its lines any more
        one.run(_ALL_ENDED)
