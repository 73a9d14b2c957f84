"""The made-up servers of this folder's tests."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests import apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.apart import Apart


@pytest.fixture(scope="session")
def _can_be_apart() -> None:
    """Skip where this computer lets nobody have mounts and a network apart."""
    try:
        done = subprocess.run(apart.ALONE, input="", capture_output=True, text=True, check=False)
    except FileNotFoundError as missing:
        pytest.skip(f"not installed here: {missing.filename}")
    if done.returncode != 0:
        pytest.skip(f"this computer lets no server be made up: {done.stderr.strip()}")


@pytest.fixture
def bare(_can_be_apart: None) -> Iterator[Apart]:
    """Return a server that nobody has prepared."""
    with apart.server() as found:
        yield found


@pytest.fixture
def web(bare: Apart) -> Apart:
    """Return a server that is prepared for the usual service."""
    bare.prepare(apart.WEB)
    bare.calls()
    return bare
