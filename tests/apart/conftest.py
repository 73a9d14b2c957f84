"""The made-up servers of this folder's tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.apart import Apart


@pytest.fixture
def bare() -> Iterator[Apart]:
    """Return a server that nobody has prepared."""
    with apart.server() as found:
        yield found


@pytest.fixture
def web(bare: Apart) -> Apart:
    """Return a server that is prepared for the usual service."""
    bare.prepare(apart.WEB)
    bare.calls()
    return bare
