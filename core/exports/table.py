"""Every kind of export there is; a new one is a module and a row here."""

from __future__ import annotations

from core.exports.alertmanager import KIND as ALERTMANAGER
from core.exports.automation.script import KIND as SCRIPT
from core.exports.compose.kind import KIND as COMPOSE
from core.exports.k3s import KIND as K3S
from core.exports.kubernetes.kind import KIND as KUBERNETES
from core.exports.pipelines.github import KIND as GITHUB_ACTIONS
from core.exports.pipelines.gitlab import KIND as GITLAB_CI
from core.exports.prometheus.kind import KIND as PROMETHEUS
from core.problems import Advice, Problem, ProblemError
from core.words import list_of, say

KINDS = {
    one.name: one
    for one in (
        KUBERNETES,
        K3S,
        COMPOSE,
        GITHUB_ACTIONS,
        GITLAB_CI,
        SCRIPT,
        PROMETHEUS,
        ALERTMANAGER,
    )
}
_LONGEST_SHOWN = 60


def must_be_known(names: tuple[str, ...]) -> None:
    """Raise `ProblemError` (`no_such_export`) for a name that no kind has."""
    for name in names:
        if name not in KINDS:
            raise ProblemError(_unknown(name))


def _unknown(name: str) -> Problem:
    return Problem(
        code="no_such_export",
        what=say("There is no export named “{name}”.", name=name[:_LONGEST_SHOWN]),
        why=say("GoFerry can write: {known}", known=list_of(KINDS)),
        next=(Advice(say("Run: {command}", command="goferry export list")),),
    )
