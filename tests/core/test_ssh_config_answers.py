"""What ~/.ssh/config says about a server, by literal tables: defaults, answers, conditions."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import pytest

from core.problems import ProblemError
from core.ssh.config.destination import Destination
from core.ssh.config.reader import SshConfig
from core.ssh.config.refusals import check_may_run
from core.ssh.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Callable

ME = "ann"  # who is logged in to this computer


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own file, in a home of its own."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LOGNAME", ME)
    (tmp_path / ".ssh").mkdir()
    return tmp_path / ".ssh" / "config"


def answer(config: Path, text: str, *, run: Callable[[str], bool] | None = None) -> Destination:
    config.write_text(text.replace("{home}", str(config.parents[1])), newline="")
    return SshConfig(config).destination("web", run=run)


def test_without_any_answer_everything_is_as_ssh_has_it(config: Path) -> None:
    assert answer(config, "") == Destination(
        host="web",
        port=22,
        user="",
        keys=(),
        certificates=(),
        only_these_keys=False,
        jump=(),
        command="",
        passes_socket=False,
        known_hosts=None,
        global_known_hosts=None,
        revoked_keys="",
        key_alias="",
        agent="",
        methods=None,
        family="any",
        bind="",
        canonical=False,
        unfollowed=(),
    )
    assert SshConfig.of_user() == SshConfig(config, Path("/etc/ssh/ssh_config"))


# The lines, the field of the destination that they answer, and its answer.
ANSWERS: tuple[tuple[str, str, Any], ...] = (
    ("HostName 192.0.2.7", "host", "192.0.2.7"),
    ("HostName %h.org", "host", "web.org"),
    ("HostName a%%h", "host", "a%h"),
    ("Port 2222", "port", 2222),
    ("Port https", "port", 443),
    ("Port no-such-service", "port", 22),
    ("Port ٣", "port", 22),
    ("Port 12345678", "port", 123456),
    ("Port 1\nPort 2", "port", 1),
    ("User first\nUser second", "user", "first"),
    ("IdentityFile /a\nIdentityFile /b\nIdentityFile /a", "keys", ("/a", "/b")),
    ("IdentityFile ~/a", "keys", ("{home}/a",)),
    ("IdentityFile /%h-%n-%p-%r-%u\nUser me\nPort 7", "keys", (f"/web-web-7-me-{ME}",)),
    ("CertificateFile /a\nCertificateFile /b", "certificates", ("/a", "/b")),
    ("IdentitiesOnly yes", "only_these_keys", True),
    ("IdentitiesOnly TRUE", "only_these_keys", True),
    ("IdentitiesOnly no", "only_these_keys", False),
    ("IdentitiesOnly no\nIdentitiesOnly yes", "only_these_keys", False),
    ("ProxyJump a,me@b:7", "jump", ("a", "me@b:7")),
    ("ProxyJump NONE", "jump", ()),
    ("ProxyCommand nc %h 22", "command", "nc %h 22"),
    ("ProxyCommand None", "command", ""),
    ("ProxyJump none\nProxyCommand nc", "command", "nc"),
    ("ProxyJump a\nProxyCommand nc", "command", ""),
    ("ProxyCommand nc\nProxyJump a", "jump", ()),
    ("ProxyCommand none\nProxyJump a", "jump", ()),
    ("ProxyUseFdpass yes", "passes_socket", True),
    ("UserKnownHostsFile /a ~/b", "known_hosts", ("/a", "{home}/b")),
    ("UserKnownHostsFile none", "known_hosts", ()),
    ("GlobalKnownHostsFile /a", "global_known_hosts", ("/a",)),
    ("GlobalKnownHostsFile none", "global_known_hosts", ()),
    ("RevokedHostKeys ~/gone", "revoked_keys", "{home}/gone"),
    ("RevokedHostKeys none", "revoked_keys", ""),
    ("HostKeyAlias Alias", "key_alias", "alias"),
    ("IdentityAgent ~/agent", "agent", "{home}/agent"),
    ("IdentityAgent none", "agent", "none"),
    ("IdentityAgent SSH_AUTH_SOCK", "agent", ""),
    ("IdentityAgent $OF_MINE", "agent", "/run/mine"),
    ("IdentityAgent $NOT_SET", "agent", "none"),
    ("IdentityAgent ${OF_MINE}", "agent", "/run/mine"),
    ("AddressFamily INET6", "family", "inet6"),
    ("BindAddress ::1", "bind", "::1"),
    ("PubkeyAuthentication no", "methods", ("password", "keyboard-interactive")),
    ("PasswordAuthentication no", "methods", ("publickey", "keyboard-interactive")),
    ("PasswordAuthentication yes", "methods", None),
    ("PreferredAuthentications Password,publickey", "methods", ("password", "publickey")),
    (
        "PreferredAuthentications publickey,password\nPubkeyAuthentication no",
        "methods",
        ("password",),
    ),
    ("CanonicalizeHostname yes\nCanonicalDomains a.org", "canonical", True),
    ("CanonicalizeHostname always\nCanonicalDomains a\nProxyJump b", "canonical", True),
    ("CanonicalizeHostname yes\nCanonicalDomains a\nProxyCommand b", "canonical", False),
    ("CanonicalizeHostname no\nCanonicalDomains a", "canonical", False),
    ("CanonicalizeHostname yes", "canonical", False),
    ("CanonicalizeHostname yes\nCanonicalDomains a\nHostName b.c", "canonical", True),
    ("CanonicalizeHostname yes\nCanonicalDomains a\nHostName b.c.d", "canonical", False),
    (
        "CanonicalizeHostname yes\nCanonicalDomains a\nHostName b.c.d\nCanonicalizeMaxDots 2",
        "canonical",
        True,
    ),
    (
        "CanonicalizeHostname yes\nCanonicalDomains a\nHostName b.c\nCanonicalizeMaxDots 0",
        "canonical",
        False,
    ),
    ("CanonicalizeHostname yes\nCanonicalDomains a\nHostName 127.1", "canonical", False),
    ("CanonicalizeHostname yes\nCanonicalDomains a\nHostName ::1", "canonical", False),
    # What ssh would heed and GoFerry does not; the value that changes nothing is no matter.
    ("StrictHostKeyChecking no", "unfollowed", ("StrictHostKeyChecking",)),
    ("StrictHostKeyChecking accept-new", "unfollowed", ("StrictHostKeyChecking",)),
    ("StrictHostKeyChecking ask", "unfollowed", ()),
    ("StrictHostKeyChecking ask\nStrictHostKeyChecking no", "unfollowed", ()),
    ("VerifyHostKeyDNS yes", "unfollowed", ("VerifyHostKeyDNS",)),
    ("CheckHostIP yes\nCheckHostIP no", "unfollowed", ("CheckHostIP",)),
    ("CheckHostIP no", "unfollowed", ()),
    ("Ciphers aes256-ctr", "unfollowed", ("Ciphers",)),
    ("NoHostAuthenticationForLocalhost no", "unfollowed", ()),
    ("NoHostAuthenticationForLocalhost yes", "unfollowed", ("NoHostAuthenticationForLocalhost",)),
    ("Compression yes\nForwardAgent yes", "unfollowed", ()),
    # Which blocks apply.
    ("Host web\n Port 7", "port", 7),
    ("Host WEB\n Port 7", "port", 22),
    ("Host we\n Port 7", "port", 22),
    ("Host w?b db\n Port 7", "port", 7),
    ("Host * !web\n Port 7", "port", 22),
    ("Host !db\n Port 7", "port", 22),
    ("Host db\n Port 7\nHost *\n Port 8", "port", 8),
    ("Match host web\n Port 7", "port", 7),
    ("Match !host web\n Port 7", "port", 22),
    ("Match host db,w*\n Port 7", "port", 7),
    ("Match host WEB\n Port 7", "port", 7),
    ("HostName real\nMatch host real originalhost web\n Port 7", "port", 7),
    ("HostName real\nMatch host web\n Port 7", "port", 22),
    ("HostName real\nMatch originalhost real\n Port 7", "port", 22),
    (f"Match localuser {ME}\n Port 7", "port", 7),
    ("Match localuser nobody-here\n Port 7", "port", 22),
    (f"Match user {ME}\n Port 7", "port", 7),
    ("User you\nMatch user you\n Port 7", "port", 7),
    ("Match user you\n Port 7", "port", 22),
    ("Tag home\nMatch tagged home\n Port 7", "port", 7),
    ("Match tagged home\n Port 7", "port", 22),
    ("Match all\n Port 7", "port", 7),
    ("Match !all\n Port 7", "port", 22),
    ("Match host web user you\n Port 7", "port", 22),
    ("Match HOST=web\n Port 7", "port", 7),
    ("Match", "port", 22),
    ("Match final\n Port 7\nMatch all\n User early", "port", 7),
    ("Match final host web.org\n Port 7\nMatch all\n HostName web.org", "port", 7),
    ("Match canonical\n Port 7", "port", 22),
    ("Match canonical\n Port 7\nMatch final\n User x", "port", 7),
    ("Match exec true\n Port 7", "port", 22),
    ("Match !exec true\n Port 7", "port", 22),
    ("Match sessiontype shell\n Port 7", "port", 22),
    ("Match sessiontype shell", "unfollowed", ("Match sessiontype",)),
    ("Match !sessiontype shell\n Port 7", "port", 22),
)  # fmt: skip


@pytest.mark.parametrize(("text", "field", "value"), ANSWERS)
def test_each_keyword_answers_as_in_ssh(
    config: Path, monkeypatch: pytest.MonkeyPatch, text: str, field: str, value: object
) -> None:
    monkeypatch.setenv("OF_MINE", "/run/mine")
    monkeypatch.delenv("NOT_SET", raising=False)
    if isinstance(value, str):
        value = value.replace("{home}", str(config.parents[1]))
    elif isinstance(value, tuple):
        value = tuple(one.replace("{home}", str(config.parents[1])) for one in value)
    assert getattr(answer(config, text), field) == value


_VARIED = (
    *("BindInterface", "Ciphers", "HostKeyAlgorithms", "HostbasedAuthentication", "KexAlgorithms"),
    *("CheckHostIP", "KnownHostsCommand", "MACs", "NoHostAuthenticationForLocalhost", "Tunnel"),
    *("PermitLocalCommand", "PKCS11Provider", "PubkeyAcceptedAlgorithms", "SecurityKeyProvider"),
    *("StrictHostKeyChecking", "VerifyHostKeyDNS"),
)


@pytest.mark.parametrize("keyword", _VARIED)
def test_each_keyword_that_is_not_followed_is_named(config: Path, keyword: str) -> None:
    assert answer(config, f"{keyword.upper()} /something").unfollowed == (keyword,)


def test_commands_run_in_their_order_and_only_where_every_condition_before_holds(
    config: Path,
) -> None:
    ran: list[str] = []

    def run(command: str) -> bool:
        ran.append(command)
        return command.startswith("yes")

    text = (
        'Match host db exec "yes never"\n Port 1\n'
        'Match exec "no %h" exec "yes never"\n Port 2\n'
        'Match !exec "no %n" exec "yes %p%%"\n Port 3\nMatch exec yes\n User me\n'
    )
    found = answer(config, text, run=run)
    assert (found.port, found.user) == (3, "me")
    assert ran == ["no web", "no web", "yes 22%", "yes"]


@pytest.mark.parametrize(
    ("mode", "owner", "runs"),
    [
        (0o600, 0, True),
        (0o644, 0, True),
        (0o664, 0, False),
        (0o646, 0, False),
        (0o620, 0, False),
        (0o600, 12345, False),
    ],
)
def test_commands_are_run_only_from_a_file_that_nobody_else_may_write(
    config: Path,
    mode: int,
    owner: int,
    runs: bool,  # noqa: FBT001 - a row of the table
) -> None:
    config.touch()
    config.chmod(mode)
    if owner:
        if os.geteuid() != 0:
            pytest.skip("only root gives a file away")
        os.chown(config, owner, -1)
    ran: list[str] = []

    def never_so(command: str) -> bool:
        ran.append(command)
        return False

    for line in ('Match exec "x"', "ProxyCommand x"):
        config.write_text(f"{line}\n")
        with contextlib.nullcontext() if runs else pytest.raises(ProblemError) as caught:
            SshConfig(config).destination("web", run=never_so)
        if caught is not None:
            assert caught.value.problem.code == "ssh_config_unsafe"
            assert str(caught.value.problem.next[0].text).endswith(f"chmod go-w {config}")
    assert ran == (["x"] if runs else [])
    check_may_run(config.with_name("missing"))


@pytest.mark.parametrize(("owner", "runs"), [(1234, True), (0, True), (1, False), (1233, False)])
def test_commands_are_run_from_the_user_s_own_file_and_from_root_s_alone(
    monkeypatch: pytest.MonkeyPatch,
    owner: int,
    runs: bool,  # noqa: FBT001 - a row of the table
) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 1234, raising=False)
    file = Mock()
    file.stat.return_value = SimpleNamespace(st_uid=owner, st_mode=0o100644)
    with contextlib.nullcontext() if runs else pytest.raises(ProblemError):
        check_may_run(file)


def test_what_is_given_counts_more_than_what_is_written(config: Path) -> None:
    config.write_text("Port 7\nUser written\nIdentityFile /%r-%p\nMatch user given\n BindAddress x")
    found = SshConfig(config).destination("web", user="given", port=9)
    assert (found.user, found.port, found.keys, found.bind) == ("given", 9, ("/given-9",), "x")


def test_included_files_stand_in_their_place_and_apply_with_their_block(config: Path) -> None:
    for name, text in (("a", "User a\nHost db\n Port 1"), ("b", "User b\nPort 2")):
        (config.parent / name).write_text(text)
    assert answer(config, "Include b a").user == "b"
    assert answer(config, "Include a b").user == "a"
    assert answer(config, "Include [ab]\nPort 3").port == 2
    assert answer(config, "Include [ab]").user == "a"
    assert answer(config, "Include a\nPort 3").port == 3  # a block ends with its file
    assert answer(config, "Host db\n Include b\nHost *\n Port 4").port == 4
    assert answer(config, "Include ~/.ssh/b").port == 2
    assert answer(config, "Include {home}/.ssh/b").port == 2
    assert answer(config, "Include missing\nPort 5").port == 5


@pytest.mark.parametrize(("depth", "port"), [(16, 7), (17, 22)])
def test_files_include_each_other_sixteen_deep_as_in_ssh(
    config: Path, depth: int, port: int
) -> None:
    for number in range(1, depth):
        (config.parent / f"n{number}").write_text(f"Include n{number + 1}\nHost h{number}\n")
    (config.parent / f"n{depth}").write_text(f"Port 7\nHost h{depth}\n")
    assert answer(config, "Include n1\n").port == port
    names = SshConfig(config).names()
    assert (f"h{depth}" in names) is (port == 7)


def test_the_system_s_file_comes_second_and_includes_from_beside_it(
    config: Path, tmp_path: Path
) -> None:
    system = tmp_path / "etc" / "ssh_config"
    system.parent.mkdir()
    system.write_text("Port 8\nUser theirs\nInclude more\n")
    system.with_name("more").write_text("BindAddress ::1\n")
    config.write_text("Port 7\n")
    found = SshConfig(config, system).destination("web")
    assert (found.port, found.user, found.bind) == (7, "theirs", "::1")
    assert SshConfig(config, system).names() == ()


def test_named_hosts_are_offered_once_each_with_the_first_key_that_is_there(config: Path) -> None:
    there = config.with_name("there")
    there.touch()
    config.write_text(
        f"Host web db* web\n User a\n IdentityFile /none\n IdentityFile {there}\n"
        "Host ?x !y web z\n Port 7\nHost *\n User b\nMatch exec true\n User c\n"
    )
    assert SshConfig(config).names() == ("web", "z")
    assert SshConfig(config).profiles() == (
        Profile(name="web", host="web", port=7, user="a", key=str(there)),
        Profile(name="z", host="z", port=7, user="b"),
    )
    asked = SshConfig(config).profile("mine", "other", run=lambda _: True)
    assert asked == Profile(name="mine", host="other", user="b")
    config.write_text("")
    assert SshConfig(config).profile("mine", "other") == Profile(name="mine", host="other", user=ME)
