"""Backups that are encrypted: AES-256-GCM in pieces, whose order and end are proved.

A file begins with the line `GOFERRY BACKUP 1` and 16 random bytes. From these and the key,
HKDF-SHA256 makes the key of this one file. Then come pieces of 1 MiB, the last one shorter or as
long, each followed by 16 bytes of proof. A piece's nonce is its number (11 bytes) and whether it is
the last (1 byte): none can be left out, moved, or cut off unnoticed. The beginning is proved with
each piece.
"""

from __future__ import annotations

import base64
import os
import re
import stat
import sys
from typing import TYPE_CHECKING, BinaryIO, Protocol

from core.home import not_read
from core.problems import Advice, Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_FIRST = b"GOFERRY BACKUP 1\n"
_SALT = 16
HEAD = len(_FIRST) + _SALT
PIECE = 1 << 20
SEALED = PIECE + 16
_KEY = re.compile(r"GOFERRY-KEY-1 ([A-Za-z0-9+/]{43}=)\n?")
_LONGEST_KEY = 200


def new_key(file: Path) -> None:
    """Make a key in a file that is not there yet, for its owner alone; raises "key_exists"."""
    text = f"GOFERRY-KEY-1 {base64.b64encode(os.urandom(32)).decode()}\n"
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as there:
        raise ProblemError(_key_exists(file)) from there
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(text)


def key_in(file: Path) -> bytes:
    """Read a key; raises "key_unusable" for one that others may read, or that is none."""
    try:
        with file.open("rb") as opened:
            open_to = stat.S_IMODE(os.fstat(opened.fileno()).st_mode) & 0o077
            text = opened.read(_LONGEST_KEY).decode("ascii", "replace")
    except FileNotFoundError as missing:
        raise ProblemError(_no_key(file)) from missing
    except OSError as reason:
        raise ProblemError(not_read(file, reason)) from reason
    found = _KEY.fullmatch(text)
    if found is None:
        raise ProblemError(_odd_key(file))
    if open_to and sys.platform != "win32":
        raise ProblemError(_open_key(file))
    return base64.b64decode(found[1])


def is_sealed(file: BinaryIO) -> bool:
    """Whether a file begins as an encrypted backup does; reads on from its start afterwards."""
    first = file.read(len(_FIRST))
    file.seek(0)
    return first == _FIRST


class Readable(Protocol):
    """What bytes are read from, one after the other."""

    def read(self, size: int, /) -> bytes:
        """Return that many bytes, fewer only at the end."""
        ...


class Sealer:
    """Encrypts what is written, piece by piece; `done` whole pieces were written before."""

    def __init__(self, key: bytes, file: BinaryIO, *, done: int = 0) -> None:
        self._file = file
        self._number = done
        self._rest = bytearray()
        if done:
            file.seek(0)
            self._head = file.read(HEAD)
            file.seek(HEAD + done * SEALED)
        else:
            self._head = _FIRST + os.urandom(_SALT)
            file.write(self._head)
        self._cipher = _cipher(key, self._head)

    def write(self, data: bytes) -> None:
        """Take more; what fills no piece yet waits for the rest, or the end."""
        self._rest += data
        while len(self._rest) > PIECE:
            self._seal(bytes(self._rest[:PIECE]), last=False)
            del self._rest[:PIECE]

    def close(self) -> None:
        """Write the last piece: nothing can come after it."""
        self._seal(bytes(self._rest), last=True)

    def _seal(self, piece: bytes, *, last: bool) -> None:
        nonce = _nonce(self._number, last=last)
        self._file.write(self._cipher.encrypt(nonce, piece, self._head))
        self._number += 1


class Opener:
    """Reads an encrypted file; raises "backup_damaged" where it is not what was written."""

    def __init__(self, key: bytes, file: Readable) -> None:
        self._file = file
        self._head = file.read(HEAD)
        self._cipher = _cipher(key, self._head)
        self._number = 0
        self._next = file.read(SEALED)
        self._open = b""

    def read(self, size: int) -> bytes:
        """Return that many bytes, fewer only at the end."""
        while len(self._open) < size and self._next:
            piece, self._next = self._next, self._file.read(SEALED)
            self._open += self._opened(piece, last=not self._next)
        found, self._open = self._open[:size], self._open[size:]
        return found

    def _opened(self, piece: bytes, *, last: bool) -> bytes:
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - only for these files

        try:
            found = self._cipher.decrypt(_nonce(self._number, last=last), piece, self._head)
        except InvalidTag as reason:
            first = self._number == 0
            raise ProblemError(_wrong_key() if first else _damaged()) from reason
        self._number += 1
        return found


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _cipher(key: bytes, head: bytes) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415 - as above

    derive = HKDF(algorithm=SHA256(), length=32, salt=head[len(_FIRST) :], info=_FIRST)
    return AESGCM(derive.derive(key))


def _damaged() -> Problem:
    return Problem(
        code="backup_damaged",
        what=say("The backup is damaged or incomplete."),
        why=say("Part of the file was changed after it was written."),
        next=(Advice(say("Use another copy of the file, or another backup.")),),
    )


def _wrong_key() -> Problem:
    return Problem(
        code="key_wrong",
        what=say("This key cannot open the backup."),
        why=say("The backup was encrypted with another key, or the start of the file is damaged."),
        next=(Advice(say("Specify the key that encrypted it: --key FILE.")),),
    )


def _no_key(file: Path) -> Problem:
    command = f"goferry backup key --key {file}"
    return Problem(
        code="key_unusable",
        what=say("{file} contains no backup key.", file=str(file)),
        why=say("The file does not exist."),
        next=(Advice(say("To create a new key there: {command}", command=command)),),
    )


def _odd_key(file: Path) -> Problem:
    return Problem(
        code="key_unusable",
        what=say("{file} does not contain a backup key.", file=str(file)),
        why=say("A backup key is one line that begins with GOFERRY-KEY-1."),
        next=(Advice(say("Create a key: goferry backup key --key FILE.")),),
    )


def _open_key(file: Path) -> Problem:
    return Problem(
        code="key_unusable",
        what=say("Other users of this computer can read the key in {file}.", file=str(file)),
        why=say("A backup key must be readable only by its owner."),
        next=(Advice(say("Restrict the file: {command}", command=f"chmod 600 {file}")),),
    )


def _key_exists(file: Path) -> Problem:
    return Problem(
        code="key_exists",
        what=say("{file} already exists and was not changed.", file=str(file)),
        why=say(
            "Once a key is overwritten, the backups encrypted with it can no longer be opened."
        ),
        next=(Advice(say("Choose another file.")),),
    )
