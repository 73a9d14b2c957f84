"""Commands run, speak line by line, and leave nothing behind however they end."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.problems import ProblemError
from core.processes import (
    LONGEST_LINE,
    Captured,
    Command,
    OutputLine,
    capture,
    end_group,
    run,
)

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Coroutine


def test_lines_come_with_their_stream_and_the_exit_code_comes_last() -> None:
    heard, code = _heard("echo one; echo two >&2; exit 3")
    assert sorted(heard, key=str) == [OutputLine("one", "out"), OutputLine("two", "err")]
    assert code == 3


def test_a_signal_shows_as_a_negative_exit_code() -> None:
    assert _heard("kill -9 $$") == ([], -9)


def test_a_last_line_needs_no_newline_and_odd_bytes_are_shown() -> None:
    heard, _ = _heard(r"printf 'a\377b\r\nend'")
    assert heard == [OutputLine("a\ufffdb", "out"), OutputLine("end", "out")]


def test_many_lines_to_a_slow_listener_all_arrive() -> None:
    assert _heard_slowly("seq 30000") == 30_000


def test_lines_that_exactly_fill_the_queue_do_not_hide_the_end() -> None:
    assert _heard_slowly("echo first; sleep 0.1; seq 10000") == 10_001


def test_a_line_longer_than_anyone_prints_comes_in_pieces() -> None:
    length = LONGEST_LINE + 1_000_000
    words = (sys.executable, "-c", f"print('x' * {length}); print('end')")
    (*pieces, last), code = _heard_from(Command(words=words))
    assert sum(len(one.text) for one in pieces) == length
    assert (last, code) == (OutputLine("end", "out"), 0)


def test_a_command_has_nobody_to_ask() -> None:
    assert _heard("read answer; echo $?") == ([OutputLine("1", "out")], 0)


def test_folder_and_environment_are_what_was_given(tmp_path: Path) -> None:
    command = Command(
        words=("/bin/sh", "-c", 'echo "$PWD $ONLY $HOME"'), folder=tmp_path, env={"ONLY": "x"}
    )
    assert _heard_from(command) == ([OutputLine(f"{tmp_path} x ", "out")], 0)


@pytest.mark.parametrize("how", ["raises", "cancels"])
def test_a_listener_that_has_heard_enough_ends_the_command_and_its_children(
    tmp_path: Path, how: str
) -> None:
    pids = tmp_path / "pids"

    async def listen() -> None:
        def hear(line: OutputLine) -> None:
            if how == "raises":
                raise LookupError(line.text)
            running.cancel()

        script = f"sleep 600 & echo $! >> {pids}; echo $$ >> {pids}; echo ready; wait"
        running = asyncio.create_task(run(_shell(script), hear))
        await running

    with pytest.raises(LookupError if how == "raises" else asyncio.CancelledError):
        asyncio.run(listen())
    assert _all_gone(pids)


def test_what_is_done_beside_a_command_begins_once_it_runs_and_may_end_it(tmp_path: Path) -> None:
    gate, pids = tmp_path / "gate", tmp_path / "pids"
    heard: list[OutputLine] = []
    waits = _shell(f"until [ -e {gate} ]; do sleep 0.01; done; echo on")
    assert asyncio.run(asyncio.wait_for(run(waits, heard.append, begun=gate.touch), 30)) == 0
    assert heard == [OutputLine("on", "out")]

    def breaks() -> None:
        while not pids.exists():
            time.sleep(0.01)
        raise LookupError

    with pytest.raises(LookupError):
        asyncio.run(run(_shell(f"echo $$ > {pids}.new; mv {pids}.new {pids}; sleep 600"),
                        heard.append, begun=breaks))  # fmt: skip
    assert _all_gone(pids)


def test_cancelling_ends_even_what_ignores_the_polite_signal(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    script = f"trap '' TERM; echo $$ >> {pids}; echo ready; while :; do sleep 0.1; done"

    assert asyncio.run(_begin_and_cancel(script)) < 30.0
    assert _all_gone(pids)


def test_a_second_cancel_while_ending_leaves_nothing_behind(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    script = f"trap '' TERM; echo $$ >> {pids}; echo ready; while :; do sleep 0.1; done"

    async def begin_and_cancel_twice() -> None:
        ready = asyncio.Event()
        task = asyncio.create_task(run(_shell(script), lambda _: ready.set()))
        await ready.wait()
        for _ in range(2):
            task.cancel()
            await asyncio.sleep(0.1)

    asyncio.run(begin_and_cancel_twice())
    assert _all_gone(pids)


def test_a_child_that_outlives_the_command_is_ended(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    assert _heard(f"sleep 600 >/dev/null 2>&1 & echo $! >> {pids}") == ([], 0)
    assert _all_gone(pids)


def test_a_short_command_is_captured_whole() -> None:
    said = asyncio.run(capture(_shell("cat; echo no >&2; exit 2"), stdin=b"yes"))
    assert said == Captured(2, "yes", "no\n")


def test_a_command_that_does_not_read_its_input_is_no_trouble() -> None:
    said = asyncio.run(capture(_shell("echo done"), stdin=b"x" * 1_000_000))
    assert said == Captured(0, "done\n", "")


def test_a_command_that_takes_too_long_is_ended_and_said(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    with pytest.raises(ProblemError) as caught:
        asyncio.run(capture(_shell(f"echo $$ >> {pids}; sleep 600"), seconds=2.6))
    problem = caught.value.problem
    assert (problem.code, str(problem.what)) == ("program_too_slow", "/bin/sh did not respond.")
    assert str(problem.why) == "GoFerry stopped it after 3 seconds."
    assert problem.details.startswith("/bin/sh -c echo ")
    assert _all_gone(pids)


@pytest.mark.parametrize("words", [("/nonexistent/go",), ("/etc",), ("a\0b",)])
def test_a_program_that_cannot_start_is_a_problem(words: tuple[str, ...]) -> None:
    with pytest.raises(ProblemError) as caught:
        asyncio.run(capture(Command(words=words)))
    problem = caught.value.problem
    assert (problem.code, problem.details) == ("program_not_started", words[0])
    assert str(problem.what) == f"{words[0]} could not be started."
    assert len(str(problem.why)) > len("The system reported: ")


def test_a_folder_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemError):
        asyncio.run(capture(Command(words=("true",), folder=tmp_path / "gone")))


def test_each_command_leads_a_group_of_its_own() -> None:
    pid, group = (one.text for one in _heard("echo $$; ps -o pgid= -p $$")[0])
    assert (int(group), int(pid) == os.getpid()) == (int(pid), False)


def test_only_a_command_that_is_given_input_can_read_any(monkeypatch: pytest.MonkeyPatch) -> None:
    inputs: list[int | None] = []
    start = asyncio.create_subprocess_exec

    async def noted(*words: str, stdin: int | None = None, **named: Any) -> Process:  # noqa: ANN401
        inputs.append(stdin)
        return await start(*words, stdin=stdin, **named)

    monkeypatch.setattr(asyncio, "create_subprocess_exec", noted)
    _heard("true")
    for given in (b"", b"x"):
        asyncio.run(capture(_shell("cat"), stdin=given))
    assert inputs == [subprocess.DEVNULL, subprocess.DEVNULL, subprocess.PIPE]


def test_the_environment_is_exactly_what_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OF_THIS_PROCESS", "1")
    env = shutil.which("env")
    assert env is not None
    only = Command(words=(env,), env={"ONLY": "x=y z"})
    assert _heard_from(only) == ([OutputLine("ONLY=x=y z", "out")], 0)
    assert _heard_from(Command(words=(env,), env={})) == ([], 0)
    assert OutputLine("OF_THIS_PROCESS=1", "out") in _heard_from(Command(words=(env,)))[0]


def test_lines_come_in_order_and_as_they_are() -> None:
    heard, _ = _heard(r"printf 'a\n\n  b \t\r\nc\rd\n'; printf '1\n2\n' >&2")
    out = [one.text for one in heard if one.stream == "out"]
    err = [one.text for one in heard if one.stream == "err"]
    assert (out, err) == (["a", "", "  b \t", "c\rd"], ["1", "2"])


def test_a_line_comes_while_the_command_still_runs(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    heard: list[OutputLine] = []

    def hear(line: OutputLine) -> None:
        heard.append(line)
        seen.touch()

    script = f"echo first; until [ -e {seen} ]; do sleep 0.05; done; echo second"
    assert asyncio.run(asyncio.wait_for(run(_shell(script), hear), 60)) == 0
    assert heard == [OutputLine("first", "out"), OutputLine("second", "out")]


def test_ten_thousand_lines_wait_for_a_slow_listener_and_a_long_one_stays_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sizes: list[int] = []

    class Noting(asyncio.Queue[object]):
        def __init__(self, maxsize: int) -> None:
            sizes.append(maxsize)
            super().__init__(maxsize)

    monkeypatch.setattr(asyncio, "Queue", Noting)
    words = (sys.executable, "-c", f"print('x' * {1 << 20})")
    assert _heard_from(Command(words=words)) == ([OutputLine("x" * (1 << 20), "out")], 0)
    assert (sizes, LONGEST_LINE) == ([10_000], 16 << 20)


def test_a_command_is_asked_to_end_and_may_clean_up(tmp_path: Path) -> None:
    cleaned = tmp_path / "cleaned"
    script = f"trap 'touch {cleaned}; exit 0' TERM; echo ready; while :; do sleep 0.05; done"

    asyncio.run(_begin_and_cancel(script))
    assert cleaned.exists()


def test_the_whole_group_is_ended_politely_and_for_certain_after_two_seconds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    did: list[tuple[object, ...]] = []
    waits: list[float] = []

    class Deaf:
        pid, returncode = 4711, None

        async def wait(self) -> int:
            did.append(("waited",))
            return 0

    async def wait_for(waiting: Coroutine[object, object, int], seconds: float) -> None:
        waiting.close()
        waits.append(seconds)
        raise TimeoutError

    monkeypatch.setattr(os, "killpg", lambda *words: did.append(words))
    monkeypatch.setattr(os, "kill", lambda *_: did.append(("one alone",)))
    monkeypatch.setattr(asyncio, "wait_for", wait_for)
    asyncio.run(end_group(Deaf()))  # type: ignore[arg-type]
    assert did == [(4711, signal.SIGTERM), (4711, signal.SIGKILL), ("waited",)]
    assert waits == [2.0]


def test_a_captured_command_has_a_minute_and_its_input_is_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    times: list[float | None] = []
    timeout = asyncio.timeout

    def noted(seconds: float | None) -> asyncio.Timeout:
        times.append(seconds)
        return timeout(seconds)

    monkeypatch.setattr(asyncio, "timeout", noted)
    assert asyncio.run(capture(_shell("cat; kill -9 $$"))) == Captured(-9, "", "")
    assert asyncio.run(capture(_shell(r"printf '\377'"), seconds=7)).out == "\ufffd"
    assert times == [60.0, 7]


def test_a_captured_command_that_is_cancelled_ends_with_its_children(tmp_path: Path) -> None:
    pids = tmp_path / "pids"

    async def begin_and_cancel() -> None:
        script = f"sleep 600 & echo $! >>{pids}; echo $$ >>{pids}; touch {pids}.ready; wait"
        task = asyncio.create_task(capture(_shell(script)))
        while not Path(f"{pids}.ready").exists():  # noqa: ASYNC110, ASYNC240 - nobody else can tell
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(begin_and_cancel())
    assert _all_gone(pids)


@pytest.mark.parametrize("times", [1, 2])
def test_a_command_that_is_cancelled_while_it_starts_ends_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    """It may run before we hear of it: asyncio would then end its leader alone, and wait."""
    pids, start = tmp_path / "pids", asyncio.create_subprocess_exec
    running: list[asyncio.Task[int]] = []

    async def slowly(*words: str, **more: Any) -> asyncio.subprocess.Process:  # noqa: ANN401
        process = await start(*words, **more)
        while not Path(f"{pids}.ready").exists():  # noqa: ASYNC110, ASYNC240 - nobody else tells
            await asyncio.sleep(0.01)
        for _ in range(times):
            asyncio.get_running_loop().call_soon(running[0].cancel)
            await asyncio.sleep(0.05)
        return process

    async def begin() -> None:
        script = f"sleep 600 & echo $! >>{pids}; echo $$ >>{pids}; touch {pids}.ready; wait"
        running.append(asyncio.create_task(run(_shell(script), lambda _: None)))
        with pytest.raises(asyncio.CancelledError):
            await running[0]
        await asyncio.sleep(0.2)  # what was shielded from the second cancel

    monkeypatch.setattr(asyncio, "create_subprocess_exec", slowly)
    asyncio.run(begin())
    assert _all_gone(pids)


def test_a_command_that_is_cancelled_and_cannot_start_is_only_cancelled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    running: list[asyncio.Task[int]] = []

    async def refuse(*_words: str, **_more: object) -> asyncio.subprocess.Process:
        running[0].cancel()
        await asyncio.sleep(0)
        raise FileNotFoundError

    async def begin() -> None:
        running.append(asyncio.create_task(run(_shell("true"), lambda _: None)))
        await running[0]

    monkeypatch.setattr(asyncio, "create_subprocess_exec", refuse)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(begin())


def _shell(script: str) -> Command:
    return Command(words=("/bin/sh", "-c", script))


def _heard(script: str) -> tuple[list[OutputLine], int]:
    return _heard_from(_shell(script))


def _heard_from(command: Command) -> tuple[list[OutputLine], int]:
    heard: list[OutputLine] = []
    code = asyncio.run(asyncio.wait_for(run(command, heard.append), 30))
    return heard, code


def _heard_slowly(script: str) -> int:
    """Count the lines; the program ends while the first is heard, the others waiting."""
    count = 0

    def hear(_: OutputLine) -> None:
        nonlocal count
        count += 1
        if count == 1:
            time.sleep(0.3)

    asyncio.run(asyncio.wait_for(run(_shell(script), hear), 30))
    return count


async def _begin_and_cancel(script: str) -> float:
    """Cancel a script that has begun; return how many seconds its end took."""
    ready = asyncio.Event()
    task = asyncio.create_task(run(_shell(script), lambda _: ready.set()))
    await ready.wait()
    since = time.monotonic()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    return time.monotonic() - since


def _all_gone(pids: Path) -> bool:
    """Wait a moment for the kernel to take the last one away."""
    numbers = [int(line) for line in pids.read_text("ascii").split()]
    until = time.monotonic() + 20.0
    while any(map(_runs, numbers)) and time.monotonic() < until:
        time.sleep(0.02)
    return bool(numbers) and not any(map(_runs, numbers))


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return not _is_dead_but_uncollected(pid)


def _is_dead_but_uncollected(pid: int) -> bool:
    try:
        return "State:\tZ" in Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return False
