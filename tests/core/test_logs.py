"""A service's log: its own lines alone, in their order, each once, and never an empty excuse."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from core.operate import logs
from core.service.layout import Layout
from core.ssh.session import Ran
from tests.made_up import Server, problem, record_of, refusal
from tests.made_up_clock import at_once
from tests.reading import follow, log_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.events import ServiceLine
    from tests.made_up import Answer

NOW = """date '+{"now":"%s"}'; """
JOURNAL = (
    "journalctl --no-pager --quiet --output=json"
    " --output-fields=MESSAGE,PRIORITY,_SYSTEMD_UNIT,_SYSTEMD_USER_UNIT,UNIT,USER_UNIT"
)
UNITS = (
    " --unit='web.service' --unit='web-next@*' --unit='web-try@*' --unit='web-command@*'"
    " --unit='web-run@*'"
    " --unit='web.*.service' --unit='goferry-web@job*'"
)
MANAGER = "export XDG_RUNTIME_DIR=/run/user/$(id -u)\n"
NO_ROOT = ("root:", problem("sudo_password_needed"))


def entry(cursor: str, message: str, **more: object) -> str:
    found = {"__CURSOR": cursor, "MESSAGE": message, "_SYSTEMD_UNIT": "web.service", **more}
    return json.dumps(found)


class _EnoughError(Exception):
    """What was read is enough."""


def read(server: Server, *, follow: int = 0) -> list[ServiceLine]:
    """Read to the end, or follow until so many lines came."""
    return [line for line, _ in read_at(server, lines=follow)]


def read_at(server: Server, *, lines: int) -> list[tuple[ServiceLine, float]]:
    """Return each line with the second at which it came."""
    found: list[tuple[ServiceLine, float]] = []

    async def all_lines() -> None:
        if not lines:
            found.extend((line, 0) for line in await log_of(server, "web"))
            return
        loop = asyncio.get_running_loop()
        since = loop.time()

        def take(line: ServiceLine) -> None:
            found.append((line, loop.time() - since))
            if len(found) == lines:
                raise _EnoughError

        await follow(server, "web", take)

    with suppress(_EnoughError):
        at_once(all_lines())
    return found


def texts(lines: list[ServiceLine]) -> list[str]:
    return [line.text for line in lines]


def texts_at(server: Server, *, lines: int) -> list[tuple[str, float]]:
    return [(line.text, at) for line, at in read_at(server, lines=lines)]


def test_the_newest_lines_come_oldest_first_from_the_services_own_units_alone() -> None:
    said = "\n".join(entry(f"c{n}", f"line {n}") for n in range(3))
    server = Server(record_of(), ("root:", said))
    assert texts(read(server)) == ["line 0", "line 1", "line 2"]
    assert server.texts("root") == [f"{NOW}{JOURNAL}{UNITS} --lines=200"]


def test_a_users_service_is_asked_of_the_users_journal_without_root() -> None:
    said = entry("c", "mine", _SYSTEMD_USER_UNIT="web.service", _SYSTEMD_UNIT="user@1000.service")
    server = Server(record_of(scope="user"), ("run:", said))
    assert texts(read(server)) == ["mine"]
    asked = server.texts("run")[-1]
    units = UNITS.replace("--unit=", "--user --user-unit=")
    assert asked == f"{MANAGER}{NOW}{JOURNAL}{units} --lines=200"
    assert not server.texts("root")


def test_what_is_no_entry_and_what_others_wrote_is_passed_over_and_the_rest_stays() -> None:
    odd = (
        "not json",
        "[]",
        '{"__CURSOR": "c9"}',
        "",
        entry("c8", "of another", _SYSTEMD_UNIT="webshop.service"),
        entry("c7", "of nobody", _SYSTEMD_UNIT=""),
        entry("c 6'", "with a cursor that is none"),
        entry("c1", "kept"),
    )
    assert texts(read(Server(record_of(), ("root:", "\n".join(odd))))) == ["kept"]


def test_a_follower_asks_again_for_the_newest_entries_and_tells_each_once() -> None:
    first = f"{entry('c1', 'one')}\n{entry('c;2', 'two')}\n"
    answers: list[Answer] = [first, first, f"{first}{entry('c3', 'three')}"]
    server = Server(record_of(), ("root:", answers))
    assert texts(read(server, follow=3)) == ["one", "two", "three"]
    first, second, third = server.texts("root")
    assert first.endswith("--lines=200")
    assert second == (
        f"timeout 3600 {JOURNAL}{UNITS} --unit='init.scope' --follow --no-tail --cursor='c1'"
    )
    assert second == third, "an entry that is gone by now would lead to the one after it"


def test_a_follower_that_was_cut_off_for_long_asks_from_two_hundred_entries_before() -> None:
    many = "\n".join(entry(f"c{n}", f"line {n}") for n in range(300))
    answers: list[Answer] = [many, entry("c300", "new")]
    server = Server(record_of(), ("root:", answers))
    read(server, follow=301)
    assert server.texts("root")[-1].endswith("--cursor='c100'")


def test_a_follower_of_a_silent_service_begins_when_it_was_asked_by_the_servers_own_clock() -> None:
    server = Server(record_of(), ("root:", ['{"now":"1700000000"}', entry("c1", "first")]))
    assert texts(read(server, follow=1)) == ["first"]
    assert server.texts("root")[-1].endswith("--follow --no-tail --since=@1700000000")


def by_systemd(cursor: str, unit: str) -> str:
    return entry(cursor, f"Started {unit}.", _SYSTEMD_UNIT="init.scope", UNIT=unit)


def test_a_unit_that_appears_while_the_log_is_followed_is_asked_for_at_once() -> None:
    came = f"{by_systemd('c2', 'web-next@2-b.service')}\n{entry('c3', 'not heard in time')}"
    again = "\n".join((
        entry("c1", "one"),
        entry("c1-5", "the new one speaks", _SYSTEMD_UNIT="web-next@2-b.service"),
        by_systemd("c2", "web-next@2-b.service"),
        entry("c3", "heard"),
    ))  # fmt: skip
    server = Server(record_of(), ("root:", [entry("c1", "one"), came, again]))
    assert texts(read(server, follow=4)) == [
        "one",
        "Started web-next@2-b.service.",
        "the new one speaks",
        "heard",
    ]


def test_what_systemd_says_of_other_units_is_no_line_of_the_service() -> None:
    others = f"{by_systemd('c1', 'ssh.service')}\n{by_systemd('c2', 'web.service')}"
    server = Server(record_of(), ("root:", ["", others]))
    assert texts(read(server, follow=1)) == ["Started web.service."]


@pytest.mark.parametrize(
    ("unit", "own"),
    [
        ("web.service", True),
        ("web-next@6-abcdef12.service", True),
        ("web-run@1.service", True),
        ("web.worker.service", True),
        ("goferry-web@job-worker.service", True),
        ("web-next.service", False),
        ("web.socket", False),
        ("webx.service", False),
        ("x-web.service", False),
        ("goferry-webx@job.service", False),
        ("web.service\n", False),
        ("", False),
    ],
)
def test_which_units_are_a_services_own(unit: str, *, own: bool) -> None:
    assert Layout("web").has_unit(unit) is own


@pytest.mark.parametrize(
    ("span", "bounds"),
    [
        (logs.Span(since=100), "--since=@100"),
        (logs.Span(since=100, until=200), "--since=@100 --until=@200.000000"),
        (logs.Span(until=200), "--until=@200.000000"),
    ],
)
def test_a_span_is_asked_for_on_the_server(span: logs.Span, bounds: str) -> None:
    place = logs.Place(layouts=(Layout("web"),), span=span)
    assert logs._script(place, follow=False) == f"{NOW}{JOURNAL}{UNITS} {bounds}"


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
    assert asked.endswith(f'[ -n "$open" ] || exit 13\n{NOW}{JOURNAL}{UNITS} --lines=200')


def test_a_helper_that_refuses_is_no_empty_log() -> None:
    silent = by_login(("activate-web\nlogs ", Ran(77, "", "")), ("exit 13", entry("c1", "read")))
    assert texts(read(silent)) == ["read"]


def test_the_helper_is_told_where_the_follower_stands_and_not_asked_without_a_pause() -> None:
    answers: list[Answer] = [entry("c1", "one"), "", "", entry("c2", "two")]
    server = by_login(("activate-web\nlogs ", answers))

    assert [(one.text, at) for one, at in read_at(server, lines=2)] == [("one", 0.0), ("two", 2.0)]
    asked = [one.stdin.decode().split() for one in server.asked if one.stdin]
    assert [(words[0], words[2]) for words in asked] == [("logs", "-"), *[("logs", "c1")] * 3]


def test_the_helper_is_asked_for_some_entries_again_and_each_line_is_told_once() -> None:
    first = "\n".join(entry(f"c{number}", str(number)) for number in range(30))
    again = "\n".join(entry(f"c{number}", str(number)) for number in range(10, 32))
    server = by_login(("activate-web\nlogs ", [first, again]))
    assert [one for one, _ in texts_at(server, lines=32)] == [str(number) for number in range(32)]
    asked = [one.stdin.decode().split()[2] for one in server.asked if one.stdin]
    assert asked[-1] == "c10", "the oldest of the last twenty: the newest may be gone by now"


def test_what_systemd_says_through_the_helper_ends_no_following() -> None:
    said = {"_SYSTEMD_UNIT": "init.scope"}
    answers: list[Answer] = [
        entry("c1", "one"),
        entry("c2", "Stopped.", **said),
        entry("c3", "two"),
    ]
    server = by_login(("activate-web\nlogs ", answers))
    assert [one for one, _ in texts_at(server, lines=3)] == ["one", "Stopped.", "two"]


def test_the_helper_is_told_from_when_on_and_an_older_one_gives_its_last_lines() -> None:
    stamps = {"__REALTIME_TIMESTAMP": "99000000"}, {"__REALTIME_TIMESTAMP": "100000000"}
    last = f"{entry('c1', 'before', **stamps[0])}\n{entry('c2', 'after', **stamps[1])}"
    server = by_login(
        ("activate-web\nlogs", lambda asked: Ran(65, "", "") if " @100 " in asked else last)
    )

    async def all_lines() -> list[str]:
        found: list[str] = []

        async def give(lines: Sequence[ServiceLine]) -> None:
            found.extend(line.text for line in lines)

        (place,) = await logs.places(server, ("web",), logs.Span(since=100))
        await logs.read(server, place, give)
        return found

    assert at_once(all_lines()) == ["after"]
    asked = [one.stdin.decode().split()[2] for one in server.asked if one.stdin]
    assert asked == ["@100", "-"]


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


def test_all_services_of_a_server_are_read_as_one_where_none_is_named() -> None:
    said = f"{entry('c1', 'a')}\n{entry('c2', 'b', _SYSTEMD_UNIT='api.service')}"
    found = "/var/lib/goferry/web/service.json\n/var/lib/goferry/api/service.json\n/x/../y"
    server = Server(("for one in /var/lib/goferry/*/", found), record_of(), ("root:", said))

    async def both() -> list[tuple[str, str]]:
        lines: list[ServiceLine] = []

        async def give(more: Sequence[ServiceLine]) -> None:
            lines.extend(more)

        (place,) = await logs.places(server, ())
        await logs.read(server, place, give)
        return [(line.service, line.text) for line in lines]

    assert at_once(both()) == [("web", "a"), ("api", "b")]
    none = Server(("for one in /var/lib/goferry/*/", ""))
    assert refusal(lambda: at_once(logs.places(none, ()))).code == "no_services"
