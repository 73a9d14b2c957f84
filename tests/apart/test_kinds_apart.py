"""Root's helper on services without a port, and on what is run once: what it starts, and how."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.service.exec_line import exec_words
from core.service.model import Kind, Process
from tests.apart import HELPER, QUICK, WEB, change_to

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server
WORKER = replace(WEB, kind=Kind.WORKER, rehearse=True)
JOB = replace(WEB, kind=Kind.TIMER, schedule="daily")
_STATE = "/var/lib/goferry/web"
ODD = (
    *("serve", "a b", "${PORT}", "$${PORT} $HOME ${no name}", "100%h", "", "-x", ";", "~", "{}"),
    *("ü'\"\\", "a\nb\tc", "\x7f\x01", "*", "\udcff"),
)


def undone(line: str) -> bytes:
    """Read a line as systemd does at first: without quotes, each escape a byte."""
    bare = line.replace('"', "").encode()
    return re.sub(rb"\\x(..)", lambda found: bytes.fromhex(found[1].decode()), bare)


def test_an_argument_of_a_one_off_is_spelled_as_in_a_unit(web: Apart) -> None:
    packed = base64.b64encode(
        b"".join(one.encode("utf-8", "surrogateescape") + b"\0" for one in ODD)
    ).decode()
    (line,) = web.within(WEB, f"arguments {packed}; echo")
    assert undone(line) == undone(exec_words(ODD[:-1])) + b" \xff"
    (each,) = web.within(WEB, "word '$a$${B}${C}%i é'; echo")
    assert each == r'"$$a$$${B}${C}%%i\x20\xc3\xa9"'
    assert web.within(WEB, "arguments 'AA=A' || echo no") == ["no"]


def test_a_worker_needs_no_port_to_be_well(bare: Apart) -> None:
    bare.prepare(WORKER)
    assert bare.deploy("silent")["result"] == "live"
    assert [one.split()[0] for one in bare.starts()] == ["web-try@0.service", "web.service"]
    last = bare.deploy("dies")
    assert (last["result"], last["code"]) == ("refused", "crashed"), "in its rehearsal"
    other = replace(WORKER, rehearse=False)
    bare.prepare(other)


def test_of_a_job_the_timer_is_started_and_never_the_job(bare: Apart) -> None:
    bare.prepare(JOB)
    stamp = "/var/lib/systemd/timers/stamp-web.timer"
    bare.sh(f"mkdir -p {stamp.rpartition('/')[0]}; touch -d '2 days ago' {stamp}")
    bare.calls()
    assert bare.deploy("one")["result"] == "live"
    assert bare.starts() == []
    assert bare.names("/run/apart/enabled") == ["web-recover.service", "web.timer"]
    (age,) = bare.sh(f"echo $(($(date +%s) - $(stat -c %Y {stamp})))").out.split()
    assert int(age) in range(2, 60), "what it missed before is not caught up"
    assert bare.deploy("two")["result"] == "live"
    started = [one for one in bare.calls() if one.startswith("systemctl start ")]
    assert started == ["systemctl start web.timer"] * 2
    bare.when("'systemctl start web.timer'", "echo no; exit 1")
    last = bare.deploy("three")
    assert (last["result"], last["code"]) == ("rolled_back", "not_scheduled")
    assert bare.plain(bare.current()) == "2-HASH"
    bare.calls()
    assert bare.change("stop")["result"] == "stopped"
    stopped = [one for one in bare.calls() if one.startswith("systemctl disable ")]
    assert stopped == [f"systemctl disable --now --quiet web.{one}" for one in ("timer", "service")]


def test_a_timer_waits_on_when_the_release_that_would_serve_instead_is_refused(bare: Apart) -> None:
    bare.prepare(JOB)
    bare.deploy("one")
    before = bare.names("/run/apart/units"), bare.names("/run/apart/enabled")
    assert before == (["web.timer"], ["web-recover.service", "web.timer"])
    serving = replace(WEB, rehearse=True)
    assert change_to(bare, serving, "two dies")["result"] == "refused"
    assert (bare.names("/run/apart/units"), bare.names("/run/apart/enabled")) == before
    assert change_to(bare, serving, "two")["result"] == "live"
    assert bare.names("/run/apart/enabled") == ["web-recover.service", "web.service"]


def test_a_job_of_a_further_process_is_run_now_and_nothing_else_of_it(bare: Apart) -> None:
    job = Process(name="a", kind=Kind.TIMER, schedule="daily")
    bare.prepare(replace(WEB, processes=(job, Process(name="b", kind=Kind.WORKER, health=QUICK))))
    assert bare.deploy("one")["result"] == "live"
    bare.calls()
    bare.when("'systemctl start web.a.service'", f"echo done >>{_STATE}/runs/*/out; exit 0")
    named = bare.new_id()
    assert bare.ask(f"once {named} -a me").out == '{"accepted":true}\n'
    (began,) = [one for one in bare.calls() if one.startswith("systemd-run ")]
    assert "--unit=goferry-web@job.a.service" in began
    said = json.loads(bare.ask(f"output {named} 0 me").out)
    assert base64.b64decode(said["output"]) == b"done\n"
    assert said["end"] == "ended"
    assert bare.text("/run/apart/written") == "done\n", "so that the journal has it, too"
    for wanted in ("-b", "-c", "-", "-a/b"):
        assert bare.ask(f"once {bare.new_id()} {wanted} me").code == 65, wanted


def test_what_an_older_helper_had_no_word_for_is_as_it_was_then(web: Apart) -> None:
    web.deploy("one")
    old = web.text(HELPER).replace("\nkind=web\n", "\n")
    web.file("/run/apart/old").write_text(old)
    web.file("/run/apart/old").chmod(0o755)
    lines = web.within(
        JOB,
        f"self={HELPER} live=/run/apart/live; put_settings /run/apart/old; become /run/apart/live;"
        "echo $kind; way_of /run/apart/old",
    )
    assert lines == ["web", "restart 8080 8080  web"]


def test_the_output_of_a_run_is_read_from_where_it_was_read_last(web: Apart) -> None:
    named = "a" * 32
    folder = f"{_STATE}/runs/{named}"
    web.sh(f"mkdir -p {folder}; printf 'a\\n\\377' >{folder}/out; echo web-run@x >{folder}/unit")

    def told(start: int) -> dict[str, object]:
        said = web.ask(f"output {named} {start} me")
        assert said.code == 0, said
        return dict(json.loads(said.out))

    assert told(0) == {"output": base64.b64encode(b"a\n\xff").decode()}
    web.sh(f"""printf '%s\\n' '{{"end":"ended","code":3,"detail":"x"}}' >{folder}/end""")
    assert told(2) == {"output": "/w==", "end": "ended", "code": 3, "detail": "x"}
    web.sh(f"head -c 300000 /dev/zero >{folder}/out")
    first = told(0)
    assert "end" not in first, "there is more to come"
    assert len(base64.b64decode(str(first["output"]))) == 262_144
    assert told(262_144)["code"] == 3
    web.sh(f"rm {folder}/end; : >{folder}/out")
    assert told(0) == {"output": "", "end": "interrupted", "code": 0, "detail": ""}
    assert web.ask(f"output {'b' * 32} 0 me").code == 65
