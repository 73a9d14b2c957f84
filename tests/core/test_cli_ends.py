"""How a command line ends: its exit code, its last line, and what a stop or a fault leaves."""

from __future__ import annotations

import asyncio
import errno
import io
import json
import os
import signal
import sys
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

from core.actions import Action, ChooseOption
from core.cli import main
from core.cli.arguments import count, joined, listed, pair, port, some, wants_json
from core.cli.asking import Asking, someone_is_there
from core.cli.hints import for_terminal
from core.cli.show import show_for
from core.events import LogLine
from core.problems import Advice
from core.words import verbatim
from tests.cli_made_up import Cli, Tty, a_job, awaited, server
from tests.every_action import EVERY, TYPED
from tests.made_up import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.events import Report
    from core.home import Home

RESTART = ("restart", "--service", "web", "--to", "web1")


def doing(home: Home, work: Any) -> Cli:  # noqa: ANN401 - a made-up job
    return Cli(home, server(), doing={"core.operate.rollback.restart": work})


def raising(fault: BaseException) -> Callable[..., Any]:
    async def job(*_: object, **__: object) -> None:
        raise fault

    return job


@pytest.mark.parametrize(
    "words",
    [
        "restart --service web",
        "restart --to web1",
        "restart --service web --to",
        "restart --service web --to web1 --release 1-aaaaaaaa",
        "restart --service web --to web1 more",
        "restar --service web --to web1",
        "restart --serv web --to web1",
        "rollback --service web --to web1 --release",
        "deploy f --to web1 --port eighty",
        "deploy f --to web1 --health-delay soon",
        "deploy f --to web1 --health-threshold 0",
        "deploy f --to web1 --health-status 200-100",
        "deploy f --to web1 --cpu -1",
        "deploy f --to web1 --canary x",
        "prepare web1 --service web --login a --revoke b",
        "server add a --host h --sudo --no-sudo",
        "server trust",
        "secrets set --service web --to web1",
        "secrets list --service web",
        "mod why DIR",
        "practice",
        "practice pause",
        "new gin DIR",
    ],
)
def test_what_cannot_be_understood_is_usage_and_nothing_is_done(home: Home, words: str) -> None:
    job = a_job()
    cli = doing(home, job)
    ran = cli.json(*words.split())
    assert (ran.code, ran.problem["code"], len(ran.events)) == (2, "usage", 1)
    assert "goferry" in ran.problem["why"]
    assert ran.problem["next"][0].endswith("--help")
    assert (job.calls, cli.given) == ([], [])


@pytest.mark.parametrize("name", ["Web", "../web", "web service", "systemd", "ssh", ""])
def test_a_service_that_cannot_be_is_refused_before_any_server_is_reached(
    home: Home, name: str
) -> None:
    cli = doing(home, a_job())
    ran = cli.json("restart", f"--service={name}", "--to", "web1")
    assert (ran.code, ran.result["ok"], cli.given) == (1, False, [])


def test_a_problem_is_told_with_what_to_type_and_exits_with_1(home: Home) -> None:
    found = problem(
        "port_taken", next=(Advice(verbatim("Another port."), ChooseOption("port")),), details="ss"
    )
    with mock.patch("core.operate.status.status", awaited(found)):
        ran = doing(home, a_job()).json("status", *RESTART[1:])
    assert (ran.code, ran.events) == (
        1,
        [
            {
                "event": "result",
                "ok": False,
                "problem": {
                    "code": "port_taken",
                    "what": "port_taken!",
                    "why": "So it is.",
                    "next": ["Another port. [--port N]"],
                    "details": "ss",
                },
            }
        ],
    )


def home_in(home: Home) -> Home:
    return type(home).find(home.config / "another")


@pytest.mark.parametrize(
    ("fault", "code", "exit_code"),
    [
        (asyncio.CancelledError(), "cancelled", 130),
        (KeyboardInterrupt(), "cancelled", 130),
        (OSError(errno.EACCES, "Permission denied", "/some/file"), "file_unusable", 1),
        (OSError(errno.ENOSPC, "No space left", "/some/file"), "not_written", 1),
        (OSError(errno.ENOSPC, "No space left"), "not_written", 1),
        (OSError(errno.EIO, "Odd"), "bug", 1),
        (ZeroDivisionError("odd"), "bug", 1),
        (RuntimeError("odd"), "bug", 1),
        (AssertionError(), "bug", 1),
    ],
)
def test_whatever_is_raised_becomes_a_last_line_and_its_exit_code(
    home: Home, fault: BaseException, code: str, exit_code: int
) -> None:
    with mock.patch("core.operate.status.status", mock.AsyncMock(side_effect=fault)):
        ran = doing(home, a_job()).json("status", *RESTART[1:])
    assert (ran.code, ran.problem["code"]) == (exit_code, code)
    reports = list(home.logs.glob("crash-*.txt")) if home.logs.exists() else []
    assert len(reports) == (code == "bug")
    for report in reports:
        assert str(report) in ran.problem["next"][0]
        assert "Traceback" in report.read_text("utf-8")
        assert report.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("code", [0, 3])
def test_without_a_command_the_window_opens_and_how_it_ends_is_how_goferry_ends(
    home: Home, code: int
) -> None:
    with mock.patch("core.cli.window.open_window", return_value=code) as opened:
        ran = Cli(home).run()
    assert (ran.code, ran.out) == (code, "")
    ((shown,), _) = opened.call_args
    assert shown.config == home.config


def test_a_job_that_ends_without_a_last_word_is_a_mistake_of_goferry(home: Home) -> None:
    async def job(*_: object, report: Report) -> None:
        report(LogLine(text="begun"))

    ran = doing(home, job).json(*RESTART)
    assert (ran.code, ran.problem["code"]) == (1, "bug")


@contextmanager
def signals(handler: Callable[..., None]) -> Iterator[None]:
    """Let this handler have every signal that stops a command, instead of this process's end."""
    names = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {one: signal.signal(one, handler) for one in names}
    try:
        yield
    finally:
        for one, old in before.items():
            signal.signal(one, old)


def nobody_listens(*_: object) -> None:
    raise AssertionError("no handler of the command line's own")


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_stops_the_work_which_cleans_up_whatever_else_comes(home: Home, name: str) -> None:
    cleaned: list[str] = []

    async def job(*_: object) -> None:
        try:
            os.kill(os.getpid(), getattr(signal, name))
            await asyncio.sleep(60)
        finally:
            for again in ("SIGINT", "SIGTERM", "SIGHUP"):
                os.kill(os.getpid(), getattr(signal, again))
            await asyncio.sleep(0.01)
            cleaned.append(name)

    cli = Cli(home, server(), doing={"core.operate.extending.extend": job})
    with signals(nobody_listens):
        ran = cli.json("extend", *RESTART[1:])  # whose job runs in the command's own task
    assert (ran.code, ran.problem["code"], cleaned) == (130, "cancelled", [name])
    assert [one["event"] for one in ran.events] == ["result"]
    assert cli.servers["web1"].closed == 1


def test_a_signal_at_the_very_moment_when_a_time_limit_runs_out_is_not_lost(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    handlers: list[Callable[[], None]] = []
    monkeypatch.setattr(
        asyncio.SelectorEventLoop,
        "add_signal_handler",
        lambda _loop, _name, handler: handlers.append(handler),
    )

    told: list[str] = []

    async def job(*_: object) -> None:
        told.append("begun")
        with suppress(TimeoutError):
            async with asyncio.timeout(0):
                # It has its turn after that of the limit, and before the task's own.
                asyncio.get_running_loop().call_soon(handlers[0])
                await asyncio.sleep(60)
        told.append("not stopped")

    cli = Cli(home, server(), doing={"core.operate.extending.extend": job})
    ran = cli.json("extend", *RESTART[1:])  # whose job runs in the command's own task
    assert (ran.code, ran.problem["code"], told) == (130, "cancelled", ["begun"])
    assert [one["event"] for one in ran.events] == ["result"]


class _Fails(io.StringIO):
    """A stream that cannot be written to."""

    def __init__(self, fault: OSError) -> None:
        super().__init__()
        self._fault = fault

    def write(self, _text: str) -> int:
        raise self._fault

    def fileno(self) -> int:
        raise OSError(errno.EBADF, "none")


@pytest.mark.parametrize(
    ("fault", "code", "told"),
    [
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), 141, ""),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "No space left on device"),
    ],
)
def test_an_output_that_takes_nothing_ends_quietly(fault: OSError, code: int, told: str) -> None:
    err = io.StringIO()
    with redirect_stdout(_Fails(fault)), redirect_stderr(err):
        assert main(["--version"]) == code
    assert err.getvalue() == (f"goferry: {told}\n" if told else "")


def test_help_and_version_are_answers_and_not_mistakes(home: Home) -> None:
    cli = Cli(home)
    for words, field in ((("--version",), "version"), (("deploy", "--help"), "help")):
        ran = cli.json(*words)
        assert (ran.code, ran.result["ok"], bool(ran.result[field])) == (0, True, True)
        shown = cli.run(*words)
        assert (shown.code, shown.err) == (0, "")
        assert shown.out.strip() == ran.result[field].strip()


def test_where_things_are_kept_is_typed_else_in_the_environment(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Cli(home, server("typed"))
    other = home_in(home)
    Cli(other, server("other"))
    monkeypatch.setenv("GOFERRY_HOME", str(other.config))
    for words, name in (((), "other"), (("--home", str(home.config)), "typed")):
        assert main([*words, "server", "list", "--json"]) == 0
        (listed_one,) = json.loads(capsys.readouterr().out)["servers"]
        assert listed_one["name"] == name


@pytest.mark.parametrize(
    ("as_json", "stdin", "stderr", "there"),
    [
        (False, Tty(), Tty(), True),
        (True, Tty(), Tty(), False),
        (False, io.StringIO(), Tty(), False),
        (False, Tty(), io.StringIO(), False),
        (False, None, Tty(), False),
    ],
)
def test_somebody_is_there_only_at_a_terminal_on_both_sides(
    monkeypatch: pytest.MonkeyPatch, stdin: object, stderr: object, *, as_json: bool, there: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    monkeypatch.setattr(sys, "stderr", stderr)
    assert someone_is_there(as_json=as_json) is there


def asked(ask: Callable[[Asking], object], typed: Any) -> tuple[object, str]:  # noqa: ANN401
    out, err = io.StringIO(), Tty()
    with redirect_stdout(out), redirect_stderr(err), mock.patch("sys.stdin", Tty("")):
        with mock.patch("getpass.getpass", mock.Mock(side_effect=[typed])) as hidden:
            found = ask(Asking(show_for(as_json_lines=False), anyone=True))
        return found, str(hidden.call_args[0][0]) + out.getvalue()


def test_a_question_of_others_cannot_move_the_cursor_and_no_more_input_is_no_secret() -> None:
    found, question = asked(lambda one: one.secret("Password of \x1b[2Jroot:"), "tiger")
    assert (found, question) == ("tiger", "Password of ␛[2Jroot: ")
    assert asked(lambda one: one.secret("Password?"), EOFError())[0] == ""


def test_the_live_line_makes_room_for_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []

    def asked_for(_question: str = "") -> str:
        order.append("asked")
        return ""

    show = SimpleNamespace(quiet=lambda: order.append("quiet"))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(readline=asked_for))
    monkeypatch.setattr("getpass.getpass", asked_for)
    Asking(show, anyone=True).consent("Go on?")
    Asking(show, anyone=True).secret("Password?")
    assert order == ["quiet", "asked"] * 2


def test_control_c_at_a_question_cancels_and_gives_the_signal_back() -> None:
    with signals(lambda *_: None):
        before = signal.getsignal(signal.SIGINT)
        with pytest.raises(asyncio.CancelledError):
            asked(lambda one: one.secret("Password?"), KeyboardInterrupt())
        assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("action", EVERY)
def test_each_button_of_the_window_has_its_words_for_a_terminal(action: Action) -> None:
    found = for_terminal(problem("x", next=(Advice(verbatim("Do."), action),))).next[0]
    words = TYPED[action]
    assert str(found.text) == (f"Do. [{words}]" if words else "Do.")
    assert found.action == action


@pytest.mark.parametrize(
    ("reader", "text", "value"),
    [
        *((port, str(n), n if 0 < n < 65536 else None) for n in (0, 1, 65535, 65536, 655350)),
        *((port, text, None) for text in ("", "-1", "8o", "0x50", "1.0", "٨٠", "1000000080")),
        *(
            (count, text, value)
            for text, value in (("1", 1), ("0", None), ("-1", None), ("007", 7))
        ),
        *((count, text, None) for text in ("", "x", "1.5", "²")),
        (pair, "a=b=c", ("a", "b=c")),
        (pair, "a=", ("a", "")),
        *((pair, text, None) for text in ("a", "=b", "")),
        (listed, " a ,,b,", ("a", "b")),
        (listed, "", ()),
        (some, "a", ("a",)),
        *((some, text, None) for text in ("", ",", " , ")),
    ],
)
def test_what_is_typed_is_read_as_what_it_is_or_refused(
    reader: Callable[[str], object], text: str, value: object
) -> None:
    if value is None:
        with pytest.raises(Exception, match=r"“|at least one"):
            reader(text)
    else:
        assert reader(text) == value


def test_what_follows_two_dashes_is_nobodys_option() -> None:
    assert wants_json(["deploy", "--json"])
    assert not wants_json(["deploy", "--", "--json"])
    assert wants_json(["--json", "deploy", "--", "--json"])
    assert joined(["--ldflags", "-s", "--arg", "-x", "--flag"]) == [
        "--ldflags=-s",
        "--arg=-x",
        "--flag",
    ]
    assert joined(["--tags", "-x"]) == ["--tags", "-x"]
    behind = ["build", "--flag", "-p", "--", "--flag", "-p=2"]
    assert joined(behind) == ["build", "--flag=-p", "--", "--flag", "-p=2"]
