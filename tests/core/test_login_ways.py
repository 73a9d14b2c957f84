"""What is shown to a server to be let in: exactly which keys and words, in which order."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from core.actions import EnterPassword
from tests.made_up_keys import certificate, private_key, public_of
from tests.made_up_login import NO, SECRETS, SK, Lock, agent, saved, tried, wants

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of a user who has neither keys nor agent."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    (tmp_path / ".ssh").mkdir()
    return tmp_path


def test_without_anything_to_show_the_server_is_only_asked_what_it_takes() -> None:
    shown, problem = tried()
    assert shown == ["none me"]
    assert problem is not None
    assert str(problem.why) == "The server requires a private key, and none was found."


def test_a_chosen_key_is_the_only_one_and_the_agent_s_others_stay_unshown(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(folder / ".ssh/id_ed25519", 3)
    chosen = saved(folder / "chosen", 1)
    monkeypatch.setenv("SSH_AUTH_SOCK", str(folder / "agent"))
    with agent(folder / "agent", 2, 1):
        others = (chosen, saved(folder / "other", 4))
        assert tried(key=chosen, keys=others)[0] == ["key1", "none me"]
        assert tried(key="~/chosen")[0] == ["key1", "none me"]
        with_password = tried(key=chosen, credentials=SECRETS)[0]
    assert with_password == [
        "key1",
        "password me pass word",
        "keyboard-interactive me ['pass word', '']",
        "none me",
    ]


def test_a_password_alone_shows_no_key_and_is_tried_both_ways(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = saved(folder / "named", 1)
    saved(folder / ".ssh/id_ed25519", 3)
    monkeypatch.setenv("SSH_AUTH_SOCK", str(folder / "agent"))
    with agent(folder / "agent", 2):
        shown, _ = tried(credentials=SECRETS, keys=(named,))
    assert [one.split()[0] for one in shown] == ["password", "keyboard-interactive", "none"]


def test_keys_of_the_configuration_come_first_then_the_agent_s_others_up_to_five(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = saved(folder / "one", 1), saved(folder / "two", 2)
    saved(folder / ".ssh/id_ed25519", 12)
    monkeypatch.setenv("SSH_AUTH_SOCK", str(folder / "agent"))
    keys = (two, str(folder / "missing"), one)
    with agent(folder / "agent", 3, 1, 4, 5, 6):
        assert tried(keys=keys)[0] == ["key2", "key1", "key3", "key4", "key5", "none me"]
        assert tried(keys=keys, only_these_keys=True)[0] == ["key2", "key1", "none me"]
        assert tried(keys=keys, agent="none")[0] == ["key2", "key1", "none me"]
        assert tried(only_these_keys=True)[0] == ["none me"]


@pytest.mark.parametrize(
    ("held", "shown"),
    [
        ((), ["key10", "key11"]),
        ((1, 2), ["key1", "key2", "key10", "key11"]),
        ((1, 10), ["key1", "key10", "key11"]),
        ((1, 2, 3, 4), ["key1", "key2", "key3", "key4", "key10"]),
        ((1, 2, 3, 4, 5), ["key1", "key2", "key3", "key4", "key5"]),
        ((1, 2, 3, 4, 5, 6), ["key1", "key2", "key3", "key4", "key5"]),
    ],
)
def test_without_named_keys_the_agent_s_come_then_the_usual_ones_up_to_five(
    folder: Path, monkeypatch: pytest.MonkeyPatch, held: tuple[int, ...], shown: list[str]
) -> None:
    saved(folder / ".ssh/id_rsa", 11)
    saved(folder / ".ssh/id_ed25519", 10)
    saved(folder / ".ssh/id_ecdsa", 12, "locked")  # nobody is asked for its passphrase
    monkeypatch.setenv("SSH_AUTH_SOCK", str(folder / "agent"))
    with agent(folder / "agent", *held) as told:
        assert tried()[0] == [*shown, "none me"]
    assert told == ["asked", "closed"]


def test_the_agent_is_where_the_configuration_says_and_none_is_no_fault(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_AUTH_SOCK", str(folder / "usual"))
    with agent(folder / "usual", 1) as usual, agent(folder / "own", 2) as own:
        assert tried(agent=str(folder / "own"))[0] == ["key2", "none me"]
        assert usual == []
        assert tried(agent="none")[0] == ["none me"]
        assert tried(agent=str(folder / "missing"))[0] == ["none me"]
    assert (usual, own) == ([], ["asked", "closed"])


def test_the_server_opens_at_the_first_thing_that_is_right_and_is_shown_no_more(
    folder: Path,
) -> None:
    keys = tuple(saved(folder / f"key{number}", number) for number in (1, 2, 3))
    shown, problem = tried(keys=keys, answers=lambda what: what == "key2" or NO)
    assert (shown, problem) == (["key1", "key2"], None)


def test_what_the_server_does_not_take_is_not_shown_to_it(folder: Path) -> None:
    keys = tuple(saved(folder / f"key{number}", number) for number in (1, 2))
    shown, problem = tried(keys=keys, answers=lambda _: wants("password"))
    assert shown == ["key1"]
    assert problem is not None
    assert problem.details.endswith("accepted: password")
    shown, _ = tried(credentials=SECRETS, answers=lambda _: wants("publickey"))
    assert [one.split()[0] for one in shown] == ["password"]


@pytest.mark.parametrize(
    ("methods", "shown"),
    [
        (None, ["key1", "password", "keyboard-interactive"]),
        (("password",), ["password"]),
        (("publickey",), ["key1"]),
        (("keyboard-interactive", "publickey"), ["key1", "keyboard-interactive"]),
        (("hostbased",), []),
    ],
)
def test_what_the_configuration_forbids_is_not_shown(
    folder: Path, methods: tuple[str, ...] | None, shown: list[str]
) -> None:
    found, _ = tried(key=saved(folder / "key", 1), credentials=SECRETS, methods=methods)
    assert [one.split()[0] for one in found] == [*shown, "none"]


def test_a_server_may_want_a_key_and_then_a_password(folder: Path) -> None:
    chosen = saved(folder / "key", 1)
    answers: dict[str, object] = {"key1": ["password"], "password me pass word": True}
    assert tried(key=chosen, credentials=SECRETS, answers=answers.__getitem__) == (
        ["key1", "password me pass word"],
        None,
    )
    shown, problem = tried(key=chosen, answers=answers.__getitem__)
    assert shown == ["key1"]
    assert problem is not None
    assert "The server accepts the private key, and requires a password" in str(problem.why)
    assert problem.next[0].action == EnterPassword()
    answers["password me pass word"] = NO
    shown, problem = tried(key=chosen, credentials=SECRETS, answers=answers.__getitem__)
    assert shown == ["key1", "password me pass word"]
    assert problem is not None
    assert "password is wrong" in str(problem.why), "it was the password, not the key"


def test_each_certificate_of_a_key_goes_before_the_key_by_itself(folder: Path) -> None:
    chosen = saved(folder / "key", 1)
    data = certificate(public_of(private_key(1)), private_key(9), kind=1)
    line = f"ssh-ed25519-cert-v01@openssh.com {base64.b64encode(data).decode()}"
    named = folder / "named.pub"
    named.write_text(line)
    (folder / "broken.pub").write_text("ssh-ed25519-cert-v01@openssh.com !")
    certificates = (str(folder / "missing"), str(folder / "broken.pub"), str(named))
    shown, problem = tried(key=chosen, certificates=certificates)
    assert shown == ["key1+certificate", "key1", "none me"]
    assert problem is not None
    print_ = public_of(private_key(1)).fingerprint
    assert problem.details.splitlines()[1:3] == [
        f"  publickey ssh-ed25519 {print_} with its certificate",
        f"  publickey ssh-ed25519 {print_}",
    ]
    (folder / "key-cert.pub").write_text(line)
    shown, _ = tried(key=chosen, certificates=certificates)
    assert shown == ["key1+certificate"] * 2 + ["key1", "none me"]


def test_a_person_is_told_to_touch_a_security_key_and_has_a_minute(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_AUTH_SOCK", str(folder / "agent"))
    touches: list[str] = []
    lock = Lock(lambda _: NO)
    with agent(folder / "agent", 1, SK):
        assert tried(lock=lock, touches=touches)[0] == ["key1", "sk", "none me"]
    assert touches == ["touch"]
    assert lock.timeout == [25.0, 60.0]
