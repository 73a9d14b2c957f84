"""Has the server the secrets that the program needs, and which value counts where two are told?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.problems import Advice, Problem
from core.service import environment, variables
from core.words import list_of, say, say_count

if TYPE_CHECKING:
    from core.deploy.preflight.case import Case


def secrets_missing(case: Case) -> Problem | None:
    """Refuse where a secret is known to be missing: the program would only stop at its start."""
    missing = _missing(case)
    if not missing or case.there.names_unknown:
        return None
    first = missing[0]
    return Problem(
        code="secrets_missing",
        what=say_count(
            len(missing),
            one="The server does not have the secret {names}.",
            many="The server does not have {n} secrets: {names}",
            names=list_of(missing),
        ),
        why=say("The settings of the service require it. Nothing was changed."),
        next=(
            *(() if case.there.known else (_prepare(case),)),
            Advice(
                say(
                    "Set it: goferry secrets set {name} --service {service} --to NAME",
                    name=first,
                    service=case.service.name,
                )
            ),
            Advice(say("Or add it to the environment file.")),
        ),
        field="secrets",
    )


def secrets_not_looked_at(case: Case) -> Problem | None:
    """Say that nobody could look whether the secrets are there."""
    missing = _missing(case)
    if not missing or not case.there.names_unknown:
        return None
    return Problem(
        code="not_looked_at",
        what=say(
            "Whether the server has these secrets is not known: {names}", names=list_of(missing)
        ),
        why=say("A tool is missing on the server, or this login is not allowed to use it."),
        next=(Advice(say("You can go on. The deploy stops if this causes a problem.")),),
    )


def file_wins(case: Case) -> Problem | None:
    """Name the variables whose value in the environment file counts, not the plain one."""
    ours = case.service.environment
    in_file = environment.names(ours.text) if ours else case.there.variables
    both = [name for name in variables.names(case.service.env) if name in in_file]
    if not both:
        return None
    return Problem(
        code="variables_twice",
        what=say("The environment file sets these variables as well: {names}", names=list_of(both)),
        why=say("Values from the environment file take precedence."),
        field="env",
    )


def _missing(case: Case) -> list[str]:
    ours, there = case.service.environment, case.there
    known = {*there.credentials, *(environment.names(ours.text) if ours else there.variables)}
    return [name for name in case.service.secrets if name not in known]


def _prepare(case: Case) -> Advice:
    return Advice(
        say(
            "First prepare the server: goferry prepare NAME --service {service}",
            service=case.service.name,
        )
    )
