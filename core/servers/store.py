"""The server list: names, addresses and labels in one file, never a secret."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.codec import Unreadable
from core.home import Home, copy_aside
from core.memory import KeptAside, Memory, unreadable
from core.ports import HIGHEST_PORT
from core.problems import Advice, Problem, ProblemError
from core.servers.choosing import LABEL_WORD, unknown
from core.ssh.profile import Profile
from core.typed import Misfit, from_plain, to_plain
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

FORMAT = 1
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,62}")
_HOST = re.compile(r"[A-Za-z0-9_:][A-Za-z0-9._:%-]{0,254}")
_USER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._@\\-]{0,63}\$?")
_LABEL = re.compile(LABEL_WORD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A server that left the list, and the place where it stood there."""

    server: Profile
    place: int


class ServerStore:
    """The servers that are known here, by name.

    Every change reads and writes under a lock, and keeps what another GoFerry wrote beside it. A
    file that is damaged or newer is kept aside, and what can be read of it stays; `noticed` then
    says so, and so does `notice` at once.
    """

    def __init__(self, home: Home, *, notice: Callable[[Problem], None] | None = None) -> None:
        self._memory = Memory(home.servers_file, FORMAT)
        self._notice = notice
        self.noticed: Problem | None = None

    def all(self) -> tuple[Profile, ...]:
        """List the servers in the order in which they were added."""
        return tuple(self._read().servers.values())

    def get(self, name: str) -> Profile:
        """Return the server of this name; raises `ProblemError` with server_unknown."""
        return self._read().named(name)

    def add(self, profile: Profile) -> None:
        """Remember a server; raises `ProblemError` for a taken name or an odd value."""
        check(profile)
        with self._changed() as known:
            known.check_free(profile.name)
            known.servers[profile.name] = profile

    def check_free(self, profile: Profile) -> None:
        """Raise what `add` would raise, so that nobody is asked for anything in vain."""
        check(profile)
        self._read().check_free(profile.name)

    def edit(self, name: str, profile: Profile) -> None:
        """Let `profile` take the place of the server called `name`; it may have another name.

        Raises `ProblemError` with server_unknown, for a taken name, or for an odd value.
        """
        check(profile)
        with self._changed() as known:
            known.replace(name, profile)

    def remove(self, name: str) -> Removed:
        """Forget a server; raises `ProblemError` when there is none of this name."""
        with self._changed() as known:
            gone = Removed(server=known.named(name), place=[*known.servers].index(name))
            del known.servers[name]
        return gone

    def put_back(self, gone: Removed) -> None:
        """Remember a server again, where it stood; raises `ProblemError` for a taken name."""
        with self._changed() as known:
            known.check_free(gone.server.name)
            listed = [*known.servers.items()]
            listed.insert(gone.place, (gone.server.name, gone.server))
            known.servers = dict(listed)

    def _read(self) -> _Known:
        try:
            known = _Known(self._memory.read() or {})
        except Unreadable as reason:
            known = _Known({}, wrong=reason)
        if known.wrong is None:
            return known
        with contextlib.suppress(ProblemError), self._changed() as mended:
            return mended
        self._say(_partly(KeptAside(self._memory.file, known.wrong)))  # nothing may be written
        return known

    @contextlib.contextmanager
    def _changed(self) -> Iterator[_Known]:
        """Lend the list for a change, and write it when that went well."""
        file = self._memory.file
        with self._memory.changing(lambda kept: self._say(_partly(kept))) as found:
            known = _Known(found)
            if known.wrong is not None:
                self._say(_partly(KeptAside(copy_aside(file), known.wrong)))
            yield known
            found["servers"] = known.listed()

    def _say(self, problem: Problem) -> None:
        self.noticed = problem
        if self._notice is not None:
            self._notice(problem)


class _Known:
    """The list while it is read and changed, and why it is not whole (`wrong`), if it is not.

    `rows` have keys that a newer GoFerry of the same format wrote, which stay.
    """

    def __init__(self, found: Mapping[str, Any], *, wrong: Exception | None = None) -> None:
        self.servers: dict[str, Profile] = {}
        self.wrong = wrong
        self._rows: dict[str, dict[str, Any]] = {}
        listed = found.get("servers") if found else []
        if not isinstance(listed, list):
            listed, self.wrong = [], Misfit(say("a list"), "servers")
        for number, row in enumerate(listed):
            self._take(row, number)

    def _take(self, row: dict[str, Any], number: int) -> None:
        try:
            profile = from_plain(Profile, row)
            check(profile)
            self.check_free(profile.name)
        except Misfit as reason:
            self.wrong = reason.inside(number).inside("servers")
        except ProblemError as reason:
            self.wrong = reason
        else:
            self.servers[profile.name] = profile
            self._rows[profile.name] = row

    def named(self, name: str) -> Profile:
        """Return the server of this name; raises `ProblemError` when there is none."""
        if name not in self.servers:
            raise ProblemError(unknown(name, tuple(self.servers)))
        return self.servers[name]

    def check_free(self, name: str) -> None:
        """Raise `ProblemError` when a server has this name."""
        if name in self.servers:
            raise ProblemError(_taken(name))

    def replace(self, name: str, profile: Profile) -> None:
        """Put another server in the place of this one."""
        self.named(name)
        if profile.name != name:
            self.check_free(profile.name)
            self._rows[profile.name] = self._rows.get(name, {})
        self.servers = {
            (profile.name if key == name else key): (profile if key == name else one)
            for key, one in self.servers.items()
        }

    def listed(self) -> list[dict[str, Any]]:
        """Return what is written."""
        return [to_plain(one, self._rows.get(name)) for name, one in self.servers.items()]


def check(profile: Profile) -> None:
    """Raise `ProblemError`, naming the field, for a value that no server can have."""
    rules = (
        ("host", _HOST.fullmatch(profile.host), _WHY_HOST),  # a name may be made of it
        ("name", _NAME.fullmatch(profile.name), _WHY_NAME),
        ("port", 1 <= profile.port <= HIGHEST_PORT, _WHY_PORT),
        ("user", _USER.fullmatch(profile.user), _WHY_USER),
        ("labels", all(_is_label(*pair) for pair in profile.labels.items()), _WHY_LABEL),
    )
    for name, right, why in rules:
        if not right:
            raise ProblemError(_odd(name, why))


_WHY_NAME = say(
    "A name contains letters, digits, dots and dashes, and begins with a letter or a digit."
)
_WHY_HOST = say("An address is a host name or an IP address, without spaces.")
_WHY_PORT = say("A port is a number from 1 to 65535. SSH usually uses 22.")
_WHY_USER = say("A user name contains letters, digits, dots and dashes.")
_WHY_LABEL = say("A label has the form NAME=VALUE, for example role=web.")


def _is_label(key: str, value: str) -> bool:
    return bool(_LABEL.fullmatch(key) and _LABEL.fullmatch(value))


def _partly(kept: KeptAside) -> Problem:
    what = say("Part of the server list could not be read.")
    return unreadable(kept, code="servers_unreadable", what=what)


def _taken(name: str) -> Problem:
    return Problem(
        code="server_name_taken",
        what=say("There is already a server named “{name}”.", name=name),
        why=say("Each server needs a unique name."),
        next=(Advice(say("Choose another name, or remove the other server first.")),),
        field="name",
    )


def _odd(name: str, why: Text) -> Problem:
    return Problem(code=f"server_{name}_odd", what=_ODD[name], why=why, field=name)


_ODD = {
    "name": say("This name cannot be used for a server."),
    "host": say("This address cannot be used."),
    "port": say("This port cannot be used."),
    "user": say("This user name cannot be used."),
    "labels": say("These labels cannot be used."),
}
