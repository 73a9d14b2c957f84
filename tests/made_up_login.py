"""A login without a server: what is shown to it is noted, and it answers as a test says."""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
from typing import TYPE_CHECKING, Any

import paramiko

from core.problems import ProblemError
from core.ssh.config.destination import Destination
from core.ssh.connection.identity import Login
from core.ssh.connection.login import log_in
from core.ssh.host_keys import HostKey
from core.ssh.profile import Credentials, Profile
from tests.made_up_keys import key_file, private_key, public_of, string

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from core.problems import Problem

_TIMEOUT = 10.0  # seconds
NO = paramiko.AuthenticationException("no")
SECRETS = Credentials(password="pass word", passphrase="open sesame")
SK = HostKey("sk-ssh-ed25519@openssh.com", string("sk-ssh-ed25519@openssh.com", bytes(32), "ssh:"))


class Lock:
    """A server's side of a login: notes what is shown to it, and answers as the test says.

    An answer is True (open), a list of the methods that are wanted as well, or an exception.
    """

    def __init__(self, answers: Callable[[str], object]) -> None:
        self.shown: list[str] = []
        self.timeout: list[float] = []
        self.auth_timeout = 0.0
        self.active, self.end = True, None
        self.logger = logging.getLogger("goferry.test")
        self._answers, self._open = answers, False

    def allow_silence(self, seconds: float) -> None:
        self.timeout.append(seconds)

    def is_authenticated(self) -> bool:
        return self._open

    def is_active(self) -> bool:
        return self.active

    def get_exception(self) -> Exception | None:
        return self.end

    def auth_none(self, user: str) -> list[str]:
        return self._answer(f"none {user}")

    def auth_password(self, user: str, password: str, *, fallback: bool) -> list[str]:
        assert not fallback
        return self._answer(f"password {user} {password}")

    def auth_interactive(self, user: str, handler: Callable[..., list[str]]) -> list[str]:
        asked = [("Password: ", False), ("Shown: ", True)]
        return self._answer(f"keyboard-interactive {user} {handler('', '', asked)}")

    def auth_publickey(self, user: str, key: Any) -> list[str]:  # noqa: ANN401 - paramiko's
        assert user == "me"
        assert self.auth_timeout == self.timeout[-1]
        with_it = "+certificate" if key.public_blob else ""
        return self._answer(f"{NAMES[HostKey(key.get_name(), key.asbytes())]}{with_it}")

    def _answer(self, what: str) -> list[str]:
        self.shown.append(what)
        answer = self._answers(what)
        if isinstance(answer, Exception):
            raise answer
        self._open = answer is True
        return answer if isinstance(answer, list) else []


NAMES = {public_of(private_key(number)): f"key{number}" for number in range(1, 13)} | {SK: "sk"}


def saved(path: Path, number: int, passphrase: str = "") -> str:
    path.write_bytes(key_file(number, passphrase))
    return str(path)


@contextlib.contextmanager
def agent(path: Path, *keys: int | HostKey) -> Iterator[list[str]]:
    """An agent that says which keys it holds; yields what became of those who asked."""
    blobs = [one if isinstance(one, HostKey) else public_of(private_key(one)) for one in keys]
    listed = b"\x0c" + len(blobs).to_bytes(4, "big")
    listed += b"".join(string(one.data) + string("comment") for one in blobs)
    told: list[str] = []

    def serve() -> None:
        with listener, contextlib.suppress(OSError):  # also for one who never hangs up
            while True:
                with listener.accept()[0] as client:
                    client.settimeout(_TIMEOUT)
                    while client.recv(5):
                        told.append("asked")
                        client.sendall(string(listed))
                told.append("closed")

    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield told
        finally:
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def tried(
    *,
    key: str = "",
    credentials: Credentials | None = None,
    answers: Callable[[str], object] = lambda _: NO,
    touches: list[str] | None = None,
    lock: Lock | None = None,
    **settings: Any,  # noqa: ANN401 - of the destination
) -> tuple[list[str], Problem | None]:
    """Log in; tell what was shown to the server, and the problem if it did not open."""
    lock = lock or Lock(answers)
    profile = Profile(name="web1", host="web", user="me", key=key)
    touched = [] if touches is None else touches
    there = Destination(host="web", **settings)
    login = Login(profile, there, credentials or Credentials(), lambda: touched.append("touch"))
    try:
        log_in(lock, lock, login)  # type: ignore[arg-type]
    except ProblemError as error:
        return lock.shown, error.problem
    return lock.shown, None


def wants(*methods: str) -> paramiko.BadAuthenticationType:
    return paramiko.BadAuthenticationType("no", list(methods))
