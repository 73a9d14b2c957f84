"""Plain values of a service's environment: NAME=VALUE in its unit, for what is no secret.

They are told to everybody: goferry.toml, plan, unit and record show them. What looks like a secret
is not taken, and no sentence about it shows its value.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.service.env_syntax import can_be_name, is_text
from core.service.exec_line import unit_word
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.typed import Annotation

_SECRET_WORDS = frozenset(
    {
        "APIKEY", "CREDENTIAL", "CREDENTIALS", "KEY", "PASS", "PASSPHRASE", "PASSWD", "PASSWORD",
        "PRIVATEKEY", "PWD", "SECRET", "SECRETKEY", "SECRETS", "TOKEN", "TOKENS",
    }
)  # fmt: skip
# What stands behind such a word speaks of it: where it lies, how long it is or holds.
_ABOUT = frozenset(
    {
        "ALGORITHM", "DIR", "EXPIRY", "FILE", "HEADER", "ID", "LENGTH", "LIFETIME", "NAME", "PATH",
        "PREFIX", "TIMEOUT", "TTL", "TYPE", "URL",
    }
)  # fmt: skip
_SECRET_VALUE = re.compile(
    r"\b[a-z][a-z0-9+.-]*://[^/\s:@]*:[^/\s@]+@"  # a password in an address
    r"|^[^\s:@/]+:[^\s@]+@(?:tcp|unix)\("  # the same for MySQL
    r"|\bpassword\s*=\s*\S|-----BEGIN [A-Z ]*PRIVATE KEY"
    r"|^(?:ghp_|github_pat_|glpat-|xox[abp]-|sk_live_|AKIA[0-9A-Z]{16}|eyJ[\w-]{10,}\.)",
    re.IGNORECASE,
)
_OF_SYSTEMD = re.compile(
    r"PORT|GOFERRY_\w*|LISTEN_(?:FDS|PID|FDNAMES)|NOTIFY_SOCKET|WATCHDOG_(?:PID|USEC)|MAINPID"
    r"|INVOCATION_ID|JOURNAL_STREAM|(?:STATE|RUNTIME|CACHE|LOGS|CONFIGURATION|CREDENTIALS)_DIRECTORY"
)
_LONGEST = 4_000  # signs; a unit is read by people


class Assignment:
    """NAME=VALUE on one line, whose name is free and which is no secret."""

    annotation: Annotation = str

    def words(self, text: str) -> object:
        """Take it as it is typed."""
        return text

    def fits(self, value: object) -> bool:
        """Tell whether it can be a plain value of the environment."""
        return isinstance(value, str) and not (
            is_odd(value) or is_reserved(value) or is_secret(value)
        )

    def rule(self, option: Text) -> Text:
        """Say what it is made of."""
        return say(
            "{option} must be NAME=VALUE. The name consists of letters, digits and "
            "_, and does not begin with a digit. The value is text on one line.",
            option=option,
        )


def is_odd(text: str) -> bool:
    """Tell whether it is not NAME=VALUE on one line."""
    name, equals, value = text.partition("=")
    fits = bool(equals) and can_be_name(name) and value.isprintable() and is_text(value)
    return not fits or len(text) > _LONGEST


def is_reserved(text: str) -> bool:
    """Tell whether GoFerry or systemd gives this variable its value."""
    return _OF_SYSTEMD.fullmatch(name_of(text)) is not None


def is_secret(text: str) -> bool:
    """Tell whether name or value look like a secret."""
    words = name_of(text).upper().split("_")
    named = bool(_SECRET_WORDS.intersection(words))
    told_of = words[-1] in _ABOUT or words[0] == "PUBLIC"
    return (named and not told_of) or _SECRET_VALUE.search(text.partition("=")[2]) is not None


def name_of(text: str) -> str:
    """Return the variable's name."""
    return text.partition("=")[0]


def names(env: Sequence[str]) -> tuple[str, ...]:
    """Name the variables, each once."""
    return tuple(dict.fromkeys(map(name_of, env)))


def lines(env: Sequence[str]) -> str:
    """Spell them as lines of a unit; of several with one name the last counts."""
    last = {name_of(one): one for one in env}
    return "\n".join(f"Environment={unit_word(one)}" for one in last.values())
