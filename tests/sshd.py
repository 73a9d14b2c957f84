"""A real OpenSSH server on loopback, with users of its own, for tests of the connection.

It runs in its own mount namespace: its users, passwords, sudo rules and homes are files of the
test, and nothing of this computer changes. It needs root, `sshd` and `sudo`.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

from core.ssh.connection import connect

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from core.home import Home
    from core.ssh.connection import Connection
    from core.ssh.profile import Credentials, Profile

T = TypeVar("T")

# Another in each run, so that it is looked for in this one alone.
PASSWORD = f"correct horse {secrets.token_hex(4)}"
_READY_SECONDS = 60.0
_USERS = {"plain": 4001, "free": 4002, "asker": 4003}
_SUDOERS = """\
Defaults !lecture
root ALL=(ALL:ALL) ALL
free ALL=(ALL:ALL) NOPASSWD: ALL
asker ALL=(ALL:ALL) ALL
"""
_START = """\
set -e
mount --make-rprivate /
for file in passwd shadow sudoers; do mount --bind {place}/$file /etc/$file; done
mount -t tmpfs none /run && mkdir -p /run/sshd
touch /run/authorized_keys && mount --bind {place}/authorized_keys /run/authorized_keys
mount -t tmpfs none /home
for user in {users}; do mkdir -m 0700 /home/$user; chown $user /home/$user; done
mount --bind {place}/root /root
cd /
exec /usr/sbin/sshd -D -e -f {place}/sshd_config
"""
_CONFIG = """\
ListenAddress 127.0.0.1
Port {port}
HostKey {host_key}
PidFile none
{more}
MaxStartups 200
AuthorizedKeysFile /run/authorized_keys
StrictModes no
UsePAM no
PermitRootLogin yes
PasswordAuthentication yes
KbdInteractiveAuthentication no
Subsystem sftp {sftp}
"""


@dataclass(frozen=True)
class Sshd:
    """A running server: where it listens, its keys, and the folder with its files."""

    port: int
    place: Path
    key: Path
    process: subprocess.Popen[bytes]

    @property
    def host_key_line(self) -> str:
        """Type and base64 of its host key."""
        return " ".join((self.place / "host_key.pub").read_text().split()[:2])

    @property
    def root_home(self) -> Path:
        """What root's home is on this server, seen from outside."""
        return self.place / "root"


def needs_sshd() -> None:
    """Skip the test where no server can be started."""
    missing = [one for one in ("/usr/sbin/sshd", "unshare", "sudo") if not shutil.which(one)]
    if os.name != "posix" or os.geteuid() != 0 or missing:
        pytest.skip(f"needs root and {', '.join(missing) or 'a Linux computer'}")


@contextlib.contextmanager
def running(  # noqa: PLR0913 - each is what some test wants to be different
    place: Path,
    *,
    more: str = "",
    key_type: str = "ed25519",
    sudoers: str = _SUDOERS,
    prepare: Callable[[Path], None] | None = None,
    sftp: str = "internal-sftp",
) -> Iterator[Sshd]:
    """Run a server until the block ends.

    `more` stands before the rest of its configuration, so that it wins; `prepare`
    is called with its folder when its keys are there; `sftp` is its SFTP program.
    """
    needs_sshd()
    _write_users(place, sudoers)
    make_key(place / "host_key", key_type)
    make_key(place / "login_key")
    shutil.copy(place / "login_key.pub", place / "authorized_keys")
    if prepare is not None:
        prepare(place)
    port = free_port()
    config = _CONFIG.format(
        port=port, place=place, host_key=place / "host_key", more=more, sftp=sftp
    )
    (place / "sshd_config").write_text(config)
    with (place / "sshd.log").open("wb") as log:
        process = subprocess.Popen(
            ["unshare", "--mount", "sh", "-c", _START.format(place=place, users=" ".join(_USERS))],
            stdout=log,
            stderr=log,
        )
    try:
        _wait_for(port, process, place / "sshd.log")
        yield Sshd(port, place, place / "login_key", process)
    finally:
        _end(process)


def make_key(path: Path, kind: str = "ed25519", *, passphrase: str = "") -> Path:
    """Make a key pair as `ssh-keygen` does."""
    if not shutil.which("ssh-keygen"):
        pytest.skip("needs ssh-keygen")
    words = ["ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", "test", "-f", str(path)]
    subprocess.run(words, check=True, stdin=subprocess.DEVNULL)
    return path


def free_port() -> int:
    """Find a port that nobody listens on, and that no connection gets for its own end either."""
    while True:
        port = 10_000 + secrets.randbelow(22_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def _write_users(place: Path, sudoers: str) -> None:
    place.mkdir(parents=True, exist_ok=True)
    place.chmod(0o755)
    (place / "root").mkdir()
    hashed = subprocess.run(
        ["openssl", "passwd", "-6", "-stdin"],
        input=PASSWORD.encode(),
        capture_output=True,
        check=True,
    ).stdout.decode()
    accounts = [f"{name}:x:{uid}:100::/home/{name}:/bin/sh\n" for name, uid in _USERS.items()]
    (place / "passwd").write_text(Path("/etc/passwd").read_text() + "".join(accounts))
    shadow = [f"{name}:{hashed.strip()}:19000:0:99999:7:::\n" for name in _USERS]
    (place / "shadow").write_text(Path("/etc/shadow").read_text() + "".join(shadow))
    (place / "shadow").chmod(0o600)
    (place / "sudoers").write_text(sudoers)
    (place / "sudoers").chmod(0o440)


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + _READY_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)
    raise RuntimeError(f"sshd did not start: {log.read_text()}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the server and the sessions it started; they are its children."""
    for child in _children(process.pid):
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, 9)
    process.kill()
    process.wait()


def _children(leader: int) -> list[int]:
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(leader)], capture_output=True, check=False, text=True
    )
    own = [int(word) for word in found.stdout.split()]
    return [*(pid for one in own for pid in _children(one)), *own]


def on(
    profile: Profile,
    home: Home,
    work: Callable[[Connection], Awaitable[T]],
    credentials: Credentials | None = None,
) -> T:
    """Connect, do one thing there, and close the connection whatever comes of it."""

    async def whole() -> T:
        connection = await connect(profile, home, credentials)
        try:
            return await work(connection)
        finally:
            await connection.close()

    return asyncio.run(whole())
