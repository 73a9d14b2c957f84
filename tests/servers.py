"""Fixtures that hand real servers to tests (see tests/testbed.py)."""

from __future__ import annotations

import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests import testbed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.testbed import Server


# What the next test could stumble over: who may log in and what he may do, settings, programs,
# services, units at work or failed, ports, and files where services and their helpers keep theirs;
# without what Debian itself starts and writes at times of its own, and without the folder that
# systemd leaves when a unit is killed while its namespace is being made.
_LOOK = r"""
cut -d: -f1,3,4,6,7 /etc/passwd; cat /etc/group
find /opt /srv /etc/systemd /etc/sudoers.d /etc/ssh /etc/pam.d /etc/profile.d /usr/local \
  /home /root ! -path '*/.cache*' ! -name .sudo_as_admin_successful \
  ! -path /usr/local/libexec ! -path /usr/local/libexec/goferry -printf '%M %u %g %p %l\n'
find /var/lib /run /tmp /var/tmp /etc -maxdepth 1 ! -name agetty.reload ! -name motd.dynamic \
  ! -name 'systemd-private-*' ! -name 'namespace-dev-*' -printf '%M %u %g %p %l\n'
find /etc/systemd /etc/sudoers.d /etc/ssh /etc/pam.d /etc/environment /etc/profile \
  /home/*/.bashrc /home/*/.profile /home/*/.ssh -type f -exec sha256sum {} +
systemctl list-units --all --plain --no-legend --type=service,socket,timer,path |
  sed -nE 's/^(\S+) .* (failed|activating|deactivating|running|listening|waiting) .*/\1 \2/p' |
  grep -vE '^(user(-runtime-dir)?@|systemd-|apt-|dpkg-|e2scrub|fstrim)'
ss -Hltn | awk '{ print "listening", $4 }'
"""
_found: dict[Server, set[str]] = {}


@pytest.fixture(scope="session")
def debian() -> Iterator[Server]:
    """One Debian 12 for the whole run: leave it as you found it."""
    yield from _shared("bookworm")


@pytest.fixture(scope="session")
def bullseye() -> Iterator[Server]:
    """One Debian 11 (systemd 247) for the whole run."""
    yield from _shared("bullseye")


@pytest.fixture(scope="session")
def trixie() -> Iterator[Server]:
    """One Debian 13 (systemd 257) for the whole run."""
    yield from _shared("trixie")


@pytest.fixture(params=["bullseye", "debian", "trixie"])
def every_debian(request: pytest.FixtureRequest) -> Server:
    """Debian 11, 12 and 13, with systemd 247, 252 and 257, one after the other."""
    found: Server = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module", autouse=True)
def left_as_found() -> Iterator[None]:
    """Fail a file of tests that leaves a shared server otherwise than it found it.

    The files come in another order in each run: what one leaves, another stumbles over, one day.
    """
    yield
    for server, before in _found.items():
        after = _seen(server, before)
        _found[server] = after  # the next file answers for itself alone
        assert sorted(after - before) == [], f"left on {server.machine.name}"
        assert sorted(before - after) == [], f"gone from {server.machine.name}"


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
    skip_unless("bookworm")
    with ExitStack() as running:
        yield lambda number: running.enter_context(testbed.boot_many(number))


def _shared(suite: str) -> Iterator[Server]:
    for server in _booted(suite):
        _found[server] = set(server.run(_LOOK).splitlines())
        yield server
        del _found[server]


def _seen(server: Server, before: set[str]) -> set[str]:
    """Look until all is as before; what has just been told to end may take its time."""
    until = time.monotonic() + 45
    while (seen := set(server.run(_LOOK).splitlines())) != before and time.monotonic() < until:
        time.sleep(0.5)
    return seen


def _booted(suite: str, *, keeps_disk: bool = False) -> Iterator[Server]:
    skip_unless(suite)
    with testbed.boot(suite, keeps_disk=keeps_disk) as server:
        yield server


def skip_unless(suite: str) -> None:
    """Skip the test where this Debian cannot run here, and say why."""
    if why := testbed.unavailable(suite):
        pytest.skip(why)
