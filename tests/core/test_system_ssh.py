"""The system's own ssh is told to go where GoFerry goes, and to trust what GoFerry trusts."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.ssh.config.destination import Destination
from core.ssh.connection.route import Hop
from core.ssh.profile import Profile
from core.ssh.system_ssh import words

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home
    from core.ssh.connection import Route

WEB = Profile(name="web", host="web.example", port=2222, user="deploy")


def _hop(profile: Profile, *, is_jump: bool = False) -> Hop:
    found = Destination(host=profile.host, port=profile.port, known_hosts=("/k/known",))
    return Hop(profile, found, ((profile.host, profile.port),), is_jump=is_jump)


def _asked(command: tuple[str, ...], folder: Path) -> dict[str, str]:
    """Let ssh itself say what it makes of the words, without a configuration of anybody."""
    empty = folder / "config"
    empty.write_text("")
    ran = subprocess.run(
        (command[0], "-G", "-F", str(empty), *command[1:]),
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(line.split(" ", 1) for line in ran.stdout.splitlines() if " " in line)


needs_ssh = pytest.mark.skipif(not shutil.which("ssh"), reason="no ssh here")


@needs_ssh
def test_ssh_understands_who_where_and_whose_keys_count(home: Home, tmp_path: Path) -> None:
    key = tmp_path / "my key"
    key.touch()
    web = replace(WEB, key=str(key))
    found = _asked(words(home, web, (_hop(web),)), tmp_path)
    said = [found[name] for name in ("hostname", "port", "user", "identityfile")]
    assert said == ["web.example", "2222", "deploy", str(key)]
    assert found["userknownhostsfile"] == f"{home.known_hosts} /k/known"
    assert found["stricthostkeychecking"] in {"yes", "true"}
    assert "proxycommand" not in found


@needs_ssh
def test_a_server_on_the_way_is_told_with_the_same_host_keys(home: Home, tmp_path: Path) -> None:
    outer = _hop(Profile(name="gate", host="10.0.0.1", user="ops"), is_jump=True)
    inner = _hop(Profile(name="bastion", host="10.0.0.2", port=2200, user="root"), is_jump=True)
    route: Route = (outer, inner, _hop(WEB))
    through = _asked(words(home, WEB, route), tmp_path)["proxycommand"]
    assert "-W '[web.example]:2222' -- bastion" in through
    assert "-p 2200 -l root" in through
    assert "[10.0.0.2]:2200" in through
    assert "-- gate" in through
    assert through.count("StrictHostKeyChecking=yes") == 2
    assert through.count(str(home.known_hosts)) == 2


def test_a_percent_sign_in_a_path_is_no_token_of_ssh(home: Home) -> None:
    odd = Hop(WEB, Destination(host="web.example", known_hosts=("/k/50%h",)), ())
    assert '"/k/50%%h"' in words(home, WEB, (odd,))[2]


def test_a_host_that_looks_like_an_option_stands_behind_the_words(home: Home) -> None:
    sly = Profile(name="sly", host="-oProxyCommand=true")
    assert words(home, sly, (_hop(sly),))[-2:] == ("--", "-oProxyCommand=true")
