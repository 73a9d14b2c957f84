"""Host certificates, held against ssh itself, and in a real login."""

from __future__ import annotations

import asyncio
import base64
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.actions import TrustHostKey
from core.home import Home
from core.problems import ProblemError
from core.ssh.certificates import Certificate, read_certificate
from core.ssh.connection import connect
from core.ssh.connection.handshake import is_signed
from core.ssh.host_keys import HostKey, KnownHosts, parse_key
from core.ssh.profile import Profile
from tests import openssh, sshd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.server

HOST = "web.example.org"
CERTIFICATES = {  # how ssh-keygen is to sign
    "named": ("-h", "-n", "web.example.org,127.0.0.1"),
    "other": ("-h", "-n", "db.example.org"),
    "pattern": ("-h", "-n", "*.example.org"),
    "nameless": ("-h",),
    "expired": ("-h", "-n", HOST, "-V", "20200101:20210101"),
    "future": ("-h", "-n", HOST, "-V", "20400101:20410101"),
}
# {A} the authority, {B} another one, {K} the server's bare key, {O} another key.
FILES = (
    "",
    "@cert-authority web.example.org {A}",
    "@cert-authority *.example.org {A}",
    "@cert-authority db.example.org {A}",
    "@cert-authority * {B}",
    "@cert-authority * {B}\n@cert-authority * {A}",
    "web.example.org {A}",
    "web.example.org {K}",
    "web.example.org {O}",
    "@cert-authority * {A}\nweb.example.org {O}",
    "@cert-authority * {A}\n@revoked * {A}",
    "@cert-authority * {A}\n@revoked * {K}",
    "@cert-authority * {A}\n@revoked db.example.org {A}",
    "@cert-authority * {B}\nweb.example.org {K}",
)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sshd.make_key(tmp_path_factory.mktemp("authority") / "authority")


@pytest.fixture(scope="module", params=CERTIFICATES)
def server(
    request: pytest.FixtureRequest, authority: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[sshd.Sshd]:
    place = tmp_path_factory.mktemp("sshd")
    more = f"HostCertificate {place}/host_key-cert.pub"
    make = _signer(authority, *CERTIFICATES[request.param])
    with sshd.running(place, more=more, prepare=make) as running:
        yield running


def _signer(authority: Path, *options: str) -> Callable[[Path], None]:
    def sign(place: Path) -> None:
        words = ["ssh-keygen", "-q", "-s", str(authority), "-I", "test", *options]
        subprocess.run([*words, f"{place}/host_key.pub"], check=True)

    return sign


def line_of(path: Path) -> str:
    return " ".join(path.with_name(f"{path.name}.pub").read_text().split()[:2])


def certificate_of(server: sshd.Sshd) -> Certificate:
    found = read_certificate(
        base64.b64decode((server.place / "host_key-cert.pub").read_text().split()[1])
    )
    assert found is not None
    return found


def test_every_judgement_of_a_certificate_is_that_of_ssh(
    server: sshd.Sshd, authority: Path, tmp_path: Path
) -> None:
    certificate = certificate_of(server)
    assert certificate.key == parse_key(server.host_key_line)
    valid = certificate.speaks_for(HOST) and is_signed(certificate)
    others = [line_of(sshd.make_key(tmp_path / name)) for name in ("B", "O")]
    differing = {}
    for number, case in enumerate(FILES):
        text = case.replace("{A}", line_of(authority)).replace("{K}", server.host_key_line)
        file = tmp_path / f"{number}"
        file.write_text(text.replace("{B}", others[0]).replace("{O}", others[1]) + "\n")
        judged = KnownHosts([file]).vouched(
            HOST, 22, certificate.key, authority=certificate.authority, valid=valid
        )
        said = openssh.judge(server, (file, "/dev/null"), HOST)
        if said is not judged.standing:
            differing[case] = (str(said), str(judged.standing))
    assert differing == {}


def test_a_server_that_an_authority_vouches_for_is_let_in_to(
    authority: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    home = Home.find(tmp_path / "home")
    home.config.mkdir(parents=True)
    more = f"HostCertificate {tmp_path}/sshd/host_key-cert.pub"
    make = _signer(authority, "-h", "-n", "127.0.0.1")

    async def use(profile: Profile) -> str:
        connection = await connect(profile, home)
        ran = await connection.run("echo in")
        await connection.close()
        return ran.out

    for kind in ("ed25519", "ecdsa", "rsa"):
        place = tmp_path / kind
        more = f"HostCertificate {place}/host_key-cert.pub"
        with sshd.running(place, more=more, prepare=make, key_type=kind) as server:
            profile = Profile(name="web1", host="127.0.0.1", port=server.port, key=str(server.key))
            home.known_hosts.write_text(f"@cert-authority 127.0.0.1 {line_of(authority)}\n")
            assert asyncio.run(use(profile)) == "in\n"
            home.known_hosts.write_text(f"@cert-authority * {line_of(server.key)}\n")
            with pytest.raises(ProblemError) as caught:
                asyncio.run(use(profile))
            assert caught.value.problem.code == "host_key_unknown"
            bare = parse_key(server.host_key_line)
            assert bare is not None
            assert caught.value.problem.next[0].action == TrustHostKey(bare.fingerprint)


def tampered(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


def test_a_certificate_that_was_tampered_with_is_not_signed(server: sshd.Sshd) -> None:
    certificate = certificate_of(server)
    assert is_signed(certificate)
    assert not is_signed(replace(certificate, signed=tampered(certificate.signed)))
    assert not is_signed(replace(certificate, signature=tampered(certificate.signature)))
    assert not is_signed(replace(certificate, signature=b""))
    assert not is_signed(replace(certificate, authority=HostKey("ssh-ed25519", b"x")))


def test_no_bytes_can_break_the_reader_of_certificates(server: sshd.Sshd) -> None:
    data = base64.b64decode((server.place / "host_key-cert.pub").read_text().split()[1])
    for end in range(len(data)):
        assert read_certificate(data[:end]) is None
    for at in range(len(data)):
        read_certificate(data[:at] + b"\xff" + data[at + 1 :])
