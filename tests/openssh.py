"""What OpenSSH's own client thinks of a host key: the measure for GoFerry's judgement."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from core.ssh.host_keys import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.sshd import Sshd

_VERDICTS = {
    "REVOKED HOST KEY": Standing.REVOKED,
    "IDENTIFICATION HAS CHANGED": Standing.CHANGED,
    "host key is known for": Standing.UNKNOWN,
    "Permission denied": Standing.KNOWN,
}
_DIAL = """\
import os, socket, sys, threading
s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
def up():
    while d := os.read(0, 65536): s.sendall(d)
    s.shutdown(socket.SHUT_WR)
threading.Thread(target=up, daemon=True).start()
while d := s.recv(65536): os.write(1, d)
"""


def judge(server: Sshd, files: Sequence[Path | str], host: str, port: int = 22) -> Standing:
    """Let ssh connect under a made-up name and port, with a user's and a global known_hosts."""
    words = [
        "ssh", "-F", "none", "-p", str(port), "-l", "plain",
        "-o", f"ProxyCommand={sys.executable} -c '{_DIAL}' {server.port}",
        "-o", "StrictHostKeyChecking=yes",
        "-o", f"UserKnownHostsFile={files[0]}",
        "-o", f"GlobalKnownHostsFile={files[1]}",
        "-o", "PreferredAuthentications=none",
        "-o", "UpdateHostKeys=no",
        host, "true",
    ]  # fmt: skip
    said = subprocess.run(
        words, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL
    ).stderr
    for text, standing in _VERDICTS.items():
        if text in said:
            return standing
    raise AssertionError(said)
