"""A server's certificate: its key, who signed it, for which names and until when.

The layout is that of OpenSSH's PROTOCOL.certkeys.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from core.ssh.host_keys import CERTIFICATE, HostKey, split_fields

_HOST = 2
_KEY_FIELDS = {
    "ssh-ed25519": 1,
    "ecdsa-sha2-nistp256": 2,
    "ecdsa-sha2-nistp384": 2,
    "ecdsa-sha2-nistp521": 2,
    "ssh-rsa": 2,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What a certificate claims. `signed` are the bytes that `signature` of `authority` covers."""

    key: HostKey
    authority: HostKey
    is_for_hosts: bool
    principals: tuple[str, ...]
    valid_after: int
    valid_before: int
    has_critical_options: bool
    signed: bytes
    signature: bytes

    def speaks_for(self, host: str, *, now: float | None = None) -> bool:
        """Whether it names this host and is valid now.

        As in OpenSSH, one without any name speaks for all hosts.
        """
        moment = time.time() if now is None else now
        named = not self.principals or host.lower() in self.principals
        timely = self.valid_after <= moment < self.valid_before
        return self.is_for_hosts and named and timely and not self.has_critical_options


def read_certificate(data: bytes) -> Certificate | None:
    """Take a certificate apart, or return None when it is none, or a damaged one."""
    try:
        return _read(_Reader(data))
    except (ValueError, KeyError):
        return None


class _Reader:
    """Goes through SSH's binary fields; raises `ValueError` at an end that comes too soon."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0

    def number(self, size: int) -> int:
        return int.from_bytes(self._take(size), "big")

    def string(self) -> bytes:
        return self._take(self.number(4))

    def upto_here(self) -> bytes:
        return self._data[: self.at]

    def ended(self) -> bool:
        return self.at == len(self._data)

    def _take(self, size: int) -> bytes:
        if self.at + size > len(self._data):
            raise ValueError("cut short")
        self.at += size
        return self._data[self.at - size : self.at]


def _read(reader: _Reader) -> Certificate:
    kind = reader.string().decode("ascii").removesuffix(CERTIFICATE)
    reader.string()  # the nonce
    parts = [kind.encode(), *(reader.string() for _ in range(_KEY_FIELDS[kind]))]
    reader.number(8)  # the serial number
    is_for_hosts = reader.number(4) == _HOST
    reader.string()  # the authority's own name for it
    principals = split_fields(reader.string()) or []
    valid_after, valid_before = reader.number(8), reader.number(8)
    critical, _extensions, _reserved = reader.string(), reader.string(), reader.string()
    authority = reader.string()
    signed = reader.upto_here()
    signature = reader.string()
    if not reader.ended():
        raise ValueError("something follows")
    return Certificate(
        key=HostKey(kind, b"".join(len(part).to_bytes(4, "big") + part for part in parts)),
        authority=HostKey(_Reader(authority).string().decode("ascii"), authority),
        is_for_hosts=is_for_hosts,
        principals=tuple(one.decode("utf-8", "replace") for one in principals),
        valid_after=valid_after,
        valid_before=valid_before,
        has_critical_options=bool(critical),
        signed=signed,
        signature=signature,
    )
