"""Commands about servers: what is remembered, trusted, looked at, prepared, and what never is."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

from core.problems import ProblemError
from core.servers.facts import parse
from core.servers.listeners import Listener
from core.service.model import Service
from core.service.plan import ActionKey, Plan
from core.service.plan import PlanStep as Work
from core.ssh.config.destination import Destination
from core.ssh.connection.route import Hop
from core.ssh.host_keys import HostKey
from core.ssh.profile import Profile, Sudo
from core.usecases.introducing import meet
from core.words import say
from tests.cli_made_up import Called, Cli, a_job, awaited, server
from tests.made_up import problem
from tests.made_up_clock import at_once

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home

KEY, OLD = HostKey("ssh-ed25519", b"theirs"), HostKey("ssh-rsa", b"before")
DOORS = "core.ssh.connection"
ROUTE = (
    Hop(
        Profile(name="web1", host="192.0.2.1"),
        Destination(host="192.0.2.1", unfollowed=("Tunnel",)),
        (("192.0.2.1", 22),),
    ),
)
WEB = {
    "name": "web1",
    "host": "web.example",
    "port": 22,
    "user": "root",
    "key": "",
    "sudo": True,
    "labels": {},
}


def cli_of(home: Home, *servers: Any, ssh: Destination | None = None, key: Any = KEY) -> Cli:  # noqa: ANN401
    doing = {
        f"{DOORS}.destination": awaited(ssh or Destination(host="web.example")),
        f"{DOORS}.route_to": awaited(ROUTE),
        f"{DOORS}.offered_key": awaited(key),
        f"{DOORS}.trust_key": awaited(),
        f"{DOORS}.recorded_keys": awaited(()),
        f"{DOORS}.must_be_known": awaited(),
    }
    return Cli(home, *servers, doing=doing)


def door(cli: Cli, name: str) -> Called:
    found: Called = cli.doing[f"{DOORS}.{name}"]
    return found


def listed(cli: Cli) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cli.json("server", "list").result["servers"]
    return found


ADD = ("server", "add", "web1", "--host", "web.example")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", {}),
        ("--port 2222 --user deploy --key /k", {"port": 2222, "user": "deploy", "key": "/k"}),
        ("--no-sudo", {"sudo": False}),
        ("--sudo", {}),
        ("--label role=web --label zone=a", {"labels": {"role": "web", "zone": "a"}}),
        ("--label role=web --label role=db", {"labels": {"role": "db"}}),
        ("--label role=", {}),
    ],
)
def test_a_server_is_remembered_as_it_was_typed(
    home: Home, typed: str, kept: dict[str, Any]
) -> None:
    cli = cli_of(home)
    ran = cli.json(*ADD, *typed.split())
    assert (ran.code, ran.result["server"]) == (0, {**WEB, **kept})
    assert (ran.result["reachable"], listed(cli)) == (True, [{**WEB, **kept}])
    assert door(cli, "trust_key").calls == [], "nobody has compared its key"


def test_what_is_not_typed_comes_from_the_ssh_configuration(home: Home, tmp_path: Path) -> None:
    (tmp_path / "there").touch()
    keys = (str(tmp_path / "none"), str(tmp_path / "there"))
    ssh = Destination(host="h", port=2200, user="ann", keys=keys, unfollowed=("Tunnel",))
    cli = cli_of(home, ssh=ssh)
    ran = cli.json(*ADD)
    told = {"port": 2200, "user": "ann", "key": str(tmp_path / "there")}
    assert (ran.code, listed(cli)) == (0, [{**WEB, **told}])
    assert ran.events[0]["problem"]["code"] == "ssh_config_partly_followed"
    assert "Tunnel" in ran.events[0]["problem"]["why"]
    asked = door(cli, "destination").last[0][0]
    assert (asked.user, asked.port) == ("", 0), "what is usual was not typed"
    typed = cli.json("server", "add", "web2", *ADD[3:], "--user", "bob", "--port", "22", "--key=")
    assert {**typed.result["server"], "name": "web1"} == {**WEB, "user": "bob"}


def unknown_name(*_: object) -> None:
    raise ProblemError(problem("server_unreachable")) from UnicodeError()


def test_a_name_that_nobody_knows_is_not_saved_unless_it_is_wanted_anyway(home: Home) -> None:
    cli = cli_of(home, key=unknown_name)
    ran = cli.json(*ADD)
    assert (ran.code, ran.problem["code"], listed(cli)) == (1, "server_unreachable", [])
    assert any("--anyway" in one for one in ran.problem["next"])
    door(cli, "offered_key").calls.clear()
    ran = cli.json(*ADD, "--anyway")
    assert (ran.code, ran.result["reachable"], len(listed(cli))) == (0, False, 1)
    assert door(cli, "offered_key").calls == []


@pytest.mark.parametrize("fault", ["server_unreachable", "late"])
def test_a_server_that_does_not_answer_now_is_saved_and_that_is_said(
    home: Home, fault: str
) -> None:
    def late(*_: object) -> None:
        raise TimeoutError

    cli = cli_of(home, key=late if fault == "late" else problem(fault))
    ran = cli.json(*ADD)
    assert (ran.code, ran.result["reachable"], len(listed(cli))) == (0, False, 1)
    assert [one["event"] for one in ran.events] == ["noticed", "result"]
    assert ran.events[0]["problem"]["code"] == "server_unreachable"


def test_a_server_that_says_nothing_is_waited_for_six_seconds(home: Home) -> None:
    told: list[Any] = []

    async def silent(*_: object) -> None:
        await asyncio.sleep(1000)

    async def waited() -> tuple[object, float]:
        loop = asyncio.get_running_loop()
        since = loop.time()
        with mock.patch(f"{DOORS}.offered_key", silent):
            met = await meet(home, Profile(name="web1", host="h"), report=told.append)
            return met, loop.time() - since

    assert at_once(waited()) == (None, 6.0)
    assert [one.problem.code for one in told] == ["server_unreachable"]


def test_the_next_step_names_the_key_that_was_seen(home: Home) -> None:
    cli = cli_of(home)
    shown = cli.run(*ADD).out
    assert f"goferry server trust web1 --fingerprint {KEY.fingerprint}" in shown
    door(cli, "offered_key").value = problem("server_unreachable")
    assert cli.run("server", "add", "web2", *ADD[3:]).out.endswith("goferry server trust web2\n")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("web1 --host x", "server_name_taken"),
        ("-x --host x", "usage"),
        ("web2 --host a/b", "server_host_odd"),
        ("web2 --host x --user a:b", "server_user_odd"),
        ("web2 --host x --label a=b=c", "server_labels_odd"),
    ],
)
def test_a_server_that_cannot_be_is_refused_before_it_is_looked_at(
    home: Home, words: str, code: str
) -> None:
    cli = cli_of(home, server("web1"))
    ran = cli.json("server", "add", *words.split())
    assert (ran.code, ran.problem["code"]) == (2 if code == "usage" else 1, code)
    assert (len(listed(cli)), door(cli, "offered_key").calls) == (1, [])


def test_an_edit_changes_what_was_typed_and_looks_only_at_another_address(home: Home) -> None:
    one = server("web1", port=2222, user="ann", key="/k", labels={"role": "web", "zone": "a"})
    cli = cli_of(home, one, server("web2"))
    before = listed(cli)[0]
    ran = cli.json("server", "edit", "web1", "--label", "role=", "--label", "new=b", "--no-sudo")
    wanted = {**before, "labels": {"zone": "a", "new": "b"}, "sudo": False}
    assert (ran.code, ran.result["server"], listed(cli)[0]) == (0, wanted, wanted)
    assert door(cli, "offered_key").calls == []
    for more in (("--host", "h2"), ("--port", "22")):
        assert cli.json("server", "edit", "web1", *more).code == 0
    assert [call[0][0].host for call in door(cli, "offered_key").calls] == ["h2", "h2"]
    assert cli.json("server", "edit", "web1", "--rename", "db").code == 0
    assert [one["name"] for one in listed(cli)] == ["db", "web2"]
    taken = cli.json("server", "edit", "db", "--rename", "web2")
    assert (taken.code, taken.problem["code"]) == (1, "server_name_taken")
    door(cli, "offered_key").value = unknown_name
    lost = cli.json("server", "edit", "db", "--host", "h3")
    assert (lost.code, listed(cli)[0]["host"]) == (1, "h2")
    odd = cli.json("server", "edit", "db", "--user", "a:b")
    assert (odd.code, odd.problem["code"]) == (1, "server_user_odd")


def test_a_list_that_is_damaged_is_said_and_what_can_be_read_of_it_stays(home: Home) -> None:
    cli = cli_of(home, server("web1"))
    text = home.servers_file.read_text().replace("]", ', {"name": 7}]')
    home.servers_file.write_text(text)
    ran = cli.json("server", "list")
    assert [one["event"] for one in ran.events] == ["noticed", "result"]
    assert ran.events[0]["problem"]["code"] == "servers_unreadable"
    assert [one["name"] for one in ran.result["servers"]] == ["web1"]


@pytest.mark.parametrize("command", ["remove", "edit", "trust", "check"])
def test_a_server_that_nobody_knows_is_a_problem(home: Home, command: str) -> None:
    ran = cli_of(home, server("web1")).json("server", command, "web9")
    assert (ran.code, ran.problem["code"]) == (1, "server_unknown")


def test_a_removed_server_is_gone_and_the_others_stay(home: Home) -> None:
    cli = cli_of(home, server("web1"), server("web2"))
    ran = cli.json("server", "remove", "web1")
    assert (ran.code, ran.result["server"]) == (0, "web1")
    assert [one["name"] for one in listed(cli)] == ["web2"]
    assert cli.json("server", "remove", "web1").code == 1


TRUST = ("server", "trust", "web1")


def test_only_the_key_of_the_fingerprint_that_was_typed_is_trusted(home: Home) -> None:
    cli = cli_of(home, server("web1"))
    for odd in (OLD.fingerprint, KEY.fingerprint[:-1], KEY.fingerprint.lower(), "SHA256:"):
        ran = cli.json(*TRUST, "--fingerprint", odd)
        assert (ran.code, ran.problem["code"]) == (1, "fingerprint_differs")
        assert door(cli, "trust_key").calls == []
    ran = cli.json(*TRUST, "--fingerprint", KEY.fingerprint)
    told = {"state": "known", "type": "ssh-ed25519", "fingerprint": KEY.fingerprint}
    assert (ran.code, ran.result["host_key"]) == (0, told)
    (profile, where, key), _ = door(cli, "trust_key").last
    assert (profile.name, where, key) == ("web1", home, KEY)


def test_a_key_is_compared_by_a_person_who_is_told_of_another_one_before(home: Home) -> None:
    cli = cli_of(home, server("web1"))
    door(cli, "recorded_keys").value = (OLD,)
    for answer in ("n\n", "\n", ""):
        ran = cli.run(*TRUST, typed=answer)
        assert (ran.code, door(cli, "trust_key").calls) == (1, [])
    assert f"It was different before: {OLD.fingerprint}." in ran.err
    assert cli.run(*TRUST, typed="y\n").code == 0
    assert door(cli, "trust_key").last[0][2] == KEY


def test_without_a_person_nothing_is_trusted_and_the_way_is_told(home: Home) -> None:
    for more in ({}, {"stdin": b"y\n"}):
        cli = cli_of(type(home).find(home.config / str(len(more))), server("web1"))
        ran = cli.json(*TRUST, **more)
        assert (ran.code, ran.problem["code"]) == (1, "host_key_unknown")
        assert (
            f"goferry server trust web1 --fingerprint {KEY.fingerprint}" in ran.problem["next"][1]
        )
        assert door(cli, "trust_key").calls == []


PLAN = Plan(server="web1", release="1", previous="", actions=())
FOUND = parse(["arch\tx"], now=0.0)


def checked(home: Home, plan: Plan = PLAN, **more: Any) -> tuple[Cli, Called]:  # noqa: ANN401
    cli = cli_of(home, server("web1"))
    planned = awaited(plan)
    cli.servers["web1"].host_key = KEY
    cli.doing |= {
        "core.servers.facts.ask": awaited(replace(FOUND, **more)),
        "core.deploy.deployer.make_plan": planned,
    }
    return cli, planned


def test_a_check_tells_key_facts_and_what_stands_in_the_way(home: Home) -> None:
    plan = replace(PLAN, findings=(problem("no_systemd"),), notes=(problem("clock_off"),))
    cli, _ = checked(home, plan, libc="", systemd=None, arch="arm64")
    ran = cli.json("server", "check", "web1")
    assert (ran.code, ran.problem["code"]) == (1, "no_systemd")
    told = {"state": "known", "type": "ssh-ed25519", "fingerprint": KEY.fingerprint}
    assert (ran.result["host_key"], ran.result["unfollowed"]) == (told, ["Tunnel"])
    assert ran.events[0]["problem"]["code"] == "ssh_config_partly_followed"
    assert cli.routes == [ROUTE], "the configuration is read once"
    facts = ran.result["facts"]
    assert (facts["libc"], facts["systemd"], facts["arch"]) == (None, None, "arm64")
    assert [(one["code"], one["ok"]) for one in ran.result["preflight"]] == [
        ("no_systemd", False),
        ("clock_off", True),
    ]


def test_a_check_of_a_server_where_all_is_well_succeeds(home: Home) -> None:
    cli, planned = checked(home, arch="arm64", listeners=None)
    ran = cli.json("server", "check", "web1")
    assert (ran.code, ran.result["ok"], ran.result["preflight"]) == (0, True, [])
    _, release, service = planned.last[0]
    assert (release.verdict.static, release.verdict.goos) == (True, "linux")
    assert (release.verdict.goarch, service.port) == ("arm64", 8080)


def test_a_check_says_in_words_what_is_not_known(home: Home) -> None:
    cli, _ = checked(home, replace(PLAN, notes=(problem("clock_off"),)), tools=("git", "zstd"))
    shown = cli.run("server", "check", "web1").out.splitlines()
    assert shown[0] == "web1 is reachable at root@192.0.2.1. Its host key is known."
    rows = {line.split()[0]: line.split()[1:] for line in shown[2:-1]}
    assert (rows["libc"], rows["memory"], rows["places"]) == (["unknown"], ["unknown"], ["none"])
    assert rows["tools"] == ["git,", "zstd"]
    assert shown[-1] == "note: clock_off! So it is."


def test_a_check_tells_who_listens_where(home: Home) -> None:
    units = frozenset({"web.socket", "web.service"})
    there = (
        Listener(address="*", port=80, program="web", pid=7, units=units),
        Listener(address="::", port=22),
    )
    cli, _ = checked(home, listeners=there)
    told = cli.json("server", "check", "web1").result["facts"]["listeners"]
    assert [(one["pid"], one["units"]) for one in told] == [
        (7, ["web.service", "web.socket"]), (None, []),
    ]  # fmt: skip
    shown = cli.run("server", "check", "web1").out.splitlines()
    (line,) = [one for one in shown if one.startswith("listeners")]
    assert line.split(maxsplit=1)[1] == (
        "port=80 address=* program=web pid=7 units=web.service,web.socket; port=22 address=::"
    )


def test_a_check_asks_with_a_port_that_nobody_uses(home: Home) -> None:
    taken = tuple(Listener(address="*", port=port, program="x") for port in (8080, 8081, 8083))
    cli, planned = checked(home, listeners=taken)
    assert cli.json("server", "check", "web1").code == 0
    assert planned.last[0][2].port == 8082


WORK = (Work(key=ActionKey.CREATE_USER, sentence=say("Make a user."), script="useradd web"),)
SCRIPT = "#!/bin/sh\nset -eu\n\n# Make a user.\nuseradd web\n"
PREPARE = ("prepare", "web1", "--service", "web")


def preparing(home: Home, actions: tuple[Work, ...] = WORK, **profile: Any) -> Cli:  # noqa: ANN401
    place = "core.deploy.preparing"
    doing = {
        f"{place}.plan_preparation": awaited(actions),
        f"{place}.plan_revocation": awaited(actions),
        f"{place}.prepare": a_job(),
        f"{place}.revoke": a_job(),
    }
    return Cli(home, server("web1", **profile), doing=doing)


def asked(cli: Cli, name: str) -> list[tuple[Any, ...]]:
    """With which service and words each call came."""
    found: Called = cli.doing[f"core.deploy.preparing.{name}"]
    return [(*words[1:], more) for words, more in found.calls]


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("", {"login": "deploy", "operators": ""}),
        ("--login ann", {"login": "ann", "operators": ""}),
        ("--operators ops", {"login": "deploy", "operators": "ops"}),
    ],
)
def test_a_preparation_is_planned_then_carried_out_for_who_was_named(
    home: Home, typed: str, who: dict[str, str]
) -> None:
    cli = preparing(home, user="deploy")
    ran = cli.json(*PREPARE, *typed.split(), "--port", "9000")
    assert (ran.code, ran.result) == (0, {"event": "result", "ok": True, "script": SCRIPT})
    wanted = (Service(name="web", port=9000), who)
    assert asked(cli, "plan_preparation") == asked(cli, "prepare") == [wanted]
    assert asked(cli, "revoke") == []
    shown = cli.run(*PREPARE, *typed.split())
    assert shown.out == f"web1 is prepared: {who['login']} can deploy web.\n"


def test_a_planned_preparation_is_only_printed(home: Home) -> None:
    cli = preparing(home)
    assert cli.json(*PREPARE, "--plan").result["script"] == SCRIPT
    assert cli.run(*PREPARE, "--plan").out == SCRIPT
    assert (asked(cli, "prepare"), asked(cli, "revoke")) == ([], [])


def test_a_right_is_taken_away_from_the_login_that_was_named(home: Home) -> None:
    cli = preparing(home)
    assert cli.run(*PREPARE, "--revoke", "ann", "--plan").out == SCRIPT
    assert asked(cli, "revoke") == []
    shown = cli.run(*PREPARE, "--revoke", "ann")
    assert shown.out == "GoFerry's rule for web on web1 no longer names ann.\n"
    assert asked(cli, "revoke") == [(Service(name="web"), {"login": "ann"})]
    assert asked(cli, "prepare") == asked(cli, "plan_preparation") == []
    both = cli.json(*PREPARE, "--revoke", "ann", "--operators", "ops")
    assert (both.code, both.problem["code"]) == (1, "revoke_alone")


def test_where_there_is_nothing_to_take_away_that_is_said(home: Home) -> None:
    shown = preparing(home, ()).run(*PREPARE, "--revoke", "ann", "--plan")
    assert shown.out == "GoFerry's rule for web on web1 does not name ann.\n"


def test_a_colleague_gets_the_entry_the_protection_and_the_key_that_was_compared(
    home: Home,
) -> None:
    labels = {"env": "prod", "role": "web"}
    web = server(host="web.example", port=2222, user="deploy", key="/me/id", labels=labels)
    cli = cli_of(home, web)
    assert cli.json("server", "environment", "prod", "--colour", "red", "--protected").code == 0
    ran = cli.json("server", "handover", "web1")
    assert (ran.code, ran.result["commands"]) == (
        0,
        [
            f"goferry {' '.join(ADD)} --user deploy --port 2222 --label env=prod --label role=web",
            "goferry server environment prod --colour red --protected",
            f"goferry server trust web1 --fingerprint {KEY.fingerprint}",
        ],
    )
    assert door(cli, "must_be_known").last[0] == (web.profile, home, KEY)


def test_a_server_whose_key_nobody_compared_is_not_handed_over(home: Home) -> None:
    cli = cli_of(home, server("web1", sudo=Sudo.NEVER))
    door(cli, "must_be_known").value = problem("host_key_unknown")
    ran = cli.json("server", "handover", "web1")
    assert (ran.code, ran.problem["code"]) == (1, "host_key_unknown")
    door(cli, "must_be_known").value = None
    added, trust = cli.json("server", "handover", "web1").result["commands"]
    assert added.endswith(" --no-sudo")
    assert trust.startswith("goferry server trust web1 ")
