"""A release that is not well is taken back, with all that came with it; one that is well stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.service.model import Mode
from tests.apart import WEB, archive

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server
_MEANT = ("/etc/web", "/etc/systemd/system", "/opt/web/current", "/usr/local", "/run/apart/enabled")
_KEPT = "/var/lib/goferry/web/"


def ended(web: Apart, behaviour: str, **files: bytes) -> tuple[str, str, str]:
    """Deploy a release that behaves so: how it ended, why, and what was said beside."""
    last = web.deploy(behaviour, **files)
    return last["result"], last["code"], last["detail"]


def test_a_release_that_dies_is_taken_back_with_its_environment(web: Apart) -> None:
    web.deploy("one", env=b"A=old\n")
    before, old, unit = (
        web.tree(*_MEANT),
        web.current(),
        web.text("/etc/systemd/system/web.service"),
    )
    web.file("/run/apart/journal").write_text("no database\n")
    web.calls()
    assert ended(web, "dies", env=b"A=new\n", files_tar=archive({"a": "b"})) == (
        "rolled_back", "crashed", "Result=exit-code ExecMainCode=1 ExecMainStatus=1 ",
    )  # fmt: skip
    assert web.starts() == [
        "web.service 1-HASH A=old",
        "web.service 2-HASH A=new",
        "web.service 1-HASH A=old",
    ]
    assert (web.tree(*_MEANT), web.current()) == (before, old)
    assert web.text("/etc/systemd/system/web.service") == unit
    assert web.text("/etc/web/env") == "A=old\n"
    assert [web.plain(one) for one in web.names(f"{_KEPT}bad")] == ["2-HASH"]
    assert web.names(f"{_KEPT}incoming/1000") == []
    assert not {"before", "kept", "txn.json"} & set(web.names(_KEPT))
    steps = [one.get("step") or one.get("result") or next(iter(one)) for one in web.said()]
    assert steps == [
        *("publish", "switch", "start", "cut", "probe", "journal", "systemd"),
        *("revert", "rolled_back"),
    ]
    assert web.said()[-1] | {"detail": ""} == {
        "result": "rolled_back", "release": "2-HASH", "previous": "1-HASH", "running": "1-HASH",
        "code": "crashed", "detail": "",
    }  # fmt: skip
    assert web.history()[-1] | {"seconds": 1} == {
        "time": "", "who": "me", "login": "deploy", "verb": "deploy", "release": "2-HASH",
        "previous": "1-HASH", "result": "rolled_back", "code": "crashed", "live": "",
        "cut": 0, "seconds": 1,
    }  # fmt: skip
    points = [call for call in web.calls() if call.startswith(("ln -", "systemctl restart"))]
    assert points == [
        "ln -sfn releases/2-HASH ROOT/.current.new",
        "systemctl restart web.service",
        "ln -sfn releases/1-HASH ROOT/.current.new",
        "systemctl restart web.service",
    ]


def test_a_first_release_that_fails_leaves_nothing_running(web: Apart) -> None:
    before = web.tree(*_MEANT)
    assert ended(web, "dies", env=b"A=1\n")[:2] == ("refused", "crashed")
    assert (web.tree(*_MEANT), web.current()) == (before, "")
    assert web.names("/run/apart/units") == []
    after = [call for call in web.calls() if call.startswith("systemctl ")]
    assert after[-4:] == [
        "systemctl disable --now --quiet web.service",
        "systemctl reset-failed web.service web-proxy.service web.socket",
        "systemctl reset-failed web.service",
        "systemctl reset-failed web-next@* web-try@* web-command@*",
    ]


def test_a_start_that_fails_is_taken_back_and_told(web: Apart) -> None:
    web.deploy("one")
    web.when("'systemctl restart web.service'", "echo no; exit 1")
    assert ended(web, "two") == (
        "rolled_back", "crashed", "Result=success ExecMainCode=0 ExecMainStatus=0 ",
    )  # fmt: skip
    assert web.plain(web.current()) == "1-HASH"


def test_when_not_even_the_release_before_answers_that_is_told(web: Apart) -> None:
    web.deploy("one")
    web.when("'systemctl stop web-next'*", "sed -i 's/#one$/#dies/' /opt/web/releases/1-*/bin/web")
    web.when(
        "'systemctl reset-failed web.service'",
        "sed -i 's/#one$/#dies/' /opt/web/releases/1-*/bin/web",
    )
    last = web.deploy("dies")
    assert (last["result"], last["code"]) == ("down", "crashed")
    assert web.history()[-1]["result"] == "down"
    assert web.plain(web.current()) == "1-HASH"


def test_a_cancelled_deploy_returns_and_blames_nobody(web: Apart) -> None:
    web.deploy("one", env=b"A=old\n")
    old, sha256, named = web.current(), web.send("silent", {"env": b"A=new\n"}), web.new_id()
    web.when("'systemctl restart web.service'", f"echo {named} >/var/lib/goferry/web/cancel")
    assert web.ask(f"deploy {named} {sha256} me").out == '{"accepted":true}\n'
    last = web.log(named)[-1]
    assert (last["result"], last["code"], last["running"]) == ("rolled_back", "cancelled", old)
    assert web.names(f"{_KEPT}bad") == []
    assert web.starts()[-1] == "web.service 1-HASH A=old"
    assert web.deploy("silent", env=b"A=new\n")["code"] == "no_answer", "it was for that one alone"


def test_one_that_is_cancelled_early_switches_nothing(web: Apart) -> None:
    web.deploy("one")
    sha256, named = web.send("two"), web.new_id()
    web.when("'mv -T '*/.tmp-*", f"echo {named} >/var/lib/goferry/web/cancel")
    web.ask(f"deploy {named} {sha256} me")
    assert (web.log(named)[-1]["result"], web.log(named)[-1]["code"]) == ("refused", "cancelled")
    assert len(web.starts()) == 1


def test_only_as_many_bytes_of_releases_stay_and_those_that_are_needed(bare: Apart) -> None:
    bare.prepare(replace(WEB, keep_size="1M"))
    bare.deploy("one")
    for name, size in (("7-aaaaaaaa", 100), ("8-aaaaaaaa", 900), ("9-bbbbbbbb", 600)):
        bare.file(f"/opt/web/releases/{name}").mkdir(parents=True)
        bare.sh(f"head -c {size}000 /dev/urandom >/opt/web/releases/{name}/program")
    assert bare.deploy("two")["result"] == "live"
    left = [bare.plain(name) for name in bare.names("/opt/web/releases")]
    assert left == ["1-HASH", "10-HASH", "7-HASH", "9-HASH"], "the largest has no room"
    bare.prepare(replace(WEB, keep_size="1"))
    assert bare.deploy("three")["result"] == "live"
    left = [bare.plain(name) for name in bare.names("/opt/web/releases")]
    assert left == ["10-HASH", "11-HASH"], "what runs and what a roll-back takes stay"


def test_only_as_many_releases_stay_as_were_asked_for_and_those_that_are_needed(
    bare: Apart,
) -> None:
    bare.prepare(replace(WEB, keep_releases=2))
    bare.deploy("one")
    for name in ("8-aaaaaaaa", "9-bbbbbbbb", "10-cccccccc", "odd"):
        for folder in ("/opt/web/releases", f"{_KEPT}bad", f"{_KEPT}kept"):
            bare.file(f"{folder}/{name}").mkdir(parents=True)
    for number in range(25):
        bare.file(f"{_KEPT}txn/{number:02}.log").write_text("")
        bare.sh(f"touch -d '{number + 1} hours ago' {_KEPT}txn/{number:02}.log")
    assert bare.deploy("two")["result"] == "live"
    left = [bare.plain(name) for name in bare.names("/opt/web/releases")]
    assert left == ["1-HASH", "10-HASH", "11-HASH", "odd"], "the first is what a roll-back takes"
    assert [bare.plain(name) for name in bare.names(f"{_KEPT}bad")] == ["10-HASH", "odd"]
    assert [bare.plain(name) for name in bare.names(f"{_KEPT}kept")] == ["1-HASH", "10-HASH", "odd"]
    assert len(bare.names(f"{_KEPT}txn")) == 20
    assert "17.log" in bare.names(f"{_KEPT}txn")
    assert "18.log" not in bare.names(f"{_KEPT}txn")


@pytest.mark.parametrize(
    ("mode", "behaviour", "detail"),
    [
        (Mode.RESTART, "", ""),
        (Mode.RESTART, "host=127.0.0.1", "loopback"),
        (Mode.PROXY, "", "exposed"),
        (Mode.PROXY, "host=127.0.0.1", ""),
    ],
)
def test_who_can_reach_the_program_is_told(
    bare: Apart, mode: Mode, behaviour: str, detail: str
) -> None:
    bare.prepare(replace(WEB, mode=mode))
    last = bare.deploy(behaviour)
    assert (last["result"], last["detail"]) == ("live", detail)
