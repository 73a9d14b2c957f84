"""Domains and their certificates: spelled for scripts, and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.problems import Problem

if TYPE_CHECKING:
    from core.usecases.fronting import Fronted

    Domains = tuple[Fronted, ...] | Problem


def fields(one: Fronted) -> dict[str, Any]:
    """Spell a domain and its certificate."""
    certificate = one.certificate
    told: dict[str, Any] = {"issuer": certificate.issuer, "days_left": certificate.days_left}
    if certificate.problem is not None:
        told["problem"] = str(certificate.problem)
    found = {"domain": one.site.domain, "service": one.site.service, "certificate": told}
    return found if one.problem is None else {**found, "problem": str(one.problem)}


def of_service(domains: Domains) -> dict[str, Any]:
    """Spell the domains of a service, and for how many days the first to end is good.

    Both are null where nobody could look; a service without a domain has no days.
    """
    if isinstance(domains, Problem):
        unknown = {"code": domains.code, "what": str(domains.what)}
        return {"domains": None, "certificate_days": None, "domains_unknown": unknown}
    known = [one.certificate.days_left for one in domains]
    days = min((left for left in known if left is not None), default=None)
    return {
        "domains": list(map(fields, domains)),
        **({"certificate_days": days} if domains else {}),
    }


def lines(server: str, domains: Domains) -> tuple[str, ...]:
    """Tell the domains of a service on a server, a line each."""
    if isinstance(domains, Problem):
        return (f"  ? {domains.what} {domains.why}",)
    return tuple(f"  {one.standing} {server}: {one.site.url} · {one.told}" for one in domains)
