"""Writing into a known_hosts file which keys are a server's own, and leaving all else as it is."""

from __future__ import annotations

import re
import stat
from typing import TYPE_CHECKING

from core.home import copy_aside, locked, not_read, write_whole
from core.problems import Problem, ProblemError
from core.ssh.host_keys import REPLACED, HostKey, KnownHostsEntry, host_name, read_line
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


_PLAIN_NAME = re.compile(r"[^\s,*?!|@#\[\]]+")
_KEY = re.compile(rb"^(\s*\S+\s+)\S+\s+\S+")  # behind the names: type and base64


def trust(
    file: Path, host: str, port: int, key: HostKey, *, instead_of: Iterable[HostKey] | None = None
) -> None:
    """Record a key for a host in the place of those that it replaces; nothing else changes.

    `instead_of` are the keys that are no longer the host's own, by default those of the same type:
    an old key may be stolen, and must not open the door beside the new one. What the file held is
    kept aside when a key goes. Raises `ProblemError` for an odd host, or when nothing can be
    written.
    """
    if not _PLAIN_NAME.fullmatch(host):
        raise ProblemError(_odd_host(host))
    gone = None if instead_of is None else frozenset(instead_of)
    _change(file, lambda lines: _with_key(lines, host_name(host, port), key, gone))


def withdraw(file: Path, host: str, port: int, keys: Iterable[HostKey]) -> None:
    """Record that these keys are no longer the host's own, whatever other files say of them."""
    if not _PLAIN_NAME.fullmatch(host):
        raise ProblemError(_odd_host(host))
    name = host_name(host, port)
    wanted = [f"@revoked {name} {key.line} {REPLACED}\n".encode() for key in keys]
    _change(file, lambda lines: _with_more(lines, (one for one in wanted if one not in lines)))


def _change(file: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    """Let `change` make new lines of a file's lines; those that it hands on stay as they are."""
    with locked(file):
        target = file.resolve()  # it may be a link into a collection of settings
        before = _content_of(target)
        after = b"".join(change(re.findall(rb"[^\n]*\n|[^\n]+", before)))
        if after == before:
            return
        if not after.startswith(before):
            copy_aside(target)
        write_whole(target, after, mode=_mode_of(target))


def _content_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as reason:
        raise ProblemError(not_read(file, reason)) from reason


def _with_more(lines: list[bytes], more: Iterable[bytes]) -> list[bytes]:
    """Append whole lines, after giving the last one the end that it may lack."""
    ended = not lines or lines[-1].endswith(b"\n")
    return [*(lines if ended else [*lines[:-1], lines[-1] + b"\n"]), *more]


def _mode_of(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode) if file.exists() else 0o600


def _with_key(
    lines: list[bytes], name: str, key: HostKey, gone: frozenset[HostKey] | None
) -> list[bytes]:
    """Put the key where the first one stands that it replaces, else at the end."""
    recorded = any(one is not None and one.holds(name, key) for one in map(_entry_of, lines))
    if recorded and gone is None:
        return lines
    made: list[bytes] = []
    for line in lines:
        entry = _entry_of(line)
        if entry is None or not entry.gives_way(name, key, gone):
            made.append(line)
        elif not entry.is_alone(name):
            made.append(line.replace(_bytes(entry.names), _bytes(entry.without(name)), 1))
        elif entry.marker == "" and not recorded:
            made.append(_KEY.sub(rb"\1" + key.line.encode(), line, count=1))
            recorded = True
    return made if recorded else _with_more(made, [f"{name} {key.line}\n".encode()])


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogateescape")


def _entry_of(line: bytes) -> KnownHostsEntry | None:
    return read_line(line.rstrip(b"\n").partition(b"\0")[0].decode("utf-8", "surrogateescape"))


def _odd_host(host: str) -> Problem:
    return Problem(
        code="server_host_odd",
        what=say("“{host}” cannot be the address of a server.", host=host),
        why=say("An address has no spaces, commas, brackets or wildcards."),
        field="host",
    )
