"""A release that lives gets more time, where somebody gives it; what sufficed is given again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.service.model import Health
from tests.apart import WEB

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server
_SLOW = replace(WEB, health=Health(period=5, threshold=1, watch=0, deadline=12))
_MORE = "/var/lib/goferry/web/more"
_PATIENCE = "/var/lib/goferry/web/patience"
_ID = "0" * 32
# A clock that goes on only when somebody waits, and a program that is well when its time has come.
_CLOCKED = """unset SECONDS; SECONDS=100
meet() { :; }
own_words() { entries=(); }
patiently() { SECONDS=$((SECONDS + ${2%.*})); }
idle() { SECONDS=$((SECONDS + 1)); }
journal() { :; }
goes_on() { :; }
journalctl() { echo "migrating"; }
tell() { echo "$1"; }
answers() { ((SECONDS >= 100 + takes)); }
"""


def judged(web: Apart, takes: int, given: str = "", learned: str = "") -> list[str]:
    """Judge a release that takes so many seconds; return what is told, and how it ended."""
    for place, text in ((_MORE, given), (_PATIENCE, learned)):
        web.file(place).unlink(missing_ok=True)
        if text:
            web.file(place).write_text(f"{text}\n")
    return web.within(_SLOW, f"{_CLOCKED}takes={takes}\nhealthy u 1 r; echo $?")


def starts(left: int, of: int) -> str:
    return f'{{"starts":{left},"of":{of},"said":"migrating"}}'


def test_without_more_time_the_deadline_holds_and_is_announced_once(web: Apart) -> None:
    assert judged(web, 10) == ["0"]
    assert judged(web, 30) == [starts(2, 12), "1"]


def test_what_speaks_otherwise_than_it_was_asked_is_not_called_slow(web: Apart) -> None:
    otherwise = "answers() { code=speaks_grpc; return 1; }"
    assert web.within(_SLOW, f"{_CLOCKED}{otherwise}\nhealthy u 1 r; echo $?") == ["1"]


@pytest.mark.parametrize(
    ("given", "learned", "end"),
    [
        (f"{_ID} 40", "", "0"),
        (f"{'1' * 32} 40", "", "1"),  # to another change
        ("", "12 40", "0"),  # it sufficed for one before
        ("", "11 40", "1"),  # the deadline itself is another by now
        (f"{_ID} 10", "12 40", "0"),  # the longer one counts
    ],
)
def test_more_time_is_for_the_change_that_got_it_or_for_those_after_one_that_needed_it(
    web: Apart, given: str, learned: str, end: str
) -> None:
    assert judged(web, 45, given, learned)[-1] == end


def test_what_sufficed_is_kept_only_where_more_was_given(web: Apart) -> None:
    assert web.within(_SLOW, 'tell() { echo "$1"; }; keep_patience') == []
    assert not web.file(_PATIENCE).exists()
    web.file(_MORE).write_text(f"{_ID} 40\n")
    assert web.within(_SLOW, 'tell() { echo "$1"; }; keep_patience') == ['{"patience":52}']
    assert web.text(_PATIENCE) == "12 40\n"


def test_time_is_given_while_something_starts_and_adds_up(web: Apart) -> None:
    assert web.ask(f"extend {_ID} 60 me").out == '{"refused":"nothing_starts"}\n'
    web.file("/var/lib/goferry/web/txn.json").write_text(f'{{"id":"{_ID}","verb":"deploy"}}\n')
    for seconds in (60, 5):
        assert web.ask(f"extend {'2' * 32} {seconds} me").out == '{"accepted":true}\n'
    assert web.text(_MORE) == f"{_ID} 65\n"
    assert web.ask(f"extend {_ID} 0 me").code == 65
    web.file("/var/lib/goferry/web/txn.json").unlink()


def test_at_the_end_of_a_change_nothing_of_it_stays(web: Apart) -> None:
    web.file(_MORE).write_text(f"{_ID} 40\n")
    found = web.within(
        _SLOW,
        "more=40; lengthen web.service; cat /run/systemd/system/web.service.d/goferry-time.conf\n"
        "forget_time; ls /run/systemd/system",
    )
    assert found == ["# Written by GoFerry.", "[Service]", "TimeoutStartSec=100"]
    assert not web.file(_MORE).exists()
