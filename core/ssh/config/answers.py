"""What is asked of the ssh configuration, and what its lines answered so far."""

from __future__ import annotations

import getpass
import os
import re
import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.ports import SSH_PORT
from core.ssh.config.destination import Destination
from core.ssh.config.refusals import check_may_run
from core.ssh.config.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Run = Callable[[str], bool]


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


@dataclass(slots=True)
class Asked:
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
