"""The same program has the same sizes, to the byte, as on the day when they were recorded."""

from __future__ import annotations

import json

import pytest

from tests.core.data.record_sizes import FILE, RECORDED, sha256, told
from tests.corpus.programs import Variant, built

pytestmark = pytest.mark.go
KNOWN = json.loads(FILE.read_text("utf-8"))


@pytest.mark.parametrize("variant", RECORDED, ids=lambda one: one.name)
def test_the_sizes_are_those_that_were_recorded(variant: Variant) -> None:
    digest = sha256(built(variant))
    if digest not in KNOWN:
        pytest.skip("another Go made this program than the recorded ones")
    assert json.loads(json.dumps(told(variant))) == KNOWN[digest]
