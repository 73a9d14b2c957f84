"""Folders of objects for kustomize: a base, an overlay for each label, the release command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.exports.as_yaml import text_of
from core.exports.file import ExportFile
from core.exports.kubernetes.objects import objects, release
from core.exports.kubernetes.overlays import overlay
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.exports.facts import Facts
    from core.exports.kubernetes.objects import Object
    from core.exports.question import Answers

_CHECK = "kubernetes-validate"


def folders(facts: Facts, answers: Answers, *, below: str, readme: str) -> Iterator[ExportFile]:
    """Yield all files of an export whose folder is `below`; `readme` is the text of its README."""
    base = objects(facts, answers)
    yield from _folder(f"{below}/base", base, below)
    for expression, of in facts.on:
        yield from overlay(expression, base, objects(of, answers), below=below)
    if facts.command:
        yield from _folder(f"{below}/release", {"job": release(facts, answers)}, below)
    yield ExportFile(
        path=f"{below}/README.md", text=readme, reason=say("The commands in the right order.")
    )


def _folder(folder: str, of: Mapping[str, Object], kind: str) -> Iterator[ExportFile]:
    head = f"Written by GoFerry: goferry export {kind}"
    for name, one in of.items():
        checks = (_CHECK,) if one.core else ()
        yield ExportFile(
            path=f"{folder}/{name}.yaml",
            text=text_of(one.node, head=head),
            reason=one.reason,
            checks=checks,
        )
    names = [f"{name}.yaml" for name in of]
    yield ExportFile(
        path=f"{folder}/kustomization.yaml",
        text=text_of(
            {
                "apiVersion": "kustomize.config.k8s.io/v1beta1",
                "kind": "Kustomization",
                "resources": names,
            },
            head=head,
        ),
        reason=say("Puts the files together for kubectl apply -k."),
        checks=("kubectl kustomize",),
    )
