"""The sudo rule that says which logins may deploy a service: how a line comes and goes."""

from __future__ import annotations

import shlex
from importlib.resources import files
from typing import TYPE_CHECKING

from core.service.layout import Layout
from core.service.plan import ActionKey, PlanStep
from core.words import say

if TYPE_CHECKING:
    from core.service.model import Service

_LOGIN = "[a-z_][a-z0-9_-]{0,31}"


def rule(service: Service, *logins: str) -> str:
    """Spell the sudo rule: these logins, this one program, no arguments, no password."""
    lines = (_line(service, login) for login in sorted(set(logins)))
    return "".join(f"{line}\n" for line in (*_heading(service), *lines))


def permits(text: str, service: Service, login: str) -> bool:
    """Tell whether the rule on the server is whole and names this login."""
    return {_line(service, login), _heading(service)[-1]} <= set(text.splitlines())


def names(text: str, service: Service, login: str) -> bool:
    """Tell whether the rule on the server has a line for this login."""
    return _line(service, login) in text.splitlines()


def permission(service: Service, login: str) -> PlanStep:
    """Return how a login gets its line; the others keep theirs."""
    return PlanStep(
        key=ActionKey.PERMIT,
        sentence=say("Allow {login} to run only the helper as root.", login=login),
        script=_change(service, login, "permit"),
    )


def revocation(service: Service, login: str) -> PlanStep:
    """Return how a login loses its line; without any, the rule goes."""
    return PlanStep(
        key=ActionKey.REVOKE,
        sentence=say("No longer allow {login} to run the helper as root.", login=login),
        script=_change(service, login, "revoke"),
    )


def _heading(service: Service) -> tuple[str, str]:
    return (
        f"# Written by GoFerry: these may deploy {service.name}, and do nothing else as root.",
        f"Defaults!{Layout.of(service).helper} !requiretty, !use_pty",
    )


def _line(service: Service, login: str) -> str:
    return f'{login} ALL=(root) NOPASSWD: {Layout.of(service).helper} ""'


def _change(service: Service, login: str, how: str) -> str:
    layout = Layout.of(service)
    values = {
        "rule": layout.sudoers,
        "heading": "\n".join(_heading(service)),
        "any_line": f'{_LOGIN} ALL=\\(root\\) NOPASSWD: {layout.helper} ""',
        "line": _line(service, login),
    }
    lines = [f"{name}={shlex.quote(value)}" for name, value in values.items()]
    script = files("resources").joinpath("units", "rule.sh").read_text("utf-8")
    return "\n".join((*lines, script, f"change_rule {how}"))
