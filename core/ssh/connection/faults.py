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
        what=say("{server} is not reachable at {host}.", server=profile.name, host=profile.host),
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
            say("The host name could not be resolved: no name server (DNS) is reachable."),
        ),
        (
            isinstance(reason, socket.gaierror | UnicodeError),
            say("The host name could not be resolved."),
        ),
        (
            isinstance(reason, ConnectionRefusedError),
            say("The server is reachable, but port {port} is closed.", port=profile.port),
        ),
        (
            isinstance(reason, TimeoutError) or _caused_by(reason, Stalled),
            say(
                "There was no response. Either the server is off, or a firewall blocks the "
                "connection."
            ),
        ),
        (
            isinstance(reason, OSError) and reason.errno in _NO_WAY,
            say("There is no route to the server from this network."),
        ),
        (
            _caused_by(reason, TooMuch),
            say("The server sends an endless greeting, so it is probably not an SSH server."),
        ),
        (
            isinstance(reason, paramiko.IncompatiblePeer),
            say("The server supports only old SSH methods that are no longer safe."),
        ),
        (
            isinstance(reason, paramiko.SSHException) and "protocol" in str(reason),
            say("Something other than an SSH server uses port {port}.", port=profile.port),
        ),
    )
    return next(
        (text for applies, text in causes if applies),
        say("The connection ended before the login."),
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
        return say("The server stopped responding.")
    if _caused_by(reason, TooMuch):
        return say("The server sent too much data, so GoFerry closed the connection.")
    if _caused_by(reason, KeyChanged):
        return say("The server presented a different host key, so GoFerry closed the connection.")
    return say("The network or the server closed the connection.")


def too_slow(profile: Profile, seconds: float) -> Problem:
    """Say that a command did not end in its time."""
    return Problem(
        code="server_too_slow",
        what=say("{server} took too long to respond.", server=profile.name),
        why=say("There was no response within {seconds} seconds.", seconds=round(seconds)),
        next=(_RETRY,),
    )


def refused_channel(profile: Profile, reason: BaseException) -> Problem:
    """Say that the server lets us in but allows no commands."""
    return Problem(
        code="server_forbids",
        what=say("{server} accepts the login but does not allow commands.", server=profile.name),
        why=say("The server's SSH settings or the account's shell forbid commands."),
        details=inert(str(reason)),
    )


_NOT_OPEN = 2  # SSH_OPEN_CONNECT_FAILED


def no_reply(profile: Profile, reason: BaseException, port: int) -> Problem:
    """Say why a port on the server gave no HTTP reply."""
    if isinstance(reason, paramiko.ChannelException) and reason.code != _NOT_OPEN:
        return Problem(
            code="forwarding_forbidden",
            what=say(
                "{server} does not allow port forwarding, so GoFerry cannot check the port.",
                server=profile.name,
            ),
            why=say("The server's SSH settings forbid port forwarding (AllowTcpForwarding)."),
            details=inert(str(reason)),
        )
    closed = isinstance(reason, paramiko.ChannelException)
    return Problem(
        code="port_closed" if closed else "no_answer",
        what=say(
            "There was no response from port {port} on {server}.", port=port, server=profile.name
        ),
        why=say("No program listens on that port.")
        if closed
        else say("There was no valid HTTP response in time."),
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
        why=say("The server reported: {line}", line=inert(str(reason))[:200] or "-"),
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
        return say("The uploaded file differs from the original, so it was deleted.")
    if isinstance(reason, NotFinished):
        return say("The upload is complete, but the server could not verify or rename the file.")
    if isinstance(reason, InTheWay):
        return say("The destination exists and is not a regular file.")
    if isinstance(reason, Refused) and reason.code == _PERMISSION_DENIED:
        return say("This user does not have permission to write there.")
    if isinstance(reason, Refused) and reason.code == _FAILURE:
        return say("The server gave no reason. Most likely the disk is full.")
    return say("The server refused the operation.")
