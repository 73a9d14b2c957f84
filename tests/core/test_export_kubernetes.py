"""Kubernetes objects of every kind of service: strict schemas, restricted pods, nothing lost."""

from __future__ import annotations

import shutil
import subprocess
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.exports.kubernetes.kind import KIND
from core.exports.kubernetes.overlays import folder_of
from core.service.model import Limits
from tests.exported import SERVICES, documents, facts, hostile, made
from tests.kubernetes_proof import Refused, Unknown, prove

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.exports.facts import Facts

_STAGING = "env=staging"
_PODS = {"Deployment", "CronJob", "Job"}


def _files(of: Facts, **said: str) -> dict[str, str]:
    return {one.path: one.text for one in made(KIND, of, said).files}


def _objects(of: Facts, **said: str) -> dict[str, dict[str, Any]]:
    """Return every object, by the path of its file without its end."""
    return {
        path.removeprefix("kubernetes/").removesuffix(".yaml"): documents(text)[0]
        for path, text in _files(of, **said).items()
        if path.endswith(".yaml") and not path.endswith(("kustomization.yaml", ".patch.yaml"))
    }


def _pod(node: dict[str, Any]) -> dict[str, Any]:
    spec = node["spec"]["jobTemplate"]["spec"] if node["kind"] == "CronJob" else node["spec"]
    pod: dict[str, Any] = spec["template"]["spec"]
    return pod


def _with_labels(name: str) -> Facts:
    """Return a service that is another one on some servers: values, processes and ports."""
    there = replace(
        facts("several"),
        env=(("LOG_LEVEL", "info"), ("a/b~c", "1.10")),
        parts=(replace(facts(name).main, name="shop"), *facts("several").parts[2:]),
    )
    return replace(facts("several"), on=((_STAGING, there),))


@pytest.mark.parametrize("name", SERVICES)
def test_every_object_passes_the_strict_schemas(name: str) -> None:
    for node in _objects(facts(name)).values():
        prove(node)
    for text in _files(facts(name)).values():
        assert "hidden-1" not in text


@pytest.mark.parametrize("name", SERVICES)
def test_every_pod_is_restricted(name: str) -> None:
    pods = [_pod(node) for node in _objects(facts(name)).values() if node["kind"] in _PODS]
    assert pods
    for pod in pods:
        assert pod["automountServiceAccountToken"] is False
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        (container,) = pod["containers"]
        rights = container["securityContext"]
        assert rights["allowPrivilegeEscalation"] is False
        assert rights["readOnlyRootFilesystem"] is True
        assert rights["capabilities"] == {"drop": ["ALL"]}
        assert container["resources"]["limits"]["memory"]
        assert container["resources"]["requests"]["cpu"]


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        (
            "web",
            (
                "ConfigMap Deployment HorizontalPodAutoscaler Ingress Namespace NetworkPolicy "
                "PodDisruptionBudget Service ServiceAccount"
            ),
        ),
        ("worker", "ConfigMap Deployment Namespace NetworkPolicy ServiceAccount"),
        ("timer", "ConfigMap CronJob Namespace NetworkPolicy ServiceAccount"),
        (
            "data",
            (
                "ConfigMap Deployment Ingress Namespace NetworkPolicy PersistentVolumeClaim "
                "Service ServiceAccount"
            ),
        ),
    ],
)
def test_a_service_has_what_it_needs_and_no_more(name: str, kinds: str) -> None:
    assert sorted({node["kind"] for node in _objects(facts(name)).values()}) == kinds.split()


_SPOILED: dict[str, Callable[[Any], object]] = {
    "base/deployment": lambda one: one["spec"].update(replcas=1),
    "base/deployment ": lambda one: one["spec"]["selector"].update(matchLabel={}),
    "base/deployment  ": lambda one: _pod(one)["containers"][0].update(image=1.10),
    "base/deployment   ": lambda one: _pod(one)["containers"][0].update(prots=[]),
    "base/deployment    ": lambda one: _pod(one).update(terminationGracePeriodSeconds="35"),
    "base/deployment     ": lambda one: _pod(one)["containers"][0]["env"][0].update(value=8080),
    "base/deployment      ": lambda one: _pod(one)["securityContext"].update(runAsUser="65532"),
    "base/deployment       ": lambda one: _pod(one)["containers"][0]["livenessProbe"].update(a=1),
    "base/deployment        ": lambda one: _pod(one)["containers"][0].pop("name"),
    "base/deployment         ": lambda one: one["spec"].pop("selector"),
    "base/deployment          ": lambda one: one["spec"].update(minReadySeconds=True),
    "base/service": lambda one: one["spec"]["ports"][0].update(port="8080"),
    "base/service ": lambda one: one["spec"].update(selectors={}),
    "base/service  ": lambda one: one["metadata"].update(name=True),
    "base/configmap": lambda one: one["data"].update(A=1.10),
    "base/configmap ": lambda one: one["data"].update(A=True),
    "base/configmap  ": lambda one: one.update(datas={}),
    "base/namespace": lambda one: one["metadata"]["labels"].update(enforce=False),
    "base/ingress": lambda one: one["spec"]["rules"][0]["http"]["paths"][0].pop("pathType"),
    "base/ingress ": lambda one: one["spec"].update(tls={}),
    "base/networkpolicy": lambda one: one["spec"].update(ingres=[]),
    "base/poddisruptionbudget": lambda one: one["spec"].update(maxUnavaliable=1),
    "base/horizontalpodautoscaler": lambda one: one["spec"].pop("maxReplicas"),
    "base/horizontalpodautoscaler ": lambda one: one["spec"].update(
        targetCPUUtilizationPercentage=80  # of autoscaling/v1
    ),
    "base/cronjob-tidy": lambda one: one["spec"].update(schedule=["* * * * *"]),
    "base/cronjob-tidy ": lambda one: one["spec"].update(concurrency="Forbid"),
    "release/job": lambda one: one["spec"].update(backoffLimit="0"),
    "base/serviceaccount": lambda one: one.update(automountServiceAccountToken="false"),
}


@pytest.mark.parametrize("spoiled", _SPOILED, ids=str.strip)
def test_a_spoiled_object_is_refused(spoiled: str) -> None:
    several = replace(facts("several"), writable=())
    node = deepcopy(_objects(several)[spoiled.strip()])
    prove(node)
    _SPOILED[spoiled](node)
    with pytest.raises(Refused):
        prove(node)


@pytest.mark.parametrize("version", ["autoscaling/v2beta2", "policy/v1beta1", "extensions/v1beta1"])
def test_a_version_that_is_gone_is_refused(version: str) -> None:
    node = {**_objects(facts("web"))["base/horizontalpodautoscaler"], "apiVersion": version}
    with pytest.raises(Unknown):
        prove(node)


def test_health_becomes_probes() -> None:
    def asked(name: str) -> dict[str, Any]:
        pod = _pod(_objects(facts(name))["base/deployment"])
        found: dict[str, Any] = pod["containers"][0].get("readinessProbe", {})
        return found

    assert asked("web")["httpGet"] == {"path": "/health", "port": 8080, "scheme": "HTTP"}
    assert asked("https")["httpGet"]["scheme"] == "HTTPS"
    assert asked("tcp")["tcpSocket"] == {"port": 9000}
    assert asked("grpc")["grpc"] == {"port": 8080}
    assert asked("command")["exec"]["command"] == ["/app/hello", "check", "$x", "--now"]
    assert asked("none") == asked("notify") == {}
    assert made(KIND, facts("notify")).left_out


def test_a_pod_has_the_time_that_the_service_needs_to_end() -> None:
    web, worker = (_pod(_objects(facts(name))["base/deployment"]) for name in ("web", "worker"))
    assert web["containers"][0]["lifecycle"] == {"preStop": {"sleep": {"seconds": 5}}}
    assert web["terminationGracePeriodSeconds"] == 30 + 5
    assert worker["terminationGracePeriodSeconds"] == 30
    assert "lifecycle" not in worker["containers"][0]


def test_what_can_run_once_runs_once() -> None:
    data = _objects(facts("data"))["base/deployment"]["spec"]
    assert (data["replicas"], data["strategy"]) == (1, {"type": "Recreate"})
    assert "replicas" not in _objects(facts("web"))["base/deployment"]["spec"]
    alone = _objects(facts("web"), replicas="1")
    assert alone["base/deployment"]["spec"]["replicas"] == 1
    assert "base/horizontalpodautoscaler" not in alone


def test_variables_and_secrets_arrive_by_reference() -> None:
    container = _pod(_objects(facts("data"))["base/deployment"])["containers"][0]
    env = {one["name"]: one for one in container["env"]}
    assert env["DATABASE_URL"]["valueFrom"]["secretKeyRef"] == {
        "name": "notes-env",
        "key": "DATABASE_URL",
    }
    assert env["CREDENTIALS_DIRECTORY"]["value"] == "/run/credentials/notes"
    mounts = {one["mountPath"]: one for one in container["volumeMounts"]}
    assert mounts["/run/credentials/notes"]["readOnly"] is True
    assert container["workingDir"] == "/var/lib/notes"


def test_an_argument_arrives_as_it_is_on_a_server() -> None:
    of = facts("web")
    odd = replace(of.main, args=("${PORT}", "$(HOME)", "$$", "a$", "${not a name}"))
    container = _pod(_objects(replace(of, parts=(odd,)))["base/deployment"])["containers"][0]
    assert container["args"] == ["$(PORT)", "$$(HOME)", "$$$$", "a$$", "$${not a name}"]


def test_a_schedule_that_cron_cannot_say_is_suspended_until_it_is_given() -> None:
    of = facts("timer")
    odd = replace(of, parts=(replace(of.main, schedule="*-*~01"),))
    node = _objects(odd)["base/cronjob"]
    assert node["spec"]["suspend"] is True
    assert made(KIND, odd).left_out
    given = _objects(odd, schedule="0 4 28-31 * *")["base/cronjob"]["spec"]
    assert given["schedule"] == "0 4 28-31 * *"
    assert "suspend" not in given
    assert _objects(of)["base/cronjob"]["spec"]["schedule"] == "30 3 * * *"


def test_no_more_cpu_is_asked_for_than_is_allowed() -> None:
    of = facts("worker")
    small = replace(of, parts=(replace(of.main, limits=Limits(memory="64M", cpu=5)),))
    resources = _pod(_objects(small)["base/deployment"])["containers"][0]["resources"]
    assert resources["requests"] == {"cpu": "50m", "memory": "64Mi"}
    assert resources["limits"] == {"cpu": "50m", "memory": "64Mi"}


def test_a_gateway_makes_an_http_route() -> None:
    node = _objects(facts("web"), gateway="edge/public", host="a.example")["base/httproute"]
    assert node["spec"]["parentRefs"] == [{"namespace": "edge", "name": "public"}]
    assert node["spec"]["hostnames"] == ["a.example"]
    assert "base/ingress" not in _objects(facts("web"), gateway="edge/public")
    assert "base/ingress" not in _objects(facts("web"), host="")


def _patched(node: Any, operations: list[dict[str, Any]]) -> Any:  # noqa: ANN401 - YAML's kinds
    """Apply operations as RFC 6902 says, of the three kinds that are written."""
    node = deepcopy(node)
    for one in operations:
        *way, last = (
            part.replace("~1", "/").replace("~0", "~") for part in one["path"].split("/")[1:]
        )
        place = node
        for part in way:
            place = place[int(part) if isinstance(place, list) else part]
        if isinstance(place, list):
            assert one["op"] == "replace"
            place[int(last)] = one["value"]
            continue
        if one["op"] == "remove":
            del place[last]
        else:
            assert (last in place) == (one["op"] == "replace")
            place[last] = one["value"]
    return node


def test_an_overlay_makes_of_the_base_what_the_labels_ask_for() -> None:
    of = _with_labels("tcp")
    files, there = _files(of), _objects(replace(of.on[0][1], on=()))
    base = _objects(of)
    folder = f"kubernetes/overlays/{folder_of(_STAGING)}"
    (made_up,) = documents(files[f"{folder}/kustomization.yaml"])
    deleted = {one["target"]["name"] for one in made_up["patches"] if "patch" in one}
    assert deleted == {"shop-mailer"}
    for name, node in there.items():
        if not name.startswith("base/"):
            continue
        patch = files.get(f"{folder}/{name.removeprefix('base/')}.patch.yaml")
        operations = documents(patch)[0] if patch else []
        assert not any(one["path"].endswith("/image") for one in operations)
        assert _patched(base[name], operations) == node


@pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed here")
@pytest.mark.parametrize("name", ["several", "labels"])
def test_kustomize_builds_base_and_overlays(name: str, tmp_path: Path) -> None:
    of = _with_labels("tcp") if name == "labels" else facts(name)
    for path, text in _files(of).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    folders = sorted(one.parent for one in tmp_path.rglob("kustomization.yaml"))
    assert len(folders) == (3 if name == "labels" else 2)
    for folder in folders:
        built = subprocess.run(
            ["kubectl", "kustomize", str(folder)], capture_output=True, text=True, check=False
        )
        assert built.returncode == 0, built.stderr
        for node in documents(built.stdout):
            prove(node)


def test_hostile_values_arrive_as_they_are() -> None:
    pairs = tuple((f"V{number}", value) for number, value in enumerate(hostile(500)))
    of = facts("web")
    args = tuple(value for _, value in pairs if "${" not in value)
    odd = replace(of, env=pairs, parts=(replace(of.main, args=args),))
    nodes = _objects(odd)
    assert nodes["base/configmap"]["data"] == dict(pairs)
    told = _pod(nodes["base/deployment"])["containers"][0]["args"]
    assert tuple(one.replace("$$", "$") for one in told) == args
    for node in nodes.values():
        prove(node)


def test_commands_are_in_their_order() -> None:
    text = _files(facts("several"))["kubernetes/README.md"]
    words = ("create secret generic shop-env", "wait --for=condition=complete", "base\n")
    places = [text.index(one) for one in words]
    assert places == sorted(places)
