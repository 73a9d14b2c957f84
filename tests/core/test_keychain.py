"""Secrets that a person asked to keep."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import keyring
import keyring.backends.fail
import pytest
from keyring.backend import KeyringBackend

from core.problems import ProblemError
from core.servers import keychain
from core.ssh.profile import Credentials, Profile

if TYPE_CHECKING:
    from collections.abc import Iterator

WEB = Profile(name="web1", host="192.0.2.7", user="deploy")
SECRETS = Credentials(password="pass", sudo_password="sudo")


class InMemory(KeyringBackend):
    """A keyring that lives as long as a test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def backend() -> Iterator[InMemory]:
    before = keyring.get_keyring()
    made = InMemory()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_what_was_kept_is_recalled(backend: InMemory) -> None:
    asyncio.run(keychain.remember(WEB, SECRETS))
    assert asyncio.run(keychain.recall(WEB)) == SECRETS
    assert len(backend.kept) == 2


def test_another_machine_of_the_same_name_finds_nothing(backend: InMemory) -> None:
    asyncio.run(keychain.remember(WEB, SECRETS))
    assert backend.kept
    assert asyncio.run(keychain.recall(replace(WEB, host="192.0.2.8"))) == Credentials()


def test_what_is_forgotten_is_gone(backend: InMemory) -> None:
    asyncio.run(keychain.remember(WEB, SECRETS))
    asyncio.run(keychain.forget(WEB))
    asyncio.run(keychain.forget(WEB))
    assert backend.kept == {}


def test_without_a_keyring_nothing_is_recalled_and_keeping_is_a_problem() -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    try:
        assert asyncio.run(keychain.recall(WEB)) == Credentials()
        with pytest.raises(ProblemError) as caught:
            asyncio.run(keychain.remember(WEB, SECRETS))
        assert caught.value.problem.code == "keyring_unavailable"
    finally:
        keyring.set_keyring(before)


def test_secrets_never_show_in_a_repr() -> None:
    assert "pass" not in repr(SECRETS).replace("password", "").replace("passphrase", "")
