"""Kubernetes for kustomize: a base, an overlay for each label, the release command before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.exports.as_yaml import text_of
from core.exports.cron import cron_of
from core.exports.file import Export, ExportFile
from core.exports.kind import Kind
from core.exports.kubernetes.asked import questions
from core.exports.kubernetes.objects import objects, release
from core.exports.kubernetes.overlays import overlay
from core.exports.kubernetes.probes import odd_statuses
from core.exports.kubernetes.readme import readme
from core.service.model import HealthScheme
from core.service.model import Kind as Work
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.exports.facts import Facts
    from core.exports.kubernetes.objects import Object
    from core.exports.question import Answers
    from core.words import Text

FOLDER = "kubernetes"
_HEAD = "Written by GoFerry: goferry export kubernetes"
_CHECK = "kubernetes-validate"


def _write(facts: Facts, answers: Answers) -> Export:
    return Export(files=tuple(_files(facts, answers)), left_out=tuple(_left_out(facts)))


def _files(facts: Facts, answers: Answers) -> Iterator[ExportFile]:
    base = objects(facts, answers)
    yield from _folder(f"{FOLDER}/base", base)
    for expression, of in facts.on:
        yield from overlay(expression, base, objects(of, answers), below=FOLDER)
    if facts.command:
        yield from _folder(f"{FOLDER}/release", {"job": release(facts, answers)})
    yield ExportFile(
        path=f"{FOLDER}/README.md",
        text=readme(facts, answers, folder=FOLDER),
        reason=say("The commands in the right order."),
    )


def _folder(folder: str, of: Mapping[str, Object]) -> Iterator[ExportFile]:
    for name, one in of.items():
        checks = (_CHECK,) if one.core else ()
        yield ExportFile(
            path=f"{folder}/{name}.yaml",
            text=text_of(one.node, head=_HEAD),
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
            head=_HEAD,
        ),
        reason=say("Puts the files together for kubectl apply -k."),
        checks=("kubectl kustomize",),
    )


def _left_out(facts: Facts) -> Iterator[Text]:
    for one in facts.parts:
        if one.scheme is HealthScheme.NOTIFY:
            yield say("{name} has no probes: Kubernetes does not receive READY=1.", name=one.name)
        if odd_statuses(one):
            yield say(
                "Probes accept every status from 200 to 399, not only the range of {name}.",
                name=one.name,
            )
        if one.kind is Work.TIMER and cron_of(one.schedule) is None:
            yield say("Cron cannot express “{schedule}”.", schedule=one.schedule)
    if not facts.main.port:
        yield say("No Service, no route and no autoscaler: {name} has no port.", name=facts.name)
    elif facts.keeps_data:
        yield say("No autoscaler and no disruption budget: its data allows only one copy.")


KIND = Kind(
    name="kubernetes",
    caption=say("Kubernetes: a hardened base for kustomize, and an overlay for each label"),
    questions=questions,
    write=_write,
)
