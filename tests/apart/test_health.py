"""A release is healthy when it is as it was said that it must be, and never a little less."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.service.model import Health
from tests.apart import QUICK, RELEASE, WEB

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server
_ASK = f'healthy web.service 8080 {RELEASE}; echo "$? $code $detail"'
_ONE = replace(QUICK, lowest=204, highest=204)

_JUDGED: tuple[tuple[Health, str, str], ...] = (
    (QUICK, "answers=200", "0"),
    (QUICK, "answers=500", "1 bad_status 500"),
    (QUICK, "answers=199", "1 bad_status 199"),
    (QUICK, "answers=399", "0"),
    (QUICK, "answers=400", "1 bad_status 400"),
    (_ONE, "answers=204", "0"),
    (_ONE, "answers=203", "1 bad_status 203"),
    (_ONE, "answers=205", "1 bad_status 205"),
    (QUICK, "silent", "1 no_answer "),
    (QUICK, "port=9090", "1 no_answer 9090 "),
    (replace(QUICK, timeout=0.5), "answers=wait", "1 no_answer 8080 "),
    (QUICK, "protocol=HTTP/2", "1 speaks_other HTTP/2 200 Said"),
    (QUICK, "answers=20", "1 speaks_other HTTP/1.1 20 Said"),
    (QUICK, "says=9-ffffffff", "1 other_release 9-ffffffff"),
    (QUICK, "nameless", "0"),
    (QUICK, "host=::", "0"),
    (QUICK, "child", "1 other_process PID"),
    (QUICK, "dies", "1 crashed"),
)


def test_a_release_is_well_only_as_it_was_said_that_it_must_be(web: Apart) -> None:
    for health, behaviour, expected in _JUDGED:
        web.place(behaviour)
        (told,) = web.within(replace(WEB, health=health), f"deadline=-1\n{_ASK}")
        if expected.endswith("PID"):
            told = told.replace(told.split()[-1], "PID")
        begins = expected in {"0", "1", "1 crashed"}
        assert told == expected or (begins and told.startswith(expected)), behaviour


# A clock that goes on only when somebody waits, and a program of whom is known what it answers.
_CLOCKED = """unset SECONDS; SECONDS=100 asks=0 looks=0
meet() { :; }
patiently() { SECONDS=$((SECONDS + $2)); echo "wait $2"; }
idle() { SECONDS=$((SECONDS + 1)); }
journal() { echo journal; }
goes_on() { looks=$((looks + 1)); ((looks != ends)); }
nearly_over() { :; }
answers() { asks=$((asks + 1)); [[ ${said:asks - 1:1} == y ]]; }
"""


@pytest.mark.parametrize(
    ("how", "said", "ends", "expected"),
    [
        # so many good ones in a row, and none of them earlier
        (Health(period=2, threshold=3, watch=0), "yyy", 0, "0 asks 3 looks 4"),
        (Health(period=2, threshold=3, watch=0), "yynyyny", 0, "1 asks 8 looks 8 journal"),
        (Health(period=2, threshold=3, watch=0), "nyynyyy", 0, "0 asks 7 looks 8"),
        (Health(period=2, threshold=1, watch=0), "y", 0, "0 asks 1 looks 2"),
        # before the deadline, which begins with the start and is passed when more time went by
        (Health(period=5, threshold=1, watch=0, deadline=22), "nnnny", 0, "0 asks 5 looks 6"),
        (
            Health(period=5, threshold=1, watch=0, deadline=22),
            "nnnnn",
            0,
            "1 asks 5 looks 5 journal",
        ),
        (
            Health(period=5, threshold=1, watch=0, deadline=21),
            "nnnny",
            0,
            "1 asks 4 looks 4 journal",
        ),
        # and it stays up afterwards
        (Health(period=2, threshold=1, watch=6), "y", 0, "0 asks 1 looks 8"),
        (Health(period=2, threshold=1, watch=6), "y", 7, "1 asks 1 looks 7"),
        (Health(period=2, threshold=1, watch=6), "y", 1, "1 asks 0 looks 1"),
    ],
)
def test_the_numbers_of_health_are_kept_to(
    web: Apart, how: Health, said: str, ends: int, expected: str
) -> None:
    told = web.within(
        replace(WEB, health=replace(how, start_delay=7.0)),
        f'{_CLOCKED}said={said} ends={ends}\nhealthy u 1 r; echo "$? asks $asks looks $looks"',
    )
    waits = [line for line in told if line.startswith("wait")]
    assert waits[0] == "wait 7"
    assert set(waits[1:]) <= {f"wait {how.period:g}"}
    last = " ".join([told[-1], *(line for line in told if line == "journal")])
    assert last == expected


def test_without_a_path_an_open_port_is_well_and_a_closed_one_is_not(web: Apart) -> None:
    for behaviour, expected in (("answers=500", "0"), ("silent", "1")):
        web.place(behaviour)
        (told,) = web.within(replace(WEB, health_path=""), f"deadline=-1\n{_ASK}")
        assert told[0] == expected


def test_one_that_told_its_id_when_it_was_rehearsed_must_tell_it(web: Apart) -> None:
    for behaviour, expected in (("nameless", "1 other_release -"), ("", "0 ")):
        web.place(behaviour)
        (told,) = web.within(WEB, f"named=yes deadline=-1\n{_ASK}")
        assert told.startswith(expected)


def test_a_run_that_ended_once_is_not_well_whatever_answers_then(web: Apart) -> None:
    for bend, expected in (
        ("NRestarts=1", "1 crashed"),
        ("InvocationID=another", "1 crashed"),
        ("SubState=auto-restart", "1 crashed"),
        ("SubState=auto-restart-queued", "1 crashed"),
        ("ActiveState=deactivating", "1 crashed"),
        ("{ ActiveState=failed; Result=timeout; }", "1 not_ready"),
        ("ActiveState=activating", "0"),
    ):
        web.place()
        web.bend(f"((shows < 2)) || {bend}")
        assert web.within(WEB, _ASK)[0].startswith(expected), bend


def test_what_the_program_said_is_looked_for_among_this_run_alone(web: Apart) -> None:
    web.place("dies")
    web.bend("InvocationID=run1; ExecMainPID=77")
    web.file("/run/apart/journal").write_text("no database\n\n")
    web.calls()
    assert web.within(WEB, _ASK)[-1].startswith("1 crashed")
    words = "journalctl --no-pager --quiet --output=cat --lines=60 --boot"
    assert [call for call in web.calls() if call.startswith("journalctl")] == [
        "journalctl --sync",
        f"{words} _SYSTEMD_INVOCATION_ID=run1 + _PID=77 _SYSTEMD_UNIT=web.service",
        f"{words} _PID=1 _UID=0 INVOCATION_ID=run1",
    ]
    assert web.log() == [
        {"journal": "no database"}, {"journal": ""}, {"systemd": "no database"}, {"systemd": ""},
    ]  # fmt: skip


def test_a_program_that_was_never_started_is_known_by_systemd_s_own_words(web: Apart) -> None:
    web.place("dies")
    web.bend("InvocationID=run1; ExecMainPID=77; ExecMainStatus=203")
    web.calls()
    (told,) = web.within(WEB, _ASK)
    assert told.startswith(
        "1 crashed Result=exit-code ExecMainCode=1 ExecMainStatus=203 noexec= enforce="
    )
    assert web.calls()[-1].endswith("_PID=1 _UID=0 INVOCATION_ID=run1 + _PID=77 INVOCATION_ID=run1")


def test_signs_of_control_and_quotes_stay_within_their_string(web: Apart) -> None:
    script = "quoted $'a\"b\\\\c\\td\\x1b'; echo; quoted \"$(printf 'x%.0s' {1..5000})\""
    assert web.within(WEB, script) == [r'"a\"b\\c d "', '"' + "x" * 4000 + '"']
