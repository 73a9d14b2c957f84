"""What stands before a server's services: domains, where they lead, and their certificates."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.words import Text


class Door(StrEnum):
    """Which web server answers on ports 80 and 443.

    `OURS` is the one that GoFerry builds and deploys; the others are there already, and keep all
    that they have.
    """

    OURS = "goferry"
    CADDY = "caddy"
    NGINX = "nginx"
    APACHE = "apache"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A domain, and the service that answers for it, at its port on the server itself."""

    domain: str
    service: str
    port: int
    door: Door = Door.OURS


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What proves a domain: by whom, and for how many more days.

    `days_left` is None where there is no certificate, or nobody could read it. `problem` is what
    a person should know: it ends soon, it is not there, and why.
    """

    issuer: str = ""
    days_left: int | None = None
    problem: Text | None = None

    @property
    def valid(self) -> bool:
        """Whether browsers take it today."""
        return self.days_left is not None and self.days_left >= 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fronted:
    """A domain as it is on the server now.

    `refused` says that the last try for a certificate was denied, `problem` that the domain leads
    past its service.
    """

    site: Site
    certificate: Certificate
    refused: bool = False
    problem: Text | None = None

    @property
    def wrong(self) -> Text | None:
        """What a person should know first."""
        return self.problem or self.certificate.problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Who is asked for certificates, where it is not the usual one.

    `url` is its ACME directory, `root` the certificate (PEM) by which it is known.
    """

    url: str = ""
    root: bytes = b""
