"""What the deploy tests share: a session on a real server, a deploy to its end, an own service."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.request import urlopen

from core.data.backup import backup
from core.data.program import sources
from core.deploy import deployer
from core.deploy.aim import Aim
from core.events import StepStarted, unheard
from core.home import Home
from core.operate import removal
from core.service.layout import Layout
from core.service.model import Health, Mode, Service
from core.ssh.connection import Connection, connect, offered_key
from core.ssh.host_key_records import trust
from core.usecases.bringing import built_for
from tests.made_up import whole
from tests.proxy import Proxy

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
    from pathlib import Path

    from core.data.backup import Backup, Wish
    from core.events import Event
    from core.service.model import Release
    from core.service.results import Outcome
    from core.ssh.session import ServerSession
    from tests.testbed import Server

T = TypeVar("T")


def service(
    mode: Mode = Mode.RESTART, *, name: str = "web", port: int = 8080, deadline: int = 30
) -> Service:
    """Describe a service that is looked at often; who waits for a sick one, gives less time.

    It is not on probation: what a test kills on purpose is to stay.
    """
    health = Health(period=0.2, deadline=deadline, watch=1)
    return Service(name=name, port=port, mode=mode, health=health, probation=0)


def alike(sessions: Iterable[ServerSession], release: Release, service: Service) -> tuple[Aim, ...]:
    """Aim at servers that all get the same."""
    return tuple(Aim(session=one, release=release, service=service) for one in sessions)


@asynccontextmanager
async def session(
    server: Server, folder: Path, *, user: str = "deploy"
) -> AsyncIterator[Connection]:
    """Connect as a user with sudo, trusting the server's key as a person would have."""
    home = Home.find(folder / "home")
    profile = server.profile(user=user)
    trust(home.known_hosts, profile.host, profile.port, await offered_key(profile))
    connection = await connect(profile, home)
    try:
        yield connection
    finally:
        await connection.close()


@asynccontextmanager
async def cable_to(
    server: Server, folder: Path, *, cut_after: int | None = None
) -> AsyncIterator[tuple[Proxy, Connection]]:
    """Connect over a cable of its own, which breaks after so many bytes."""
    home = Home.find(folder / "cable")
    straight = server.profile(user="deploy")
    with Proxy(server.address, server.port) as cable:
        profile = replace(straight, host="127.0.0.1", port=cable.port)
        trust(home.known_hosts, profile.host, profile.port, await offered_key(straight))
        if cut_after is not None:
            cable.cut_after(cut_after)
        connection = await connect(profile, home)
        try:
            yield cable, connection
        finally:
            await connection.close()


def on(
    server: Server,
    folder: Path,
    work: Callable[[Connection], Awaitable[T]],
    *,
    user: str = "deploy",
) -> T:
    """Do some work on the server in a loop of its own."""

    async def whole() -> T:
        async with session(server, folder, user=user) as connection:
            return await work(connection)

    return asyncio.run(whole())


def deploy(
    server: Server, folder: Path, release: Release, wanted: Service, *, user: str = "deploy"
) -> Outcome:
    async def work(one: Connection) -> Outcome:
        return await finished(deployer.deploy, one, release, wanted)

    return on(server, folder, work, user=user)


async def vanish(
    server: Server, folder: Path, release: Release, wanted: Service, *, step: int
) -> bool:
    """Deploy, and be gone without a word when this step starts; tell whether it came before."""

    def report(event: Event) -> None:
        if isinstance(event, StepStarted) and event.number == step:
            connection._transport.close()  # as if the computer was switched off
            raise _GoneError

    async with session(server, folder) as connection:
        try:
            await deployer.deploy(connection, release, wanted, report=report)
        except _GoneError:
            return False
        finally:
            connection._transport.close()
    return True


class _GoneError(Exception):
    """The computer that deploys is no more."""


def uploads(server: Server, user: str = "guest") -> str:
    """Where this login's uploads of the service land."""
    return f"/var/lib/goferry/web/incoming/{server.run(f'id -u {user}').strip()}"


@contextmanager
def argv_on(server: Server) -> Iterator[list[str]]:
    """Look at every command line on the server, again and again; what was seen is there afterwards.

    The unit is collected though it failed: where this computer has version 1 of cgroups, systemd
    in a container may not hear that the last process of a unit has ended, waits, and blames it.
    """
    seen: list[str] = []
    server.run(
        "systemd-run --quiet --collect --unit=argv-watch --property=TimeoutStopSec=5 /bin/sh -c "
        "'while sleep 0.02; do cat /proc/[0-9]*/cmdline; done >/run/argv-watch'"
    )
    try:
        yield seen
    finally:
        server.run("systemctl stop argv-watch")
        seen.append(server.run("cat /run/argv-watch; rm /run/argv-watch"))


async def either(begun: asyncio.Event, task: asyncio.Task[T]) -> None:
    """Wait for the moment; a job that ends before it came is seen by what it told."""
    moment = asyncio.create_task(begun.wait())
    await asyncio.wait((moment, task), return_when=asyncio.FIRST_COMPLETED)
    moment.cancel()


async def finished(job: Callable[..., Awaitable[T]], *words: Any, **named: Any) -> T:  # noqa: ANN401
    """Run a job to its end, for its value alone."""
    return await job(*words, **named, report=unheard)


async def told(
    job: Callable[..., Awaitable[T]],
    *words: Any,  # noqa: ANN401 - whatever the job wants
    **named: Any,  # noqa: ANN401 - the same
) -> tuple[T, list[Event]]:
    """Run a job to its end: its value and its events."""
    events, value = await whole(job, *words, **named)
    return value, events


async def backed_up(home: Home, one: ServerSession, wish: Wish, *, name: str = "web") -> Backup:
    """Back up as the use case does, with the program that this computer's Go builds."""
    build = partial(built_for, home, one, sources(home), report=unheard)
    return await finished(backup, one, name, wish, build=build)


def remove(server: Server, name: str = "web") -> None:
    """Leave the server as it was before the first deploy."""
    script = removal.removal(Layout(name)).script
    server.run(
        f"{script}\n"
        f"for n in $(seq 100); do getent passwd {name} >/dev/null || break\n"
        f"  pkill -KILL -u {name}; userdel {name} 2>/dev/null || sleep 0.1; done\n"
        f"rm -rf /var/lib/goferry /var/lib/{name}",
        check=False,
    )


def remove_of_user(server: Server, user: str, name: str = "web") -> None:
    """Leave the user's home as it was before the first deploy there.

    The user's systemd stays: to end one takes a minute and a half in a container.
    """
    server.run(
        f"in_manager() {{ runuser -u {user} -- "
        f'env XDG_RUNTIME_DIR=/run/user/$(id -u {user}) "$@"; }}\n'
        f"in_manager systemctl --user disable --now {name}.service {name}.socket\n"
        f"rm -rf /home/{user}/.local /home/{user}/.config\n"
        "in_manager systemctl --user daemon-reload",
        check=False,
    )


def ask(server: Server, path: str = "/", *, port: int = 8080) -> str:
    """What the service answers to another computer; empty when nothing does, or not well."""
    try:
        with urlopen(f"http://{server.address}:{port}{path}", timeout=30) as reply:
            return str(reply.read().decode())
    except OSError:
        return ""
