"""The tokens of ssh's configuration (`%h`, `%p` …), and what they stand for here."""

from __future__ import annotations

import getpass
import hashlib
import os
import re
import socket
from dataclasses import dataclass
from pathlib import Path

from core.home import expanded

_TOKEN = re.compile("%(.?)", re.DOTALL)
_VARIABLE = re.compile(r"\$\{(\w+)\}")
IN_PROXY_COMMAND = "hknpr"
EVERYWHERE = "CLdhiklnpruj"


class NoToken(ValueError):  # noqa: N818 - what the text has
    """A `%` stands before something that means nothing there, where ssh gives up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What is known of a connection. `name` is as it was asked for, `host` what is dialled."""

    name: str
    host: str
    port: int
    user: str
    alias: str = ""
    jump: str = ""

    def expand(self, text: str, allowed: str) -> str:
        """Put the values in; raises `NoToken` for a token that is not `allowed`."""

        def value(found: re.Match[str]) -> str:
            if found[1] == "%":
                return "%"
            if not found[1] or found[1] not in allowed:
                raise NoToken(found[0])
            return self._value(found[1])

        return _TOKEN.sub(value, text)

    def path(self, text: str) -> str:
        """Fill in a path: the home folder, variables and tokens; unknown ones stay as they are."""
        whole = _VARIABLE.sub(lambda found: os.environ.get(found[1], found[0]), text)
        try:
            whole = self.expand(whole, EVERYWHERE)
        except NoToken:
            return text
        return str(expanded(Path(whole))) if whole.startswith("~") else whole

    def _value(self, token: str) -> str:
        here = socket.gethostname()
        values = {
            "h": self.host,
            "n": self.name,
            "p": str(self.port),
            "r": self.user,
            "k": self.alias or self.name,
            "j": self.jump,
            "u": getpass.getuser(),
            "d": str(Path.home()),
            "i": str(os.getuid()) if hasattr(os, "getuid") else "0",
            "l": here,
            "L": here.partition(".")[0],
        }
        if token == "C":  # noqa: S105 - a token of ssh's, no secret
            whole = f"{here}{self.host}{self.port}{self.user}{self.jump}"
            return hashlib.sha1(whole.encode(errors="surrogateescape")).hexdigest()  # noqa: S324 - ssh's own choice
        return values[token]
