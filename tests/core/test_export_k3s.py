"""K3s: what one node of it has itself is not asked for, and its objects pass the same schemas."""

from __future__ import annotations

from typing import Any

import pytest

from core.exports.k3s import KIND
from core.exports.kubernetes.kind import KIND as KUBERNETES
from tests.exported import SERVICES, documents, facts, made
from tests.kubernetes_proof import prove


def _objects(name: str) -> dict[str, dict[str, Any]]:
    return {
        one.path: documents(one.text)[0]
        for one in made(KIND, facts(name)).files
        if one.path.endswith(".yaml") and not one.path.endswith("kustomization.yaml")
    }


@pytest.mark.parametrize("name", SERVICES)
def test_every_object_passes_the_strict_schemas(name: str) -> None:
    for node in _objects(name).values():
        prove(node)


def test_one_node_runs_an_imported_image_behind_traefik() -> None:
    found = _objects("web")
    spec = found["k3s/base/deployment.yaml"]["spec"]
    (container,) = spec["template"]["spec"]["containers"]
    assert container["image"] == "docker.io/library/hello:v1.2.3"
    assert container["imagePullPolicy"] == "Never"
    assert spec["replicas"] == 1
    assert "topologySpreadConstraints" not in spec["template"]["spec"]
    assert found["k3s/base/ingress.yaml"]["spec"]["ingressClassName"] == "traefik"
    assert not any("horizontal" in path or "disruption" in path for path in found)


def test_data_is_on_the_nodes_own_disk() -> None:
    claim = _objects("data")["k3s/base/persistentvolumeclaim.yaml"]
    assert claim["spec"]["storageClassName"] == "local-path"


def test_only_what_a_node_cannot_know_is_asked() -> None:
    keys = {one.key for one in KIND.questions(facts("data"))}
    more = {one.key for one in KUBERNETES.questions(facts("data"))}
    assert more - keys == {"replicas", "gateway", "ingress_class", "storage_class"}
    assert keys < more


def test_the_image_is_imported_first() -> None:
    files = {one.path: one.text for one in made(KIND, facts("web")).files}
    text = files["k3s/README.md"]
    assert text.index("k3s ctr images import hello.tar") < text.index("kubectl apply")
