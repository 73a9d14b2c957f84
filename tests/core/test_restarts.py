"""Why a service was started anew: one question, each end with its release, cause and last lines."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from core.operate import restarts
from core.service.run_ends import EndCause
from core.ssh.session import Ran
from tests.cli_made_up import Cli
from tests.core.test_run_ends import DONE, RUN, STOPPING, TOO_OFTEN, exited, failed
from tests.made_up import Server, problem, record_of, refusal

if TYPE_CHECKING:
    from core.operate.restarts import Restarts

OTHER = "2" * 32
ASKS = "restarts INVOCATION_ID _SYSTEMD_UNIT=init.scope UNIT=web.service"
HISTORY = (
    '{"time":"1970-01-01T00:00:01Z","who":"ann","login":"deploy","verb":"deploy","result":"live",'
    '"live":"1-aaaaaaaa","release":"1-aaaaaaaa","seconds":1}'
)
RESTART = (
    '{"time":"1970-01-01T00:00:08Z","who":"ann","login":"deploy","verb":"restart","result":"live",'
    '"live":"1-aaaaaaaa","release":"1-aaaaaaaa","seconds":2}'
)


def own(text: str, *, run: str = RUN, release: str = "") -> dict[str, Any]:
    exe = {"_EXE": f"/opt/web/releases/{release}/bin/web"} if release else {}
    return {"MESSAGE": text, "_SYSTEMD_INVOCATION_ID": run, **exe}


def asked(*entries: dict[str, Any], history: tuple[str, ...] = (HISTORY,)) -> Server:
    said = "\n".join(map(json.dumps, entries))
    past = "\n".join(("service web", *(f"history {one}" for one in history)))
    return Server(record_of(), (ASKS, said), ("run:", past))


def why(server: Server) -> Restarts:
    return asyncio.run(restarts.ask(server, "web"))


@pytest.fixture(autouse=True)
def _past(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the history be what a made-up server has of it."""

    async def ask(session: Server, name: str) -> tuple[Any, ...]:
        from core.operate.past import Past  # noqa: PLC0415 - beside what it makes
        from core.service.history import entry_of  # noqa: PLC0415 - the same
        from core.service.model import Scope  # noqa: PLC0415 - the same

        lines = (await session.run("history")).out.splitlines()
        told = [json.loads(line.removeprefix("history ")) for line in lines if "{" in line]
        entries = tuple(entry_of(name, one) for one in told)
        return (Past(server="web1", service=name, scope=Scope.SYSTEM, history=entries),)

    monkeypatch.setattr("core.operate.past.ask", ask)


def test_an_end_has_its_release_its_cause_and_the_programs_own_last_lines() -> None:
    many = [own(f"line {n}", release="2-bbbbbbbb") for n in range(30)]
    server = asked(
        exited("exited", "3"),
        failed("exit-code"),
        *many,
        own("of another run", run=OTHER),
    )
    found = why(server)
    (end,) = found.ends
    assert (end.release, end.cause, end.code, end.process) == ("2-bbbbbbbb", "exit_code", 3, "")
    assert end.lines == tuple(f"line {n}" for n in range(10, 30))
    assert (found.count, end.moment) == (1, "1970-01-01T00:00:07.000000Z")


def test_where_the_program_said_nothing_the_history_tells_the_release() -> None:
    (end,) = why(asked(exited("killed", "9"), failed("signal"))).ends
    assert (end.release, end.lines) == ("1-aaaaaaaa", ())
    (end,) = why(asked(exited("killed", "9"), failed("signal"), history=())).ends
    assert end.release == ""


def test_a_change_of_goferrys_is_told_from_an_end_by_hand() -> None:
    changed = why(asked(STOPPING, DONE, history=(HISTORY, RESTART)))
    (end,) = changed.ends
    assert (end.cause, end.who, changed.count) == ("changed", "ann (deploy)", 0)
    (end,) = why(asked(STOPPING, DONE)).ends
    assert (end.cause, end.who) == ("stopped", "")
    (end,) = why(asked(exited("killed", "9"), failed("signal"), history=(RESTART,))).ends
    assert end.cause == "killed", "it died while the change was under way"


def test_a_further_process_is_named() -> None:
    of_worker = {**failed("oom-kill"), "UNIT": "web.worker.service"}
    (end,) = why(asked(of_worker)).ends
    assert (end.process, end.cause) == ("worker", "out_of_memory")


def test_the_newest_twenty_ends_are_told_the_newest_last() -> None:
    entries = [failed("signal", run=f"{n:032x}", at=n) for n in range(30)]
    found = why(asked(*entries)).ends
    assert [one.time // 1_000_000 for one in found] == list(range(10, 30))


def test_who_may_not_read_the_journal_is_told_so() -> None:
    refused = ("root:", problem("sudo_password_needed"))
    no = ("goferry/", Ran(1, "", "sudo: a password is required"))
    answers = (record_of(), ("exit 13", Ran(13, "", "")), refused, no, ("run:history", ""))
    closed = Server(*answers, user="deploy")
    assert refusal(lambda: why(closed)).code == "logs_closed"


def operator(*answers: tuple[str, Any]) -> Server:
    """A server where who logs in may only use the helper, or not even that."""
    refused = ("root:", problem("sudo_password_needed"))
    past = "\n".join(("service web", f"history {HISTORY}"))
    return Server(record_of(), *answers, refused, ("run:", past), user="guest")


def test_the_helper_tells_it_to_a_login_that_may_only_use_it() -> None:
    said = "\n".join(map(json.dumps, (failed("core-dump"), own("panic: x"))))
    server = operator(
        ("operate-web\nrestarts ", said), ("activate-web\n", Ran(1, "", "a password"))
    )
    (end,) = why(server).ends
    assert (end.cause, end.lines) == (EndCause.PANIC, ("panic: x",))


@pytest.mark.parametrize("answer", [Ran(65, "{}", ""), problem("sudo_not_allowed")])
def test_where_the_helper_does_not_tell_it_the_journal_is_asked_as_a_member(answer: Any) -> None:  # noqa: ANN401
    said = "\n".join(map(json.dumps, (failed("core-dump"), own("panic: x"))))
    server = operator(("activate-web\nrestarts ", answer), ("exit 13", said))
    assert [one.lines for one in why(server).ends] == [("panic: x",)]


def test_a_line_that_is_lost_while_the_helper_is_asked_is_told() -> None:
    server = operator(("activate-web\nrestarts ", problem("connection_lost")))
    assert refusal(lambda: why(server)).code == "connection_lost"


def test_nothing_that_a_server_says_becomes_more_than_text() -> None:
    server = asked(
        failed("\x1b[2J"),
        own("\x1b[31mred", release="../../etc"),
        own("x", run=RUN, release="1-aaaaaaa"),
    )
    (end,) = why(server).ends
    assert (end.lines, end.release) == (("␛[31mred", "x"), "1-aaaaaaaa")


def test_the_command_tells_each_end(home: Any) -> None:  # noqa: ANN401 - a fixture
    entries = (exited("killed", "9"), failed("signal"), TOO_OFTEN, failed("signal", at=9))
    cli = Cli(home, asked(*entries, own("ready", release="2-bbbbbbbb")))
    ran = cli.json("restarts", "--service", "web", "--to", "web1")
    (found,) = ran.result["servers"]
    assert (found["name"], found["count"]) == ("web1", 2)
    assert [(one["cause"], one["release"], one["lines"]) for one in found["restarts"]] == [
        ("killed", "2-bbbbbbbb", ["ready"]),
        ("start_limit", "2-bbbbbbbb", ["ready"]),
    ]
    shown = cli.run("restarts", "--service", "web", "--to", "web1").out.splitlines()
    assert shown[0] == "web1: web exited 2 times, 2 of them unplanned."
    assert "    | ready" in shown
