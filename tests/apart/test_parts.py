"""Parts of the helper by themselves: each as a table of what it must do and what it must not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.apart import LOGIN, RELEASE, WEB

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server
_STATE = "/var/lib/goferry/web"


def test_a_file_becomes_as_the_other_is_in_text_mode_and_owner(web: Apart) -> None:
    script = """cd /run/apart; mkdir -p x.service.d; here=$PWD failed=
try() { # WORDS: what differs; tells whether `put` did something, and what is there then
  printf a >from; chmod 0640 from; rm -f to; cp -p from to; failed=
  eval "$1"
  if put $here/from $here/to; then did=yes; else did=no; fi
  echo "$1: $did $(stat -c '%a %u %g' to) $(cat to)$failed"
}
for one in : 'printf b >to' 'chmod 0644 to' 'chown 1000 to' 'chgrp 1000 to' 'rm to'; do
  try "$one"
done
failed=; : >no; put $here/from $here/no/to 2>/dev/null || echo "not: $failed"; rm from
printf a >x.service.d/to
put $here/from $here/x.service.d/to && [[ ! -e x.service.d ]] && echo gone
put $here/from $here/x.service.d/to || echo nothing"""
    assert [line.rstrip() for line in web.within(WEB, script)] == [
        ":: no 640 0 0 a",
        "printf b >to: yes 640 0 0 a",
        "chmod 0644 to: yes 640 0 0 a",
        "chown 1000 to: yes 640 0 0 a",
        "chgrp 1000 to: yes 640 0 0 a",
        "rm to: yes 640 0 0 a",
        "not: yes",
        "gone",
        "nothing",
    ]


def test_only_a_release_that_was_not_well_is_known_as_bad(web: Apart) -> None:
    script = """for verb in deploy rollback restart; do
  for why in crashed bad_status not_ready cancelled no_spare_port; do
    rm -f "$state/bad"/*; given_up "$why"; echo $verb $why $(ls "$state/bad")
  done
done"""
    assert web.within(WEB, script) == [
        f"{verb} {why}" + (" 1-aaaaaaaa" if bad and verb != "restart" else "")
        for verb in ("deploy", "rollback", "restart")
        for why, bad in (
            ("crashed", True), ("bad_status", True), ("not_ready", True),
            ("cancelled", False), ("no_spare_port", False),
        )
    ]  # fmt: skip


def test_only_a_deploy_brings_another_environment(web: Apart) -> None:
    for verb, env in (("rollback", "A=old"), ("restart", "A=old"), ("deploy", "A=new")):
        web.upload("env", b"A=new\n", "0" * 32)
        web.file("/etc/web/env").write_text("A=old\n")
        assert web.within(WEB, f"verb={verb}; settings; cat $etc/env") == [env], verb
    assert web.tree("/etc/web/env") == ["640 root:web f /etc/web/env"]
    assert web.names(f"{_STATE}/incoming/{LOGIN}/{'0' * 32}") == [], "it does not stay there"


@pytest.mark.parametrize(("version", "names"), [(252, ["B"]), (253, ["B"]), (254, ["A", "B"])])
def test_a_comment_goes_on_after_a_backslash_until_systemd_254(
    web: Apart, version: int, names: list[str]
) -> None:
    web.file("/run/apart/version").write_text(f"{version}\n")
    web.file("/etc/web/env").write_text("# comment \\\nA=1\nB=2\n")
    assert web.within(WEB, "variables") == names
    kept = {252: "", 253: "", 254: "# comment \\\n"}[version]
    left = web.within(WEB, "assignments without B <$etc/env")
    assert "\n".join(left) == (f"{kept}A=1" if kept else "# comment \\\nA=1")


def test_odd_names_among_the_credentials_are_neither_told_nor_handed_over(web: Apart) -> None:
    script = """mkdir -p "$etc/creds"; cd "$etc/creds"
for name in db A.b_c-9 .hidden 'two words' 'a:b' '"' -x _x \u00e4 %h; do : >"./$name"; done
: >"$(printf 'n%.0s' {1..64})"; : >"$(printf 'm%.0s' {1..65})"; : >"$etc/env"
names; hand_over; cat "$units/web.service.d/goferry-credentials.conf"
rm -f ./*; hand_over; ls "$units" | grep -c '\\.d$'"""
    long = "n" * 64
    told, *conf = web.within(WEB, script)
    ours = ["A.b_c-9", "db", long]
    assert told == '{"variables":[],"credentials":[%s]}' % ",".join(f'"{one}"' for one in ours)  # noqa: UP031
    assert conf == [
        "# Written by GoFerry.",
        "[Service]",
        *(f"LoadCredential={one}:/etc/web/creds/{one}" for one in ours),
        "0",
    ]


def test_what_listens_for_others_than_this_computer_is_told_from_what_does_not(web: Apart) -> None:
    script = """for host in 127.0.0.1 ::1 0.0.0.0 ::; do
  python=/run/apart/python/bin/python3
  LD_LIBRARY_PATH=/run/apart/python/lib $python -c '
import socket, sys, time
kind = socket.AF_INET6 if ":" in sys.argv[1] else socket.AF_INET
one = socket.create_server((sys.argv[1], 0), family=kind)
print(one.getsockname()[1], flush=True)
time.sleep(1000)' $host >port & worker=$!
  while [[ ! -s port ]]; do sleep 0.02; done
  number=$(<port); : >port
  listened $number && inside=yes || inside=no
  heard_outside $number && outside=yes || outside=no
  echo $host $inside $outside
  kill $worker; wait $worker 2>/dev/null
done; listened 9 || echo none; heard_outside 9 || echo none"""
    assert web.within(WEB, f"cd /run/apart; : >port; {script}") == [
        "127.0.0.1 yes no", "::1 yes no", "0.0.0.0 yes yes", ":: yes yes", "none", "none",
    ]  # fmt: skip


def test_whether_browsers_come_and_whether_others_pass_the_proxy_by_is_told(web: Apart) -> None:
    script = """heard_outside() { [[ " $heard " == *" $1 "* ]]; }
listened() { [[ ! $gone ]]; }
port=1 inner_port=2 next_port=3 gone=
for mode in proxy shared socket restart; do
  for heard in '' 1 2 '1 2'; do echo "$mode $heard: $(reach)"; done
done
mode=restart heard= gone=yes
echo "nobody listens: $(reach)."
"""
    assert web.within(WEB, script) == [
        *(
            f"{mode} {heard}: {told}"
            for mode in ("proxy", "shared", "socket", "restart")
            for heard, told in (
                (("", ""), ("1", ""), ("2", "exposed"), ("1 2", "exposed")) if mode == "proxy"
                else (("", "loopback"), ("1", ""), ("2", "loopback"), ("1 2", ""))
            )
        ),
        "nobody listens: .",
    ]  # fmt: skip


def test_a_change_waits_ninety_seconds_for_another_or_until_it_is_cancelled(web: Apart) -> None:
    script = """unset SECONDS; wait=0
flock() { wait=$((wait + 1)) SECONDS=$wait; echo $wait >/run/apart/waited; ((wait == cancel)) && echo $id >"$state/cancel"; return 1; }
become() { echo became; }
change_restart() { echo never; }
for cancel in 0 90 3; do
  (SECONDS=0; run restart $id - me deploy 1000 1000)
  echo "$? $(</run/apart/waited) $(tail -n 1 "$state/txn/$id.log")"; rm -f "$state/cancel"
done
flock() { return 0; }; change_restart() { echo "goes: $verb $wanted $who $login $uid $gid $previous"; }
run restart $id - me deploy 1000 1001"""  # noqa: E501
    answer = '{"result":"refused","release":"","previous":"","running":"","code":"%s","detail":""}'
    assert web.within(WEB, script) == [
        f"75 91 {answer % 'busy'}",
        f"75 90 {answer % 'cancelled'}",
        f"75 3 {answer % 'cancelled'}",
        "goes: restart - me deploy 1000 1001 ",
    ]


def test_the_proxy_is_led_by_a_file_that_is_forgotten_with_the_next_boot(web: Apart) -> None:
    script = """systemctl() { echo "$*"; return $ends; }
ends=0; rm -f /run/goferry-web.env
for mode in restart socket shared proxy; do
  lead 9; ended=$? here=$(cd /run; ls goferry* 2>/dev/null)
  echo "$mode $ended $code $detail" $here
done
cat /run/goferry-web.env; ends=1; lead 10; echo $? $code; cat /run/goferry-web.env"""
    led = "restart web-proxy.service"
    assert [" ".join(line.split()) for line in web.within(WEB, script)] == [
        *(f"{mode} 0" for mode in ("restart", "socket", "shared")),
        f"proxy 0 {led} goferry-web.env",
        "TARGET=9", "1 no_proxy", "TARGET=10",
    ]  # fmt: skip


def test_the_last_words_of_a_change_are_whole_and_for_all_to_read(web: Apart) -> None:
    web.file(f"{_STATE}/txn.json").touch()
    script = r"""chmod 0700 "$state/bad"; previous=0-x; umask 077
for result in live refused down; do
  (finish $result why $'a "b" \\c\n\t\033[1m')
  tail -n 1 "$state/txn/$id.log"
  sed -n '$s/"time":"....-..-..T..:..:..Z"/T/p' "$state/history.jsonl"
done
ls "$state/txn.json" 2>/dev/null; stat -c '%a %n' "$state/bad" "$state/history.jsonl"
quoted "$(printf 'x%.0s' {1..4001})" | wc -c; quoted ''"""
    told = web.within(WEB, script)
    for result, last, entry in zip(
        ("live", "refused", "down"), told[0:6:2], told[1:6:2], strict=True
    ):
        assert json.loads(last) == {
            "result": result, "release": RELEASE, "previous": "0-x", "running": "", "code": "why",
            "detail": 'a "b" \\c   [1m',
        }  # fmt: skip
        assert entry == (
            '{T,"who":"me","login":"deploy","verb":"deploy","release":"1-aaaaaaaa",'
            f'"previous":"0-x","result":"{result}","code":"why",'
            f'"live":"{RELEASE if result == "live" else ""}","change":"{"0" * 32}"}}'
        )
    assert told[6:] == [
        f"755 {_STATE}/bad", f"644 {_STATE}/history.jsonl", "4002", '""',
    ]  # fmt: skip


def test_an_upload_is_read_up_to_its_limit_and_all_together_for_ten_minutes(web: Apart) -> None:
    script = """cd /run/apart; unset SECONDS; SECONDS=0 each=0 ends=0
rm() { SECONDS=$((SECONDS + each)); command rm "$@"; }
as_uploader() { echo "$1 $2" >asked; printf abcd; return $ends; }
try() { received folder name $1 into; echo "$? $reading $(<asked) $(stat -c %a into) $(<into)"; }
try 4; try 3; ends=44; try 4; ends=1; try 4; ends=0
each=301; try 4; try 4; reading=600 each=599; try 4; reading=600 each=600; try 4"""
    assert web.within(WEB, script) == [
        "0 600 600 folder 600 abcd", "1 600 600 folder 600 abcd", "44 600 600 folder 600 abcd",
        "1 600 600 folder 600 abcd", "0 299 600 folder 600 abcd", "1 -2 299 folder 600 abcd",
        "0 1 600 folder 600 abcd", "1 0 600 folder 600 abcd",
    ]  # fmt: skip


def test_what_is_kept_of_another_change_is_neither_put_back_nor_kept_for_later(web: Apart) -> None:
    script = """put_whole() { echo "put $1"; }; move_whole() { echo "move $1 $2"; }
restore || echo nothing; mkdir "$state/before"
try() { echo "$1" >"$state/before/whole"; previous=$2; restore || echo other; keep_before; echo .; }
try x 0-x; try $id ''; try $id $release; try $id 0-x; stat -c %a "$state/kept" """
    assert web.within(WEB, script) == [
        "nothing", "other", ".", *[f"put {_STATE}/before", "."] * 2,
        f"put {_STATE}/before", f"move {_STATE}/before {_STATE}/kept/0-x", ".", "700",
    ]  # fmt: skip


def test_who_asks_is_whom_sudo_names_as_one_plain_word(web: Apart) -> None:
    script = """try() { asker; echo "$login $uid $gid"; }
unset SUDO_UID; try; SUDO_UID=7 SUDO_GID=8 SUDO_USER='a"b c@d.e_f-g'; try
SUDO_USER=$(printf 'x%.0s' {1..81}); try; scope=user; try"""
    assert web.within(WEB, script) == [
        "root 0 0", "a-b-c@d.e_f-g 7 8", f"{'x' * 80} 7 8", "root 0 0",
    ]  # fmt: skip


def test_on_a_shared_socket_the_new_one_is_heard_as_often_as_was_said_or_asked_ten_times(
    web: Apart,
) -> None:
    script = """meet() { :; }; idle() { :; }; journal() { echo journal; }; tell() { echo "$1"; }
goes_on() { ((gone == 0)); }
timeout() { printf '%b' "$said"; }
try() { threshold=$1 said=$2 gone=$3 code= detail=; joined x; echo "$? $code $detail"; }
try 1 "200 $release\\n" 0; try 3 "200 $release\\n" 0; try 3 "200 0-x\\n200 $release\\n" 0
try 3 "500 0-x\\n" 0; try 3 '' 0; try 1 "500 $release\\n" 0; try 1 "200 $release\\n" 1"""
    found = " ".join(" ".join(web.within(WEB, script)).split())
    heard = '{{"heard":{},"tries":{}}} 0'.format
    assert found.replace(" bad_status 200", "") == " ".join(
        (heard(1, 1), heard(3, 3), heard(3, 3), heard(0, 10), heard(0, 10),
         "journal 1 bad_status 500", "1")
    )  # fmt: skip


def test_a_cancel_is_heard_for_this_change_alone_and_never_on_the_way_back(web: Apart) -> None:
    script = """try() { code=x detail=y; cancelled; echo "$1 $? $code $detail"; }
try none; echo other >"$state/cancel"; try other; echo $id >"$state/cancel"; try mine
for direction in back onwards; do try $direction; done"""
    assert [line.strip() for line in web.within(WEB, script)] == [
        "none 1 x y", "other 1 x y", "mine 0 cancelled", "back 1 x y", "onwards 1 x y",
    ]  # fmt: skip
