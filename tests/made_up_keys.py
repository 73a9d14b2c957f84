"""Host keys, certificates and key files made up within microseconds, for tables of who is known."""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from core.ssh.host_keys import HostKey

_ED25519, _CERTIFICATE = "ssh-ed25519", "ssh-ed25519-cert-v01@openssh.com"
FOREVER = 2**64 - 1


def string(*parts: bytes | str) -> bytes:
    """Spell strings as SSH does, one after the other: the length of each, then itself."""
    every = (part.encode() if isinstance(part, str) else part for part in parts)
    return b"".join(len(part).to_bytes(4, "big") + part for part in every)


def host_key(number: int, kind: str = _ED25519) -> HostKey:
    """A public key that nobody has the private half of; equal numbers make equal keys."""
    if kind == _ED25519:
        return HostKey(kind, string(kind, bytes([number]) * 32))
    return HostKey(kind, string(kind, b"\3", bytes([number]) * 9))


def hashed(name: str, salt: bytes = b"twenty bytes of salt") -> str:
    """Hash a name as `ssh-keygen -H` does."""
    digest = hmac.new(salt, name.encode(), hashlib.sha1).digest()
    return f"|1|{base64.b64encode(salt).decode()}|{base64.b64encode(digest).decode()}"


def private_key(number: int) -> ed25519.Ed25519PrivateKey:
    """A real key; equal numbers make equal keys."""
    return ed25519.Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)


def public_of(key: ed25519.Ed25519PrivateKey) -> HostKey:
    """The public half of a real key."""
    return HostKey(_ED25519, string(_ED25519) + string(key.public_key().public_bytes_raw()))


def key_file(number: int, passphrase: str = "") -> bytes:
    """The private key's file as `ssh-keygen` writes it."""
    locked = (
        serialization.BestAvailableEncryption(passphrase.encode())
        if passphrase
        else serialization.NoEncryption()
    )
    return private_key(number).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, locked
    )


def certificate(  # noqa: PLR0913 - each is what some test wants to be wrong
    key: HostKey,
    authority: ed25519.Ed25519PrivateKey,
    *,
    names: tuple[str, ...] = (),
    after: int = 0,
    before: int = FOREVER,
    kind: int = 2,
    critical: bytes = b"",
    more: bytes = b"",
) -> bytes:
    """Sign a key of ed25519 as an authority does; `kind` 2 is for hosts, 1 for users."""
    signer = public_of(authority)
    signed = b"".join(
        (
            string(_CERTIFICATE),
            string(b"nonce"),
            key.data[len(string(_ED25519)) :],
            (7).to_bytes(8, "big"),
            kind.to_bytes(4, "big"),
            string("the authority's own name for it"),
            string(string(*names)),
            after.to_bytes(8, "big"),
            before.to_bytes(8, "big"),
            string(critical),
            string(b""),
            string(b""),
            string(signer.data),
        )
    )
    return signed + string(string(_ED25519) + string(authority.sign(signed))) + more


def as_shown(data: bytes) -> HostKey:
    """A certificate as a server shows it in place of its key."""
    return HostKey(_CERTIFICATE, data)
