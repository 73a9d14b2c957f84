"""A deploy to several servers that was cut off: what is noted of it, and how it is settled."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.deploy.fleet import deploy_to
from core.deploy.turns import Order
from core.events import Noticed, unheard
from core.operate.apart import Standing, Way, in_the_way, standing
from core.operate.apart import ask as ask_where
from core.operate.past import Kept, Past
from core.service.history import entry_of
from core.service.journal import Begun, Journal, Meant, Stage
from core.service.model import ReleaseCommand, Scope
from core.usecases import finishing
from tests.cli_made_up import Cli, server
from tests.deploying import alike
from tests.made_up import problem, record_of, whole
from tests.made_up_clock import leap
from tests.made_up_deploy import OLD, WEB, MadeUp, ended, release, running, session, trouble

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.home import Home
    from core.ssh.session import Ran
    from tests.made_up import Server

NEW, BEFORE = "2-bbbbbbbb", "1-aaaaaaaa"
CUT = Begun(
    service="web",
    servers=(Meant(server="s1", release=NEW, previous=BEFORE),
             Meant(server="s2", release=NEW, previous=BEFORE)),
    stage=Stage.KEEPING,
    at="2026-11-30T12:03:00+01:00",
)  # fmt: skip


def found(home: Home, service: str = "") -> tuple[Begun, ...]:
    return Journal(home).found(service, report=unheard)


# ---- what a deploy notes


def deployed(
    home: Home, folder: Path, count: int = 2, *, wish: Callable[[list[MadeUp]], None], **order: Any,  # noqa: ANN401
) -> dict[str, dict[str, Any]]:  # fmt: skip
    """Deploy to so many servers; what the file held when a word came to the last server."""
    servers = [MadeUp(folder, name=f"web{number}") for number in range(1, count + 1)]
    held: dict[str, dict[str, Any]] = {}
    for one in servers:
        one.there, one.story = running("0" * 64), [ended(previous=OLD)]
    for word in ("upload web", "go", "keep"):

        async def look(word: str = word) -> None:
            assert found(home) == (), "somebody is at it"
            for file in (home.state / "fleets").glob("*.json"):
                held[word] = json.loads(file.read_text())

        servers[-1].at[word] = look
    wish(servers)
    sessions = [session(one) for one in servers]
    service = replace(WEB, release=ReleaseCommand(command="migrate"))
    job = deploy_to(
        alike(sessions, release(folder), service), order=Order(**order), journal=Journal(home),
        report=unheard,
    )  # fmt: skip
    leap(job)
    return held


def test_what_each_server_gets_is_noted_before_it_hears_it_and_gone_when_all_ended_as_one(
    home: Home, tmp_path: Path
) -> None:
    held = deployed(home, tmp_path, wish=lambda _: None)
    assert [(word, one["stage"]) for word, one in held.items()] == [
        ("go", "switching"),
        ("keep", "keeping"),
    ]
    meant = {"release": "2-x", "previous": OLD}
    assert held["go"]["servers"] == [{"server": f"web{n}", **meant} for n in (1, 2)]
    assert (held["go"]["service"], held["go"]["command"]) == ("web", True)
    assert "T" in held["go"]["at"]
    assert found(home) == ()
    assert list((home.state / "fleets").iterdir()) == []


def crashes(servers: list[MadeUp]) -> None:
    servers[-1].story = [ended("rolled_back", code="crashed", running=OLD)]


def vanishes(servers: list[MadeUp]) -> None:
    async def lost() -> Ran:
        raise trouble("connection_lost")

    servers[-1].at["keep"] = servers[-1].at["cancel"] = servers[-1].at["follow 4"] = lost


def is_held(servers: list[MadeUp]) -> None:
    """The last one returns alone, and the others cannot: somebody else changes them."""
    last = servers[-1]

    async def lost() -> Ran:
        last.dies = ended("rolled_back", code="client_gone", running=OLD)
        raise trouble("connection_lost")

    async def busy() -> Ran:
        raise trouble("deploy_busy")

    last.at["keep"] = last.at["cancel"] = lost
    servers[0].at["rollback"] = busy


def is_watched(servers: list[MadeUp]) -> None:
    servers[0].story = [ended(previous=OLD, probation_until="2026-11-30T12:05:00+00:00")]


@pytest.mark.parametrize(
    ("wish", "order", "stages"),
    [
        (crashes, {}, []),
        (crashes, {"keep_mixed": True}, []),
        (vanishes, {}, [Stage.SWITCHING]),
        (is_held, {}, [Stage.KEEPING]),
        (is_held, {"keep_mixed": True}, []),
        (is_watched, {}, [Stage.PROBATION]),
    ],
)
def test_what_may_have_come_apart_or_may_yet_stays_noted(
    home: Home, tmp_path: Path, wish: Callable[[list[MadeUp]], None], order: dict[str, Any],
    stages: list[Stage],
) -> None:  # fmt: skip
    deployed(home, tmp_path, wish=wish, **order)
    assert [one.stage for one in found(home)] == stages
    assert all(one.names == ("web1", "web2") and one.command for one in found(home))


def test_a_deploy_goes_on_where_nothing_can_be_noted(home: Home, tmp_path: Path) -> None:
    home.state.mkdir(parents=True, exist_ok=True)
    (home.state / "fleets").write_text("in the way")
    servers = [MadeUp(tmp_path, name=name) for name in ("web1", "web2")]
    sessions = [session(one) for one in servers]
    job = whole(
        deploy_to, alike(sessions, release(tmp_path), WEB), journal=Journal(home)
    )  # fmt: skip
    events, outcomes = leap(job)
    assert [one.result for one in outcomes] == ["deployed", "deployed"]
    assert "not_written" in [one.problem.code for one in events if isinstance(one, Noticed)]


# ---- what is left


def test_what_is_noted_is_found_by_its_service_until_it_is_forgotten(home: Home) -> None:
    journal, other = Journal(home), replace(CUT, service="api")
    journal.write(CUT)
    journal.write(other)
    journal.write(replace(CUT, stage=Stage.KEEPING, command=True))
    assert set(found(home)) == {replace(CUT, command=True), other}
    assert found(home, "api") == (other,)
    with journal.at(other):
        assert found(home, "api") == ()
    journal.forget(other)
    journal.forget(other)
    assert found(home, "api") == ()


def test_a_whole_deploy_ends_what_was_cut_off_on_its_servers(home: Home) -> None:
    journal = Journal(home)
    fewer = replace(CUT, servers=CUT.servers[:1])
    watched = replace(CUT, service="api", stage=Stage.PROBATION)
    for one in (CUT, fewer, watched):
        journal.write(one)
    journal.forget_older("web", ["s1"], report=unheard)
    assert set(found(home)) == {CUT, watched}
    journal.forget_older("web", ["s3", "s2", "s1"], report=unheard)
    journal.forget_older("api", ["s2", "s1"], report=unheard)
    assert found(home) == (watched,)


def test_a_damaged_note_is_told_and_kept_aside(home: Home) -> None:
    Journal(home).write(CUT)
    (file,) = (home.state / "fleets").glob("*.json")
    file.write_text("{")
    told: list[Any] = []
    assert Journal(home).found(report=told.append) == ()
    assert [one.problem.code for one in told] == ["journal_unreadable"]
    assert len(list(file.parent.glob("*.kept-*"))) == 1


# ---- where a server stands


def entry(outcome: str, code: str = "", *, previous: str = BEFORE) -> dict[str, str]:
    return {"verb": "deploy", "release": NEW, "previous": previous, "result": outcome, "code": code}


GONE = entry("rolled_back", "client_gone")


def past(current: str, *history: dict[str, str], kept: tuple[str, ...] = (NEW, BEFORE)) -> Past:
    return Past(
        server="s1",
        service="web",
        scope=Scope.SYSTEM,
        current=current,
        kept=tuple(Kept(release=one, size=1, manifest={}) for one in kept),
        history=tuple(entry_of("web", one) for one in history),
    )


@pytest.mark.parametrize(
    ("there", "place", "ways"),
    [
        (past(NEW, entry("live")), "new", "finish return"),
        (past(NEW, entry("live"), kept=(NEW,)), "new", "finish"),
        (past(NEW, entry("live", previous=""), kept=(NEW,)), "new", "finish return"),
        (past(BEFORE, GONE), "before", "finish return"),
        (past(BEFORE, GONE, kept=(BEFORE,)), "before", "return"),
        (past(BEFORE, entry("refused", "client_gone")), "before", "return"),
        (past(BEFORE, entry("rolled_back", "crashed")), "before", "return"),
        (past(BEFORE), "before", "return"),
        (past(BEFORE, entry("live")), "before", "finish return"),
        (past("", entry("rolled_back", "client_gone", previous="")), "before", "finish return"),
        (past("3-cccccccc", GONE), "other", "finish return"),
        (past("3-cccccccc", entry("live", previous="3-cccccccc")), "before", "finish return"),
    ],
)
def test_a_server_stands_where_its_own_history_and_releases_say(
    there: Past, place: str, ways: str
) -> None:
    judged = standing(CUT.servers[0], there)
    assert (judged.place, " ".join(sorted(judged.ways))) == (place, ways)


def test_where_one_cannot_go_the_way_none_goes_it() -> None:
    def judged(there: Past, name: str) -> Standing:
        return replace(standing(CUT.servers[0], there), server=name)

    kept, alone = judged(past(NEW, entry("live")), "s1"), judged(past(BEFORE, GONE), "s2")
    never = judged(past(BEFORE, entry("refused", "client_gone")), "s3")
    pruned = judged(past(NEW, entry("live"), kept=(NEW,)), "s4")
    since = judged(past("3-cccccccc", GONE), "s5")
    first = judged(past("", entry("rolled_back", "client_gone", previous="")), "s6")
    assert in_the_way((kept, alone), Way.FINISH) is None
    assert in_the_way((kept, alone, never), Way.RETURN) is None
    told = [in_the_way((kept, alone, *more), way) for more, way in (
        ((never,), Way.FINISH), ((pruned,), Way.RETURN), ((since,), Way.RETURN),
        ((since, never), Way.FINISH),
    )]  # fmt: skip
    assert [one and one.code for one in told] == [
        *("release_not_kept", "release_not_kept", "changed_since", "changed_since"),
    ]
    assert [f"s3 ({NEW})" in str(told[0]), f"s4 ({BEFORE})" in str(told[1])] == [True, True]
    assert told[0] is not None
    assert str(told[0].next[-1].text) == "Or roll back: goferry deploy --return."
    assert told[1] is not None
    assert len(told[1].next) == 1
    assert [str(one.words) for one in (kept, alone, since, first)] == [
        f"runs the new release {NEW}",
        f"runs the previous release, {BEFORE}",
        "now runs another release: 3-cccccccc",
        "runs nothing, as before the deploy",
    ]


# ---- by the command line


def there(
    name: str, current: str, *history: dict[str, str], changing: int = 0, **answers: Any  # noqa: ANN401
) -> Server:  # fmt: skip
    """A server that tells its past, so often while a change is under way, and takes changes."""
    lines = [
        "service system web",
        *(f"history {json.dumps(one)}" for one in history),
        *(f"release {one} 1000 " for one in (NEW, BEFORE)),
        f"current {current}",
    ]
    settled = "\n".join(lines)
    busy = "\n".join([lines[0], "changing yes", *lines[1:]])
    goal = {"result": "live", "release": "x", "running": "x", "previous": current}
    end = json.dumps({**goal, **answers.get("end", {})})
    return server(
        name,
        ("history.jsonl", [*[busy] * changing, settled]),
        ("activate-web\nrollback ", answers.get("rollback", '{"accepted":true}')),
        ("activate-web\nstop ", '{"accepted":true}'),
        ("activate-web\nfollow ", end),
        record_of(),
        user="root",
    )


def asked(one: Server) -> list[str]:
    lines = (each.stdin.decode().split() for each in one.asked if each.stdin)
    return [f"{words[0]} {words[2]}" for words in lines if words[0] in {"rollback", "stop"}]


def apart(**second: Any) -> tuple[Server, Server]:  # noqa: ANN401
    return there("s1", NEW, entry("live")), there("s2", BEFORE, GONE, **second)


@pytest.mark.parametrize(
    ("way", "first", "second", "outcomes"),
    [
        ("--finish", [], [f"rollback {NEW}"], ["unchanged", "deployed"]),
        ("--return", [f"rollback {BEFORE}"], [], ["deployed", "unchanged"]),
    ],
)
def test_all_come_to_one_release_and_then_it_is_forgotten(
    home: Home, way: str, first: list[str], second: list[str], outcomes: list[str]
) -> None:
    one, two = apart()
    cli = Cli(home, one, two)
    Journal(home).write(CUT)
    ran = cli.json("deploy", way)
    assert [each["outcome"] for each in ran.result["servers"]] == outcomes, ran
    assert (asked(one), asked(two)) == (first, second)
    assert found(home) == ()
    assert cli.json("deploy", way).problem["code"] == "nothing_to_finish"


def test_before_a_first_release_there_was_nothing_so_it_is_stopped(home: Home) -> None:
    first = entry("live", previous="")
    one = there("s1", NEW, first, end={"result": "stopped"})
    two = there("s2", "", entry("rolled_back", "client_gone", previous=""))
    Journal(home).write(CUT)
    ran = Cli(home, one, two).json("deploy", "--return")
    assert (asked(one), asked(two)) == (["stop -"], []), ran


def test_it_can_be_told_first_where_each_server_stands(home: Home) -> None:
    cli = Cli(home, *apart())
    Journal(home).write(CUT)
    ran = cli.json("deploy", "--finish", "--plan")
    assert ran.result["servers"][1] == {
        "name": "s2", "stands": "before", "release": BEFORE, "new": NEW, "previous": BEFORE,
        "ways": ["finish", "return"],
    }  # fmt: skip
    assert "findings" not in ran.result
    assert f"s2  runs the previous release, {BEFORE}" in cli.run("deploy", "--return", "--plan").out
    assert all(asked(one) == [] for one in cli.servers.values())
    assert found(home) == (CUT,)
    stuck = Cli(home)
    stuck.servers = {
        "s1": there("s1", NEW, entry("live")),
        "s2": there("s2", BEFORE, entry("refused", "client_gone")),
    }
    ran = stuck.json("deploy", "--finish", "--plan")
    assert [one["code"] for one in ran.result["findings"]] == ["release_not_kept"]
    assert ran.problem["code"] == "release_not_kept"


def test_what_came_since_ends_it_and_what_failed_leaves_it(home: Home) -> None:
    Journal(home).write(CUT)
    one, two = apart(rollback=problem("connection_lost"))
    cli = Cli(home, one, two)
    assert cli.json("deploy", "--finish").code == 1
    assert found(home) == (CUT,), "one is not there yet"
    cli.servers["s2"] = there("s2", "3-cccccccc", GONE)
    assert cli.json("deploy", "--finish").problem["code"] == "changed_since"
    assert found(home) == ()


def test_a_server_that_still_waits_for_its_client_is_waited_for() -> None:
    two = there("s2", BEFORE, GONE, changing=3)
    events, judged = leap(whole(ask_where, two, "web", CUT.servers[1]))
    assert judged.place == "before"
    assert [one.problem.code for one in events if isinstance(one, Noticed)] == ["still_changing"]
    endless = there("s2", BEFORE, GONE, changing=1000)
    with pytest.raises(Exception, match="still running on s2"):
        leap(whole(ask_where, endless, "web", CUT.servers[1]))


def test_which_one_is_meant_is_said_by_its_service_or_its_servers(home: Home) -> None:
    one, two = apart()
    cli = Cli(home, one, two, server("s3"))
    other = replace(CUT, service="api", servers=(*CUT.servers, Meant(server="s3", release=NEW)))
    watched = replace(CUT, service="job", stage=Stage.PROBATION)
    for each in (CUT, other, watched):
        Journal(home).write(each)
    ran = cli.json("deploy", "--finish", "--plan")
    assert ran.problem["code"] == "several_to_finish"
    assert "web (s1, s2)" in ran.problem["what"]
    assert "api (s1, s2, s3)" in ran.problem["what"]
    assert cli.json("deploy", "--finish", "--plan", "--service", "web").code == 0
    assert cli.json("deploy", "--finish", "--plan", "--to", "s1,s2").code == 0
    assert cli.json("deploy", "--finish", "--plan", "--service", "x").code == 1
    assert cli.json("deploy", "--finish", "--plan", "--service", "job").code == 0, "by its name"


def test_a_server_that_was_removed_from_the_list_is_named_and_left_out_only_knowingly(
    home: Home,
) -> None:
    one, two = apart()
    cli = Cli(home, one, two)
    Journal(home).write(replace(CUT, command=False))
    assert cli.json("server", "remove", "s1").code == 0
    for words in ((), ("--to", "all"), ("--to", "s1,s2"), ("--plan",)):
        ran = cli.json("deploy", "--finish", *words)
        assert ran.problem["code"] == "fleet_server_gone", words
        assert "no longer on the list: s1." in ran.problem["what"]
        assert (cli.given, len(found(home))) == ([], 1)
    for way in ("--finish", "--return"):
        _, alone = cli.json("deploy", way).problem["next"]
        assert alone.endswith(f"[goferry deploy {way} --service web --to s2]")
    ran = cli.json("deploy", "--finish", "--service", "web", "--to", "s2")
    assert [each["name"] for each in ran.result["servers"]] == ["s2"]
    assert (asked(one), asked(two)) == ([], [f"rollback {NEW}"])
    assert found(home) == ()


def test_without_any_of_its_servers_a_deploy_can_only_wait_for_them(home: Home) -> None:
    cli = Cli(home)
    Journal(home).write(CUT)
    ran = cli.json("deploy", "--finish")
    assert ran.problem["code"] == "fleet_server_gone"
    assert "2 servers of this deploy are no longer on the list: s1, s2." in ran.problem["what"]
    assert len(ran.problem["next"]) == 1
    assert cli.json("deploy", "--finish", "--to", "s1,s2").problem["code"] == "fleet_server_gone"
    assert cli.json("deploy", "--finish", "--to", "s9").problem["code"] == "no_server_matches"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--to", "s1"), "required: FILE|DIR."),
        (("x",), "required: --to."),
        ((), "required: FILE|DIR, --to."),
        (("x", "--finish"), "--finish does not accept a program."),
        (("--finish", "--return"), "not allowed with"),
    ],
)
def test_neither_way_takes_a_program_and_a_deploy_needs_one(
    home: Home, words: tuple[str, ...], told: str
) -> None:
    ran = Cli(home).json("deploy", *words)
    assert ran.code == 2
    assert told in ran.problem["what"]


def test_a_protected_environment_is_asked_for_as_usual(home: Home) -> None:
    one, two = apart()
    for each in (one, two):
        each.profile = replace(each.profile, labels={"env": "prod"})
    cli = Cli(home, one, two)
    assert cli.json("server", "environment", "prod", "--protected").code == 0
    Journal(home).write(CUT)
    assert cli.json("deploy", "--finish").problem["code"] == "environment_protected"
    assert cli.json("deploy", "--finish", "--plan").code == 0
    assert cli.json("deploy", "--finish", "--confirm", "prod").code == 0


def test_a_deploy_and_a_status_say_what_was_cut_off(home: Home) -> None:
    told = finishing.noticed(replace(CUT, command=True))
    assert str(told.what).startswith("A deploy of web to 2 servers was interrupted at 2026-11-30 ")
    assert [one.action is not None for one in told.next] == [True, True, False]
    cli = Cli(home, *apart())
    Journal(home).write(CUT)
    for words in (("status", "--to", "s1"), ("deploy", str(home.config), "--to", "s1")):
        noticed = [
            one["problem"]["code"]
            for one in cli.json(*words, "--service", "web").events
            if one["event"] == "noticed"
        ]
        assert noticed[:1] == ["deploy_cut_off"], words
