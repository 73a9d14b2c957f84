"""Which names a service may have: asked by every way in, before any server is reached."""

from __future__ import annotations

import re
from functools import cache

from core.plain_text import printable
from core.problems import Advice, Problem, ProblemError
from core.words import Text, say

LONGEST = 31  # what useradd takes, less what a name may grow by
_SHOWN = 60  # letters of a name that none can be

# A hyphen at the end would make NAME-.service.d, which systemd reads for all services NAME-….
_NAME = re.compile(r"[a-z](?:[a-z0-9-]{0,29}[a-z0-9])?")
# NAME-recover.service and the like belong to the service NAME: two services would share them.
_DERIVED = re.compile(
    r"(?P<prefix>goferry|activate|operate|systemd)-.*"
    r"|.*-(?P<suffix>operators|recover|proxy|next|try)"
)


def must_be_usable(name: str) -> None:
    """Raise `ProblemError` for a name that no service can have.

    "service_name_unusable" by its letters, "service_name_reserved" because of what it would touch.
    """
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ProblemError(_odd(str(name)))
    if (why := _reserved(name)) is not None:
        raise ProblemError(_taken(name, why))


def usable(name: str) -> bool:
    """Tell whether a service may have this name."""
    return _NAME.fullmatch(name) is not None and _reserved(name) is None


def derived(words: str) -> str:
    """Make a usable name of any words, for a service that nobody named yet."""
    name = re.sub(r"[^a-z0-9]+", "-", words.lower()).lstrip("-0123456789")[:LONGEST].strip("-")
    if not name or usable(name):
        return name or "service"
    longer = f"{name[: LONGEST - len('-app')].strip('-')}-app"
    return longer if usable(longer) else "service"


def _reserved(name: str) -> Text | None:
    if found := _DERIVED.fullmatch(name):
        if prefix := found["prefix"]:
            return say("Names that begin with “{part}-” are reserved.", part=prefix)
        return say(
            "Names that end with “-{part}” belong to parts of another service.",
            part=found["suffix"],
        )
    if name in _of_systems():
        return say("The name belongs to the system, or to a package that many servers have.")
    return None


@cache
def _of_systems() -> frozenset[str]:
    from importlib.resources import files  # noqa: PLC0415 - slow to load, and seldom wanted

    text = files("resources").joinpath("names", "reserved.txt").read_text("ascii")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))


def _odd(name: str) -> Problem:
    return Problem(
        code="service_name_unusable",
        what=say("“{name}” cannot be a service's name.", name=printable(name[:_SHOWN])),
        why=say(
            "A name begins with a lowercase letter, then has up to 30 lowercase "
            "letters, digits and hyphens. It does not end with a hyphen."
        ),
        next=(_OTHER,),
        field="service",
    )


def _taken(name: str, why: Text) -> Problem:
    return Problem(
        code="service_name_reserved",
        what=say("A service cannot be called “{name}”.", name=name),
        why=why,
        next=(_OTHER,),
        field="service",
    )


_OTHER = Advice(say("Give the service another name."))
