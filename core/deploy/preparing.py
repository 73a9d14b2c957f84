"""Prepare a server once, so that the daily deploy may do exactly one thing as root."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import TYPE_CHECKING

from core.deploy import foreign, installed, steps
from core.deploy.layout import Layout
from core.deploy.model import Action, Scope
from core.deploy.sound import is_login, must_be_login, must_be_sound
from core.events import Finished, Steps
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.deploy.installed import Installed
    from core.deploy.model import Service
    from core.events import Job
    from core.server.session import ServerSession


async def plan_preparation(
    session: ServerSession, service: Service, *, login: str, operators: str = ""
) -> tuple[Action, ...]:
    """Say what root must do once, so that `login` can deploy this service; changes nothing.

    The members of the group `operators`, if one is named, may then restart the service and see its
    status and log.
    """
    must_be_sound(service)
    there = await installed.ask(session, service)
    return preparation(replace(there, login=login), service, operators=operators)


def preparation(there: Installed, service: Service, *, operators: str = "") -> tuple[Action, ...]:
    """Return the service's own preparation and the rules for its login and operators; pure."""
    must_be_sound(service)
    must_be_login(there.login)
    if operators:
        must_be_login(operators)
    foreign.must_be_ours(there, Layout.of(service))
    actions = steps.preparation(there, service)
    if operators and there.operators_rule != operators_rule(service, operators):
        actions += (_let_operate(service, operators),)
    own = there.login == "root" or service.scope is Scope.USER
    permitted = rule(service, *_permitted(there.rule, service), there.login)
    if own or there.rule == permitted:
        return actions
    path = Layout.of(service).sudoers
    sentence = say("Let {login} run the helper, and nothing else, as root.", login=there.login)
    write = _write_rule(path, permitted)
    return (*actions, Action(key="permit", sentence=sentence, script=write))


def rule(service: Service, *logins: str) -> str:
    """Spell the sudo rule: these logins, this one program, no arguments, no password."""
    helper = Layout.of(service).helper
    all_of = tuple(dict.fromkeys(logins))
    named = ", ".join(all_of)
    return (
        f"# Written by GoFerry: {named} may deploy {service.name}, and do nothing else as root.\n"
        f"Defaults!{helper} !requiretty, !use_pty\n"
    ) + "".join(f'{login} ALL=(root) NOPASSWD: {helper} ""\n' for login in all_of)


def _permitted(text: str, service: Service) -> tuple[str, ...]:
    """Read which logins the rule on the server names; each keeps its right."""
    granted = f' ALL=(root) NOPASSWD: {Layout.of(service).helper} ""'
    found = (line.removesuffix(granted) for line in text.splitlines() if line.endswith(granted))
    return tuple(login for login in found if is_login(login))


def operators_rule(service: Service, group: str) -> str:
    """Spell the sudo rule of the operators: these words exactly, with nothing before or after."""
    layout = Layout.of(service)
    journal = f"/usr/bin/journalctl --no-pager --unit={layout.unit}"
    commands = (
        f'{layout.operate} ""',
        f"/usr/bin/systemctl restart {layout.unit}",
        f"/usr/bin/systemctl status --no-pager {layout.unit}",
        journal,
        journal.replace("--no-pager", "--no-pager --follow"),
    )
    return (
        f"# Written by GoFerry: {group} may restart {service.name}, see its status and its log.\n"
        f"Defaults!{layout.operate} !requiretty, !use_pty\n"
        f"%{group} ALL=(root) NOPASSWD: {', '.join(commands)}\n"
    )


def as_script(actions: Sequence[Action]) -> str:
    """Write the actions as one script that an administrator can read and run."""
    parts = [f"# {action.sentence}\n{action.script}" for action in actions]
    return "\n\n".join(("#!/bin/sh\nset -eu", *parts)) + "\n"


async def prepare(
    session: ServerSession, service: Service, *, login: str, operators: str = ""
) -> Job[None]:
    """Carry the preparation out; `session` must be able to become root."""
    actions = await plan_preparation(session, service, login=login, operators=operators)
    counted = Steps(len(actions), server=session.profile.name)
    for action in actions:
        yield counted.start(action.sentence)
        await steps.carry_out(session, action, service.scope)
        yield counted.finish()
    yield Finished(None)


def _let_operate(service: Service, group: str) -> Action:
    layout, word = Layout.of(service), shlex.quote(group)
    return Action(
        key="let_operate",
        sentence=say(
            "Let members of {group} restart {service}, and see its status and log.",
            group=group,
            service=service.name,
        ),
        script=(
            f"getent group {word} >/dev/null || groupadd --system {word}\n"
            f"printf '#!/bin/bash -p\\n# Written by GoFerry.\\nexec {layout.helper} operate\\n'"
            f" >{layout.operate}\n"
            f"chmod 0755 {layout.operate}\n"
            f"{_write_rule(layout.operators, operators_rule(service, group))}"
        ),
    )


def _write_rule(path: str, text: str) -> str:
    """Spell how a sudo rule gets its name only after `visudo` has understood it."""
    beside = f"{path}.goferry-new"  # sudo skips names with a dot in them
    return (
        f"umask 077\ncat >{beside} <<'RULE'\n{text}RULE\n"
        f"chmod 0440 {beside}\nvisudo -q -c -f {beside}\nmv -fT {beside} {path}"
    )
