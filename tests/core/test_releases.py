"""The past of a service: its releases, its history, and what a server may say of them."""

from __future__ import annotations

import asyncio
import base64
import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from core.operate import past
from core.operate.releases import releases
from core.project import git
from core.service.history import entry_of
from core.service.model import Scope
from tests.cli_made_up import Cli, server
from tests.made_up import Server, problem, record_of, refusal

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home

TO = ("--service", "web", "--to")
ONE, TWO, THREE, FOUR = "1-aaaaaaaa", "2-bbbbbbbb", "3-cccccccc", "10-dddddddd"
ENTRIES: tuple[dict[str, Any], ...] = (
    {"time": "09:00", "who": "ann", "verb": "deploy", "release": ONE, "result": "live",
     "live": ONE},
    {
        "time": "10:00", "who": "ann@laptop", "login": "deploy", "verb": "deploy",
        "release": TWO, "result": "live", "live": TWO, "seconds": 12,
    },
    {"time": "11:00", "who": "bob", "verb": "deploy", "release": THREE, "result": "rolled_back"},
    {"time": "12:00", "who": "runner@ci", "login": "ci", "verb": "deploy", "release": FOUR,
     "result": "live", "live": FOUR},
    {"time": "13:00", "who": "bob", "login": "bob", "verb": "restart", "result": "refused",
     "code": "cancelled", "cut": 2},
)  # fmt: skip
MANIFEST = {
    "revision": "ab" * 20,
    "subject": "Mend\x1b[2Jit",
    "author": "Ann",
    "modified": True,
    "committed": "2026-11-30T10:00:00+00:00",
    "go": "go1.26",
    "target": "linux/amd64",
}


def packed(manifest: object) -> str:
    return base64.b64encode(json.dumps(manifest).encode()).decode()


def told(*more: str, entries: tuple[dict[str, Any], ...] = ENTRIES) -> tuple[str, str]:
    history = [f"history {json.dumps(one)}" for one in entries]
    return "history.jsonl", "\n".join(["service system web", *history, *more])


THERE = told(
    f"release {TWO} 1000 {packed({'revision': 7, 'modified': 'yes'})}",
    f"release {THREE} - ",
    f"release {FOUR} 1500 {packed(MANIFEST)}",
    "release ../evil 9 e30=",
    f"bad {THREE}",
    f"current {FOUR}",
)


def test_releases_are_those_that_are_kept_and_those_that_the_history_knows() -> None:
    web = Server(THERE)
    found = asyncio.run(releases(web, "web"))
    assert len(web.asked) == 1, "one round trip"
    assert [(one.release, one.kept, one.bad, one.live) for one in found.releases] == [
        (FOUR, True, False, True),
        (THREE, True, True, False),
        (TWO, True, False, False),
        (ONE, False, False, False),
    ]
    four, three, two, one = found.releases
    assert (four.commit, four.author, four.dirty, four.size) == ("ab" * 20, "Ann", True, 1500)
    assert "\x1b" not in four.subject
    assert (four.grown, three.size, two.grown, two.commit, two.dirty) == (
        None,
        None,
        None,
        "7",
        None,
    )
    assert (four.who, four.origin, four.login) == ("runner", "ci", "ci")
    assert [each.previous for each in found.releases] == [False, False, True, False]
    assert [each.outcome for each in (four, three, two, one)] == [
        "deployed", "rolled_back", "deployed", "deployed",
    ]  # fmt: skip


def test_the_list_is_told_with_the_fields_of_the_contract(home: Home) -> None:
    size = told(f"release {TWO} 1000 e30=", f"release {FOUR} 900 e30=", f"current {FOUR}")
    cli = Cli(home, server("web1", size))
    ran = cli.json("releases", *TO, "web1")
    first = ran.result["releases"][0]
    assert {key: first[key] for key in ("release", "commit", "size", "kept", "bad", "live")} == {
        "release": FOUR, "commit": "", "size": 900, "kept": True, "bad": False, "live": True,
    }  # fmt: skip
    assert ran.result["servers"][0]["releases"][2]["grown"] is None
    lines = cli.run("releases", *TO, "web1").out.splitlines()
    assert lines[0].split()[:3] == ["●", "web1", FOUR]
    assert [word for line in lines for word in ("gone", "previous", "live") if word in line] == [
        "live", "gone", "previous", "gone",
    ]  # fmt: skip


def test_a_history_has_the_fields_of_the_contract_and_the_servers_own_words(home: Home) -> None:
    cli = Cli(home, server("web1", told()))
    ran = cli.json("history", *TO, "web1")
    assert ran.result["history"][1] == {
        "server": "web1",
        "service": "web",
        "time": "10:00",
        "who": "ann",
        "login": "deploy",
        "from": "laptop",
        "verb": "deploy",
        "release": TWO,
        "previous": "",
        "code": "",
        "outcome": "deployed",
        "seconds": 12,
    }
    assert ran.result["history"][4]["outcome"] == "cancelled"
    (found,) = ran.result["servers"]
    assert (found["name"], found["history"]) == ("web1", [dict(one) for one in ENTRIES])
    lines = cli.run("history", *TO, "web1").out.splitlines()
    assert [line.split("  ")[:3] for line in lines][1] == ["web1", "10:00", "ann@laptop (deploy)"]
    assert lines[4].endswith("2 connections cut")


def test_without_a_service_the_history_is_of_all_in_order_of_time(home: Home) -> None:
    job = '{"time":"09:30","verb":"run","who":"x","result":"ran"}'
    answer = f"{told()[1]}\nservice user job\nhistory {job}\nservice system ..\nhistory {job}"
    ran = Cli(home, server("web1", ("history.jsonl", answer))).json("history", "--to", "web1")
    assert [one["service"] for one in ran.result["history"]] == [
        "web",
        "job",
        "web",
        "web",
        "web",
        "web",
    ]


def test_a_history_can_be_searched_and_begin_later(home: Home) -> None:
    days = ("2026-11-01T09:00:00Z", "2026-11-29T09:00:00Z", "odd")
    entries = tuple({"time": day, "who": who, "verb": "deploy"} for day in days for who in "ab")
    cli = Cli(home, server("web1", told(entries=entries)))

    def found(*words: str) -> list[tuple[str, str]]:
        ran = cli.json("history", *TO, "web1", *words)
        return [(one["time"][8:10], one["who"]) for one in ran.result["history"]]

    assert found("--since", "2026-11-20") == [("29", "a"), ("29", "b")]
    assert found("--since", "2026-11-20", "--grep", "^web .* b deploy") == [("29", "b")]
    assert len(found()) == 6
    given = len(cli.given)
    assert (
        cli.json("history", *TO, "web1", "--grep", "(").problem["code"] == "pattern_not_understood"
    )
    assert len(cli.given) == given, "no server is asked"


def test_a_table_for_others_holds_no_formulas(home: Home, tmp_path: Path) -> None:
    entries = ({"time": "10:00", "who": "=cmd()", "verb": "deploy", "release": ONE},)
    cli = Cli(home, server("web1", told(entries=entries)))
    file = tmp_path / "history.csv"
    assert cli.json("history", *TO, "web1", "--csv", file).code == 0
    head, line = file.read_text().splitlines()
    assert head.startswith("time,server,service,who,login,from,verb,release")
    assert line.startswith("10:00,web1,web,'=cmd(),")


def test_a_history_remarks_what_became_of_data_connections_and_commands(home: Home) -> None:
    entries = (
        *({"data": "copied", "cut": 0}, {"data": "back", "cut": 1}, {"data": "odd"}),
        *({"verb": "deploy", "result": "live", "command": "done"},),
        *({"verb": "return", "result": "live", "command": "done"},),
        *({"verb": "deploy", "result": "refused", "command": "begun"},),
    )
    out = Cli(home, server("web1", told(entries=entries))).run("history", *TO, "web1").out
    rows = [line.split("  ")[-1].strip() for line in out.splitlines()]
    assert (rows[0], rows[1]) == (
        "data copied before; no connections cut",
        "data restored; 1 connection cut",
    )
    assert [row.partition("its release command ")[2] for row in rows[3:]] == [
        "", "had run and is not undone", "had started and is not undone",
    ]  # fmt: skip


def test_a_closed_history_is_asked_as_root_and_never_taken_for_an_empty_one(home: Home) -> None:
    closed = "service system web\nclosed /var/lib/goferry/web/history.jsonl"
    root = problem("sudo_not_allowed")
    shut = [("root:", root), ("history.jsonl", closed)]
    ran = Cli(home, server("web1", *shut)).json("history", *TO, "web1")
    assert (ran.code, ran.problem["code"]) == (1, "traces_closed")
    opened = Server(("root:", told()[1]), ("history.jsonl", closed))
    assert len(asyncio.run(past.ask(opened, "web"))[0].history) == len(ENTRIES)
    lost = Server(("root:", problem("connection_lost")), ("history.jsonl", closed))
    assert refusal(lambda: asyncio.run(past.ask(lost, "web"))).code == "connection_lost"


def test_a_service_that_is_not_there_is_said_and_no_odd_name_reaches_a_server() -> None:
    web = Server(("history.jsonl", ""))
    assert refusal(lambda: asyncio.run(past.ask(web, "web"))).code == "service_not_found"
    assert asyncio.run(past.ask(web)) == ()
    asked = len(web.asked)
    assert refusal(lambda: asyncio.run(past.ask(web, "a;b"))).code == "service_name_unusable"
    assert len(web.asked) == asked


def test_a_service_in_both_scopes_is_the_one_that_runs() -> None:
    both = f"service system web\ncurrent \nservice user web\nrelease {ONE} 5 e30=\ncurrent {ONE}"
    web = Server(("history.jsonl", both))
    assert [one.scope for one in asyncio.run(past.ask(web, "web"))] == [Scope.SYSTEM, Scope.USER]
    assert asyncio.run(releases(web, "web")).releases[0].live


@pytest.mark.parametrize(
    ("told_seconds", "seconds"), [(5, 5), ("7", 7), (-1, None), ("1e9", None), (None, None)]
)
def test_the_words_of_a_history_are_anybodys(told_seconds: object, seconds: int | None) -> None:
    odd = {"who": "a@b@c\x1b[1m\n", "verb": ["x"], "release": None, "seconds": told_seconds}
    found = entry_of("web", odd)
    assert (found.who, found.seconds, found.release) == ("a@b", seconds, "")
    assert found.origin.isprintable()


def test_git_tells_who_wrote_a_commit_and_runs_nothing(project_in_git: tuple[Path, str]) -> None:
    folder, revision = project_in_git
    found = asyncio.run(git.authored(folder, revision))
    assert (found.author, found.subject) == ("Ann Example", "Say hello")
    assert found.committed == "2026-11-30T10:00:00+00:00"
    for other in ("", "main", "f" * 40, "--help", revision[:10]):
        assert asyncio.run(git.authored(folder, other)) == git.Authored()
    assert asyncio.run(git.authored(folder.parent / "nowhere", revision)) == git.Authored()


@pytest.fixture
def project_in_git(tmp_path: Path) -> tuple[Path, str]:
    folder = tmp_path / "project"
    folder.mkdir()
    moment = "2026-11-30T11:00:00+01:00"
    env = {"PATH": "/usr/bin:/bin", "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    author = ("-c", "user.name=Ann Example", "-c", "user.email=ann@example.org")
    for words in (
        ("init", "-q"),
        (*author, "commit", "-q", "--allow-empty", "-m", "Say hello\n\nx"),
    ):
        subprocess.run(("git", *words), cwd=folder, env=env, check=True)
    told_head = subprocess.run(
        ("git", "rev-parse", "HEAD"), cwd=folder, check=True, capture_output=True
    )
    return folder, told_head.stdout.decode().strip()


# ---- two of them side by side ----


def whole(letter: str, unit: str, env: str, **record: object) -> str:
    texts = {"unit": ("web.service", unit), "env": ("-", env), "record": ("-", json.dumps(record))}
    lines = (
        f"{kind} {letter} {name} {base64.b64encode(text.encode()).decode()}"
        for kind, (name, text) in texts.items()
    )
    return "\n".join(lines)


OLD = whole(
    "a", "[Service]\nTasksMax=5\n", "A=1\nGONE=s3cret\nSAME=x\n", port=80, limits={"cpu": 1}
)
NEW = whole("b", "[Service]\nTasksMax=6\n", "A=2\nNEW=s3cret\nSAME=x\n", port=80, limits={"cpu": 2})
BOTH = told(f"release {TWO} 1000 e30=", f"release {FOUR} 900 e30=", f"current {FOUR}")


def comparing(*answers: tuple[str, Any]) -> Server:
    found = server("web1", *answers, BOTH, record_of(), user="root")
    found.kept = Kept()
    return found


class Kept:
    """No copy of any program is here."""

    def find(self, sha256: str) -> None:
        del sha256


def test_two_releases_differ_in_settings_units_and_the_names_of_variables(home: Home) -> None:
    cli = Cli(home, comparing(("kept()", f"{OLD}\n{NEW}\nunit a\nodd")))
    ran = cli.json("releases", *TO, "web1", "--compare", TWO, FOUR)
    (found,) = ran.result["compared"]
    assert (found["old"]["release"], found["new"]["release"]) == (TWO, FOUR)
    assert found["settings"] == [{"key": "limits.cpu", "old": "1", "new": "2"}]
    assert found["variables"] == {"added": ["NEW"], "removed": ["GONE"], "changed": ["A"]}
    assert found["units"].splitlines()[-2:] == ["-TasksMax=5", "+TasksMax=6"]
    assert (found["whole"], found["packages"]) == (True, None)
    shown = cli.run("releases", *TO, "web1", "--compare", TWO, FOUR).out
    assert "changed variables: A" in shown
    assert "Size by package: unknown" in shown
    assert "s3cret" not in ran.out + shown, "no value leaves this command"


def test_what_was_not_kept_with_a_release_is_told_and_one_that_is_gone_cannot_be_compared(
    home: Home,
) -> None:
    cli = Cli(home, comparing(("kept()", NEW)))
    (found,) = cli.json("releases", *TO, "web1", "--compare", TWO, FOUR).result["compared"]
    assert found["whole"] is False
    shown = cli.run("releases", *TO, "web1", "--compare", TWO, FOUR).out
    assert "Only the program of one of them is kept" in shown
    for gone in (ONE, "9-99999999", "; reboot"):
        ran = cli.json("releases", *TO, "web1", "--compare", gone, FOUR)
        assert ran.problem["code"] == "release_not_kept"
