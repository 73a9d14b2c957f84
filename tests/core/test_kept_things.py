"""What is kept here about servers: their list, their secrets, copies of what was sent to them."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import keyring
import keyring.errors
import pytest

from core.problems import ProblemError
from core.servers import keychain
from core.servers.store import ServerStore, check
from core.ssh import delta_bases
from core.ssh.delta_bases import KeptFiles
from core.ssh.profile import Credentials, Profile, Sudo
from tests.core.test_keychain import InMemory, backend
from tests.made_up import refusal

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home
    from core.problems import Problem

__all__ = ("backend",)  # a fixture
WEB = Profile(name="web1", host="192.0.2.7", user="deploy")
ALL = Credentials(password="a", passphrase="b", sudo_password="c")


# The longest of each field, which is taken, and what is one too long or otherwise odd.
TAKEN: dict[str, tuple[Any, ...]] = {
    "name": ("a", "0", "a" * 63, "A.b_c-d"),
    "host": ("h", "_x", "::1", "a" * 255, "fe80::1%eth0"),
    "port": (1, 22, 65535),
    "user": ("a", "_a", "0a", "a" * 64, "a" * 64 + "$", "me@corp.org", "CORP\\me"),
    "labels": ({}, {"role": "web"}, {"a" * 63: "1.0/b_c-d"}),
}
REFUSED: dict[str, tuple[Any, ...]] = {
    "name": ("", "a" * 64, "-a", ".a", "_a", "a b", "a\n", "ä", "a/b"),
    "host": ("", "a" * 256, "-a", ".a", "a b", "a\n", "a,b", "[::1]", "a/b", "a@b"),
    "port": (0, -1, 65536),
    "user": ("", "-a", "a" * 65, "a b", "a\n", "a:b", "a$b", "$"),
    "labels": (
        {"": "a"},
        {"role": "web", "a": ""},
        {"a": ""},
        {"a" * 64: "b"},
        {"a": "b" * 64},
        {"a": "b\n"},
        {"-a": "b"},
    ),
}


@pytest.mark.parametrize("field", TAKEN)
def test_a_server_has_only_values_that_a_server_can_have(field: str) -> None:
    for value in TAKEN[field]:
        check(replace(WEB, **{field: value}))
    for value in REFUSED[field]:
        with pytest.raises(ProblemError) as caught:
            check(replace(WEB, **{field: value}))
        problem = caught.value.problem
        assert (problem.code, problem.field) == (f"server_{field}_odd", field), value


def test_a_refused_change_changes_nothing(home: Home) -> None:
    store = ServerStore(home)
    store.add(WEB)
    store.add(replace(WEB, name="web2"))
    before = home.servers_file.read_bytes()
    odd = replace(WEB, port=0)
    assert refusal(lambda: store.add(replace(WEB, host="other"))).code == "server_name_taken"
    assert refusal(lambda: store.check_free(WEB)).code == "server_name_taken"
    assert refusal(lambda: store.check_free(odd)).code == "server_port_odd"
    assert refusal(lambda: store.edit("web1", odd)).code == "server_port_odd"
    assert (
        refusal(lambda: store.edit("web1", replace(WEB, name="web2"))).code == "server_name_taken"
    )
    assert refusal(lambda: store.remove("web3")).code == "server_unknown"
    assert refusal(lambda: store.get("web3")).code == "server_unknown"
    store.check_free(replace(WEB, name="web3"))
    assert home.servers_file.read_bytes() == before
    assert store.noticed is None


def test_removing_a_server_leaves_the_others(home: Home) -> None:
    store = ServerStore(home)
    for name in ("a", "b", "c"):
        store.add(replace(WEB, name=name))
    store.remove("b")
    assert [one.name for one in store.all()] == ["a", "c"]


def test_what_is_written_is_read_again_with_every_field(home: Home) -> None:
    whole = Profile(
        name="web1",
        host="::1",
        port=7,
        user="me",
        key="~/k",
        sudo=Sudo.NEVER,
        labels={"role": "web"},
    )
    ServerStore(home).add(whole)
    assert ServerStore(home).get("web1") == whole
    assert json.loads(home.servers_file.read_text()) == {
        "format": 1,
        "servers": [
            {
                "name": "web1",
                "host": "::1",
                "port": 7,
                "user": "me",
                "key": "~/k",
                "sudo": "never",
                "labels": {"role": "web"},
            }
        ],
    }


def test_a_short_row_has_the_usual_values(home: Home) -> None:
    home.config.mkdir(parents=True)
    home.servers_file.write_text('{"format": 1, "servers": [{"name": "a", "host": "h"}]}')
    assert ServerStore(home).all() == (Profile(name="a", host="h"),)


def test_of_two_servers_with_one_name_the_first_stays_and_the_file_is_kept_aside(
    home: Home,
) -> None:
    home.config.mkdir(parents=True)
    rows = [{"name": "a", "host": "first"}, {"name": "a", "host": "second"}]
    before = json.dumps({"format": 1, "servers": rows})
    home.servers_file.write_text(before)
    told: list[Problem] = []
    store = ServerStore(home, notice=told.append)
    assert [one.host for one in store.all()] == ["first"]
    assert [one.code for one in told] == ["servers_unreadable"]
    (aside,) = home.config.glob("*.kept-*")
    assert aside.read_text() == before
    assert str(aside) in str(told[0].next[0].text)
    assert store.noticed is told[0]
    assert [one.host for one in ServerStore(home).all()] == ["first"]
    assert len(list(home.config.glob("*.kept-*"))) == 1


def test_every_secret_is_kept_by_address_and_none_that_was_not_given(backend: InMemory) -> None:
    asyncio.run(keychain.remember(WEB, replace(ALL, passphrase="")))
    assert backend.kept == {
        ("goferry", "password deploy@192.0.2.7:22"): "a",
        ("goferry", "sudo_password deploy@192.0.2.7:22"): "c",
    }
    asyncio.run(keychain.remember(replace(WEB, key="/k"), ALL))
    assert backend.kept["goferry", "passphrase deploy@192.0.2.7:22 /k"] == "b"
    assert asyncio.run(keychain.recall(replace(WEB, name="other", key="/k"))) == ALL
    for other in ({"host": "192.0.2.8"}, {"user": "root"}, {"port": 23}, {"key": "/other"}):
        assert asyncio.run(keychain.recall(replace(WEB, **other))) == Credentials()


@pytest.mark.usefixtures("backend")
def test_forgetting_one_server_leaves_the_secrets_of_others() -> None:
    other = replace(WEB, port=23)
    for profile in (WEB, other):
        asyncio.run(keychain.remember(profile, ALL))
    asyncio.run(keychain.forget(WEB))
    assert asyncio.run(keychain.recall(WEB)) == Credentials()
    assert asyncio.run(keychain.recall(other)) == ALL


@pytest.mark.parametrize(
    "reason", [keyring.errors.KeyringLocked("locked"), OSError("gone"), TimeoutError("late")]
)
def test_a_keyring_that_stays_locked_keeps_and_forgets_nothing_and_says_so(
    backend: InMemory, monkeypatch: pytest.MonkeyPatch, reason: Exception
) -> None:
    def locked(*_: object) -> None:
        raise reason

    for method in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(backend, method, locked)
    assert asyncio.run(keychain.recall(WEB)) == Credentials()
    for work in (keychain.remember(WEB, ALL), keychain.forget(WEB)):
        with pytest.raises(ProblemError) as caught:
            asyncio.run(work)
        assert caught.value.problem.code == "keyring_unavailable"
        assert caught.value.problem.details == str(reason)


def test_a_keyring_that_never_answers_is_not_waited_for_longer_than_a_minute(
    backend: InMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert backend.kept == {}
    waits: list[float | None] = []

    async def in_thread(work: Any, *, seconds: float | None) -> None:  # noqa: ANN401 - a call
        waits.append(seconds)
        work(None)

    monkeypatch.setattr(keychain, "in_thread", in_thread)
    asyncio.run(keychain.recall(WEB))
    assert waits == [60.0]


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_a_copy_is_kept_only_of_the_bytes_that_were_named(tmp_path: Path) -> None:
    files = KeptFiles(tmp_path / "kept")
    source = tmp_path / "program"
    source.write_bytes(b"one" * 500_000)
    assert files.find(sha(b"one" * 500_000)) is None
    files.keep(source, sha(b"other"))
    assert files.find(sha(b"other")) is None
    assert list(files.folder.iterdir()) == []
    files.keep(source, sha(b"one" * 500_000))
    found = files.find(sha(b"one" * 500_000))
    assert found is not None
    assert found.read_bytes() == source.read_bytes()
    assert files.find("") is None
    assert [one.name for one in files.folder.iterdir()] == [found.name]
    files.keep(tmp_path / "missing", sha(b"x"))
    files.keep(tmp_path / "missing", found.name)
    assert [one.name for one in files.folder.iterdir()] == [found.name]


def test_what_was_used_last_stays_within_the_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert delta_bases._MOST_BYTES == 512 << 20
    monkeypatch.setattr(delta_bases, "_MOST_BYTES", 30)
    files = KeptFiles(tmp_path / "kept")
    names = []
    for number in range(3):
        (tmp_path / "source").write_bytes(bytes([number]) * 10)
        names.append(sha(bytes([number]) * 10))
        files.keep(tmp_path / "source", names[-1])
        os.utime(files.folder / names[-1], (number, number))
    assert sorted(one.name for one in files.folder.iterdir()) == sorted(names)  # just full
    assert files.find(names[0]) is not None  # which counts as a use
    (tmp_path / "source").write_bytes(b"x")
    files.keep(tmp_path / "source", sha(b"x"))
    left = {one.name for one in files.folder.iterdir()}
    assert left == {names[0], names[2], sha(b"x")}


def test_where_nothing_can_be_kept_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file in the way")
    (tmp_path / "source").write_bytes(b"x")
    files = KeptFiles(tmp_path / "kept")
    files.keep(tmp_path / "source", sha(b"x"))
    assert files.find(sha(b"x")) is None
