"""Is this the server we know? OpenSSH's known_hosts files, read by OpenSSH's own rules.

The rules are those of hostfile.c and sshconnect.c: hashed names, `[host]:port`, wildcards,
negation, several keys, markers; a line that cannot be understood is skipped and never hides the
lines after it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import stat
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.home import copy_aside, locked, not_read, write_whole
from core.ports import SSH_PORT
from core.problems import Problem, ProblemError
from core.ssh.config.patterns import matches_list
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

KNOWN_TYPES = frozenset(
    {
        "ssh-ed25519",
        "ecdsa-sha2-nistp256",
        "ecdsa-sha2-nistp384",
        "ecdsa-sha2-nistp521",
        "ssh-rsa",
        "sk-ssh-ed25519@openssh.com",
        "sk-ecdsa-sha2-nistp256@openssh.com",
    }
)
CERTIFICATE = "-cert-v01@openssh.com"
_SALT_LENGTH = 20  # of SHA-1, which hashed names have used from the start
_MARKERS = {"@cert-authority": "ca", "@revoked": "revoked"}
_PLAIN_NAME = re.compile(r"[^\s,*?!|@#\[\]]+")
_KEY = re.compile(rb"^(\s*\S+\s+)\S+\s+\S+")  # behind the names: type and base64
_REPLACED = "replaced-in-goferry"  # the comment of what GoFerry itself withdrew


@dataclass(frozen=True, slots=True)
class HostKey:
    """A server's public key: its type as OpenSSH names it, and its bytes on the wire."""

    type: str
    data: bytes

    @property
    def fingerprint(self) -> str:
        """`SHA256:…`, as `ssh-keygen -l` prints it."""
        digest = base64.b64encode(hashlib.sha256(self.data).digest()).decode()
        return f"SHA256:{digest.rstrip('=')}"

    @property
    def line(self) -> str:
        """The key as a known_hosts or .pub file spells it: type and base64."""
        return f"{self.type} {base64.b64encode(self.data).decode()}"

    @property
    def is_certificate(self) -> bool:
        """Whether an authority signed it."""
        return self.type.endswith(CERTIFICATE)


class Standing(StrEnum):
    """What the files say about a key."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    CHANGED = "changed"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the files say, and the keys that are recorded for this server."""

    standing: Standing
    recorded: tuple[HostKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line that was understood; `marker` is "", "ca" or "revoked"."""

    marker: str
    names: str
    key: HostKey
    comment: str = ""

    def is_for(self, name: str) -> bool:
        """Whether the line speaks about `name`, as a hash or in its list of patterns."""
        if self.names.startswith("|"):
            return _hashed(name, self.names) == self.names
        return matches_list(name, self.names.lower())

    def holds(self, name: str, key: HostKey) -> bool:
        """Whether the line records this key as the host's own."""
        return self.marker == "" and self.key == key and self.is_for(name)

    def gives_way(self, name: str, key: HostKey, gone: frozenset[HostKey] | None) -> bool:
        """Whether `key` takes the place of this line's, which is in `gone` or of the same type.

        A line by which GoFerry itself withdrew this very key gives way, too.
        """
        if self.marker or self.key == key:
            withdrawn = self.marker == "revoked" and self.comment == _REPLACED
            return withdrawn and self.key == key and self.names == name
        replaced = self.key.type == key.type if gone is None else self.key in gone
        return replaced and self.is_for(name)

    def is_alone(self, name: str) -> bool:
        """Whether the line speaks of this host and no other."""
        others = {one.lower() for one in self.names.split(",") if not one.startswith("!")}
        return self.names.startswith("|") or others <= {name}

    def without(self, name: str) -> str:
        """Return the names of the line such that it says no more of this one.

        A pattern goes on to count for all other hosts that it covers.
        """
        rest = ",".join(one for one in self.names.split(",") if one.lower() != name)
        return f"{rest},!{name}" if matches_list(name, rest.lower()) else rest


class KnownHosts:
    """All known_hosts files together, in the order in which OpenSSH would read them."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._entries = tuple(entry for file in files for entry in read(file))

    def judge(self, host: str, port: int, key: HostKey) -> Judgement:
        """Say what the files know about this key of `host`.

        As in OpenSSH, what is recorded for the bare host also counts on another port.
        """
        found = self._judge(host_name(host, port), key)
        if found.standing is Standing.UNKNOWN and port != SSH_PORT:
            bare = self._judge(host_name(host, SSH_PORT), key)
            if bare.standing in (Standing.KNOWN, Standing.REVOKED):
                return bare
        return found

    def vouched(
        self, host: str, port: int, key: HostKey, *, authority: HostKey, valid: bool
    ) -> Judgement:
        """Say what the files know about a key that `authority` signed for this host.

        `valid` tells whether the certificate holds at all; if it does not, or nobody here trusts
        the authority, the bare key is judged, as OpenSSH does.
        """
        names = dict.fromkeys((host_name(host, port), host_name(host, SSH_PORT)))
        markers = [self._marker_of(authority, name) for name in names]
        if "revoked" in markers:
            return Judgement(Standing.REVOKED)
        judged = self.judge(host, port, key)
        if valid and "ca" in markers and judged.standing is not Standing.REVOKED:
            return Judgement(Standing.KNOWN, (key,))
        return judged

    def has_authority(self, host: str, port: int) -> bool:
        """Whether an authority is trusted to sign keys of this host."""
        names = {host_name(host, port), host_name(host, SSH_PORT)}
        return any(
            one.marker == "ca" and any(one.is_for(name) for name in names) for one in self._entries
        )

    def _marker_of(self, authority: HostKey, name: str) -> str:
        """Find how an authority is marked for a name; revoked goes first."""
        found = {one.marker for one in self._entries if one.key == authority and one.is_for(name)}
        return next((marker for marker in ("revoked", "ca") if marker in found), "")

    def types(self, host: str, port: int) -> tuple[str, ...]:
        """Name the key types recorded for a host: ask the server for one of these first."""
        names = {host_name(host, port), host_name(host, SSH_PORT)}
        wanted = [one for one in self._entries if any(one.is_for(name) for name in names)]
        return tuple(dict.fromkeys(one.key.type for one in wanted if one.marker == ""))

    def _judge(self, name: str, key: HostKey) -> Judgement:
        entries = [entry for entry in self._entries if entry.is_for(name)]
        if any(entry.marker == "revoked" and entry.key == key for entry in entries):
            return Judgement(Standing.REVOKED)
        recorded = tuple(entry.key for entry in entries if entry.marker == "")
        if key in recorded:
            return Judgement(Standing.KNOWN, (key,))
        return Judgement(Standing.CHANGED if recorded else Standing.UNKNOWN, recorded)


def read(file: Path) -> Iterator[Entry]:
    """Yield the lines of a file that can be understood; a file that is not there has none."""
    try:
        content = file.read_bytes()
    except OSError:
        return
    for raw in content.split(b"\n"):
        entry = _entry(raw.partition(b"\0")[0].decode("utf-8", "surrogateescape"))
        if entry is not None:
            yield entry


def host_name(host: str, port: int) -> str:
    """Spell a server as known_hosts does: `host`, or `[host]:port` off the usual port."""
    return host.lower() if port == SSH_PORT else f"[{host.lower()}]:{port}"


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
    wanted = [f"@revoked {name} {key.line} {_REPLACED}\n".encode() for key in keys]
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


def _entry_of(line: bytes) -> Entry | None:
    return _entry(line.rstrip(b"\n").partition(b"\0")[0].decode("utf-8", "surrogateescape"))


def parse_key(text: str) -> HostKey | None:
    """Read `type base64 [comment]`, or None when it is not a key that OpenSSH would take."""
    kind, _, rest = text.strip(" \t").partition(" ") if " " in text else text.partition("\t")
    words = rest.split(maxsplit=1)
    if kind not in KNOWN_TYPES or not words:
        return None
    data = _decoded(words[0])
    return HostKey(kind, data) if _holds(data, kind) else None


def _decoded(text: str) -> bytes:
    """Decode base64 as OpenSSH does, which takes one spelling only; nothing for any other."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        return b""
    return data if base64.b64encode(data) == text.encode() else b""


def _entry(line: str) -> Entry | None:
    """Understand one line, or return None for a comment or a damaged one."""
    line = line.lstrip(" \t")
    marker = ""
    if line.startswith("@"):
        word, line = _cut_marker(line)
        if word not in _MARKERS or line.startswith("@"):
            return None
        marker = _MARKERS[word]
    words = line.split(None, 1)
    if len(words) < 2 or words[0].startswith("#"):  # noqa: PLR2004 - names and a key
        return None
    key = parse_key(words[1])
    if key is None:
        return None
    _, _, *rest = words[1].split(None, 2)
    return Entry(marker, words[0], key, "".join(rest).strip())


def _cut_marker(line: str) -> tuple[str, str]:
    """Cut where OpenSSH does: at the line's first space, at a tab only when it has no space."""
    marker, _, rest = line.partition(" " if " " in line else "\t")
    return marker, rest.lstrip(" \t")


def _holds(data: bytes, kind: str) -> bool:
    """Whether the bytes are a whole key of this type: its name, then complete fields."""
    fields = split_fields(data)
    if fields is None or fields[0] != kind.encode():
        return False
    if kind == "ssh-ed25519":
        return [len(field) for field in fields[1:]] == [32]
    return len(fields) > 1


def split_fields(data: bytes) -> list[bytes] | None:
    """Split SSH's length-prefixed strings, or return None when the last one is cut short."""
    fields = []
    while data:
        length = int.from_bytes(data[:4], "big")
        if len(data) < 4 + length:
            return None
        fields.append(data[4 : 4 + length])
        data = data[4 + length :]
    return fields or None


def _hashed(name: str, like: str) -> str:
    """Hash a name with the salt of another hashed one; empty when that one is damaged."""
    parts = like.split("|")
    salt = _decoded(parts[2]) if parts[1:2] == ["1"] and len(parts) > 2 else b""  # noqa: PLR2004
    if len(salt) != _SALT_LENGTH:
        return ""
    digest = hmac.new(salt, name.encode(), hashlib.sha1).digest()
    return f"|1|{base64.b64encode(salt).decode()}|{base64.b64encode(digest).decode()}"


def _odd_host(host: str) -> Problem:
    return Problem(
        code="server_host_odd",
        what=say("“{host}” cannot be the address of a server.", host=host),
        why=say("An address has no spaces, commas, brackets or wildcards."),
        field="host",
    )
