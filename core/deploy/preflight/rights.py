"""May this login do what the deploy needs, and is what it finds there its own?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.deploy import steps
from core.problems import Advice, Problem
from core.servers.facts import Root
from core.service import foreign, unseen
from core.service.layout import Layout
from core.service.model import Scope
from core.words import say

if TYPE_CHECKING:
    from core.deploy.preflight.case import Case

_BY_ADMIN = Advice(say("Ask an administrator to run: goferry prepare."))


def only_operates(case: Case) -> Problem | None:
    """Refuse a deploy by one who may only operate."""
    if case.there.root or "permitted" in case.there.exists:
        return None
    return Problem(
        code="may_only_operate",
        what=say("“{user}” can operate this service, but cannot deploy it.", user=case.facts.user),
        why=say("The sudo rule on the server permits only restarts, status and log."),
        next=(Advice(say("Ask someone with deploy access.")), _BY_ADMIN),
    )


def traces_closed(case: Case) -> Problem | None:
    """Refuse where the service's traces are closed to this login: nothing else can be judged."""
    return unseen.problem_of(case.there, Layout.of(case.service))


def takes_no_files(case: Case) -> Problem | None:
    """Refuse where the program could not be sent, before anything is made for it."""
    return case.closed


def not_prepared(case: Case) -> Problem | None:
    """Refuse what this login has no right to change."""
    if case.there.root or traces_closed(case):
        return None
    if not steps.preparation(case.there, case.service):
        return None
    return Problem(
        code="prepare_needed",
        what=say("The server is not prepared for this service's present settings."),
        why=say("“{user}” can deploy here, but cannot change unit files.", user=case.facts.user),
        next=(_BY_ADMIN,),
    )


def root_in_terminal_only(case: Case) -> Problem | None:
    """Refuse where sudo wants a terminal."""
    permitted = "permitted" in case.there.exists or case.service.scope is Scope.USER
    if case.facts.root is not Root.TERMINAL or permitted:
        return None
    return Problem(
        code="sudo_needs_terminal",
        what=say(
            "“{user}” can become root only in a terminal on the server.", user=case.facts.user
        ),
        why=say("The server's sudo settings contain requiretty."),
        next=(_BY_ADMIN,),
    )


def no_linger(case: Case) -> Problem | None:
    """Refuse a user's service that would end with the login, when the login cannot change that."""
    if case.service.scope is Scope.SYSTEM or {"linger", "may_linger"} & case.there.exists:
        return None
    if case.facts.root is Root.ROOT:
        return None
    return Problem(
        code="linger_off",
        what=say("The service would end when “{user}” logs out.", user=case.facts.user),
        why=say("This login is not allowed to turn on lingering for its services."),
        next=(
            Advice(
                say(
                    "Ask an administrator to run once: loginctl enable-linger {user}",
                    user=case.facts.user,
                )
            ),
        ),
    )


def not_sandboxed(case: Case) -> Problem | None:
    """Say what a service without root lacks."""
    if case.service.scope is Scope.SYSTEM:
        return None
    return Problem(
        code="not_sandboxed",
        what=say("This service is not sandboxed: it runs as “{user}”.", user=case.facts.user),
        why=say("Without root, the service can read and write everything that this user can."),
        next=(Advice(say("If you have root access, any other mode is safer.")),),
    )


def name_taken(case: Case) -> Problem | None:
    """Refuse a name under which the server has something that is not GoFerry's."""
    if traces_closed(case):
        return None
    return foreign.name_taken(case.there, Layout.of(case.service))


def place_of_another(case: Case) -> Problem | None:
    """Refuse where somebody else could exchange what the service runs."""
    return foreign.place_of_another(case.there, Layout.of(case.service))
