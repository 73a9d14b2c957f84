"""The server list and what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import pytest

from core.home import Home
from core.memory import Memory
from core.problems import ProblemError
from core.servers.store import ServerStore
from core.ssh.profile import Profile, Sudo
from tests.goferry import environment

if TYPE_CHECKING:
    from pathlib import Path

    from core.problems import Problem

WEB = Profile(name="web1", host="192.0.2.7", port=2222, user="deploy", labels={"role": "web"})


def test_servers_are_remembered_in_their_order(home: Home) -> None:
    other = Profile(name="db", host="db.example.org", key="~/.ssh/id", sudo=Sudo.NEVER)
    ServerStore(home).add(WEB)
    ServerStore(home).add(other)
    assert ServerStore(home).all() == (WEB, other)
    assert ServerStore(home).get("db") == other


def test_a_removed_server_is_gone(home: Home) -> None:
    store = ServerStore(home)
    store.add(WEB)
    store.remove("web1")
    assert store.all() == ()


def test_a_removed_server_is_put_back_where_it_stood(home: Home) -> None:
    store = ServerStore(home)
    for name in ("web1", "web2", "web3"):
        store.add(replace(WEB, name=name))
    before = store.all()
    gone = store.remove("web2")
    store.put_back(gone)
    assert store.all() == before
    with pytest.raises(ProblemError) as refused:
        store.put_back(gone)
    assert (refused.value.problem.code, store.all()) == ("server_name_taken", before)
    first, second = store.remove("web3"), store.remove("web1")
    store.put_back(first)
    store.put_back(second)
    assert store.all() == before


def test_a_changed_server_keeps_its_place(home: Home) -> None:
    store = ServerStore(home)
    store.add(WEB)
    store.add(replace(WEB, name="web2"))
    store.edit("web1", replace(WEB, port=22))
    assert [(one.name, one.port) for one in store.all()] == [("web1", 22), ("web2", 2222)]


def test_a_server_may_get_another_name_and_keeps_its_place(home: Home) -> None:
    store = ServerStore(home)
    for name in ("web1", "web2"):
        store.add(replace(WEB, name=name))
    store.edit("web1", replace(WEB, name="front", user="me"))
    assert [(one.name, one.user) for one in store.all()] == [("front", "me"), ("web2", "deploy")]
    for name, new, code in (
        ("front", "web2", "server_name_taken"),
        ("web1", "web1", "server_unknown"),
        ("front", "a b", "server_name_odd"),
    ):
        with pytest.raises(ProblemError) as caught:
            store.edit(name, replace(WEB, name=new))
        assert caught.value.problem.code == code
    assert [one.name for one in store.all()] == ["front", "web2"]


def test_twelve_who_add_at_once_lose_nothing(tmp_path: Path) -> None:
    """Processes of their own, as twelve `goferry server add` are."""
    code = (
        "import sys; from pathlib import Path\n"
        "from core.home import Home; from core.ssh.profile import Profile\n"
        "from core.servers.store import ServerStore\n"
        "import core.home; core.home._LOCK_SECONDS = 300  # a busy disk is no fault\n"
        "sys.stdin.readline()\n"
        "for n in range(4):\n"
        "    profile = Profile(name=f'{sys.argv[2]}-{n}', host='192.0.2.1')\n"
        "    ServerStore(Home.find(Path(sys.argv[1]))).add(profile)\n"
    )
    words = [sys.executable, "-c", code, str(tmp_path)]
    started = [
        subprocess.Popen([*words, f"web{number}"], stdin=subprocess.PIPE, env=environment())
        for number in range(12)
    ]
    for one in started:
        assert one.stdin is not None
        one.stdin.write(b"\n")
        one.stdin.flush()
    assert [one.wait(600) for one in started] == [0] * 12
    for one in started:
        assert one.stdin is not None
        one.stdin.close()
    names = {one.name for one in ServerStore(Home.find(tmp_path)).all()}
    assert names == {f"web{number}-{n}" for number in range(12) for n in range(4)}


def test_what_a_newer_goferry_wrote_beside_it_stays(home: Home) -> None:
    home.config.mkdir(parents=True)
    row = {"name": "web1", "host": "192.0.2.7", "colour": "blue"}
    home.servers_file.write_text(json.dumps({"format": 1, "servers": [row], "order": ["web1"]}))
    ServerStore(home).add(replace(WEB, name="web2"))
    ServerStore(home).edit("web1", replace(WEB, name="front"))
    found = json.loads(home.servers_file.read_text())
    assert found["order"] == ["web1"]
    assert [one.get("colour") for one in found["servers"]] == ["blue", None]


def test_one_damaged_server_takes_no_other_with_it(home: Home) -> None:
    home.config.mkdir(parents=True)
    rows = [{"name": "bad"}, {"name": "good", "host": "192.0.2.7"}, 7]
    before = json.dumps({"format": 1, "servers": rows})
    home.servers_file.write_text(before)
    told: list[Problem] = []
    assert [one.name for one in ServerStore(home, notice=told.append).all()] == ["good"]
    assert [one.code for one in told] == ["servers_unreadable"]
    ServerStore(home).add(WEB)
    assert [one.name for one in ServerStore(home).all()] == ["good", "web1"]
    assert [one.read_text() for one in home.config.glob("*.kept-*")] == [before]


def test_what_can_be_read_is_listed_and_the_rest_told_also_where_nothing_can_be_written(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.config.mkdir(parents=True)
    rows = [{"name": "bad"}, {"name": "good", "host": "192.0.2.7"}]
    home.servers_file.write_text(json.dumps({"format": 1, "servers": rows}))
    full = Mock(side_effect=ProblemError(Mock()))
    monkeypatch.setattr(Memory, "changing", full)
    store = ServerStore(home)
    assert [one.name for one in store.all()] == ["good"]
    assert full.called
    assert store.noticed is not None
    assert store.noticed.code == "servers_unreadable"


@pytest.mark.parametrize("name", ["web1", "nobody"])
def test_a_taken_and_an_unknown_name_are_problems(home: Home, name: str) -> None:
    store = ServerStore(home)
    store.add(WEB)
    with pytest.raises(ProblemError) as caught:
        store.add(WEB) if name == "web1" else store.get(name)
    assert caught.value.problem.field == "name"
    assert name in str(caught.value.problem.what)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "-rf"),
        ("name", "web,1"),
        ("name", "a b"),
        ("name", "x" * 64),
        ("host", ""),
        ("host", "-oProxyCommand=x"),
        ("host", "a b"),
        ("host", "a\nb"),
        ("host", "*"),
        ("port", 0),
        ("port", 65536),
        ("user", ""),
        ("user", "-l"),
        ("user", "a;b"),
        ("labels", {"role": "a,b"}),
        ("labels", {"a=b": "c"}),
    ],
)
def test_an_odd_value_is_refused_by_field(home: Home, field: str, value: Any) -> None:  # noqa: ANN401
    changed: dict[str, Any] = {field: value}
    with pytest.raises(ProblemError) as caught:
        ServerStore(home).add(replace(WEB, **changed))
    assert caught.value.problem.field == field
    assert not home.servers_file.exists()


@pytest.mark.parametrize("host", ["example.org", "192.0.2.1", "::1", "fe80::1%eth0", "web_1"])
def test_the_usual_addresses_are_taken(home: Home, host: str) -> None:
    ServerStore(home).add(replace(WEB, host=host))
    assert ServerStore(home).get("web1").host == host


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        '{"format": 1, "servers": ' + "[" * 100_000,
        '{"format": 99, "servers": []}',
        '{"format": 1}',
        '{"format": 1, "servers": [{"name": "a"}]}',
        '{"format": 1, "servers": [{"name": "a", "host": "-x"}]}',
        '{"format": 1, "servers": [{"name": "a", "host": "b", "labels": 7}]}',
        '{"format": "1", "servers": 7}',
    ],
)
def test_a_file_that_cannot_be_read_is_kept_aside_and_said(home: Home, content: str) -> None:
    home.config.mkdir(parents=True)
    home.servers_file.write_text(content)
    store = ServerStore(home)
    assert store.all() == ()
    assert store.noticed is not None
    store.add(WEB)
    kept = list(home.config.glob("servers.json.kept-*"))
    assert [one.read_text() for one in kept] == [content]
    assert str(kept[0]) in store.noticed.details


def test_the_file_holds_no_secret_and_only_its_owner_reads_it(home: Home) -> None:
    ServerStore(home).add(WEB)
    found = json.loads(home.servers_file.read_text())
    assert set(found["servers"][0]) == {
        "name",
        "host",
        "port",
        "user",
        "key",
        "sudo",
        "labels",
    }
    assert home.servers_file.stat().st_mode & 0o077 == 0
