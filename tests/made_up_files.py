"""An SFTP server in this process, on this computer's files, that notes what it is asked."""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

OK, NO_SUCH_FILE, PERMISSION_DENIED, FAILURE, UNSUPPORTED = 0, 2, 3, 4, 8
FSYNC, RENAME_OVER, LIMITS = (f"{name}@openssh.com" for name in ("fsync", "posix-rename", "limits"))
_INIT, _VERSION, _STATUS, _HANDLE, _ATTRS, _EXTENDED_REPLY = 1, 2, 101, 102, 105, 201
_NAMES = {3: "open", 4: "close", 6: "write", 7: "lstat", 10: "mode", 13: "remove", 18: "rename"}

Request = tuple[Any, ...]


class Files:
    """What the server can and what it was asked: `asked` holds name and words of each request.

    `refuses` tells what it says no to, and with which code; `hook` is called before each answer.
    """

    def __init__(self) -> None:
        self.asked: list[Request] = []
        self.extensions: tuple[str, ...] = (FSYNC, RENAME_OVER, LIMITS)
        self.longest_write = 261_120
        self.refuses: dict[str, int] = {}
        self.version = 3
        self.hook: Callable[[Request], None] = lambda _: None

    def kinds(self) -> list[str]:
        """The requests in their order, those of one kind in a row told once."""
        names = [one[0] for one in self.asked]
        return [name for at, name in enumerate(names) if at == 0 or names[at - 1] != name]


class Talk:
    """One SFTP session; handles are the numbers of open files."""

    def __init__(self, files: Files, answer: Callable[[bytes], None]) -> None:
        self._files = files
        self._answer = answer
        self._heard = b""
        self._open: set[int] = set()

    def hear(self, data: bytes) -> None:
        """Take what came, and answer each whole packet."""
        self._heard += data
        while len(self._heard) >= (size := 4 + int.from_bytes(self._heard[:4], "big")) > 4:
            packet, self._heard = self._heard[4:size], self._heard[size:]
            self._answer(string(self._reply(packet[0], packet[1:])))

    def end(self) -> None:
        """Leave no file open."""
        while self._open:
            os.close(self._open.pop())

    def _reply(self, kind: int, body: bytes) -> bytes:
        if kind == _INIT:
            names = (string(one.encode()) + string(b"1") for one in self._files.extensions)
            return struct.pack(">BI", _VERSION, self._files.version) + b"".join(names)
        request = _read(kind, body[4:])
        self._files.hook(request)
        self._files.asked.append(_shown(request))
        code = self._files.refuses.get(request[0])
        reply = self._tried(request) if code is None else _status(code)
        return reply[:1] + body[:4] + reply[1:]

    def _tried(self, request: Request) -> bytes:
        name, *words = request
        extension = f"{name.replace(' ', '-')}@openssh.com"
        if extension in {FSYNC, RENAME_OVER, LIMITS} and extension not in self._files.extensions:
            return _status(UNSUPPORTED)
        try:
            return getattr(self, f"_{name.replace(' ', '_')}")(*words) or _status(OK)
        except FileNotFoundError:
            return _status(NO_SUCH_FILE)
        except OSError:
            return _status(FAILURE)

    def _open_file(self, path: str, flags: int, mode: int) -> bytes:
        made = (os.O_CREAT if flags & 0x08 else 0) | (os.O_EXCL if flags & 0x20 else 0)
        handle = os.open(path, os.O_WRONLY | made, mode)
        self._open.add(handle)
        return bytes([_HANDLE]) + string(str(handle).encode())

    def _close(self, handle: int) -> None:
        self._open.remove(handle)
        os.close(handle)

    def _write(self, handle: int, offset: int, data: bytes) -> None:
        os.pwrite(handle, data, offset)

    def _mode(self, handle: int, mode: int) -> None:
        os.fchmod(handle, mode)

    def _lstat(self, path: str) -> bytes:
        about = Path(path).lstat()
        return struct.pack(">BIQI", _ATTRS, 5, about.st_size, about.st_mode)

    def _remove(self, path: str) -> None:
        Path(path).unlink()

    def _rename(self, path: str, target: str) -> None:
        os.link(path, target)
        Path(path).unlink()

    def _posix_rename(self, path: str, target: str) -> None:
        Path(path).replace(target)

    def _limits(self) -> bytes:
        return struct.pack(
            ">BQQQQ", _EXTENDED_REPLY, 1 << 18, 1 << 18, self._files.longest_write, 0
        )

    def _fsync(self, handle: int) -> None:
        os.fstat(handle)


def _read(kind: int, words: bytes) -> Request:
    first, rest = taken(words)
    if kind == 200:
        return _read_extended(first.decode().partition("@")[0].replace("-", " "), rest)
    name, path = _NAMES[kind], first.decode()
    if name == "open":
        flags, _, mode = struct.unpack(">III", rest)
        return ("open file", path, flags, mode)
    if name == "rename":
        return (name, path, taken(rest)[0].decode())
    if name == "write":
        return (name, int(path), int.from_bytes(rest[:8], "big"), taken(rest[8:])[0])
    if name == "mode":
        return (name, int(path), int.from_bytes(rest[4:], "big"))
    return (name, int(path) if name == "close" else path)


def _read_extended(name: str, rest: bytes) -> Request:
    if not rest:
        return (name,)
    one, more = taken(rest)
    return (name, int(one)) if name == "fsync" else (name, one.decode(), taken(more)[0].decode())


def _shown(request: Request) -> Request:
    """Leave out handles, and of what is written all but its size."""
    name, *words = request
    if name in {"close", "fsync", "mode", "write"}:
        words = words[1:]
    return (name, *(len(one) if isinstance(one, bytes) else one for one in words))


def _status(code: int) -> bytes:
    return struct.pack(">BI", _STATUS, code) + string(b"it says no\x1b[2J") + string(b"")


def string(data: bytes) -> bytes:
    """Spell a string of the protocol."""
    return struct.pack(">I", len(data)) + data


def taken(body: bytes) -> tuple[bytes, bytes]:
    """Split the first string off."""
    length = int.from_bytes(body[:4], "big")
    return body[4 : 4 + length], body[4 + length :]
