"""A key's file by its header, a host's certificate by its fields: what each is taken for."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.actions import ChooseKey
from core.problems import ProblemError
from core.ssh.certificates import read_certificate
from core.ssh.connection.handshake import is_signed
from core.ssh.host_keys import HostKey
from core.ssh.key_files import (
    KeyFile,
    KeyKind,
    default_key_files,
    private_key_file,
    public_line,
    read_key_file,
)
from tests.made_up_keys import (
    FOREVER,
    certificate,
    host_key,
    key_file,
    private_key,
    public_of,
    string,
)

if TYPE_CHECKING:
    from pathlib import Path

_PEM = b"-----BEGIN RSA PRIVATE KEY-----\n"
_LOCKED_PEM = b"Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n"
_PKCS8 = b"-----BEGIN PRIVATE KEY-----\nAAAA\n"
PUBLIC = public_of(private_key(1))
KINDS = (
    (key_file(1), KeyKind.PRIVATE, True),
    (key_file(1, "secret"), KeyKind.LOCKED, True),
    (b"\n" + key_file(1), KeyKind.PRIVATE, True),
    (_PEM + b"AAAA\n", KeyKind.PRIVATE, False),
    (_PEM + _LOCKED_PEM + b"AAAA\n", KeyKind.LOCKED, False),
    (_PEM + bytes(200) + b"ENCRYPTED", KeyKind.PRIVATE, False),
    (_PKCS8, KeyKind.PRIVATE, False),
    (b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n", KeyKind.LOCKED, False),
    (b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n", KeyKind.PRIVATE, False),
    (b"-----BEGIN OPENSSH PRIVATE KEY-----\n!\n", KeyKind.PRIVATE, False),
    (b"-----BEGIN CERTIFICATE-----\n", KeyKind.OTHER, False),
    (b"-----BEGIN RSA PRIVATE KEY", KeyKind.OTHER, False),
    (b"x" + key_file(1), KeyKind.OTHER, False),
    (b"PuTTY-User-Key-File-3: ssh-ed25519\n", KeyKind.PUTTY, False),
    (PUBLIC.line.encode(), KeyKind.PUBLIC, False),
    (b"ecdsa-sha2-nistp256 AAAA", KeyKind.PUBLIC, False),
    (b"sk-ssh-ed25519@openssh.com AAAA", KeyKind.PUBLIC, False),
    (b"---- BEGIN SSH2 PUBLIC KEY ----\n", KeyKind.PUBLIC, False),
    (b"", KeyKind.OTHER, False),
)


@pytest.mark.parametrize(("content", "kind", "has_public"), KINDS)
def test_a_file_is_what_its_header_says(
    tmp_path: Path, content: bytes, kind: KeyKind, *, has_public: bool
) -> None:
    file = tmp_path / "key"
    file.write_bytes(content)
    found = KeyFile(file, kind, PUBLIC.data if has_public else b"")
    assert read_key_file(file) == found
    if kind in (KeyKind.PRIVATE, KeyKind.LOCKED):
        assert private_key_file(file) == found
        return
    with pytest.raises(ProblemError) as caught:
        private_key_file(file)
    problem = caught.value.problem
    assert (problem.code, problem.field) == ("key_unsuitable", "key")
    assert [one.action for one in problem.next] == [ChooseKey()]
    clue = {
        KeyKind.PUBLIC: "is the public key",
        KeyKind.PUTTY: "PuTTY",
        KeyKind.OTHER: "-----BEGIN",
    }[kind]
    assert clue in str(problem.why)


def test_a_key_that_cannot_be_read_is_said_with_the_computer_s_reason(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "none", "No such file"), (tmp_path, "Is a directory")):
        with pytest.raises(ProblemError) as caught:
            read_key_file(path)
        assert (caught.value.problem.code, caught.value.problem.field) == ("key_unreadable", "key")
        assert reason in str(caught.value.problem.why)


def test_only_the_beginning_of_an_endless_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "key"
    with file.open("wb") as opened:
        opened.write(b" " * (64 << 10) + key_file(1))
    assert read_key_file(file).kind is KeyKind.OTHER


def test_the_public_part_is_told_without_the_passphrase(tmp_path: Path) -> None:
    for number, passphrase in ((1, ""), (2, "secret")):
        file = tmp_path / f"id{number}.pem"
        file.write_bytes(key_file(number, passphrase))
        assert public_line(file) == f"{public_of(private_key(number)).line} id{number}"


@pytest.mark.parametrize(
    ("beside", "line"),
    [
        ("ssh-rsa AAAA me\n", "ssh-rsa AAAA me"),
        (None, ""),
        ("", ""),
        ("ssh-rsa", ""),
        ("ssh-rsa AAAA\nssh-rsa BBBB", ""),  # a second line would let in another key
        ("ssh-rsa AAAA \x1b[2J", ""),
    ],
)
def test_else_it_stands_on_the_one_line_of_the_file_beside(
    tmp_path: Path, beside: str | None, line: str
) -> None:
    file = tmp_path / "id_rsa"
    file.write_bytes(_PEM + _LOCKED_PEM)
    if beside is not None:
        (tmp_path / "id_rsa.pub").write_text(beside)
    if line:
        assert public_line(file) == line
        return
    with pytest.raises(ProblemError) as caught:
        public_line(file)
    assert caught.value.problem.code == "public_key_unknown"


def test_the_usual_keys_come_in_ssh_s_order(tmp_path: Path) -> None:
    for name in ("id_rsa", "id_dsa", "id_ed25519", "id_other", "id_ecdsa"):
        (tmp_path / name).touch()
    names = [one.name for one in default_key_files(tmp_path)]
    assert names == ["id_ed25519", "id_ecdsa", "id_rsa"]
    (tmp_path / "id_ecdsa").unlink()
    os.mkdir(tmp_path / "id_ecdsa")  # noqa: PTH102 - a folder is no key
    assert [one.name for one in default_key_files(tmp_path)] == ["id_ed25519", "id_rsa"]


AUTHORITY = private_key(9)


def test_a_certificate_is_read_field_by_field() -> None:
    key = host_key(1)
    data = certificate(key, AUTHORITY, names=("web", "db"), after=5, before=9)
    found = read_certificate(data)
    assert found is not None
    assert (found.key, found.authority) == (key, public_of(AUTHORITY))
    assert (found.principals, found.valid_after, found.valid_before) == (("web", "db"), 5, 9)
    assert (found.is_for_hosts, found.has_critical_options) == (True, False)
    assert found.signed + string(found.signature) == data
    assert is_signed(found)
    assert read_certificate(data + b"x") is None
    assert read_certificate(data[:-1]) is None
    assert read_certificate(string("ssh-dss-cert-v01@openssh.com") + data) is None
    assert read_certificate(b"") is None


# What the certificate says, and whether it speaks for web at the time 100.
SPEAKS: tuple[tuple[dict[str, Any], bool], ...] = (
    ({}, True),
    ({"names": ("web",)}, True),
    ({"names": ("db", "web")}, True),
    ({"names": ("db",)}, False),
    ({"names": ("*",)}, False),
    ({"names": ("web.org",)}, False),
    ({"after": 100}, True),
    ({"after": 101}, False),
    ({"before": 101}, True),
    ({"before": 100}, False),
    ({"kind": 1}, False),
    ({"kind": 3}, False),
    ({"critical": string("force-command") + string("x")}, False),
)


@pytest.mark.parametrize(("about", "speaks"), SPEAKS)
def test_a_certificate_speaks_for_its_hosts_in_its_time(
    about: dict[str, Any], *, speaks: bool
) -> None:
    found = read_certificate(certificate(host_key(1), AUTHORITY, **about))
    assert found is not None
    assert found.speaks_for("WEB", now=100) is speaks


def test_without_a_given_time_a_certificate_is_held_to_the_clock() -> None:
    for after, before, speaks in ((0, 1, False), (2**62, FOREVER, False), (0, FOREVER, True)):
        found = read_certificate(certificate(host_key(1), AUTHORITY, after=after, before=before))
        assert found is not None
        assert found.speaks_for("web") is speaks


def test_a_signature_holds_for_its_bytes_and_its_authority_alone() -> None:
    found = read_certificate(certificate(host_key(1), AUTHORITY))
    assert found is not None
    assert is_signed(found)
    for wrong in (
        {"signed": found.signed + b"x"},
        {"authority": public_of(private_key(8))},
        {"authority": HostKey("ssh-ed25519", b"x")},
        {"authority": HostKey("sk-ssh-ed25519@openssh.com", found.authority.data)},
        {"authority": HostKey("ssh-rsa", string("ssh-rsa", b"\xff", b"\1"))},
        {"signature": b""},
        {"signature": string("ssh-ed25519") + string(bytes(64))},
        {"signature": string("ssh-rsa") + found.signature[15:]},
    ):
        assert not is_signed(replace(found, **wrong)), wrong
