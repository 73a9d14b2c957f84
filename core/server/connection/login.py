"""Proving to a server who we are: by key, by agent, or by password."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import paramiko

from core.problems import Action, Advice, Problem, ProblemError
from core.server.connection import faults
from core.server.key_files import Kind, default_key_files, private_key_file
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.server.connection.wire import Wire
    from core.server.profile import Credentials, Profile

_MOST_KEYS = 5  # a server hangs up after six attempts (MaxAuthTries)
_PATIENCE = 25.0  # a server may think long about a password
_TOUCH_PATIENCE = 60.0  # and a person may look long for the security key


@dataclass(frozen=True, slots=True)
class _Way:
    """One thing to try: SSH's name of the method, and how. It returns the methods still wanted."""

    method: str
    attempt: Callable[[paramiko.Transport], list[str]]
    patience: float = _PATIENCE


def log_in(
    transport: paramiko.Transport, wire: Wire, profile: Profile, credentials: Credentials
) -> None:
    """Try what the profile names, in order; raises `ProblemError` when nothing opens the door."""
    door = _Door(transport, profile, _Farewell(transport))
    wanted: list[str] | None = None
    tried: list[str] = []
    for way in _ways(profile, credentials):
        if wanted is not None and way.method not in wanted:
            continue
        wire.be_patient(way.patience)
        transport.auth_timeout = way.patience
        tried.append(way.method)
        wanted = door.attempt(way, wanted)
        if transport.is_authenticated():
            return
    if wanted is None:
        wanted = door.accepted()
    raise ProblemError(_refused(profile, tried, wanted))


class _Farewell(logging.Handler):
    """Remembers what the server said when it hung up; paramiko only writes it to its log."""

    def __init__(self, transport: paramiko.Transport) -> None:
        super().__init__(logging.INFO)
        self.text = ""
        transport.logger = logging.Logger("goferry.login", logging.INFO)  # noqa: LOG001 - its own
        transport.logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the farewell."""
        message = record.getMessage()
        if message.startswith("Disconnect"):
            self.text = message[:500]


@dataclass(frozen=True, slots=True)
class _Door:
    """The server's door while we stand before it."""

    transport: paramiko.Transport
    profile: Profile
    farewell: _Farewell

    def attempt(self, way: _Way, wanted: list[str] | None) -> list[str] | None:
        """Try one way, and return the methods that are wanted now, as far as they are known."""
        try:
            return way.attempt(self.transport) or wanted
        except paramiko.BadAuthenticationType as reason:
            return list(reason.allowed_types)
        except _FAULTS as reason:
            self._check_alive(reason)
            return wanted

    def accepted(self) -> list[str]:
        """Ask which methods the server would accept at all."""
        try:
            self.transport.auth_none(self.profile.user)
        except paramiko.BadAuthenticationType as reason:
            return list(reason.allowed_types)
        except _FAULTS as reason:
            self._check_alive(reason)
        return []

    def _check_alive(self, reason: Exception) -> None:
        """Raise when the line is dead: that is not a wrong password.

        The thread that sends may know it before the one that reads, so a fault in sending counts.
        """
        if self.transport.is_active() and not isinstance(reason, EOFError | OSError):
            return
        if "Too many authentication failures" in self.farewell.text:
            raise ProblemError(_hung_up(self.profile)) from reason
        cause = self.transport.get_exception() or reason
        raise ProblemError(faults.lost(self.profile, cause)) from reason


_FAULTS = (paramiko.SSHException, EOFError, OSError)


def _ways(profile: Profile, credentials: Credentials) -> Iterator[_Way]:
    if profile.key:
        yield _by_key_file(Path(profile.key).expanduser(), profile, credentials)
    elif not credentials.password:
        yield from _by_any_key(profile)
    if credentials.password:
        yield _Way("password", lambda line: line.auth_password(profile.user, credentials.password))
        yield _Way("keyboard-interactive", _answering(profile.user, credentials.password))


def _answering(user: str, password: str) -> Callable[[paramiko.Transport], list[str]]:
    """Give the password to the first hidden prompt; later ones ask for what we do not have."""
    left = [password]

    def answer(_title: str, _text: str, prompts: list[tuple[str, bool]]) -> list[str]:
        return ["" if shown or not left else left.pop() for _, shown in prompts]

    def attempt(line: paramiko.Transport) -> list[str]:
        left[:] = [password]
        return list(line.auth_interactive(user, answer))

    return attempt


def _by_key(key: Any, user: str) -> _Way:  # noqa: ANN401 - paramiko's keys have no types
    patience = _TOUCH_PATIENCE if key.get_name().startswith("sk-") else _PATIENCE
    return _Way("publickey", lambda line: list(line.auth_publickey(user, key)), patience)


def _by_key_file(path: Path, profile: Profile, credentials: Credentials) -> _Way:
    found = private_key_file(path)
    held = next((key for key in _agent_keys() if key.asbytes() == found.public), None)
    if held is not None:
        return _by_key(held, profile.user)
    if found.kind is Kind.LOCKED and not credentials.passphrase:
        raise ProblemError(_locked(path, say("It is protected by a passphrase.")))
    return _by_key(_load(path, credentials.passphrase), profile.user)


def _by_any_key(profile: Profile) -> Iterator[_Way]:
    """Offer the agent's keys, then those that `ssh` itself would try and that need no asking."""
    keys = list(_agent_keys())
    offered = {key.asbytes() for key in keys}
    for path in default_key_files(Path.home() / ".ssh"):
        found = private_key_file(path)
        if found.kind is Kind.PRIVATE and found.public not in offered:
            keys.append(_load(path, ""))
    for key in keys[:_MOST_KEYS]:
        yield _by_key(key, profile.user)


def _agent_keys() -> tuple[Any, ...]:
    try:
        return tuple(paramiko.Agent().get_keys())
    except (paramiko.SSHException, OSError):
        return ()


def _load(path: Path, passphrase: str) -> Any:  # noqa: ANN401 - paramiko's keys have no types
    try:
        return paramiko.PKey.from_path(path, passphrase.encode() or None)
    except (ValueError, TypeError, paramiko.SSHException) as reason:
        if passphrase:
            raise ProblemError(_locked(path, say("This passphrase does not open it."))) from reason
        raise ProblemError(_unknown_key(path)) from reason


def _locked(path: Path, why: Text) -> Problem:
    return Problem(
        code="key_locked",
        what=say("The key {file} could not be opened.", file=str(path)),
        why=why,
        next=(
            Advice(say("Enter the passphrase."), Action.ENTER_PASSPHRASE, str(path)),
            Advice(say("Choose another key."), Action.CHOOSE_KEY),
        ),
        field="passphrase",
    )


def _unknown_key(path: Path) -> Problem:
    return Problem(
        code="key_unsuitable",
        what=say("The key {file} cannot be used.", file=str(path)),
        why=say("Its type is too old, or the file is damaged."),
        next=(Advice(say("Choose another key."), Action.CHOOSE_KEY),),
        field="key",
    )


def _refused(profile: Profile, tried: list[str], wanted: list[str]) -> Problem:
    takes_password = bool({"password", "keyboard-interactive"} & set(wanted))
    advice = [Advice(say("Choose another key."), Action.CHOOSE_KEY)]
    if profile.key and "publickey" in tried:
        advice.append(Advice(say("Copy the public key."), Action.COPY_PUBLIC_KEY, profile.key))
    if takes_password:
        advice.insert(0, Advice(say("Enter the password."), Action.ENTER_PASSWORD))
    return Problem(
        code="login_refused",
        what=say("{server} did not let “{user}” in.", server=profile.name, user=profile.user),
        why=_why_refused(tried, takes_password=takes_password),
        next=tuple(advice),
        details=f"tried: {', '.join(tried) or '-'}\naccepted: {', '.join(wanted) or '-'}",
        field="password" if "password" in tried else "key",
    )


def _why_refused(tried: list[str], *, takes_password: bool) -> Text:
    if "password" in tried or "keyboard-interactive" in tried:
        return say("The user name or the password is not right.")
    if "publickey" in tried:
        return say("It does not accept the key for this user.")
    if takes_password:
        return say("It wants a password, and none was given.")
    return say("It wants a key, and none was found.")


def _hung_up(profile: Profile) -> Problem:
    return Problem(
        code="login_refused",
        what=say("{server} did not let “{user}” in.", server=profile.name, user=profile.user),
        why=say("It accepted none of the keys and hung up."),
        next=(Advice(say("Choose another key."), Action.CHOOSE_KEY),),
        field="key",
    )
