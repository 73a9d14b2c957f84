"""A service's log: its own lines alone, in their order, each once, and never an empty excuse."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from core.events import LogLine
from core.operate.logs import line_of, logs
from core.ssh.session import Ran
from tests.made_up import Server, problem, record_of, refusal
from tests.made_up_clock import at_once

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.made_up import Answer

JOURNAL = (
    "journalctl --no-pager --quiet --output=json"
    " --output-fields=MESSAGE,PRIORITY,_SYSTEMD_UNIT,_SYSTEMD_USER_UNIT"
)
UNITS = (
    " --unit='web.service' --unit='web-next@*' --unit='web-try@*' --unit='web-command@*'"
    " --unit='web-run@*'"
    " --unit='web.*.service' --unit='goferry-web@job*'"
)
NO_ROOT = ("root:", problem("sudo_password_needed"))


def entry(cursor: str, message: str, **more: object) -> str:
    return json.dumps({"__CURSOR": cursor, "MESSAGE": message, **more})


def read(
    server: Server, *, follow: bool = False, until: Callable[[list[LogLine]], bool] | None = None
) -> list[LogLine]:
    """Read to the end, or until what was read is enough."""
    found: list[LogLine] = []

    def take(line: LogLine) -> None:
        found.append(line)
        if until is not None and until(found):
            raise _EnoughError

    with suppress(_EnoughError):
        at_once(logs(server, "web", take, follow=follow))
    return found


class _EnoughError(Exception):
    """What was read is enough."""


def read_at(server: Server, *, lines: int) -> list[tuple[str, float]]:
    """Follow until so many lines came: each with the second at which it did."""
    found: list[tuple[str, float]] = []

    async def all_lines() -> None:
        loop = asyncio.get_running_loop()
        since = loop.time()

        def take(line: LogLine) -> None:
            found.append((line.text, loop.time() - since))
            if len(found) == lines:
                raise _EnoughError

        await logs(server, "web", take, follow=True)

    with suppress(_EnoughError):
        at_once(all_lines())
    return found


def texts(lines: list[LogLine]) -> list[str]:
    return [line.text for line in lines]


def test_the_newest_lines_come_oldest_first_from_the_services_own_units_alone() -> None:
    said = "\n".join(entry(f"c{n}", f"line {n}") for n in range(3))
    server = Server(record_of(), ("root:", said))
    assert texts(read(server)) == ["line 0", "line 1", "line 2"]
    assert server.texts("root") == [f"{JOURNAL}{UNITS} --lines=200"]


def test_a_users_service_is_asked_of_the_users_journal_without_root() -> None:
    server = Server(record_of(scope="user"), ("run:", entry("c", "mine")))
    assert read(server) == [LogLine(text="mine", stream="out", server="web1")]
    asked = server.texts("run")[-1]
    units = UNITS.replace("--unit=", "--user --user-unit=")
    assert asked == f"export XDG_RUNTIME_DIR=/run/user/$(id -u)\n{JOURNAL}{units} --lines=200"
    assert not server.texts("root")


@pytest.mark.parametrize(
    ("priority", "stream"), [(n, "err" if n <= 4 else "out") for n in range(8)]
)
def test_from_warning_on_a_line_is_an_error(priority: int, stream: str) -> None:
    for told in (str(priority), priority):
        assert line_of("web1", {"MESSAGE": "x", "PRIORITY": told}) == LogLine(
            text="x", stream=stream, server="web1"
        )


def test_what_is_no_entry_is_passed_over_and_the_rest_stays() -> None:
    odd = ("not json", "[]", '{"__CURSOR": "c9"}', "", entry("c1", "kept"))
    assert texts(read(Server(record_of(), ("root:", "\n".join(odd))))) == ["kept"]


def test_a_follower_goes_on_after_the_last_entry_that_it_has_seen() -> None:
    first = f"{entry('c1', 'one')}\n{entry('c;2', 'two')}\n"
    answers: list[Answer] = [first, "\n", entry("c3", "three")]
    server = Server(record_of(), ("root:", answers))
    found = read(server, follow=True, until=lambda lines: len(lines) == 3)
    assert texts(found) == ["one", "two", "three"]
    first, second, third = server.texts("root")
    assert first.endswith("--lines=200")
    assert f"{UNITS} --after-cursor='c;2'" in second
    assert second.startswith("for _ in $(seq 40); do\n"), "it waits 20 seconds there, not here"
    assert '\n  [ -n "$said" ] && break\n  sleep 0.5\ndone\n' in second
    assert second == third, "an empty answer moves no cursor"


def test_an_entry_without_a_message_moves_a_followers_cursor_all_the_same() -> None:
    answers: list[Answer] = [entry("c1", "one"), '{"__CURSOR": "c2"}', entry("c3", "three")]
    server = Server(record_of(), ("root:", answers))
    assert texts(read(server, follow=True, until=lambda lines: len(lines) == 2)) == ["one", "three"]
    assert "--after-cursor=c2)" in server.texts("root")[-1]


def test_a_follower_of_a_silent_service_asks_again_and_not_without_a_pause() -> None:
    server = Server(record_of(), ("root:", ["", "", entry("c1", "first")]))
    assert read_at(server, lines=1) == [("first", 2.0)]
    assert all(one.endswith("--lines=200") for one in server.texts("root"))


def test_without_follow_it_ends_though_nothing_was_written() -> None:
    assert read(Server(record_of(), ("root:", ""))) == []


def by_login(*answers: tuple[str, Answer]) -> Server:
    return Server(record_of(), NO_ROOT, *answers, user="deploy")


def test_a_login_without_root_asks_the_helper_and_then_the_journal_itself() -> None:
    server = by_login(("activate-web\nlogs ", entry("c1", "told by the helper")))
    assert texts(read(server)) == ["told by the helper"]
    refused = ("goferry/", Ran(1, "", "sudo: a password is required"))
    member = by_login(("exit 13", entry("c1", "read as a member")), refused)
    assert texts(read(member)) == ["read as a member"]
    asked = member.texts("run")[-1]
    assert asked.endswith(f'[ -n "$open" ] || exit 13\n{JOURNAL}{UNITS} --lines=200')


def test_a_helper_that_refuses_is_no_empty_log() -> None:
    silent = by_login(("activate-web\nlogs ", Ran(77, "", "")), ("exit 13", entry("c1", "read")))
    assert texts(read(silent)) == ["read"]


def test_the_helper_is_told_where_the_follower_stands_and_not_asked_without_a_pause() -> None:
    answers: list[Answer] = [entry("c1", "one"), "", "", entry("c2", "two")]
    server = by_login(("activate-web\nlogs ", answers))

    assert read_at(server, lines=2) == [("one", 0.0), ("two", 2.0)]
    asked = [one.stdin.decode().split() for one in server.asked if one.stdin]
    assert [(words[0], words[2]) for words in asked] == [("logs", "-"), *[("logs", "c1")] * 3]


@pytest.mark.parametrize(
    ("ran", "code"),
    [
        (Ran(13, "", ""), "logs_closed"),
        (Ran(0, "", "Hint: insufficient permissions"), "logs_closed"),
        (
            Ran(1, "", "No file was opened due to insufficient permissions."),
            "logs_closed",
        ),
        (Ran(1, "", "boom"), "logs_not_told"),
        (Ran(127, entry("c", "half"), "journalctl: not found"), "logs_not_told"),
    ],
)
def test_who_may_not_read_is_told_so_instead_of_an_empty_log(ran: Ran, code: str) -> None:
    refused = ("goferry/", Ran(1, "", "sudo: a password is required"))
    member = by_login(("exit 13", ran), refused)
    found = refusal(lambda: read(member))
    assert found.code == code
    assert found.details == ran.err
    assert refusal(lambda: read(Server(record_of(), ("root:", ran)))).code == code


def test_what_is_no_lack_of_root_is_not_passed_over() -> None:
    lost = problem("connection_lost")
    server = Server(record_of(), ("root:", lost), user="deploy")
    assert refusal(lambda: read(server)) is lost
    helper = by_login(("goferry/", lost))
    assert refusal(lambda: read(helper)) is lost
    mine = Server(record_of(scope="user"), ("run:", problem("root_needed")))
    assert refusal(lambda: read(mine)).code == "root_needed"
    assert not [one for one in mine.asked if one.stdin], "a user's helper has no other right"
