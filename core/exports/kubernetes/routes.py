"""The way in from outside: an Ingress, or an HTTPRoute where a Gateway is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.exports.as_yaml import why

if TYPE_CHECKING:
    from core.exports.as_yaml import Node
    from core.exports.facts import Facts
    from core.exports.question import Answers


def route(facts: Facts, answers: Answers) -> tuple[dict[str, Node], bool]:
    """Return the route, and whether it is of a kind that Kubernetes has itself."""
    metadata: dict[str, Node] = {
        "name": facts.name,
        "namespace": answers["namespace"],
        "labels": {"app.kubernetes.io/name": facts.name},
    }
    if answers["gateway"]:
        head: dict[str, Node] = {
            "apiVersion": "gateway.networking.k8s.io/v1",
            "kind": "HTTPRoute",
            "metadata": metadata,
        }
        return {**head, "spec": _http_route(facts, answers)}, False
    head = {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "metadata": metadata}
    return {**head, "spec": _ingress(facts, answers)}, True


def _http_route(facts: Facts, answers: Answers) -> Node:
    namespace, _, name = answers["gateway"].partition("/")
    backend: Node = {"name": facts.name, "port": facts.main.port}
    return {
        "parentRefs": [{"namespace": namespace, "name": name}],
        "hostnames": [answers["host"]],
        "rules": [
            {
                "matches": [{"path": {"type": "PathPrefix", "value": "/"}}],
                "backendRefs": [backend],
            }
        ],
    }


def _ingress(facts: Facts, answers: Answers) -> Node:
    host, port = answers["host"], facts.main.port
    backend: Node = {"service": {"name": facts.name, "port": {"number": port}}}
    path: Node = {"path": "/", "pathType": "Prefix", "backend": backend}
    spec: dict[str, Node] = {}
    if answers["ingress_class"]:
        spec["ingressClassName"] = answers["ingress_class"]
    if answers["tls_secret"]:
        tls: list[Node] = [{"hosts": [host], "secretName": answers["tls_secret"]}]
        spec["tls"] = why("cert-manager or you put the certificate into this Secret.", tls)
    spec["rules"] = [{"host": host, "http": {"paths": [path]}}]
    return spec
