"""The window's loop behaves as asyncio promises."""

from __future__ import annotations

import asyncio
import contextvars
import gc
import os
import signal
import socket
import sys
import threading
import time
import weakref
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from gui.runtime.loop import AppLoop, run
from tests.gui.conftest import until

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


# Time and calls


async def test_calls_run_in_the_order_they_were_asked_for(app_loop: AppLoop) -> None:
    seen: list[int] = []
    for number in range(3):
        app_loop.call_soon(seen.append, number)
    app_loop.call_later(0, seen.append, 3)
    await until(lambda: len(seen) == 4)
    assert seen == [0, 1, 2, 3]


async def test_timers_ring_in_the_order_of_their_time(app_loop: AppLoop) -> None:
    seen: list[str] = []
    app_loop.call_later(0.6, seen.append, "late")
    app_loop.call_later(0.2, seen.append, "early")
    app_loop.call_at(app_loop.time() + 0.4, seen.append, "between")
    await until(lambda: len(seen) == 3)
    assert seen == ["early", "between", "late"]


async def test_a_timer_never_rings_early(app_loop: AppLoop) -> None:
    for wait in (0.001, 0.0105, 0.03):
        begin = app_loop.time()
        await asyncio.sleep(wait)
        assert app_loop.time() - begin >= wait - 0.001


async def test_call_later_returns_a_timer_handle(app_loop: AppLoop) -> None:
    handle = app_loop.call_later(60, print)
    assert isinstance(handle, asyncio.TimerHandle)
    assert handle.when() == pytest.approx(app_loop.time() + 60, abs=1)
    handle.cancel()


async def test_a_cancelled_call_does_not_run(app_loop: AppLoop) -> None:
    seen: list[str] = []
    app_loop.call_soon(seen.append, "soon").cancel()
    app_loop.call_later(0.001, seen.append, "later").cancel()
    await asyncio.sleep(0.01)
    assert seen == []


async def test_cancelled_timers_are_freed(app_loop: AppLoop) -> None:
    for _ in range(2_000):
        await asyncio.wait_for(asyncio.sleep(0), 3600)
    assert len(app_loop._timers) <= 110


async def test_a_cancelled_timer_lets_go_of_its_callback(app_loop: AppLoop) -> None:
    class Held:
        def ring(self) -> None: ...

    held = Held()
    app_loop.call_later(3600, held.ring).cancel()
    gone = weakref.ref(held)
    del held
    gc.collect()
    assert gone() is None


async def test_time_is_monotonic(app_loop: AppLoop) -> None:
    assert time.monotonic() <= app_loop.time() <= time.monotonic()


async def test_many_ready_calls_leave_room_for_the_window(app_loop: AppLoop) -> None:
    beats: list[float] = []
    heart = QTimer()
    heart.timeout.connect(lambda: beats.append(time.perf_counter()))
    heart.start(1)
    for _ in range(300):
        app_loop.call_soon(time.sleep, 0.0005)
    await until(lambda: not app_loop._calls)
    heart.stop()
    assert len(beats) > 5


# Tasks


async def test_a_group_ends_its_tasks_when_one_raises() -> None:
    sleepers: list[asyncio.Task[None]] = []

    async def group() -> None:
        async with asyncio.TaskGroup() as group:
            sleepers.append(group.create_task(asyncio.sleep(3600)))
            group.create_task(_raise(ValueError("mine")))

    with pytest.raises(ExceptionGroup):
        await group()
    assert sleepers[0].cancelled()


async def test_a_timeout_ends_what_it_guards() -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await asyncio.sleep(3600)


async def test_shielded_work_survives_the_cancelling_of_its_waiter() -> None:
    work = asyncio.create_task(asyncio.sleep(0.02, "done"))
    waiter = asyncio.create_task(_await_shielded(work))
    await asyncio.sleep(0)
    waiter.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiter
    assert await work == "done"


async def test_a_queue_hands_over_between_tasks() -> None:
    passed: asyncio.Queue[int] = asyncio.Queue(maxsize=1)
    async with asyncio.TaskGroup() as group:
        group.create_task(_put_all(passed, 50))
        got = [await passed.get() for _ in range(50)]
    assert got == list(range(50))


async def test_tasks_started_by_a_qt_timer_run(app_loop: AppLoop) -> None:
    tasks: list[asyncio.Task[str]] = []
    QTimer.singleShot(0, lambda: tasks.append(app_loop.create_task(asyncio.sleep(0, "ran"))))
    await until(lambda: tasks)
    assert await tasks[0] == "ran"


async def test_tasks_started_by_a_signal_find_the_running_loop() -> None:
    class Button(QObject):
        clicked = Signal()

    tasks: list[asyncio.Task[None]] = []
    button = Button()
    button.clicked.connect(lambda: tasks.append(asyncio.create_task(asyncio.sleep(0))))
    button.clicked.emit()
    await tasks[0]


async def test_an_unhandled_error_reaches_the_handler_once(app_loop: AppLoop) -> None:
    seen: list[dict[str, Any]] = []
    app_loop.set_exception_handler(lambda _loop, context: seen.append(context))
    app_loop.call_soon(_raise_now)
    await asyncio.sleep(0.01)
    assert [type(one["exception"]) for one in seen] == [ValueError]


async def test_a_handled_error_is_not_reported(app_loop: AppLoop) -> None:
    seen: list[dict[str, Any]] = []
    app_loop.set_exception_handler(lambda _loop, context: seen.append(context))
    with pytest.raises(ValueError, match="mine"):
        await asyncio.create_task(_raise(ValueError("mine")))
    gc.collect()
    await asyncio.sleep(0.01)
    assert seen == []


async def test_the_context_reaches_every_kind_of_call(app_loop: AppLoop) -> None:
    colour = contextvars.ContextVar("colour", default="none")
    seen: list[str] = []
    context = contextvars.copy_context()
    context.run(colour.set, "blue")
    app_loop.call_soon(lambda: seen.append(colour.get()), context=context)
    app_loop.call_later(0.001, lambda: seen.append(colour.get()), context=context)
    app_loop.call_soon_threadsafe(lambda: seen.append(colour.get()), context=context)
    await until(lambda: len(seen) == 3)
    assert seen == ["blue"] * 3


# Threads


async def test_to_thread_runs_elsewhere_and_brings_the_result() -> None:
    assert await asyncio.to_thread(threading.get_ident) != threading.get_ident()


async def test_to_thread_brings_the_exception() -> None:
    with pytest.raises(ZeroDivisionError):
        await asyncio.to_thread(lambda: 1 // 0)


async def test_many_blocking_calls_run_at_the_same_time() -> None:
    all_here = threading.Barrier(10)  # breaks when one of them would have to wait its turn
    await asyncio.gather(*(asyncio.to_thread(all_here.wait, 60) for _ in range(10)))


async def test_a_call_from_a_thread_wakes_the_loop_and_returns_a_handle(app_loop: AppLoop) -> None:
    seen: list[int] = []

    def ask() -> asyncio.Handle:
        return app_loop.call_soon_threadsafe(lambda: seen.append(threading.get_ident()))

    handle = await asyncio.to_thread(ask)
    assert isinstance(handle, asyncio.Handle)
    await until(lambda: seen)
    assert seen == [threading.get_ident()]


async def test_a_thread_can_await_a_coroutine(app_loop: AppLoop) -> None:
    def ask() -> str:
        return asyncio.run_coroutine_threadsafe(asyncio.sleep(0, "word"), app_loop).result(60)

    assert await asyncio.to_thread(ask) == "word"


def test_a_stuck_thread_does_not_hold_the_exit(qapp: QApplication) -> None:
    release = threading.Event()

    async def main() -> int:
        stuck = asyncio.get_running_loop().run_in_executor(None, release.wait)
        stuck.cancel()
        return 0

    assert run(main, qapp) == 0  # would never return, if it waited
    release.set()


# Processes and streams


async def test_a_process_reads_stdin_and_writes_stdout() -> None:
    process = await _python("print(input()[::-1])", stdin=asyncio.subprocess.PIPE)
    out, _ = await process.communicate(b"ferry\n")
    assert (process.returncode, out.strip()) == (0, b"yrref")


async def test_a_process_is_read_line_by_line() -> None:
    process = await _python("for i in range(5): print(i, flush=True)")
    assert process.stdout is not None
    lines = [line async for line in process.stdout]
    assert [int(line) for line in lines] == [0, 1, 2, 3, 4]
    assert await process.wait() == 0


async def test_twenty_processes_run_side_by_side() -> None:
    processes = await asyncio.gather(*(_shell(f"exit {code}") for code in range(20)))
    codes = await asyncio.gather(*(process.wait() for process in processes))
    assert list(codes) == list(range(20))


async def test_a_process_group_is_killed_as_one() -> None:
    process = await _shell("sleep 60 & echo $!; wait")
    assert process.stdout is not None
    grandchild = int(await process.stdout.readline())
    os.killpg(process.pid, signal.SIGKILL)
    assert await process.wait() == -signal.SIGKILL
    await until(lambda: not _alive(grandchild))


async def test_cancelling_the_reader_leaves_the_process_to_be_ended() -> None:
    process = await _shell("sleep 60")
    assert process.stdout is not None
    reader = asyncio.create_task(process.stdout.read())
    await asyncio.sleep(0.01)
    reader.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reader
    os.killpg(process.pid, signal.SIGKILL)
    assert await process.wait() == -signal.SIGKILL


async def test_a_large_output_arrives_whole() -> None:
    process = await _python("print('x' * 3_000_000)")
    out, _ = await process.communicate()
    assert len(out) == 3_000_001


async def test_a_tcp_server_answers() -> None:
    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write((await reader.readline()).upper())
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(echo, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"hello\n")
        assert await reader.read() == b"HELLO\n"
        writer.close()
        await writer.wait_closed()


async def test_a_unix_socket_carries_lines(tmp_path: Path) -> None:
    async def greet(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"welcome\n")
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_unix_server(greet, tmp_path / "s"):
        reader, writer = await asyncio.open_unix_connection(tmp_path / "s")
        assert await reader.readline() == b"welcome\n"
        writer.close()
        await writer.wait_closed()


async def test_a_reader_is_told_when_bytes_come_until_it_is_removed(app_loop: AppLoop) -> None:
    ours, theirs = socket.socketpair()
    seen: list[bytes] = []
    with ours, theirs:
        app_loop.add_reader(ours, lambda: seen.append(ours.recv(10)))
        theirs.send(b"one")
        await until(lambda: seen)
        assert app_loop.remove_reader(ours)
        theirs.send(b"two")
        await asyncio.sleep(0.02)
    assert seen == [b"one"]


async def test_names_are_looked_up(app_loop: AppLoop) -> None:
    found = await app_loop.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM)
    assert found[0][4] == ("127.0.0.1", 80)


async def test_a_system_signal_reaches_its_handler(app_loop: AppLoop) -> None:
    seen: list[str] = []
    app_loop.add_signal_handler(signal.SIGUSR1, seen.append, "told")
    os.kill(os.getpid(), signal.SIGUSR1)
    await until(lambda: seen)
    assert app_loop.remove_signal_handler(signal.SIGUSR1)


# Dialogs: a Qt loop inside a coroutine


async def test_a_dialog_inside_a_coroutine_loses_no_task(qapp: QApplication) -> None:
    assert qapp is not None
    ticks: list[int] = []
    ticker = asyncio.create_task(_tick(ticks, 20))
    dialog = QDialog()
    QTimer.singleShot(50, dialog.accept)
    dialog.exec()
    await asyncio.wait_for(ticker, 60)
    assert len(ticks) == 20


async def test_tasks_run_on_while_a_slot_shows_a_dialog(qapp: QApplication) -> None:
    assert qapp is not None
    ticks: list[int] = []
    ticker = asyncio.create_task(_tick(ticks, 20))
    dialog = QDialog()
    during: list[int] = []
    dialog.finished.connect(lambda _code: during.append(len(ticks)))
    shown: list[int] = []

    def look() -> None:
        if dialog.isVisible():
            shown.append(len(ticks))
            if len(ticks) > shown[0] + 3 or time.monotonic() > end:
                dialog.accept()

    eye = QTimer(dialog, interval=5)
    eye.timeout.connect(look)
    end = time.monotonic() + 60
    eye.start()
    QTimer.singleShot(0, dialog.exec)
    await ticker
    await until(lambda: during)
    assert during[0] > shown[0] + 3


async def test_an_opened_dialog_can_be_awaited(app_loop: AppLoop) -> None:
    answer = app_loop.create_future()
    dialog = QDialog()
    dialog.finished.connect(answer.set_result)
    dialog.open()
    QTimer.singleShot(10, dialog.reject)
    assert await answer == 0


# The end


async def test_dropped_generators_are_closed() -> None:
    closed: list[str] = []

    async def numbers() -> AsyncGenerator[int, None]:
        try:
            yield 1
            yield 2
        finally:
            await asyncio.sleep(0)
            closed.append("closed")

    async for _ in numbers():
        break
    gc.collect()
    await until(lambda: closed)


def test_open_generators_are_closed_at_the_end(qapp: QApplication) -> None:
    closed: list[str] = []

    async def numbers() -> AsyncGenerator[int, None]:
        try:
            yield 1
        finally:
            closed.append("closed")

    kept = numbers()

    async def main() -> int:
        return await anext(kept)

    assert run(main, qapp) == 1
    assert closed == ["closed"]


def test_run_returns_the_exit_code_of_main(qapp: QApplication) -> None:
    async def main() -> int:
        return 3

    assert run(main, qapp) == 3


def test_an_error_of_main_is_raised(qapp: QApplication) -> None:
    async def main() -> int:
        raise ValueError("mine")

    with pytest.raises(ValueError, match="mine"):
        run(main, qapp)


def test_a_task_that_exits_ends_the_loop(qapp: QApplication) -> None:
    async def leave() -> None:
        raise SystemExit(4)

    async def main() -> int:
        task = asyncio.create_task(leave())
        await asyncio.sleep(3600)
        return task.done()

    with pytest.raises(SystemExit) as end:
        run(main, qapp)
    assert end.value.code == 4


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_cancels_main_which_tidies_up(qapp: QApplication, number: int) -> None:
    tidied: list[str] = []

    async def main() -> int:
        asyncio.get_running_loop().call_later(0.01, os.kill, os.getpid(), number)
        try:
            await asyncio.sleep(3600)
        finally:
            tidied.append("tidied")
        return 0

    assert run(main, qapp) == 130
    assert tidied == ["tidied"]


def test_a_closed_loop_takes_no_calls(qapp: QApplication) -> None:
    loop = AppLoop(qapp)
    loop.close()
    with pytest.raises(RuntimeError):
        loop.call_soon(print)
    with pytest.raises(RuntimeError):
        loop.call_soon_threadsafe(print)


def test_calls_wait_until_the_loop_runs(app_loop: AppLoop, qapp: QApplication) -> None:
    seen: list[str] = []
    app_loop.call_soon(seen.append, "ran")
    qapp.processEvents()
    assert seen == []
    app_loop.run_until_complete(asyncio.sleep(0))
    assert seen == ["ran"]


def test_pyside_does_not_drop_references(qapp: QApplication) -> None:
    """Wheels of 6.12.0 on Python 3.11 do, until the process aborts."""
    assert qapp is not None

    class Bell(QObject):
        rung = Signal(int)

    bell, window = Bell(), QWidget()
    gc.collect()  # what other tests left would be counted, were it freed in between
    before = [sys.getrefcount(one) for one in (None, True)]
    for _ in range(50):
        bell.rung.emit(1)
        window.setWindowTitle("a")
    after = [sys.getrefcount(one) for one in (None, True)]
    assert all(abs(old - new) < 10 for old, new in zip(before, after, strict=True))


async def _raise(reason: Exception) -> None:
    raise reason


def _raise_now() -> None:
    raise ValueError("mine")


async def _await_shielded(work: asyncio.Task[str]) -> str:
    return await asyncio.shield(work)


async def _put_all(passed: asyncio.Queue[int], count: int) -> None:
    for number in range(count):
        await passed.put(number)


async def _tick(ticks: list[int], count: int) -> None:
    for number in range(count):
        await asyncio.sleep(0.01)
        ticks.append(number)


async def _python(code: str, *, stdin: int | None = None) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, stdin=stdin, stdout=asyncio.subprocess.PIPE
    )


async def _shell(line: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        "sh", "-c", line, stdout=asyncio.subprocess.PIPE, start_new_session=True
    )


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
