"""Agree on keys with whoever answers; who that is stays to be judged."""

from __future__ import annotations

import logging
import socket
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import paramiko

from core.problems import ProblemError
from core.ssh.connection import faults
from core.ssh.connection.transport import Transport
from core.ssh.connection.wire import BROKEN, SILENCE_LIMIT, Socket, Wire
from core.ssh.host_keys import CERTIFICATE, HostKey

if TYPE_CHECKING:
    from core.ssh.certificates import Certificate
    from core.ssh.connection.route import Hop
    from core.ssh.executor import StopToken
    from core.ssh.profile import Profile

# What paramiko logs repeats the server's words, and problems already say what matters.
logging.getLogger("paramiko").setLevel(logging.CRITICAL + 1)

DIAL_SECONDS = 8.0
SIGN_OF_LIFE = "keepalive@openssh.com"
_PULSE_SECONDS = 2.0
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


@dataclass(frozen=True, slots=True)
class WantedKeys:
    """Which host keys to ask a server for first: recorded types, and whether a certificate."""

    types: tuple[str, ...] = ()
    certificate: bool = False


def dial(hop: Hop, stop: StopToken) -> Socket:
    """Open a socket to a server; raises `ProblemError` with server_unreachable."""
    try:
        dialled = stop.holds(_connected(hop))
        dialled.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except (OSError, UnicodeError) as reason:
        raise ProblemError(faults.unreachable(hop.profile, reason)) from reason
    return dialled


def _connected(hop: Hop) -> socket.socket:
    """Try the addresses of a host in their order, as far as the configuration allows them."""
    address = (hop.profile.host, hop.profile.port)
    here = (hop.destination.bind, 0) if hop.destination.bind else None
    family = _FAMILIES.get(hop.destination.family)
    if family is None:
        return socket.create_connection(address, timeout=DIAL_SECONDS, source_address=here)
    reason: OSError = socket.gaierror(socket.EAI_NONAME, "no address of this family")
    for *_, place in socket.getaddrinfo(*address, family, socket.SOCK_STREAM):
        one = (str(place[0]), hop.profile.port)
        try:
            return socket.create_connection(one, DIAL_SECONDS, source_address=here)
        except OSError as refused:
            reason = refused
    raise reason


_FAMILIES = {"inet": socket.AF_INET, "inet6": socket.AF_INET6}


def dial_through(transport: paramiko.Transport, profile: Profile, stop: StopToken) -> Socket:
    """Open a channel to a server through another one that is connected."""
    address = (profile.host, profile.port)
    try:
        channel: Socket = stop.holds(
            transport.open_channel(
                "direct-tcpip", address, ("127.0.0.1", 0), timeout=DIAL_SECONDS * 2
            )
        )
    except BROKEN as reason:
        raise ProblemError(faults.unreachable(profile, reason)) from reason
    return channel


def shake_hands(
    profile: Profile, dialled: Socket, wanted: WantedKeys, stop: StopToken
) -> tuple[paramiko.Transport, Wire]:
    """Exchange keys over an open socket."""
    wire = Wire(dialled)
    transport = None
    try:
        transport = stop.holds(Transport(wire))
        _choose_algorithms(transport, wanted)
        transport.start_client(timeout=DIAL_SECONDS * 2)
        transport.get_remote_server_key()  # raises when the handshake only ran out of time
    except BROKEN as reason:
        if transport is not None:
            transport.close()
        raise ProblemError(faults.unreachable(profile, reason)) from reason
    return transport, wire


def key_of(transport: paramiko.Transport) -> HostKey:
    """Return the key that the server proved to hold, with its certificate if one was wanted."""
    key = transport.get_remote_server_key()
    if key.public_blob is not None:
        return HostKey(key.public_blob.key_type, key.public_blob.key_blob)
    return HostKey(key.get_name(), key.asbytes())


def is_signed(certificate: Certificate) -> bool:
    """Whether its authority really signed it."""
    authority, signature = certificate.authority, paramiko.Message(certificate.signature)
    try:
        key = paramiko.PKey.from_type_string(authority.type, authority.data)
        return bool(key.verify_ssh_sig(certificate.signed, signature))
    except _UNVERIFIABLE:
        return False


# What paramiko makes of an authority of an unknown type, or of odd numbers in its key.
_UNVERIFIABLE = (
    *(paramiko.SSHException, paramiko.UnknownKeyType),
    *(ValueError, KeyError, IndexError, TypeError, OverflowError),
)


def keep_alive(transport: paramiko.Transport, wire: Wire) -> None:
    """From now on, once logged in: let the server send freely, and notice when it goes silent."""
    wire.lift_allowance()
    wire.allow_silence(SILENCE_LIMIT)
    threading.Thread(
        target=_pulse, args=(transport, wire), name="goferry-pulse", daemon=True
    ).start()


def _pulse(transport: paramiko.Transport, wire: Wire) -> None:
    """Ask for a sign of life whenever the server has been quiet; `Wire` judges the silence."""
    # paramiko's own `set_keepalive` asks for no answer, so a server that is gone would go
    # unnoticed.
    rest = threading.Event()
    while transport.is_active():
        rest.wait(_PULSE_SECONDS)
        if wire.silence > _PULSE_SECONDS:
            try:
                transport.global_request(SIGN_OF_LIFE, wait=True)
            except BROKEN:
                return


def _choose_algorithms(transport: paramiko.Transport, wanted: WantedKeys) -> None:
    """Leave out what is no longer safe, and ask for the key types that are recorded first."""
    options = transport.get_security_options()
    options.ciphers = _CIPHERS
    options.digests = _MACS
    plain = options.key_types
    recorded = [one for one in plain if _plain_type(one) in wanted.types]
    certified = [f"{one}{CERTIFICATE}" for one in plain] if wanted.certificate else []
    options.key_types = (*certified, *recorded, *(one for one in plain if one not in recorded))


def _plain_type(algorithm: str) -> str:
    return "ssh-rsa" if algorithm.startswith("rsa-sha2-") else algorithm
