"""Protected environments: no use case changes one before its name was typed."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from core.events import unheard
from core.operate.running import OneOff
from core.problems import ProblemError
from core.servers import environments
from core.servers.environments import Colour, Environment
from core.service.model import RunWish
from core.service.plan import Plan
from core.ssh.profile import Profile
from core.usecases import (
    backing_up,
    copying,
    deploying,
    drilling,
    fronting,
    guarding,
    operating,
    preparing,
    running,
    secret_commands,
    secrets,
    servers,
)
from core.usecases.backing_up import BackupWish
from core.usecases.copying import Daily, DailyWish
from core.usecases.operating import Operation
from tests.cli_made_up import Cli, a_job, awaited, server
from tests.made_up import Server

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from core.home import Home

TO = ("--service", "web", "--to", "web1")
CHANGES = {
    **dict.fromkeys(
        ("rollback", "start", "restart", "stop", "remove", "drill", "extend", "run"), TO
    ),
    "front": ("web1", "--domain", "a.example", "--service", "web"),
    "front remove": ("web1", "--domain", "a.example"),
    "prepare": ("web1", "--service", "web"),
    "prepare --revoke ada": ("web1", "--service", "web"),
    "env --unset A": TO,
    "secrets delete A": TO,
    "drift --keep": TO,
    "drift --put-back": TO,
    "alarm remove": TO[2:],
}
PROD = {"env": "prod"}


def code_of(refused: pytest.ExceptionInfo[ProblemError]) -> str:
    return refused.value.problem.code


async def deployed(home: Home, sessions: Any) -> object:  # noqa: ANN401 - made up
    return await deploying.deploy(home, sessions, cast("Any", None), report=unheard)


CASES: dict[str, Callable[[Home, Any], Coroutine[Any, Any, object]]] = {
    "deploy": deployed,
    "change": lambda _, one: operating.change(one[0], "web", Operation.STOP, report=unheard),
    "change_each": lambda _, one: operating.change_each(
        one, "web", Operation.RESTART, report=unheard
    ),
    "change_in_turn": lambda _, one: operating.change_in_turn(
        one, "web", Operation.RESTART, report=unheard
    ),
    "remove": lambda _, one: operating.remove(one, "web"),
    "drill": lambda home, one: drilling.drill(home, one, "web", report=unheard),
    "backup": lambda home, one: backing_up.backup(
        home, one[0], "web", BackupWish(output=Path("/b"), stopped=True), report=unheard
    ),
    "restore": lambda _, one: backing_up.restore(one[0], "web", Path("/b"), report=unheard),
    "every": lambda home, one: copying.every(
        home, one[0], one[0], wish=DailyWish(service="web"), report=unheard
    ),
    "stop copies": lambda _, one: copying.stop(one[0], None, Daily(server="web1", service="web")),
    "edit": lambda _, one: secrets.edit(one, "web", secrets.to_edit(b"A=1", ()), report=unheard),
    "secrets": lambda _, one: secrets.change(one, "web", cast("Any", None)),
    "secret commands": lambda home, one: secret_commands.apply(home, one, "web", cast("Any", None)),
    "run": lambda _, one: running.run(one, "web", RunWish(), cast("Any", None)),
    "extend": lambda _, one: operating.extend(one[0], "web", 60),
    "front": lambda home, one: fronting.front(home, one[0], cast("Any", None), report=unheard),
    "front remove": lambda _, one: fronting.remove(one[0], "a.example"),
    "prepare": lambda _, one: preparing.prepare(one[0], cast("Any", None), report=unheard),
    "revoke": lambda _, one: preparing.revoke(
        one[0], cast("Any", None), login="ada", report=unheard
    ),
}


ALONE = {
    "every",
    "stop copies",
    "change",
    "backup",
    "restore",
    "extend",
    "front",
    "front remove",
    "prepare",
    "revoke",
}


@pytest.mark.parametrize("case", CASES)
def test_no_change_begins_where_the_name_was_not_typed(home: Home, case: str) -> None:
    untouched, guarded = Server(name="lab"), Server(name="web1")
    guarded.profile = Profile(name="web1", host="192.0.2.1", guarded="prod")
    sessions = (guarded,) if case in ALONE else (untouched, guarded)
    with pytest.raises(ProblemError) as refused:
        asyncio.run(CASES[case](home, sessions))
    assert code_of(refused) == "environment_protected"
    assert (untouched.asked, guarded.asked) == ([], [])


def protected(home: Home) -> Cli:
    guarding.describe(home, "prod", protected=True)
    return Cli(
        home,
        server("web1", labels=PROD),
        server("web2", labels=PROD),
        server("lab"),
        doing={
            "core.operate.removal.remove": awaited(()),
            "core.data.copying.where": awaited(None),
            "core.operate.rollback.restart": a_job(),
        },
    )


@pytest.mark.parametrize("command", CHANGES)
def test_a_script_says_the_name_or_is_refused(home: Home, command: str) -> None:
    cli = protected(home)
    for words in ((), ("--confirm", "staging"), ("--confirm", "")):
        ran = cli.json(*command.split(), *CHANGES[command], *words)
        assert (ran.code, ran.result["problem"]["code"]) == (1, "environment_protected")
        assert "--confirm prod" in ran.result["problem"]["next"][0]
    assert cli.given == [], "no server was reached"


@pytest.mark.parametrize(("typed", "code"), [("prod\n", 0), ("y\n", 1), ("\n", 1), ("PROD\n", 1)])
def test_at_a_terminal_the_name_itself_is_typed(home: Home, typed: str, code: int) -> None:
    cli = protected(home)
    ran = cli.run("remove", "--yes", "--service", "web", "--to", "env=prod,lab", typed=typed)
    assert ran.code == code
    assert "Type its name to change web1 and web2:" in ran.err
    assert len(cli.given) == (3 if code == 0 else 0)


@pytest.mark.parametrize(
    "command", ["front --plan", "prepare --plan", "prepare --revoke ada --plan"]
)
def test_a_plan_needs_no_name(home: Home, command: str) -> None:
    cli = protected(home)
    cli.doing |= {
        "core.usecases.fronting.plan": awaited(
            Plan(server="", release="", previous="", actions=())
        ),
        "core.usecases.preparing.prepare": awaited(""),
        "core.usecases.preparing.revoke": awaited(""),
    }
    words = CHANGES[command.removesuffix(" --plan")]
    assert cli.json(*command.split(), *words).code == 0
    assert len(cli.given) == 1


def test_to_read_on_what_a_run_writes_needs_no_name(home: Home) -> None:
    cli = protected(home)
    read = awaited(OneOff(server="web1", code=0))
    cli.doing["core.operate.running.run"] = read
    assert cli.json("run", *TO, "--again", "a" * 32).code == 0
    assert len(read.calls) == 1


def test_with_its_name_or_open_or_only_to_look_it_is_reached(home: Home) -> None:
    cli = protected(home)
    assert cli.json("remove", *TO, "--confirm", "prod").code == 0
    cli.doing["core.operate.secrets.names"] = awaited(
        secrets.Names(server="web1", variables=(), credentials=())
    )
    assert cli.json("secrets", "list", *TO).code == 0
    assert cli.json("server", "environment", "prod", "--open").code == 0
    assert cli.json("remove", *TO).code == 0


def test_servers_are_put_into_an_environment_and_taken_out_of_it(home: Home) -> None:
    Cli(home, server("web1", labels=PROD), server("web2", labels={"env": "lab", "a": "b"}))
    wanted = guarding.Environment(name="prod", colour=guarding.Colour.GREEN, protected=True)
    guarding.put_together(home, wanted, ("web2",))
    found = {one.name: dict(one.labels) for one in servers.known(home, report=unheard)}
    assert found == {"web1": {}, "web2": {"env": "prod", "a": "b"}}
    assert guarding.environments_here(home, ()) == (wanted,)
    guarding.put_together(home, wanted, ("web2",))
    assert {one.name: dict(one.labels) for one in servers.known(home, report=unheard)} == found


def test_an_environment_is_described_and_keeps_what_is_not_said(home: Home) -> None:
    cli = Cli(home, server("web1", labels=PROD), server("lab", labels={"env": "lab"}))
    told = [
        {"name": "prod", "colour": "red", "protected": False, "servers": ["web1"]},
        {"name": "lab", "colour": "grey", "protected": False, "servers": ["lab"]},
    ]
    assert cli.json("server", "environment").result["environments"] == told
    cli.json("server", "environment", "prod", "--protected")
    ran = cli.json("server", "environment", "prod", "--colour", "violet")
    assert ran.result["environments"] == [{**told[0], "colour": "violet", "protected": True}]
    described = Environment(name="prod", colour=Colour.VIOLET, protected=True)
    assert environments.known(home) == (described,)
    assert cli.json("server", "environment", "a b").result["problem"]["code"] == "environment_odd"
    assert "violet  protected  web1" in cli.run("server", "environment").out


@pytest.mark.parametrize(
    "content",
    [
        "{",
        '{"format": 99, "environments": []}',
        '{"format": 1, "environments": [{"name": "prod", "protected": "yes"}]}',
    ],
)
def test_a_file_that_cannot_be_understood_opens_nothing_and_stays(home: Home, content: str) -> None:
    cli = protected(home)
    home.environments_file.write_text(content)
    for words in (("remove", *TO), ("server", "environment", "prod", "--open")):
        assert cli.json(*words).result["problem"]["code"] == "environments_unreadable"
    assert home.environments_file.read_text() == content
    assert cli.given == []


def test_labels_are_given_and_taken_away(home: Home) -> None:
    cli = Cli(home, server("web1", labels={"env": "prod", "role": "web"}))
    ran = cli.json("server", "label", "web1", "role-", "region=east")
    assert ran.result["server"] == {"name": "web1", "labels": {"env": "prod", "region": "east"}}
    assert "env=prod region=east" in cli.run("server", "list").out
    assert cli.json("server", "label", "web1", "a").code == 2
    assert cli.json("server", "label", "web1", "a=b c").result["problem"]["code"] == (
        "server_labels_odd"
    )
    assert cli.json("server", "label", "web9", "a=b").result["problem"]["code"] == "server_unknown"
