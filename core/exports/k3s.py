"""K3s: the same objects for one node: an imported image, a Traefik route, a local-path volume."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.exports import asked
from core.exports.file import Export
from core.exports.kind import Kind
from core.exports.kubernetes.asked import questions
from core.exports.kubernetes.folders import folders
from core.exports.kubernetes.kind import left_out_of_pods
from core.exports.kubernetes.pods import PULL
from core.exports.kubernetes.readme import readme
from core.words import say

if TYPE_CHECKING:
    from core.exports.facts import Facts
    from core.exports.question import Answers, Question

_FOLDER = "k3s"
# What a node of K3s has by itself, so that nobody is asked for it.
_OF_ONE_NODE = {
    "replicas": "1",
    "max_replicas": "1",
    "gateway": "",
    "ingress_class": "traefik",
    "storage_class": "local-path",
    PULL: "never",
}
# As `goferry package` names an image that goes to no registry.
_REGISTRY = "docker.io/library"
_IMPORT = """The image goes to the node itself, over SSH or as a file; no registry is needed:

    goferry package . --format oci --output {name}.tar
    k3s ctr images import {name}.tar

It must be called `{image}` there: `k3s ctr images ls -q` lists them.
"""


def _questions(facts: Facts) -> tuple[Question, ...]:
    """Leave out what one node answers; the image needs no registry."""
    left = (one for one in questions(facts) if one.key not in _OF_ONE_NODE)
    own = asked.image(facts, registry=_REGISTRY)
    return tuple(own if one.key == own.key else one for one in left)


def _write(facts: Facts, answers: Answers) -> Export:
    of_node = {**answers, **_OF_ONE_NODE}
    text = readme(
        facts,
        of_node,
        folder=_FOLDER,
        image=_IMPORT.format(name=facts.name, image=answers["image"]),
    )
    return Export(
        files=tuple(folders(facts, of_node, below=_FOLDER, readme=text)),
        left_out=(
            *left_out_of_pods(facts),
            say("No autoscaler, no disruption budget and no spreading: there is one node."),
        ),
    )


KIND = Kind(
    name="k3s",
    caption=say("K3s: the same for one node, with an imported image and a Traefik route"),
    questions=_questions,
    write=_write,
)
