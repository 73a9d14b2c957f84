"""The one question that a server is asked for all of its services, as a script."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.service.model import HealthScheme, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthQuestion:
    """Where a process of a service is asked for its health; `process` is empty for the main one."""

    scope: Scope
    service: str
    process: str
    scheme: HealthScheme
    port: int
    path: str
    patience: int

    @property
    def words(self) -> tuple[str, ...]:
        """What the script needs of it."""
        return (self.scheme, str(self.port), self.path or "/", str(self.patience))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a server is to look at beside what it finds itself: an earlier answer told of it.

    `paths` are files whose facts are wanted, `hashes` those whose content is, `pids` the processes
    whose use is.
    """

    questions: tuple[HealthQuestion, ...] = ()
    paths: tuple[str, ...] = ()
    hashes: tuple[str, ...] = ()
    pids: tuple[int, ...] = ()

    def within(self, other: Wanted) -> bool:
        """Whether the other one asks for all of this."""
        return all(
            {*getattr(self, one.name)} <= {*getattr(other, one.name)} for one in fields(self)
        )


def script(wanted: Wanted) -> str:
    """Spell the question for the login's shell; bash asks, by its own networking."""
    return f"exec bash -p -c {shlex.quote(text(wanted))}"


def text(wanted: Wanted) -> str:
    """Spell it for bash."""
    asked = (word for one in wanted.questions for word in one.words)
    lists = {
        "questions": asked,
        "paths": wanted.paths,
        "hashes": wanted.hashes,
        "pids": wanted.pids,
    }
    given = "\n".join(f"{name}=({_words(words)})" for name, words in lists.items())
    return _template().replace("@WANTED@", given)


@cache
def _template() -> str:
    """Return it without what is wanted; the helper's own words ask for the health."""
    found = files("resources")
    schemes = found.joinpath("units", "activate", "schemes.sh").read_text("utf-8")
    return found.joinpath("server", "board.sh").read_text("utf-8").replace("@SCHEMES@\n", schemes)


def _words(words: Iterable[object]) -> str:
    return " ".join(shlex.quote(str(one)) for one in words)
