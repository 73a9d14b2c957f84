"""Questions to a real shell on a made-up line: what goes in and what is an answer."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from core.problems import Problem, ProblemError
from core.ssh.connection import door
from core.ssh.connection import session as sessions
from core.ssh.connection.door import Heard, Question
from core.ssh.session import Ran
from tests.made_up_line import Transport, eventually, over, problem_of, there, transport

__all__ = ["transport"]

if TYPE_CHECKING:
    from core.ssh.connection import Connection

_CANARY = "canary-5cb1"
_FREE, _QUIET = "Ask", "In"  # how the two advices begin
_OTHER_SHELLS = (
    "fish: Unknown command: unalias",
    "tcsh: No such thing",
    "csh: No such thing",
    "zsh: command not found",
    "ksh: unalias",
    "nu: odd",
    "pwsh: odd",
    "xonsh: odd",
    "if: Expression Syntax.",
    "ZSH_VERSION: Undefined variable.",
    "first\nAmbiguous output redirect.",
)


def ask(transport: Transport, script: str, *, stdin: bytes = b"") -> Ran:
    return over(transport, lambda one: one.run(script, stdin=stdin))


@pytest.mark.parametrize("code", [0, 1, 7, 126, 128, 137, 255])
def test_the_exit_code_is_the_script_s_own(transport: Transport, code: int) -> None:
    ran = ask(transport, f"printf out; printf err >&2; exit {code}")
    assert ran == Ran(code, "out", "err")


def test_a_child_that_a_signal_ended_is_a_code_and_a_shell_that_was_ended_a_cut_answer(
    transport: Transport,
) -> None:
    assert ask(transport, "sh -c 'kill -9 $$'").code == 137
    problem = problem_of(transport, lambda one: one.run("echo half; kill -9 $$"))
    assert problem.code == "answer_cut"
    assert "exit code 137" in str(problem.why)
    assert [one for one in transport.asked if one[0] == "exec"] == [("exec", "sh -s")] * 2


@pytest.mark.parametrize(
    "given",
    [
        b"plain",
        b"it's '\"$(touch ran)`touch ran`\\n\n\n; touch ran #",
        b"\xff\xfe no text\n",
        b"-n %s %d \\c",
        b"'\n)\ntouch ran\n(",
        b"x" * 300_000,
    ],
)
def test_the_input_of_a_script_arrives_as_it_is_and_runs_nothing(
    transport: Transport, given: bytes
) -> None:
    ran = ask(transport, "cat >got; wc -c <got", stdin=given)
    assert ran.code == 0
    assert (transport.folder / "got").read_bytes() == given
    assert not (transport.folder / "ran").exists()


def test_neither_script_nor_input_stands_in_a_command_line(transport: Transport) -> None:
    look = f"cat >/dev/null; echo {_CANARY}; ps -eo args | grep -c '[c]{_CANARY[1:]}'"
    assert ask(transport, look, stdin=_CANARY.encode()).out == f"{_CANARY}\n0\n"
    assert [one for one in transport.asked if one[0] == "exec"] == [("exec", "sh -s")]


@pytest.mark.parametrize("shell", ["sh", "bash"])
def test_a_script_without_input_reads_nothing_of_the_question(
    transport: Transport, shell: str
) -> None:
    if not shutil.which(shell):
        pytest.skip(f"needs {shell}")
    transport.login_shell = lambda _: (shell, "-s")
    assert ask(transport, "cat; echo end") == Ran(0, "end\n", "")


def test_messages_are_english_and_what_start_up_files_print_is_none_of_the_answer(
    transport: Transport,
) -> None:
    transport.env |= {"LANG": "de_DE.UTF-8"}
    noise = "echo welcome; echo motd >&2; alias echo=false; exec sh -s"
    transport.login_shell = lambda _: ("/bin/sh", "-c", noise)
    assert ask(transport, "echo $LC_ALL; env | grep ^LC_ALL; echo no >&2") == Ran(
        0, "C\nLC_ALL=C\n", "no\n"
    )


def test_a_question_that_does_not_come_whole_runs_nothing(transport: Transport) -> None:
    spelled = Question("touch ran\n").to_shell()
    for cut in range(len(spelled) - len(b"\nexit\n"), 0, -40):
        if b"touch" not in spelled[:cut]:
            break
        if b"\n) </dev/null\n" not in spelled[:cut]:
            _sh(transport, spelled[:cut])
            assert not (transport.folder / "ran").exists(), spelled[:cut]
    _sh(transport, spelled)
    assert (transport.folder / "ran").exists()


def _sh(transport: Transport, text: bytes) -> subprocess.CompletedProcess[bytes]:
    words = ("/bin/sh", "-s")
    return subprocess.run(words, input=text, cwd=transport.folder, capture_output=True, check=False)


def test_aliases_of_a_login_change_nothing_of_a_script(transport: Transport) -> None:
    ran = _sh(transport, b"alias echo=false\n" + Question("echo whole").to_shell())
    assert b"\nwhole\n" in ran.stdout


def test_the_program_for_files_is_looked_for_where_every_system_has_it(
    transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = " ".join(
        f"{folder}/sftp-server"
        for folder in (
            "/usr/lib/openssh",  # Debian
            "/usr/libexec/openssh",  # Red Hat
            "/usr/lib/ssh",  # SUSE, Alpine, Arch
            "/usr/libexec",  # BSD
            "/usr/lib/misc",  # Gentoo
        )
    )
    assert f"for one in {places};".encode() in Question("").to_sftp()
    monkeypatch.setattr(door, "_SFTP", "/nowhere/sftp-server")
    ran = _sh(transport, Question("").to_sftp() + b"echo went on\n")
    assert (ran.returncode, b"went on" in ran.stdout) == (127, False)


def test_much_input_and_much_output_do_not_wait_for_each_other(transport: Transport) -> None:
    ran = ask(transport, "cat", stdin=b"x" * 3_000_000)
    assert (ran.code, len(ran.out)) == (0, 3_000_000)


def test_a_start_up_file_that_reads_a_line_gets_an_empty_one(transport: Transport) -> None:
    reads = 'for n in 1 2 3 4 5 6 7 8; do read -r line; echo "$line" >>stolen; done; exec sh -s'
    transport.login_shell = lambda _: ("/bin/sh", "-c", reads)
    assert ask(transport, "echo whole").out == "whole\n"
    assert (transport.folder / "stolen").read_text() == "\n" * 8


def test_every_question_has_a_mark_that_nobody_can_guess() -> None:
    tokens = {Question("").token for _ in range(50)}
    assert len(tokens) == 50
    assert {len(one) for one in tokens} == {len("goferry-") + 32}


def heard(*pieces: bytes, token: str = "") -> Heard:
    found = Heard(Question("", token=token or "t"))
    for piece in pieces:
        found.add(piece)
    return found


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (b"\nt-begin\nx\nt-end 0\n", 0),
        (b"\nt-begin\nx\nt-end 255\n", 255),
        (b"\nt-begin\nx\nt-end 1", None),
        (b"\nt-begin\nx\nu-end 0\n", None),
        (b"\nt-begin\nx\nxt-end 0\n", None),
        (b"\nt-begin\nx\nt-end -1\n", None),
        (b"\nt-begin\nx\nt-end 0 \n", None),
        (b"\nt-begin\nx\nt-end 0000\n", None),
    ],
)
def test_only_the_question_s_own_end_mark_ends_an_answer(said: bytes, code: int | None) -> None:
    token = f"goferry-{'0' * 32}"
    said = said.replace(b"\nt-", f"\n{token}-".encode())
    assert heard(said, token=token).code == code
    assert heard(*(said[n : n + 1] for n in range(len(said))), token=token).code == code


def test_an_answer_stands_between_its_marks_wherever_the_pieces_are_cut() -> None:
    said = b"noise\nt-login\nsudo says\nt-begin\nits \xff own\n\nt-end 3\nlater"
    for cut in range(len(said)):
        found = heard(said[:cut], said[cut:])
        assert (found.code, found.answer()) == (3, "its \ufffd own\n")
        assert found.saw("login")
        assert not found.saw("root")
        assert found.since("login").startswith("sudo says")
        assert found.all().startswith("noise")
        assert found.count("t-") == 3


@pytest.mark.parametrize(
    ("noise", "size", "kept"),
    [
        (0, (4 << 20) - 1, (4 << 20) - 1),
        (0, 4 << 20, 4 << 20),
        (0, (4 << 20) + 1, 4 << 20),
        (60_000, 30 << 20, 4 << 20),
    ],
)
def test_of_an_answer_four_mebibytes_are_kept_and_its_code_still_found(
    noise: int, size: int, kept: int
) -> None:
    found = heard(b"n" * noise, b"\nt-begin\n", b"x" * size, b"\nt-end 9\n")
    assert (found.code, len(found.answer())) == (9, kept)
    assert len(found.all()) <= door.MOST_OUTPUT + (64 << 10)


def test_what_a_script_leaves_running_keeps_nobody_waiting(transport: Transport) -> None:
    async def work(one: Connection) -> Ran:
        ran = await one.run("sleep 300 & echo begun")
        (asked,) = (channel for channel in transport.every if b"begun" in channel.heard)
        assert asked.closed
        return ran

    assert over(transport, work) == Ran(0, "begun\n", "")


def test_error_output_that_comes_after_the_answer_is_still_read(transport: Transport) -> None:
    assert ask(transport, "(sleep 0.2; echo late >&2) & echo now") == Ran(0, "now\n", "")
    assert ask(transport, "sh -c 'echo first >&2; sleep 0.1; echo last >&2'").err == "first\nlast\n"


def test_a_command_that_takes_too_long_is_ended_and_its_channel_free_again(
    transport: Transport,
) -> None:
    transport.most = 1
    transport.refuses = {"subsystem"}

    async def work(one: Connection) -> Problem:
        with pytest.raises(ProblemError) as caught:
            await one.run("echo $$ >pid; exec sleep 300", seconds=1.4)
        assert (await one.run("echo alive")).out == "alive\n"
        return caught.value.problem

    problem: Problem = over(transport, work)
    assert problem.code == "server_too_slow"
    assert dict(problem.why.values) == {"seconds": 1}


def test_a_cancelled_command_is_ended_on_the_server_too(transport: Transport) -> None:
    pid = transport.folder / "pid"

    async def work(one: Connection) -> None:
        job = asyncio.create_task(one.run("echo $$ >pid.new; mv pid.new pid; sleep 300"))
        await there(pid)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
        assert await asyncio.to_thread(eventually, lambda: not _runs(int(pid.read_text())))

    over(transport, work)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_every_piece_of_work_has_its_own_time(
    transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[float | None] = []

    async def in_thread(_work: object, *, seconds: float | None = None) -> None:
        times.append(seconds)

    monkeypatch.setattr(sessions, "in_thread", in_thread)
    (transport.folder / "x").write_bytes(b"")

    async def work(one: Connection) -> None:
        await one.run("true")
        await one.run("true", seconds=7)
        await one.run_as_root("true", seconds=8)
        await one.write_file("x", b"")
        await one.must_take_files()
        await one.upload(transport.folder / "x", "x")
        await one.http_get(80, "/")
        await one.opens(80)
        one.profile = one.profile.__class__(name="a", host="a", user="guest")
        await one.run_as_root("true")

    over(transport, work)
    assert times == [60, 7, 8, 60, 60, None, 5, 5, 120, 4]


@pytest.mark.parametrize(
    ("code", "prints", "why", "advice"),
    [
        (
            1,
            "This account is currently not available.",
            "shell of this account is disabled (nologin)",
            [_FREE],
        ),
        (1, "This service allows sftp connections only.", "only file transfers", [_FREE]),
        *((127, words, "replaces sh with another shell", [_QUIET]) for words in _OTHER_SHELLS),
        (1, "Hello, who are you?", "Something other than a shell responded", [_QUIET, _FREE]),
        (1, "\x1b[2Jwho?", "Something other than a shell responded", [_QUIET, _FREE]),
        (1, "a fish: none", "Something other than a shell responded", [_QUIET, _FREE]),
        (5, "", "ended at once with the code 5", [_QUIET, _FREE]),
    ],
)
def test_a_shell_in_the_way_is_told_by_what_it_says(
    transport: Transport, code: int, prints: str, why: str, advice: list[str]
) -> None:
    transport.login_shell = lambda _: (
        "/bin/sh", "-c", f"cat >/dev/null; echo '{prints}' >&2; exit {code}",
    )  # fmt: skip
    problem = problem_of(transport, lambda one: one.run("touch ran"))
    shown = prints.replace("\x1b", "␛")
    assert (problem.code, problem.details) == ("shell_in_the_way", shown)
    assert why in str(problem.why)
    assert [str(one.text).partition(" ")[0] for one in problem.next] == advice
    assert not (transport.folder / "ran").exists()


def test_a_start_up_file_that_eats_the_question_is_told_by_a_second_one(
    transport: Transport,
) -> None:
    def login_shell(words: str) -> tuple[str, ...]:
        return ("/bin/sh", "-c", f"cat >/dev/null; {words}")

    transport.login_shell = login_shell
    problem = problem_of(transport, lambda one: one.run("touch ran"))
    assert "reads what GoFerry sends" in str(problem.why)
    (first, second) = [words for kind, words in transport.asked if kind == "exec"][-2:]
    assert first == "sh -s"
    assert second.startswith("echo goferry-")


def test_a_lost_connection_is_no_answer_and_no_exit_code(transport: Transport) -> None:
    async def cut(one: Connection) -> None:
        job = asyncio.create_task(one.run("echo here >begun; sleep 300"))
        await there(transport.folder / "begun")
        transport.close()
        await job

    assert problem_of(transport, cut).code == "connection_lost"


def test_a_server_that_runs_no_commands_says_so(transport: Transport) -> None:
    transport.refuses = {"exec", "subsystem"}
    problem = problem_of(transport, lambda one: one.run("true"))
    assert problem.code == "server_forbids"
