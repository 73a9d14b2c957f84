"""How each mode takes over, rehearses and gives back: the calls to systemd in their order."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.service.model import Mode
from tests.apart import RELEASE, WEB

if TYPE_CHECKING:
    from core.service.model import Service
    from tests.apart import Apart

pytestmark = pytest.mark.server
_BAD = "/var/lib/goferry/web/bad"
_TARGET = "/run/goferry-web.env"


def of(mode: Mode, *, rehearse: bool = False) -> Service:
    """Return the usual service in this mode."""
    return replace(WEB, mode=mode, rehearse=rehearse)


_LOOKS = re.compile("systemctl (--quiet )?(show|is-|list-)")


def asked(web: Apart) -> list[str]:
    """Return what systemd was told since this was asked last, without its being looked at."""
    told = (call for call in web.calls() if call.startswith("systemctl "))
    return [call[10:] for call in told if not _LOOKS.match(call)]


def steps(web: Apart) -> list[str]:
    """Return the steps of the last change and how it ended."""
    return [found for one in web.log() if (found := one.get("step") or one.get("result"))]


_TIDY = ("stop web-next@2-HASH.service", "reset-failed web-next@2-HASH.service")
_LAST = "reset-failed web-next@* web-try@* web-command@*"
_OWN = ("reset-failed web.service", "enable --quiet web.service", "restart web.service")
_HELD = ("reset-failed web.service", "start web.socket", "restart web.service")
_FIRST_HELD = ("stop web.service", "enable --quiet web.socket", "start web.socket", *_OWN[1:])
_LEAD = "restart web-proxy.service"
_FREE = "stop web-next@*.service"  # the port that all candidates behind a proxy have
_FIRST_STOP = "stop web.timer web.socket web-proxy.service web.service"
_TRY = ("start web-try@N.socket", "start web-try@N.service")
_TRY_OVER = (
    "stop web-try@N.service web-try@N.socket",
    "reset-failed web-try@N.service web-try@N.socket",
)


def numbered(calls: list[str]) -> list[str]:
    """Spell the port of a rehearsal by a letter; it is another one each time."""
    port = next(
        (
            call.partition("web-try@")[2].partition(".")[0]
            for call in calls
            if "try@" in call and "try@*" not in call
        ),
        "",
    )
    return [call.replace(f"try@{port}.", "try@N.") if port else call for call in calls]


@pytest.mark.parametrize(
    ("mode", "first", "second", "way"),
    [
        (
            Mode.SOCKET,
            (_OWN[0], _FIRST_STOP, *_FIRST_HELD),
            (*_HELD, *_TIDY),
            "publish switch start probe tidy live",
        ),
        (
            Mode.SHARED,
            (*_TRY, *_TRY_OVER, _OWN[0], _FIRST_STOP, *_FIRST_HELD),
            (*_TRY, *_TRY_OVER, _TIDY[1], "start web-next@2-HASH.service", *_HELD, *_TIDY),
            "publish rehearse candidate switch start probe tidy live",
        ),
        (
            Mode.PROXY,
            (_OWN[0], _FIRST_STOP, *_FIRST_HELD, _LEAD),
            (_FREE, _TIDY[1], "start web-next@2-HASH.service", _LEAD, *_HELD, _LEAD, *_TIDY),
            "publish candidate switch start probe tidy live",
        ),
    ],
)
def test_a_mode_takes_over_in_these_steps(
    bare: Apart, mode: Mode, first: tuple[str, ...], second: tuple[str, ...], way: str
) -> None:
    bare.prepare(of(mode))
    asked(bare)
    assert bare.deploy("one")["result"] == "live"
    tidy = tuple(call.replace("2-", "1-") for call in _TIDY)
    assert numbered(asked(bare)) == [*first, *tidy, _LAST]
    assert bare.deploy("two")["result"] == "live"
    assert numbered(asked(bare)) == [*second, _LAST]
    assert " ".join(steps(bare)) == way
    assert bare.names("/run/apart/units") == [
        *(["web-proxy.service"] if mode is Mode.PROXY else []), "web.service", "web.socket",
    ]  # fmt: skip
    assert bare.file(_TARGET).exists() == (mode is Mode.PROXY)
    if mode is Mode.PROXY:
        assert bare.text(_TARGET) == "TARGET=18080\n"


def test_behind_a_proxy_the_new_one_gets_the_port_when_it_is_well_and_gives_it_back(
    bare: Apart,
) -> None:
    bare.prepare(of(Mode.PROXY))
    bare.deploy("one")
    asked(bare)
    bare.when("'systemctl restart web-proxy.service'", f"cp {_TARGET} /run/apart/led")
    last = bare.deploy("two")
    assert (last["result"], bare.text("/run/apart/led")) == ("live", "TARGET=28080\n")
    asked(bare)
    last = bare.deploy("answers=500")
    assert (last["result"], last["code"], last["detail"]) == ("rolled_back", "bad_status", "500")
    assert asked(bare) == [
        _FREE,
        "reset-failed web-next@3-HASH.service",
        "start web-next@3-HASH.service",
        _LEAD,
        "stop web-next@3-HASH.service",
        _LAST,
    ]
    assert bare.plain(bare.current()) == "2-HASH"
    assert [bare.plain(one) for one in bare.names(_BAD)] == ["3-HASH"]
    assert "web-next@" not in " ".join(bare.names("/run/apart/units"))
    bare.when("'systemctl restart web-proxy.service'", "echo no; exit 1")
    assert bare.deploy("three")["code"] == "no_proxy"


def test_on_a_shared_socket_one_bad_answer_of_the_new_one_takes_it_back(bare: Apart) -> None:
    bare.prepare(of(Mode.SHARED))
    bare.deploy("one")
    last = bare.deploy("answers=200,500")  # well when it is rehearsed, and not with others
    assert (last["result"], last["code"], last["detail"]) == ("rolled_back", "bad_status", "500")
    assert steps(bare) == ["publish", "rehearse", "candidate", "withdraw", "rolled_back"]
    assert bare.plain(bare.current()) == "1-HASH"
    assert len([one for one in bare.starts() if one.startswith("web.service")]) == 1


def test_a_rehearsed_release_that_is_not_well_touches_nothing(bare: Apart) -> None:
    bare.prepare(of(Mode.RESTART, rehearse=True))
    bare.deploy("one", env=b"A=old\n")
    asked(bare)
    last = bare.deploy("answers=500", env=b"A=new\n")
    assert (last["result"], last["code"]) == ("refused", "bad_status")
    assert numbered(asked(bare)) == ["start web-try@N.service", *_TRY_OVER, _LAST]
    assert (bare.starts()[-1].split()[1:], len(bare.starts())) == (["2-HASH", "A=new"], 3)
    assert bare.text("/etc/web/env") == "A=old\n"
    assert (bare.plain(bare.current()), bare.names("/opt/web")) == (
        "1-HASH", [".goferry", "current", "releases"],
    )  # fmt: skip
    assert [bare.plain(one) for one in bare.names(_BAD)] == ["2-HASH"]
    port = int(bare.starts()[-1].partition("@")[2].partition(".")[0])
    assert 20_000 <= port <= 59_999


def test_a_program_that_insists_on_its_own_port_is_switched_to_unrehearsed(bare: Apart) -> None:
    bare.prepare(of(Mode.RESTART, rehearse=True))
    bare.deploy("one")
    bare.file("/run/apart/journal").write_text("listen tcp :8080: bind: address already in use\n")
    bare.bend("[[ $unit != *try@* ]] || { ActiveState=failed; Result=exit-code; }")
    assert bare.deploy("port=8080")["result"] == "live"
    bare.file("/run/apart/journal").write_text("another reason\n")
    assert bare.deploy("port=8080 again")["code"] == "crashed"


def test_a_rehearsal_s_port_is_one_that_nobody_uses(web: Apart) -> None:
    web.place("port=8081")
    told = web.within(
        WEB,
        "for n in 1 2 3; do spare_port 512 1023; done; spare_port 8081 8082; spare_port 8080 8081\n"
        "spare_port 8081 8081 || echo none; listened 8081 && echo yes; listened 8082 || echo no",
    )
    assert all(512 <= int(port) <= 1023 for port in told[:3])
    assert told[3:] == ["8082", "8080", "none", "yes", "no"]


def test_a_port_that_another_took_meanwhile_is_no_fault_of_the_release(bare: Apart) -> None:
    bare.prepare(of(Mode.RESTART, rehearse=True))
    bare.deploy("one")
    bare.calls()
    bare.sh(
        "cat >/run/apart/hook <<'E'\n"
        "[[ $call != 'systemctl start web-try@'* ]] || { echo no; exit 1; }\nE"
    )
    assert bare.within(
        replace(WEB, rehearse=True),
        "listened() { true; }; rehearsed; echo $? $code; listened() { false; }\n"
        "rehearsed; echo $? $code",
    ) == ["1 no_spare_port", "1 crashed"]
    assert len([call for call in bare.calls() if call.startswith("systemctl start web-try@")]) == 6
    assert bare.within(WEB, "given_up no_spare_port; given_up cancelled; ls $state/bad") == []
    assert bare.within(WEB, "given_up crashed; ls $state/bad") == [RELEASE]


def test_another_port_stops_all_that_holds_the_old_one_first(bare: Apart) -> None:
    bare.prepare(of(Mode.SOCKET))
    bare.deploy("one")
    helper = bare.text("/usr/local/libexec/goferry/activate-web")
    named = bare.new_id()
    new = f"/var/lib/goferry/web/next/{named}"
    bare.sh(
        f"mkdir -p {new}/units; cp /etc/systemd/system/web* {new}/units/"
        f"; cp /var/lib/goferry/web/service.json {new}/"
    )
    bare.file(f"{new}/helper").write_text(helper.replace("8080", "8081"))
    bare.file(f"{new}/helper").chmod(0o755)
    for unit in ("web.service", "web.socket"):
        text = bare.text(f"/etc/systemd/system/{unit}")
        bare.file(f"{new}/units/{unit}").write_text(text.replace("8080", "8081"))
    asked(bare)
    sha256 = bare.send("two")
    bare.sh(
        f"echo deploy {named} {sha256} me"
        f" | SUDO_UID=1000 SUDO_GID=1000 SUDO_USER=deploy bash -p {new}/helper"
    )
    assert steps(bare)[-1] == "live"
    assert asked(bare)[:5] == [
        "daemon-reload", _OWN[0], _FIRST_STOP, "stop web.service", _HELD[1],
    ]  # fmt: skip
    assert "port=8081" in bare.text("/usr/local/libexec/goferry/activate-web")
    assert "=8081\n" in bare.text("/etc/systemd/system/web.service")
    back = bare.change("rollback")
    assert back["result"] == "live"
    assert "port=8080" in bare.text("/usr/local/libexec/goferry/activate-web")
    assert "=8080\n" in bare.text("/etc/systemd/system/web.service")
    assert bare.log()[0:3] == [
        {"restored": ["unit"], "gone": []},
        *({"step": one, "release": bare.current()} for one in ("switch", "start")),
    ]


def test_a_rehearsal_s_further_ports_are_free_too(web: Apart) -> None:
    service = replace(WEB, ports=("a=9090", "b=53/udp"))
    web.place("port=12100")
    told = web.within(
        service,
        "any_spare; spare_port 2100 2100 || echo taken; spare_port 2101 2101; further=\n"
        "spare_port 2100 2100; any_spare",
    )
    assert 1024 <= int(told[0]) <= 9999
    assert told[1:4] == ["taken", "2101", "2100"]
    assert 20_000 <= int(told[4]) <= 59_999


def test_other_further_ports_stop_all_that_holds_the_old_ones_first(web: Apart) -> None:
    service = replace(WEB, ports=("a=9090",))
    told = web.within(
        service,
        "way; way_of $self; sed '/^further=/d' $self >/run/apart/older; way_of /run/apart/older",
    )
    assert told == [f"restart 8080 8080 {further} web" for further in ("9090", "9090", "")]
