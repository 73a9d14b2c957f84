"""Fixtures that hand real servers to tests (see tests/testbed.py)."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests import testbed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.testbed import Server


@pytest.fixture(scope="session")
def debian() -> Iterator[Server]:
    """One Debian 12 for the whole run: leave it as you found it."""
    yield from _booted("bookworm")


@pytest.fixture(scope="session")
def bullseye() -> Iterator[Server]:
    """One Debian 11 (systemd 247) for the whole run."""
    yield from _booted("bullseye")


@pytest.fixture(scope="session")
def trixie() -> Iterator[Server]:
    """One Debian 13 (systemd 257) for the whole run."""
    yield from _booted("trixie")


@pytest.fixture
def fresh_debian() -> Iterator[Server]:
    """A Debian 12 of this test's own, to break at will."""
    yield from _booted("bookworm")


@pytest.fixture
def lasting_debian() -> Iterator[Server]:
    """A Debian 12 of this test's own that keeps its disk over power cuts and reboots."""
    yield from _booted("bookworm", keeps_disk=True)


@pytest.fixture
def fleet() -> Iterator[Callable[[int], tuple[Server, ...]]]:
    """Boot as many Debian 12 as the test asks for, all at once."""
    _skip_unless("bookworm")
    with ExitStack() as running:
        yield lambda number: running.enter_context(testbed.boot_many(number))


def _booted(suite: str, *, keeps_disk: bool = False) -> Iterator[Server]:
    _skip_unless(suite)
    with testbed.boot(suite, keeps_disk=keeps_disk) as server:
        yield server


def _skip_unless(suite: str) -> None:
    if why := testbed.unavailable(suite):
        pytest.skip(why)
