"""Send a file so that it is there whole or not at all: beside its name, checked, then renamed."""

from __future__ import annotations

import contextlib
import hashlib
import io
import secrets
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.server.connection import sftp as ssh_files
from core.server.connection.commands import Shell, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO

    import paramiko

    from core.server.connection.pool import SftpPool
    from core.server.executor import Stop
    from core.server.session import Ran

_CHUNK = 1 << 20
_DAMAGED = 9
# The hash is taken from what the server's disk holds; only the right one gets the final name.
_FINISH = """\
part={part} target={target}
sum=$(sha256sum < "$part" 2>/dev/null || openssl dgst -sha256 -r < "$part") || exit 8
[ "${{sum%% *}}" = {digest} ] || {{ rm -f -- "$part"; exit 9; }}
mv -f -- "$part" "$target" && {{ sync -- "$(dirname -- "$target")" 2>/dev/null || :; }}
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A connection's transport, and the SFTP sessions that are open on it."""

    transport: paramiko.Transport
    files: SftpPool


class Damaged(Exception):  # noqa: N818 - what became of the file
    """The server's disk holds other bytes than were sent."""


class NotFinished(Exception):  # noqa: N818 - what became of the file
    """The whole file arrived, but the server could not check or rename it."""


class InTheWay(Exception):  # noqa: N818 - what lies there
    """Something that is not a plain file lies where the part should be written."""


def upload(
    line: Line, source: Path, target: str, *, on_bytes: Callable[[int], None], stop: Stop
) -> None:
    """Send `source`; what an earlier try left in the part is kept where its hash agrees."""
    part = f"{target}.part"
    shell = Shell(line.transport, stop)  # opened meanwhile, for the end
    try:
        with line.files.lend(stop) as session, source.open("rb") as file:
            handle, done = _begin(line, session, part, file, stop)
            file.seek(done)
            for size in session.store(handle, file.read, offset=done):
                done += size
                on_bytes(done)
            digest = _digest(file)
        _finish(shell.run, part, target, digest)
    finally:
        shell.close()


def write_file(line: Line, target: str, content: bytes, *, mode: int, stop: Stop) -> None:
    """Write a small file beside its name and rename it."""
    beside = f"{target}.{secrets.token_hex(4)}.part"
    with line.files.lend(stop) as session:
        handle = session.create(beside, mode=0o600)
        try:
            session.set_mode(handle, mode)
            for _ in session.store(handle, io.BytesIO(content).read, offset=0):
                pass
            session.replace(beside, target)
        except ssh_files.Refused:
            session.remove(beside)
            raise


def remove_part(transport: paramiko.Transport, target: str, stop: Stop) -> None:
    """Remove what a cancelled upload left behind."""
    run(transport, f"rm -f -- {shlex.quote(f'{target}.part')}", stdin=b"", stop=stop)


def _begin(
    line: Line, session: ssh_files.Sftp, part: str, file: BinaryIO, stop: Stop
) -> tuple[bytes, int]:
    """Open the part, and count the bytes of an earlier try that are the same here and there."""
    with contextlib.suppress(ssh_files.Refused):  # mostly there is none yet
        return session.create(part, mode=0o600), 0
    found = session.lstat(part)
    if found is not None and not found.is_file:
        raise InTheWay(part)
    if found is not None and _agrees(line.transport, part, file, found.size, stop):
        return session.open(part), found.size
    session.remove(part)
    return session.create(part, mode=0o600), 0


def _agrees(
    transport: paramiko.Transport, part: str, file: BinaryIO, size: int, stop: Stop
) -> bool:
    """Whether the part is the beginning of our file, by the server's own hash of it."""
    there = run(transport, f"sha256sum < {shlex.quote(part)}", stdin=b"", stop=stop).out
    digest = hashlib.sha256()
    left = size
    while left and (data := file.read(min(_CHUNK, left))):
        digest.update(data)
        left -= len(data)
    return not left and there.partition(" ")[0] == digest.hexdigest()


def _finish(run_script: Callable[[str], Ran], part: str, target: str, digest: str) -> None:
    script = _FINISH.format(part=shlex.quote(part), target=shlex.quote(target), digest=digest)
    ran = run_script(script)
    if ran.code == _DAMAGED:
        raise Damaged(part)
    if ran.code != 0:
        raise NotFinished(ran.err)


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while data := file.read(_CHUNK):
        digest.update(data)
    return digest.hexdigest()
