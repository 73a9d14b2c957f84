"""How many connections a release still held when it ended: counted until then, and told as seen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.service.model import Kind, Mode
from tests.apart import WEB

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server
_KEPT = """bash -c 'for n in {numbers}; do
  exec {{fd}}<>/dev/tcp/127.0.0.1/8080; printf "GET /keep HTTP/1.1\\r\\n\\r\\n" >&$fd
done; sleep 60' >/dev/null 2>&1 &
until [ "$(grep -c ':1F90 [0-9A-F]*:[0-9A-F]* 01 ' /proc/net/tcp)" = {count} ]; do sleep 0.02; done
sleep 0.3"""
_SOME_PROCESS = """sleep 30 >/dev/null & sleeper=$!
ended() { kill $sleeper; while has_program $sleeper; do :; done; }
"""


def keep_open(web: Apart, count: int) -> None:
    """Let somebody hold so many connections to the service."""
    numbers = " ".join(map(str, range(count)))
    assert web.sh(_KEPT.format(numbers=numbers, count=count)).code == 0


def cuts(web: Apart) -> list[dict[str, Any]]:
    return [one for one in web.log() if "cut" in one]


@pytest.mark.parametrize(
    ("old", "count", "waited"),
    [
        ("keeps", 2, False),
        ("lingers=2", 2, True),
        ("lingers=2 frees=1", 1, True),
        ("lingers=2 frees=2", 0, True),
    ],
)
def test_what_the_old_release_still_holds_at_its_end_is_told_and_noted(
    web: Apart,
    old: str,
    count: int,
    waited: bool,  # noqa: FBT001 - a column of the table
) -> None:
    web.deploy(old)
    assert cuts(web) == [], "nothing ran before, so nothing was looked at"
    assert "cut" not in web.history()[0]
    keep_open(web, 2)
    assert web.deploy("new")["result"] == "live"
    (told,) = cuts(web)
    assert (told["cut"], told["after"] > 0) == (count, waited)
    assert web.history()[-1]["cut"] == count


def test_a_restart_and_a_stop_tell_it_too(web: Apart) -> None:
    web.deploy("one")
    for verb, count in (("restart", 1), ("stop", 2)):
        keep_open(web, count)
        web.change(verb)
        assert cuts(web) == [{"cut": count, "after": 0}]
    web.change("start")
    assert cuts(web) == [], "nothing ran"


def test_where_the_new_one_does_not_start_the_old_ones_connections_were_cut_all_the_same(
    web: Apart,
) -> None:
    web.deploy("one")
    keep_open(web, 2)
    assert web.deploy("dies")["result"] == "rolled_back"
    assert cuts(web) == [{"cut": 2, "after": 0}]


def test_of_a_release_that_has_not_ended_nobody_says_what_is_cut(web: Apart) -> None:
    script = """tell() { echo "$1"; }
show() { echo $sleeper; }
taken_at() { echo 1F90; }
holds() { echo 3; }
"""
    told = (
        f"{_SOME_PROCESS}{script}seen_off web.service false; echo $? ${{cut-none}}; kill $sleeper"
    )
    assert web.within(WEB, told) == ["1"]
    told = f"{_SOME_PROCESS}{script}seen_off web.service ended; echo $? $cut"
    assert web.within(WEB, told) == ['{"cut":3,"after":0}', "0 3"]
    worker = replace(WEB, kind=Kind.WORKER)
    told = f"{_SOME_PROCESS}{script}seen_off web.service ended; echo $? $cut"
    assert web.within(worker, told) == ["0"], "it has no port"


def test_a_look_at_a_release_that_was_ending_does_not_count(web: Apart) -> None:
    script = f"""{_SOME_PROCESS}
holds() {{ # the second look comes when it has let go of everything
  [[ -e $state/.second ]] || {{ : >"$state/.second"; echo 3; return; }}
  kill "$1"; while kill -0 "$1" 2>/dev/null && has_program "$1"; do :; done
  echo 0
}}
look_on web.service $sleeper 1F90; cat "$state/.held"
"""
    assert web.within(WEB, script) == ["3 0"]


def test_only_connections_that_it_took_on_the_ports_where_it_listens_are_its_own(
    web: Apart,
) -> None:
    web.place("one")
    keep_open(web, 3)
    script = """old=$(show web.service MainPID); taken_at $old
holds $old 1F90; holds $old '0050|1F90'; holds $old 1F91; holds $$ 1F90
tell() { echo "$1"; }; stay_with web.service; stay_with web-next@x.service"""
    assert web.within(WEB, script) == ["1F90", "3", "3", "0", "0", '{"staying":3}']


def test_a_proxy_cuts_what_it_hands_on_each_time_it_is_turned(web: Apart) -> None:
    script = f"""{_SOME_PROCESS}tell() {{ echo "$1"; }}
show() {{ echo "$1" >&3; echo $sleeper; }}
taken_at() {{ echo 1F90; }}
holds() {{ echo 2; }}
systemctl() {{ ended; }}
exec 3>&1; lead 18080; echo $? $cut"""
    told = web.within(replace(WEB, mode=Mode.PROXY), script)
    assert set(told[:-2]) == {"web-proxy.service"}, "and never the program behind it"
    assert told[-2:] == ['{"cut":2,"after":0}', "0 2"]


def test_in_a_shared_mode_those_of_the_one_that_helped_out_are_told_to_stay(web: Apart) -> None:
    script = """stay_with() { echo "stay $1"; }; dismiss() { echo "dismiss $1"; }
seen_off() { echo "seen_off $*"; }; show() { echo inactive; }; healthy() { :; }
point() { :; }; step() { :; }; activate"""
    assert web.within(replace(WEB, mode=Mode.SHARED), script) == [
        "seen_off web.service launched",
        "stay web-next@1-aaaaaaaa.service",
        "dismiss web-next@1-aaaaaaaa.service",
    ]
