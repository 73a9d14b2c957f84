"""Pipelines of forges: proved by the forges' schemas and linters, and run by a shell."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from core.cli.arguments import joined
from core.cli.entry import parser
from core.exports.pipelines.github import KIND as GITHUB
from core.exports.pipelines.gitlab import KIND as GITLAB
from core.problems import ProblemError
from tests.exported import SERVICES, documents, facts, made
from tests.workflows import actionlint

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.exports.facts import Facts
    from core.exports.kind import Kind

_KINDS = {"github-workflows": GITHUB, "gitlab-ci": GITLAB}
_TWO = {"servers": "web-1,web-2", "folder": "services/hello", "branch": "release/1"}
_KEY = "-----BEGIN OPENSSH PRIVATE KEY-----\n$(touch /x) 'hidden-key'\n-----END-----"
# Stands for GoFerry: says with which words it was called, and what lies in its home then.
_GOFERRY = """#!/bin/sh
{
  printf '%s\\n' "$*"
  [ -z "${GOFERRY_HOME-}" ] || for one in key known_hosts env; do
    [ ! -e "$GOFERRY_HOME/$one" ] || stat -c '%a %n' "$GOFERRY_HOME/$one"
  done
} >>"$CALLS"
[ ! -e "${GOFERRY_HOME-/none}/key" ] || cp "$GOFERRY_HOME/key" "$CALLS.key"
exit "${CODE-0}"
"""


def _schema(name: str) -> Any:  # noqa: ANN401 - jsonschema has no types
    place = files("check_jsonschema").joinpath("builtin_schemas", "vendor", f"{name}.json")
    schema = json.loads(place.read_text("utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


_SCHEMAS = {name: _schema(name) for name in _KINDS}


def _text(kind: Kind, of: Facts | None = None, said: dict[str, str] | None = None) -> str:
    (file,) = made(kind, of or facts("data"), said).files
    return file.text


def _read(kind: Kind, of: Facts | None = None, said: dict[str, str] | None = None) -> Any:  # noqa: ANN401 - YAML's kinds
    (document,) = documents(_text(kind, of, said))
    return document


def _scripts(kind: Kind, of: Facts | None = None, said: dict[str, str] | None = None) -> list[str]:
    read = _read(kind, of, said)
    if kind is GITHUB:
        steps = (one for job in read["jobs"].values() for one in job["steps"])
        return [one["run"] for one in steps if "run" in one]
    jobs = (one for one in read.values() if "script" in one)
    return ["\n".join((*read["default"]["before_script"], *one["script"])) for one in jobs]


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize("schema", _KINDS)
def test_every_service_is_a_pipeline(schema: str, name: str) -> None:
    _SCHEMAS[schema].validate(_read(_KINDS[schema], facts(name)))


@pytest.mark.parametrize(
    ("schema", "how"),
    [
        ("github-workflows", lambda one: one.pop("on")),
        ("github-workflows", lambda one: one["jobs"]["check"].update(step=[])),
        ("github-workflows", lambda one: one["jobs"]["deploy"].pop("runs-on")),
        ("github-workflows", lambda one: one["jobs"]["check"].update(permissions="no")),
        ("github-workflows", lambda one: one["concurrency"].update({"cancel": True})),
        ("github-workflows", lambda one: one["jobs"]["check"]["steps"][0].update(uses=1)),
        ("gitlab-ci", lambda one: one["deploy"].update(environment=[])),
        ("gitlab-ci", lambda one: one["deploy"].update(resource_group=1)),
        ("gitlab-ci", lambda one: one["deploy"].update(rules=[{"iff": "x"}])),
        ("gitlab-ci", lambda one: one["check"].update(scripts=[])),
        ("gitlab-ci", lambda one: one["check"].update(interruptible="yes")),
        ("gitlab-ci", lambda one: one.update(stages="check")),
    ],
)
def test_a_spoiled_pipeline_is_refused(schema: str, how: Callable[[Any], object]) -> None:
    read = _read(_KINDS[schema])
    how(read)
    with pytest.raises(jsonschema.ValidationError):
        _SCHEMAS[schema].validate(read)


@pytest.mark.parametrize("kind", _KINDS.values(), ids=_KINDS)
@pytest.mark.parametrize("said", [{}, _TWO], ids=["one", "two"])
@pytest.mark.parametrize("name", ["web", "data"])
def test_goferry_itself_takes_each_of_its_commands(
    name: str, said: dict[str, str], kind: Kind
) -> None:
    """Read by its own command line, as the shell would hand them over."""
    of = replace(facts(name), on=(("env=prod", facts(name)),))
    text = "\n".join(_scripts(kind, of, said)).replace("\\\n", "")
    found = [line for line in text.splitlines() if line.startswith("goferry ")]
    verbs = {"build", "inspect", "server", "deploy"}
    assert {line.split()[1] for line in found} == verbs
    for line in found:
        words = shlex.split(re.sub(r"\$\{DEPLOY_PORT[^}]*\}", "22", line))[1:]
        arguments = parser(words).parse_args(joined(words))
        assert arguments.json is True
    assert any("--wait" in line and "--until-proved" in line for line in found)
    assert any("--vet --test --govulncheck" in line for line in found)
    assert any("--max-size 64MB" in line for line in found)
    assert sum(line.startswith("goferry server add") for line in found) == (2 if said else 1)
    assert "--label env=production" in text


@pytest.mark.parametrize("kind", _KINDS.values(), ids=_KINDS)
def test_shells_have_nothing_against_its_scripts(kind: Kind, tmp_path: Path) -> None:
    scripts = [*_scripts(kind), *_scripts(kind, facts("web"), _TWO)]
    names = [str(tmp_path / f"{number}.sh") for number in range(len(scripts))]
    for name, text in zip(names, scripts, strict=True):
        Path(name).write_text(text)
        subprocess.run(["dash", "-n", name], check=True)
    words = ["shellcheck", "--shell=sh", *names]
    said = subprocess.run(words, text=True, check=False, capture_output=True)
    assert said.stdout + said.stderr == ""


def test_a_workflow_may_do_little_and_what_it_uses_is_pinned() -> None:
    read = _read(GITHUB)
    assert read["permissions"] == {}
    jobs = read["jobs"]
    assert [one["permissions"] for one in jobs.values()] == [{"contents": "read"}] * 2
    assert jobs["deploy"]["concurrency"]["cancel-in-progress"] is False
    assert "refs/heads/main" in jobs["deploy"]["if"]
    used = re.findall(r"uses: (.+)", _text(GITHUB))
    pinned = re.compile(r'"actions/[a-z-]+@[0-9a-f]{40}"  # v\d+\.\d+\.\d+')
    assert used
    assert [one for one in used if not pinned.fullmatch(one)] == []


def test_secrets_are_given_to_the_deploy_alone_and_by_no_command_line() -> None:
    read = _read(GITHUB)
    *before, last = read["jobs"]["deploy"]["steps"]
    assert "secrets." not in json.dumps([before, read["jobs"]["check"]])
    assert "secrets." not in last["run"]
    assert "${{" not in "".join(_scripts(GITHUB))
    for kind in _KINDS.values():
        assert "hidden-1" not in _text(kind)


@pytest.mark.go
def test_actionlint_and_zizmor_find_nothing_until_it_is_spoiled(tmp_path: Path) -> None:
    good = [_put(tmp_path, name, _text(GITHUB, facts(name))) for name in ("web", "several")]
    good.append(_put(tmp_path, "two", _text(GITHUB, facts("data"), _TWO)))
    assert actionlint(*good) == ""
    assert _zizmor(*good) == ""
    odd = _spoiled(
        tmp_path / "odd",
        ("needs: ", "need: "),
        ("'refs/heads/main'", "refs/heads/main"),
        ("vars.GOFERRY", "var.GOFERRY"),
        ("timeout-minutes: 30", "timeout-minutes: soon"),
    )
    said = actionlint(*odd)
    assert [one for one in odd if str(one) not in said] == []
    bad = _spoiled(
        tmp_path / "bad",
        ("@de0fac2e4500dabe0009e67214ff5f5447ce83dd", "@v6"),
        ("persist-credentials: false", "lfs: false"),
        ("permissions: {}", "permissions: write-all"),
        ('echo "GOFERRY', 'echo "${{ github.head_ref }} GOFERRY'),
        ("  pull_request:", "  pull_request_target:"),
    )
    said = _zizmor(*bad)
    assert [one for one in bad if str(one) not in said] == []


def _spoiled(folder: Path, *changes: tuple[str, str]) -> list[Path]:
    text = _text(GITHUB)
    assert [old for old, _ in changes if old not in text] == []
    return [
        _put(folder, str(number), text.replace(old, new))
        for number, (old, new) in enumerate(changes)
    ]


def _put(folder: Path, name: str, text: str) -> Path:
    file = folder / name / ".github" / "workflows" / "x.yml"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    return file


def _zizmor(*files: Path) -> str:
    program = str(Path(sys.executable).with_name("zizmor"))
    words = [program, "--offline", "--no-progress", "--persona=pedantic", *map(str, files)]
    ran = subprocess.run(words, check=False, capture_output=True, text=True)
    return ran.stdout if ran.returncode else ""


def _deployed(
    kind: Kind, folder: Path, *, given: dict[str, str] | None = None, code: str = "0"
) -> subprocess.CompletedProcess[str]:
    """Run the script that deploys with something that stands for GoFerry."""
    program = folder / "bin" / "goferry"
    program.parent.mkdir(exist_ok=True)
    program.write_text(_GOFERRY)
    program.chmod(0o755)
    whole = _scripts(kind, said={"servers": "web-1,web-2"})[-1]
    hidden = {"DEPLOY_KEY": _KEY, "KNOWN_HOSTS": "h ssh-ed25519 A", "ENV_FILE": "A=hidden-2"}
    if kind is GITLAB:  # as files; the image's part is no deploy
        whole = whole[whole.index("umask") :]
        for name, text in hidden.items():
            (folder / name).write_text(f"{text}\n")
        hidden = {name: str(folder / name) for name in hidden}
    env = {"PATH": f"{program.parent}:{os.environ['PATH']}", "TMPDIR": str(folder), "CODE": code}
    env |= {"CALLS": str(folder / "calls"), "HOST_WEB_1": "a.example", "HOST_WEB_2": "::1"}
    env |= {"DEPLOY_USER": "deploy", "DEPLOY_PORT": ""} | hidden | (given or {})
    words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", whole]
    return subprocess.run(words, env=env, check=False, capture_output=True, text=True)


@pytest.mark.parametrize("kind", _KINDS.values(), ids=_KINDS)
def test_the_deploy_has_its_key_in_a_file_of_its_own_that_is_gone_afterwards(
    kind: Kind, tmp_path: Path
) -> None:
    ran = _deployed(kind, tmp_path)
    assert ran.returncode == 0, ran.stderr
    said = (tmp_path / "calls").read_text()
    assert "server add web-1 --host a.example --user deploy --port 22 --key" in said
    assert "server add web-2 --host ::1 " in said
    assert "deploy . --service notes --to web-1,web-2 --target linux/amd64 --env-file" in said
    assert {line[:4] for line in said.splitlines() if line[:3].isdigit()} == {"600 "}
    assert "hidden" not in said
    assert (tmp_path / "calls.key").read_text() == f"{_KEY}\n"
    homes = [one for one in tmp_path.iterdir() if one.name.startswith("tmp.")]
    assert homes == []


@pytest.mark.parametrize("kind", _KINDS.values(), ids=_KINDS)
@pytest.mark.parametrize(
    "missing", ["DEPLOY_KEY", "KNOWN_HOSTS", "ENV_FILE", "HOST_WEB_2", "DEPLOY_USER"]
)
def test_what_nobody_set_is_named_and_nothing_is_deployed(
    missing: str, kind: Kind, tmp_path: Path
) -> None:
    ran = _deployed(kind, tmp_path, given={missing: ""})
    assert ran.returncode != 0
    assert missing in ran.stderr
    calls = tmp_path / "calls"
    assert not calls.exists() or "deploy . " not in calls.read_text()


@pytest.mark.parametrize("kind", _KINDS.values(), ids=_KINDS)
def test_a_server_that_is_refused_ends_it(kind: Kind, tmp_path: Path) -> None:
    assert _deployed(kind, tmp_path, code="1").returncode == 1
    assert "deploy . " not in (tmp_path / "calls").read_text()


def test_goferry_is_installed_by_its_hash_alone() -> None:
    script = next(one for one in _scripts(GITHUB) if "pip install" in one)
    for given in ("", "goferry==0.1.0", "https://x.example/goferry.whl"):
        env = {"GOFERRY": given, "PATH": os.environ["PATH"]}
        words = ["bash", "-ec", script.replace("python -m", "echo")]
        ran = subprocess.run(words, env=env, check=False, capture_output=True, text=True)
        assert (ran.returncode != 0, ran.stdout) == (True, "")


@pytest.mark.parametrize(
    "said",
    [
        {"servers": "a b"}, {"servers": "a,--all"}, {"branch": "x'; y"}, {"folder": "../x"},
        {"environment": "${{ x }}"}, {"target": "linux"}, {"max_size": "0"}, {"folder": "-x"},
    ],
)  # fmt: skip
def test_an_answer_that_would_be_more_than_a_name_is_refused(said: dict[str, str]) -> None:
    with pytest.raises(ProblemError):
        made(GITHUB, facts("web"), said)
