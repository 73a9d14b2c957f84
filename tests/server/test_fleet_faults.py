"""Two servers as one by the real command line: one cannot switch, then the client is killed."""

from __future__ import annotations

import pytest

from tests import fleet_faults
from tests.servers import skip_unless

pytestmark = [pytest.mark.server, pytest.mark.go]


def test_both_stay_on_one_release_and_are_free_within_a_minute() -> None:
    skip_unless("bookworm")
    seen = fleet_faults.run(2, faults=("switch",), kills=("soak",), on=(1,))
    assert seen.wrong == []
    assert (seen.rounds, len(seen.free)) == (2, 1)
    assert max(seen.free) <= fleet_faults.FREE_WITHIN
