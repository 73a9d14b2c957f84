"""The servers that GoFerry knows: list and choose them, add one, change it, forget it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from core.events import Noticed
from core.ssh.profile import Profile, Sudo

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from core.events import Report
    from core.home import Home
    from core.servers.store import Removed, ServerStore
    from core.ssh.host_keys import HostKey

_LONGEST_STEM = 50  # of a name with a number behind it


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerWish:
    """What was said about a server; what is None keeps its value, or gets the usual one.

    A label without a value takes it away. `anyway` is to save it without a look at it.
    """

    host: str | None = None
    port: int | None = None
    user: str | None = None
    key: str | None = None
    sudo: bool | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    anyway: bool = False

    def over(self, server: Profile) -> Profile:
        """Lay it over what is known."""
        said = {name: getattr(self, name) for name in ("host", "port", "user", "key")}
        if self.sudo is not None:
            said["sudo"] = Sudo.AUTO if self.sudo else Sudo.NEVER
        labels = {**server.labels, **self.labels}
        return replace(
            server,
            labels={key: value for key, value in labels.items() if value},
            **{name: value for name, value in said.items() if value is not None},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A server that was added, and the key that it shows; None when none came."""

    server: Profile
    key: HostKey | None


def known(home: Home, *, report: Report) -> tuple[Profile, ...]:
    """List the servers in the order in which they were added."""
    return _store(home, report).all()


def named(home: Home, name: str, *, report: Report) -> Profile:
    """Return the server of this name; raises `ProblemError` with server_unknown."""
    return _store(home, report).get(name)


def chosen(home: Home, words: Iterable[str], *, report: Report) -> tuple[Profile, ...]:
    """Return the servers that these words mean, each once; see `core.servers.choosing`."""
    from core.servers import choosing

    return choosing.chosen(known(home, report=report), words)


def label(home: Home, name: str, labels: Mapping[str, str], *, report: Report) -> Profile:
    """Give a server these labels; an empty value takes one away. Its others stay."""
    store = _store(home, report)
    server = ServerWish(labels=labels).over(store.get(name))
    store.edit(name, server)
    return server


async def add(home: Home, name: str, wish: ServerWish, *, report: Report) -> Added:
    """Remember a server after a look at it; what was not said, the ssh configuration tells."""
    from core.usecases import introducing

    store = _store(home, report)
    server = wish.over(Profile(name=name, host=""))
    store.check_free(server)
    server = await introducing.completed(
        server, user=wish.user, port=wish.port, key=wish.key, report=report
    )
    key = None if wish.anyway else await introducing.meet(home, server, report=report)
    store.add(server)
    return Added(server=server, key=key)


async def edit(
    home: Home, name: str, wish: ServerWish, *, new_name: str = "", report: Report
) -> Profile:
    """Change what is remembered of a server; one with another address is looked at first."""
    from core.servers.store import check
    from core.usecases import introducing

    store = _store(home, report)
    before = store.get(name)
    server = replace(wish.over(before), name=new_name or before.name)
    check(server)
    if (server.host, server.port) != (before.host, before.port) and not wish.anyway:
        await introducing.meet(home, server, report=report)
    store.edit(name, server)
    return server


def must_fit(home: Home, server: Profile, *, known: str = "") -> None:
    """Raise what `keep` would raise, so that nobody is asked for anything in vain."""
    from core.servers.store import ServerStore, check

    check(server)
    if server.name != known:
        ServerStore(home).check_free(server)


def keep(home: Home, server: Profile, *, known: str = "") -> None:
    """Remember a server as it is, or let it take the place of the one that is `known` so."""
    from core.servers.store import ServerStore

    store = ServerStore(home)
    if known:
        store.edit(known, server)
    else:
        store.add(server)


def take_over(home: Home, servers: Iterable[Profile]) -> tuple[Profile, ...]:
    """Remember those of these servers whose names are not taken; return them."""
    from core.servers.store import ServerStore

    store = ServerStore(home)
    taken = {one.name for one in store.all()}
    new = tuple(one for one in servers if one.name not in taken)
    for one in new:
        store.add(one)
    return new


def forget(home: Home, name: str, *, report: Report) -> Removed:
    """Forget a server; nothing changes on it. Raises when there is none of this name."""
    return _store(home, report).remove(name)


def put_back(home: Home, gone: Removed) -> None:
    """Remember a server again, where it stood. Raises when its name is taken meanwhile."""
    from core.servers.store import ServerStore

    ServerStore(home).put_back(gone)


def free_name(servers: Iterable[Profile], like: str) -> str:
    """Return a name that none of these servers has, made of another one."""
    taken = {one.name for one in servers}
    stem = re.sub(r"-\d{1,4}$", "", like)[:_LONGEST_STEM]
    return next(name for n in count(2) if (name := f"{stem}-{n}") not in taken)


async def keep_password(server: Profile, password: str) -> None:
    """Let this computer's keyring keep a password. Raises `ProblemError` where it cannot."""
    from core.servers import keychain
    from core.ssh.profile import Credentials

    await keychain.remember(server, Credentials(password=password))


def _store(home: Home, report: Report) -> ServerStore:
    """Open the list; what is wrong with its file is said at once."""
    from core.servers.store import ServerStore

    return ServerStore(home, notice=lambda problem: report(Noticed(problem=problem)))
