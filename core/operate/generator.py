"""Steady requests against a service on its server's own loopback, each of them written down.

The generator (resources/drill) is a program of the standard library alone, built by the user's own
Go. It runs as a transient unit that may do nothing else, bounded in rate and time, and is gone
afterwards, also where nobody ends it.
"""

from __future__ import annotations

import asyncio
import re
import shlex
import uuid
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from core.plain_text import inert, number_or_none
from core.problems import Advice, Problem, ProblemError
from core.service.layout import Layout
from core.service.model import HealthScheme, Scope
from core.service.privilege import act
from core.words import say

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator
    from pathlib import Path

    from core.service.model import Service
    from core.ssh.session import Ran, ServerSession

MICRO = 1_000_000
_START_SECONDS = 20.0
_END_SECONDS = 75.0  # what is under way has half a minute, and more
_SERVER_FAULT = 500
_FOLDER = re.compile(r"/[A-Za-z0-9._/@+-]*/\.goferry-drill\.[A-Za-z0-9]{6}")
_RELEASE = re.compile(r"[\x21-\x7e]{1,80}")
_WORD = re.compile(r"[a-z]{1,20}")
_SEALED = (
    *("DynamicUser=yes", "CapabilityBoundingSet=", "NoNewPrivileges=yes", "PrivateDevices=yes"),
    *(
        "ProtectHome=tmpfs",
        "RestrictAddressFamilies=AF_INET AF_INET6",
        "SystemCallArchitectures=native",
    ),
    *("IPAddressDeny=any", "IPAddressAllow=localhost"),
)
_BOUNDED = ("MemoryMax=512M", "LimitNOFILE=8192", "TimeoutStopSec=45")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """How to ask: `rate` a second, for `seconds` at most; on kept connections, or new ones."""

    rate: int = 200
    seconds: int = 300
    method: str = "GET"
    path: str = ""
    keep: bool = False


class Shot(NamedTuple):
    """One request: when it was due and when it ended, in microseconds since 1970."""

    due: int
    ended: int
    status: str
    release: str

    @property
    def lost(self) -> bool:
        """Whether nothing answered, or a server's fault."""
        return not self.status.isdigit() or int(self.status) >= _SERVER_FAULT

    @property
    def seconds(self) -> float:
        """How long it took from the moment when it was due."""
        return (self.ended - self.due) / MICRO


class Load:
    """Requests that go on; `shots` are there when the load has ended."""

    def __init__(self) -> None:
        self.shots: tuple[Shot, ...] = ()


@asynccontextmanager
async def under_load(
    session: ServerSession, service: Service, program: Path, aim: Aim
) -> AsyncIterator[Load]:
    """Ask the service from its own server for as long as the block lasts.

    Raises "load_not_made" where the generator cannot run there; leaves nothing of it.
    """
    load = Load()
    folder = await _folder(session)
    unit = f"goferry-drill-{uuid.uuid4().hex[:12]}"
    try:
        await session.upload(program, f"{folder}/drill")
        await session.run(f"chmod 0755 {folder} {folder}/drill")
        script = _script(service, f"{folder}/drill", unit, aim)
        seconds = aim.seconds + _END_SECONDS
        runs = asyncio.ensure_future(act(session, service.scope, script, seconds=seconds))
        try:
            await _begun(session, service, unit, runs)
            yield load
        finally:
            load.shots = await asyncio.shield(_ended(session, service, unit, runs))
    finally:
        await asyncio.shield(session.run(f"rm -rf -- {folder}"))


async def _folder(session: ServerSession) -> str:
    made = (await session.run('mktemp -d "$HOME/.goferry-drill.XXXXXX"')).out.strip()
    if not _FOLDER.fullmatch(made) or "/../" in made:
        raise ProblemError(_not_made(session.profile.name, inert(made)))
    return made


def _script(service: Service, program: str, unit: str, aim: Aim) -> str:
    """Spell the run: of root's service as nobody, of a user's as that user."""
    system = service.scope is Scope.SYSTEM
    inside = f"/tmp/{unit}" if system else program  # noqa: S108 - in a /tmp of its own
    sealed = (*_SEALED, f"BindReadOnlyPaths={program}:{inside}") if system else ()
    more = (*sealed, *_BOUNDED, f"RuntimeMaxSec={aim.seconds + 60}")
    words = (
        *("systemd-run", *(() if system else ("--user",)), "--quiet", "--wait", "--pipe"),
        *("--collect", "--service-type=exec", f"--unit={unit}"),
        *(f"--property={one}" for one in more),
        "/usr/bin/env",  # systemd-run looks for a program here, and this one is only there inside
        *(inside, "-url", _url(service, aim), "-method", aim.method),
        *("-rate", str(aim.rate), "-seconds", str(aim.seconds), f"-keep={str(aim.keep).lower()}"),
    )
    return f"{shlex.join(words)} </dev/null"


def _url(service: Service, aim: Aim) -> str:
    scheme = "https" if service.health.scheme is HealthScheme.HTTPS else "http"
    return f"{scheme}://127.0.0.1:{service.port}{aim.path or service.health_path or '/'}"


async def _begun(
    session: ServerSession, service: Service, unit: str, runs: asyncio.Future[Ran]
) -> None:
    """Wait until systemd has started it; raises what it says where it does not."""
    asked = f"{Layout.of(service).systemctl} is-active {unit}"
    async with asyncio.timeout(_START_SECONDS):
        while not runs.done():
            if (await act(session, service.scope, asked)).out.strip() == "active":
                return
            await asyncio.sleep(0.1)
    ran = await runs
    raise ProblemError(_not_made(session.profile.name, f"{ran.code}\n{ran.out[:2000]}\n{ran.err}"))


async def _ended(
    session: ServerSession, service: Service, unit: str, runs: asyncio.Future[Ran]
) -> tuple[Shot, ...]:
    await act(session, service.scope, f"{Layout.of(service).systemctl} stop {unit} 2>/dev/null; :")
    return read((await runs).out)


def read(told: str) -> tuple[Shot, ...]:
    """Read what the generator wrote down, in the order in which the requests ended."""
    lines = told.splitlines()
    begun = next((number_or_none(line[6:]) for line in lines if line.startswith("begun ")), None)
    return tuple(sorted(_shots(lines, begun or 0), key=lambda one: one.ended))


def _shots(lines: Iterable[str], begun: int) -> Iterator[Shot]:
    for line in lines:
        kind, *words = line.split(" ")
        if kind != "request" or len(words) != 4:  # noqa: PLR2004 - due, took, status, release
            continue
        due, took = number_or_none(words[0]), number_or_none(words[1])
        if due is None or took is None or not _is_status(words[2]):
            continue
        release = words[3] if _RELEASE.fullmatch(words[3]) and words[3] != "-" else ""
        yield Shot(begun + due, begun + due + took, words[2], release)


def _is_status(word: str) -> bool:
    return _WORD.fullmatch(word) is not None or number_or_none(word) is not None


def _not_made(server: str, details: str) -> Problem:
    return Problem(
        code="load_not_made",
        what=say("{server} cannot run the load generator.", server=server),
        why=say(
            "The load generator is a small program that runs as a systemd unit "
            "without any permissions."
        ),
        next=(Advice(say("See Details for the server's output.")),),
        details=details,
    )
