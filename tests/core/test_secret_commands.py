"""Secrets from a command of this computer: run without a shell, never kept, asked again."""

from __future__ import annotations

import json
import shlex
import sys
from typing import TYPE_CHECKING, Any

import pytest

from core.operate.secrets import Names, Wanted
from core.settings import SecretCommand, load
from core.usecases.secret_commands import of_service, spelled
from tests.cli_made_up import Cli, awaited, server

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home

TO = ("--service", "web", "--to", "web1")
CHANGE = "core.operate.secrets.change"


@pytest.fixture
def cli(home: Home) -> Cli:
    return Cli(home, server("web1"), doing={CHANGE: awaited()})


def says(text: str, *, code: int = 0) -> str:
    """A command that prints this, as a person would type it."""
    script = f"import sys; sys.stdout.write({text!r}); sys.stderr.write('no key'); sys.exit({code})"
    return shlex.join((sys.executable, "-c", script))


def wanted(cli: Cli) -> list[Wanted]:
    return [words[2] for words, _ in cli.doing[CHANGE].calls]


def set_from(cli: Cli, name: str, command: str, *more: str) -> Any:  # noqa: ANN401 - made up
    return cli.json("secrets", "set", name, *TO, "--from-command", command, *more)


def test_a_value_comes_from_a_command_and_the_command_alone_is_remembered(
    cli: Cli, home: Home
) -> None:
    ran = set_from(cli, "DB", says("ti ger\n"))
    assert (ran.code, wanted(cli)) == (0, [Wanted(variables={"DB": "ti ger"})])
    assert "ti ger" not in ran.out + ran.err
    (kept,) = load(home)[0].secret_commands
    assert (kept.service, kept.name, kept.credential) == ("web", "DB", False)
    assert kept.words[0] == sys.executable
    set_from(cli, "tls", says("x"), "--credential")
    assert wanted(cli)[-1] == Wanted(credentials={"tls": b"x"})


def test_refresh_asks_every_command_of_the_service_again(cli: Cli, home: Home) -> None:
    for name, value in (("A", "old"), ("A", "one"), ("B", "two")):
        set_from(cli, name, says(value))
    set_from(cli, "tls", says("three"), "--credential")
    ran = cli.json("secrets", "refresh", *TO)
    both = Wanted(variables={"A": "one", "B": "two"}, credentials={"tls": b"three"})
    assert (ran.code, wanted(cli)[-1]) == (0, both)
    assert "✓ web1: A, B and tls are set." in cli.run("secrets", "refresh", *TO).out
    assert cli.run("secrets", "delete", "B", *TO).code == 0
    assert [one.name for one in load(home)[0].secret_commands] == ["A", "tls"]


def test_a_value_that_is_set_by_hand_is_not_undone_by_the_next_refresh(
    cli: Cli, home: Home, tmp_path: Path
) -> None:
    set_from(cli, "DB", says("old"))
    (tmp_path / "value").write_text("new")
    ran = cli.json("secrets", "set", "DB", *TO, "--from", str(tmp_path / "value"))
    assert (ran.code, wanted(cli)[-1]) == (0, Wanted(variables={"DB": "new"}))
    assert load(home)[0].secret_commands == ()


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ('"open', "secret_command_unusable"),
        (" ", "secret_command_unusable"),
        (says("tiger", code=3), "secret_command_failed"),
        (says(" \n"), "secret_command_silent"),
        (says("\udcff"), "secret_command_silent"),
        (says("a\nb\n"), "secret_unusable"),
    ],
)
def test_what_tells_no_secret_changes_nothing_and_is_not_remembered(
    cli: Cli, home: Home, command: str, code: str
) -> None:
    ran = set_from(cli, "DB", command)
    assert (ran.code, ran.problem["code"], wanted(cli)) == (1, code, [])
    assert load(home)[0].secret_commands == ()
    assert "tiger" not in ran.out + ran.err


def test_a_program_that_is_not_there_is_told(cli: Cli) -> None:
    assert set_from(cli, "DB", "/nonexistent/pass show x").code == 1
    assert wanted(cli) == []


def test_no_shell_reads_the_command(cli: Cli) -> None:
    script = "import sys; print(sys.argv[1])"
    set_from(cli, "DB", f"{shlex.join((sys.executable, '-c', script))} '$(id); `id`'")
    assert wanted(cli) == [Wanted(variables={"DB": "$(id); `id`"})]


def test_the_list_says_which_secrets_come_from_a_command(cli: Cli, home: Home) -> None:
    set_from(cli, "DB", says("tiger"))
    set_from(cli, "tls", shlex.join((sys.executable, "-c", "print('x')")), "--credential")
    names = Names(server="web1", variables=("DB", "tls"), credentials=("tls",))
    cli.doing["core.operate.secrets.names"] = awaited(names)
    ran = cli.run("secrets", "list", *TO)
    lines = ran.out.splitlines()
    assert lines[0].startswith(f"web1  variable    DB   from: {sys.executable} -c ")
    assert lines[1].split() == ["web1", "variable", "tls"], "the command is the credential's"
    assert lines[2].startswith("web1  credential  tls  from: ")
    found = cli.json("secrets", "list", *TO).result["servers"][0]["commands"]
    assert found.keys() == {"DB", "tls"}
    assert [spelled(one) for one in of_service(home, "web")] == [found["DB"], found["tls"]]


def test_without_a_command_there_is_nothing_to_refresh(cli: Cli) -> None:
    ran = cli.json("secrets", "refresh", *TO)
    assert (ran.code, ran.problem["code"]) == (1, "secret_commands_none")


def test_settings_of_before_have_no_commands(home: Home) -> None:
    home.config.mkdir(parents=True)
    home.settings_file.write_text(json.dumps({"format": 1, "go": "/x"}))
    assert load(home)[0].secret_commands == ()
    assert SecretCommand(service="web", name="A").words == ()
