"""Meet a server: look at it before it is remembered, trust its key, learn what it is like."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from core.events import Noticed
from core.problems import Advice, Problem, ProblemError
from core.words import all_of, say, verbatim

if TYPE_CHECKING:
    from core.events import Report
    from core.home import Home
    from core.servers.facts import Facts
    from core.service.model import Release, Service
    from core.service.plan import Plan
    from core.ssh.connection import Connection, Route
    from core.ssh.host_keys import HostKey
    from core.ssh.profile import Profile
    from core.ssh.session import ServerSession

_SECONDS = 6.0  # a server that is up answers sooner, and one that is not may be added all the same
_FIRST_PORT = 8080


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownKey:
    """The key that a server shows, and the fingerprints of those that it had before."""

    key: HostKey
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRoute:
    """The way to a server, and the keywords that ssh follows on it and GoFerry does not."""

    route: Route
    unfollowed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a server is like: its key, its facts, and what stands before a deploy there."""

    key: HostKey
    facts: Facts
    findings: tuple[Problem, ...]
    notes: tuple[Problem, ...]


async def completed(
    server: Profile, *, user: str | None, port: int | None, key: str | None, report: Report
) -> Profile:
    """Take what was not said about a server from the user's own ssh configuration."""
    from core.ssh.connection import destination

    given = replace(server, user=user or "", port=port or 0)
    found = await destination(given)
    _tell_unfollowed(server, found.unfollowed, report)
    return replace(
        server,
        user=user or found.user or server.user,
        port=port or found.port,
        key=server.key if key is not None else _first_there(found.keys),
    )


async def meet(home: Home, server: Profile, *, report: Report) -> HostKey | None:
    """Ask the server for its key; None, with a word about it, when it does not answer now.

    Raises `ProblemError` when its name is not known.
    """
    from core.ssh.connection import is_unknown_name, offered_key

    try:
        async with asyncio.timeout(_SECONDS):
            return await offered_key(server, home)
    except TimeoutError:
        report(Noticed(problem=_silent(server)))
    except ProblemError as refused:
        if is_unknown_name(refused):
            raise ProblemError(_not_saved(refused.problem)) from refused
        report(Noticed(problem=refused.problem))
    return None


async def found_route(server: Profile, *, report: Report) -> FoundRoute:
    """Find the way to a server; say what ssh would do for it and GoFerry does not."""
    from core.ssh.connection import route_to

    route = await route_to(server)
    unfollowed = route[-1].destination.unfollowed
    _tell_unfollowed(server, unfollowed, report)
    return FoundRoute(route=route, unfollowed=unfollowed)


async def shown_key(home: Home, server: Profile) -> ShownKey:
    """Ask a server for its key, to compare it before it is trusted."""
    from core.ssh.connection import offered_key, recorded_keys

    key = await offered_key(server, home)
    recorded = await recorded_keys(server, home, key)
    return ShownKey(key=key, before=tuple(one.fingerprint for one in recorded))


async def trust(home: Home, server: Profile, fingerprint: str) -> HostKey:
    """Trust the key that the server shows if it has this fingerprint."""
    from core.ssh.connection import offered_key, trust_key

    key = await offered_key(server, home)
    if key.fingerprint != fingerprint:
        raise ProblemError(_another_key(server, fingerprint, key.fingerprint))
    await trust_key(server, home, key)
    return key


async def ask_facts(session: ServerSession) -> Facts:
    """Ask a server about itself; raises `ProblemError`."""
    from core.servers import facts

    return await facts.ask(session)


async def check(session: Connection) -> Checked:
    """Tell the server's key and facts, and whether a program for it could be deployed there."""
    from core.deploy.deployer import make_plan

    facts = await ask_facts(session)
    plan: Plan = await make_plan(session, _any_program(facts), _any_service(facts))
    return Checked(key=session.host_key, facts=facts, findings=plan.findings, notes=plan.notes)


def _any_program(facts: Facts) -> Release:
    """A static program for this server: what is left to object to is the server itself."""
    from core.binary.inspection import Verdict
    from core.service.model import Release

    verdict = Verdict(
        format="elf", sentence=verbatim(""), static=True, goos="linux", goarch=facts.arch
    )
    return Release(binary=Path(), size=0, sha256="", verdict=verdict)


def _any_service(facts: Facts) -> Service:
    """A service that nobody has yet, on a port that nobody uses."""
    from core.service.model import Service

    port = next(port for port in count(_FIRST_PORT) if facts.owner_of(port) is None)
    return Service(name="of-nobody-yet", port=port)


def _first_there(keys: tuple[str, ...]) -> str:
    return next((one for one in keys if Path(one).is_file()), "")


def _tell_unfollowed(server: Profile, keywords: tuple[str, ...], report: Report) -> None:
    if keywords:
        report(Noticed(problem=_partly_followed(server, keywords)))


def _not_saved(problem: Problem) -> Problem:
    anyway = Advice(say("To save it anyway, add --anyway to the command."))
    saved = Advice(say("Nothing was saved. Check the address."))
    return replace(problem, next=(saved, anyway))


def _silent(server: Profile) -> Problem:
    return Problem(
        code="server_unreachable",
        what=say("{server} is not reachable at {host}.", server=server.name, host=server.host),
        why=say(
            "There was no response. Either the server is off, or a firewall blocks the connection."
        ),
        next=(Advice(say("The server is saved anyway. Try again later.")),),
        field="host",
    )


def _partly_followed(server: Profile, keywords: tuple[str, ...]) -> Problem:
    return Problem(
        code="ssh_config_partly_followed",
        what=say("GoFerry connects to {server} differently than ssh does.", server=server.name),
        why=say(
            "Your SSH configuration sets {keywords} for it, which GoFerry does not use.",
            keywords=all_of(keywords),
        ),
    )


def _another_key(server: Profile, wanted: str, offered: str) -> Problem:
    return Problem(
        code="fingerprint_differs",
        what=say("The host key of {server} is not the one that you specified.", server=server.name),
        why=say(
            "You specified {wanted}. The server's host key has {offered}.",
            wanted=wanted,
            offered=offered,
        ),
        next=(
            Advice(
                say("Ask the server's administrator for the fingerprint in a way that you trust."),
            ),
        ),
        field="fingerprint",
    )
