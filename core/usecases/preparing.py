"""Prepare a server once, so that deploys need no root; and take that right away again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.usecases.guarding import must_be_confirmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.events import Report
    from core.service.installed import Installed
    from core.service.model import Service
    from core.service.plan import PlanStep
    from core.ssh.session import ServerSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """What a server is prepared for: that `login`, else who logs in, can deploy this service.

    The members of the group `operators`, if one is named, may then look and restart.
    """

    service: Service
    login: str = ""
    operators: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What root would do on one server for a service, as it is there now."""

    _there: Installed
    _service: Service

    def script(self, operators: str = "") -> str:
        """Spell it as a script; members of the group `operators` may then look and restart."""
        from core.deploy import preparing

        actions = preparing.preparation(self._there, self._service, operators=operators)
        return preparing.as_script(actions)


async def preview(session: ServerSession, service: Service) -> Preview:
    """Look what root would do so that who logs in can deploy this service; changes nothing."""
    from core.service import installed

    there = await installed.ask(session, service)
    return Preview(replace(there, login=session.profile.user), service)


async def prepare(
    session: ServerSession, wish: Preparation, *, plan: bool = False, report: Report
) -> str:
    """Let a login deploy a service; return the script of it. With `plan` nothing is done."""
    from core.deploy import preparing

    if not plan:
        must_be_confirmed((session,))
    who = {"login": wish.login or session.profile.user, "operators": wish.operators}
    actions = await preparing.plan_preparation(session, wish.service, **who)
    if not plan:
        await preparing.prepare(session, wish.service, **who, report=report)
    return _as_script(actions)


async def revoke(
    session: ServerSession, service: Service, *, login: str, plan: bool = False, report: Report
) -> str:
    """Take a login's right away, and its upload area; return the script, empty if it has none.

    With `plan` nothing is done.
    """
    from core.deploy import preparing

    if not plan:
        must_be_confirmed((session,))
    actions = await preparing.plan_revocation(session, service, login=login)
    if not plan:
        await preparing.revoke(session, service, login=login, report=report)
    return _as_script(actions)


def _as_script(actions: Sequence[PlanStep]) -> str:
    from core.deploy import preparing

    return preparing.as_script(actions) if actions else ""
