"""What a person is told who was not let in: why, which button helps, and never a password."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest

from core.actions import (
    Action,
    ChooseKey,
    CopyPublicKey,
    EditServer,
    EnterPassphrase,
    EnterPassword,
)
from core.ssh.connection.questions import Questions
from core.ssh.profile import Credentials
from tests.made_up_keys import private_key, public_of, string
from tests.made_up_login import NO, SECRETS, SK, Lock, agent, saved, tried, wants

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from core.problems import Problem


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of a user who has neither keys nor agent."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    (tmp_path / ".ssh").mkdir()
    return tmp_path


def test_a_passphrase_is_asked_for_only_where_no_agent_holds_the_key(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = saved(folder / "key", 1, SECRETS.passphrase)
    for credentials, why in (
        (Credentials(), "The private key is protected by a passphrase."),
        (Credentials(passphrase="wrong"), "The passphrase is wrong."),
    ):
        shown, problem = tried(key=locked, credentials=credentials)
        assert shown == []
        assert problem is not None
        assert (problem.code, str(problem.why), problem.field) == ("key_locked", why, "passphrase")
        assert [one.action for one in problem.next] == [
            EnterPassphrase(),
            ChooseKey(),
        ]
    right = Credentials(passphrase=SECRETS.passphrase)
    assert tried(key=locked, credentials=right)[0] == ["key1", "none me"]
    monkeypatch.setenv("SSH_AUTH_SOCK", str(folder / "agent"))
    with agent(folder / "agent", 2, 1):
        assert tried(key=locked)[0] == ["key1", "none me"]


def _security_key() -> bytes:
    """The file of a key that lives in a token."""
    private = b"same" * 2 + SK.data + b"\1" + string("handle") + string("") + string("comment")
    private += bytes(range(1, 1 + -len(private) % 8))
    head = b"openssh-key-v1\0" + string("none") * 2 + string("") + b"\0\0\0\1"
    body = base64.encodebytes(head + string(SK.data) + string(private))
    return b"-----BEGIN OPENSSH PRIVATE KEY-----\n%s-----END OPENSSH PRIVATE KEY-----\n" % body


_CUT = b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n"
_ED448 = b"""\
-----BEGIN PRIVATE KEY-----
MEcCAQAwBQYDK2VxBDsEOWyCpWLLgI0Q1jK+ichRPr9skp803fqMn2PJlg7240ij
UoyKP8wvBE45o/xblEkvjwMudUmiAJj5Ww==
-----END PRIVATE KEY-----
"""


@pytest.mark.parametrize("content", [_security_key(), _ED448, _CUT])
@pytest.mark.parametrize("passphrase", ["", "given"])
def test_a_key_of_no_use_here_is_said_to_be_that(
    folder: Path, content: bytes, passphrase: str
) -> None:
    (folder / "key").write_bytes(content)
    secrets = Credentials(passphrase=passphrase)
    shown, problem = tried(key=str(folder / "key"), credentials=secrets)
    assert shown == []
    assert problem is not None
    assert problem.code == "key_unsuitable"


def test_what_lies_where_a_key_should_be_is_said(folder: Path) -> None:
    shown, problem = tried(key=str(folder / "missing"))
    assert (shown, problem and problem.code) == ([], "key_unreadable")
    (folder / "text").write_text("hello")
    shown, problem = tried(keys=(str(folder / "text"),))
    assert (shown, problem and problem.code) == ([], "key_unsuitable")


def actions(problem: Problem | None) -> list[Action | None]:
    return [] if problem is None else [one.action for one in problem.next]


KEY: Action = ChooseKey()
EDIT: Action = EditServer("web1")
PASSWORD: Action = EnterPassword()


def test_a_refusal_offers_what_may_help(folder: Path) -> None:
    chosen = saved(folder / "key", 1)
    copy: Action = CopyPublicKey(chosen)
    takes_all, only_keys = wants("publickey", "password"), wants("publickey")
    cases: tuple[tuple[dict[str, Any], str, str, Sequence[Action]], ...] = (
        ({"answers": lambda _: only_keys}, "key", "requires a private key", [KEY, EDIT]),
        (
            {"answers": lambda _: takes_all},
            "password",
            "requires a password",
            [PASSWORD, KEY, EDIT],
        ),
        (
            {"key": chosen, "answers": lambda _: takes_all},
            *("key", "does not accept the private key", [PASSWORD, KEY, copy, EDIT]),
        ),
        ({"key": chosen, "answers": lambda _: only_keys}, "key", "private key", [KEY, copy, EDIT]),
        (
            {"credentials": SECRETS, "answers": lambda _: takes_all},
            *("password", "password is wrong", [PASSWORD, KEY, EDIT]),
        ),
    )
    for settings, field, why, offered in cases:
        _, problem = tried(**settings)
        assert problem is not None
        assert (problem.code, problem.field) == ("login_refused", field)
        assert why in str(problem.why)
        assert actions(problem) == offered
        assert SECRETS.password not in f"{problem}"


def test_several_refused_keys_are_counted_and_listed(folder: Path) -> None:
    keys = tuple(saved(folder / f"key{number}", number) for number in (1, 2))
    _, problem = tried(keys=keys)
    assert problem is not None
    assert "none of the 2 private keys" in str(problem.why)
    prints = [public_of(private_key(number)).fingerprint for number in (1, 2)]
    assert problem.details == (
        f"tried:\n  publickey ssh-ed25519 {prints[0]}\n  publickey ssh-ed25519 {prints[1]}\n"
        "accepted: -"
    )


@pytest.mark.parametrize(
    ("said", "reason", "active", "code"),
    [
        ("Disconnect (code 2): Too many authentication failures", NO, False, "login_refused"),
        ("Disconnect (code 2): Bye", NO, False, "connection_lost"),
        ("Too many authentication failures", NO, False, "connection_lost"),
        ("", EOFError(), True, "connection_lost"),
        ("", OSError(), True, "connection_lost"),
        ("", NO, True, "login_refused"),
    ],
)
def test_a_line_that_is_dead_is_no_wrong_password(
    said: str, reason: Exception, *, active: bool, code: str
) -> None:
    def answers(what: str) -> object:
        assert what.startswith(("password", "keyboard", "none"))
        lock.active = active
        lock.logger.info(said)
        return reason

    lock = Lock(answers)
    shown, problem = tried(lock=lock, credentials=SECRETS)
    assert problem is not None
    assert problem.code == code
    assert len(shown) == (3 if active and reason is NO else 1)
    told = "none of the private keys" in str(problem.why)
    assert told is (not active and code == "login_refused")


def test_a_line_that_dies_while_the_server_is_asked_what_it_takes_is_lost() -> None:
    _, problem = tried(answers=lambda _: EOFError())
    assert problem is not None
    assert problem.code == "connection_lost"


HIDDEN, SHOWN = False, True


@pytest.mark.parametrize(
    ("requests", "answers", "unanswered"),
    [
        ([[("Password: ", HIDDEN)]], [["secret"]], ""),
        ([[("Password: ", SHOWN)]], [[""]], "Password"),
        ([[], [("Password: ", HIDDEN)]], [[], ["secret"]], ""),
        ([[("Name: ", SHOWN), ("Password: ", HIDDEN)]], [["", "secret"]], "Name"),
        ([[("Password: ", HIDDEN)], [("Code: ", HIDDEN)]], [["secret"], [""]], "Code"),
        ([[("Password: ", HIDDEN)], [("Password: ", HIDDEN)]], [["secret"], [""]], ""),
        ([[("A: ", SHOWN), ("B: ", SHOWN)]], [["", ""]], "A"),
        ([[(" : ", SHOWN)]], [[""]], "?"),
        ([[("a\x1b\n b", SHOWN)]], [[""]], "a␛ b"),
        ([[("x" * 81, SHOWN)]], [[""]], "x" * 80),
    ],
)
def test_the_password_goes_to_the_first_hidden_question_and_to_no_other(
    requests: list[list[tuple[str, bool]]], answers: list[list[str]], unanswered: str
) -> None:
    questions = Questions("secret")
    assert [questions.answer("title", "text", one) for one in requests] == answers
    assert questions.unanswered == unanswered


def test_a_question_without_an_answer_is_named_and_a_password_is_not_asked_for_again() -> None:
    def answers(what: str) -> object:
        return NO if what.startswith("key") else wants("keyboard-interactive")

    shown, problem = tried(credentials=SECRETS, answers=answers)
    assert [one.split()[0] for one in shown] == ["password", "keyboard-interactive"]
    assert problem is not None
    assert "The server asks “Shown”, which GoFerry cannot answer." in str(problem.why)
    assert actions(problem) == [KEY, EDIT]
