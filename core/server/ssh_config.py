"""What the user's own ~/.ssh/config says about a server, read as `ssh` reads it.

Understood: Host, Match (all, final, host, originalhost, user, localuser), Include, HostName, Port,
User, IdentityFile, IdentitiesOnly, CertificateFile, ProxyJump, UserKnownHostsFile, HostKeyAlias.
Nothing is ever run: a Match with `exec` does not match.
"""

from __future__ import annotations

import getpass
import re
import shlex
import socket
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from core.server.patterns import matches, matches_list
from core.server.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DEEPEST = 16
_SSH_PORT = 22
_LARGEST = 1 << 20
_SINGLE = frozenset(
    {
        "hostname",
        "port",
        "user",
        "identitiesonly",
        "proxyjump",
        "userknownhostsfile",
        "hostkeyalias",
    }
)
_SEVERAL = frozenset({"identityfile", "certificatefile"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where `ssh NAME` would go. `jump` names the servers to go through, the first one first.

    `known_hosts` is None when the usual files count; `key_alias` empty when the key goes by host.
    """

    host: str
    port: int = 22
    user: str = ""
    keys: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    only_these_keys: bool = False
    jump: tuple[str, ...] = ()
    known_hosts: tuple[str, ...] | None = None
    key_alias: str = ""


@dataclass(frozen=True, slots=True)
class SshConfig:
    """A configuration file. One that is not there says nothing."""

    file: Path

    @classmethod
    def of_user(cls) -> SshConfig:
        """Return the user's own file."""
        return cls(Path.home() / ".ssh" / "config")

    def destination(self, name: str, *, user: str = "") -> Destination:
        """Work out where `ssh [user@]name` would go."""
        asked = _Asked(name, user)
        _answer(asked, self.file, outer=True, depth=0)
        if asked.wants_final:  # ssh goes through the file once more, for what is not yet answered
            asked.begin_final()
            _answer(asked, self.file, outer=True, depth=0)
        return asked.destination()

    def names(self) -> tuple[str, ...]:
        """List the hosts that are written down by name, without wildcards."""
        words = _host_words(self.file, 0)
        return tuple(dict.fromkeys(word for word in words if not set(word) & set("*?!")))

    def profiles(self) -> tuple[Profile, ...]:
        """Offer every named host as a server; login by the first key file that is there."""
        return tuple(self._profile(name) for name in self.names())

    def _profile(self, name: str) -> Profile:
        found = self.destination(name)
        key = next((one for one in found.keys if Path(one).is_file()), "")
        user = found.user or getpass.getuser()
        return Profile(name=name, host=name, port=found.port, user=user, key=key)


@dataclass(slots=True)
class _Asked:
    """What is asked for, and what the lines so far answered; the first answer counts."""

    name: str
    user: str
    final: bool = False
    wants_final: bool = False
    _one: dict[str, list[str]] = field(default_factory=dict)
    _many: dict[str, list[str]] = field(default_factory=dict)

    def take(self, keyword: str, words: list[str]) -> None:
        """Take a line that applies."""
        if keyword in _SINGLE:
            self._one.setdefault(keyword, words)
        elif keyword in _SEVERAL:
            known = self._many.setdefault(keyword, [])
            known += [word for word in words[:1] if word not in known]

    def begin_final(self) -> None:
        """Go on to the final pass: the host to dial is settled, also where nothing named one."""
        self.final = True
        self._one.setdefault("hostname", ["%h"])

    @property
    def host(self) -> str:
        """The name to dial, as far as it is known."""
        return self._first("hostname").replace("%%", "%").replace("%h", self.name) or self.name

    @property
    def login(self) -> str:
        """The user, as far as it is known."""
        return self.user or self._first("user") or getpass.getuser()

    def destination(self) -> Destination:
        """Put the answers together."""
        port = self._first("port")
        jump = self._first("proxyjump")
        known = self._one.get("userknownhostsfile")
        return Destination(
            host=self.host,
            port=_port_number(port),
            user=self.user or self._first("user"),
            keys=tuple(map(self._path, self._many.get("identityfile", ()))),
            certificates=tuple(map(self._path, self._many.get("certificatefile", ()))),
            only_these_keys=self._first("identitiesonly").lower() in ("yes", "true"),
            jump=() if jump.lower() in ("", "none") else tuple(jump.split(",")),
            known_hosts=None if known is None else tuple(map(self._path, known)),
            key_alias=self._first("hostkeyalias").lower(),
        )

    def _first(self, keyword: str) -> str:
        return self._one.get(keyword, [""])[0]

    def _path(self, text: str) -> str:
        """Fill in ssh's tokens and the home folder."""
        values = {
            "%": "%",
            "h": self.host,
            "n": self.name,
            "p": self._first("port") or "22",
            "r": self.login,
            "u": getpass.getuser(),
            "d": str(Path.home()),
        }
        path = re.sub("%(.)", lambda found: values.get(found[1], ""), text)
        return str(Path(path).expanduser()) if path.startswith("~") else path


def _port_number(text: str) -> int:
    """Read a port's number, or its name as the system knows it."""
    if text.isdigit():
        return int(text)
    try:
        return socket.getservbyname(text, "tcp")
    except OSError:
        return _SSH_PORT


def _answer(asked: _Asked, file: Path, *, outer: bool, depth: int) -> None:
    """Go through a file; `outer` tells whether the block that includes it applies."""
    applies = outer
    for keyword, words in _lines(file):
        if keyword == "host":
            applies = outer and _covers(asked.name, words)
        elif keyword == "match":
            applies = outer and _match_applies(asked, words)
        elif keyword == "include" and applies and depth < _DEEPEST:
            for included in _included(words):
                _answer(asked, included, outer=True, depth=depth + 1)
        elif applies:
            asked.take(keyword, words)


def _covers(name: str, patterns: list[str]) -> bool:
    """Whether a Host line covers a name; one excluding pattern that matches decides."""
    excluded = any(matches(name, one[1:]) for one in patterns if one.startswith("!"))
    return not excluded and any(matches(name, one) for one in patterns)


def _host_words(file: Path, depth: int) -> Iterator[str]:
    for keyword, words in _lines(file):
        if keyword == "host":
            yield from words
        elif keyword == "include" and depth < _DEEPEST:
            for included in _included(words):
                yield from _host_words(included, depth + 1)


def _match_applies(asked: _Asked, words: list[str]) -> bool:
    """Whether all conditions of a Match line hold; one that is not understood does not."""
    rest = iter(words)
    for word in rest:
        wanted = not word.startswith("!")
        kind, _, value = word.lstrip("!").lower().partition("=")
        if kind not in _WITHOUT_VALUE:
            value = value or next(rest, "")
        if kind == "final":
            asked.wants_final = True
        if kind not in _CONDITIONS or _CONDITIONS[kind](asked, value) is not wanted:
            return False
    return bool(words)


_WITHOUT_VALUE = frozenset({"all", "final", "canonical"})
_CONDITIONS: dict[str, Callable[[_Asked, str], bool]] = {
    "all": lambda _, __: True,
    "final": lambda asked, _: asked.final,
    "canonical": lambda asked, _: asked.final,
    "host": lambda asked, value: matches_list(asked.host.lower(), value.lower()),
    "originalhost": lambda asked, value: matches_list(asked.name.lower(), value.lower()),
    "user": lambda asked, value: matches_list(asked.login, value),
    "localuser": lambda _, value: matches_list(getpass.getuser(), value),
}


def _lines(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the keyword and the words of each line that has both."""
    for line in _text(file).splitlines():
        keyword, words = _split(line)
        if keyword and words:
            yield keyword, words


def _text(file: Path) -> str:
    try:
        with file.open(encoding="utf-8", errors="replace") as config:
            return config.read(_LARGEST)
    except OSError:
        return ""


def _split(line: str) -> tuple[str, list[str]]:
    """Split `Keyword value …` or `Keyword=value`; quotes hold a value with spaces together."""
    line = line.strip()
    if not line or line.startswith("#"):
        return "", []
    end = next((at for at, letter in enumerate(line) if letter in " \t="), len(line))
    rest = line[end:].strip().removeprefix("=").strip() if end < len(line) else ""
    lexer = shlex.shlex(rest, posix=True, punctuation_chars=False)
    lexer.whitespace_split, lexer.commenters, lexer.escape = True, "#", ""
    try:
        return line[:end].lower(), list(lexer)
    except ValueError:  # a quote that is not closed
        return "", []


def _included(words: list[str]) -> Iterator[Path]:
    """Find the files of an Include: relative to ~/.ssh, with wildcards, in their order."""
    for word in words:
        path = Path(word).expanduser()
        path = path if path.is_absolute() else Path.home() / ".ssh" / path
        pattern = path.relative_to(path.anchor)
        yield from sorted(Path(path.anchor).glob(str(pattern)))


def jump_parts(text: str) -> tuple[str, str, int]:
    """Split `[user@]host[:port]` of a ProxyJump into user, host and port (0: not given)."""
    rest = text.removeprefix("ssh://")
    user, _, address = rest.rpartition("@")
    host, colon, port = address.rpartition(":")
    if not colon or host.endswith(":") or not port.isdigit():
        return user, address.strip("[]"), 0
    return user, host.strip("[]"), int(port)
