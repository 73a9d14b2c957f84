"""Certificates as they lie on a server: by whom, until when, and why one was not renewed."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.x509.oid import NameOID

from core.codec import object_in
from core.plain_text import one_line
from core.service.fronted import Certificate
from core.words import Text, say, say_count

if TYPE_CHECKING:
    from collections.abc import Iterable

WARNED = 14  # days; of a short life, the last quarter
# As certbot's `renewal.py` writes it.
_NOT_BY_CERTBOT = re.compile(
    r"Failed to renew certificate (?P<domain>\S+) with error: (?P<reason>.+)"
)
_DONE = ("certificate obtained successfully", "certificate renewed successfully")


def read(pem: bytes, reason: str, *, now: datetime | None = None) -> Certificate:
    """Read a certificate (PEM; empty where there is none); `reason` is why it is not renewed."""
    found = _loaded(pem)
    if found is None:
        return Certificate(problem=_none(reason))
    issuer, begins, ends = found
    remaining = (ends - (now or datetime.now(UTC))) / timedelta(days=1)
    left = math.floor(remaining)
    warned = min(WARNED, (ends - begins) / timedelta(days=4))
    return Certificate(
        issuer=issuer,
        days_left=left,
        problem=_ending(left, reason) if remaining < warned else _not_renewed(left, reason),
    )


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a domain has no new certificate; empty where that went well. `refused`: it was denied."""

    text: str = ""
    refused: bool = False


def reason_in(lines: Iterable[str], domain: str, *, since: float = 0.0) -> Reason:
    """Find in Caddy's log why a domain has no new certificate: what counts is the last try.

    `since` passes over what was written before that second of the server's clock.
    """
    reason = Reason()
    for entry in map(object_in, lines):
        if entry.get("identifier") != domain or not _is_after(entry, since):
            continue
        if entry.get("msg") in _DONE:
            reason = Reason()
        elif entry.get("level") == "error" and (said := _said(entry)):
            refused = "problem" in entry
            reason = reason if reason.refused and not refused else Reason(said, refused)
    return reason


def renewals_in(lines: Iterable[str]) -> dict[str, str]:
    """Find in certbot's log why it could not renew, by domain."""
    found = filter(None, map(_NOT_BY_CERTBOT.search, lines))
    return {one["domain"]: one_line(one["reason"]) for one in found}


def _is_after(entry: dict[str, Any], since: float) -> bool:
    at = entry.get("ts")
    return not since or (isinstance(at, int | float) and at >= since)


def _said(entry: dict[str, Any]) -> str:
    """What the authority said; of the ways to prove a domain, the one by port 80 says most."""
    problem = entry.get("problem")
    if isinstance(problem, dict):
        by_http = entry.get("challenge_type") == "http-01"
        return one_line(str(problem.get("detail", ""))) if by_http else ""
    return one_line(str(entry.get("error", "")))


def _loaded(pem: bytes) -> tuple[str, datetime, datetime] | None:
    try:
        found = x509.load_pem_x509_certificate(pem)
    except ValueError:
        return None
    names = (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME)
    told = [one.value for name in names for one in found.issuer.get_attributes_for_oid(name)]
    issuer = one_line(" ".join(str(one) for one in told))
    return issuer, found.not_valid_before_utc, found.not_valid_after_utc


def _none(reason: str) -> Text:
    if reason:
        return say("There is no certificate. The last request ended with: {reason}", reason=reason)
    return say("There is no certificate yet.")


def _ending(left: int, reason: str) -> Text:
    if left < 0:
        ends = say("The certificate has expired: browsers reject it.")
    elif left == 0:
        ends = say("The certificate expires within a day.")
    else:
        ends = say_count(
            left,
            one="The certificate expires in {n} day.",
            many="The certificate expires in {n} days.",
        )
    if not reason:
        return ends
    return say("{ends} The last renewal ended with: {reason}", ends=ends, reason=reason)


def _not_renewed(left: int, reason: str) -> Text | None:
    if not reason:
        return None
    if left == 0:  # one of a life of hours
        return say(
            "The certificate expires within a day, and the last renewal ended with: {reason}",
            reason=reason,
        )
    return say_count(
        left,
        one="The certificate expires in {n} day, and the last renewal ended with: {reason}",
        many="The certificate expires in {n} days, and the last renewal ended with: {reason}",
        reason=reason,
    )
