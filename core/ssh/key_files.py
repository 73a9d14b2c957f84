"""A private key's file, judged by its own header, so that the message about it is right."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.actions import ChooseKey
from core.problems import Advice, Problem, ProblemError
from core.ssh.host_keys import split_fields
from core.words import Text, say

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 64 << 10
_MAGIC = b"openssh-key-v1\0"
_DEFAULTS = ("id_ed25519", "id_ecdsa", "id_rsa")


class KeyKind(StrEnum):
    """What a file that should be a private key turns out to be."""

    PRIVATE = "private"
    LOCKED = "locked"
    PUBLIC = "public"
    PUTTY = "putty"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A key file. `public` is the public part where it can be read without the passphrase."""

    path: Path
    kind: KeyKind
    public: bytes = b""


def read_key_file(path: Path) -> KeyFile:
    """Look at the header of a key file; raises `ProblemError` when it cannot be read at all."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST)
    except OSError as reason:
        raise ProblemError(_unreadable(path, reason)) from reason
    return KeyFile(path, _kind(content), _public(content))


def private_key_file(path: Path) -> KeyFile:
    """Like `read_key_file`, and raises `ProblemError` for anything but a private key."""
    found = read_key_file(path)
    if found.kind in _WRONG:
        raise ProblemError(_wrong_kind(path, _WRONG[found.kind]))
    return found


def public_line(path: Path) -> str:
    """Return the public part of a key as one line for a server's authorized_keys.

    Taken from the private key's own file, else from the `.pub` beside it; raises `ProblemError`
    (`public_key_unknown`) where neither tells it without a passphrase.
    """
    found = private_key_file(path)
    if found.public:
        kind = (split_fields(found.public) or [b""])[0].decode("ascii", "replace")
        return f"{kind} {base64.b64encode(found.public).decode()} {path.stem}"
    beside = path.with_name(f"{path.name}.pub")
    try:
        with beside.open(encoding="utf-8", errors="replace") as opened:
            line = opened.read(_LARGEST).strip()
    except OSError as reason:
        raise ProblemError(_no_public(path)) from reason
    if "\n" in line or not line.isprintable() or " " not in line:
        raise ProblemError(_no_public(path))
    return line


def default_key_files(folder: Path) -> tuple[Path, ...]:
    """List the keys that `ssh` itself would try, as far as they are there."""
    return tuple(path for name in _DEFAULTS if (path := folder / name).is_file())


def _kind(content: bytes) -> KeyKind:
    if content.startswith(b"PuTTY-User-Key-File"):
        return KeyKind.PUTTY
    if content.startswith((b"ssh-", b"ecdsa-", b"sk-", b"---- BEGIN SSH2 PUBLIC")):
        return KeyKind.PUBLIC
    first = content.lstrip().partition(b"\n")[0].strip()
    if not (first.startswith(b"-----BEGIN ") and first.endswith(b"PRIVATE KEY-----")):
        return KeyKind.OTHER
    return KeyKind.LOCKED if _is_locked(content, first) else KeyKind.PRIVATE


def _is_locked(content: bytes, first: bytes) -> bool:
    if b"OPENSSH" in first:
        fields = _openssh_fields(content)
        return bool(fields) and fields[0] != b"none"
    return b"ENCRYPTED" in content[:200]


def _public(content: bytes) -> bytes:
    """Read the public part of OpenSSH's own format; it is never encrypted."""
    fields = _openssh_fields(content)
    return fields[3] if len(fields) > 3 else b""  # noqa: PLR2004 - cipher, kdf, options, key


def _openssh_fields(content: bytes) -> list[bytes]:
    """Split the outer fields: cipher, key derivation, its options, public key, private part."""
    if b"BEGIN OPENSSH PRIVATE KEY" not in content:
        return []
    body = b"".join(line for line in content.splitlines() if not line.startswith(b"-----"))
    try:
        data = base64.b64decode(body)
    except (binascii.Error, ValueError):
        return []
    if not data.startswith(_MAGIC):
        return []
    data = data[len(_MAGIC) :]
    outer = []
    for count in (3, 1):  # three strings, a number of keys, then the first key
        for _ in range(count):
            length = int.from_bytes(data[:4], "big")
            outer.append(data[4 : 4 + length])
            data = data[4 + length :]
        data = data[4:] if count > 1 else data
    return outer if split_fields(outer[3]) else outer[:3]


_WRONG = {
    KeyKind.PUBLIC: say(
        "The file is the public key. The private key is next to it, without “.pub”."
    ),
    KeyKind.PUTTY: say("The file is in PuTTY's format. Export it as an OpenSSH key with PuTTYgen."),
    KeyKind.OTHER: say("A private key begins with “-----BEGIN … PRIVATE KEY-----”."),
}


def _wrong_kind(path: Path, why: Text) -> Problem:
    return Problem(
        code="key_unsuitable",
        what=say("{file} is not an SSH private key.", file=str(path)),
        why=why,
        next=(Advice(say("Choose another private key."), ChooseKey()),),
        field="key",
    )


def _unreadable(path: Path, reason: OSError) -> Problem:
    return Problem(
        code="key_unreadable",
        what=say("The private key {file} cannot be read.", file=str(path)),
        why=say("The system reported: {reason}", reason=reason.strerror or str(reason)),
        next=(Advice(say("Choose another private key."), ChooseKey()),),
        field="key",
    )


def _no_public(path: Path) -> Problem:
    return Problem(
        code="public_key_unknown",
        what=say("The public key of {file} cannot be read.", file=str(path)),
        why=say("The key is protected by a passphrase, and there is no .pub file next to it."),
        next=(Advice(say("Run ssh-keygen -y -f KEY in a terminal to print the public key.")),),
    )
