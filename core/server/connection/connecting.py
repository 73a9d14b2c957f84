"""From an address to an open connection: dial, check the server's key, log in."""

from __future__ import annotations

import logging
import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import paramiko

from core.problems import Action, Advice, Problem, ProblemError
from core.server.connection import faults
from core.server.connection.login import log_in
from core.server.connection.session import SIGN_OF_LIFE, Connection
from core.server.connection.wire import PATIENCE, Wire
from core.server.executor import Stop, in_thread
from core.server.host_keys import HostKey, Judgement, KnownHosts, Standing
from core.server.profile import Credentials
from core.words import say

if TYPE_CHECKING:
    from core.home import Home
    from core.server.profile import Profile

# What paramiko logs repeats the server's words, and problems already say what matters.
logging.getLogger("paramiko").setLevel(logging.CRITICAL + 1)

_DIAL_SECONDS = 8.0
_LOGIN_SECONDS = 120.0  # covers a person looking for a security key
_PULSE_SECONDS = 2.0
_WINDOW = 4 << 20
_CIPHERS = (
    "aes128-gcm@openssh.com",
    "aes256-gcm@openssh.com",
    "aes256-ctr",
    "aes192-ctr",
    "aes128-ctr",
)
_MACS = (
    "hmac-sha2-256-etm@openssh.com",
    "hmac-sha2-512-etm@openssh.com",
    "hmac-sha2-256",
    "hmac-sha2-512",
)
_BROKEN = (paramiko.SSHException, OSError, EOFError)


async def connect(
    profile: Profile, home: Home, credentials: Credentials | None = None
) -> Connection:
    """Connect to a server whose key is known and log in; nothing is sent to any other.

    Raises `ProblemError` with the codes host_key_unknown, host_key_changed, host_key_revoked,
    server_unreachable, login_refused, key_locked, key_unsuitable or connection_lost.
    """
    known = KnownHosts(known_hosts_files(home))
    secrets = credentials or Credentials()
    try:
        transport = await in_thread(
            lambda stop: _log_in(profile, known, secrets, stop), seconds=_LOGIN_SECONDS
        )
    except TimeoutError as late:
        raise ProblemError(faults.unreachable(profile, late)) from late
    return Connection(profile, transport, sudo_password=secrets.sudo_password)


async def offered_key(profile: Profile) -> HostKey:
    """Ask a server for its key and send nothing else."""

    def ask(stop: Stop) -> HostKey:
        transport, _ = _shake_hands(profile, (), stop)
        key = _key_of(transport)
        transport.close()
        return key

    try:
        return await in_thread(ask, seconds=_LOGIN_SECONDS)
    except TimeoutError as late:
        raise ProblemError(faults.unreachable(profile, late)) from late


def known_hosts_files(home: Home) -> tuple[Path, ...]:
    """List where trusted keys stand: GoFerry's own file, then the user's and the system's."""
    user, system = Path.home() / ".ssh", Path("/etc/ssh")
    return (
        home.known_hosts,
        user / "known_hosts",
        user / "known_hosts2",
        system / "ssh_known_hosts",
        system / "ssh_known_hosts2",
    )


def _log_in(
    profile: Profile, known: KnownHosts, credentials: Credentials, stop: Stop
) -> paramiko.Transport:
    types = known.types(profile.host, profile.port)
    transport, wire = _shake_hands(profile, types, stop)
    try:
        _check_key(profile, known, _key_of(transport))
        log_in(transport, wire, profile, credentials)
    except BaseException:
        transport.close()
        raise
    wire.lift_allowance()
    wire.be_patient(PATIENCE)
    threading.Thread(
        target=_pulse, args=(transport, wire), name="goferry-pulse", daemon=True
    ).start()
    return transport


def _check_key(profile: Profile, known: KnownHosts, key: HostKey) -> None:
    judgement = known.judge(profile.host, profile.port, key)
    if judgement.standing is not Standing.KNOWN:
        raise ProblemError(_PROBLEMS[judgement.standing](profile, key, judgement))


def _shake_hands(
    profile: Profile, types: tuple[str, ...], stop: Stop
) -> tuple[paramiko.Transport, Wire]:
    """Agree on keys with whoever answers; who that is stays to be judged."""
    transport = None
    try:
        address = (profile.host, profile.port)
        dialled = stop.holds(socket.create_connection(address, timeout=_DIAL_SECONDS))
        dialled.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        wire = Wire(dialled)
        transport = stop.holds(paramiko.Transport(wire, default_window_size=_WINDOW))
        _choose_algorithms(transport, types)
        transport.start_client(timeout=_DIAL_SECONDS * 2)
        transport.get_remote_server_key()  # raises when the handshake only ran out of time
    except _BROKEN as reason:
        if transport is not None:
            transport.close()
        raise ProblemError(faults.unreachable(profile, reason)) from reason
    return transport, wire


def _choose_algorithms(transport: paramiko.Transport, types: tuple[str, ...]) -> None:
    """Leave out what is no longer safe, and ask for the key types that are recorded first."""
    options = transport.get_security_options()
    options.ciphers = _CIPHERS
    options.digests = _MACS
    recorded = [one for one in options.key_types if _plain_type(one) in types]
    options.key_types = (*recorded, *(one for one in options.key_types if one not in recorded))


def _plain_type(algorithm: str) -> str:
    return "ssh-rsa" if algorithm.startswith("rsa-sha2-") else algorithm


def _key_of(transport: paramiko.Transport) -> HostKey:
    key = transport.get_remote_server_key()
    return HostKey(key.get_name(), key.asbytes())


def _pulse(transport: paramiko.Transport, wire: Wire) -> None:
    """Ask for a sign of life whenever the server has been quiet; `Wire` judges the silence."""
    rest = threading.Event()
    while transport.is_active():
        rest.wait(_PULSE_SECONDS)
        if wire.silence > _PULSE_SECONDS:
            try:
                transport.global_request(SIGN_OF_LIFE, wait=True)
            except _BROKEN:
                return


_HOW_TO_CHECK = """\
On the server (its provider's console, or a connection that you trust already), run:
  for key in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf "$key"; done
and compare the line that ends in {type}."""


def _unknown(profile: Profile, key: HostKey, judgement: Judgement) -> Problem:
    del judgement
    return Problem(
        code="host_key_unknown",
        what=say("This computer does not know {server} yet.", server=profile.name),
        why=say("It shows a key with the fingerprint {fingerprint}.", fingerprint=key.fingerprint),
        next=(
            Advice(
                say("Compare the fingerprint with the server's own, then trust it."),
                Action.TRUST_HOST_KEY,
                key.fingerprint,
            ),
        ),
        details=f"{key.type} {key.fingerprint}\n" + _HOW_TO_CHECK.format(type=key.type),
    )


def _changed(profile: Profile, key: HostKey, judgement: Judgement) -> Problem:
    recorded = "\n".join(f"  {one.type} {one.fingerprint}" for one in judgement.recorded)
    return Problem(
        code="host_key_changed",
        what=say(
            "{server} shows another key than before, so nothing was sent.", server=profile.name
        ),
        why=say("Either the server was set up anew, or someone stands between you and it."),
        next=(
            Advice(say("Ask whoever runs the server whether its key was changed.")),
            Advice(
                say("If it was, remove the old line: ssh-keygen -R {name}", name=_ssh_name(profile))
            ),
        ),
        details=f"now:\n  {key.type} {key.fingerprint}\nbefore:\n{recorded}",
    )


def _revoked(profile: Profile, key: HostKey, judgement: Judgement) -> Problem:
    del judgement
    return Problem(
        code="host_key_revoked",
        what=say(
            "{server} shows a key that was withdrawn, so nothing was sent.", server=profile.name
        ),
        why=say("A known_hosts file marks this key as stolen or retired."),
        next=(Advice(say("Ask whoever runs the server for its new key.")),),
        details=f"{key.type} {key.fingerprint}",
    )


def _ssh_name(profile: Profile) -> str:
    return profile.host if profile.port == 22 else f"'[{profile.host}]:{profile.port}'"  # noqa: PLR2004


_PROBLEMS = {
    Standing.UNKNOWN: _unknown,
    Standing.CHANGED: _changed,
    Standing.REVOKED: _revoked,
}
