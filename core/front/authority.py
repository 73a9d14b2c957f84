"""Who is asked for certificates, where it is not the usual one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A certificate authority.

    `url` is its ACME directory, `root` the certificate (PEM) by which it is known.
    """

    url: str = ""
    root: bytes = b""
