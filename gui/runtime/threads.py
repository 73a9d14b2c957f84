"""Threads for blocking calls, which never hold the exit of the window."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from concurrent.futures import Executor, Future
from functools import partial
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
P = ParamSpec("P")
_Job = tuple[Future[Any], "Callable[[], Any]"]


class DaemonThreads(Executor):
    """An executor whose stuck calls end with the process instead of keeping it alive."""

    MOST = 16
    GRACE = 1.0  # seconds that an orderly end may take, for all threads together

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._idle = threading.Semaphore(0)
        self._threads: list[threading.Thread] = []
        self._closed = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Call `fn` in a thread; a new one is started when all others are busy."""
        if self._closed:
            raise RuntimeError("the threads were shut down")
        future: Future[T] = Future()
        self._jobs.put((future, partial(fn, *args, **kwargs)))
        if not self._idle.acquire(blocking=False) and len(self._threads) < self.MOST:
            self._start_thread()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - Executor's own signature
        """Let the threads go; wait a moment for those that are about to finish."""
        self._closed = True
        if cancel_futures:
            self._cancel_waiting()
        for _ in self._threads:
            self._jobs.put(None)
        end = time.monotonic() + (self.GRACE if wait else 0)
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))

    def _cancel_waiting(self) -> None:
        with contextlib.suppress(queue.Empty):
            while (job := self._jobs.get_nowait()) is not None:
                job[0].cancel()

    def _start_thread(self) -> None:
        name = f"goferry-{len(self._threads) + 1}"
        thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            _fulfil(*job)
            del job  # an idle thread must not keep the last call's arguments alive
            self._idle.release()


def _fulfil(future: Future[Any], call: Callable[[], object]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(call())
    except BaseException as reason:  # noqa: BLE001 - whoever awaits the future gets it
        future.set_exception(reason)
