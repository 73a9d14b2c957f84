"""Proving to a server who we are: by key, by agent, or by password."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import paramiko
import paramiko.agent

from core.actions import ChooseKey, CopyPublicKey, EditServer, EnterPassword
from core.problems import Advice, Problem, ProblemError
from core.ssh.connection import faults
from core.ssh.connection.offered_keys import Key, agent_keys, certificates_of, keys
from core.ssh.connection.questions import Questions
from core.ssh.host_keys import HostKey
from core.words import Text, say, say_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.ssh.config.destination import Destination
    from core.ssh.connection.identity import Login
    from core.ssh.connection.wire import Wire
    from core.ssh.profile import Profile

_TIMEOUT = 25.0  # a server may think long about a password
_TOUCH_TIMEOUT = 60.0  # and a person may look long for the security key
_PASSWORDS = {"password", "keyboard-interactive"}
_NO_HELP_HERE = (EnterPassword, ChooseKey)  # where it asks for something else


@dataclass(frozen=True, slots=True)
class _Way:
    """One thing to try: SSH's name of the method, and how. It returns the methods still wanted.

    `what` says for people what was shown to the server.
    """

    method: str
    attempt: Callable[[paramiko.Transport], list[str]]
    timeout: float = _TIMEOUT
    what: str = ""


def log_in(transport: paramiko.Transport, wire: Wire, login: Login) -> None:
    """Try what there is, in order; raises `ProblemError` when nothing opens the door."""
    door = _Door(transport, login.profile, _Farewell(transport))
    questions = Questions(login.credentials.password)
    tried: list[_Way] = []
    with agent_keys(login.destination.agent) as agent:
        ways = _allowed(_ways(login, agent, questions), login.destination)
        wanted = _try_all(door, wire, ways, tried)
    if transport.is_authenticated():
        return
    if wanted is None:
        wanted = door.accepted()
    refused = _refused(login.profile, tried, wanted)
    if "publickey" in door.passed and tried[-1].method == "publickey":
        more = say(
            "The server accepts the private key, and requires a password or an answer as well."
        )
        refused = replace(refused, why=more)
    raise ProblemError(_asked_more(refused, questions.unanswered))


def _try_all(door: _Door, wire: Wire, ways: Iterator[_Way], tried: list[_Way]) -> list[str] | None:
    """Go through the ways until one leads in; return the methods that the server still wants."""
    wanted: list[str] | None = None
    for way in ways:
        if wanted is not None and way.method not in wanted:
            continue
        wire.allow_silence(way.timeout)
        door.transport.auth_timeout = way.timeout
        tried.append(way)
        wanted = door.attempt(way, wanted)
        if door.transport.is_authenticated():
            break
    return wanted


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
    passed: list[str] = field(default_factory=list)  # the methods that were right, but not enough

    def attempt(self, way: _Way, wanted: list[str] | None) -> list[str] | None:
        """Try one way, and return the methods that are wanted now, as far as they are known."""
        try:
            more = way.attempt(self.transport)
        except paramiko.BadAuthenticationType as reason:
            return list(reason.allowed_types)
        except _FAULTS as reason:
            self._check_alive(reason)
            return wanted
        if more:
            self.passed.append(way.method)
        return more or wanted

    def accepted(self) -> list[str]:
        """Ask which methods the server would accept at all."""
        try:
            # SSH cannot be asked which methods there are, only told no with a list (RFC 4252, 5.2).
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


def _ways(login: Login, agent: tuple[Key, ...], questions: Questions) -> Iterator[_Way]:
    user, password = login.profile.user, login.credentials.password
    if login.profile.key or not password:
        for key in keys(login, agent):
            yield from _by_key(key, login)
    if password:
        # Without `fallback=False` paramiko itself would answer the server's questions with it.
        yield _Way("password", lambda line: line.auth_password(user, password, fallback=False))
        yield _Way(
            "keyboard-interactive", lambda line: line.auth_interactive(user, questions.answer)
        )


def _allowed(ways: Iterator[_Way], destination: Destination) -> Iterator[_Way]:
    """Leave out what the ssh configuration forbids."""
    allowed = destination.methods
    return (one for one in ways if allowed is None or one.method in allowed)


def _by_key(key: Key, login: Login) -> Iterator[_Way]:
    """Offer a key with each certificate that was made for it, then by itself."""
    user, touch = login.profile.user, login.touch
    needs_touch = key.get_name().startswith("sk-")

    def offered(certificate: object) -> _Way:
        def attempt(line: paramiko.Transport) -> list[str]:
            # paramiko offers what hangs on the key: a certificate where there is one, else itself.
            key.public_blob = certificate
            if needs_touch:
                touch()
            return list(line.auth_publickey(user, key))

        timeout = _TOUCH_TIMEOUT if needs_touch else _TIMEOUT
        return _Way("publickey", attempt, timeout, _described(key, certificate))

    for certificate in certificates_of(key, login.destination):
        yield offered(certificate)
    yield offered(None)


def _described(key: Key, certificate: object) -> str:
    """Name a key by its type and fingerprint, as `ssh-add -l` lists it."""
    with_it = " with its certificate" if certificate else ""
    return f"{key.get_name()} {HostKey(key.get_name(), key.asbytes()).fingerprint}{with_it}"


def _refused(profile: Profile, tried: list[_Way], wanted: list[str]) -> Problem:
    methods = [way.method for way in tried]
    takes_password = bool(_PASSWORDS & {*wanted})
    advice = [Advice(say("Choose another private key."), ChooseKey())]
    if profile.key and "publickey" in methods:
        advice.append(Advice(say("Copy the public key."), CopyPublicKey(profile.key)))
    if takes_password:
        advice.insert(0, Advice(say("Enter the password."), EnterPassword()))
    advice.append(Advice(say("Change the user or the private key."), EditServer(profile.name)))
    return Problem(
        code="login_refused",
        what=say("{server} refused the login of “{user}”.", server=profile.name, user=profile.user),
        why=_why_refused(methods, takes_password=takes_password),
        next=tuple(advice),
        details=_log_of(tried, wanted),
        field=_field(profile, methods, takes_password=takes_password),
    )


def _field(profile: Profile, methods: list[str], *, takes_password: bool) -> str:
    """Name what has to be given otherwise."""
    missing = takes_password and not profile.key
    return "password" if missing or _PASSWORDS & {*methods} else "key"


def _asked_more(refused: Problem, question: str) -> Problem:
    """Say which of the server's questions met with no answer, where there was one."""
    if not question:
        return refused
    return replace(
        refused,
        why=say("The server asks “{question}”, which GoFerry cannot answer.", question=question),
        next=(
            Advice(say("Choose a private key that needs no further answer."), ChooseKey()),
            *(one for one in refused.next if not isinstance(one.action, _NO_HELP_HERE)),
        ),
    )


def _log_of(tried: list[_Way], wanted: list[str]) -> str:
    """List what was shown to the server, and what it says that it takes."""
    shown = dict.fromkeys(f"{way.method} {way.what}".rstrip() for way in tried)
    lines = "\n".join(f"  {one}" for one in shown) or "  -"
    return f"tried:\n{lines}\naccepted: {', '.join(wanted) or '-'}"


def _why_refused(methods: list[str], *, takes_password: bool) -> Text:
    if "password" in methods or "keyboard-interactive" in methods:
        return say("The user name or the password is wrong.")
    if keys := methods.count("publickey"):
        return say_count(
            keys,
            one="The server does not accept the private key for this user.",
            many="The server accepts none of the {n} private keys for this user. See Details for "
            "the list.",
        )
    if takes_password:
        return say("The server requires a password, and none was entered.")
    return say("The server requires a private key, and none was found.")


def _hung_up(profile: Profile) -> Problem:
    return Problem(
        code="login_refused",
        what=say("{server} refused the login of “{user}”.", server=profile.name, user=profile.user),
        why=say("The server accepted none of the private keys and closed the connection."),
        next=(
            Advice(say("Choose another private key."), ChooseKey()),
            Advice(say("Change the user or the private key."), EditServer(profile.name)),
        ),
        field="key",
    )
