"""Certificates are told as they are: by whom, for how long, and why one was not renewed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from core.front.certificates import Reason, read, reason_in, renewals_in

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
KEY = ec.generate_private_key(ec.SECP256R1())


def certificate(*, days: float, life: float = 90, by: str = "Let's Test", cn: str = "R1") -> bytes:
    issuer = [x509.NameAttribute(NameOID.COMMON_NAME, cn)]
    issuer += [x509.NameAttribute(NameOID.ORGANIZATION_NAME, by)] if by else []
    ends = NOW + timedelta(days=days)
    made = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a.example")]))
        .issuer_name(x509.Name(issuer))
        .public_key(KEY.public_key())
        .serial_number(1)
        .not_valid_before(ends - timedelta(days=life))
        .not_valid_after(ends)
        .sign(KEY, hashes.SHA256())
    )
    return made.public_bytes(Encoding.PEM)


def told(**entry: Any) -> str:  # noqa: ANN401 - as Caddy writes it
    return json.dumps({"level": "error", "identifier": "a.example", "ts": 100.5, **entry})


DENIED = told(
    msg="challenge failed",
    challenge_type="http-01",
    problem={"detail": "dial tcp 127.0.0.9:80: connection refused"},
)
BY_TLS = told(msg="challenge failed", challenge_type="tls-alpn-01", problem={"detail": "no"})
BROKEN = told(msg="could not get certificate from issuer", error="dial tcp: no route to host")
DONE = told(level="info", msg="certificate obtained successfully")


@pytest.mark.parametrize(
    ("days", "life", "left", "problem"),
    [
        (89.5, 90, 89, ""),
        (14.0, 90, 14, ""),
        (13.9, 90, 13, "The certificate expires in 13 days."),
        (1.0, 90, 1, "The certificate expires in 1 day."),
        (0.5, 90, 0, "The certificate expires within a day."),
        (-0.1, 90, -1, "The certificate has expired: browsers reject it."),
        (4.0, 6, 4, ""),
        (1.4, 6, 1, "The certificate expires in 1 day."),
    ],
)
def test_a_certificate_is_told_and_warned_of_in_time(
    days: float, life: float, left: int, problem: str
) -> None:
    found = read(certificate(days=days, life=life), "", now=NOW)
    assert (found.issuer, found.days_left) == ("Let's Test R1", left)
    assert str(found.problem or "") == problem
    assert found.valid is (left >= 0)


def test_why_it_was_not_renewed_is_said_beside_it() -> None:
    ends = read(certificate(days=3), "refused", now=NOW)
    assert str(ends.problem) == (
        "The certificate expires in 3 days. The last renewal ended with: refused"
    )
    later = read(certificate(days=30), "refused", now=NOW)
    assert (
        str(later.problem)
        == "The certificate expires in 30 days, and the last renewal ended with: refused"
    )
    assert later.valid
    soon = read(certificate(days=0.4, life=0.5), "refused", now=NOW)
    assert str(soon.problem) == (
        "The certificate expires within a day, and the last renewal ended with: refused"
    )


@pytest.mark.parametrize("pem", [b"", b"no", b"-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_none_is_none_and_says_why(pem: bytes) -> None:
    found = read(pem, "")
    assert (found.issuer, found.days_left, found.valid) == ("", None, False)
    assert str(found.problem) == "There is no certificate yet."
    assert str(read(pem, "refused").problem) == (
        "There is no certificate. The last request ended with: refused"
    )


def test_an_issuer_cannot_speak_to_the_terminal() -> None:
    found = read(certificate(days=80, by="", cn="R\x1b[2J1"), "", now=NOW)
    assert found.issuer == "R·[2J1"


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ((), Reason()),
        ((DENIED,), Reason("dial tcp 127.0.0.9:80: connection refused", refused=True)),
        ((DENIED, BY_TLS), Reason("dial tcp 127.0.0.9:80: connection refused", refused=True)),
        ((DENIED, BROKEN), Reason("dial tcp 127.0.0.9:80: connection refused", refused=True)),
        ((BROKEN,), Reason("dial tcp: no route to host")),
        ((DENIED, DONE), Reason()),
        ((DENIED, DONE, BROKEN), Reason("dial tcp: no route to host")),
        ((told(identifier="b.example", error="theirs"),), Reason()),
        (("no JSON", "[1]", told(level="info", error="x"), told(problem="odd")), Reason()),
        ((told(error="\x1b[2J\nx"),), Reason("·[2J·x")),
    ],
)
def test_the_reason_is_that_of_the_last_try(lines: tuple[str, ...], reason: Reason) -> None:
    assert reason_in(lines, "a.example") == reason


def test_why_certbot_could_not_renew_is_found_by_domain() -> None:
    begin = "2026-11-29 16:00:00,1:ERROR:certbot._internal.renewal:Failed to renew certificate"
    lines = (f"{begin} a.example with error: Some challenges\x1b have failed.", "odd", f"{begin} b")
    assert renewals_in(lines) == {"a.example": "Some challenges· have failed."}


def test_what_was_said_before_is_passed_over() -> None:
    assert reason_in((DENIED,), "a.example", since=101) == Reason()
    assert reason_in((DENIED,), "a.example", since=100).refused
    assert reason_in((told(error="x", ts="odd"),), "a.example", since=100) == Reason()
