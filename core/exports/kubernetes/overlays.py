"""What differs on servers of some labels, as an overlay of kustomize: exact patches (RFC 6902)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from core.exports.as_yaml import plain, text_of
from core.exports.file import ExportFile
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.exports.as_yaml import Node
    from core.exports.kubernetes.objects import Object

_ODD = re.compile(r"[^a-z0-9]+")
_CHECK = "kubernetes-validate"


def folder_of(expression: str) -> str:
    """Name the folder of an overlay by its labels: env-prod-region-east of env=prod+region=east."""
    return _ODD.sub("-", expression.lower()).strip("-")


def overlay(
    expression: str, base: Mapping[str, Object], on: Mapping[str, Object], *, below: str
) -> Iterator[ExportFile]:
    """Yield the files of an overlay; `below` is the folder of the whole export."""
    folder = f"{below}/overlays/{folder_of(expression)}"
    reason = say("What differs on servers with {labels}.", labels=expression)
    patches: list[Node] = []
    for name, one in base.items():
        target = {"kind": plain(one.node["kind"]), "name": plain(one.node["metadata"])["name"]}
        if name not in on:
            removed = {
                "apiVersion": one.node["apiVersion"],
                "kind": target["kind"],
                "metadata": {"name": target["name"]},
                "$patch": "delete",
            }
            patches.append({"target": target, "patch": text_of(removed)})
        elif operations := differences(plain(one.node), plain(on[name].node)):
            patches.append({"target": target, "path": f"{name}.patch.yaml"})
            yield ExportFile(
                path=f"{folder}/{name}.patch.yaml", text=text_of(operations), reason=reason
            )
    added = [name for name in on if name not in base]
    for name in added:
        checks = (_CHECK,) if on[name].core else ()
        yield ExportFile(
            path=f"{folder}/{name}.yaml", text=text_of(on[name].node), reason=reason, checks=checks
        )
    document: dict[str, Node] = {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "resources": ["../../base", *(f"{name}.yaml" for name in added)],
    }
    if patches:
        document["patches"] = patches
    yield ExportFile(
        path=f"{folder}/kustomization.yaml",
        text=text_of(document, head=f"Servers with {expression}: kubectl apply -k {folder}"),
        reason=reason,
        checks=("kubectl kustomize",),
    )


def differences(before: Any, after: Any, *, path: str = "") -> list[dict[str, Any]]:  # noqa: ANN401 - YAML's kinds
    """Return the operations that make one document the other, and touch nothing that is alike."""
    if before == after and type(before) is type(after):
        return []
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = enumerate(zip(before, after, strict=True))
        several = (differences(*pair, path=f"{path}/{number}") for number, pair in pairs)
        return [one for found in several for one in found]
    if not (isinstance(before, Mapping) and isinstance(after, Mapping)):
        return [{"op": "replace", "path": path, "value": after}]
    found = [
        {"op": "remove", "path": f"{path}/{_pointer(key)}"} for key in before if key not in after
    ]
    for key, value in after.items():
        below = f"{path}/{_pointer(key)}"
        if key in before:
            found += differences(before[key], value, path=below)
        else:
            found.append({"op": "add", "path": below, "value": value})
    return found


def _pointer(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
