"""Send a file so that it is there whole or not at all: beside its name, checked, then renamed."""

from __future__ import annotations

import hashlib
import io
import secrets
import shlex
from typing import TYPE_CHECKING

from core.server.connection import sftp as ssh_files
from core.server.connection.commands import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO

    import paramiko

    from core.server.executor import Stop

SECONDS = 120.0  # for one answer of the server: a slow disk may take long to sync
_CHUNK = 1 << 20
_DAMAGED = 9
# The hash is taken from what the server's disk holds; only the right one gets the final name.
_FINISH = """\
part={part} target={target}
sum=$(sha256sum < "$part" 2>/dev/null || openssl dgst -sha256 -r < "$part") || exit 8
[ "${{sum%% *}}" = {digest} ] || exit 9
mv -f -- "$part" "$target" && {{ sync -- "$(dirname -- "$target")" 2>/dev/null || :; }}
"""


class Damaged(Exception):  # noqa: N818 - what became of the file
    """The server's disk holds other bytes than were sent."""


class NotFinished(Exception):  # noqa: N818 - what became of the file
    """The whole file arrived, but the server could not check or rename it."""


class InTheWay(Exception):  # noqa: N818 - what lies there
    """Something that is not a plain file lies where the part should be written."""


def open_sftp(transport: paramiko.Transport, stop: Stop) -> ssh_files.Sftp:
    """Open an SFTP session of its own."""
    channel = stop.holds(transport.open_session(timeout=SECONDS, window_size=1 << 20))
    channel.settimeout(SECONDS)
    channel.invoke_subsystem("sftp")
    return ssh_files.Sftp(channel)


def upload(
    transport: paramiko.Transport,
    source: Path,
    target: str,
    *,
    on_bytes: Callable[[int], None],
    stop: Stop,
) -> None:
    """Send `source`; what an earlier try left in the part is kept where its hash agrees."""
    session = open_sftp(transport, stop)
    part = f"{target}.part"
    with source.open("rb") as file:
        start = _agreed(transport, session, part, file, stop)
        _send(session, part, file, start=start, on_bytes=on_bytes)
        digest = _digest(file)
    _finish(transport, part, target, digest, stop)


def write_file(
    transport: paramiko.Transport, target: str, content: bytes, *, mode: int, stop: Stop
) -> None:
    """Write a small file beside its name and rename it."""
    session = open_sftp(transport, stop)
    beside = f"{target}.{secrets.token_hex(4)}.part"
    file = session.open(
        beside, ssh_files.WRITE | ssh_files.CREATE | ssh_files.EXCLUSIVE, mode=0o600
    )
    try:
        for _ in session.write(file, io.BytesIO(content).read, offset=0):
            pass
        session.set_mode(file, mode)
        session.fsync(file)
        session.close(file)
        session.replace(beside, target)
    except ssh_files.Refused:
        session.remove(beside)
        raise


def remove_part(transport: paramiko.Transport, target: str, stop: Stop) -> None:
    """Remove what a cancelled upload left behind."""
    run(transport, f"rm -f -- {shlex.quote(f'{target}.part')}", stdin=b"", stop=stop)


def _agreed(
    transport: paramiko.Transport,
    session: ssh_files.Sftp,
    part: str,
    file: BinaryIO,
    stop: Stop,
) -> int:
    """Count the bytes of an earlier try that are the same here and there."""
    found = session.lstat(part)
    if found is None:
        return 0
    if not found.is_file:
        raise InTheWay(part)
    there = run(transport, f"sha256sum < {shlex.quote(part)}", stdin=b"", stop=stop).out
    digest = hashlib.sha256()
    left = found.size
    while left and (data := file.read(min(_CHUNK, left))):
        digest.update(data)
        left -= len(data)
    agrees = not left and there.partition(" ")[0] == digest.hexdigest()
    return found.size if agrees else 0


def _send(
    session: ssh_files.Sftp,
    part: str,
    file: BinaryIO,
    *,
    start: int,
    on_bytes: Callable[[int], None],
) -> None:
    flags = ssh_files.WRITE
    if not start:
        session.remove(part)
        flags |= ssh_files.CREATE | ssh_files.EXCLUSIVE  # never through a planted link
    handle = session.open(part, flags, mode=0o600)
    file.seek(start)
    done = start
    for size in session.write(handle, file.read, offset=start):
        done += size
        on_bytes(done)
    session.fsync(handle)
    session.close(handle)


def _finish(transport: paramiko.Transport, part: str, target: str, digest: str, stop: Stop) -> None:
    command = _FINISH.format(part=shlex.quote(part), target=shlex.quote(target), digest=digest)
    ran = run(transport, command, stdin=b"", stop=stop)
    if ran.code == _DAMAGED:
        remove_part(transport, target, stop)
        raise Damaged(part)
    if ran.code != 0:
        raise NotFinished(ran.err)


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while data := file.read(_CHUNK):
        digest.update(data)
    return digest.hexdigest()
