"""The server list: names, addresses and labels in one file, never a secret."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from core.home import Home, keep_aside, write_whole
from core.problems import Action, Advice, Problem, ProblemError
from core.server.profile import Profile, Sudo
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMAT = 1
_LAST_PORT = 65535
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,62}")
_HOST = re.compile(r"[A-Za-z0-9_:][A-Za-z0-9._:%-]{0,254}")
_USER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._@\\-]{0,63}\$?")
_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,62}")


class ServerStore:
    """The servers that are known here, by name.

    A file that is damaged or newer than this GoFerry is kept aside; `noticed` then says where.
    """

    def __init__(self, home: Home) -> None:
        self._file = home.servers_file
        self.noticed: Problem | None = None

    def all(self) -> tuple[Profile, ...]:
        """List the servers in the order in which they were added."""
        return tuple(self._read().values())

    def get(self, name: str) -> Profile:
        """Return the server of this name; raises `ProblemError` with server_unknown."""
        servers = self._read()
        if name not in servers:
            raise ProblemError(_unknown(name, tuple(servers)))
        return servers[name]

    def add(self, profile: Profile) -> None:
        """Remember a server; raises `ProblemError` for a taken name or an odd value."""
        check(profile)
        servers = self._read()
        if profile.name in servers:
            raise ProblemError(_taken(profile.name))
        self._write({**servers, profile.name: profile})

    def change(self, profile: Profile) -> None:
        """Replace what is remembered under the profile's name."""
        check(profile)
        self.get(profile.name)
        self._write({**self._read(), profile.name: profile})

    def remove(self, name: str) -> None:
        """Forget a server; raises `ProblemError` when there is none of this name."""
        self.get(name)
        servers = self._read()
        del servers[name]
        self._write(servers)

    def _read(self) -> dict[str, Profile]:
        try:
            found = json.loads(self._file.read_text("utf-8"))
            if found["format"] > FORMAT:
                raise ValueError("it was written by a newer GoFerry")  # noqa: TRY301
            profiles = [_profile(one) for one in found["servers"]]
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, ProblemError) as reason:
            self.noticed = _keep_aside(self._file, reason)
            return {}
        return {profile.name: profile for profile in profiles}

    def _write(self, servers: Mapping[str, Profile]) -> None:
        listed = [{**asdict(one), "labels": dict(one.labels)} for one in servers.values()]
        content = {"format": FORMAT, "servers": listed}
        write_whole(self._file, json.dumps(content, indent=2, ensure_ascii=False).encode())


def check(profile: Profile) -> None:
    """Raise `ProblemError`, naming the field, for a value that no server can have."""
    rules = (
        ("name", _NAME.fullmatch(profile.name), _WHY_NAME),
        ("host", _HOST.fullmatch(profile.host), _WHY_HOST),
        ("port", 1 <= profile.port <= _LAST_PORT, _WHY_PORT),
        ("user", _USER.fullmatch(profile.user), _WHY_USER),
        ("labels", all(_is_label(*pair) for pair in profile.labels.items()), _WHY_LABEL),
    )
    for field, right, why in rules:
        if not right:
            raise ProblemError(_odd(field, why))


_WHY_NAME = say("A name has letters, digits, dots, dashes; it begins with a letter or a digit.")
_WHY_HOST = say("An address is a host name or an IP address, without spaces.")
_WHY_PORT = say("A port is a number from 1 to 65535; SSH mostly uses 22.")
_WHY_USER = say("A user name has letters, digits, dots and dashes.")
_WHY_LABEL = say("A label is a word, an equals sign and a word, such as role=web.")


def _is_label(key: str, value: str) -> bool:
    return bool(_LABEL.fullmatch(key) and _LABEL.fullmatch(value))


def _profile(found: dict[str, Any]) -> Profile:
    profile = Profile(
        name=str(found["name"]),
        host=str(found["host"]),
        port=int(found.get("port", 22)),
        user=str(found.get("user", "root")),
        key=str(found.get("key", "")),
        sudo=Sudo(found.get("sudo", Sudo.AUTO)),
        labels={str(key): str(value) for key, value in found.get("labels", {}).items()},
    )
    check(profile)
    return profile


def _keep_aside(file: Path, reason: Exception) -> Problem:
    return Problem(
        code="servers_unreadable",
        what=say("The server list could not be read, so GoFerry starts with an empty one."),
        why=say("The file was damaged or written by a newer GoFerry. It was kept."),
        details=f"{keep_aside(file)}\n{reason}",
    )


def _unknown(name: str, known: tuple[str, ...]) -> Problem:
    why = (
        say("The servers here are: {names}", names=", ".join(known))
        if known
        else say("No server has been added yet.")
    )
    return Problem(
        code="server_unknown",
        what=say("No server is called “{name}”.", name=name),
        why=why,
        next=(Advice(say("Add the server first, or choose another name."), Action.CHECK_SERVER),),
        field="name",
    )


def _taken(name: str) -> Problem:
    return Problem(
        code="server_name_taken",
        what=say("There is already a server called “{name}”.", name=name),
        why=say("Each server needs a name of its own."),
        next=(Advice(say("Choose another name, or remove the old one first.")),),
        field="name",
    )


def _odd(field: str, why: Text) -> Problem:
    return Problem(
        code=f"server_{field}_odd",
        what=_ODD[field],
        why=why,
        field=field,
    )


_ODD = {
    "name": say("This name cannot be used for a server."),
    "host": say("This cannot be the address of a server."),
    "port": say("This cannot be a port."),
    "user": say("This cannot be a user on a server."),
    "labels": say("This cannot be a label."),
}
