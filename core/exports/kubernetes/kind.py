"""Kubernetes for kustomize: a base, an overlay for each label, the release command before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.exports.cron import cron_of
from core.exports.file import Export
from core.exports.kind import Kind
from core.exports.kubernetes.asked import questions
from core.exports.kubernetes.folders import folders
from core.exports.kubernetes.probes import odd_statuses
from core.exports.kubernetes.readme import readme
from core.service.model import HealthScheme
from core.service.model import Kind as Work
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.exports.facts import Facts
    from core.exports.question import Answers
    from core.words import Text

FOLDER = "kubernetes"


def _write(facts: Facts, answers: Answers) -> Export:
    text = readme(facts, answers, folder=FOLDER)
    made = folders(facts, answers, below=FOLDER, readme=text)
    return Export(files=tuple(made), left_out=(*left_out_of_pods(facts), *_left_out(facts)))


def left_out_of_pods(facts: Facts) -> Iterator[Text]:
    """Say what pods cannot do as a server does."""
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


def _left_out(facts: Facts) -> Iterator[Text]:
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
