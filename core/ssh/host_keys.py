"""Is this the server we know? OpenSSH's known_hosts files, read by OpenSSH's own rules.

The rules are those of hostfile.c and sshconnect.c: hashed names, `[host]:port`, wildcards,
negation, several keys, markers; a line that cannot be understood is skipped and never hides the
lines after it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.ports import SSH_PORT
from core.ssh.config.patterns import matches_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
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
REPLACED = "replaced-in-goferry"  # the comment of what GoFerry itself withdrew


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
class KnownHostsEntry:
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
            withdrawn = self.marker == "revoked" and self.comment == REPLACED
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


def read(file: Path) -> Iterator[KnownHostsEntry]:
    """Yield the lines of a file that can be understood; a file that is not there has none."""
    try:
        content = file.read_bytes()
    except OSError:
        return
    for raw in content.split(b"\n"):
        entry = read_line(raw.partition(b"\0")[0].decode("utf-8", "surrogateescape"))
        if entry is not None:
            yield entry


def host_name(host: str, port: int) -> str:
    """Spell a server as known_hosts does: `host`, or `[host]:port` off the usual port."""
    return host.lower() if port == SSH_PORT else f"[{host.lower()}]:{port}"


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


def read_line(line: str) -> KnownHostsEntry | None:
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
    return KnownHostsEntry(marker, words[0], key, "".join(rest).strip())


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
