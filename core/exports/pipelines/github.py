"""GitHub Actions: one workflow that checks each change, and deploys those of one branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.exports.as_yaml import Beside, Block, text_of, why
from core.exports.file import Export, ExportFile
from core.exports.kind import Kind
from core.exports.pipelines import commands, wanted
from core.exports.pipelines.wanted import servers
from core.words import say

if TYPE_CHECKING:
    from core.exports.as_yaml import Node
    from core.exports.facts import Facts
    from core.exports.question import Answers

_RUNNER = "ubuntu-24.04"
_CHECKOUT = Beside("actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd", "v6.0.2")
_PYTHON = Beside("actions/setup-python@a309ff8b426b58ec0e2a45f0f869d46889d02405", "v6.2.0")
_GO = Beside("actions/setup-go@4b73464bb391d4059bd26b0524d20df3927bd417", "v6.3.0")
_STORES = commands.Stores(
    public="variable of the repository",
    plain="variable of the environment",
    trusted="variable of the environment",
    hidden="secret of the environment",
)


def _write(facts: Facts, answers: Answers) -> Export:
    head = commands.head("github-actions", facts, answers, _STORES)
    return Export(
        files=(
            ExportFile(
                path=f".github/workflows/{facts.name}.yml",
                text=text_of(_workflow(facts, answers), head=head),
                reason=say("The workflow that checks each change and deploys one branch."),
                checks=("actionlint", "zizmor", "check-jsonschema github"),
            ),
        )
    )


def _workflow(facts: Facts, answers: Answers) -> Node:
    return {
        "name": facts.name,
        "on": {
            "push": {"branches": [answers["branch"]]},
            "pull_request": why("Of forks, too: its jobs are given no secret.", {}),
        },
        "permissions": why("None but what a job names.", {}),
        "concurrency": {
            "group": "${{ github.workflow }}-${{ github.ref }}",
            "cancel-in-progress": why(
                "A newer push makes the check of an older one needless; a deploy goes on.",
                "${{ github.event_name == 'pull_request' }}",
            ),
        },
        "defaults": {"run": {"shell": "bash", "working-directory": answers["folder"]}},
        "jobs": {"check": _check(answers), "deploy": _deploy(facts, answers)},
    }


def _job(name: str, minutes: int) -> dict[str, Node]:
    return {
        "name": name,
        "runs-on": _RUNNER,
        "timeout-minutes": minutes,
        "permissions": {"contents": Beside("read", "to check the commit out")},
    }


def _check(answers: Answers) -> Node:
    job = _job("Build, test and check", 30)
    job["steps"] = [
        *_ready(answers),
        {"name": "Build, test, known vulnerabilities, size", "run": Block(commands.check(answers))},
    ]
    return job


def _deploy(facts: Facts, answers: Answers) -> Node:
    branch = answers["branch"]
    job = {"needs": "check"} | _job(f"Deploy to {answers['environment']}", 60)
    job["if"] = f"github.event_name == 'push' && github.ref == 'refs/heads/{branch}'"
    job["environment"] = why(
        "It keeps the key, and can ask somebody. Let only this branch deploy to it.\n"
        "No id-token: servers are reached by SSH, which knows no OIDC.",
        answers["environment"],
    )
    job["concurrency"] = why(
        "One deploy at a time, and none is cut off halfway.",
        {"group": f"deploy-{facts.name}-{answers['environment']}", "cancel-in-progress": False},
    )
    job["steps"] = [
        *_ready(answers),
        {
            "name": "Deploy",
            "env": why(
                "By the environment alone: a command line can be seen.", _given(facts, answers)
            ),
            "run": Block(
                commands.deploy(
                    facts,
                    answers,
                    key=_into("DEPLOY_KEY", "key", "secret"),
                    trusted=_into("KNOWN_HOSTS", "known_hosts", "variable"),
                    env=_into("ENV_FILE", "env", "secret"),
                )
            ),
        },
    ]
    return job


def _ready(answers: Answers) -> list[Node]:
    """Check the commit out, and bring what builds it."""
    folder = answers["folder"].rstrip("/")
    place = "" if folder == "." else f"{folder}/"
    return [
        {
            "uses": _CHECKOUT,
            "with": {
                "fetch-depth": why("The version is told by tags.", 0),
                "persist-credentials": False,
            },
        },
        {"uses": _PYTHON, "with": {"python-version": "3.13"}},
        {
            "uses": _GO,
            "with": {
                "go-version-file": f"{place}go.mod",
                "cache": why(
                    "Built from nothing that another run left: caches have been poisoned.",
                    value=False,
                ),
            },
        },
        {
            "name": "Install GoFerry",
            "env": {"GOFERRY": "${{ vars.GOFERRY }}"},
            "run": Block(commands.install("python")),
        },
    ]


def _given(facts: Facts, answers: Answers) -> dict[str, Node]:
    variables = ("KNOWN_HOSTS", "DEPLOY_USER", "DEPLOY_PORT", *servers(answers).values())
    hidden = ("DEPLOY_KEY", *(("ENV_FILE",) if facts.hidden else ()))
    return {
        **{one: f"${{{{ secrets.{one} }}}}" for one in hidden},
        **{one: f"${{{{ vars.{one} }}}}" for one in variables},
    }


def _into(variable: str, file: str, store: str) -> str:
    """Write it with the shell's own words: no program has it in its arguments."""
    return f'printf \'%s\\n\' "${{{variable}:?Set the {store} {variable}}}" >"$GOFERRY_HOME/{file}"'


KIND = Kind(
    name="github-actions",
    caption=say("GitHub Actions: build, test, check and deploy"),
    questions=wanted.questions,
    write=_write,
)
