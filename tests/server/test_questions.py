"""Servers that ask (keyboard-interactive): the password goes to a hidden question, once."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from typing import TYPE_CHECKING

import paramiko
import pytest

from core.actions import ChooseKey, EditServer
from core.problems import ProblemError
from core.ssh.connection import connect
from core.ssh.profile import Credentials, Profile
from tests import sshd
from tests.server.test_login import problem_of, trusted, who

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.home import Home
    from core.problems import Problem

pytestmark = pytest.mark.server

_PAM = "UsePAM yes\nPasswordAuthentication no\nKbdInteractiveAuthentication yes"
_HIDDEN, _SHOWN = False, True
_PASSWORD, _CODE = ("Password: ", _HIDDEN), ("Verification code: ", _HIDDEN)
_RIGHT = Credentials(password=sshd.PASSWORD)

Request = tuple[tuple[str, bool], ...]


class _Asking(paramiko.ServerInterface):
    """Puts these requests, one after the other, and lets in whoever answers with `right`."""

    def __init__(self, requests: tuple[Request, ...], right: list[str]) -> None:
        self.left, self.right = list(requests), right
        self.answers: list[str] = []

    def get_allowed_auths(self, username: str) -> str:
        del username
        return "keyboard-interactive"

    def check_auth_interactive(
        self, username: str, submethods: str
    ) -> int | paramiko.InteractiveQuery:
        del username, submethods
        return self._next()

    def check_auth_interactive_response(
        self, responses: list[str]
    ) -> int | paramiko.InteractiveQuery:
        self.answers += responses
        return self._next()

    def _next(self) -> int | paramiko.InteractiveQuery:
        if self.left:
            return paramiko.InteractiveQuery("", "", *self.left.pop(0))
        right = self.answers == self.right
        return int(paramiko.AUTH_SUCCESSFUL if right else paramiko.AUTH_FAILED)


@contextlib.contextmanager
def asking(
    home: Home, folder: Path, *requests: Request, right: list[str]
) -> Iterator[tuple[Profile, _Asking]]:
    """A server whose host key is known, and that puts these requests to one client."""
    key = paramiko.Ed25519Key.from_private_key_file(sshd.make_key(folder / "host_key"))
    server = _Asking(requests, right)

    def serve(listener: socket.socket) -> None:
        with contextlib.suppress(OSError), listener.accept()[0] as client:
            transport = paramiko.Transport(client)
            transport.add_server_key(key)
            with contextlib.suppress(paramiko.SSHException, EOFError):
                transport.start_server(server=server)
                transport.join()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        home.config.mkdir(parents=True)
        home.known_hosts.write_text(f"[127.0.0.1]:{port} {key.get_name()} {key.get_base64()}\n")
        thread = threading.Thread(target=serve, args=(listener,), daemon=True)
        thread.start()
        try:
            yield Profile(name="web1", host="127.0.0.1", port=port, user="plain"), server
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def refused(profile: Profile, home: Home) -> Problem:
    with pytest.raises(ProblemError) as caught:
        asyncio.run(connect(profile, home, _RIGHT))
    assert caught.value.problem.code == "login_refused"
    return caught.value.problem


def test_a_real_server_asks_for_the_password_as_a_question(tmp_path: Path, home: Home) -> None:
    with sshd.running(tmp_path / "sshd", more=_PAM) as server:
        profile = trusted(server, home, user="plain")
        wrong = problem_of(profile, home, Credentials(password="wrong"))
        assert (wrong.code, str(wrong.why)) == (
            "login_refused",
            "The user name or the password is wrong.",
        )
        assert who(profile, home, _RIGHT) == "plain"


def test_a_real_server_wants_a_key_and_an_answer(tmp_path: Path, home: Home) -> None:
    more = f"{_PAM}\nAuthenticationMethods publickey,keyboard-interactive"
    with sshd.running(tmp_path / "sshd", more=more) as server:
        profile = trusted(server, home, user="plain", key=str(server.key))
        assert "accepts the private key" in str(problem_of(profile, home).why)
        assert who(profile, home, _RIGHT) == "plain"


def test_a_hidden_question_alone_gets_the_password(tmp_path: Path, home: Home) -> None:
    with asking(home, tmp_path, (_PASSWORD,), (), right=[sshd.PASSWORD]) as (profile, _):

        async def whole() -> bool:
            one = await connect(profile, home, _RIGHT)
            await one.close()
            return True

        assert asyncio.run(whole())


@pytest.mark.parametrize(
    ("requests", "answers"),
    [
        (((("Your answer will be shown: ", _SHOWN),),), [""]),
        (((_PASSWORD,), (_CODE,)), [sshd.PASSWORD, ""]),
        (((_PASSWORD, _CODE),), [sshd.PASSWORD, ""]),
        (((("Name: ", _SHOWN), _PASSWORD),), ["", sshd.PASSWORD]),
    ],
    ids=["shown", "then a code", "both at once", "a name first"],
)
def test_no_other_question_gets_it_and_the_first_of_them_is_named(
    tmp_path: Path, home: Home, requests: tuple[Request, ...], answers: list[str]
) -> None:
    with asking(home, tmp_path, *requests, right=["never"]) as (profile, server):
        problem = refused(profile, home)
    assert server.answers == answers
    question = [words for request in requests for words, _ in request][answers.index("")]
    assert f"“{question.rstrip(': ')}”" in str(problem.why)
    assert [one.action for one in problem.next] == [ChooseKey(), EditServer("web1")]


def test_the_same_question_again_says_that_the_password_was_wrong(
    tmp_path: Path, home: Home
) -> None:
    with asking(home, tmp_path, (_PASSWORD,), (_PASSWORD,), right=["never"]) as (profile, server):
        assert "password is wrong" in str(refused(profile, home).why)
    assert server.answers == [sshd.PASSWORD, ""]


def test_a_hostile_question_is_harmless_to_show(tmp_path: Path, home: Home) -> None:
    hostile = ("\x1b[2Jcode\n\u202e" + "x" * 5000, _SHOWN)
    with asking(home, tmp_path, (hostile,), right=["never"]) as (profile, _):
        why = str(refused(profile, home).why)
    assert "code" in why
    assert why.isprintable()
    assert len(why) < 200
