"""The commands of a pipeline as shell text: the same for each forge, whose files they stand in."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.exports.pipelines.wanted import labels, servers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.exports.facts import Facts
    from core.exports.question import Answers

GOVULNCHECK = "v1.9.0"  # Go's checksum database holds it to its bytes
_ON = " \\\n  "  # a command goes on in the next line
_WAIT = 900  # seconds, for a deploy that somebody else has begun

# A name alone would let pip take whatever an index has under it.
_PINNED = """case ${GOFERRY:?Set the variable GOFERRY} in
  *"#sha256="*) ;;
  *) echo "GOFERRY is the address of the wheel with #sha256=… at its end" >&2; exit 1 ;;
esac
"""


def install(python: str) -> str:
    """Install GoFerry, and nothing but what its hash names."""
    return f'{_PINNED}{python} -m pip install --only-binary=:all: "goferry @ $GOFERRY"\n'


def check(answers: Answers) -> str:
    """Build with every check before it, and hold the program to its size."""
    return (
        f"go install golang.org/x/vuln/cmd/govulncheck@{GOVULNCHECK}\n"
        'PATH="$PATH:$(go env GOPATH)/bin"\n'
        "export PATH\n"
        "program=$(mktemp -d)/program\n"
        f"goferry build . --target {answers['target']} --vet --test --govulncheck \\\n"
        '  --output "$program" --json\n'
        f'goferry inspect "$program" --max-size {answers["max_size"]} --json\n'
    )


def deploy(facts: Facts, answers: Answers, *, key: str, trusted: str, env: str) -> str:
    """Deploy from a home of its own, that is gone afterwards.

    `key`, `trusted` and `env` are what writes the login's key, the known host keys and the
    environment file into files of these names in that home.
    """
    return "".join(f"{one}\n" for one in _deploy(facts, answers, (key, trusted, env)))


def _deploy(facts: Facts, answers: Answers, writing: tuple[str, str, str]) -> Iterator[str]:
    key, trusted, env = writing
    yield "set -eu"
    yield "umask 077"
    yield "GOFERRY_HOME=$(mktemp -d)"
    yield "export GOFERRY_HOME"
    yield "trap 'rm -rf \"$GOFERRY_HOME\"' EXIT"
    yield key
    yield trusted
    if facts.hidden:
        yield env
    marks = "".join(f" --label {shlex.quote(one)}" for one in labels(answers))
    for name, variable in servers(answers).items():
        yield (
            f'goferry server add {name} --host "${{{variable}:?Set the variable {variable}}}"{_ON}'
            '--user "${DEPLOY_USER:?Set the variable DEPLOY_USER}" --port "${DEPLOY_PORT:-22}"'
            f'{_ON}--key "$GOFERRY_HOME/key"{marks} --json'
        )
    given = '--env-file "$GOFERRY_HOME/env" ' if facts.hidden else ""
    yield (
        f"goferry deploy . --service {facts.name} --to {answers['servers']}"
        f" --target {answers['target']}{_ON}{given}--wait {_WAIT} --until-proved --json"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stores:
    """Where a forge keeps what is set once, in its own words."""

    public: str  # of what every check needs, also that of a stranger's change
    plain: str
    trusted: str
    hidden: str


def head(kind: str, facts: Facts, answers: Answers, stores: Stores) -> str:
    """Say at the top of the file what a person sets once, in the forge and on the servers."""
    rows = (
        ("GOFERRY", stores.public, "the address of GoFerry's wheel, with #sha256=… at its end"),
        ("DEPLOY_KEY", stores.hidden, "a private SSH key that has no other use"),
        ("KNOWN_HOSTS", stores.trusted, "from ssh-keyscan, compared with the keys on the server"),
        ("DEPLOY_USER", stores.plain, "the SSH user; goferry prepare lets it deploy without root"),
        ("DEPLOY_PORT", stores.plain, "the SSH port, if it is not 22"),
        *((one, stores.plain, f"the address of {name}") for name, one in servers(answers).items()),
        *((("ENV_FILE", stores.hidden, _names(facts)),) if facts.hidden else ()),
    )
    wide = max(len(name) for name, _, _ in rows), max(len(store) for _, store, _ in rows)
    lines = "\n".join(
        f"    {name:<{wide[0]}}  {store:<{wide[1]}}  {what}" for name, store, what in rows
    )
    more = (
        f"\n\nOn the servers, once: goferry secrets set, for {', '.join(facts.secrets)}"
        if facts.secrets
        else ""
    )
    return f"Written by GoFerry: goferry export {kind}\n\nSet once in the forge:\n{lines}{more}"


def _names(facts: Facts) -> str:
    return f"the environment file: {', '.join(facts.hidden)}"
