"""Of a made-up server nothing is left, however the test that began it ends."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import apart

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server
_HELD = """import sys
from tests import apart
with apart.server() as one:
    one.sh("sleep 1000 >/dev/null 2>&1 & setsid sleep 1000 >/dev/null 2>&1 &")
    print(one.mounts, flush=True)
    sys.stdin.read()
"""


def mounted() -> str:
    return Path("/proc/self/mountinfo").read_text()


def test_nothing_is_left_after_a_test_that_failed(bare: Apart) -> None:
    del bare  # it says whether there can be one
    before = mounted()
    with pytest.raises(RuntimeError), apart.server() as other:  # noqa: PT012 - that it ends so
        other.sh("trap '' TERM HUP; setsid sleep 1000 >/dev/null 2>&1 &")
        assert len(other.lives()) >= 2
        raise RuntimeError
    assert other.lives() == []
    assert mounted() == before


def test_nothing_is_left_after_tests_that_were_killed(bare: Apart) -> None:
    with subprocess.Popen(
        (sys.executable, "-c", _HELD), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        cwd=Path(__file__).parents[2],
    ) as tests:  # fmt: skip
        assert tests.stdout is not None
        bare.mounts = tests.stdout.readline().strip()
        assert len(bare.lives()) >= 3
        tests.kill()
    for _ in range(600):
        if not bare.lives():
            return
        time.sleep(0.1)
    pytest.fail(f"still there: {bare.lives()}")
