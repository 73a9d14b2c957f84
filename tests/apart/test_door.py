"""The helper's front door: which requests are heard, of whom, and what the others are told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.apart import GUEST, HELPER, WEB

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server
_ID, _SUM, _CURSOR = "0" * 32, "a" * 64, "s=" + "a" * 20
_NO = (65, '{"refused":"not_understood","protocol":1}\n')
_OPERATE = "/usr/local/libexec/goferry/operate-web"
_STATE = "/var/lib/goferry/web"
# Each begins, changes or tells nothing. What follows it is what makes it so.
_ODD = (
    "",
    "deploy",
    f"deploy {_ID} {_SUM}",
    f"deploy {_ID} {_SUM} me more",
    f"deploy {_ID[1:]} {_SUM} me",
    f"deploy {_ID}0 {_SUM} me",
    f"deploy {'A' * 32} {_SUM} me",
    f"deploy {_ID} {_SUM[1:]} me",
    f"deploy {_ID} {_SUM}0 me",
    f"deploy {_ID} - me",
    f"deploy {_ID} {_SUM} m'e",
    f"deploy {_ID} {_SUM} {'m' * 81}",
    f"rollback {_ID} 1-aaaaaaa me",
    f"rollback {_ID} ../x me",
    f"rollback {_ID} 1234567890-aaaaaaaa me",
    f"restart {_ID} x me",
    f"stop {_ID} x me",
    f"start {_ID} x me",
    f"lease {_ID} x me",
    f"cancel {_ID} x me",
    f"names {_ID} x me",
    f"secrets {_ID} x me",
    f"logs {_ID} {_CURSOR[:19]} me",
    f"logs {_ID} {_CURSOR}' me",
    f"logs {_ID} s={'a' * 299} me",
    f"logs {_ID} @ me",
    f"logs {_ID} @1h me",
    f"logs {_ID} @{'1' * 13} me",
    f"follow {_ID} 1234567 me",
    f"follow {_ID} -1 me",
    f"follow {_ID} 0 me",  # of a change that never was
    f"recover {_ID} boot goferry",
    f"run {_ID} - me",
    f"ask {_ID} - me",
)


def test_an_odd_request_is_not_understood_and_begins_nothing(web: Apart) -> None:
    before = web.tree(_STATE, "/opt/web", "/etc/web")
    for request in _ODD:
        said = web.ask(request)
        assert (said.code, said.out) == _NO, request
    assert web.calls() == []
    assert web.tree(_STATE, "/opt/web", "/etc/web") == before
    for words in ("x", "deploy", "recover"):
        assert web.sh(f"{HELPER} {words} </dev/null").code == 64


def test_a_change_s_name_is_good_for_one_change(web: Apart) -> None:
    assert web.ask(f"stop {_ID} - me").out == '{"accepted":true}\n'
    assert web.ask(f"stop {_ID} - me")[:2] == _NO
    assert web.ask(f"logs {_ID} {_CURSOR} me").code == 0
    assert web.ask(f"follow {_ID} 0 me").code == 0


def test_operators_come_in_to_look_and_to_restart(bare: Apart) -> None:
    assert bare.prepare(WEB, operators="ops")[-2:] == ["let_operate", "permit"]
    bare.place()
    for request, heard in (
        (f"restart {'1' * 32} - me", True),
        (f"logs {_ID} - me", True),
        (f"restarts {_ID} - me", True),
        (f"edit {'2' * 32} - me", False),
        (f"follow {'1' * 32} 0 me", True),
        *((f"{verb} {'2' * 32} - me", False) for verb in
          ["stop", "start", "lease", "unlease", "cancel", "names", "secrets", "rollback"]),
        (f"deploy {'3' * 32} {_SUM} me", False),
    ):  # fmt: skip
        said = bare.ask(request, door=_OPERATE)
        assert ((said.code, said.out) == _NO) is not heard, request
    assert bare.tree("/usr/local/libexec/goferry") == [
        "755 root:root d /usr/local/libexec/goferry",
        "755 root:root f /usr/local/libexec/goferry/activate-web",
        "755 root:root f /usr/local/libexec/goferry/operate-web",
    ]


def test_a_lease_keeps_others_out_until_it_ends_or_the_server_boots(web: Apart) -> None:
    mine, other = "1" * 32, "2" * 32
    web.prepare(WEB, uid=GUEST)
    assert web.ask(f"lease {mine} - anna").out == '{"accepted":true}\n'
    held, until, boot, who, since, login = web.text(f"{_STATE}/lease").split()
    uptime = int(float(web.text("/proc/uptime").split()[0]))
    assert (held, who, login) == (mine, "anna", "deploy")
    assert 0 <= uptime + 10 - int(until) <= 9
    for request in (f"lease {other} - ben", f"stop {other} - ben", f"deploy {other} {_SUM} ben"):
        said = web.ask(request, uid=GUEST)
        assert said.code == 75
        assert json.loads(said.out) == {
            "refused": "busy", "who": "anna", "login": "deploy", "since": since, "detail": "",
        }  # fmt: skip
    assert not web.names(f"{_STATE}/txn")
    web.ask(f"unlease {other} - ben", uid=GUEST)
    assert web.text(f"{_STATE}/lease").startswith(mine), "it is another's"
    assert web.ask(f"lease {mine} - anna").code == 0
    assert web.text(f"{_STATE}/lease").split()[4] == since
    for line, code in (
        (f"{mine} {uptime + 500} {boot} anna {since} deploy", 75),
        (f"{mine} {uptime - 1} {boot} anna {since} deploy", 0),
        (f"{mine} {uptime + 500} another-boot anna {since} deploy", 0),
    ):
        web.file(f"{_STATE}/lease").write_text(f"{line}\n")
        assert web.ask(f"lease {other} - ben").code == code, line
    web.ask(f"unlease {other} - ben")
    assert "lease" not in web.names(_STATE)
    assert web.within(
        WEB,
        f"echo {mine} 50 b anna s l >$state/lease\n"
        f"for now in 49 50 51; do leased_to_another {other} $now b; echo $?; done",
    ) == ["0", "0", "1"]


def test_a_change_that_cannot_begin_tells_who_is_at_work(web: Apart) -> None:
    web.file(f"{_STATE}/txn.json").write_text(
        '{"id":"x","who":"anna","login":"ann","since":"now"}\n'
    )
    web.when("'systemd-run '*", "echo 'Unit \"goferry-web.service\" is there'; exit 1")
    said = web.ask(f"stop {_ID} - me")
    assert (said.code, json.loads(said.out)) == (75, {
        "refused": "busy", "who": "anna", "login": "ann", "since": "now",
        "detail": 'Unit "goferry-web.service" is there',
    })  # fmt: skip
    assert web.names(f"{_STATE}/txn") == []
    assert web.text(f"{_STATE}/lease").startswith(_ID)


def test_who_asks_is_who_sudo_says_and_nobody_else(web: Apart) -> None:
    script = "asker; echo $login $uid $gid"
    for environment, scope, told in (
        ("SUDO_USER=anna SUDO_UID=7 SUDO_GID=8", "system", "anna 7 8"),
        ("SUDO_USER=anna SUDO_UID=7 SUDO_GID=8", "user", "root 0 0"),
        ("SUDO_UID=", "system", "root 0 0"),
        ("SUDO_USER='a b;c' SUDO_UID=7 SUDO_GID=8", "system", "a-b-c 7 8"),
    ):
        assert web.within(WEB, f"scope={scope} {environment}; {script}") == [told]


def test_the_lines_of_a_change_are_followed_from_where_one_was(web: Apart) -> None:
    web.ask(f"stop {_ID} - me")
    lines = web.text(f"{_STATE}/txn/{_ID}.log").splitlines(keepends=True)
    assert len(lines) == 2
    for start in range(2):
        assert web.ask(f"follow {_ID} {start} me").out == "".join(lines[start:])
    # one that is waited for in vain ends at the latest after a while, or when its unit has ended
    told = web.within(
        WEB,
        "unset SECONDS; SECONDS=0 n=0; idle() { n=$((n + 1)); SECONDS=$((n / 2)); }\n"
        f"show() {{ echo active; }}; follow {_ID} 2; echo $n; SECONDS=0 n=0\n"
        f"show() {{ echo inactive; }}; follow {_ID} 2; echo $n",
    )
    assert told == ["30", '{"result":"interrupted"}', "15"]


def test_folders_that_goferry_did_not_make_are_touched_by_no_request(web: Apart) -> None:
    for spoil in (
        "mv /etc/web /etc/other; ln -s other /etc/web",
        "rm /etc/web/.goferry",
        "echo another >/etc/web/.goferry",
        "chown 1000 /etc/web",
        "chown 1000 /etc/web/.goferry",
        "mv /opt/web/.goferry /opt/m; ln -s ../m /opt/web/.goferry",
        "rm /opt/web/.goferry",
        f"rm {_STATE}/.goferry",
        "mv /opt/web/releases /opt/r; ln -s ../r /opt/web/releases",
        f"mv {_STATE}/incoming {_STATE}/i; ln -s i {_STATE}/incoming",
    ):
        web.sh("mkdir -p /run/kept"
               "; cp -a /etc/web /run/kept/etc; cp -a /opt/web /run/kept/opt"
               "; cp -a /var/lib/goferry /run/kept/state")  # fmt: skip
        web.sh(spoil)
        said = web.ask(f"stop {_ID} - me")
        assert (said.code, said.out) == (65, '{"refused":"not_ours"}\n'), spoil
        web.sh("rm -rf /etc/web /opt/* /etc/other /var/lib/goferry; mv /run/kept/etc /etc/web"
               "; mv /run/kept/opt /opt/web; mv /run/kept/state /var/lib/goferry")  # fmt: skip
    assert web.ask(f"stop {_ID} - me").code == 0
