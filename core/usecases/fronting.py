"""Put domains and certificates before services, tell how they are, and take them away again."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.events import Noticed, Steps, on_server
from core.front.authority import Authority
from core.front.domains import domain_of
from core.problems import Advice, Problem, ProblemError
from core.service.fronted import Certificate, Door, Fronted, Site, Standing
from core.usecases.guarding import must_be_confirmed
from core.words import list_of, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from core.events import Report
    from core.front.putting import Prepared, Wish
    from core.home import Home
    from core.service.model import Release, Service
    from core.service.plan import Plan
    from core.service.results import Cut
    from core.ssh.session import ServerSession
    from core.words import Text

__all__ = ["Certificate", "Door", "FrontWish", "Fronted", "Site", "Standing", "domain_of"]

_URL = re.compile(r"https://[A-Za-z0-9.-]{1,253}(?::\d{1,5})?(?:/[A-Za-z0-9._~/-]{0,500})?")
_LARGEST_ROOT = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontWish:
    """Which domains lead to which service, as a person says it.

    `door` None takes the web server that is there, else GoFerry's own. `acme` is the directory of
    another certificate authority, `acme_root` a file with the certificate by which it is known.
    """

    domains: tuple[str, ...]
    service: str
    door: Door | None = None
    acme: str = ""
    acme_root: Path | None = None


async def front(
    home: Home, session: ServerSession, wish: FrontWish, *, report: Report
) -> tuple[Fronted, ...]:
    """Put the domains before the service, and tell their certificates.

    Where GoFerry's own front door is not there yet, it is built and deployed first.
    """
    from core.front import putting

    must_be_confirmed((session,))
    asked = _wish(wish)
    prepared = await putting.prepare(session, asked)
    report = on_server(session.profile.name, report)
    for note in prepared.notes:
        report(Noticed(problem=note))
    if prepared.stale:
        await _open(home, session, report)
    steps = Steps(2, report, shares=(1, 9))
    steps.start(prepared.step.sentence)
    await putting.put(session, prepared)
    steps.finish()
    steps.start(say("Wait for the certificates"))
    found = await putting.certified(session, prepared)
    steps.finish()
    certified = all(one.certificate.valid for one in found)
    if (shut := await putting.closed(session, certified=certified)) is not None:
        report(Noticed(problem=shut))
    report(Noticed(problem=_behind(asked.service)))
    return found


async def plan(home: Home, session: ServerSession, wish: FrontWish, *, report: Report) -> Plan:
    """Say what `front` would do, to the byte; changes nothing on the server."""
    from core.front import putting
    from core.service.plan import Plan

    prepared = await putting.prepare(session, _wish(wish))
    if not prepared.stale:
        return _with_site(
            Plan(server=session.profile.name, release="", previous="", actions=()), prepared
        )
    from core.deploy.deployer import make_plan

    release, service = await _made(home, session, report)
    return _with_site(await make_plan(session, release, service), prepared)


async def listed(session: ServerSession) -> tuple[Fronted, ...]:
    """Tell every domain there, and its certificate."""
    from core.front import standing

    return await standing.listed(session)


async def remove(session: ServerSession, domain: str) -> tuple[Fronted, ...]:
    """Take a domain away, and tell those that stay."""
    from core.front import putting

    must_be_confirmed((session,))
    return await putting.remove(session, domain_of(domain))


def not_proved(found: Iterable[Fronted]) -> Problem | None:
    """Say which domains have no certificate that a browser takes."""
    bare = [one for one in found if not one.certificate.valid]
    if not bare:
        return None
    first = bare[0]
    return Problem(
        code="certificate_missing",
        what=say(
            "{domains}: no certificate that browsers accept.",
            domains=list_of(one.site.domain for one in bare),
        ),
        why=first.certificate.problem or say("The certificate has expired: browsers reject it."),
        next=(Advice(_advice(first.site)),),
    )


def _with_site(plan: Plan, prepared: Prepared) -> Plan:
    return replace(
        plan, actions=(*plan.actions, prepared.step), notes=(*plan.notes, *prepared.notes)
    )


async def _open(home: Home, session: ServerSession, report: Report) -> None:
    """Deploy GoFerry's own front door; raises what stood in the way."""
    from core.deploy.deployer import deploy

    release, service = await _made(home, session, report)
    outcome = await deploy(session, release, service, report=report)
    if not outcome.result.good:
        raise ProblemError(outcome.problem or _not_open(session.profile.name))
    if outcome.cut is not None and outcome.cut.count:
        report(Noticed(problem=_updated(outcome.cut)))


async def _made(home: Home, session: ServerSession, report: Report) -> tuple[Release, Service]:
    """Build Caddy, and look into it as into any program."""
    from core.front import ours
    from core.service.model import Release
    from core.usecases.bringing import built_for
    from core.usecases.inspecting import inspect_program

    folder = ours.sources(home)
    program = await built_for(home, session, folder, report=report)
    return Release.of(await inspect_program(program)), ours.service(folder)


def _wish(wish: FrontWish) -> Wish:
    from core.front.putting import Wish

    return Wish(
        domains=tuple(dict.fromkeys(map(domain_of, wish.domains))),
        service=wish.service,
        door=wish.door,
        authority=_authority(wish),
    )


def _authority(wish: FrontWish) -> Authority:
    if wish.acme and not _URL.fullmatch(wish.acme):
        raise ProblemError(_odd_authority(wish.acme))
    return Authority(url=wish.acme, root=_root(wish.acme_root) if wish.acme_root else b"")


def _root(file: Path) -> bytes:
    """Read the authority's certificate, and write it anew: what else the file holds stays here."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    try:
        with file.open("rb") as opened:
            found = x509.load_pem_x509_certificate(opened.read(_LARGEST_ROOT))
    except (OSError, ValueError) as reason:
        raise ProblemError(_odd_root(file, str(reason))) from reason
    return found.public_bytes(Encoding.PEM)


def _advice(site: Site) -> Text:
    match site.door:
        case Door.NGINX | Door.APACHE:
            command = f"certbot certonly --{site.door} -d {site.domain}"
            return say(
                "Get one with certbot there, then run this again: {command}",
                command=command,
            )
        case _:
            return say("Point the domain there, open ports 80 and 443, then run this again.")


def _behind(service: str) -> Problem:
    """Tell a program behind a front door whom to believe about its visitors' addresses."""
    return Problem(
        code="front_trusted_proxy",
        what=say("{service} now receives its requests from the front door.", service=service),
        why=say("The visitor's address is in X-Forwarded-For, which only the front door sets."),
        next=(
            Advice(
                say("With Gin, trust the front door only: {line}", line=_GIN),
            ),
        ),
    )


_GIN = 'router.SetTrustedProxies([]string{"127.0.0.1"})'


def _updated(cut: Cut) -> Problem:
    return Problem(
        code="front_updated",
        what=say("The front door was updated: {cut}", cut=cut.words),
        why=say("These were visitors' connections to any domain on this server."),
    )


def _not_open(server: str) -> Problem:
    return Problem(
        code="front_not_open",
        what=say("The front door is not running on {server}.", server=server),
        why=say("Its deploy was not finished. The server is unchanged."),
    )


def _odd_authority(url: str) -> Problem:
    return Problem(
        code="acme_unusable",
        what=say("“{url}” is not the address of a certificate authority.", url=url[:200]),
        why=say("It must be the URL of an ACME directory, beginning with https://."),
        field="acme",
    )


def _odd_root(file: Path, reason: str) -> Problem:
    return Problem(
        code="acme_root_unusable",
        what=say("{file} does not contain a certificate.", file=str(file)),
        why=say("The system reported: {reason}", reason=reason),
        field="acme_root",
    )
