"""Secrets, practice and demo on the command line: a value goes in and never comes out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.demo.tour import Shown
from core.operate.secrets import Names, Wanted
from core.ssh.profile import Profile
from core.words import say
from tests.cli_made_up import Cli, a_job, awaited, server
from tests.made_up import problem

if TYPE_CHECKING:
    from core.home import Home

TO = ("--service", "web", "--to")
SET = ("secrets", "set")
CHANGE = "core.operate.secrets.change"


def cli_of(home: Home, *names: str, **doing: Any) -> Cli:  # noqa: ANN401 - made up
    doing = {f"core.operate.secrets.{name}": one for name, one in doing.items()}
    return Cli(home, *map(server, names or ("web1",)), doing={CHANGE: awaited(), **doing})


def wanted(cli: Cli) -> list[Wanted]:
    return [words[2] for words, _ in cli.doing[CHANGE].calls]


def test_names_are_listed_and_values_are_not_there_to_be_shown(home: Home) -> None:
    found = [
        Names(server="web1", variables=("A", "B"), credentials=("db",)),
        Names(server="web2", variables=(), credentials=()),
    ]
    cli = cli_of(home, "web1", "web2", names=awaited(found * 2))
    ran = cli.json("secrets", "list", *TO, "web1,web2")
    assert (ran.code, ran.result["servers"]) == (
        0,
        [
            {"name": "web1", "variables": ["A", "B"], "credentials": ["db"], "commands": {}},
            {"name": "web2", "variables": [], "credentials": [], "commands": {}},
        ],
    )
    assert cli.run("secrets", "list", *TO, "web1,web2").out.splitlines() == [
        "web1  variable    A",
        "web1  variable    B",
        "web1  credential  db",
    ]
    nothing = Names(server="web1", variables=(), credentials=())
    none = cli_of(type(home).find(home.config / "2"), names=awaited(nothing))
    assert none.run("secrets", "list", *TO, "web1").out == "No secrets yet.\n"


@pytest.mark.parametrize(
    ("given", "more", "sent"),
    [
        (b"tiger", (), Wanted(variables={"A": "tiger"})),
        (b"tiger\n", (), Wanted(variables={"A": "tiger"})),
        (b"tiger\r\n", (), Wanted(variables={"A": "tiger"})),
        (b" ti ger \n", (), Wanted(variables={"A": " ti ger "})),
        ("t\N{SNOWMAN}".encode(), (), Wanted(variables={"A": "t\N{SNOWMAN}"})),
        (b"tiger\n", ("--credential",), Wanted(credentials={"A": b"tiger"})),
        (b"\xff\0\n\n", ("--credential",), Wanted(credentials={"A": b"\xff\0\n"})),
    ],
)
def test_a_value_from_a_pipe_arrives_without_its_last_line_end(
    home: Home, given: bytes, more: tuple[str, ...], sent: Wanted
) -> None:
    cli = cli_of(home, "web1", "web2")
    ran = cli.json(*SET, "A", *more, *TO, "web2,web1", stdin=given)
    done = [{"name": "web2", "outcome": "set"}, {"name": "web1", "outcome": "set"}]
    assert (ran.code, ran.result) == (0, {"event": "result", "ok": True, "servers": done})
    assert wanted(cli) == [sent, sent]
    assert [(w[0].profile.name, w[1]) for w, _ in cli.doing[CHANGE].calls] == [
        ("web2", "web"),
        ("web1", "web"),
    ]
    assert "tiger" not in ran.out + ran.err
    shown = cli.run(*SET, "A", *more, *TO, "web1", stdin=given)
    assert "✓ web1: A is set." in shown.out
    assert "goferry restart --service web --to web1" in shown.out


def test_a_value_from_a_file_is_the_files_own(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "value"
    file.write_bytes(b"tiger\n")
    cli = cli_of(home)
    for more in ((), ("--credential",)):
        assert cli.json(*SET, "A", *more, "--from", file, *TO, "web1", stdin=b"no").code == 0
    assert wanted(cli) == [Wanted(variables={"A": "tiger"}), Wanted(credentials={"A": b"tiger\n"})]
    typed = cli.run(*SET, "A", *TO, "web1", typed="", secrets=["lion"])
    assert (typed.code, cli.asked) == (0, ["Value of A: "])
    assert wanted(cli)[-1] == Wanted(variables={"A": "lion"})
    assert "lion" not in typed.out + typed.err


@pytest.mark.parametrize(
    ("words", "given", "code"),
    [
        (("A",), b"", "secret_unusable"),
        (("A",), b"a\nb", "secret_unusable"),
        (("A",), b"\xff", "secret_unusable"),
        (("A-B",), b"x", "secret_unusable"),
        (("..", "--credential"), b"x", "secret_unusable"),
        (("a", "--credential"), b"x" * 1_048_577, "secret_unusable"),
        (("a", "--credential"), b"x" * 1_048_580, "secret_unusable"),
        (("A", "--from", "/nowhere/at/all"), b"x", "secret_file_unreadable"),
    ],
)
def test_what_cannot_be_a_secret_is_refused_before_any_server_is_reached(
    home: Home, words: tuple[str, ...], given: bytes, code: str
) -> None:
    cli = cli_of(home)
    ran = cli.json(*SET, *words, *TO, "web1", stdin=given)
    assert (ran.code, ran.problem["code"], cli.given, wanted(cli)) == (1, code, [], [])


def test_the_largest_credential_is_taken_whole(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "value"
    file.write_bytes(b"x" * 1_048_576)
    cli = cli_of(home)
    assert cli.json(*SET, "a", "--credential", "--from", file, *TO, "web1").code == 0
    assert len(wanted(cli)[0].credentials["a"]) == 1_048_576
    with file.open("ab") as longer:
        longer.write(b"\nmore")
    words = (*SET, "a", "--credential", *TO, "web1")
    for ran in (cli.json(*words, "--from", file), cli.json(*words, stdin=file.read_bytes())):
        assert (ran.code, ran.problem["code"]) == (1, "secret_unusable"), "not its beginning alone"


def test_a_deleted_secret_is_of_the_kind_that_was_named(home: Home) -> None:
    cli = cli_of(home)
    ran = cli.json("secrets", "delete", "A", *TO, "web1")
    assert ran.result["servers"] == [{"name": "web1", "outcome": "deleted"}]
    assert cli.json("secrets", "delete", "a", "--credential", *TO, "web1").code == 0
    assert wanted(cli) == [Wanted(drop_variables=("A",)), Wanted(drop_credentials=("a",))]
    odd = cli.json("secrets", "delete", "*", *TO, "web1")
    assert (odd.code, odd.problem["code"], len(wanted(cli))) == (1, "secret_unusable", 2)


def test_a_server_that_takes_no_secret_fails_the_command(home: Home) -> None:
    cli = cli_of(home, change=awaited(problem("deploy_busy")))
    ran = cli.json("secrets", "delete", "A", *TO, "web1")
    assert (ran.code, ran.problem["code"]) == (1, "deploy_busy")


def test_the_practice_server_starts_and_stops(home: Home) -> None:
    profile = Profile(name="practice", host="10.213.0.2", user="deploy")
    start, stop = a_job(profile), a_job()
    cli = Cli(
        home, doing={"core.usecases.practising.start": start, "core.usecases.practising.stop": stop}
    )
    ran = cli.json("practice", "start")
    told = {"name": "practice", "host": "10.213.0.2", "port": 22}
    assert (ran.code, ran.result) == (0, {"event": "result", "ok": True, **told})
    assert start.last == ((home,), {})
    assert "deploy@10.213.0.2" in cli.run("practice", "start").out
    assert cli.json("practice", "stop").result == {"event": "result", "ok": True}
    assert stop.last == ((home,), {})
    start.value = problem("practice_not_here")
    refused = cli.json("practice", "start")
    assert (refused.code, refused.problem["code"]) == (1, "practice_not_here")


def test_the_demo_tells_where_to_look(home: Home) -> None:
    folder, picture = Path("/demo/notes"), Path("/demo/window.png")
    whole = Shown(folder=folder, url="http://10.1.1.2/", to_end="goferry stop", screenshot=picture)
    part = Shown(folder=folder, left_out=(say("Left out: all."),))
    cli = Cli(home, doing={"core.demo.tour.demo": a_job([whole, part, whole, part])})
    first, second = cli.json("demo").result, cli.json("demo").result
    told = {"event": "result", "ok": True, "dir": "/demo/notes"}
    assert first == {
        **told,
        "url": "http://10.1.1.2/",
        "screenshot": "/demo/window.png",
        "left_out": [],
    }
    assert second == {**told, "url": None, "screenshot": None, "left_out": ["Left out: all."]}
    assert cli.doing["core.demo.tour.demo"].last[0] == (home,)
    assert cli.run("demo").out.splitlines()[1:] == [
        "The project:      /demo/notes",
        "The window:       /demo/window.png",
        "The service:      http://10.1.1.2/",
        "Stop the server:  goferry stop",
    ]
    assert cli.run("demo").out.splitlines()[1:] == ["Left out: all.", "The project:  /demo/notes"]


@pytest.mark.parametrize(
    ("program", "found", "shown"),
    [
        ("/usr/bin/goferry", "/usr/bin/goferry", "goferry"),
        (".venv/bin/goferry", None, ".venv/bin/goferry"),
        ("/x/core/cli/__main__.py", None, "goferry"),
    ],
)
def test_the_demo_shows_the_commands_as_they_are_typed_here(
    home: Home, monkeypatch: pytest.MonkeyPatch, program: str, found: str | None, shown: str
) -> None:
    monkeypatch.setattr("sys.argv", [program])
    monkeypatch.setattr("shutil.which", lambda _name: found)
    demo = a_job(Shown(folder=Path("/demo")))
    Cli(home, doing={"core.demo.tour.demo": demo}).json("demo")
    assert demo.last[1] == {"program": shown}
