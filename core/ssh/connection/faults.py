"""What went wrong on the way to a server or back, in words: each library error becomes one here."""

from __future__ import annotations

import errno
import socket
from typing import TYPE_CHECKING

import paramiko

from core.actions import EditServer, Retry
from core.plain_text import inert
from core.problems import Advice, Problem
from core.ssh.connection.sftp import Refused
from core.ssh.connection.upload import Damaged, InTheWay, NotFinished
from core.ssh.connection.wire import KeyChanged, Stalled, TooMuch
from core.words import Text, say

if TYPE_CHECKING:
    from core.ssh.profile import Profile

_RETRY = Advice(say("Try again."), Retry())
_NO_NAME_SERVER = {socket.EAI_AGAIN, socket.EAI_FAIL}
_NO_WAY = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN}


def unreachable(profile: Profile, reason: BaseException) -> Problem:
    """Say why no connection came about."""
    return Problem(
        code="server_unreachable",
        what=say("{server} cannot be reached at {host}.", server=profile.name, host=profile.host),
        why=_why_unreachable(profile, reason),
        next=(
            Advice(say("Change the address or the port."), EditServer(profile.name)),
            _RETRY,
        ),
        details=inert(str(reason)),
        field="host",
    )


def _why_unreachable(profile: Profile, reason: BaseException) -> Text:
    causes: tuple[tuple[bool, Text], ...] = (
        (
            isinstance(reason, socket.gaierror) and reason.errno in _NO_NAME_SERVER,
            say("Its name could not be looked up: no name server (DNS) answers just now."),
        ),
        (
            isinstance(reason, socket.gaierror | UnicodeError),
            say("No computer is known under this name."),
        ),
        (
            isinstance(reason, ConnectionRefusedError),
            say("The computer is there, but port {port} is closed.", port=profile.port),
        ),
        (
            isinstance(reason, TimeoutError) or _caused_by(reason, Stalled),
            say("No answer came: it may be switched off, or a firewall is in the way."),
        ),
        (
            isinstance(reason, OSError) and reason.errno in _NO_WAY,
            say("This computer's network has no way there."),
        ),
        (
            _caused_by(reason, TooMuch),
            say("It sends an endless greeting, which no SSH server does."),
        ),
        (
            isinstance(reason, paramiko.IncompatiblePeer),
            say("It only speaks old SSH methods that are no longer safe."),
        ),
        (
            isinstance(reason, paramiko.SSHException) and "protocol" in str(reason),
            say("Something else than an SSH server answers on port {port}.", port=profile.port),
        ),
    )
    return next(
        (text for applies, text in causes if applies),
        say("The connection ended before it was ready."),
    )


def _caused_by(reason: BaseException | None, kind: type[BaseException]) -> bool:
    """Whether this is such an exception, or one of paramiko's that was made of it."""
    return isinstance(reason, kind) or isinstance(getattr(reason, "__context__", None), kind)


def lost(profile: Profile, reason: BaseException | None) -> Problem:
    """Say that a working connection ended."""
    return Problem(
        code="connection_lost",
        what=say("The connection to {server} was lost.", server=profile.name),
        why=_why_lost(reason),
        next=(_RETRY,),
        details=inert(str(reason or "")),
    )


def _why_lost(reason: BaseException | None) -> Text:
    if _caused_by(reason, Stalled):
        return say("The server has gone silent.")
    if _caused_by(reason, TooMuch):
        return say("The server sent more than it should, so GoFerry hung up.")
    if _caused_by(reason, KeyChanged):
        return say("The server suddenly showed another key, so GoFerry hung up.")
    return say("The network or the server ended it.")


def too_slow(profile: Profile, seconds: float) -> Problem:
    """Say that a command did not end in its time."""
    return Problem(
        code="server_too_slow",
        what=say("{server} took too long.", server=profile.name),
        why=say("GoFerry waited {seconds} seconds for the answer.", seconds=round(seconds)),
        next=(_RETRY,),
    )


def refused_channel(profile: Profile, reason: BaseException) -> Problem:
    """Say that the server lets us in but allows no commands."""
    return Problem(
        code="server_forbids",
        what=say("{server} accepts the login but allows no commands.", server=profile.name),
        why=say("Its SSH settings or the account's shell forbid them."),
        details=inert(str(reason)),
    )


_NOT_OPEN = 2  # SSH_OPEN_CONNECT_FAILED


def no_reply(profile: Profile, reason: BaseException, port: int) -> Problem:
    """Say why a port on the server gave no HTTP reply."""
    if isinstance(reason, paramiko.ChannelException) and reason.code != _NOT_OPEN:
        return Problem(
            code="forwarding_forbidden",
            what=say("{server} allows no look at its ports.", server=profile.name),
            why=say("Its SSH settings forbid forwarding (AllowTcpForwarding)."),
            details=inert(str(reason)),
        )
    closed = isinstance(reason, paramiko.ChannelException)
    return Problem(
        code="port_closed" if closed else "no_answer",
        what=say("Port {port} on {server} gave no answer.", port=port, server=profile.name),
        why=say("Nothing listens there.") if closed else say("No proper HTTP reply came in time."),
        next=(_RETRY,),
        details=inert(str(reason)),
    )


def not_written(profile: Profile, reason: BaseException) -> Problem:
    """Say why a file did not get to the server."""
    return Problem(
        code=_CODES.get(type(reason), "file_refused"),
        what=say("The file could not be stored on {server}.", server=profile.name),
        why=_why_not_written(reason),
        next=(_RETRY,),
        details=inert(f"{type(reason).__name__} {reason}"),
    )


def not_read(profile: Profile, reason: BaseException) -> Problem:
    """Say that a file did not come from the server."""
    return Problem(
        code="file_not_read",
        what=say("The file could not be read on {server}.", server=profile.name),
        why=say("The server says: {line}", line=inert(str(reason))[:200] or "-"),
        next=(_RETRY,),
    )


_CODES: dict[type[BaseException], str] = {
    Damaged: "upload_damaged",
    NotFinished: "upload_unfinished",
    InTheWay: "upload_in_the_way",
}
_PERMISSION_DENIED, _FAILURE = 3, 4


def _why_not_written(reason: BaseException) -> Text:
    if isinstance(reason, Damaged):
        return say("What arrived differs from what was sent; it was thrown away.")
    if isinstance(reason, NotFinished):
        return say("All of it arrived, but the server could not check it or give it its name.")
    if isinstance(reason, InTheWay):
        return say("Something that is not a file lies where it would be written.")
    if isinstance(reason, Refused) and reason.code == _PERMISSION_DENIED:
        return say("This user may not write there.")
    if isinstance(reason, Refused) and reason.code == _FAILURE:
        return say("The server does not say why; mostly the disk is full.")
    return say("The server refused it.")
