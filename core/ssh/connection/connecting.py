"""From an address to an open connection: dial, check the server's key, log in; hop by hop."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING, TypeVar

from core.problems import ProblemError
from core.ssh.config.reader import SshConfig
from core.ssh.connection import faults
from core.ssh.connection.handshake import (
    WantedKeys,
    dial,
    dial_through,
    keep_alive,
    key_of,
    shake_hands,
)
from core.ssh.connection.identity import Login
from core.ssh.connection.login import log_in
from core.ssh.connection.proxy import dial_by_command, refusal
from core.ssh.connection.route import Hop, Route, route
from core.ssh.connection.session import Connection
from core.ssh.connection.trusting import HostKeyCheck
from core.ssh.delta_bases import KeptFiles
from core.ssh.executor import StopToken, in_thread
from core.ssh.profile import Credentials
from core.ssh.user_shell import goes_well

if TYPE_CHECKING:
    from collections.abc import Callable

    import paramiko

    from core.home import Home
    from core.ssh.config.destination import Destination
    from core.ssh.connection.wire import Socket, Wire
    from core.ssh.host_keys import HostKey
    from core.ssh.profile import Profile

T = TypeVar("T")
_SECONDS = 120.0  # covers a person looking for a security key


async def connect(
    profile: Profile,
    home: Home,
    credentials: Credentials | None = None,
    *,
    route: Route = (),
    on_touch: Callable[[], None] | None = None,
) -> Connection:
    """Connect to a server whose key is known and log in; nothing is sent to any other.

    `route` is what `route_to` has found already. `on_touch` is called when a security key waits to
    be touched. Raises `ProblemError` with the codes host_key_unknown, host_key_changed,
    host_key_revoked, server_unreachable, login_refused, key_locked, key_unsuitable, key_unreadable,
    too_many_jumps or connection_lost.
    """
    secrets = credentials or Credentials()
    loop = asyncio.get_running_loop()

    def touch() -> None:
        if on_touch is not None:
            loop.call_soon_threadsafe(on_touch)

    def work(stop: StopToken) -> list[paramiko.Transport]:
        return _log_in_along(route or _route(profile, stop), home, secrets, touch, stop)

    *jumps, transport = await _in_time(profile, work)
    return Connection(
        profile,
        transport,
        kept=KeptFiles(home.cache / "sent"),
        jumps=jumps,
        sudo_password=secrets.sudo_password,
    )


async def offered_key(profile: Profile, home: Home | None = None) -> HostKey:
    """Ask a server for its key and send nothing else.

    Servers on the way to it are logged in to, so their keys must be known: from the user's own
    files, and from `home` if that is given.
    """

    def ask(stop: StopToken) -> HostKey:
        *before, hop = _route(profile, stop)
        jumps = _log_in_along(tuple(before), home, Credentials(), _nobody_is_told, stop)
        transport, _ = _reach(hop, jumps, WantedKeys(HostKeyCheck(hop, home).wanted.types), stop)
        key = key_of(transport)
        for one in (transport, *reversed(jumps)):
            one.close()
        return key

    return await _in_time(profile, ask)


async def trust_key(profile: Profile, home: Home, key: HostKey) -> None:
    """Record the key that a person compared as the server's own, in the place of an older one."""
    known = await _host_key_check(profile, home)
    known.accept(home.known_hosts, key)


async def must_be_known(profile: Profile, home: Home, key: HostKey) -> None:
    """Raise `ProblemError` unless this key is trusted as the server's own."""
    (await _host_key_check(profile, home)).check(key)


async def recorded_keys(profile: Profile, home: Home, key: HostKey) -> list[HostKey]:
    """Return the recorded keys in whose place the server shows this one, for a person to see."""
    return (await _host_key_check(profile, home)).recorded(key)


async def route_to(profile: Profile) -> Route:
    """Find the way to a server; raises `ProblemError` where ssh goes one that GoFerry cannot."""
    return await _in_time(profile, lambda stop: _route(profile, stop))


async def destination(profile: Profile) -> Destination:
    """Tell what the ssh configuration says about a server; user and port count where given."""

    def look(stop: StopToken) -> Destination:
        return SshConfig.of_user().destination(
            profile.host,
            user=profile.user,
            port=profile.port,
            run=lambda command: goes_well(command, stop),
        )

    return await _in_time(profile, look)


def is_unknown_name(error: ProblemError) -> bool:
    """Whether no connection came about because the server's name could not be resolved."""
    return isinstance(error.__cause__, socket.gaierror | UnicodeError)


async def _host_key_check(profile: Profile, home: Home) -> HostKeyCheck:
    *_, hop = await route_to(profile)
    return HostKeyCheck(hop, home)


def _route(profile: Profile, stop: StopToken) -> Route:
    return route(profile, SshConfig.of_user(), lambda command: goes_well(command, stop))


async def _in_time(profile: Profile, work: Callable[[StopToken], T]) -> T:
    try:
        return await in_thread(work, seconds=_SECONDS)
    except TimeoutError as late:
        raise ProblemError(faults.unreachable(profile, late)) from late


def _log_in_along(
    route: Route,
    home: Home | None,
    credentials: Credentials,
    touch: Callable[[], None],
    stop: StopToken,
) -> list[paramiko.Transport]:
    """Log in to each server on the way, through the one before; passwords are for the last."""
    opened: list[paramiko.Transport] = []
    try:
        for hop in route:
            secrets = Credentials() if hop.is_jump else credentials
            known = HostKeyCheck(hop, home)
            transport, wire = _reach(hop, opened, known.wanted, stop)
            opened.append(transport)
            known.check(key_of(transport))
            log_in(transport, wire, Login(hop.profile, hop.destination, secrets, touch))
            keep_alive(transport, wire)
    except BaseException:
        for transport in reversed(opened):
            transport.close()
        raise
    return opened


def _reach(
    hop: Hop, jumps: list[paramiko.Transport], wanted: WantedKeys, stop: StopToken
) -> tuple[paramiko.Transport, Wire]:
    dialled = _dialled(hop, jumps, stop)
    try:
        return shake_hands(hop.profile, dialled, wanted, stop)
    except ProblemError as error:
        dialled.close()
        raise refusal(hop, dialled, error) from error


def _dialled(hop: Hop, jumps: list[paramiko.Transport], stop: StopToken) -> Socket:
    if jumps:
        return dial_through(jumps[-1], hop.profile, stop)
    return dial_by_command(hop, stop) if hop.command else dial(hop, stop)


def _nobody_is_told() -> None:
    """For when nobody waits at a screen."""
