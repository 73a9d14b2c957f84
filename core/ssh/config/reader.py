"""What the user's own ssh configuration says about a server, read as `ssh` reads it.

The first answer to each keyword counts, in ~/.ssh/config and then in the system's file. Commands
(`Match exec`) are run only when there is somebody to run them: to list servers, nothing is run.
"""

from __future__ import annotations

import getpass
import os
import re
import socket
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from core.ports import SSH_PORT
from core.problems import ProblemError
from core.ssh.config.destination import Destination
from core.ssh.config.lines import included, lines
from core.ssh.config.patterns import matches, matches_list
from core.ssh.config.refusals import check_may_run, unclear
from core.ssh.config.tokens import EVERYWHERE, NoToken, Tokens
from core.ssh.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Run = Callable[[str], bool]

_DEEPEST = 16
_SYSTEM = Path("/etc/ssh/ssh_config")
_WAYS = ("proxyjump", "proxycommand")
_HOST_TOKEN = re.compile("%[%h]")
_SINGLE = frozenset(
    {
        *("hostname", "port", "user", "identitiesonly", "hostkeyalias", "tag", *_WAYS),
        *("userknownhostsfile", "globalknownhostsfile", "revokedhostkeys", "identityagent"),
        *("addressfamily", "bindaddress", "proxyusefdpass", "preferredauthentications"),
        *("pubkeyauthentication", "passwordauthentication", "canonicalizehostname"),
        *("canonicaldomains", "canonicalizemaxdots"),
    }
)
_SEVERAL = frozenset({"identityfile", "certificatefile"})
# What would change how ssh connects and is not followed here, with the values that change nothing.
_UNFOLLOWED: Mapping[str, tuple[str, ...]] = {
    "BindInterface": (),
    "CheckHostIP": ("no",),
    "Ciphers": (),
    "HostKeyAlgorithms": (),
    "HostbasedAuthentication": ("no",),
    "KexAlgorithms": (),
    "KnownHostsCommand": ("none",),
    "MACs": (),
    "NoHostAuthenticationForLocalhost": ("no",),
    "PermitLocalCommand": ("no",),
    "PKCS11Provider": ("none",),
    "PubkeyAcceptedAlgorithms": (),
    "SecurityKeyProvider": ("internal",),
    "StrictHostKeyChecking": ("ask",),
    "Tunnel": ("no",),
    "VerifyHostKeyDNS": ("no",),
}
_SPELLED = {keyword.lower(): keyword for keyword in _UNFOLLOWED}


@dataclass(frozen=True, slots=True)
class SshConfig:
    """The configuration files, the user's own first. One that is not there says nothing."""

    file: Path
    system: Path | None = None

    @classmethod
    def of_user(cls) -> SshConfig:
        """Return the user's own file with that of the computer behind it."""
        return cls(Path.home() / ".ssh" / "config", _SYSTEM)

    def destination(
        self, name: str, *, user: str = "", port: int = 0, run: Run | None = None
    ) -> Destination:
        """Work out where `ssh [-p port] [user@]name` would go.

        `run` tells whether a command of `Match exec` goes well; without it, none is run, and such
        a block does not apply. Raises `ProblemError` for a file that others may write to when it
        has commands to run, as ssh does.
        """
        asked = _Asked(name, user, port, run)
        self._answer(asked)
        if asked.wants_final:  # ssh goes through the files once more, for what is not yet answered
            asked.begin_final()
            self._answer(asked)
        return asked.destination()

    def names(self) -> tuple[str, ...]:
        """List the hosts that are written down by name, without wildcards."""
        words = _host_words(self.file, 0)
        return tuple(dict.fromkeys(word for word in words if not set(word) & set("*?!")))

    def profiles(self) -> tuple[Profile, ...]:
        """Offer every named host as a server; no command is run for it."""
        return tuple(self.profile(name, name) for name in self.names())

    def profile(self, name: str, host: str, *, run: Run | None = None) -> Profile:
        """Make a server of what is written about a host; login by the first key that is there."""
        found = self.destination(host, run=run)
        key = next((one for one in found.keys if Path(one).is_file()), "")
        user = found.user or getpass.getuser()
        return Profile(name=name, host=host, port=found.port, user=user, key=key)

    def _answer(self, asked: _Asked) -> None:
        _answer(asked, self.file, base=Path.home() / ".ssh")
        if self.system is not None:
            _answer(asked, self.system, base=self.system.parent)


@dataclass(slots=True)
class _Asked:
    """What is asked for, and what the lines so far answered; the first answer counts."""

    name: str
    user: str
    port: int = 0
    run: Run | None = None
    final: bool = False
    wants_final: bool = False
    _one: dict[str, list[str]] = field(default_factory=dict)
    _many: dict[str, list[str]] = field(default_factory=dict)
    _unfollowed: dict[str, bool] = field(default_factory=dict)

    def take(self, keyword: str, words: list[str], file: Path) -> None:
        """Take a line that applies."""
        if keyword in _WAYS and self._way_is_settled(keyword):
            return
        if keyword == "proxycommand" and words[0].lower() != "none":
            check_may_run(file)
        if keyword in _SINGLE:
            self._one.setdefault(keyword, words)
        elif keyword in _SEVERAL:
            known = self._many.setdefault(keyword, [])
            known += [word for word in words[:1] if word not in known]
        elif keyword in _SPELLED:
            name = _SPELLED[keyword]
            self._unfollowed.setdefault(name, words[0].lower() not in _UNFOLLOWED[name])

    def _way_is_settled(self, keyword: str) -> bool:
        """Whether an earlier line said how to get there: the first one counts.

        `ProxyJump none` leaves a ProxyCommand its chance, `ProxyCommand none` ends the matter.
        """
        jump = self.first("proxyjump")
        settled = bool(jump) if keyword == "proxyjump" else _means(jump)
        return settled or "proxycommand" in self._one

    def leave_out(self, what: str) -> None:
        """Note something that ssh would follow and that is not followed here."""
        self._unfollowed[what] = True

    def begin_final(self) -> None:
        """Go on to the final pass: the host to dial is settled, also where nothing named one."""
        self.final = True
        self._one.setdefault("hostname", ["%h"])

    @property
    def host(self) -> str:
        """The name to dial, as far as it is known."""
        values = {"%%": "%", "%h": self.name}
        return _HOST_TOKEN.sub(lambda one: values[one[0]], self.first("hostname")) or self.name

    @property
    def login(self) -> str:
        """The user, as far as it is known."""
        return self.user or self.first("user") or getpass.getuser()

    @property
    def tokens(self) -> Tokens:
        """What `%h` and its like stand for, as far as it is known."""
        return Tokens(
            name=self.name,
            host=self.host,
            port=self.port or _port_number(self.first("port")),
            user=self.login,
            alias=self.first("hostkeyalias"),
            jump=self.first("proxyjump"),
        )

    def destination(self) -> Destination:
        """Put the answers together."""
        tokens, jump = self.tokens, self.first("proxyjump")
        return Destination(
            host=self.host,
            port=tokens.port,
            user=self.user or self.first("user"),
            keys=tuple(map(tokens.path, self._many.get("identityfile", ()))),
            certificates=tuple(map(tokens.path, self._many.get("certificatefile", ()))),
            only_these_keys=self._is_on("identitiesonly"),
            jump=tuple(one.strip() for one in jump.split(",")) if _means(jump) else (),
            command=command if _means(command := self.first("proxycommand")) else "",
            passes_socket=self._is_on("proxyusefdpass"),
            known_hosts=self._files("userknownhostsfile"),
            global_known_hosts=self._files("globalknownhostsfile"),
            revoked_keys=tokens.path(file) if _means(file := self.first("revokedhostkeys")) else "",
            key_alias=self.first("hostkeyalias").lower(),
            agent=self._agent(),
            methods=self._methods(),
            family=self.first("addressfamily").lower() or "any",
            bind=self.first("bindaddress"),
            canonical=self._is_canonicalized(),
            unfollowed=tuple(name for name, matters in self._unfollowed.items() if matters),
        )

    def first(self, keyword: str) -> str:
        """Return the first word of a keyword's answer, empty without one."""
        return self._one.get(keyword, [""])[0]

    def _is_on(self, keyword: str, *, usually: bool = False) -> bool:
        word = self.first(keyword).lower()
        return word in ("yes", "true", "always") if word else usually

    def _files(self, keyword: str) -> tuple[str, ...] | None:
        words = self._one.get(keyword)
        if words is None:
            return None
        return () if words == ["none"] else tuple(map(self.tokens.path, words))

    def _agent(self) -> str:
        word = self.first("identityagent")
        if word == "SSH_AUTH_SOCK":
            return ""
        if word.startswith("$") and not word.startswith("${"):
            return os.environ.get(word[1:], "") or "none"
        return self.tokens.path(word)

    def _methods(self) -> tuple[str, ...] | None:
        """Return the ways to log in that are allowed, None for all."""
        named = self.first("preferredauthentications").lower()
        wanted = named.split(",") if named else [*_SWITCHES, "keyboard-interactive"]
        left = tuple(one for one in wanted if self._is_on(_SWITCHES.get(one, ""), usually=True))
        return left if named or len(left) <= len(_SWITCHES) else None

    def _is_canonicalized(self) -> bool:
        """Whether ssh would look for another name of this host in DNS, and dial that."""
        wanted = self.first("canonicalizehostname").lower()
        proxied = _means(self.first("proxyjump")) or _means(self.first("proxycommand"))
        if wanted != "always" and (proxied or wanted not in ("yes", "true")):
            return False
        dots = self.first("canonicalizemaxdots")
        most = int(dots) if dots.isascii() and dots.isdigit() and len(dots) < len("1000") else 1
        is_address = ":" in self.host or self.host.replace(".", "").isdigit()
        return (
            _means(self.first("canonicaldomains"))
            and not is_address
            and self.host.count(".") <= most
        )


_SWITCHES = {"publickey": "pubkeyauthentication", "password": "passwordauthentication"}


def _means(word: str) -> bool:
    return word.lower() not in ("", "none")


def _port_number(text: str) -> int:
    """Read a port's number, or its name as the system knows it."""
    if text.isascii() and text.isdigit():
        return int(text[:6])
    try:
        return socket.getservbyname(text, "tcp")
    except (OSError, UnicodeError, ValueError):
        return SSH_PORT


def _answer(asked: _Asked, file: Path, *, base: Path, outer: bool = True, depth: int = 0) -> None:
    """Go through a file; `outer` tells whether the block that includes it applies."""
    applies = outer
    for keyword, words in lines(file):
        if keyword == "host":
            applies = outer and _covers(asked.name, words)
        elif keyword == "match":
            applies = outer and _match_applies(asked, words, file)
        elif keyword == "include" and applies and depth < _DEEPEST:
            for more in included(words, base):
                _answer(asked, more, base=base, depth=depth + 1)
        elif applies:
            asked.take(keyword, words, file)


def _covers(name: str, patterns: list[str]) -> bool:
    """Whether a Host line covers a name; one excluding pattern that matches decides."""
    excluded = any(matches(name, one[1:]) for one in patterns if one.startswith("!"))
    return not excluded and any(matches(name, one) for one in patterns)


def _host_words(file: Path, depth: int) -> Iterator[str]:
    for keyword, words in lines(file):
        if keyword == "host":
            yield from words
        elif keyword == "include" and depth < _DEEPEST:
            for more in included(words, Path.home() / ".ssh"):
                yield from _host_words(more, depth + 1)


def _match_applies(asked: _Asked, words: list[str], file: Path) -> bool:
    """Whether all conditions of a Match line hold; one that is not understood does not.

    As in ssh, a command is run only when every condition before it holds.
    """
    rest, holds = iter(words), bool(words)
    for word in rest:
        wanted = not word.startswith("!")
        kind, _, value = word.lstrip("!").partition("=")
        kind = kind.lower()
        if kind not in _WITHOUT_VALUE:
            value = value or next(rest, "")
        if kind == "final":
            asked.wants_final = True
        if holds:
            holds = _condition(asked, kind, value, file) is wanted
    return holds


def _condition(asked: _Asked, kind: str, value: str, file: Path) -> bool | None:
    if kind == "exec":
        return _goes_well(asked, value, file)
    if kind not in _CONDITIONS:
        asked.leave_out(f"Match {kind}")
        return None
    return _CONDITIONS[kind](asked, value)


def _goes_well(asked: _Asked, command: str, file: Path) -> bool | None:
    if asked.run is None:
        return None
    check_may_run(file)
    try:
        return asked.run(asked.tokens.expand(command, EVERYWHERE))
    except NoToken as token:
        raise ProblemError(unclear(f"Match exec {command}", token)) from token


_WITHOUT_VALUE = frozenset({"all", "final", "canonical"})
_CONDITIONS: dict[str, Callable[[_Asked, str], bool]] = {
    "all": lambda _, __: True,
    "final": lambda asked, _: asked.final,
    "canonical": lambda asked, _: asked.final,
    "host": lambda asked, value: matches_list(asked.host.lower(), value.lower()),
    "originalhost": lambda asked, value: matches_list(asked.name.lower(), value.lower()),
    "user": lambda asked, value: matches_list(asked.login, value),
    "localuser": lambda _, value: matches_list(getpass.getuser(), value),
    "tagged": lambda asked, value: matches_list(asked.first("tag"), value),
}


def jump_parts(text: str) -> tuple[str, str, int]:
    """Split `[user@]host[:port]` of a ProxyJump into user, host and port (0: not given)."""
    rest = text.removeprefix("ssh://")
    user, _, address = rest.rpartition("@")
    host, colon, port = address.rpartition(":")
    if not colon or host.endswith(":") or not (port.isascii() and port.isdigit()):
        return user, address.strip("[]"), 0
    return user, host.strip("[]"), int(port[:6])
