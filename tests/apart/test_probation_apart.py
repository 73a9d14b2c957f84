"""After a switch root's helper watches by itself, and goes back when the release does not hold."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.service.model import Kind, Process
from tests.apart import HELPER, QUICK, WEB
from tests.apart.test_release_commands import WITH_COMMAND, deploy, obeys

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server
_NOTE = "/var/lib/goferry/web/probation"
_WATCHED = replace(WEB, probation=2)
# Nobody stopped it by hand: systemd said nothing of it, whatever else is in the journal.
_NOT_BY_HAND = "[[ $call != *MESSAGE_ID* ]] || exit 0\n"


@pytest.fixture
def watched(bare: Apart) -> Apart:
    """Return a server with a release that was live before, and is known as good."""
    bare.prepare(_WATCHED)
    bare.file("/run/apart/hook").write_text(_NOT_BY_HAND)
    bare.deploy("one", env=b"A=old\n")
    watch(bare)
    bare.calls()
    return bare


def watch(web: Apart, began: str = "no") -> None:
    """Run the watch as systemd would, to its end."""
    told = web.sh(f"bash -p {HELPER} watch {began} >/dev/null")
    assert told == (0, "", ""), told


def noted(web: Apart) -> dict[str, Any]:
    return dict(json.loads(web.plain(web.text(_NOTE))))


def past(web: Apart) -> list[tuple[str, ...]]:
    """What was written down, in short."""
    keys = ("verb", "release", "previous", "result", "code", "live")
    return [tuple(one[key] for key in keys) for one in web.history()]


def kill(web: Apart) -> None:
    web.sh("kill -9 $(cat /run/apart/units/web.service/pid)")


def begun(web: Apart) -> list[str]:
    return [one for one in web.calls() if "goferry-web.probation" in one]


def test_a_release_that_holds_is_proved_and_left_alone(watched: Apart) -> None:
    assert past(watched) == [
        ("deploy", "1-HASH", "", "live", "", "1-HASH"),
        ("probation", "1-HASH", "", "proved", "", ""),
    ]
    last = watched.deploy("two")
    note = noted(watched)
    assert {key: note[key] for key in ("release", "left", "who", "login", "code", "restarts")} == {
        "release": "2-HASH", "left": "2", "who": "me", "login": "deploy", "code": "",
        "restarts": "0",
    }  # fmt: skip
    assert last["probation_until"] == note["until"]
    assert watched.tree(_NOTE) == [f"644 root:root f {_NOTE}"]
    (started,) = begun(watched)
    assert started == (
        "systemd-run --quiet --collect --unit=goferry-web.probation --property=TimeoutStopSec=5 "
        "--property=Restart=on-failure --property=RestartSec=1 bash -p HELPER watch no"
    )
    watch(watched)
    assert past(watched)[-1] == ("probation", "2-HASH", "", "proved", "", "")
    assert (watched.plain(watched.current()), watched.names("/var/lib/goferry/web/bad")) == (
        "2-HASH", [],
    )  # fmt: skip
    assert len(watched.starts()) == 2
    assert "probation" not in watched.names("/var/lib/goferry/web")


def test_one_that_dies_goes_back_with_all_that_was_live_before(watched: Apart) -> None:
    watched.deploy("two", env=b"A=new\n")
    kill(watched)
    watched.file("/run/apart/journal").write_text("no database\n")
    watch(watched)
    assert past(watched)[-1] == ("return", "1-HASH", "2-HASH", "live", "crashed", "1-HASH")
    assert {key: watched.history()[-1][key] for key in ("who", "login")} == {
        "who": "me", "login": "deploy",
    }  # fmt: skip
    assert watched.starts()[-1] == "web.service 1-HASH A=old"
    assert watched.text("/etc/web/env") == "A=old\n"
    assert [watched.plain(one) for one in watched.names("/var/lib/goferry/web/bad")] == ["2-HASH"]
    said = [json.dumps(one) for one in watched.log(_last_change(watched))]
    assert said[0] == '{"journal": "no database"}'
    assert '"result": "live"' in said[-1]
    assert '"code": "crashed"' in said[-1]
    assert "probation_until" not in said[-1]
    assert "probation" not in watched.names("/var/lib/goferry/web")


def _last_change(web: Apart) -> str:
    line = web.text("/var/lib/goferry/web/history.jsonl").splitlines()[-1]
    return str(json.loads(line)["change"])


@pytest.mark.parametrize(
    ("behaviour", "bend", "code", "detail"),
    [
        ("answers=200,503", "", "bad_status", "503"),
        ("two", "Result=oom-kill ActiveState=activating SubState=auto-restart", "out_of_memory",
         "Result=oom-kill ExecMainCode=0 ExecMainStatus=0 "),
        ("two", "Result=watchdog ActiveState=deactivating SubState=stop-watchdog", "watchdog",
         "Result=watchdog ExecMainCode=0 ExecMainStatus=0 "),
        ("two", "NRestarts=1", "crashed", "Result=success ExecMainCode=0 ExecMainStatus=0 "),
        ("two", "InvocationID=another", "crashed",
         "Result=success ExecMainCode=0 ExecMainStatus=0 "),
    ],
)  # fmt: skip
def test_whatever_is_wrong_with_it_it_goes_back_and_the_cause_is_kept(
    watched: Apart, behaviour: str, bend: str, code: str, detail: str
) -> None:
    watched.sh(f"sed -i s/^probation=.*/probation=20/ {HELPER}")
    watched.deploy(behaviour)
    watched.bend(f"[[ $(readlink /opt/web/current) != */2-* ]] || {{ {bend or ':'}; }}\n")
    watch(watched)
    assert past(watched)[-1] == ("return", "1-HASH", "2-HASH", "live", code, "1-HASH")
    assert watched.log(_last_change(watched))[-1]["detail"] == detail


def test_how_a_run_ended_is_still_known_when_the_next_one_has_begun(watched: Apart) -> None:
    watched.sh(f"sed -i s/^probation=.*/probation=20/ {HELPER}")
    ended = "[[ $call != *MESSAGE_ID=d9b373ed* ]] || { echo UNIT_RESULT=watchdog; exit 0; }\n"
    watched.file("/run/apart/hook").write_text(f"{ended}{_NOT_BY_HAND}")
    watched.deploy("two")
    watched.bend("[[ $(readlink /opt/web/current) != */2-* ]] || InvocationID=another\n")
    watch(watched)
    assert past(watched)[-1] == ("return", "1-HASH", "2-HASH", "live", "watchdog", "1-HASH")


def test_a_first_release_has_nothing_to_go_back_to_and_is_left_to_systemd(bare: Apart) -> None:
    bare.prepare(_WATCHED)
    bare.file("/run/apart/hook").write_text(_NOT_BY_HAND)
    bare.deploy("one")
    kill(bare)
    watch(bare)
    assert past(bare)[-1] == ("probation", "1-HASH", "", "unproved", "crashed", "")
    assert bare.plain(bare.current()) == "1-HASH"
    assert "probation" not in bare.names("/var/lib/goferry/web")


def test_what_an_administrator_restarts_goes_on_and_what_he_stops_is_his(watched: Apart) -> None:
    watched.deploy("two")
    watched.file("/run/apart/hook").unlink()
    watched.file("/run/apart/journal").write_text("Stopping web.service.\n")
    watched.sh("systemctl restart web.service")
    watch(watched)
    assert past(watched)[-1] == ("probation", "2-HASH", "", "proved", "", "")
    watched.deploy("three")
    watched.sh("systemctl stop web.service")
    watch(watched)
    assert past(watched)[-1] == ("probation", "3-HASH", "", "ended", "", "")
    assert watched.plain(watched.current()) == "3-HASH"


def test_while_another_change_runs_the_way_back_does_not_begin(watched: Apart) -> None:
    watched.deploy("two")
    kill(watched)
    web = "systemd-run --quiet --collect --unit=goferry-web --property"
    watched.file("/run/apart/hook").write_text(
        f"{_NOT_BY_HAND}if [[ $call == '{web}'* && ! -e $here/once ]]\n"
        "then touch $here/once; exit 1; fi\n"
    )
    watch(watched)
    tries = [one for one in watched.calls() if one.startswith(web) and " return " in one]
    assert len(tries) == 2
    assert past(watched)[-1][:2] == ("return", "1-HASH")


def test_a_change_ends_the_watch_and_lets_it_go_on_where_its_release_still_runs(
    watched: Apart,
) -> None:
    watched.deploy("two")
    first = begun(watched)
    assert watched.deploy("dies")["result"] == "rolled_back"
    assert begun(watched) == ["systemctl stop goferry-web.probation.service", *first]
    assert noted(watched)["release"] == "2-HASH"
    watch(watched)  # it was started anew on the way back, and that is no death of its own
    assert past(watched)[-1] == ("probation", "2-HASH", "", "proved", "", "")
    watched.deploy("four")
    begun(watched)
    assert "probation_until" in watched.change("restart")
    assert begun(watched) == ["systemctl stop goferry-web.probation.service", *first]
    assert watched.change("rollback")["result"] == "live"
    assert begun(watched) == ["systemctl stop goferry-web.probation.service"]
    watched.deploy("five")
    begun(watched)
    watched.change("stop")
    assert begun(watched) == ["systemctl stop goferry-web.probation.service"]
    assert "probation" not in watched.names("/var/lib/goferry/web")


def test_a_death_while_another_change_was_at_work_is_not_forgotten(watched: Apart) -> None:
    watched.deploy("two")
    kill(watched)
    watched.bend("[[ $unit != web.service ]] || NRestarts=1\n")
    assert watched.change("rollback", "9-aaaaaaaa")["code"] == "no_such_release"
    watched.bend(
        "[[ $unit != web.service || $(readlink /opt/web/current) != */2-* ]] || NRestarts=1\n"
    )
    watch(watched)
    assert past(watched)[-1][:5] == ("return", "1-HASH", "2-HASH", "live", "crashed")


def test_one_that_came_amid_the_probation_of_another_goes_back_to_it_and_that_is_watched_on(
    watched: Apart,
) -> None:
    watched.deploy("two")
    watched.deploy("three")
    kill(watched)
    watch(watched)
    assert past(watched)[-1][:3] == ("return", "2-HASH", "3-HASH")
    assert noted(watched)["release"] == "2-HASH"
    kill(watched)
    watch(watched)
    assert past(watched)[-1][:3] == ("return", "1-HASH", "2-HASH")
    assert "probation" not in watched.names("/var/lib/goferry/web")


def test_after_a_boot_the_watch_goes_on_with_what_is_left(watched: Apart) -> None:
    watched.deploy("two")
    watched.sh(f"""sed -i 's/"left":"2"/"left":"1"/' {_NOTE}""")
    begun(watched)
    assert watched.sh(f"{HELPER} run recover boot - goferry").code == 0
    assert [one.rpartition(" ")[2] for one in begun(watched) if "unit=" in one] == ["yes"]
    assert noted(watched)["left"] == "1"
    watch(watched, "yes")
    assert past(watched)[-1] == ("probation", "2-HASH", "", "proved", "", "")


@pytest.mark.parametrize("cut", ["'ln -sfn releases/1-'*", "'mv -T '*'/.current.new '*"])
def test_a_power_cut_on_the_way_back_ends_there_all_the_same(watched: Apart, cut: str) -> None:
    watched.deploy("two")
    kill(watched)
    watched.file("/run/apart/journal").write_text("")
    watched.cut_power_at(cut)
    watched.sh(f"bash -p {HELPER} watch no")
    watched.file("/run/apart/hook").write_text(_NOT_BY_HAND)
    watched.sh("rm -rf /run/apart/units; systemctl start web.service")
    watched.sh(f"{HELPER} run recover boot - goferry")
    if past(watched)[-1][3] == "refused":
        kill(watched)
        watch(watched)
    assert past(watched)[-1][:5] == ("return", "1-HASH", "2-HASH", "live", "crashed")
    assert [watched.plain(one) for one in watched.names("/var/lib/goferry/web/bad")] == ["2-HASH"]


def test_a_further_process_that_dies_takes_the_whole_release_back(bare: Apart) -> None:
    bare.prepare(replace(_WATCHED, processes=(Process(name="a", port=8081, health=QUICK),)))
    bare.file("/run/apart/hook").write_text(_NOT_BY_HAND)
    bare.deploy("one")
    watch(bare)
    bare.sh(f"sed -i s/^probation=.*/probation=20/ {HELPER}")
    bare.deploy("two")
    bare.bend(
        "if [[ $unit == web.a.service && $(readlink /opt/web/current) == */2-* ]]; then\n"
        "echo >>$here/looks; (($(wc -l <$here/looks) < 2)) || NRestarts=1; fi\n"
    )
    watch(bare)
    assert past(bare)[-1][:5] == ("return", "1-HASH", "2-HASH", "live", "crashed")
    assert {"process": "a"} in bare.log(_last_change(bare))


_API = Process(name="a", kind=Kind.WEB, port=8081, health=QUICK)
_AND = replace(WEB, probation=60, processes=(_API,))


def a_and(bare: Apart) -> None:
    """Prepare for releases of two processes that serve, of which the first one is good."""
    bare.prepare(_AND)
    bare.file("/run/apart/hook").write_text(_NOT_BY_HAND)
    assert bare.deploy("one")["result"] == "live"


def test_a_further_process_that_turns_ill_takes_the_whole_release_back(bare: Apart) -> None:
    a_and(bare)
    assert bare.deploy("two a:answers=200,503")["result"] == "live"
    watch(bare)
    assert past(bare)[-1][:5] == ("return", "1-HASH", "2-HASH", "live", "bad_status")
    assert {"process": "a"} in bare.log(_last_change(bare))
    assert bare.log(_last_change(bare))[-1]["detail"] == "503"
    assert ".answers" not in bare.names("/var/lib/goferry/web")


def test_one_that_began_anew_may_take_its_time_until_it_is_well_once(bare: Apart) -> None:
    bare.prepare(_AND)

    def asked(proved: str, *, seconds: int, well: str = "false") -> list[str]:
        """Ask until it counts as ill; tell how many answers were let pass, and the time."""
        return bare.within(
            _AND,
            f"""declare -A runs=([web.a.service]=1) proved=({proved}) bad first
began_cold=no now=0 n=0 code= detail=
meet() {{ active=active; }}
journal() {{ :; }}
answers() {{ code=bad_status detail=503; {well}; }}
uptime() {{ now=$((now + {seconds})); }}
while others_answer; do n=$((n + 1)); done; echo "$n $now $code"
""",
        )

    # Three bad answers over five seconds; of one that nobody has seen well yet, a minute of them.
    assert asked("[web.a.service]=yes", seconds=15) == ["2 45 bad_status"]
    assert asked("", seconds=15) == ["3 60 bad_status"]
    assert asked("", seconds=15, well="((n == 0))") == ["3 45 bad_status"]


def test_what_a_release_command_did_is_written_down_when_its_release_goes_back(
    bare: Apart,
) -> None:
    bare.prepare(replace(WITH_COMMAND, probation=20))
    bare.file("/run/apart/hook").write_text(_NOT_BY_HAND)
    obeys(bare, "exit 0")
    deploy(bare, "one")
    bare.deploy("two")
    kill(bare)
    watch(bare)
    assert past(bare)[-1][:3] == ("return", "1-HASH", "2-HASH")
    assert "command" not in bare.history()[-1], "the second one had none"
    deploy(bare, "three")
    kill(bare)
    watch(bare)
    assert past(bare)[-1][:3] == ("return", "1-HASH", "3-HASH")
    assert bare.history()[-1]["command"] == "done"
    assert bare.log(_last_change(bare))[-1]["command"] == "done"


def test_nothing_is_proved_without_a_look(web: Apart) -> None:
    """Also where all of the time is gone before the first one, as on a server that is very busy."""
    script = "lives() { echo looked; }; looks_well() { :; }; pause() { echo 0; }; holds_until 0"
    assert web.within(WEB, script) == ["looked"]
