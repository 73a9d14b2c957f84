"""When a pod has started, gets requests, and is started again: from the service's health."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from core.exports.as_yaml import why
from core.service.model import HealthScheme

if TYPE_CHECKING:
    from core.exports.as_yaml import Node
    from core.exports.facts import Part
    from core.exports.question import Answers

_PERIOD, _FAILURES = 10, 3
_USUAL = (200, 399)  # what the kubelet takes for a good status


def probes(part: Part, answers: Answers) -> dict[str, Node]:
    """Return the three probes; none where the service tells its health in no way that there is."""
    question = _question(part, answers)
    if not question:
        return {}
    health = part.health
    period = max(1, ceil(health.period))
    timeout = max(1, ceil(health.timeout))
    return {
        "startupProbe": why(
            f"A start may take {ceil(health.start_delay) + health.deadline} s, as on servers; "
            "the other probes wait for it.",
            {
                **question,
                "initialDelaySeconds": ceil(health.start_delay),
                "periodSeconds": period,
                "timeoutSeconds": timeout,
                "failureThreshold": max(1, ceil(health.deadline / period)),
            },
        ),
        "readinessProbe": why(
            "Without a good answer it gets no requests.",
            {**question, "periodSeconds": 5, "timeoutSeconds": timeout, "failureThreshold": 2},
        ),
        "livenessProbe": why(
            f"After {_PERIOD * _FAILURES} s without a good answer, the pod is restarted.",
            {
                **question,
                "periodSeconds": _PERIOD,
                "timeoutSeconds": timeout,
                "failureThreshold": _FAILURES,
            },
        ),
    }


def odd_statuses(part: Part) -> bool:
    """Tell whether the service takes other answers for good than the kubelet does."""
    asked = part.scheme in {HealthScheme.HTTP, HealthScheme.HTTPS}
    return asked and (part.health.lowest, part.health.highest) != _USUAL


def _question(part: Part, answers: Answers) -> dict[str, Node]:
    port = part.health_port
    match part.scheme:
        case HealthScheme.HTTP | HealthScheme.HTTPS:
            scheme = part.scheme.value.upper()
            path = part.health_path or "/"
            return {"httpGet": {"path": path, "port": port, "scheme": scheme}}
        case HealthScheme.TCP:
            return {"tcpSocket": {"port": port}}
        case HealthScheme.GRPC:
            return {"grpc": {"port": port}}
        case HealthScheme.COMMAND:
            return {"exec": {"command": [answers["program"], *part.health_words]}}
        case _:
            return {}
