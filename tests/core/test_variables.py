"""Plain variables of a service: what is one, what is none, and what is told beside them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.deploy.preflight import findings, notes
from core.problems import ProblemError
from core.project.shared import Shared
from core.service import variables
from core.service.catalogue import BY_KEY
from core.service.environment import Environment
from core.service.shared_options import values_from
from core.service.unit import units
from tests.made_up_case import case
from tests.made_up_deploy import WEB

if TYPE_CHECKING:
    from core.deploy.preflight.case import Case

ENV = BY_KEY["env"]


@pytest.mark.parametrize(
    "text",
    ["A=", "LOG_LEVEL=debug", "_x=a b=c", "KEY_FILE=/x", "TOKEN_TTL=5m", "PUBLIC_KEY=ssh-rsa",
     "MONKEY=1", "PORTS=1", "SITE=https://example.com:443/a@b", "PATH=/bin", "AWS_ACCESS_KEY_ID=A"],
)  # fmt: skip
def test_a_plain_variable_is_taken(text: str) -> None:
    assert ENV.typed(text) == {"env": (text,)}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("A", "cannot be set like that"),
        ("1A=hush", "cannot be set like that"),
        ("A=hush\nB=2", "cannot be set like that"),
        ("A=" + "x" * 4000, "cannot be set like that"),
        ("PORT=80", "The variable PORT cannot be set."),
        ("GOFERRY_RELEASE=hush", "The variable GOFERRY_RELEASE cannot be set."),
        ("STATE_DIRECTORY=hush", "The variable STATE_DIRECTORY cannot be set."),
        ("DB_PASSWORD=hush", "DB_PASSWORD looks like a secret"),
        ("api_key=hush", "api_key looks like a secret"),
        ("GITHUB_TOKEN=hush", "GITHUB_TOKEN looks like a secret"),
        ("DSN=postgres://shop:hush@db/shop", "DSN looks like a secret"),
        ("DSN=shop:hush@tcp(db)/shop", "DSN looks like a secret"),
        ("DSN=host=db password=hush", "DSN looks like a secret"),
        ("X=ghp_hush", "X looks like a secret"),
    ],
)
def test_what_is_none_is_refused_and_its_value_is_shown_nowhere(text: str, says: str) -> None:
    with pytest.raises(ProblemError) as refused:
        ENV.typed(text)
    problem = refused.value.problem
    assert (problem.code, problem.field, says in str(problem.what)) == (
        "variable_unusable", "env", True,
    )  # fmt: skip
    assert problem.next
    assert "hush" not in repr(problem)


def test_goferry_toml_has_them_as_a_table_and_what_is_typed_wins() -> None:
    said = Shared(service={"env": {"LOG": "info", "MODE": "a=b"}})
    values = values_from(said, Path("/srv"))
    assert values == {"env": ("LOG=info", "MODE=a=b")}
    assert variables.names((*values["env"], "LOG=debug")) == ("LOG", "MODE")
    assert variables.lines((*values["env"], "LOG=debug")) == (
        "Environment=LOG=debug\nEnvironment=MODE=a=b"
    )


def test_of_several_the_one_that_cannot_be_set_is_named() -> None:
    with pytest.raises(ProblemError) as refused:
        values_from(Shared(service={"env": {"LOG": "info", "PORT": "80"}}), Path("/srv"))
    assert "The variable PORT cannot be set." in str(refused.value.problem.why)


def test_a_table_with_something_else_than_text_is_told() -> None:
    with pytest.raises(ProblemError) as refused:
        values_from(Shared(service={"env": {"LOG": 1}}), Path("/srv"))
    assert "Variables must be NAME=VALUE." in str(refused.value.problem.why)


def test_they_stand_in_every_unit_that_runs_the_program_and_after_gins() -> None:
    texts = [file.content for file in units(replace(WEB, env=('A="50 %" $B',)))]
    line = 'Environment="A=\\x2250 %%\\x22 $B"'
    assert [text.count(line) for text in texts[:2]] == [1, 1]
    assert texts[0].index("GIN_MODE=release") < texts[0].index(line)


def needs(*secrets: str, there: dict[str, object] | None = None, file: bytes = b"") -> Case:
    environment = Environment(file=Path("/srv/env"), content=file) if file else None
    service = {"secrets": secrets, "environment": environment}
    return case(service=service, there=there or {})


HAS: dict[str, object] = {
    "variables": ("DB_URL",),
    "credentials": ("tls.key",),
    "exists": {"state", "bash"},
}


def test_a_deploy_is_refused_where_a_secret_is_missing() -> None:
    (problem,) = findings(needs("DB_URL", "MAIL"))
    assert (problem.code, str(problem.what)) == (
        "secrets_missing", "The server does not have 2 secrets: DB_URL, MAIL",
    )  # fmt: skip
    assert "goferry prepare NAME --service web" in str(problem.next[0].text)
    assert "goferry secrets set DB_URL --service web" in str(problem.next[1].text)
    (one,) = findings(needs("tls.key", "MAIL", there=HAS))
    assert str(one.what) == "The server does not have the secret MAIL."
    assert "goferry secrets set MAIL" in str(one.next[0].text)


def test_what_the_server_or_the_file_has_is_not_missing() -> None:
    assert findings(needs("DB_URL", "tls.key", there=HAS)) == ()
    assert findings(needs("MAIL", "tls.key", there=HAS, file=b"MAIL=x\n")) == ()
    (lost,) = findings(needs("DB_URL", there=HAS, file=b"MAIL=x\n"))
    assert lost.code == "secrets_missing"


def test_where_nobody_could_look_that_is_said() -> None:
    blind = needs("DB_URL", there={"names_unknown": True})
    assert findings(blind) == ()
    assert "not known: DB_URL" in str(notes(blind)[0].what)
    seen = needs("DB_URL", there={**HAS, "names_unknown": True})
    assert [one.code for one in notes(seen)] == []


def test_what_the_environment_file_sets_as_well_is_told() -> None:
    service = {"env": ("DB_URL=a", "LOG=b")}
    (note,) = notes(case(service=service, there=HAS))
    assert (note.code, "DB_URL" in str(note.what), "LOG" in str(note.what)) == (
        "variables_twice", True, False,
    )  # fmt: skip
    environment = Environment(file=Path("/srv/env"), content=b"LOG=c\nDB_URL=d\n")
    told = notes(case(service={**service, "environment": environment}))
    assert "DB_URL, LOG" in str(told[0].what)
