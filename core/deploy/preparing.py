"""Prepare a server once, so that the daily deploy may do exactly one thing as root."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import TYPE_CHECKING

from core.deploy import steps
from core.events import Steps, on_server
from core.service import foreign, installed, marks, sudo_rule, unseen
from core.service.layout import Layout
from core.service.model import Scope
from core.service.plan import ActionKey, PlanStep
from core.service.sound import must_be_login, must_be_sound
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.events import Report
    from core.service.installed import Installed
    from core.service.model import Service
    from core.ssh.session import ServerSession


async def plan_preparation(
    session: ServerSession, service: Service, *, login: str, operators: str = ""
) -> tuple[PlanStep, ...]:
    """Say what root must do once, so that `login` can deploy this service; changes nothing.

    The members of the group `operators`, if one is named, may then restart the service and see its
    status and log.
    """
    must_be_sound(service)
    there = await installed.ask(session, service)
    return preparation(replace(there, login=login), service, operators=operators)


def preparation(there: Installed, service: Service, *, operators: str = "") -> tuple[PlanStep, ...]:
    """Return the service's own preparation and the rules for its login and operators; pure."""
    must_be_sound(service)
    must_be_login(there.login)
    if operators:
        must_be_login(operators)
    layout = Layout.of(service)
    unseen.must_be_seen(there, layout)
    foreign.must_be_ours(there, layout)
    actions = steps.preparation(there, service)
    if operators and there.operators_rule != operators_rule(service, operators):
        actions += (_let_operate(service, operators),)
    own = there.login == "root" or service.scope is Scope.USER
    if not own and not sudo_rule.permits(there.rule, service, there.login):
        actions += (sudo_rule.permission(service, there.login),)
    return (*actions, *_take_stock(there, layout)) if actions else ()


async def plan_revocation(
    session: ServerSession, service: Service, *, login: str
) -> tuple[PlanStep, ...]:
    """Say what root must do so that `login` has no right of this service left; changes nothing."""
    must_be_sound(service)
    return revocation(await installed.ask(session, service), service, login=login)


def revocation(there: Installed, service: Service, *, login: str) -> tuple[PlanStep, ...]:
    """Return how a login's line of the sudo rule goes, and its upload area; pure."""
    must_be_login(login)
    unseen.must_be_seen(there, Layout.of(service))
    foreign.must_be_ours(there, Layout.of(service))
    if service.scope is Scope.USER:
        return ()
    named = sudo_rule.names(there.rule, service, login)
    actions = (
        *((sudo_rule.revocation(service, login),) if named else ()),
        *((_take_area(service, login),) if login in there.areas else ()),
    )
    return (*actions, *_take_stock(there, Layout.of(service))) if actions else ()


def _take_stock(there: Installed, layout: Layout) -> tuple[PlanStep, ...]:
    """Let what is live be noted once more, so that what was written here is no drift."""
    if not there.current:
        return ()
    return (
        PlanStep(
            key=ActionKey.TAKE_STOCK,
            sentence=say("Record these files, so that later manual changes are detected."),
            script=f"bash -p {layout.helper} stock",
        ),
    )


def _take_area(service: Service, login: str) -> PlanStep:
    return PlanStep(
        key=ActionKey.TAKE_AREA,
        sentence=say("Remove the upload area of {login}.", login=login),
        script=marks.taking_area(Layout.of(service), login),
    )


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


def as_script(actions: Sequence[PlanStep]) -> str:
    """Write the actions as one script that an administrator can read and run."""
    parts = [f"# {action.sentence}\n{action.script}" for action in actions]
    return "\n\n".join(("#!/bin/sh\nset -eu", *parts)) + "\n"


async def prepare(
    session: ServerSession, service: Service, *, login: str, operators: str = "", report: Report
) -> None:
    """Carry the preparation out; `session` must be able to become root.

    Raises "files_refused" before anything is written where no deploy could send its program.
    """
    actions = await plan_preparation(session, service, login=login, operators=operators)
    await session.must_take_files()
    await _carry_out(session, service, actions, report)


async def revoke(session: ServerSession, service: Service, *, login: str, report: Report) -> None:
    """Take a login's right away; `session` must be able to become root."""
    actions = await plan_revocation(session, service, login=login)
    await _carry_out(session, service, actions, report)


async def _carry_out(
    session: ServerSession, service: Service, actions: Sequence[PlanStep], report: Report
) -> None:
    counted = Steps(len(actions), on_server(session.profile.name, report))
    for action in actions:
        counted.start(action.sentence)
        await steps.carry_out(session, action, service.scope)
        counted.finish()


def _let_operate(service: Service, group: str) -> PlanStep:
    layout, word = Layout.of(service), shlex.quote(group)
    return PlanStep(
        key=ActionKey.LET_OPERATE,
        sentence=say(
            "Allow members of {group} to restart {service} and see its status and log.",
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
