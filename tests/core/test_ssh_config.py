"""~/.ssh/config, held against `ssh -G`."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from core.server.ssh_config import Destination, SshConfig, jump_parts

CASES = (
    "",
    "Host web\n  HostName 192.0.2.7\n  Port 2222\n  User deploy",
    "Host web\n  HostName %h.example.org",
    "Host web\n  HostName a%%b",
    "hostname=192.0.2.7\nPORT = 2022",
    "Host other\n  Port 1\nHost web\n  Port 2\nHost *\n  Port 3",
    "Host *\n  Port 3\nHost web\n  Port 2",
    "Host !web *\n  Port 3\nHost web\n  User first\n  User second",
    "Host *eb w??\n  User wild",
    "Host WEB\n  User upper",
    "# comment\n\n   Host web # trailing\n\tUser tabbed",
    'Host web\n  User "quoted name"',
    "Host web\n  IdentityFile ~/one\n  IdentityFile /keys/%h-%r-%n-%p\nHost *\n  IdentityFile /3",
    "Host web\n  IdentityFile %d/.ssh/two\n  CertificateFile /cert/%h.pub\n  IdentitiesOnly yes",
    "Host web\n  ProxyJump alice@jump.example.org:2200,second",
    "Host web\n  ProxyJump none\nHost *\n  ProxyJump jump",
    "Host web\n  HostKeyAlias Alias\n  UserKnownHostsFile /a /b",
    "Host web\n  UserKnownHostsFile ~/known",
    "Match host web\n  Port 7",
    "Match host other\n  Port 7",
    "Match originalhost web user root\n  Port 7",
    "Match user deploy\n  Port 7\nHost web\n  User deploy",
    "Host web\n  User deploy\nMatch user deploy\n  Port 7",
    "Host web\n  HostName real.example.org\nMatch host real.*\n  Port 7",
    "Host web\n  HostName real.example.org\nMatch originalhost real.*\n  Port 7",
    "Match !host other\n  Port 7",
    "Match !host web\n  Port 7",
    "Match all\n  Port 7",
    "Host web,other\n  Port 7",
    "Host other\n  Port 5\nHost *,!web !web\n  Port 7",
    "Host web\n  Port https\n  IdentitiesOnly true",
    "Match final all\n  Port 7\nHost web\n  User early",
    "Match final host real.*\n  Port 7\nHost web\n  HostName real.example.org",
    "Match final all\n  HostName late.example.org",
    "Match canonical all\n  Port 7",
    "Host web\n  IdentityFile /one\nMatch final all\n  IdentityFile /two\n  IdentityFile /one",
    "Match host w*,!web\n  Port 7",
    "Match localuser {user}\n  Port 7",
    "Include {folder}/more\nHost web\n  Port 9",
    "Host web\n  Include {folder}/more\nHost *\n  Port 9",
    "Host other\n  Include {folder}/more\nHost *\n  Port 9",
    "Include {folder}/mor*\nHost web\n  User last",
    "Include {folder}/missing\nHost web\n  User last",
    "Host web\n  Include {folder}/blocks\n  User inner",
)
MORE = "User included\nHost web\n  Port 5\nHost other\n  Port 6\n"
BLOCKS = "Host other\n  Port 6\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "more").write_text(MORE)
    (tmp_path / "blocks").write_text(BLOCKS)
    return tmp_path


def what_ssh_says(config: Path) -> dict[str, list[str]]:
    """Let ssh print where it would go."""
    said = subprocess.run(
        ["ssh", "-G", "-F", str(config), "web"], capture_output=True, check=True, text=True
    ).stdout
    found: dict[str, list[str]] = {}
    for line in said.splitlines():
        keyword, _, value = line.partition(" ")
        found.setdefault(keyword, []).append(value)
    return found


@pytest.mark.parametrize("case", CASES)
def test_the_destination_is_that_of_ssh(folder: Path, case: str) -> None:
    if not shutil.which("ssh"):
        pytest.skip("needs ssh")
    config = folder / "config"
    config.write_text(case.format(folder=folder, user=_user()))
    said = what_ssh_says(config)
    found = SshConfig(config).destination("web")
    assert found.host == said["hostname"][0]
    assert str(found.port) == said["port"][0]
    assert (found.user or _user()) == said["user"][0]
    assert found.only_these_keys == (said["identitiesonly"][0] == "yes")
    assert found.jump == tuple(said.get("proxyjump", [""])[0].split(",")) or not found.jump
    assert bool(found.jump) == ("proxyjump" in said)
    assert found.key_alias == said.get("hostkeyalias", [""])[0].lower()
    if found.keys:
        assert [_home(one) for one in found.keys] == [
            _home(_filled(one)) for one in said["identityfile"]
        ]
    assert len(found.certificates) == len(said.get("certificatefile", []))
    if found.known_hosts is not None:
        assert " ".join(map(_home, found.known_hosts)) == _home(said["userknownhostsfile"][0])


def _user() -> str:
    return subprocess.run(["id", "-un"], capture_output=True, check=True, text=True).stdout.strip()


def _filled(path: str) -> str:
    """Ssh prints tokens as they stand; these cases have simple values."""
    for token, value in {"%h": "web", "%n": "web", "%r": _user(), "%p": "22", "%d": "~"}.items():
        path = path.replace(token, value)
    return path


def _home(path: str) -> str:
    """Ssh takes the home folder from passwd, we take it from HOME."""
    return path.replace(str(Path.home()), "~").replace(str(Path("/root")), "~")


def test_named_hosts_are_offered_and_patterns_are_not(folder: Path) -> None:
    key = folder / "key"
    key.write_text("")
    config = folder / "config"
    config.write_text(
        f"Host web db\n  User deploy\n  Port 2222\n  IdentityFile {key}\n"
        f"Host *.example.org !x\n  User no\nInclude {folder}/more\n"
    )
    offered = {one.name: one for one in SshConfig(config).profiles()}
    assert list(offered) == ["web", "db", "other"]
    assert (offered["web"].user, offered["web"].port) == ("deploy", 2222)
    assert offered["web"].key == str(key)


def test_a_file_that_includes_itself_comes_to_an_end(folder: Path) -> None:
    config = folder / "config"
    config.write_text(f"Include {config}\nHost web\n  Port 7\n")
    assert SshConfig(config).destination("web").port == 7


def test_a_match_never_runs_a_command(folder: Path) -> None:
    config = folder / "config"
    config.write_text(f'Match exec "touch {folder}/ran"\n  Port 7\n')
    assert SshConfig(config).destination("web") == Destination(host="web")
    assert not (folder / "ran").exists()


def test_a_file_that_is_not_there_says_nothing(folder: Path) -> None:
    assert SshConfig(folder / "none").destination("web", user="me") == Destination(
        host="web", user="me"
    )
    assert SshConfig(folder / "none").names() == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("jump", ("", "jump", 0)),
        ("me@jump:2200", ("me", "jump", 2200)),
        ("ssh://me@jump:2200", ("me", "jump", 2200)),
        ("[::1]:2200", ("", "::1", 2200)),
        ("me@[::1]", ("me", "::1", 0)),
    ],
)
def test_a_jump_has_user_host_and_port(text: str, parts: tuple[str, str, int]) -> None:
    assert jump_parts(text) == parts
