"""Prepare a server once, so that the daily deploy may do exactly one thing as root."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from core.deploy import installed, steps
from core.deploy.layout import Layout
from core.deploy.model import Action
from core.events import Finished, Steps
from core.problems import Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.deploy.installed import Installed
    from core.deploy.model import Service
    from core.events import Job
    from core.server.session import ServerSession

_LOGIN = re.compile(r"[a-z_][a-z0-9_-]{0,31}")


async def plan_preparation(
    session: ServerSession, service: Service, *, login: str
) -> tuple[Action, ...]:
    """Say what root must do once, so that `login` can deploy this service; changes nothing."""
    there = await installed.ask(session, service)
    return preparation(replace(there, login=login), service)


def preparation(there: Installed, service: Service) -> tuple[Action, ...]:
    """Return the service's own preparation and the one rule for its login; pure."""
    if not _LOGIN.fullmatch(there.login):
        raise ProblemError(_odd_login(there.login))
    actions = steps.preparation(there, service)
    if there.login == "root" or there.rule == rule(service, there.login):
        return actions
    return (*actions, _permit(service, there.login))


def rule(service: Service, login: str) -> str:
    """Spell the sudo rule: this login, this one program, no arguments, no password."""
    helper = Layout(service.name).helper
    return (
        f"# Written by GoFerry: {login} may deploy {service.name}, and do nothing else as root.\n"
        f"Defaults!{helper} !requiretty, !use_pty\n"
        f'{login} ALL=(root) NOPASSWD: {helper} ""\n'
    )


def as_script(actions: Sequence[Action]) -> str:
    """Write the actions as one script that an administrator can read and run."""
    parts = [f"# {action.sentence}\n{action.script}" for action in actions]
    return "\n\n".join(("#!/bin/sh\nset -eu", *parts)) + "\n"


async def prepare(session: ServerSession, service: Service, *, login: str) -> Job[None]:
    """Carry the preparation out; `session` must be able to become root."""
    actions = await plan_preparation(session, service, login=login)
    counted = Steps(len(actions), server=session.profile.name)
    for action in actions:
        yield counted.start(action.sentence)
        await steps.as_root(session, action)
        yield counted.finish()
    yield Finished(None)


def _permit(service: Service, login: str) -> Action:
    path = Layout(service.name).sudoers
    beside = f"{path}.goferry-new"  # sudo skips names with a dot in them
    return Action(
        key="permit",
        sentence=say("Let {login} run the helper, and nothing else, as root.", login=login),
        script=(
            f"umask 077\ncat >{beside} <<'RULE'\n{rule(service, login)}RULE\n"
            f"chmod 0440 {beside}\nvisudo -q -c -f {beside}\nmv -f {beside} {path}"
        ),
    )


def _odd_login(login: str) -> Problem:
    return Problem(
        code="login_unusable",
        what=say("“{login}” cannot stand in a sudo rule.", login=login[:40]),
        why=say("A login is made of small letters, digits, hyphens and underscores."),
    )
