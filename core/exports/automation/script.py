"""A POSIX script that takes a package to a server over SSH, and lets it install itself there."""

from __future__ import annotations

import re
import shlex
from importlib.resources import files
from typing import TYPE_CHECKING

from core.exports.file import Export, ExportFile
from core.exports.kind import Kind
from core.words import say

if TYPE_CHECKING:
    from core.exports.facts import Facts
    from core.exports.question import Answers, Question

_NAME = re.compile(r"^name=.*$|@NAME@", re.MULTILINE)


def _questions(_: Facts) -> tuple[Question, ...]:
    return ()


def _write(facts: Facts, _: Answers) -> Export:
    template = files("resources").joinpath("exports", "deploy.sh").read_text("utf-8")
    text = _NAME.sub(
        lambda found: facts.name if found[0] == "@NAME@" else f"name={shlex.quote(facts.name)}",
        template,
    )
    return Export(
        files=(
            ExportFile(
                path="script/deploy.sh",
                text=text,
                reason=say("Uploads a package of goferry package and installs it over SSH."),
                checks=("sh", "shellcheck"),
            ),
        )
    )


KIND = Kind(
    name="script",
    caption=say("Shell script: deploy a package over SSH"),
    questions=_questions,
    write=_write,
)
