"""The keys that a server is offered: files, those of the user's agent, and their certificates."""

from __future__ import annotations

import contextlib
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import paramiko
import paramiko.agent
from cryptography.exceptions import UnsupportedAlgorithm

from core.actions import ChooseKey, EnterPassphrase
from core.problems import Advice, Problem, ProblemError
from core.ssh.key_files import KeyFile, KeyKind, default_key_files, private_key_file
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.ssh.config.destination import Destination
    from core.ssh.connection.identity import Login


Key = Any  # paramiko's keys have no types
_MOST_KEYS = 5  # a server hangs up after six attempts (MaxAuthTries)
_UNREADABLE = (ValueError, TypeError, OSError, paramiko.SSHException)
_NOT_FOR_US = (paramiko.UnknownKeyType, UnsupportedAlgorithm)  # DSA, or a security key's own file


def keys(login: Login, agent: tuple[Key, ...]) -> Iterator[Key]:
    """Yield the keys to offer: named files first, then the agent's, then the usual ones."""
    named = [private_key_file(path) for path in login.key_files]
    for found in named:
        yield _from_file(found, agent, login.credentials.passphrase)
    if login.profile.key or login.destination.only_these_keys:
        return
    known = {found.public for found in named}
    others = [key for key in agent if key.asbytes() not in known]
    yield from others[: _MOST_KEYS - len(named)]
    if not named:
        yield from _usual_keys({key.asbytes() for key in agent}, _MOST_KEYS - len(others))


def _usual_keys(offered: set[bytes], most: int) -> Iterator[Key]:
    """Yield the keys that `ssh` itself would try, as far as they need no asking."""
    found = map(private_key_file, default_key_files(Path.home() / ".ssh"))
    fitting = [one for one in found if one.kind is KeyKind.PRIVATE and one.public not in offered]
    for one in fitting[: max(0, most)]:
        yield _load(one.path, "")


def _from_file(found: KeyFile, agent: tuple[Key, ...], passphrase: str) -> Key:
    """Take the key from the agent where that holds it, so that nobody is asked."""
    held = next((key for key in agent if key.asbytes() == found.public), None)
    if held is not None:
        return held
    if found.kind is KeyKind.LOCKED and not passphrase:
        raise ProblemError(
            _locked(found.path, say("The private key is protected by a passphrase."))
        )
    # A passphrase may be kept for another key: one without it would not open with it.
    return _load(found.path, passphrase if found.kind is KeyKind.LOCKED else "")


def certificates_of(key: Key, destination: Destination) -> list[object]:
    """Collect the certificate beside the key's file, and those that ~/.ssh/config names."""
    # `from_path` hung the one beside the file onto the key, and `load_certificate` puts another in
    # its place. It looks at the type alone, so a certificate of another key is the server's to
    # refuse.
    found = [] if key.public_blob is None else [key.public_blob]
    for path in destination.certificates:
        with contextlib.suppress(*_UNREADABLE):
            key.load_certificate(path)
            found.append(key.public_blob)
    return found


class _AgentAt(paramiko.Agent):  # type: ignore[misc]  # paramiko has no types
    """An agent at a place of its own; paramiko itself only knows the environment's."""

    def __init__(self, place: str) -> None:
        paramiko.agent.AgentSSH.__init__(self)
        line = socket.socket(socket.AF_UNIX)
        try:
            line.connect(place)
        except OSError:
            line.close()
            raise
        self._connect(line)


@contextlib.contextmanager
def agent_keys(place: str) -> Iterator[tuple[Key, ...]]:
    """Lend the keys of the user's agent; they can only sign while it is open.

    `place` is the socket that the ssh configuration names, "none" for no agent at all.
    """
    if place == "none":
        yield ()
        return
    try:
        agent = _AgentAt(place) if place else paramiko.Agent()
    except (paramiko.SSHException, OSError):
        yield ()
        return
    try:
        yield tuple(agent.get_keys())
    finally:
        agent.close()


def _load(path: Path, passphrase: str) -> Key:
    try:
        return paramiko.PKey.from_path(path, passphrase.encode() or None)
    except _NOT_FOR_US as reason:
        raise ProblemError(_unknown_key(path)) from reason
    except _UNREADABLE as reason:
        if passphrase:
            raise ProblemError(_locked(path, say("The passphrase is wrong."))) from reason
        raise ProblemError(_unknown_key(path)) from reason


def _locked(path: Path, why: Text) -> Problem:
    return Problem(
        code="key_locked",
        what=say("The private key {file} could not be opened.", file=str(path)),
        why=why,
        next=(
            Advice(say("Enter the passphrase."), EnterPassphrase()),
            Advice(say("Choose another private key."), ChooseKey()),
        ),
        field="passphrase",
    )


def _unknown_key(path: Path) -> Problem:
    return Problem(
        code="key_unsuitable",
        what=say("The private key {file} cannot be used.", file=str(path)),
        why=say("The key type is too old, or the file is damaged."),
        next=(Advice(say("Choose another private key."), ChooseKey()),),
        field="key",
    )
