"""The exported script on a real server: it deploys a package, and again it changes nothing."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from core.exports.automation.script import KIND
from core.exports.facts import Origin, facts_of
from tests import programs
from tests.deploying import ask, service
from tests.exported import made
from tests.goferry import goferry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]

_SEEN = (
    "readlink /opt/web/current; systemctl show --property=MainPID web.service;"
    " stat -c '%n %a %U %Y' /opt/web/releases/* /etc/web/env /etc/systemd/system/web.*; ls /tmp"
)


@pytest.fixture
def removed(debian: Server) -> Iterator[Server]:
    """Remove by the package's own script what was installed."""
    yield debian
    debian.run("sh /opt/web/current/.install.sh purge")


def _package(tmp_path: Path, version: str) -> Path:
    folder = tmp_path / f"package-{version}"
    program = programs.program("well", version)
    words = ("package", program, "--service", "web", "--format", "folder", "--output", folder)
    ran = goferry(*words, "--package-version", f"{version}.0.0", home=tmp_path / "home")
    assert ran.code == 0, ran.err
    return folder


def _deploy(
    server: Server, user: str, folder: Path, package: Path
) -> subprocess.CompletedProcess[str]:
    known = folder / "known_hosts"
    known.write_text(f"{server.address} {server.host_key}\n")
    config = folder / "config"
    config.write_text(
        f"IdentityFile {server.key_file}\nUserKnownHostsFile {known}\nIdentityAgent none\n"
    )
    ssh = folder / "bin" / "ssh"
    ssh.parent.mkdir(exist_ok=True)
    ssh.write_text(f'#!/bin/sh\nexec /usr/bin/ssh -F {config} "$@"\n')
    ssh.chmod(0o755)
    (file,) = made(KIND, facts_of(service(), Origin(module="example.com/web"))).files
    script = folder / "deploy.sh"
    script.write_text(file.text)
    env = os.environ | {"PATH": f"{ssh.parent}:{os.environ['PATH']}"}
    words = ["sh", str(script), f"{user}@{server.address}", str(package)]
    return subprocess.run(words, env=env, check=False, capture_output=True, text=True)


def test_it_deploys_once_and_the_second_time_changes_nothing(
    removed: Server, tmp_path: Path
) -> None:
    first = _package(tmp_path, "1")
    ran = _deploy(removed, "deploy", tmp_path, first)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "version 1 " in ask(removed, "/")
    before = removed.run(_SEEN)
    again = _deploy(removed, "root", tmp_path, first)
    assert (again.returncode, again.stdout) == (0, "web: nothing to change\n")
    assert removed.run(_SEEN) == before
    ran = _deploy(removed, "root", tmp_path, _package(tmp_path, "2"))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "version 2 " in ask(removed, "/")
    removed.run("sh /opt/web/current/.install.sh rollback")
    assert "version 1 " in ask(removed, "/")


def test_a_login_without_root_changes_nothing(debian: Server, tmp_path: Path) -> None:
    ran = _deploy(debian, "guest", tmp_path, _package(tmp_path, "1"))
    assert ran.returncode != 0
    assert debian.run("ls -d /opt/web /etc/web /tmp/tmp.* 2>/dev/null || :") == ""
