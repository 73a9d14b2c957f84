"""A small SFTP client: what a transfer needs, with many large requests on their way at once.

Version 3 of the protocol with OpenSSH's extensions `limits`, `fsync` and `posix-rename`.
"""

from __future__ import annotations

import contextlib
import stat
import struct
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from core.ssh.connection.request import Channel

_INIT, _VERSION, _OPEN, _CLOSE, _READ, _WRITE = 1, 2, 3, 4, 5, 6
_LSTAT, _FSETSTAT, _REMOVE, _RENAME, _EXTENDED = 7, 10, 13, 18, 200
_STATUS, _HANDLE, _DATA, _ATTRS, _EXTENDED_REPLY = 101, 102, 103, 105, 201
_OK, _END_OF_FILE, _NO_SUCH_FILE = 0, 1, 2
_HAS_SIZE, _HAS_OWNER, _HAS_MODE = 1, 2, 4
_READ_ONLY, _WRITE_ONLY, _CREATE, _EXCLUSIVE = 0x01, 0x02, 0x08, 0x20
_LONGEST_REPLY = 256 << 10
_SMALL, _LARGE = 32 << 10, 224 << 10
_READS_ON_WAY = 32
_LEAST_ON_WAY, _MOST_ON_WAY = 1 << 20, 16 << 20
_MORE_ASKS, _SURELY = 3, 3
_FAST = 500_000  # bytes per second, from where on a large request takes no half second


class Refused(Exception):  # noqa: N818 - the server's answer
    """The server answered a request with something else than yes."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


class Garbled(Exception):  # noqa: N818 - the server's answer
    """The server answered something that SFTP does not know."""


@dataclass(frozen=True, slots=True)
class Attributes:
    """What the server says about a file; believe none of it before it is checked."""

    size: int
    is_file: bool


class Sftp:
    """An SFTP session on an open channel, for one thread at a time.

    `round_trip` is the shortest time that the server took for an answer, in seconds.
    """

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._next = 0
        self._early: dict[int, tuple[int, bytes]] = {}
        self._asked: set[int] = set()
        since = time.monotonic()
        self._channel.sendall(struct.pack(">IBI", 5, _INIT, 3))
        limits = self._send(_EXTENDED, _string(b"limits@openssh.com"))  # who knows none says so
        kind, body = self._read_packet()
        if kind != _VERSION:
            raise Garbled(f"packet {kind} instead of a version")
        self.round_trip = time.monotonic() - since
        self._extensions = dict(_pairs(body[4:]))
        self._longest_write = self._limit_from(limits)

    def close(self) -> None:
        """End the session; it wakes whoever waits for an answer."""
        with contextlib.suppress(OSError, EOFError):  # the line may be dead already
            self._channel.close()

    def is_farther_than(self, seconds: float) -> bool:
        """Whether answers take longer on their way; a near server that is busy is asked again."""
        for _ in range(_MORE_ASKS):
            if not seconds < self.round_trip < seconds * _SURELY:
                break
            since = time.monotonic()
            self.lstat("/")
            self.round_trip = min(self.round_trip, time.monotonic() - since)
        return self.round_trip > seconds

    def lstat(self, path: str) -> Attributes | None:
        """Look at what lies at a path, None when nothing does; links are not followed."""
        try:
            body = self._ask(_LSTAT, _string(path.encode()), want=_ATTRS)
        except Refused as reason:
            if reason.code == _NO_SUCH_FILE:
                return None
            raise
        return _attributes(body)

    def create(self, path: str, *, mode: int) -> bytes:
        """Make a file that is not there yet and return its handle; raises `Refused` if it is."""
        return self._open(path, _WRITE_ONLY | _CREATE | _EXCLUSIVE, mode=mode)

    def open(self, path: str) -> bytes:
        """Open a file that is there, to write on, and return its handle."""
        return self._open(path, _WRITE_ONLY, mode=0o600)

    def store(self, handle: bytes, read: Callable[[int], bytes], *, offset: int) -> Iterator[int]:
        """Write what `read` gives from `offset` on, sync it to the disk, and close the file.

        Yields each confirmed number of bytes. Nothing waits for an answer that need not.
        """
        on_way: deque[tuple[int, int]] = deque()
        last: list[int] = []
        pace = _Pace(self._longest_write)
        while on_way or not last:
            while not last and pace.allows(on_way):
                data = read(pace.request)
                if data:
                    words = _string(handle) + struct.pack(">Q", offset) + _string(data)
                    on_way.append((self._send(_WRITE, words), len(data)))
                    offset += len(data)
                else:
                    last = self._sync_and_close(handle)
            if on_way:
                number, size = on_way.popleft()
                self._expect(number, _STATUS)
                pace.confirmed(size)
                yield size
        for number in last:
            self._expect(number, _STATUS)

    def fetch(self, path: str, *, offset: int) -> Iterator[bytes]:
        """Read a file from `offset` to its end, with many requests on their way."""
        handle = self._open(path, _READ_ONLY, mode=0o600)
        on_way: deque[tuple[int, int]] = deque()
        ask, ended = offset, False
        while on_way or not ended:
            while not ended and len(on_way) < _READS_ON_WAY:
                words = _string(handle) + struct.pack(">QI", ask, self._longest_write)
                on_way.append((self._send(_READ, words), ask))
                ask += self._longest_write
            number, at = on_way.popleft()
            data = self._read_answer(number)
            if at != offset:  # behind a short answer: it is asked for once more
                continue
            ended = not data
            offset += len(data)
            if len(data) < self._longest_write:
                ask = offset
            if data:
                yield data
        self._expect(self._send(_CLOSE, _string(handle)), _STATUS)

    def _read_answer(self, number: int) -> bytes:
        """Return what was read there, nothing at the end of the file."""
        try:
            return _take_string(self._expect(number, _DATA))[0]
        except Refused as reason:
            if reason.code != _END_OF_FILE:
                raise
            return b""

    def _sync_and_close(self, handle: bytes) -> list[int]:
        """Ask for both at once; `fsync` only where the server knows it."""
        asked = []
        if b"fsync@openssh.com" in self._extensions:
            words = _string(b"fsync@openssh.com") + _string(handle)
            asked.append(self._send(_EXTENDED, words))
        return [*asked, self._send(_CLOSE, _string(handle))]

    def set_mode(self, handle: bytes, mode: int) -> None:
        """Set the permissions of an open file, whatever the umask."""
        self._ask(_FSETSTAT, _string(handle) + struct.pack(">II", _HAS_MODE, mode), want=_STATUS)

    def remove(self, path: str) -> None:
        """Remove a file, if it is there."""
        try:
            self._ask(_REMOVE, _string(path.encode()), want=_STATUS)
        except Refused as reason:
            if reason.code != _NO_SUCH_FILE:
                raise

    def replace(self, path: str, target: str) -> None:
        """Rename over whatever is there, in one step."""
        both = _string(path.encode()) + _string(target.encode())
        if b"posix-rename@openssh.com" in self._extensions:
            self._ask(_EXTENDED, _string(b"posix-rename@openssh.com") + both, want=_STATUS)
            return
        self.remove(target)
        self._ask(_RENAME, both, want=_STATUS)

    def _limit_from(self, number: int) -> int:
        try:
            body = self._expect(number, _EXTENDED_REPLY)
        except Refused:
            return _SMALL
        longest = int(struct.unpack(">Q", body[16:24])[0]) if len(body) >= 24 else 0  # noqa: PLR2004
        return min(_LARGE, longest - 1024) if longest > _SMALL else _SMALL

    def _open(self, path: str, flags: int, *, mode: int) -> bytes:
        words = _string(path.encode()) + struct.pack(">III", flags, _HAS_MODE, mode)
        return _take_string(self._ask(_OPEN, words, want=_HANDLE))[0]

    def _ask(self, kind: int, words: bytes, *, want: int) -> bytes:
        return self._expect(self._send(kind, words), want)

    def _send(self, kind: int, words: bytes) -> int:
        self._next = (self._next + 1) & 0xFFFF_FFFF
        self._asked.add(self._next)
        self._channel.sendall(struct.pack(">IBI", len(words) + 5, kind, self._next) + words)
        return self._next

    def _expect(self, number: int, want: int) -> bytes:
        kind, body = self._answer_to(number)
        if kind == _STATUS:
            code = int.from_bytes(body[:4], "big")
            if code != _OK or want != _STATUS:
                raise Refused(code, _take_string(body[4:])[0].decode("utf-8", "replace"))
        elif kind != want:
            raise Garbled(f"packet {kind} instead of {want}")
        return body

    def _answer_to(self, number: int) -> tuple[int, bytes]:
        """Wait for one answer; others to what was asked may come before it."""
        while number not in self._early:
            kind, body = self._read_packet()
            answered = int.from_bytes(body[:4], "big")
            if answered not in self._asked:
                raise Garbled("an answer to a question that was not asked")
            self._asked.remove(answered)
            self._early[answered] = kind, body[4:]
        return self._early.pop(number)

    def _read_packet(self) -> tuple[int, bytes]:
        length = int.from_bytes(self._read(4), "big")
        if not 1 <= length <= _LONGEST_REPLY:
            raise Garbled(f"a packet of {length} bytes")
        packet = self._read(length)
        return packet[0], packet[1:]

    def _read(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            more = self._channel.recv(size - len(data))
            if not more:
                raise EOFError("the SFTP session ended")
            data += more
        return data


class _Pace:
    """How much to have on the way: some seconds' worth of what the link has shown.

    On a slow link requests stay small, so that answers keep coming and silence means something.
    """

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._since = time.monotonic()
        self._confirmed = 0
        self._most = _LEAST_ON_WAY
        self.request = min(_SMALL, longest)

    def allows(self, on_way: Iterable[tuple[int, int]]) -> bool:
        """Whether one more request may go."""
        return sum(size for _, size in on_way) < self._most

    def confirmed(self, size: int) -> None:
        """Learn from an answer."""
        self._confirmed += size
        rate = self._confirmed / max(time.monotonic() - self._since, 0.001)
        self._most = int(min(max(2 * rate, _LEAST_ON_WAY), _MOST_ON_WAY))
        self.request = min(_LARGE if rate > _FAST else _SMALL, self._longest)


def _attributes(body: bytes) -> Attributes:
    flags = int.from_bytes(body[:4], "big")
    at, size, mode = 4, 0, 0
    if flags & _HAS_SIZE:
        size, at = int.from_bytes(body[at : at + 8], "big"), at + 8
    if flags & _HAS_OWNER:
        at += 8
    if flags & _HAS_MODE:
        mode = int.from_bytes(body[at : at + 4], "big")
    return Attributes(size, stat.S_ISREG(mode))


def _string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _take_string(body: bytes) -> tuple[bytes, bytes]:
    length = int.from_bytes(body[:4], "big")
    return body[4 : 4 + length], body[4 + length :]


def _pairs(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    while body:
        name, body = _take_string(body)
        value, body = _take_string(body)
        yield name, value
