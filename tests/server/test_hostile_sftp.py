"""A real sshd whose SFTP programs lie: each is passed by or ends in a sentence, in little memory.

One that lies in its greeting is left for the server's own program, which the shell starts.
"""

from __future__ import annotations

import asyncio
import resource
import struct
from typing import TYPE_CHECKING

import pytest

from core.home import Home
from core.problems import ProblemError
from core.ssh.connection import connect
from core.ssh.profile import Profile
from tests import sshd

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.server

_VERSION = struct.pack(">IBI", 5, 2, 3)


def _status(number: int, code: int) -> bytes:
    body = struct.pack(">BII", 101, number, code) + bytes(8)
    return struct.pack(">I", len(body)) + body


def _handle(number: int) -> bytes:
    body = struct.pack(">BI", 102, number) + struct.pack(">I", 4) + b"hand"
    return struct.pack(">I", len(body)) + body


def _attributes(number: int, size: int) -> bytes:
    body = struct.pack(">BIIQI", 105, number, 5, size, 0o100644)
    return struct.pack(">I", len(body)) + body


def _says(data: bytes) -> str:
    octal = "".join(rf"\{byte:03o}" for byte in data)
    return f"printf '{octal}'; exec cat > /dev/null"


LIES = {
    "ends at once": "exit 0",
    "endless zeros": "exec cat /dev/zero",
    "endless ones": "exec tr '\\0' '\\377' < /dev/zero",
    "a huge packet": _says(b"\x7f\xff\xff\xff\x02" + bytes(50)),
    "an answer to nothing": _says(_VERSION + _status(77, 0)),
    "a wrong kind of answer": _says(_VERSION + _attributes(1, 7) + _status(1, 0)),
    "a part of endless size": _says(_VERSION + _status(1, 4) + _attributes(2, 1 << 62)),
    "yes to everything": _says(
        _VERSION + _handle(1) + b"".join(_status(number, 0) for number in range(2, 9))
    ),
    "words with escapes": "printf '\\033]0;owned\\007 no such thing\\n'; exec cat > /dev/null",
}
LATER = {"a part of endless size"}


@pytest.mark.parametrize("lie", LIES)
def test_a_lying_sftp_server_is_passed_by_or_stopped_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lie: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    liar = tmp_path / "liar"
    liar.write_text(f"#!/bin/sh\n{LIES[lie]}\n")
    liar.chmod(0o755)
    source = tmp_path / "program"
    source.write_bytes(bytes(100_000))
    home = Home.find(tmp_path / "home")
    home.config.mkdir(parents=True)

    async def attempt(profile: Profile) -> None:
        connection = await connect(profile, home)
        try:
            await connection.upload(source, "/root/program")
        finally:
            await connection.close()

    with sshd.running(tmp_path / "sshd", sftp=str(liar)) as server:
        home.known_hosts.write_text(f"127.0.0.1 {server.host_key_line}\n")
        profile = Profile(name="liar", host="127.0.0.1", port=server.port, key=str(server.key))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        if lie in LATER:
            with pytest.raises(ProblemError) as caught:
                asyncio.run(attempt(profile))
            assert not (server.root_home / "program").exists()
            assert "\x1b" not in caught.value.problem.details
        else:
            asyncio.run(attempt(profile))
            assert (server.root_home / "program").read_bytes() == source.read_bytes()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000
