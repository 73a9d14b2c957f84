"""~/.ssh/config, held against `ssh -G`."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.problems import ProblemError
from core.ssh import user_shell
from core.ssh.config.destination import Destination
from core.ssh.config.reader import SshConfig, jump_parts
from core.ssh.connection.route import route
from core.ssh.executor import StopToken
from core.ssh.profile import Profile
from core.ssh.user_shell import goes_well

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
    "Host web\n  ProxyCommand nc -X connect %h %p # to the end of the line",
    "ProxyCommand = ssh -W '%h:%p' \"a b\"  ",
    "Host web\n  ProxyCommand none\nHost *\n  ProxyJump jump",
    "Host web\n  ProxyCommand one\nHost *\n  ProxyJump jump\n  ProxyCommand two",
    "Host web\n  ProxyJump jump\nHost *\n  ProxyCommand one",
    "Host web\n  ProxyJump none\nHost *\n  ProxyCommand one",
    "ProxyJump none\nProxyJump jump\nProxyCommand one",
    "ProxyJump none\nProxyCommand one\nProxyJump jump",
    "ProxyCommand none\nProxyCommand one",
    "ProxyCommand none\nProxyJump jump",
    "Host other\n  ProxyCommand one\nHost *\n  ProxyJump jump",
    'Match exec "test %h = web"\n  Port 7',
    "Match exec true\n  Port 7\nMatch exec false\n  User never",
    "Match !exec false\n  Port 7",
    "Match !exec true\n  Port 7",
    "Match host web exec \"test -n '%n'\" user {user}\n  Port 7",
    'Match exec="exit 3"\n  Port 7\nMatch exec="exit 0"\n  Port 8',
    'Match host other exec "touch {folder}/skipped"\n  Port 7',
    'HostName real\nPort 99\nUser me\nMatch exec "test %h%p%r%n = real99meweb"\n  BindAddress ::1',
    'Match exec "test %u = {user}"\n  Port 7',
    'Match exec "test %l = $(hostname)"\n  Port 7',
    'Match exec "test %i = $(id -u) -a %% = %%"\n  Port 7',
    'Match exec "test %C = $(printf %%s %l %h %p %r | sha1sum | cut -c1-40)"\n  Port 7',
    'Match exec "false || true; test 1 && exit 0"\n  Port 7',
    'Match final exec "test %h = late"\n  Port 7\nHost web\n  HostName late',
    "Host web\n  User a#b\n  Port 7 # c",
    "Host web\n  User a\\ b\\'c",
    "Host 'web'\n  User \"it's\"",
    "Host web\n  IdentityFile ~/%h/%n\n  HostKeyAlias other",
    "Host web\n  UserKnownHostsFile none",
    "Host web\n  GlobalKnownHostsFile /a /b\n  RevokedHostKeys /revoked",
    "Host web\n  IdentityAgent /agent/%r",
    "Host web\n  AddressFamily inet6\n  BindAddress 127.0.0.1",
    "Host web\n  ProxyUseFdpass yes\n  ProxyCommand x",
    "Host web\r\n  User windows\r\n  Port 7\r\n",
    "Host web\n  PubkeyAuthentication no\n  PreferredAuthentications password,publickey",
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
    found = SshConfig(config).destination("web", run=lambda one: goes_well(one, StopToken()))
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
    assert found.command == said.get("proxycommand", [""])[0]
    assert found.passes_socket == (said["proxyusefdpass"][0] == "yes")
    assert found.family == said["addressfamily"][0]
    assert found.bind == said.get("bindaddress", [""])[0]
    assert found.agent in ("", _filled(said.get("identityagent", [""])[0]))
    assert found.revoked_keys == said.get("revokedhostkeys", [""])[0]
    assert not (folder / "skipped").exists()
    if found.methods is not None:
        assert "publickey" not in found.methods
    for own, keyword in (
        (found.known_hosts, "userknownhostsfile"),
        (found.global_known_hosts, "globalknownhostsfile"),
    ):
        if own is not None:
            assert (" ".join(map(_home, own)) or "none") == _home(said[keyword][0])


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


def test_to_list_servers_no_command_is_run(folder: Path) -> None:
    config = folder / "config"
    config.write_text(f'Host web\nMatch exec "touch {folder}/ran"\n  Port 7\n')
    assert SshConfig(config).destination("web") == Destination(host="web")
    assert [one.port for one in SshConfig(config).profiles()] == [22]
    assert not (folder / "ran").exists()


def test_a_port_that_is_given_counts_as_on_the_command_line(folder: Path) -> None:
    config = folder / "config"
    config.write_text("Host web\n  Port 7\n  IdentityFile /keys/%p\n")
    found = SshConfig(config).destination("web", port=9)
    assert (found.port, found.keys) == (9, ("/keys/9",))


@pytest.mark.parametrize(
    "line", ["ProxyCommand touch {ran}", 'Match exec "touch {ran}"', "ProxyCommand none"]
)
def test_commands_that_others_could_have_written_are_not_run(folder: Path, line: str) -> None:
    config = folder / "config"
    config.write_text(line.format(ran=folder / "ran") + "\n  Port 7\n")
    config.chmod(0o666)
    run = Mock(return_value=True)
    if "none" in line:
        assert SshConfig(config).destination("web", run=run).command == ""
        return
    with pytest.raises(ProblemError) as caught:
        SshConfig(config).destination("web", run=run)
    assert caught.value.problem.code == "ssh_config_unsafe"
    run.assert_not_called()


@pytest.mark.parametrize("token", ["%x", "%"])
def test_a_token_that_means_nothing_is_said(folder: Path, token: str) -> None:
    config = folder / "config"
    config.write_text(f'Match exec "test {token}"\n  Port 7\n')
    with pytest.raises(ProblemError) as caught:
        SshConfig(config).destination("web", run=lambda _: True)
    assert caught.value.problem.code == "ssh_config_unclear"


def test_a_command_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(user_shell, "_SECONDS", 0.2)
    with pytest.raises(ProblemError) as caught:
        goes_well("sleep 600", StopToken())
    assert caught.value.problem.code == "ssh_config_command_slow"


def test_a_command_that_is_killed_is_said_with_its_words() -> None:
    with pytest.raises(ProblemError) as caught:
        goes_well(
            "echo why >&2; kill -9 $$", StopToken()
        )  # the shell itself: dash would hide a child's
    assert caught.value.problem.code == "ssh_config_command_not_run"
    assert caught.value.problem.details == "why"


@pytest.mark.parametrize(
    ("lines", "keyword"),
    [
        ("ProxyUseFdpass yes\nProxyCommand nc -U /x", "ProxyUseFdpass"),
        ("CanonicalizeHostname yes\nCanonicalDomains example.org", "CanonicalizeHostname"),
        ("PreferredAuthentications gssapi-with-mic,hostbased", "PreferredAuthentications"),
        ("ProxyUseFdpass yes", ""),
        ("CanonicalizeHostname yes\nCanonicalDomains none", ""),
        ("CanonicalizeHostname yes\nCanonicalDomains a\nProxyJump b", ""),
        ("PreferredAuthentications gssapi-with-mic,password", ""),
    ],
)
def test_a_way_that_goferry_cannot_go_is_refused_in_words(
    folder: Path, lines: str, keyword: str
) -> None:
    config = folder / "config"
    config.write_text(f"Host web\n{lines}\n")
    web = Profile(name="web", host="web")
    if not keyword:
        assert route(web, SshConfig(config))
        return
    with pytest.raises(ProblemError) as caught:
        route(web, SshConfig(config))
    assert caught.value.problem.code == "ssh_config_not_followed"
    assert keyword in str(caught.value.problem.what)


def test_what_is_not_followed_is_named(folder: Path) -> None:
    config = folder / "config"
    config.write_text(
        "Tunnel yes\nCheckHostIP no\nPKCS11Provider /lib/token.so\nSecurityKeyProvider internal\n"
        "KnownHostsCommand /bin/keys %H\nMatch localnetwork 10.0.0.0/8\n  Port 7\n"
    )
    found = SshConfig(config).destination("web").unfollowed
    assert found == ("Tunnel", "PKCS11Provider", "KnownHostsCommand", "Match localnetwork")


def test_the_system_s_file_answers_what_the_user_s_own_does_not(folder: Path) -> None:
    (folder / "config").write_text("Host web\n  User mine\n")
    (folder / "system").write_text("Include parts/*\nUser no\n")
    (folder / "parts").mkdir()
    (folder / "parts" / "one").write_text("Port 7\n")
    found = SshConfig(folder / "config", folder / "system").destination("web")
    assert (found.user, found.port) == ("mine", 7)


_PIECES = st.sampled_from(
    ["Host ", "Match ", "exec ", "web", "*", "!", '"', "'", "\\", "\n", " ", "=", "%", "%h", "#",
     "Include ", "ProxyJump ", "ProxyCommand ", "Port ", "User ", "\0", "\r", ",", "none", "final ",
     "HostName ", "IdentityFile ", "~", "${HOME}", "[", "]", "/", "٣", "9" * 30, "\udc80", "all "]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=30).map("".join))
@example("IdentityFile ~no-such-user/key")
@example("Include /")
@example("Include **/[\nInclude ~no-such-user\0")
def test_no_configuration_breaks_the_reader(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "config")
        config.write_bytes(text.encode(errors="surrogateescape"))
        try:
            route(Profile(name="web", host="web"), SshConfig(config), lambda _: True)
        except ProblemError:
            return


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
