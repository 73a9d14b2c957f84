"""The commands that bring the files into a cluster, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.exports.kubernetes.overlays import folder_of

_MUST_BE_THERE = "The image `{image}` must be there first: `goferry package` writes one.\n"

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.exports.facts import Facts
    from core.exports.question import Answers


def readme(facts: Facts, answers: Answers, *, folder: str, image: str = "") -> str:
    """Return the text; none of it is a value of a secret. `image` tells how that gets there."""
    return (
        "\n".join(_lines(facts, answers, folder, image or _MUST_BE_THERE.format(**answers))) + "\n"
    )


def _lines(facts: Facts, answers: Answers, folder: str, image: str) -> Iterator[str]:
    yield f"# {facts.name} on Kubernetes\n"
    yield f"Written by `goferry export {folder}`. Each choice has its reason in its file.\n"
    yield image
    namespace, name = answers["namespace"], facts.name
    yield from _secrets(facts, namespace, folder)
    if facts.command:
        yield "The release command comes first, and must end well:\n"
        yield f"    kubectl -n {namespace} delete job {name}-release --ignore-not-found"
        yield f"    kubectl apply -k {folder}/release"
        seconds = facts.command_seconds
        complete = f"kubectl -n {namespace} wait --for=condition=complete job/{name}-release"
        yield f"    {complete} --timeout={seconds}s\n"
    yield "The service itself:\n"
    yield f"    kubectl apply --server-side -k {folder}/base"
    for expression, _ in facts.on:
        overlay = f"{folder}/overlays/{folder_of(expression)}"
        yield f"    kubectl apply --server-side -k {overlay}    # for {expression}, instead"
    for part in facts.parts:
        if part.kind.value != "timer":
            yield f"    kubectl -n {namespace} rollout status deployment/{part.name}"
    yield "\nBack to the previous release:\n"
    yield f"    kubectl -n {namespace} rollout undo deployment/{name}"


def _secrets(facts: Facts, namespace: str, folder: str) -> Iterator[str]:
    if not (facts.hidden or facts.secrets or facts.command):
        return
    yield "The namespace and its account, and what is never in these files:\n"
    yield f"    kubectl apply -f {folder}/base/namespace.yaml -f {folder}/base/serviceaccount.yaml"
    if facts.command:
        yield f"    kubectl apply -f {folder}/base/configmap.yaml"
    if facts.command and facts.keeps_data:
        yield f"    kubectl apply -f {folder}/base/persistentvolumeclaim.yaml"
    create = f"kubectl -n {namespace} create secret generic"
    if facts.hidden:
        yield f"    {create} {facts.name}-env --from-env-file={facts.name}.env    # without quotes"
    if facts.secrets:
        files = " ".join(f"--from-file={one}=secrets/{one}" for one in facts.secrets)
        yield f"    {create} {facts.name}-secrets {files}"
    yield ""
