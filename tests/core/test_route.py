"""The way to a server: which servers it leads through, who logs in there, what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.problems import ProblemError
from core.ssh.config.reader import SshConfig
from core.ssh.connection.route import Hop, route
from core.ssh.profile import Profile

if TYPE_CHECKING:
    from pathlib import Path

ME = "ann"  # who is logged in to this computer
WEB = Profile(name="web1", host="web", user="deploy")


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own file, in a home of its own."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LOGNAME", ME)
    return tmp_path / "config"


def way(config: Path, text: str, profile: Profile = WEB) -> tuple[Hop, ...]:
    config.write_text(text)
    return route(profile, SshConfig(config))


def test_a_profile_s_own_user_key_and_unusual_port_count_before_what_is_written(
    config: Path,
) -> None:
    text = "Port 7\nUser written\nHostName real\n"
    (hop,) = way(config, text)
    assert (hop.profile.host, hop.profile.port, hop.profile.user) == ("real", 7, "deploy")
    assert hop.names == (("real", 7), ("web", 22))
    assert (hop.is_jump, hop.command) == (False, "")
    (hop,) = way(config, text, Profile(name="w", host="web", port=9, user="me", key="/k"))
    assert (hop.profile.port, hop.profile.user, hop.profile.key) == (9, "me", "/k")
    assert hop.names == (("real", 9), ("web", 9))
    assert way(config, "Match user deploy\n HostName his")[0].profile.host == "his"
    assert way(config, "")[0].names == (("web", 22),)
    assert way(config, "Port 7\nHostKeyAlias As")[0].names == (("as", 22), ("web", 22))


def test_the_servers_on_the_way_come_in_order_each_with_its_own_settings(config: Path) -> None:
    hops = way(
        config,
        "Host web\n ProxyJump me@first:7,second\n"
        "Host first\n HostName 192.0.2.1\n ProxyJump gate\n ProxyCommand never\n"
        "Host second\n ProxyJump not-asked\n HostKeyAlias two\n"
        "Host gate\n User g\n ProxyCommand nc %h %p %r %n %k\n HostName gate.org\n",
    )
    assert [
        (one.profile.name, one.profile.user, one.names, one.is_jump, one.command) for one in hops
    ] == [
        ("gate", "g", (("gate.org", 22),), True, "nc gate.org 22 g gate gate"),
        ("first", "me", (("192.0.2.1", 7),), True, ""),
        ("second", ME, (("two", 22),), True, ""),
        ("web1", "deploy", (("web", 22),), False, ""),
    ]
    assert [one.profile.key for one in hops] == [""] * 4


@pytest.mark.parametrize(("jumps", "reached"), [(7, True), (8, False)])
def test_a_way_has_at_most_eight_servers(config: Path, jumps: int, *, reached: bool) -> None:
    with pytest.raises(ProblemError, match="too long or loops"):
        way(config, "Host web\n ProxyJump h1\nHost h1\n ProxyJump web\n")
    chain = "".join(f"Host h{number}\n ProxyJump h{number - 1}\n" for number in range(1, jumps))
    text = f"Host web\n ProxyJump h{jumps - 1}\n{chain}"
    if reached:
        assert len(way(config, text)) == jumps + 1
        return
    with pytest.raises(ProblemError) as caught:
        way(config, text)
    assert caught.value.problem.code == "too_many_jumps"


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("ProxyCommand nc %d", "ssh_config_unclear", "%d"),
        ("ProxyUseFdpass yes\nProxyCommand x", "ssh_config_not_followed", "web1"),
        ("ProxyJump b\nHost b\nPreferredAuthentications gssapi", "ssh_config_not_followed", " b,"),
        ("PreferredAuthentications none", "ssh_config_not_followed", "PreferredAuthentications"),
        ("PreferredAuthentications password", "", ""),
        ("PreferredAuthentications keyboard-interactive", "", ""),
        ("PreferredAuthentications publickey", "", ""),
    ],
)
def test_what_cannot_be_followed_is_refused_on_every_server_of_the_way(
    config: Path, text: str, code: str, named: str
) -> None:
    if not code:
        assert len(way(config, text)) == 1
        return
    with pytest.raises(ProblemError) as caught:
        way(config, text)
    problem = caught.value.problem
    assert problem.code == code
    assert named in f"{problem.what} {problem.why}"
