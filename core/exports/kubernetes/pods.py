"""The pod of each process: its image, rights, environment, volumes and limits."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

from core.exports.as_yaml import why
from core.exports.kubernetes.probes import probes
from core.images.image import USER
from core.service.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.exports.as_yaml import Node
    from core.exports.facts import Facts, Part
    from core.exports.question import Answers

PULL = "pull"  # the answer "never" is for an image that is on the node already
_IMPORTED = "The image is imported on the node: no registry is asked."
PRE_STOP = 5  # seconds in which nodes still send requests to a pod that is to end
_FIRST_OPEN_PORT = 1024
_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_PORT_NAME = re.compile(r"(?!.*--)[a-z](?:[a-z0-9-]*[a-z0-9])?")
_CREDENTIALS = "/run/credentials"
_TMP = "/tmp"  # noqa: S108 - inside of the container
_UNITS = {"Ki": 10, "Mi": 20, "Gi": 30, "Ti": 40}
_MEBI = 20
_FOR_GO = 9  # tenths of the limit that Go's own memory may take


def labels(facts: Facts, role: str) -> dict[str, Node]:
    """Return what pods of a process are known by."""
    return {
        "app.kubernetes.io/name": facts.name,
        "app.kubernetes.io/component": role or "main",
    }


def template(facts: Facts, part: Part, answers: Answers) -> dict[str, Node]:
    """Return the template of a process's pods."""
    serves = bool(part.port)
    container = _container(facts, part, answers, args=part.args)
    container |= _ports(part) | probes(part, answers)
    if serves:
        container["lifecycle"] = why(
            f"For {PRE_STOP} s, until no node sends requests here any more.",
            {"preStop": {"sleep": {"seconds": PRE_STOP}}},
        )
    seconds = facts.stop_seconds + (PRE_STOP if serves else 0)
    return {
        "metadata": {"labels": labels(facts, part.role), "annotations": _annotations(facts)},
        "spec": {
            **_pod(facts, part, container),
            "terminationGracePeriodSeconds": why(
                "The time to finish requests, as on servers"
                + (", after the seconds above." if serves else "."),
                seconds,
            ),
            **_placing(facts, part, answers),
        },
    }


def job_pod(
    facts: Facts, part: Part, answers: Answers, *, args: tuple[str, ...]
) -> dict[str, Node]:
    """Return the template of a pod that ends: a timer's job, or the release command."""
    container = _container(facts, part, answers, args=args)
    spec = _pod(facts, part, container)
    return {
        "metadata": {"labels": labels(facts, part.role or "job")},
        "spec": {**spec, "restartPolicy": why("A failed run is not repeated.", "Never")},
    }


def port_names(part: Part) -> Iterator[tuple[str, int, str]]:
    """Yield each port as Kubernetes names it: name, number, protocol."""
    if part.port:
        yield "http", part.port, "TCP"
    for one in part.ports:
        fits = _PORT_NAME.fullmatch(one.name) and one.name != "http"
        yield (
            one.name if fits else f"port-{one.number}",
            one.number,
            "UDP" if one.udp else "TCP",
        )


def _annotations(facts: Facts) -> dict[str, Node]:
    digest = hashlib.sha256(json.dumps(facts.env).encode()).hexdigest()
    return {"goferry/settings": why("Changed settings make new pods.", digest[:16])}


def _pod(facts: Facts, part: Part, container: dict[str, Node]) -> dict[str, Node]:
    return {
        "serviceAccountName": facts.name,
        "automountServiceAccountToken": why(
            "The program does not call the Kubernetes API.", value=False
        ),
        "enableServiceLinks": why(
            "Keeps variables of other services, such as HELLO_PORT=tcp://…, out.",
            value=False,
        ),
        "securityContext": {
            "runAsNonRoot": True,
            "runAsUser": why("Not root; no system gives this number to a person.", USER),
            "runAsGroup": USER,
            "fsGroup": USER,
            "seccompProfile": {"type": "RuntimeDefault"},
            **_low_ports(part),
        },
        "containers": [container],
        "volumes": list(_volumes(facts)),
    }


def _low_ports(part: Part) -> dict[str, Node]:
    if not any(number < _FIRST_OPEN_PORT for _, number, _ in port_names(part)):
        return {}
    opened = {"name": "net.ipv4.ip_unprivileged_port_start", "value": "0"}
    return {"sysctls": why("Lets it open a port below 1024 without root's rights.", [opened])}


def _container(
    facts: Facts, part: Part, answers: Answers, *, args: tuple[str, ...]
) -> dict[str, Node]:
    called = {"args": [_argument(one) for one in args]} if args else {}
    return {
        "name": part.name,
        "image": answers["image"],
        **({"imagePullPolicy": why(_IMPORTED, "Never")} if answers.get(PULL) == "never" else {}),
        **called,
        "env": list(_env(facts, part, answers)),
        "envFrom": [{"configMapRef": {"name": facts.name}}],
        "securityContext": {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": why("It can write to its volumes only.", value=True),
            "capabilities": {"drop": ["ALL"]},
        },
        "resources": _resources(part, answers),
        "volumeMounts": list(_mounts(facts, answers)),
        **({"workingDir": facts.data_folder} if facts.in_data else {}),
    }


def _argument(text: str) -> str:
    """Write an argument: `${NAME}` is put in by Kubernetes, every other `$` stays."""
    parts, end = [], 0
    for found in _VARIABLE.finditer(text):
        parts += [text[end : found.start()].replace("$", "$$"), f"$({found[1]})"]
        end = found.end()
    return "".join((*parts, text[end:].replace("$", "$$")))


def _env(facts: Facts, part: Part, answers: Answers) -> Iterator[Node]:
    known = {name for name, _ in facts.env} | set(facts.hidden)
    for name, value in part.env:
        yield {"name": name, "value": value}
    if "GOMEMLIMIT" not in known:
        most = _bytes(part, answers) * _FOR_GO // 10 >> _MEBI
        yield why(
            "90 % of the limit: Go collects garbage before the kernel kills it.",
            {"name": "GOMEMLIMIT", "value": f"{max(1, most)}MiB"},
        )
    if facts.keeps_data:
        for name in ("HOME", "STATE_DIRECTORY"):
            yield {"name": name, "value": facts.data_folder}
    if facts.secrets:
        yield {"name": "CREDENTIALS_DIRECTORY", "value": f"{_CREDENTIALS}/{facts.name}"}
    for name in facts.hidden:
        reference = {"name": f"{facts.name}-env", "key": name}
        yield {"name": name, "valueFrom": {"secretKeyRef": reference}}


def _bytes(part: Part, answers: Answers) -> int:
    if part.memory:
        return part.memory
    said = answers["memory"]
    return int(said[:-2]) << _UNITS[said[-2:]]


def _resources(part: Part, answers: Answers) -> Node:
    memory = str(part.memory) if part.memory else answers["memory"]
    if part.memory and part.memory % (1 << _MEBI) == 0:
        memory = f"{part.memory >> _MEBI}Mi"
    cpu = f"{part.limits.cpu * 10}m" if part.limits.cpu else ""
    limits: dict[str, Node] = {"memory": memory, **({"cpu": cpu} if cpu else {})}
    comment = "" if cpu else " No CPU limit: it would throttle while CPUs are idle."
    most = part.limits.cpu * 10 or _millis(answers["cpu"])
    return {
        "requests": {"cpu": f"{min(_millis(answers['cpu']), most)}m", "memory": memory},
        "limits": why(f"The request of memory is the limit.{comment}", limits),
    }


def _millis(cpu: str) -> int:
    return int(cpu.removesuffix("m")) * (1 if cpu.endswith("m") else 1000)


def _volumes(facts: Facts) -> Iterator[Node]:
    yield {"name": "tmp", "emptyDir": {"sizeLimit": "64Mi"}}
    if facts.keeps_data:
        yield {"name": "data", "persistentVolumeClaim": {"claimName": f"{facts.name}-data"}}
    if facts.secrets:
        items: list[Node] = [{"key": one, "path": one} for one in facts.secrets]
        name = f"{facts.name}-secrets"
        yield {
            "name": "secrets",
            "secret": {
                "secretName": name,
                "items": items,
                "defaultMode": why("0440: readable by the program's group alone.", 0o440),
            },
        }


def _mounts(facts: Facts, answers: Answers) -> Iterator[Node]:
    yield {"name": "tmp", "mountPath": _TMP}
    if facts.keeps_data:
        yield {"name": "data", "mountPath": facts.data_folder}
    for place, inside in _folders(facts, answers).items():
        yield {"name": "data", "mountPath": place, "subPath": inside}
    if facts.secrets:
        place = f"{_CREDENTIALS}/{facts.name}"
        yield {"name": "secrets", "mountPath": place, "readOnly": True}


def _folders(facts: Facts, answers: Answers) -> dict[str, str]:
    """Return where each folder is seen that it can write to, and where in the volume it is."""
    found = {}
    for one in facts.writable:
        inside = one.strip("/")
        if one.startswith("/"):
            found[f"/{inside}"] = inside
        elif not facts.in_data:
            found[f"{answers['workdir'].rstrip('/')}/{inside}"] = inside
    taken = {_TMP, facts.data_folder}
    return {place: inside for place, inside in found.items() if place not in taken}


def _ports(part: Part) -> dict[str, Node]:
    ports: list[Node] = [
        {"name": name, "containerPort": number, "protocol": protocol}
        for name, number, protocol in port_names(part)
    ]
    return {"ports": ports} if ports else {}


def _placing(facts: Facts, part: Part, answers: Answers) -> dict[str, Node]:
    """Spread copies over nodes; what shares a volume for one node goes to the same one."""
    if facts.keeps_data and part.role:
        near: Node = {
            "labelSelector": {"matchLabels": labels(facts, "")},
            "topologyKey": "kubernetes.io/hostname",
        }
        preferred: list[Node] = [{"weight": 100, "podAffinityTerm": near}]
        return {
            "affinity": why(
                "It shares the volume of the main process, which one node has.",
                {"podAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": preferred}},
            )
        }
    if facts.keeps_data or part.kind is not Kind.WEB or answers["replicas"] == "1":
        return {}
    selector: Node = {"matchLabels": labels(facts, part.role)}
    spread: list[Node] = [
        {
            "maxSkew": 1,
            "topologyKey": key,
            "whenUnsatisfiable": "ScheduleAnyway",
            "labelSelector": selector,
        }
        for key in ("topology.kubernetes.io/zone", "kubernetes.io/hostname")
    ]
    return {
        "topologySpreadConstraints": why(
            "Spread over zones and nodes, so that no single one takes all copies down.", spread
        )
    }
