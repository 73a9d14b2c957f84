"""The release command runs once, beside an old release that nobody touches, or all is as before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.service.model import Kind, Process, ReleaseCommand
from tests.apart import HELPER, WEB, change_to

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server
_LIVE = ("/etc/web", "/etc/systemd/system", "/opt/web/current", "/usr/local", "/run/apart/enabled")
_STATE = "/var/lib/goferry/web"
_PASSING = "/run/systemd/system"
WITH_COMMAND = replace(WEB, release=ReleaseCommand(command="migrate up"))


@pytest.fixture
def migrating(bare: Apart) -> Apart:
    """Return a server where release 1 is live, of a service that has a release command."""
    bare.prepare(WITH_COMMAND)
    bare.deploy("one", env=b"A=old\n")
    return bare


def obeys(web: Apart, script: str, said: str = "") -> None:
    """Let the command do this, and say so."""
    web.file("/run/apart/command").write_text(script)
    web.file("/run/apart/words").write_text(said)


def deploy(web: Apart, behaviour: str = "two", *, named: str = "") -> dict[str, str]:
    """Deploy with the command; return the last words."""
    sha256 = web.send(behaviour, {"env": b"A=new\n"})
    named = named or web.new_id()
    assert web.ask(f"deploy {named} {sha256}+command me").out == '{"accepted":true}\n'
    last: dict[str, str] = web.log(named)[-1]
    return last


def live(web: Apart) -> tuple[list[str], list[str]]:
    """What belongs to the live service: each file, and what is in it."""
    told = web.sh(f"find {' '.join(_LIVE)} -type f | sort | xargs sha256sum")
    return web.tree(*_LIVE), told.out.splitlines()


def left(web: Apart) -> set[str]:
    here = {"after", "before", "txn.json", ".cursor"} & {*web.names(_STATE)}
    return {*web.names(_PASSING), *here}


def test_it_runs_before_the_switch_with_what_is_new_while_all_that_is_old_stays(
    migrating: Apart,
) -> None:
    before = live(migrating)
    look = f"find {' '.join(_LIVE)} -type f | sort | xargs sha256sum >/run/apart/seen"
    obeys(migrating, look, said='one "table"\nmade\n')
    last = deploy(migrating)
    assert (last["result"], last["command"]) == ("live", "done")
    assert migrating.starts() == [
        "web.service 1-HASH A=old",
        "web-command@2-HASH.service 2-HASH A=new",
        "web.service 2-HASH A=new",
    ]
    assert migrating.text("/run/apart/seen").splitlines() == before[1]
    steps = [
        one.get("step") or one.get("journal") or ("cut" if "cut" in one else "end")
        for one in migrating.said()
    ]
    assert steps == [
        "publish", "command", 'one "table"', "made", "switch", "start", "cut", "probe", "tidy",
        "end",
    ]  # fmt: skip
    assert left(migrating) == set()
    assert migrating.text("/etc/web/env") == "A=new\n"


def test_while_it_runs_a_timer_that_the_release_leaves_out_goes_on(bare: Apart) -> None:
    job = Process(name="a", kind=Kind.TIMER, schedule="daily")
    bare.prepare(replace(WITH_COMMAND, processes=(job,)))
    bare.deploy("one")
    obeys(bare, "ls /run/apart/units >/run/apart/seen; exit 1")
    assert change_to(bare, WITH_COMMAND, "two", besides="+command")["code"] == "command_failed"
    assert "web.a.timer" in bare.text("/run/apart/seen").split()
    assert "web.a.timer" in bare.names("/run/apart/units")


def test_one_that_fails_leaves_all_as_it_was_and_says_why(migrating: Apart) -> None:
    before = live(migrating)
    obeys(migrating, "exit 3", said="no such table\n")
    last = deploy(migrating)
    assert (last["result"], last["code"], last["command"]) == ("refused", "command_failed", "begun")
    assert last["detail"].startswith("Result=exit-code")
    assert live(migrating) == before
    assert left(migrating) == set()
    assert [one["journal"] for one in migrating.log() if "journal" in one] == ["no such table"]
    assert migrating.starts()[-1].startswith("web-command@"), "the old one goes on undisturbed"
    obeys(migrating, "exit 0")
    assert deploy(migrating)["result"] == "live"


def test_one_that_runs_out_of_time_is_told_as_that(migrating: Apart) -> None:
    before = live(migrating)
    migrating.bend("[[ $unit != *-command@* || $ActiveState != failed ]] || Result=timeout")
    obeys(migrating, "exit 1")
    last = deploy(migrating)
    assert (last["result"], last["code"]) == ("refused", "command_too_slow")
    assert live(migrating) == before


def test_one_that_is_cancelled_is_ended_and_blames_nobody(migrating: Apart) -> None:
    before, named = live(migrating), migrating.new_id()
    obeys(migrating, f"echo {named} >{_STATE}/cancel; sleep 8")
    last = deploy(migrating, named=named)
    assert (last["result"], last["code"], last["command"]) == ("refused", "cancelled", "begun")
    assert live(migrating) == before
    assert left(migrating) == set()
    assert migrating.names(f"{_STATE}/bad") == []
    assert not [one for one in migrating.names("/run/apart/units") if "command" in one]


def test_a_power_cut_while_it_runs_leaves_the_old_one_whole(migrating: Apart) -> None:
    before = live(migrating)
    obeys(migrating, "kill -9 -1")
    sha256, named = migrating.send("two", {"env": b"A=new\n"}), migrating.new_id()
    migrating.ask(f"deploy {named} {sha256}+command me")
    assert live(migrating) == before
    assert migrating.text(f"{_STATE}/txn.json").count('"step":"command"') == 1
    migrating.sh("rm -rf /run/apart/units/*; systemctl start web.service")
    migrating.sh(f"{HELPER} run recover boot - goferry")
    last = migrating.log(named)[-1]
    assert (last["result"], last["code"], last["command"]) == ("refused", "interrupted", "begun")
    assert live(migrating) == before
    assert left(migrating) == set()


def test_it_is_told_when_it_had_run_before_a_release_that_is_taken_back(migrating: Apart) -> None:
    before = live(migrating)
    obeys(migrating, "exit 0")
    last = deploy(migrating, "dies")
    assert (last["result"], last["code"], last["command"]) == ("rolled_back", "crashed", "done")
    assert live(migrating) == before
    assert migrating.starts()[-1] == "web.service 1-HASH A=old"


def test_it_runs_only_where_it_is_asked_for_and_never_on_the_way_back(migrating: Apart) -> None:
    obeys(migrating, "exit 1")
    assert migrating.deploy("two")["result"] == "live"
    assert migrating.change("rollback")["result"] == "live"
    assert migrating.change("restart")["result"] == "live"
    assert [one for one in migrating.starts() if "command" in one] == []


def test_the_first_release_of_all_has_one_too(bare: Apart) -> None:
    bare.prepare(WITH_COMMAND)
    obeys(bare, "exit 1")
    assert deploy(bare, "one")["code"] == "command_failed"
    assert (bare.current(), bare.names("/etc/web/env")) == ("", [])
    obeys(bare, "exit 0")
    assert deploy(bare, "one")["result"] == "live"
    assert bare.starts()[-1] == "web.service 2-HASH A=new"


def test_its_credentials_are_the_services_and_its_words_have_an_end(migrating: Apart) -> None:
    folder = "/etc/systemd/system/web.service.d"
    migrating.sh(f"mkdir {folder}; echo LoadCredential=db:/etc/web/creds/db >{folder}/"
                 "goferry-credentials.conf")  # fmt: skip
    obeys(migrating, f"cp {_PASSING}/web-command@* /run/apart/unit", said="x\n" * 3000)
    assert deploy(migrating)["result"] == "live"
    assert migrating.text("/run/apart/unit").splitlines()[-1].startswith("LoadCredential=db:")
    words = [one["journal"] for one in migrating.log() if "journal" in one]
    assert words == ["x"] * 2000 + ["..."]
