"""Plain values of the environment, and the names of the secrets without which nothing runs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.problems import Advice, Problem
from core.service import variables
from core.service.entry import FormPlace, OptionEntry
from core.service.kinds import Many, Pattern
from core.service.variables import Assignment
from core.words import Text, say


@dataclass(frozen=True, slots=True, kw_only=True)
class VariablesEntry(OptionEntry):
    """A table in goferry.toml, NAME=VALUE elsewhere; what is refused is named without its value."""

    def said(self, written: object) -> dict[str, Any]:
        """Read a table as well."""
        if isinstance(written, Mapping) and all(isinstance(one, str) for one in written.values()):
            written = [f"{name}={value}" for name, value in written.items()]
        return OptionEntry.said(self, written)

    def problem(self, value: object) -> Problem:
        """Say which variable cannot be set here, and why."""
        several = value if isinstance(value, tuple | list) else [value]
        refused = next((one for one in several if not Assignment().fits(one)), None)
        if isinstance(refused, str) and not variables.is_odd(refused):
            name = variables.name_of(refused)
            return _reserved(name) if variables.is_reserved(refused) else _secret(name)
        return _problem(
            say("{option} cannot be set like that.", option=self.title), self.kind.rule(self.title)
        )


def _reserved(name: str) -> Problem:
    return _problem(
        say("The variable {name} cannot be set.", name=name),
        say("GoFerry, systemd and the program set this variable themselves."),
        Advice(say("Leave it out. The port of a service is a separate option.")),
    )


def _secret(name: str) -> Problem:
    return _problem(
        say("{name} looks like a secret, so it cannot be a plain variable.", name=name),
        say(
            "Plain variables are visible in goferry.toml, in the history of a "
            "shell and in the unit."
        ),
        Advice(say("Set it as a secret: goferry secrets set {name}.", name=name)),
        Advice(say("Or put it into the environment file.")),
    )


def _problem(what: Text, why: Text, *more: Advice) -> Problem:
    advice = more or (Advice(say("Correct the value.")),)
    return Problem(code="variable_unusable", what=what, why=why, next=advice, field="env")


ENTRIES = (
    VariablesEntry(
        key="env",
        kind=Many(Assignment()),
        title=say("Variables"),
        sentence=say(
            "An environment variable of the program, as NAME=VALUE. The "
            "environment file overrides it. In goferry.toml, the variables are in "
            "the table [service.env]. Not for secrets."
        ),
        flag="--var",
        metavar="NAME=VALUE",
        name="env",
        place=FormPlace.FOLDED,
        label=say("Var&iables"),
        empty=say("for example LOG_LEVEL=debug"),
    ),
    OptionEntry(
        key="secrets",
        kind=Many(
            Pattern(
                re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}"),
                say("A secret's name is made of letters, digits, dots, hyphens and underscores."),
            )
        ),
        title=say("Needed secrets"),
        sentence=say(
            "The name of a secret that the program needs. A deploy is refused if "
            "the server does not have it."
        ),
        flag="--needs-secret",
        metavar="NAME",
        name="secrets",
    ),
)
