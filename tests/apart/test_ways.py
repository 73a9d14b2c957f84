"""Every way that a change can go, with made-up parts: what follows, and what a failure leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.apart import WEB

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server
_OLD, _NEW = "1-aaaaaaaa", "2-bbbbbbbb"
# Each part tells that it was called, and fails when it is its turn.
_PARTS = f"""shopt -s expand_aliases
tells() {{ # NAME…: parts that tell how they were called
  local one
  for one; do eval "$one() {{ printf '%s ' $one\\${{1:+:\\$1}}\\${{2:+:\\$2}}; [[ \\$fails != *$one* ]]; }}"; done
}}
ends() {{ # NAME…: parts that end the change
  local one
  for one; do eval "$one() {{ printf '%s ' $one\\${{1:+:\\$1}}\\${{2:+:\\$2}}; exit; }}"; done
}}
release={_NEW} previous={_OLD} up=active fails=
show() {{ echo $up; }}
patiently() {{ "$@"; }}
cancelled() {{ [[ $fails == *cancelled* ]] && code=cancelled; }}
"""  # noqa: E501


def ways(web: Apart, script: str) -> dict[str, str]:
    """Run it; each line of what it says is a case and its way."""
    lines = web.within(WEB, f"{_PARTS}{script}")
    return {case: way.strip() for case, _, way in (line.partition("= ") for line in lines)}


def test_a_switch_goes_on_only_when_each_part_went_well(web: Apart) -> None:
    found = ways(
        web,
        """tells step systemctl stopped joined overtakes point launched healthy lead dismiss
meet() { :; }
ends withdraw revert
for mode in restart socket shared proxy; do
  for fails in none systemctl joined overtakes cancelled point launched healthy lead; do
    echo "$mode $fails= $(activate)"
  done
done
fails=none
for mode in restart socket shared proxy; do
  echo "$mode anew= $(anew=yes; activate)"
  echo "$mode down= $(up=inactive; activate)"
done""",
    )
    candidate = f"web-next@{_NEW}.service"
    switch = f"step:switch point:{_NEW}"
    probed = f"{switch} step:start launched step:probe healthy:web.service:8080"
    onwards = {
        "point": f"{switch} withdraw",
        "launched": f"{switch} step:start launched revert",
        "healthy": f"{probed} revert",
        "lead": f"{probed} lead:8080 revert",
    }
    well = onwards["lead"].replace("revert", f"dismiss:{candidate}")
    for mode in ("restart", "socket", "shared", "proxy"):
        proof = {"shared": f"joined:{candidate} ", "proxy": f"overtakes:{candidate} "}.get(mode, "")
        free = "systemctl:stop:web-next@*.service " if mode == "proxy" else ""
        tried = (
            f"step:candidate {free}systemctl:reset-failed:{candidate} systemctl:start:{candidate}"
        )
        begins = f"{tried} {proof}" if proof else ""
        expected = {
            "none": f"{begins}{well}",
            "systemctl": f"{tried} stopped withdraw" if proof else well,
            "joined": f"{begins}withdraw" if mode == "shared" else f"{begins}{well}",
            "overtakes": f"{begins}withdraw" if mode == "proxy" else f"{begins}{well}",
            "cancelled": f"{begins}withdraw",
            **{part: begins + way for part, way in onwards.items()},
            "anew": well,
            "down": well,
        }
        for case, way in expected.items():
            assert found[f"{mode} {case}"].replace("  ", " ") == way, (mode, case)


def test_the_way_back_is_this(web: Apart) -> None:
    found = ways(
        web,
        """tells step given_up close restore point launched lead systemctl
ends finish
healthy() { printf '%s ' "healthy:$3:$direction:$named:$watch"; [[ $fails != healthy ]]; }
code=crashed detail=why watch=7 named=yes
for fails in none launched healthy; do echo "$fails= $(revert)"; done
fails=none; touch "$root/current"
echo "first= $(previous=; revert)"; [[ -e $root/current ]] || echo "current= gone"
echo "withdraw= $(candidate=web-next@x.service; withdraw)" """,
    )
    candidate = f"systemctl:stop:web-next@{_NEW}.service"
    back = f"step:revert given_up:crashed point:{_OLD} restore launched"
    asked = f"healthy:{_OLD}:back:no:0"
    assert found == {
        "none": f"{back} lead:8080 {candidate} {asked} {candidate} finish:rolled_back:crashed",
        "launched": f"{back} {candidate} finish:down:crashed",
        "healthy": f"{back} lead:8080 {candidate} {asked} {candidate} finish:down:crashed",
        "first": (
            "step:revert given_up:crashed close restore systemctl:reset-failed:web.service"
            " finish:refused:crashed"
        ),
        "current": "gone",
        "withdraw": (
            "step:withdraw lead:8080 systemctl:stop:web-next@x.service restore given_up:crashed"
            " finish:rolled_back:crashed"
        ),
    }


def test_what_is_started_and_stopped_in_each_mode(web: Apart) -> None:
    found = ways(
        web,
        """systemctl() {
  [[ $* == "--quiet is-active web.socket" ]] && return $idle
  [[ $* == is-enabled* ]] && { echo "$enabled"; return; }
  printf '%s; ' "$*"
}
idle=0 enabled=disabled
for mode in restart socket shared proxy; do
  echo "close $mode= $(close)"
  echo "launch $mode= $(launch)"
  echo "first $mode= $(previous=; launch)"
  echo "anew $mode= $(anew=yes; launch)"
  echo "idle $mode= $(idle=1; launch)"
  echo "enabled $mode= $(enabled=enabled; launch)"
  echo "edited $mode= $(enabled=enabled up=yes; launch)"
done
mode=restart idle=0 enabled=enabled
ln -s /gone "$units/enabled.wants/web.socket"; echo "left= $(launch)"; echo "once= $(launch)"
own=${target%.env}
there() { touch "$own.front.sock"; launch >/dev/null; ls "$own".*.sock 2>/dev/null; }
echo "file= $(there)"
echo "file anew= $(anew=yes; there)"
""",
    )
    as_ever = "reset-failed web.service; restart web.service;"
    assert found["once"] == as_ever
    assert found["left"] == as_ever.replace("; ", "; daemon-reload; "), "it forgets the old socket"
    assert found["file"] == "/run/goferry-web.front.sock"
    assert found["file anew"] == "", "its unit may know nothing of it any more"
    mine = "enable --quiet web.service; restart web.service;"
    everything = "stop web.timer web.socket web-proxy.service web.service;"
    reset = "reset-failed web.service;"
    last = "reset-failed web.service web-proxy.service web.socket;"
    off = "disable --now --quiet"
    for mode in ("restart", "socket", "shared", "proxy"):
        socket = "" if mode == "restart" else " enable --quiet web.socket; start web.socket;"
        holds = "" if mode == "restart" else f" {off} web.socket;"
        proxy = " stop web-proxy.service;" if mode == "proxy" else ""
        assert found[f"close {mode}"] == f"{off} web.service;{holds}{proxy} {last}"
        assert found[f"launch {mode}"] == f"{reset}{socket} {mine}"
        for case in ("first", "anew"):
            assert found[f"{case} {mode}"] == f"{reset} {everything}{socket} {mine}", case
        let_go = " stop web.service;" if socket else ""
        let_be = "" if mode == "restart" else " start web.socket;"
        as_ever = f"{reset}{let_be} restart web.service;"
        assert found[f"enabled {mode}"] == as_ever
        assert found[f"edited {mode}"] == as_ever.replace(reset, f"{reset} daemon-reload;")
        assert found[f"idle {mode}"] == f"{reset}{let_go}{socket} {mine}"


def test_each_change_is_refused_or_goes_its_steps(web: Apart) -> None:
    found = ways(
        web,
        f"""tells step copy_whole publish take_over rehearsed restore given_up activate sweep
tells remember bring_back launched healthy keep_before prune close
reach() {{ echo reached; }}
ends refuse finish
mkdir -p "$root/releases/{_NEW}"; code=c detail=d
touch "$state/bad/$release"; echo "deploy= $(fails=none; change_deploy)$(ls "$state/bad")"
for fails in none copy_whole cancelled take_over; do echo "deploy $fails= $(change_deploy)"; done
for mode in restart socket proxy shared; do for rehearse in no yes; do
  for fails in none rehearsed; do echo "deploy $mode $rehearse $fails= $(change_deploy)"; done
done; done
mode=restart wanted={_NEW}
touch "$state/bad/$release"; echo "rollback= $(change_rollback)$(ls "$state/bad")"
for fails in none copy_whole bring_back; do echo "rollback $fails= $(change_rollback)"; done
echo "rollback gone= $(wanted=$previous; change_rollback)"; mkdir -p "$root/releases/$previous"
echo "rollback back= $(fails=none previous={_NEW} wanted={_OLD}; change_rollback)$(ls "$state/bad")"
echo "rollback same= $(wanted=$previous; change_rollback)"
echo "rollback odd= $(wanted=9-ffffffff; change_rollback)"
fails=none
for mode in restart socket shared proxy; do echo "restart $mode= $(change_restart)"; done
for fails in launched healthy; do echo "restart $fails= $(mode=socket; change_restart)"; done
echo "restart none= $(previous=; change_restart)"
echo "start= $(mode=restart fails=none; change_start)"
echo "stop= $(fails=none; change_stop)"
""",
    )
    before = "copy_whole:/var/lib/goferry/web/before"
    live = "keep_before finish:live"
    tidy = f"activate step:tidy sweep {live}"
    onwards = "step:start launched step:probe healthy:web.service:8080 finish:live"
    expected = {
        "deploy": f"{before} publish take_over {tidy}",  # no longer known as bad
        "rollback": f"{before} remember:restore bring_back:{_NEW} activate step:tidy {live}",
        "rollback back": (
            f"{before} remember:restore bring_back:{_OLD} activate step:tidy {live} {_NEW}"
        ),
        "deploy none": f"{before} publish take_over {tidy}",
        "deploy copy_whole": f"{before} refuse:not_written",
        "deploy cancelled": f"{before} publish refuse:cancelled",
        "deploy take_over": f"{before} publish take_over refuse:not_written",
        "rollback none": f"{before} remember:restore bring_back:{_NEW} activate step:tidy {live}",
        "rollback copy_whole": f"{before} refuse:not_written",
        "rollback bring_back": f"{before} remember:restore bring_back:{_NEW} refuse:not_written",
        "rollback gone": "refuse:no_such_release",
        "rollback same": "refuse:already_running",
        "rollback odd": "refuse:no_such_release",
        "restart none": "refuse:not_deployed",
        "restart restart": onwards,
        "restart socket": onwards,
        "restart shared": f"activate step:tidy {live}",
        "restart proxy": f"activate step:tidy {live}",
        "restart launched": "step:start launched finish:down:c",
        "restart healthy": onwards.replace("finish:live", "finish:down:c"),
        "start": onwards,
        "stop": "step:stop close finish:stopped",
    }
    for mode in ("restart", "socket", "proxy", "shared"):
        for rehearse in ("no", "yes"):
            tried = mode == "shared" or rehearse == "yes"
            case = f"deploy {mode} {rehearse}"
            way = f"{before} publish take_over{' rehearsed' if tried else ''}"
            expected[f"{case} none"] = f"{way} {tidy}"
            failed = f"{way} restore given_up:c finish:refused:c"
            expected[f"{case} rehearsed"] = failed if tried else f"{way} {tidy}"
    assert found == expected
    assert web.names("/var/lib/goferry/web/bad") == [_NEW], "the one that was rolled away from"


def test_after_a_power_cut_the_change_ends_as_far_as_it_had_come(web: Apart) -> None:
    found = ways(
        web,
        f"""tells systemctl restore launched lead healthy
ends revert finish finish_live
runs_current() {{ [[ $fails != *runs* ]]; }}
current() {{ echo $now; }}
note() {{ printf '{{"id":"x","verb":"%s","step":"s","release":"%s","previous":"{_OLD}","who":"w","login":"l","since":"t"}}\\n' "$1" "$2" >"$state/txn.json"; }}
note deploy {_NEW}; now={_OLD}
for fails in none runs; do echo "before $fails= $(change_recover)"; done
echo "anew= $(fails=none anew=yes; change_recover)"
echo "came= $(fails=none came=(unit); change_recover)"
now={_NEW}
for fails in none runs 'runs launched' healthy lead; do echo "after $fails= $(change_recover)"; done
note restart {_OLD}; now={_OLD}; echo "restart= $(fails=none; change_recover)"
rm "$state/txn.json"; echo "nothing= $(change_recover)"
""",  # noqa: E501
    )
    stop = "systemctl:stop:web-next@*.service"
    back = f"{stop} restore"
    interrupted = "lead:8080 finish:refused:interrupted"
    asked = "healthy:web.service:8080"
    assert found == {
        "before none": f"{back} {interrupted}",
        "before runs": f"{back} launched {interrupted}",
        "anew": f"{back} launched {interrupted}",
        "came": f"{back} launched {interrupted}",
        "after none": f"{stop} {asked} lead:8080 finish_live",
        "after runs": f"{stop} launched {asked} lead:8080 finish_live",
        "after runs launched": f"{stop} launched revert",
        "after healthy": f"{stop} {asked} revert",
        "after lead": f"{stop} {asked} lead:8080 revert",
        "restart": f"{back} {interrupted}",
        "nothing": "",
    }
