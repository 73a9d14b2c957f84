"""The script that deploys over SSH: what it asks the server, and what it refuses before."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import tarfile
from typing import TYPE_CHECKING

import pytest

from core.exports.automation.script import KIND
from tests.exported import SERVICES, facts, made

if TYPE_CHECKING:
    from pathlib import Path

# Stands for ssh: keeps its words and what it is sent, and says what the server would.
_SSH = """#!/bin/sh
printf '%s\\n' "$@" >>"$CALLS"
case "$*" in
  *" cat /opt/"* | *"cat /opt/"*) cat "$CALLS.there" ;;
  *) cat >"$CALLS.sent" ;;
esac
exit "${CODE-0}"
"""


def _script(name: str = "web") -> str:
    (file,) = made(KIND, facts(name)).files
    return file.text


def _shellcheck(text: str) -> bool:
    ran = subprocess.run(
        ["shellcheck", "-"], input=text, text=True, check=False, capture_output=True
    )
    return ran.returncode == 0


def test_shells_read_it_until_it_is_spoiled() -> None:
    text = _script()
    subprocess.run(["dash", "-n"], input=text, text=True, check=True)
    assert _shellcheck(text)
    for old, new in (
        ("\nfi\n", "\n"),
        ('"$package/SHA256SUMS"', '"$package/SHA256SUMS'),
        ('-C "$package"', "-C $package"),
        ("server=$1", "servers=$1"),
    ):
        assert old in text
        assert not _shellcheck(text.replace(old, new))


@pytest.mark.parametrize("name", SERVICES)
def test_it_names_the_service(name: str) -> None:
    text = _script(name)
    assert f"\nname={SERVICES[name].name}\n" in text
    assert "@NAME@" not in text


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "a package"
    files = {"install.sh": "exit 1\n", "release/bin/hello": "program"}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    sums = (
        f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n" for name, text in files.items()
    )
    (folder / "SHA256SUMS").write_text("".join(sums))
    return folder


def _run(
    folder: Path, *words: str, there: str = "", code: str = "0"
) -> subprocess.CompletedProcess[str]:
    ssh = folder / "bin" / "ssh"
    ssh.parent.mkdir()
    ssh.write_text(_SSH)
    ssh.chmod(0o755)
    (folder / "calls.there").write_text(there)
    script = folder / "deploy.sh"
    script.write_text(_script())
    env = {"PATH": f"{ssh.parent}:{os.environ['PATH']}", "CALLS": str(folder / "calls")}
    return subprocess.run(
        ["sh", script, *words],
        env=env | {"CODE": code},
        check=False,
        capture_output=True,
        text=True,
    )


def test_all_of_a_package_is_sent_to_a_known_server(tmp_path: Path, package: Path) -> None:
    ran = _run(tmp_path, "deploy@a.example", str(package))
    assert ran.returncode == 0, ran.stderr
    with tarfile.open(fileobj=io.BytesIO((tmp_path / "calls.sent").read_bytes())) as sent:
        assert {"./install.sh", "./SHA256SUMS", "./release/bin/hello"} <= set(sent.getnames())
    said = (tmp_path / "calls").read_text()
    assert said.count("StrictHostKeyChecking=yes\n--\ndeploy@a.example\n") == 2


def test_the_same_package_is_not_sent_again(tmp_path: Path, package: Path) -> None:
    ran = _run(tmp_path, "a.example", str(package), there=(package / "SHA256SUMS").read_text())
    assert ran.stdout == "hello: nothing to change\n"
    assert not (tmp_path / "calls.sent").exists()


def test_a_failed_service_is_installed_again(tmp_path: Path, package: Path) -> None:
    there = (package / "SHA256SUMS").read_text() + "failed\n"
    assert _run(tmp_path, "a.example", str(package), there=there).returncode == 0
    assert (tmp_path / "calls.sent").exists()


def test_a_server_that_cannot_be_reached_ends_it(tmp_path: Path, package: Path) -> None:
    assert _run(tmp_path, "a.example", str(package), code="255").returncode == 255
    assert not (tmp_path / "calls.sent").exists()


@pytest.mark.parametrize(
    "words", [(), ("a.example",), ("-oProxyCommand=x", "P"), ("", "P"), ("a", "/")]
)
def test_what_cannot_be_deployed_is_refused_before(
    words: tuple[str, ...], tmp_path: Path, package: Path
) -> None:
    ran = _run(tmp_path, *(str(package) if one == "P" else one for one in words))
    assert ran.returncode == 1
    assert ran.stderr
    assert not (tmp_path / "calls").exists()


def test_a_changed_file_of_the_package_goes_nowhere(tmp_path: Path, package: Path) -> None:
    (package / "release" / "bin" / "hello").write_text("another")
    ran = _run(tmp_path, "a.example", str(package))
    assert ran.returncode == 1
    assert "as it was packed" in ran.stderr
    assert not (tmp_path / "calls").exists()
