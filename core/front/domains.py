"""Which domains a front door may have: they come from people, and go into configurations."""

from __future__ import annotations

import re

from core.plain_text import printable
from core.problems import Advice, Problem, ProblemError
from core.words import say

_LONGEST = 253
_SHOWN = 60
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+(?!\d+$){_LABEL}")


def domain_of(typed: str) -> str:
    """Spell a domain as the internet does: small letters, other scripts in their ASCII form.

    Raises `ProblemError` ("domain_unusable") for anything else: an address, a path, a wildcard.
    """
    name = typed.strip().removesuffix(".").lower()
    try:
        name = name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError as odd:
        raise ProblemError(_unusable(typed)) from odd
    must_be_domain(name, typed)
    return name


def must_be_domain(name: str, typed: str = "") -> None:
    """Raise `ProblemError` for what is not a domain, letter by letter."""
    if not is_domain(name):
        raise ProblemError(_unusable(typed or name))


def is_domain(name: str) -> bool:
    """Tell whether it is a domain, letter by letter."""
    return len(name) <= _LONGEST and _DOMAIN.fullmatch(name) is not None


def _unusable(typed: str) -> Problem:
    return Problem(
        code="domain_unusable",
        what=say("“{domain}” is not a domain.", domain=printable(typed[:_SHOWN])),
        why=say("A domain has at least one dot, for example app.example.com."),
        next=(Advice(say("Leave out https://, port, path and wildcard.")),),
        field="domain",
    )
