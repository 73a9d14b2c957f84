"""Send a file so that it is there whole or not at all: beside its name, checked, then renamed."""

from __future__ import annotations

import contextlib
import hashlib
import io
import secrets
import shlex
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from core.ssh.connection import sftp as ssh_files
from core.ssh.connection.commands import Shell, run
from core.ssh.connection.door import Question
from core.ssh.connection.packing import (
    Plain,
    Stream,
    can_differ,
    differing,
    gzipped,
    shrinks,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from core.ssh.connection.channels import Channels
    from core.ssh.connection.pool import SftpPool
    from core.ssh.executor import StopToken
    from core.ssh.session import DeltaBase

_CHUNK = 1 << 20
_IN_THE_WAY = 7
_DAMAGED = 9
_FAR = 0.008  # seconds for a round trip, from where on the line is what an upload waits for
# The hash is taken from what the server's disk holds; only the right one gets the final name.
# Into a folder of that name, mv would put it; its -T is missing in an older busybox.
_FINISH = """\
umask 077
sent={sent} part={part} target={target}
if [ "$sent" != "$part" ]; then
    rm -f -- "$part" && {unpack} < "$sent" | dd of="$part" bs=65536 conv=fsync 2>/dev/null || exit 8
fi
sum=$(sha256sum < "$part" 2>/dev/null || openssl dgst -sha256 -r < "$part") || exit 8
[ "${{sum%% *}}" = {digest} ] || {{ rm -f -- "$part" "$sent"; exit 9; }}
[ ! -d "$target" ] || exit {in_the_way}
mv -f -- "$part" "$target" || exit 8
[ "$sent" = "$part" ] || rm -f -- "$sent"
case $target in */*) sync -- "${{target%/*}}/" ;; *) sync -- . ;; esac 2>/dev/null || :
"""


@dataclass(frozen=True, slots=True)
class Lanes:
    """A connection's channels, and the SFTP sessions that are open on it."""

    channels: Channels
    files: SftpPool


class Damaged(Exception):  # noqa: N818 - what became of the file
    """The server's disk holds other bytes than were sent."""


class NotFinished(Exception):  # noqa: N818 - what became of the file
    """The whole file arrived, but the server could not check or rename it."""


class InTheWay(Exception):  # noqa: N818 - what lies there
    """Something that is not a plain file lies where the part or the file should be written."""


class News(Protocol):
    """Whoever wants to know how an upload goes."""

    def confirmed(self, size: int, count: int) -> None:
        """Hear that `size` more bytes arrived; they reach to `count` of the file."""
        ...


@dataclass(frozen=True, slots=True)
class Transfer:
    """What goes where: a file's path here and on the server, and its delta base if there is one."""

    source: Path
    target: str
    delta_base: DeltaBase | None = None


def upload(line: Lanes, transfer: Transfer, *, news: News, stop: StopToken) -> None:
    """Send a file; what an earlier try left in the part is kept where its hash agrees.

    It travels as its difference to the delta base where there is one, and packed on a far line.
    Where what arrives that way does not unpack to the very file, it is sent as it is.
    """
    with transfer.source.open("rb") as file:
        for shorter in _shorter_ways(line, transfer, file, stop):
            with contextlib.suppress(NotFinished, Damaged):
                _send(line, shorter, news, stop)
                return
        target = transfer.target
        _send(line, _Journey(file, target, f"{target}.part", Plain), news, stop)


@dataclass(frozen=True, slots=True)
class _Journey:
    """One file on its way: what it is called while it arrives, and how its bytes are made.

    `unpack` is the server's command that makes the file of them again.
    """

    file: BinaryIO
    target: str
    sent: str
    stream: Callable[[BinaryIO], Stream]
    unpack: str = "cat"


def _shorter_ways(
    line: Lanes, transfer: Transfer, file: BinaryIO, stop: StopToken
) -> Iterator[_Journey]:
    delta_base, target = transfer.delta_base, transfer.target
    if delta_base is not None and can_differ(file, delta_base.here):
        unpack = f"zstd -dcq --patch-from={shlex.quote(delta_base.there)}"
        yield _Journey(
            file, target, f"{target}.zst.part", partial(differing, delta_base.here), unpack
        )
    with line.files.lend(stop) as session:
        far = session.is_farther_than(_FAR)
    if far and shrinks(file):
        yield _Journey(file, target, f"{target}.gz.part", gzipped, "gzip -dc")


def _send(line: Lanes, journey: _Journey, news: News, stop: StopToken) -> None:
    shell = Shell(line.channels, stop)  # opened meanwhile, for the end
    try:
        start = _Start(journey.stream(journey.file))
        if not _stored(line, journey, start, news, stop):
            again = _after_earlier_try(line, journey, stop)
            _stored(line, journey, again, news, stop)
        _finish(shell, journey)
    finally:
        shell.close()


@dataclass(frozen=True, slots=True)
class _Start:
    """From where on the stream goes: `done` bytes lie there; a `fresh` one makes the part."""

    stream: Stream
    done: int = 0
    fresh: bool = True


def _stored(line: Lanes, journey: _Journey, start: _Start, news: News, stop: StopToken) -> bool:
    """Send the stream; False when something of an earlier try is in the way."""
    done = start.done
    with line.files.lend(stop) as session:
        try:
            handle = (
                session.create(journey.sent, mode=0o600)
                if start.fresh
                else session.open(journey.sent)
            )
        except ssh_files.Refused:
            if session.lstat(journey.sent) is None:
                raise
            return False
        for size in session.store(handle, start.stream.read, offset=done):
            done += size
            news.confirmed(size, start.stream.source_bytes(done))
    return True


def _after_earlier_try(line: Lanes, journey: _Journey, stop: StopToken) -> _Start:
    """Count the bytes of an earlier try that are the same here and there; remove other ones.

    No SFTP session is held meanwhile: the server may allow one channel alone.
    """
    part, stream = journey.sent, journey.stream(journey.file)
    with line.files.lend(stop) as session:
        found = session.lstat(part)
    if found is not None and not found.is_file:
        raise InTheWay(part)
    if found is not None and _agrees(line.channels, part, stream, found.size, stop):
        return _Start(stream, found.size, fresh=False)
    with line.files.lend(stop) as session:
        session.remove(part)
    return _Start(journey.stream(journey.file))


@dataclass(frozen=True, slots=True)
class SmallFile:
    """A small file, with the name `beside` its own under which it is written first."""

    target: str
    content: bytes
    mode: int
    beside: str

    @classmethod
    def of(cls, target: str, content: bytes, mode: int) -> SmallFile:
        """Give it a name that nobody else uses."""
        return cls(target, content, mode, f"{target}.{secrets.token_hex(4)}.part")


def write_file(line: Lanes, file: SmallFile, stop: StopToken) -> None:
    """Write a small file beside its name and rename it."""
    with line.files.lend(stop) as session:
        handle = session.create(file.beside, mode=0o600)
        session.set_mode(handle, file.mode)
        for _ in session.store(handle, io.BytesIO(file.content).read, offset=0):
            pass
        session.replace(file.beside, file.target)


def parts_of(target: str) -> tuple[str, ...]:
    """Name what an upload that did not end may have left behind."""
    return tuple(f"{target}{one}.part" for one in ("", ".gz", ".zst"))


def remove(channels: Channels, paths: tuple[str, ...], stop: StopToken) -> None:
    """Remove files, as far as they are there."""
    run(channels, Question(f"rm -f -- {shlex.join(paths)}"), stop)


def _agrees(channels: Channels, part: str, stream: Stream, size: int, stop: StopToken) -> bool:
    """Whether the part is the beginning of our stream, by the server's own hash of it."""
    there = run(channels, Question(f"sha256sum < {shlex.quote(part)}"), stop).out
    digest = hashlib.sha256()
    left = size
    while left and (data := stream.read(min(_CHUNK, left))):
        digest.update(data)
        left -= len(data)
    return not left and there.partition(" ")[0] == digest.hexdigest()


def _finish(shell: Shell, journey: _Journey) -> None:
    ran = shell.run(
        _FINISH.format(
            sent=shlex.quote(journey.sent),
            part=shlex.quote(f"{journey.target}.part"),
            target=shlex.quote(journey.target),
            unpack=journey.unpack,
            digest=_digest(journey.file),
            in_the_way=_IN_THE_WAY,
        )
    )
    if ran.code == _IN_THE_WAY:
        raise InTheWay(journey.target)
    if ran.code == _DAMAGED:
        raise Damaged(journey.target)
    if ran.code != 0:
        raise NotFinished(ran.err)


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while data := file.read(_CHUNK):
        digest.update(data)
    return digest.hexdigest()
