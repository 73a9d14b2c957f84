"""Qt and asyncio as one loop: the only place that knows qasync.

Stock qasync keeps cancelled timers alive, drops the context of thread-safe calls, and loses tasks
when a Qt loop runs inside a coroutine. `AppLoop` keeps its own queue of ready calls and its own
heap of timers, and uses Qt only to wake up.
"""

from __future__ import annotations

import asyncio
import collections
import contextlib
import heapq
import os
import signal
import sys
import time
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

os.environ.setdefault("QT_API", "pyside6")  # qasync tries other bindings first
import qasync

from gui.runtime.threads import DaemonThreads

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from contextvars import Context

    from PySide6.QtWidgets import QApplication

_Handle = TypeVar("_Handle", bound=asyncio.Handle)

_SLICE = 0.004  # seconds of Python before the window may paint again
_NESTED_WAIT = 20  # milliseconds between looks at a coroutine that runs a Qt loop of its own
_LONGEST_TIMER = 2**31 - 1  # milliseconds; QTimer takes an int
_CANCELLED_KEPT = 100  # cancelled timers in the heap before it is worth sweeping
_SIGNALLED = 130  # what a shell reports for a program that was interrupted


class _Bell(QObject):
    """Wakes the window's thread from any other one."""

    rung = Signal()


class _Timer(asyncio.TimerHandle):
    """A timer that knows whether it still waits in the heap."""

    waiting = False


class AppLoop(qasync.QEventLoop):  # type: ignore[misc]  # qasync has no types
    """asyncio's event loop on Qt's: timers are freed, contexts kept, nested Qt loops survived.

    Ready calls run in slices of a few milliseconds, so that a flood of them cannot stop the
    window from painting.
    """

    def __init__(self, app: QApplication) -> None:
        self._calls: collections.deque[asyncio.Handle] = collections.deque()
        self._timers: list[_Timer] = []
        self._cancelled_timers = 0
        self._fatal: BaseException | None = None
        self._pump = QTimer(singleShot=True)
        self._pump.timeout.connect(self._run_calls)
        self._alarm = QTimer(singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._alarm.timeout.connect(self._move_due_timers)
        self._alarm_at: float | None = None
        self._bell = _Bell()
        self._bell.rung.connect(self._wake, Qt.ConnectionType.QueuedConnection)
        super().__init__(app)
        self.set_default_executor(DaemonThreads())
        app.setQuitOnLastWindowClosed(False)  # the main coroutine decides when it is over

    def call_soon(
        self, callback: Callable[..., object], *args: object, context: Context | None = None
    ) -> asyncio.Handle:
        """Run the callback in the next round."""
        return self._enqueue(asyncio.Handle(callback, args, self, context))

    def call_soon_threadsafe(
        self, callback: Callable[..., object], *args: object, context: Context | None = None
    ) -> asyncio.Handle:
        """Run the callback in the next round; any thread may ask."""
        self._check_closed()
        handle = asyncio.Handle(callback, args, self, context)
        self._calls.append(handle)
        self._bell.rung.emit()
        return handle

    def call_later(
        self,
        delay: float,
        callback: Callable[..., object],
        *args: object,
        context: Context | None = None,
    ) -> asyncio.TimerHandle:
        """Run the callback after `delay` seconds."""
        if delay > 0:
            return self.call_at(self.time() + delay, callback, *args, context=context)
        return self._enqueue(_Timer(self.time(), callback, args, self, context))

    def call_at(
        self,
        when: float,
        callback: Callable[..., object],
        *args: object,
        context: Context | None = None,
    ) -> asyncio.TimerHandle:
        """Run the callback when `time()` reaches `when`."""
        self._check_closed()
        handle = _Timer(when, callback, args, self, context)
        handle.waiting = True
        heapq.heappush(self._timers, handle)
        self._set_alarm()
        return handle

    def run_forever(self) -> int:
        """Run until stopped; async generators that are dropped meanwhile get closed."""
        before = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(
            firstiter=self._asyncgen_firstiter_hook, finalizer=self._asyncgen_finalizer_hook
        )
        self._wake()
        try:
            code: int = super().run_forever()
        finally:
            sys.set_asyncgen_hooks(*before)
        self._raise_fatal()
        return code

    def close(self) -> None:
        """Give everything back; calls that never ran are dropped."""
        super().close()
        self._pump.stop()
        self._alarm.stop()
        self._calls.clear()
        self._timers.clear()

    def _timer_handle_cancelled(self, handle: _Timer) -> None:
        """Forget cancelled timers in bulk: `wait_for` cancels one for each quick answer."""
        if not handle.waiting:
            return
        self._cancelled_timers += 1
        if self._cancelled_timers > max(_CANCELLED_KEPT, len(self._timers) // 2):
            self._timers = [one for one in self._timers if not one.cancelled()]
            heapq.heapify(self._timers)
            self._cancelled_timers = 0

    def _enqueue(self, handle: _Handle) -> _Handle:
        self._check_closed()
        self._calls.append(handle)
        self._wake()
        return handle

    def _wake(self) -> None:
        if not self._pump.isActive():
            self._pump.start(0)

    def _drop_cancelled(self) -> None:
        while self._timers and self._timers[0].cancelled():
            heapq.heappop(self._timers)
            self._cancelled_timers -= 1

    def _set_alarm(self) -> None:
        self._drop_cancelled()
        if not self._timers:
            self._alarm.stop()
            self._alarm_at = None
            return
        when = self._timers[0].when()
        if self._alarm_at != when:
            self._alarm_at = when
            wait = max(0, int((when - self.time()) * 1000 + 0.999))
            self._alarm.start(min(wait, _LONGEST_TIMER))

    def _move_due_timers(self) -> None:
        self._alarm_at = None
        now = self.time() + 0.0005  # Qt counts whole milliseconds and may ring a little early
        self._drop_cancelled()
        while self._timers and self._timers[0].when() <= now:
            handle = heapq.heappop(self._timers)
            handle.waiting = False
            self._calls.append(handle)
            self._drop_cancelled()
        self._set_alarm()
        self._wake()

    def _run_calls(self) -> None:
        if not self.is_running():
            return  # as in asyncio, calls wait until somebody runs the loop
        if asyncio.current_task(self) is not None:
            self._pump.start(_NESTED_WAIT)  # a coroutine runs a Qt loop: tasks must not nest
            return
        end = time.perf_counter() + _SLICE
        for _ in range(len(self._calls)):
            if not self._calls or time.perf_counter() > end:
                break
            self._run_call(self._calls.popleft())
        if self._calls:
            self._wake()

    def _run_call(self, handle: asyncio.Handle) -> None:
        if handle.cancelled():
            return
        try:
            handle._run()  # noqa: SLF001 - running a handle is what a loop is for
        except (SystemExit, KeyboardInterrupt) as reason:
            self._fatal = reason  # Qt would print and forget it; run_forever raises it
            self.stop()

    def _raise_fatal(self) -> None:
        reason, self._fatal = self._fatal, None
        if reason is not None:
            raise reason


def run(main: Callable[[], Coroutine[Any, Any, int]], app: QApplication) -> int:
    """Run the application's main coroutine to its end and return its exit code.

    An interrupt or a termination signal cancels `main`, which then ends its jobs in order.
    """
    with asyncio.Runner(loop_factory=lambda: AppLoop(app)) as runner:
        try:
            return runner.run(_until_signalled(main))
        except asyncio.CancelledError:
            return _SIGNALLED


async def _until_signalled(main: Callable[[], Coroutine[Any, Any, int]]) -> int:
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task is not None, "a coroutine runs in a task"  # noqa: S101 - for mypy
    with contextlib.suppress(NotImplementedError):  # Windows
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, task.cancel)
    return await main()
