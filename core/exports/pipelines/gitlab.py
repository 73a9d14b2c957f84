"""GitLab CI: one pipeline that checks each change, and deploys those of one branch."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.exports.as_yaml import Block, text_of, why
from core.exports.file import Export, ExportFile
from core.exports.kind import Kind
from core.exports.pipelines import commands, wanted
from core.exports.question import Question
from core.words import say

if TYPE_CHECKING:
    from core.exports.as_yaml import Node
    from core.exports.facts import Facts
    from core.exports.question import Answers

_VENV = "/opt/goferry"
_STORES = commands.Stores(
    public="variable",
    plain="variable, protected",
    trusted="variable, protected, type File",
    hidden="variable, protected, type File",
)


def _questions(facts: Facts) -> tuple[Question, ...]:
    return (*wanted.questions(facts), _IMAGE)


def _write(facts: Facts, answers: Answers) -> Export:
    head = commands.head("gitlab-ci", facts, answers, _STORES)
    return Export(
        files=(
            ExportFile(
                path=".gitlab-ci.yml",
                text=text_of(_pipeline(facts, answers), head=head),
                reason=say("The pipeline that checks each change and deploys one branch."),
                checks=("check-jsonschema gitlab",),
            ),
        )
    )


def _pipeline(facts: Facts, answers: Answers) -> Node:
    return {
        "stages": ["check", "deploy"],
        "workflow": {
            "rules": why(
                "One pipeline for a change, not one for its push and one for its request.",
                [
                    {"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'},
                    {"if": _pushed(answers)},
                ],
            )
        },
        "default": {
            "image": why("Pin it by its digest: …@sha256:…", answers["ci_image"]),
            "before_script": [Block(_ready(answers))],
        },
        "variables": {"GIT_DEPTH": why("The version is told by tags: all of them.", "0")},
        "check": {
            "stage": "check",
            "timeout": "30 minutes",
            "interruptible": why("A newer push makes this check needless.", value=True),
            "script": [Block(commands.check(answers))],
        },
        "deploy": {
            "stage": "deploy",
            "timeout": "60 minutes",
            "interruptible": False,
            "rules": [{"if": _pushed(answers)}],
            "environment": why(
                "Protect it, and say who can deploy. No id_tokens: SSH knows no OIDC.",
                {"name": answers["environment"]},
            ),
            "resource_group": why(
                "One deploy at a time, and none is cut off halfway.",
                f"deploy-{facts.name}-{answers['environment']}",
            ),
            "script": [
                Block(
                    commands.deploy(
                        facts,
                        answers,
                        key=_into("DEPLOY_KEY", "key"),
                        trusted=_into("KNOWN_HOSTS", "known_hosts"),
                        env=_into("ENV_FILE", "env"),
                    )
                )
            ],
        },
    }


def _pushed(answers: Answers) -> str:
    return f'$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == "{answers["branch"]}"'


def _ready(answers: Answers) -> str:
    """Bring Python and GoFerry into the image of Go, outside of what is built."""
    return (
        "set -eu\n"
        "apt-get --quiet update\n"
        "apt-get --quiet --yes install --no-install-recommends python3-venv\n"
        f"python3 -m venv {_VENV}\n"
        f'PATH="{_VENV}/bin:$PATH"\n'
        f"{commands.install(f'{_VENV}/bin/python')}"
        f"cd {answers['folder']}\n"
    )


def _into(variable: str, file: str) -> str:
    """Copy it: GitLab hands variables of the type File over as the path of one."""
    return (
        f'cat "${{{variable}:?Set the variable {variable}, of type File}}" >"$GOFERRY_HOME/{file}"'
    )


_IMAGE = Question(
    key="ci_image",
    why=say("The image in which the pipeline runs, with Go and Python on Debian."),
    default="docker.io/library/golang:1.26-bookworm",
    pattern=re.compile(r"[A-Za-z0-9._/:@-]{1,300}"),
    rule=say("An image is written like registry.example.com/hello:1.2.3."),
)

KIND = Kind(
    name="gitlab-ci",
    caption=say("GitLab CI: build, test, check and deploy"),
    questions=_questions,
    write=_write,
)
