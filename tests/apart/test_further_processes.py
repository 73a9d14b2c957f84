"""Further processes of a release change with it and return with it, whichever is not well."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.service.model import Kind, Process
from tests.apart import HELPER, QUICK, WEB, change_to

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server
_STATE = "/var/lib/goferry/web"
_UNITS = "/etc/systemd/system"
_DROP_IN = "service.d/goferry-credentials.conf"
A = Process(name="a", health=QUICK)
B = Process(name="b", kind=Kind.WEB, port=8082, health=QUICK)
JOB = Process(name="a", kind=Kind.TIMER, schedule="daily")
THREE = replace(WEB, processes=(A, B))


@pytest.fixture
def three(bare: Apart) -> Apart:
    """Return a server that is prepared for a service of three processes."""
    bare.prepare(THREE)
    bare.calls()
    return bare


def running(server: Apart) -> dict[str, str]:
    """Which release each unit runs, by what its process was started from."""
    script = """cd /run/apart/units; for one in *; do
  pid=$(cat $one/pid); [ "$pid" = - ] && { echo $one -; continue; }
  exe=$(readlink /proc/$pid/exe) && echo $one $(basename ${exe%/bin/web}); done"""
    lines = server.plain(server.sh(script).out).splitlines()
    return dict(line.split() for line in lines)


def on(release: str, *names: str) -> dict[str, str]:
    return {f"web{name}.service": release for name in ("", *names)}


def test_all_change_together(three: Apart) -> None:
    assert three.deploy("one")["result"] == "live"
    assert running(three) == on("1-HASH", ".a", ".b")
    assert three.deploy("two")["result"] == "live"
    assert running(three) == on("2-HASH", ".a", ".b")
    steps = [one["step"] for one in three.log() if "step" in one]
    assert steps == ["publish", "switch", "start", "probe", "processes", "tidy"]
    assert set(three.names("/run/apart/enabled")) >= set(on("", ".a", ".b"))


@pytest.mark.parametrize("behaviour", ["a:dies", "b:silent", "dies"])
def test_one_that_is_not_well_takes_all_back(three: Apart, behaviour: str) -> None:
    three.deploy("one", env=b"A=old\n")
    before = three.tree(_UNITS, "/etc/web", "/run/apart/enabled"), three.text("/etc/web/env")
    last = three.deploy(f"two {behaviour}", env=b"A=new\n")
    assert last["result"] == "rolled_back", last
    assert running(three) == on("1-HASH", ".a", ".b")
    assert (
        three.tree(_UNITS, "/etc/web", "/run/apart/enabled"),
        three.text("/etc/web/env"),
    ) == before
    assert "txn.json" not in three.names(_STATE)
    assert ".processes" not in three.names(_STATE)


def test_one_that_a_release_does_not_have_any_more_ends_and_comes_back_with_a_roll_back(
    three: Apart,
) -> None:
    three.deploy("one")
    first = three.tree(_UNITS)
    c = replace(A, name="c")
    assert change_to(three, replace(WEB, processes=(B, c)), "two")["result"] == "live"
    assert running(three) == on("2-HASH", ".b", ".c")
    assert not three.file(f"{_UNITS}/web.a.service").exists()
    assert three.change("rollback")["result"] == "live"
    assert running(three) == on("1-HASH", ".a", ".b")
    assert three.tree(_UNITS) == first


@pytest.mark.parametrize("behaviour", ["c:dies", "dies"])
def test_a_change_of_processes_that_comes_to_nothing_leaves_those_that_were(
    three: Apart, behaviour: str
) -> None:
    three.deploy("one")
    first = three.tree(_UNITS, "/usr/local"), three.text(f"{_UNITS}/web.b.service")
    other = replace(WEB, processes=(replace(B, port=8084), replace(A, name="c")))
    last = change_to(three, other, f"two {behaviour}")
    assert (last["result"], last["code"]) == ("rolled_back", "crashed")
    assert running(three) == on("1-HASH", ".a", ".b")
    assert (three.tree(_UNITS, "/usr/local"), three.text(f"{_UNITS}/web.b.service")) == first


def test_what_fails_first_is_told_by_its_name_with_its_own_words(three: Apart) -> None:
    three.deploy("one")
    three.file("/run/apart/journal").write_text("no queue\n")
    three.deploy("two b:dies")
    said = three.said()
    place = said.index({"process": "b"})
    assert said[place + 1] == {"journal": "no queue"}
    assert said[-1]["code"] == "crashed"
    assert "Result=exit-code" in said[-1]["detail"]


@pytest.mark.parametrize("behaviour", ["lives=1.4", "b:lives=0.7"])
def test_one_that_ends_while_they_are_watched_takes_all_back(bare: Apart, behaviour: str) -> None:
    watched = replace(B, health=replace(QUICK, watch=2))
    bare.prepare(replace(THREE, processes=(A, watched)))
    bare.deploy("one")
    assert bare.deploy(f"two {behaviour}")["result"] == "rolled_back"
    assert running(bare) == on("1-HASH", ".a", ".b")


def test_a_first_release_of_which_one_is_not_well_leaves_nothing_running(three: Apart) -> None:
    last = three.deploy("one a:dies")
    assert (last["result"], last["code"]) == ("refused", "crashed")
    assert running(three) == {}
    assert not set(three.names("/run/apart/enabled")) & set(on("", ".a", ".b"))


def test_stop_start_and_restart_are_for_all(three: Apart) -> None:
    three.deploy("one")
    assert three.change("stop")["result"] == "stopped"
    assert running(three) == {}
    assert not set(three.names("/run/apart/enabled")) & set(on("", ".a", ".b"))
    assert three.change("start")["result"] == "live"
    assert running(three) == on("1-HASH", ".a", ".b")
    assert set(three.names("/run/apart/enabled")) >= set(on("", ".a", ".b"))
    three.calls()
    assert three.change("restart")["result"] == "live"
    assert "systemctl restart web.a.service web.b.service" in three.calls()


def test_a_cancelled_change_brings_all_back(three: Apart) -> None:
    three.deploy("one")
    sha256, named = three.send("two a:silent"), three.new_id()
    three.when("'systemctl restart web.a.service'*", f"echo {named} >{_STATE}/cancel")
    three.ask(f"deploy {named} {sha256} me")
    last = three.log(named)[-1]
    assert (last["result"], last["code"]) == ("rolled_back", "cancelled")
    assert running(three) == on("1-HASH", ".a", ".b")


@pytest.mark.parametrize(
    ("cut", "release"),
    [
        ("'mv -T '*/.current.new*", "1-HASH"),
        ("'systemctl restart web.service'", "2-HASH"),
        ("'systemctl restart web.b.service'*", "2-HASH"),
    ],
)
def test_a_power_cut_ends_in_the_old_release_or_the_new_one_of_all(
    three: Apart, cut: str, release: str
) -> None:
    three.deploy("one")
    three.cut_power_at(cut)
    other = replace(WEB, processes=(B, replace(A, name="c")))
    change_to(three, other, "two")
    assert three.file(f"{_STATE}/txn.json").exists()
    others = [one for one in three.names(_UNITS) if one.count(".") > 1]
    three.sh(f"systemctl start web.service {' '.join(others)}; {HELPER} run recover boot - goferry")
    names = (".a", ".b") if release == "1-HASH" else (".b", ".c")
    assert running(three) == on(release, *names)


def test_what_is_handed_to_one_is_handed_to_all(three: Apart) -> None:
    three.deploy("one")
    change = three.new_id()
    three.upload("drop", b"", change)
    three.upload("variables", b"", change)
    three.upload("credentials/db", b"secret", change)
    assert three.ask(f"secrets {change} - me").out == '{"accepted":true}\n'
    own = three.text(f"{_UNITS}/web.{_DROP_IN}")
    assert "LoadCredential=db:" in own
    for one in ("a", "b"):
        assert three.text(f"{_UNITS}/web.{one}.{_DROP_IN}") == own, "a job may run at any time"
    c = replace(A, name="c")
    assert change_to(three, replace(WEB, processes=(B, c)), "two")["result"] == "live"
    assert (
        three.text(f"{_UNITS}/web.c.{_DROP_IN}") == three.text(f"{_UNITS}/web.b.{_DROP_IN}") == own
    )
    assert not three.file(f"{_UNITS}/web.a.service.d").exists()


def test_one_that_systemd_started_anew_before_it_was_met_is_not_well(three: Apart) -> None:
    three.deploy("one")
    three.bend("if [[ $unit == web.b.service ]]; then NRestarts=1; fi")
    last = three.deploy("two")
    assert (last["result"], last["code"]) == ("down", "crashed"), "so it is on the way back, too"
    assert {"process": "b"} in three.said()


def test_settings_that_came_back_with_an_older_helper_do_not_stay_for_the_next_one(
    three: Apart,
) -> None:
    three.deploy("one")
    three.deploy("two")
    kept = f"{_STATE}/kept/1-*/helper"
    three.sh(
        f"sed -i '/^keep=/i an_older_one=said_more' {kept}; sed -i 's/^keep=.*/keep=7/' {kept}"
    )
    assert three.change("rollback")["result"] == "live"
    assert three.sh(f"grep -c ^keep= {HELPER}").out == "2\n", "ours, and over it the older one's"
    named = next(one for one in three.names("/opt/web/releases") if one.startswith("2-"))
    assert three.change("rollback", named)["result"] == "live"
    assert three.sh(f"sed -n 's/^keep=//p' {HELPER} | tail -n 1").out == "5\n"


def test_a_worker_that_becomes_a_job_waits_for_its_timer_and_returns_as_a_worker(
    three: Apart,
) -> None:
    three.deploy("one")
    first = three.tree(_UNITS)
    assert change_to(three, replace(WEB, processes=(JOB, B)), "two")["result"] == "live"
    assert running(three) == {**on("2-HASH", ".b"), "web.a.timer": "-"}
    assert {"web.a.timer"} <= set(three.names("/run/apart/enabled"))
    assert three.change("rollback")["result"] == "live"
    assert running(three) == on("1-HASH", ".a", ".b")
    assert three.tree(_UNITS) == first


@pytest.mark.parametrize("ends", ["refused", "rolled_back"])
def test_a_timer_that_a_bad_release_leaves_out_waits_on(bare: Apart, ends: str) -> None:
    old = replace(THREE, processes=(JOB, B), rehearse=ends == "refused")
    bare.prepare(old)
    bare.deploy("one")
    before = running(bare), bare.names("/run/apart/enabled")
    assert before[0] == {**on("1-HASH", ".b"), "web.a.timer": "-"}
    last = change_to(bare, replace(old, processes=(B,)), "two dies")
    assert last["result"] == ends, last
    assert (running(bare), bare.names("/run/apart/enabled")) == before


def test_a_timer_that_somebody_stopped_stays_so_when_a_bad_release_is_taken_back(
    bare: Apart,
) -> None:
    old = replace(THREE, processes=(JOB, B))
    bare.prepare(old)
    bare.deploy("one")
    bare.sh("systemctl disable --now web.a.timer")
    assert change_to(bare, replace(old, processes=(B,)), "two dies")["result"] == "rolled_back"
    assert running(bare) == on("1-HASH", ".b")


def test_a_timer_that_does_not_start_takes_all_back(three: Apart) -> None:
    three.deploy("one")
    three.when("'systemctl start web.a.timer'", "exit 1")
    last = change_to(three, replace(WEB, processes=(JOB, B)), "two")
    assert (last["result"], last["code"]) == ("rolled_back", "not_scheduled")
    assert {"process": "a"} in three.said()
    assert running(three) == on("1-HASH", ".a", ".b")
