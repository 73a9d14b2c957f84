"""Every object of the service in a cluster, by the name of its file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.exports.as_yaml import why
from core.exports.cron import cron_of
from core.exports.kubernetes.pods import job_pod, labels, port_names, template
from core.exports.kubernetes.routes import route
from core.service.model import HealthScheme, Kind
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.exports.as_yaml import Node
    from core.exports.facts import Facts, Part
    from core.exports.question import Answers
    from core.words import Text

_HISTORY = 5
_LONGEST_JOB = 52  # of a CronJob's name: its jobs have longer ones
_PROGRESS = 60  # seconds beyond a start, for fetching the image
_FOR_DATA = "A volume for one node allows only one copy."
_ALONE = {  # by: has it data, has it a port
    (True, True): _FOR_DATA,
    (True, False): _FOR_DATA,
    (False, True): "One copy, as asked.",
    (False, False): "Nobody said that several copies may run at once.",
}
_NEVER = "0 0 1 1 *"  # of a job that is suspended


@dataclass(frozen=True, slots=True, kw_only=True)
class Object:
    """One object, and why it is there; `core` tells that Kubernetes itself has its kind."""

    node: dict[str, Node]
    reason: Text
    core: bool = True


def objects(facts: Facts, answers: Answers) -> dict[str, Object]:
    """Return all but the release command, each under the name of its file."""
    return dict(_objects(facts, answers))


def release(facts: Facts, answers: Answers) -> Object:
    """Return the job that runs the release command, before a new release is applied."""
    pod = job_pod(facts, facts.main, answers, args=facts.command)
    pod["metadata"] = {"labels": labels(facts, "release")}
    spec: dict[str, Node] = {
        "backoffLimit": why("A change that failed halfway is not repeated.", 0),
        "activeDeadlineSeconds": facts.command_seconds,
        "ttlSecondsAfterFinished": why("A job cannot be changed: it goes before the next.", 3600),
        "template": pod,
    }
    return Object(
        node=_node("batch/v1", "Job", f"{facts.name}-release", facts, answers, spec=spec),
        reason=say("The release command, once before each new release."),
    )


def _objects(facts: Facts, answers: Answers) -> Iterator[tuple[str, Object]]:
    yield "namespace", _namespace(answers)
    yield "serviceaccount", _account(facts, answers)
    yield "configmap", _settings(facts, answers)
    if facts.keeps_data:
        yield "persistentvolumeclaim", _claim(facts, answers)
    for part in facts.parts:
        end = f"-{part.role}" if part.role else ""
        for name, one in _of_part(facts, part, answers):
            yield f"{name}{end}", one
    if facts.main.port and answers["host"]:
        node, of_core = route(facts, answers)
        kind = str(node["kind"]).lower()
        yield (
            kind,
            Object(
                node=node, reason=say("Routes the domain to the service over HTTPS."), core=of_core
            ),
        )


def _of_part(facts: Facts, part: Part, answers: Answers) -> Iterator[tuple[str, Object]]:
    if part.kind is Kind.TIMER:
        yield "cronjob", _cronjob(facts, part, answers)
    else:
        yield "deployment", _deployment(facts, part, answers)
    if part.port:
        yield "service", _service(facts, part, answers)
    if part.port and _several(facts, answers):
        yield "poddisruptionbudget", _budget(facts, part, answers)
        yield "horizontalpodautoscaler", _scaler(facts, part, answers)
    yield "networkpolicy", _policy(facts, part, answers)


def _several(facts: Facts, answers: Answers) -> bool:
    return not facts.keeps_data and int(answers["replicas"]) > 1


def _node(
    version: str, kind: str, name: str, facts: Facts, answers: Answers, **rest: Node
) -> dict[str, Node]:
    metadata: dict[str, Node] = {
        "name": name,
        "namespace": answers["namespace"],
        "labels": {"app.kubernetes.io/name": facts.name},
    }
    return {"apiVersion": version, "kind": kind, "metadata": metadata, **rest}


def _namespace(answers: Answers) -> Object:
    level = "pod-security.kubernetes.io"
    marks: dict[str, Node] = {
        f"{level}/{what}": "restricted" for what in ("enforce", "warn", "audit")
    }
    metadata: Node = {
        "name": answers["namespace"],
        "labels": why("The cluster refuses pods here that are not hardened.", marks),
    }
    node: dict[str, Node] = {"apiVersion": "v1", "kind": "Namespace", "metadata": metadata}
    return Object(node=node, reason=say("Its own namespace, which admits only hardened pods."))


def _account(facts: Facts, answers: Answers) -> Object:
    node = _node("v1", "ServiceAccount", facts.name, facts, answers)
    node["automountServiceAccountToken"] = why(
        "The program does not call the Kubernetes API.", value=False
    )
    return Object(node=node, reason=say("An account without rights and without a token."))


def _settings(facts: Facts, answers: Answers) -> Object:
    node = _node("v1", "ConfigMap", facts.name, facts, answers, data=dict(facts.env))
    return Object(node=node, reason=say("The variables that are not secret."))


def _claim(facts: Facts, answers: Answers) -> Object:
    spec: dict[str, Node] = {
        "accessModes": why("One node at a time: so the service runs once.", ["ReadWriteOnce"]),
        "resources": {"requests": {"storage": answers["storage"]}},
    }
    if answers["storage_class"]:
        spec["storageClassName"] = answers["storage_class"]
    name = f"{facts.name}-data"
    node = _node("v1", "PersistentVolumeClaim", name, facts, answers, spec=spec)
    return Object(node=node, reason=say("The volume for the data, which outlives each release."))


def _deployment(facts: Facts, part: Part, answers: Answers) -> Object:
    health = part.health
    spec = {
        **_copies(facts, part, answers),
        "minReadySeconds": why(
            "A new pod counts once it has been ready for so long.", health.watch
        ),
        "progressDeadlineSeconds": health.deadline + health.watch + _PROGRESS,
        "revisionHistoryLimit": _HISTORY,
        "selector": {"matchLabels": labels(facts, part.role)},
        "template": template(facts, part, answers),
    }
    return Object(
        node=_node("apps/v1", "Deployment", part.name, facts, answers, spec=spec),
        reason=say("Keeps {name} running, hardened and checked.", name=part.name),
    )


def _copies(facts: Facts, part: Part, answers: Answers) -> dict[str, Node]:
    """Say how many there are, and whether two of them may be there at a change."""
    spec: dict[str, Node] = {}
    if alone := not part.port or not _several(facts, answers):
        reason = _ALONE[facts.keeps_data, bool(part.port)]
        spec["replicas"] = why(reason, 1)
    if facts.keeps_data or (alone and not facts.overlaps):
        return {**spec, "strategy": why("Never two at once.", {"type": "Recreate"})}
    rolling: Node = {"maxUnavailable": 0, "maxSurge": 1}
    strategy: Node = {"type": "RollingUpdate", "rollingUpdate": rolling}
    return {**spec, "strategy": why("No copy ends before a new one is ready.", strategy)}


def _cronjob(facts: Facts, part: Part, answers: Answers) -> Object:
    cron = cron_of(part.schedule)
    line = cron.line if cron else answers["schedule"]
    zone = cron.zone if cron and cron.zone else answers["time_zone"]
    pod = job_pod(facts, part, answers, args=part.args)
    name = part.name[:_LONGEST_JOB].rstrip("-")
    spec: dict[str, Node] = {
        "schedule": why(f"On servers: {part.schedule}", line or _NEVER),
        "timeZone": zone,
        **({} if line else {"suspend": why("Cron has no such times: give some.", value=True)}),
        "concurrencyPolicy": why("As with systemd: never twice at once.", "Forbid"),
        "startingDeadlineSeconds": 300,
        "successfulJobsHistoryLimit": 1,
        "failedJobsHistoryLimit": 3,
        "jobTemplate": {"spec": {"backoffLimit": 0, "template": pod}},
    }
    return Object(
        node=_node("batch/v1", "CronJob", name, facts, answers, spec=spec),
        reason=say("Runs {name} on its schedule.", name=part.name),
    )


def _service(facts: Facts, part: Part, answers: Answers) -> Object:
    grpc = part.scheme is HealthScheme.GRPC
    spec: Node = {
        "selector": labels(facts, part.role),
        "ports": [
            {
                "name": name,
                "port": number,
                "targetPort": name,
                "protocol": protocol,
                **({"appProtocol": "kubernetes.io/h2c"} if grpc and name == "http" else {}),
            }
            for name, number, protocol in port_names(part)
        ],
    }
    return Object(
        node=_node("v1", "Service", part.name, facts, answers, spec=spec),
        reason=say("One name and address for all copies of {name}.", name=part.name),
    )


def _budget(facts: Facts, part: Part, answers: Answers) -> Object:
    spec: Node = {
        "maxUnavailable": why("A drain evicts one copy at a time.", 1),
        "unhealthyPodEvictionPolicy": why(
            "Pods that are not ready do not block a drain.", "AlwaysAllow"
        ),
        "selector": {"matchLabels": labels(facts, part.role)},
    }
    return Object(
        node=_node("policy/v1", "PodDisruptionBudget", part.name, facts, answers, spec=spec),
        reason=say("Keeps {name} available while nodes are drained.", name=part.name),
    )


def _scaler(facts: Facts, part: Part, answers: Answers) -> Object:
    least = int(answers["replicas"])
    cpu: Node = {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 80}}
    spec: Node = {
        "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": part.name},
        "minReplicas": why(
            "The Deployment sets no replicas, so that applying it again does not undo scaling.",
            least,
        ),
        "maxReplicas": max(least, int(answers["max_replicas"])),
        "metrics": [{"type": "Resource", "resource": cpu}],
        "behavior": {
            "scaleDown": {
                "stabilizationWindowSeconds": why("Wait five minutes before removing copies.", 300),
            }
        },
    }
    version = "autoscaling/v2"
    return Object(
        node=_node(version, "HorizontalPodAutoscaler", part.name, facts, answers, spec=spec),
        reason=say("Adds copies of {name} under load.", name=part.name),
    )


def _policy(facts: Facts, part: Part, answers: Answers) -> Object:
    ports: list[Node] = [
        {"port": number, "protocol": protocol} for _, number, protocol in port_names(part)
    ]
    pods: Node = {"matchLabels": labels(facts, part.role)}
    allowed: list[Node] = [{"ports": ports}] if ports else []
    comment = "Its own ports and no others." if ports else "It has no port."
    spec: Node = {
        "podSelector": pods,
        "policyTypes": why("Where it connects to is not known: egress stays open.", ["Ingress"]),
        "ingress": why(comment, allowed),
    }
    return Object(
        node=_node("networking.k8s.io/v1", "NetworkPolicy", part.name, facts, answers, spec=spec),
        reason=say("Allows connections to the ports of {name} only.", name=part.name),
    )
