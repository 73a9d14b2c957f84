"""What stands before a service on its server: domains, where they lead, and their certificates."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.words import Text, say, say_count


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

    @property
    def url(self) -> str:
        """Where a visitor finds it."""
        return f"https://{self.domain}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What proves a domain: by whom, and for how many more days.

    `days_left` is None where there is no certificate, or, without `known`, where nobody could read
    it. `problem` is what a person should know: it ends soon, it is not there, and why.
    """

    issuer: str = ""
    days_left: int | None = None
    problem: Text | None = None
    known: bool = True

    @property
    def valid(self) -> bool:
        """Whether browsers take it today."""
        return self.days_left is not None and self.days_left >= 0

    @property
    def expired(self) -> bool:
        """Whether browsers took it once, and take it no more."""
        return self.days_left is not None and self.days_left < 0


class Standing(StrEnum):
    """How a domain stands, as the sign that is written before it."""

    GOOD = "✓"
    WARNED = "!"
    BAD = "✗"
    UNKNOWN = "?"


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

    @property
    def standing(self) -> Standing:
        """Whether all is well, something is coming, visitors meet an error, or nobody knows."""
        if self.problem or (self.certificate.known and not self.certificate.valid):
            return Standing.BAD
        if not self.certificate.known:
            return Standing.UNKNOWN
        return Standing.WARNED if self.wrong else Standing.GOOD

    @property
    def told(self) -> Text:
        """What is wrong, by whom its certificate is, and for how long."""
        issuer, wrong = self.certificate.issuer, self.wrong
        if wrong is None:
            return _lasts(issuer, self.certificate.days_left or 0)
        if self.standing is Standing.WARNED:
            return say("certificate of {issuer} · {wrong}", issuer=issuer, wrong=wrong)
        return wrong


def _lasts(issuer: str, days: int) -> Text:
    if days == 0:
        return say("certificate of {issuer}, less than a day left", issuer=issuer)
    return say_count(
        days,
        one="certificate of {issuer}, {n} more day",
        many="certificate of {issuer}, {n} more days",
        issuer=issuer,
    )
