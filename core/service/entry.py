"""What one entry in the catalogue of service options holds, and what follows from it."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from core.actions import ChooseOption
from core.problems import Advice, Problem, ProblemError
from core.service.kinds import Many
from core.service.mattering import always
from core.typed import from_plain
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.service.kinds import OptionKind
    from core.service.model import Service

_NOT_READ = (ValueError, OverflowError)
_CODES = {"limits": "limits_unusable", "health": "health_unusable"}
_LONGEST_SHOWN = 200


class Section(StrEnum):
    """Under which heading an option stands, in a help and in a form."""

    SERVICE = "service"
    RIGHTS = "rights"
    CHANGE = "change"
    HEALTH = "health"
    FILES = "files"


class FormPlace(StrEnum):
    """Where a form shows an option; what most people leave as it is, is folded away."""

    MAIN = "main"
    FOLDED = "folded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """What is typed and written of an option: its words, its flag, its key in goferry.toml.

    Without a flag it can be neither. `name` is the key where that is not the flag's own. `usual`
    says what happens without it, where its value does not.
    """

    title: Text
    sentence: Text
    flag: str = ""
    metavar: str = ""
    name: str = ""
    section: Section = Section.SERVICE
    usual: str = ""

    @property
    def name_in_file(self) -> str:
        """Its key in the table [service] of goferry.toml."""
        return self.name or self.flag.removeprefix("--").replace("-", "_")

    def typed(self, text: str) -> dict[str, Any]:
        """Return the values, by their keys, of what was typed. Raises `ProblemError`."""
        raise NotImplementedError

    def said(self, written: object) -> dict[str, Any]:
        """Return the values, by their keys, of what TOML or JSON held. Raises `ProblemError`."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionEntry(Option):
    """One option: where a `Service` holds it ("limits.memory"), its kind, and its faces.

    `recorded` keeps it on the server, for whoever operates the service later; `older` is what an
    older GoFerry may have recorded, beyond what can be chosen now. A form shows it at its `place`:
    `label` carries its letter, where one
    is left for it; `empty` says what its lowest number or no text means. To services for which it
    does not matter it means nothing, and a form does not ask.
    """

    key: str
    kind: OptionKind
    recorded: bool = True
    older: OptionKind | None = None
    place: FormPlace | None = None
    label: Text | None = None
    empty: Text | None = None
    suffix: str = ""
    matters: Callable[[Service], bool] = always

    def typed(self, text: str) -> dict[str, Any]:
        """Read what was typed after its flag."""
        try:
            return self.said(self.kind.words(text))
        except _NOT_READ as reason:
            raise ProblemError(self.problem(text)) from reason

    def said(self, written: object) -> dict[str, Any]:
        """Read a written value."""
        return {self.key: self.read(written)}

    def read(self, written: object) -> Any:  # noqa: ANN401 - the option's own type
        """Return the value of what is written; raises `ProblemError` for one that cannot be."""
        try:
            value = from_plain(self.kind.annotation, written)
        except _NOT_READ as reason:
            raise ProblemError(self.problem(written)) from reason
        if not self.kind.fits(value):
            raise ProblemError(self.problem(written))
        return value

    @property
    def repeats(self) -> bool:
        """Whether its flag can be given several times."""
        return isinstance(self.kind, Many)

    @property
    def adds_up(self) -> bool:
        """Whether what was chosen joins what lies below, instead of taking its place."""
        return isinstance(self.kind, Many) and not self.kind.ordered

    def problem(self, value: object) -> Problem:
        """Say that the option cannot have this value, and which it can."""
        section, _, inner = self.key.partition(".")
        correct = Advice(say("Correct the value."))
        if self.key == "port":
            correct = Advice(say("Use another port."), ChooseOption("port"))
        return Problem(
            code=_CODES.get(section, "service_settings_unusable"),
            what=say(
                "{option} cannot be {value}.",
                option=self.title,
                value=str(value)[:_LONGEST_SHOWN],
            ),
            why=self.kind.rule(self.title),
            next=(correct,),
            field=section if inner else self.key,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsEntry(OptionEntry):
    """Words that goferry.toml may also list one by one."""

    def read(self, written: object) -> Any:  # noqa: ANN401 - the option's own type
        """Return them as they are typed."""
        if isinstance(written, list) and written and all(isinstance(one, str) for one in written):
            written = shlex.join(written)
        return OptionEntry.read(self, written)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Option):
    """Several options that people write as one: "user,shared", "200-399".

    `reader` returns their values by their keys, and raises `ProblemError` for anything else.
    """

    reader: Callable[[object], dict[str, Any]]

    def typed(self, text: str) -> dict[str, Any]:
        """Read what was typed after its flag."""
        return self.reader(text)

    def said(self, written: object) -> dict[str, Any]:
        """Read a written value, which is the same text."""
        return self.reader(written)
